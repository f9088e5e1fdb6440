#include "base/log.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

#define LINE_MOST 2000 /* bytes of a message before it is escaped */

/* Whether the byte is, or begins, a control character (those from U+0080 on have two bytes). */
static bool is_control(const unsigned char *c)
{
	return *c < 0x20 || *c == 0x7f || (*c == 0xc2 && c[1] >= 0x80 && c[1] <= 0x9f);
}

__attribute__((format(printf, 2, 0))) static void put(const char *prefix, const char *format,
						      va_list args)
{
	char text[LINE_MOST];
	char line[4 * LINE_MOST + 32]; /* one write a line: those of two threads stay apart */
	size_t len = (size_t)snprintf(line, sizeof line, "burgertop: %s", prefix);

	if (vsnprintf(text, sizeof text, format, args) < 0)
		return;
	for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
		if (is_control(c))
			len += (size_t)snprintf(line + len, sizeof line - len, "\\x%02x", *c);
		else
			line[len++] = (char)*c;
		if (*c == 0xc2 && is_control(c))
			len += (size_t)snprintf(line + len, sizeof line - len, "\\x%02x", *++c);
	}
	line[len++] = '\n';
	fwrite(line, 1, len, stderr);
}

void log_info(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	put("", format, args);
	va_end(args);
}

void log_warn(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	put("warning: ", format, args);
	va_end(args);
}
