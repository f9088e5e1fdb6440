#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define ROOM_LEAST 256

/* Room for len more bytes and a NUL. */
static void reserve(struct buf *b, size_t len)
{
	if (len > SIZE_MAX / 4 || b->len > SIZE_MAX / 4)
		abort();
	size_t need = b->len + len + 1;
	if (need <= b->room)
		return;
	size_t room = b->room ? b->room : ROOM_LEAST;
	while (room < need)
		room *= 2;
	b->data = mem_grow(b->data, room, 1);
	b->room = room;
}

void buf_add(struct buf *b, const void *data, size_t len)
{
	reserve(b, len);
	if (len)
		memcpy(b->data + b->len, data, len);
	b->len += len;
	b->data[b->len] = '\0';
}

void buf_text(struct buf *b, const char *text)
{
	buf_add(b, text, strlen(text));
}

void buf_print(struct buf *b, const char *format, ...)
{
	va_list args, again;

	reserve(b, 0);
	va_start(args, format);
	va_copy(again, args);
	int len = vsnprintf(b->data + b->len, b->room - b->len, format, args);
	va_end(args);
	if (len < 0)
		abort();
	if ((size_t)len >= b->room - b->len) {
		reserve(b, (size_t)len);
		vsnprintf(b->data + b->len, b->room - b->len, format, again);
	}
	va_end(again);
	b->len += (size_t)len;
}

void buf_clear(struct buf *b)
{
	b->len = 0;
	if (b->data)
		b->data[0] = '\0';
}

void buf_finish(struct buf *b)
{
	free(b->data);
	*b = (struct buf){0};
}
