/* A growing run of bytes. Zero-initialised it is empty and valid; buf_finish releases it and makes
 * it so again. */
#ifndef BURGERTOP_BASE_BUF_H
#define BURGERTOP_BASE_BUF_H

#include <stddef.h>

struct buf {
	char *data; /* NUL-terminated once something was added */
	size_t len;
	size_t room;
};

void buf_add(struct buf *b, const void *data, size_t len);
void buf_text(struct buf *b, const char *text);
void buf_print(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_clear(struct buf *b); /* empties it and keeps its memory */
void buf_finish(struct buf *b);

#endif
