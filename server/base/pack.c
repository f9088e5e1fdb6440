#include "base/pack.h"

#include <stdlib.h>
#define ZLIB_CONST
#include <zlib.h>

#include "base/mem.h"

#define MEMORY_LEVEL 9

static const struct {
	int level;
	int window; /* bits; negative: without a head, more than 15: gzip's */
} forms[] = {
	[PACK_RAW] = {3, -15},
	[PACK_GZIP] = {9, 15 + 16},
};

bool pack(enum pack_form form, const void *data, size_t len, struct buf *out)
{
	z_stream z = {.next_in = data, .avail_in = (uInt)len};

	if (deflateInit2(&z, forms[form].level, Z_DEFLATED, forms[form].window, MEMORY_LEVEL,
			 Z_DEFAULT_STRATEGY) != Z_OK)
		abort(); /* no memory */
	uLong room = deflateBound(&z, (uLong)len);
	unsigned char *packed = mem_new(room);
	z.next_out = packed;
	z.avail_out = (uInt)room;
	bool good = deflate(&z, Z_FINISH) == Z_STREAM_END && z.total_out < len;
	if (good)
		buf_add(out, packed, z.total_out);
	deflateEnd(&z);
	free(packed);
	return good;
}
