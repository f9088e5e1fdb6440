/*
 * One message to be sent, encoded once and shared by all who get it. The bytes have head room
 * before them, in which the socket library writes its own header: two messages must never lie back
 * to back.
 */
#ifndef BURGERTOP_BASE_FRAME_H
#define BURGERTOP_BASE_FRAME_H

#include <stddef.h>
#include <stdint.h>

#define FRAME_HEAD 32
#define FRAME_MOST 16384 /* bytes in a message of states; one entity alone may be longer */

struct frame {
	unsigned refs;
	uint64_t from; /* a frame of states covers the changes after from, up to and including to */
	uint64_t to;
	size_t len;
	unsigned char head[FRAME_HEAD];
	unsigned char bytes[]; /* len */
};

struct frame *frame_create(const char *text, size_t len); /* copies; one reference, the caller's */
struct frame *frame_share(struct frame *f);               /* one more reference */
void frame_drop(struct frame *f);                         /* one less; NULL is fine */

#endif
