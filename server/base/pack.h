/* Deflate (RFC 1951): the only place that knows zlib. */
#ifndef BURGERTOP_BASE_PACK_H
#define BURGERTOP_BASE_PACK_H

#include <stdbool.h>

#include "base/buf.h"

enum pack_form {
	PACK_RAW,  /* the stream alone, made quickly: packed while others wait */
	PACK_GZIP, /* as HTTP has it, made as small as it can be */
};

/* Appends data in that form. False, and nothing is appended, when it would not be shorter. */
bool pack(enum pack_form form, const void *data, size_t len, struct buf *out);

#endif
