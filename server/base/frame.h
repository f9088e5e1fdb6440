/*
 * One message to be sent, encoded once and shared by all who get it. The bytes have head room
 * before them, in which the socket library writes its own header: two messages must never lie back
 * to back.
 */
#ifndef BURGERTOP_BASE_FRAME_H
#define BURGERTOP_BASE_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FRAME_HEAD 32
/* Bytes in a message of states; one entity alone may be longer. Half of it would cost nearly as
 * much to send; twice as much, and sockets would not take it whole (UNSENT_MOST in net/door.c). */
#define FRAME_MOST 32000

struct frame {
	unsigned refs;
	uint64_t from; /* a frame of states covers the changes after from, up to and including to */
	uint64_t to;
	bool packed;        /* deflated: to be sent as a binary message */
	struct frame *twin; /* the same, deflated; NULL until somebody asked for it */
	size_t len;
	unsigned char head[FRAME_HEAD];
	unsigned char bytes[]; /* len */
};

struct frame *frame_create(const char *text, size_t len); /* copies; one reference, the caller's */
struct frame *frame_share(struct frame *f);               /* one more reference */
void frame_drop(struct frame *f);                         /* one less; NULL is fine */

/* The same message deflated, made once, or the frame itself when that is not worth it. Borrowed:
 * it lives as long as the frame. */
struct frame *frame_packed(struct frame *f);

#endif
