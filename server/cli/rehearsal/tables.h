/* What simulated tables do: type cards, most of them near the end of a round, keep every one, and
 * send again what was not answered. What they do with cards afterwards is in changes.h. */
#ifndef BURGERTOP_CLI_REHEARSAL_TABLES_H
#define BURGERTOP_CLI_REHEARSAL_TABLES_H

#include "cli/rehearsal/changes.h"
#include "cli/rehearsal/samples.h"
#include "wire/peer.h"

struct rehearsal;

#define PLAN_OPERATIONS 4

struct handed { /* a plan that a table writes, bit by bit, and hands in as a card */
	struct id id;
	struct id ops[PLAN_OPERATIONS]; /* the last of them hands it in */
	unsigned taken;                 /* how many were acknowledged */
	char title[40];
	char body[481];
	char *whole; /* as the card is to read; owned */
};

struct typed {               /* a card that a table typed */
	struct id op;        /* that waits, or goes next */
	struct handed *plan; /* it is a plan's; NULL: it was typed as a card. Owned */
	struct id id;
	struct id step;
	struct id theme;
	const char *typed; /* as it was */
	const char *text;  /* as it reads, as far as that was acknowledged */
	size_t table;      /* its actor */
	int64_t typed_us;
	int64_t acked_us;
	bool at_once; /* it was sent when it was typed */
	bool in_flight;
	bool refused;
	bool late;
	bool special;   /* its words are an incident's or a plan's: they are not edited */
	bool withdrawn; /* as far as that was acknowledged */
	unsigned times_sent;
	char number[24]; /* as it was acknowledged */
};

struct tablet {        /* of an actor that is a table */
	size_t *cards; /* in the order they were typed: it keeps them all */
	size_t card_count;
	size_t next;  /* the first of them to be looked at when something can be sent */
	size_t again; /* those before this one go once more, answered or not */
	unsigned inflight;
	struct changes changes;
	unsigned owed; /* cards to be typed as soon as the tablet is on again */
	int64_t paused_until_us;
	unsigned pauses;              /* in a row */
	const char *next_text;        /* what it types next, once; NULL: as all do */
	const char *const *own_texts; /* what it types from now on, up to a NULL; NULL: as all do */
	size_t own_next;
	size_t room; /* index in the day's rooms */
	bool saw_notice;
};

struct due { /* a card that is to be typed */
	int64_t at_us;
	size_t table;
};

struct typing {
	struct typed *cards;
	size_t count;
	size_t cards_room;
	struct due *due; /* of this round, in order of time */
	size_t due_count;
	size_t due_next;
	bool plans;   /* the round makes plans */
	char **texts; /* owned */
	size_t text_count;
	size_t acked;
	size_t refused;
	size_t late;
	struct change_counts changes;
	int64_t slowest_us; /* answer since somebody last looked */
};

/* Which cards are typed in a round, and when. share: which part of all rounds it is, from and to,
 * for when the number of cards in all was given. */
void tables_plan_round(struct rehearsal *r, int64_t from_us, int64_t long_us, unsigned minutes,
		       double share_from, double share_to);

/* In a round that makes one, every table writes its plan and hands it in. */
void tables_plan_handing(struct rehearsal *r, int64_t from_us, int64_t long_us);
void tables_tick(struct rehearsal *r, int64_t now_us);
void table_welcomed(struct rehearsal *r, size_t actor, bool other_epoch);
void table_lost(struct rehearsal *r, size_t actor);
void table_reply(struct rehearsal *r, size_t actor, const struct reply *reply);
bool tables_are_done(const struct rehearsal *r);
void typing_finish(struct typing *t);
size_t table_waiting(const struct rehearsal *r, size_t actor); /* cards that have no answer */

/* A made-up idea; index runs through some thousand different ones. Owned by the caller. */
char *phrase(size_t index);

#endif
