#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Where a UTF-8 text that was cut off at len still ends in a whole character. */
static size_t whole_end(const char *text, size_t len)
{
	size_t start = len;

	while (start && ((unsigned char)text[start - 1] & 0xc0) == 0x80)
		start--;
	if (!start)
		return len;
	unsigned char lead = (unsigned char)text[start - 1];
	size_t need = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
	return len - (start - 1) < need ? start - 1 : len;
}

bool err_set(struct err *e, enum err_code code, const char *format, ...)
{
	char text[sizeof e->text]; /* the arguments may point into e */
	va_list args;

	va_start(args, format);
	int len = vsnprintf(text, sizeof text, format, args);
	va_end(args);
	if (len < 0)
		text[0] = '\0';
	else if ((size_t)len >= sizeof text)
		/* Half a character would make the reply that bears it no UTF-8. */
		text[whole_end(text, sizeof text - 1)] = '\0';
	memcpy(e->text, text, strlen(text) + 1);
	e->code = code;
	return false;
}
