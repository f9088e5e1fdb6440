/* What the bare program says: WebSocket frames, messages of states, the made-up full state. */
#ifndef BURGERTOP_BENCH_FLOOR_FRAMES_H
#define BURGERTOP_BENCH_FLOOR_FRAMES_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/frame.h"

#define SET_MOST (FRAME_MOST - 1000) /* bytes in the set of a message: as the server's are */

enum { OPCODE_TEXT = 1, OPCODE_PING = 9, OPCODE_PONG = 10 };

void frame_add(struct buf *out, unsigned opcode, const char *bytes, size_t len);

void welcome_add(struct buf *out, uint64_t seq);
void answer_add(struct buf *out, const char *op, size_t op_len, uint64_t seq); /* 0: refused */

/* Puts a card in a set; fields is what its table said of it. */
void card_add(struct buf *set, uint64_t seq, const char *fields, size_t len);

/* Puts elements in a message of states that begins with head; its length. */
size_t state_add(struct buf *out, const char *head, const struct buf *elements);

/* A full state of so many cards of 450 bytes; or one whose messages are so many bytes together. */
void full_of_cards(struct buf *out, size_t cards);
void full_of_bytes(struct buf *out, size_t bytes);

#endif
