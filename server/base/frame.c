#include "base/frame.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/pack.h"

#define PACK_LEAST 1024 /* shorter ones gain a packet at most */

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
	if (--f->refs)
		return;
	if (f->twin != f)
		frame_drop(f->twin);
	free(f);
}

struct frame *frame_packed(struct frame *f)
{
	struct buf packed = {0};

	if (f->twin)
		return f->twin;
	f->twin = f;
	if (f->len >= PACK_LEAST && pack(PACK_RAW, f->bytes, f->len, &packed)) {
		f->twin = frame_create(packed.data, packed.len);
		f->twin->from = f->from;
		f->twin->to = f->to;
		f->twin->packed = true;
	}
	buf_finish(&packed);
	return f->twin;
}
