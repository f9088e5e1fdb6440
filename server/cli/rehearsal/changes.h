/* What simulated tables do with cards that were kept: edit some, take some back, and give some of
 * those again. One change after the other, each sent again until it is answered. */
#ifndef BURGERTOP_CLI_REHEARSAL_CHANGES_H
#define BURGERTOP_CLI_REHEARSAL_CHANGES_H

#include "wire/message.h"
#include "wire/peer.h"

struct rehearsal;
struct typed;

struct changed {     /* a card, or to be changed */
	size_t card; /* of typing */
	enum command_kind kind;
	struct id op;
	char *text; /* of an edit: how it is to read; owned */
	int64_t due_us;
	bool acked;
};

struct changes { /* of a tablet, in the order in which they are made */
	struct changed *items;
	size_t count;
	size_t next; /* the first without an answer */
	bool in_flight;
};

struct change_counts {
	size_t made;
	size_t acked;
	size_t refused;
	size_t edited;
	size_t withdrawn;
	size_t restored;
	uint64_t seq; /* of the last that was acknowledged in this epoch */
};

void changes_plan(struct rehearsal *r, size_t card); /* it was just acknowledged */
void changes_send(struct rehearsal *r, size_t actor, int64_t now_us);
void changes_welcomed(struct changes *all, bool other_epoch);
void changes_lost(struct changes *all);

/* Whether it answers a change; pause: the server wants to be asked later. */
bool changes_reply(struct rehearsal *r, size_t actor, const struct reply *reply, bool *pause);
void changes_finish(struct changes *all);

#endif
