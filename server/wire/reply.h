/* What the server says: from typed values to text, each appended to a buf. */
#ifndef BURGERTOP_WIRE_REPLY_H
#define BURGERTOP_WIRE_REPLY_H

#include "base/buf.h"
#include "base/err.h"
#include "base/id.h"
#include "summit/views.h"

struct welcome {
	const char *seat;
	const char *token; /* NULL but after a code */
	struct id summit;
	struct id epoch;
	uint64_t seq;
	int64_t now_ms;
	size_t message_most;
	unsigned inflight_most;
	bool replaced; /* its link was */
};

struct ack {
	struct id op;
	uint64_t seq;
	const struct card *card; /* that was added, or that a plan was handed in as; else NULL */
	bool variant;            /* what was written was kept as a variant */
	char code[10];           /* of the seat that was given another link; else "" */
};

struct presence {        /* which devices serve a table */
	unsigned number; /* the table's */
	unsigned devices;
	unsigned outbox;  /* what waits on them, as far as they said */
	double battery;   /* of the one that has least; negative when none said */
	int64_t since_ms; /* since when there is none; 0 while there is, and when there never was */
};

void welcome_write(struct buf *out, const struct welcome *w);
void ack_write(struct buf *out, const struct ack *a);
void nack_write(struct buf *out, const struct id *op, const struct err *e); /* op may be nil */
void presence_write(struct buf *out, const struct presence *tables, size_t count);
void pong_write(struct buf *out, int64_t now_ms);
void bye_write(struct buf *out);

/* One entity, as an element of `set`: whole as that view has it, or gone. */
void entity_write(struct buf *out, const struct entity *e, enum view view);
void gone_write(struct buf *out, const struct entity *e);
void card_number_write(struct buf *out, const struct card *card); /* "number":"12-3" */

/* Around the elements of a `set`, which are joined by commas. part 0: not part of a full state. */
void state_begin(struct buf *out, uint64_t seq, unsigned part, bool last);
void state_end(struct buf *out);

/* Appends the elements of a message that was made by these two. */
void state_elements(struct buf *out, const char *message, size_t len);

#endif
