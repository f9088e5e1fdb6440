#include "base/frame.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct frame *frame_create(const char *text, size_t len)
{
	struct frame *f = mem_new(sizeof *f + len);

	f->refs = 1;
	f->len = len;
	if (len)
		memcpy(f->bytes, text, len);
	return f;
}

struct frame *frame_share(struct frame *f)
{
	assert(f->refs);
	f->refs++;
	return f;
}

void frame_drop(struct frame *f)
{
	if (!f)
		return;
	assert(f->refs);
	if (--f->refs == 0)
		free(f);
}
