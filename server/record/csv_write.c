#include "record/csv_write.h"

#include <string.h>
#include <time.h>

#include "record/record.h"

static void separate(struct csv *c)
{
	if (c->inside)
		fputc(',', c->file);
	c->inside = true;
}

/* What a spreadsheet takes for a formula; and our own mark. */
static bool needs_mark(const char *text)
{
	static const char *const starts[] = {"=",  "+", "-",  "@",  "\t", "\r",
					     "\n", "'", "＝", "＋", "－", "＠"};

	for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++)
		if (!strncmp(text, starts[i], strlen(starts[i])))
			return true;
	return false;
}

const char *record_cell_text(const char *cell)
{
	return *cell == '\'' ? cell + 1 : cell;
}

void csv_text(struct csv *c, const char *text)
{
	separate(c);
	if (!text)
		return;
	bool mark = needs_mark(text), quote = strpbrk(text, ",\"\r\n;") || *text == ' ';
	if (!quote) {
		fprintf(c->file, "%s%s", mark ? "'" : "", text);
		return;
	}
	fputs(mark ? "\"'" : "\"", c->file);
	for (const char *p = text; *p; p++) {
		if (*p == '"')
			fputc('"', c->file);
		fputc(*p, c->file);
	}
	fputc('"', c->file);
}

void csv_number(struct csv *c, uint64_t number)
{
	separate(c);
	fprintf(c->file, "%llu", (unsigned long long)number);
}

void csv_time(struct csv *c, int64_t ms)
{
	time_t seconds = (time_t)(ms / 1000);
	struct tm utc;
	char text[32];

	separate(c);
	if (!ms || !gmtime_r(&seconds, &utc))
		return;
	strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &utc);
	fprintf(c->file, "%s.%03dZ", text, (int)(ms % 1000));
}

void csv_end(struct csv *c)
{
	fputs("\r\n", c->file);
	c->inside = false;
}

void csv_header(struct csv *c, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		csv_text(c, names[i]);
	csv_end(c);
}
