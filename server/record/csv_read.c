#include "record/csv_read.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

#define COLUMNS_MOST 200

struct reader {
	const char *path;
	FILE *file;
	int separator; /* 0: not yet known */
	size_t line;
	struct buf cells[COLUMNS_MOST];
	size_t count; /* cells in this row */
};

static bool is_separator(struct reader *r, int c)
{
	if (!r->separator && (c == ',' || c == ';'))
		r->separator = c;
	return r->separator && c == r->separator;
}

static void put(struct buf *cell, int c)
{
	char byte = (char)c;
	buf_add(cell, &byte, 1);
}

/* A cell in quotes, up to the byte after the closing one, which is returned. */
static bool read_quoted(struct reader *r, struct buf *cell, int *after, struct err *e)
{
	size_t began = r->line;
	int c;

	while ((c = getc(r->file)) != EOF) {
		r->line += c == '\n';
		if (c == '"') {
			c = getc(r->file);
			if (c != '"') {
				*after = c;
				return true;
			}
		}
		put(cell, c);
	}
	return err_set(e, ERR_FILE, "%s, line %zu: quotes that are opened here are never closed",
		       r->path, began);
}

/* One row. *end: there was none. */
static bool read_row(struct reader *r, bool *end, struct err *e)
{
	int c = getc(r->file);

	*end = c == EOF;
	for (size_t i = 0; i < r->count; i++)
		buf_clear(&r->cells[i]);
	r->count = 0;
	if (*end)
		return true;
	r->line++;
	for (;;) {
		if (r->count == COLUMNS_MOST)
			return err_set(e, ERR_FILE, "%s, line %zu: more than %d columns", r->path,
				       r->line, COLUMNS_MOST);
		struct buf *cell = &r->cells[r->count++];
		buf_add(cell, "", 0);
		if (c == '"' && !read_quoted(r, cell, &c, e))
			return false;
		while (c != EOF && c != '\n' && !is_separator(r, c)) {
			put(cell, c);
			c = getc(r->file);
		}
		if (c == EOF || c == '\n')
			break;
		c = getc(r->file);
	}
	struct buf *last = &r->cells[r->count - 1];
	if (last->len && last->data[last->len - 1] == '\r')
		last->data[--last->len] = '\0';
	return true;
}

static void skip_byte_order_mark(FILE *f)
{
	if (getc(f) == 0xef && getc(f) == 0xbb && getc(f) == 0xbf)
		return;
	rewind(f);
}

static bool find_columns(struct reader *r, const char *const *columns, size_t count, size_t *at,
			 struct err *e)
{
	for (size_t i = 0; i < count; i++) {
		for (at[i] = 0; at[i] < r->count; at[i]++)
			if (!strcmp(r->cells[at[i]].data, columns[i]))
				break;
		if (at[i] == r->count)
			return err_set(e, ERR_FILE,
				       "%s: the first row names no column \"%s\"; it begins with "
				       "\"%.60s\"",
				       r->path, columns[i], r->count ? r->cells[0].data : "");
	}
	return true;
}

bool csv_read(const char *path, const char *const *columns, size_t column_count,
	      void (*each)(void *self, char *const *cells), void *self, struct err *e)
{
	struct reader *r = mem_new(sizeof *r);
	size_t *at = mem_grow(NULL, column_count, sizeof *at);
	char **cells = mem_grow(NULL, column_count, sizeof *cells);
	bool end = false, good = false;

	r->path = path;
	r->file = fopen(path, "rb");
	if (!r->file) {
		err_set(e, ERR_FILE, "%s: %s", path, strerror(errno));
		goto out;
	}
	skip_byte_order_mark(r->file);
	if (!read_row(r, &end, e) || !find_columns(r, columns, column_count, at, e))
		goto out;
	while ((good = read_row(r, &end, e)) && !end) {
		char none[] = "";
		for (size_t i = 0; i < column_count; i++)
			cells[i] = at[i] < r->count ? r->cells[at[i]].data : none;
		each(self, cells);
	}
out:
	if (r->file)
		fclose(r->file);
	for (size_t i = 0; i < COLUMNS_MOST; i++)
		buf_finish(&r->cells[i]);
	free(r);
	free(at);
	free(cells);
	return good;
}
