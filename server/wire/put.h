/*
 * JSON as text, straight into a buf: what the server says is written for every card and every
 * audience, and a tree of values between would cost more than all the rest of it. Commas put
 * themselves.
 */
#ifndef BURGERTOP_WIRE_PUT_H
#define BURGERTOP_WIRE_PUT_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/id.h"

/* key: NULL for an element of a list, or for what stands alone. A comma that is there already will
 * do. */
void put_object(struct buf *out, const char *key);
void put_object_end(struct buf *out);
void put_list(struct buf *out, const char *key);
void put_list_end(struct buf *out);

void put_text(struct buf *out, const char *key, const char *text, size_t len); /* UTF-8 */
void put_string(struct buf *out, const char *key, const char *text);           /* NULL: left out */
void put_number(struct buf *out, const char *key, int64_t number);
void put_share(struct buf *out, const char *key, double share); /* 0 to 1, in hundredths */
void put_bool(struct buf *out, const char *key, bool value);
void put_id(struct buf *out, const char *key, const struct id *id);

#endif
