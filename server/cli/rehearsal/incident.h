/*
 * What goes wrong in a rehearsal on purpose. A profile (profile.c) is a table of incidents: what,
 * when, how many. A kind of incident is what it does when it begins, how it is seen that it is
 * over, and what is told of it in the end. A new one is a struct incident_kind in one of the
 * incident_*.c files (or one of its own) and a line in the table.
 */
#ifndef BURGERTOP_CLI_REHEARSAL_INCIDENT_H
#define BURGERTOP_CLI_REHEARSAL_INCIDENT_H

#include "base/buf.h"
#include "base/id.h"
#include "wire/peer.h"

struct rehearsal;
struct incident;

struct incident_kind {
	/* False: it cannot be now; it is asked again. */
	bool (*begin)(struct rehearsal *r, struct incident *i);
	/* Whether it is over. NULL: it lasts for the whole day. */
	bool (*over)(struct rehearsal *r, struct incident *i, int64_t now_us);
	/* An answer to a command of the theme team. NULL: it does not listen. */
	void (*heard)(struct rehearsal *r, struct incident *i, size_t actor,
		      const struct reply *reply);
	/* What it was and how it ended, in one line, when the day was checked. False when it did
	 * not end as it should. */
	bool (*tell)(const struct rehearsal *r, const struct incident *i, struct buf *out);
	const char *needs; /* what there must be for it, when it could not be played */
};

enum how_many { ONCE, OF_TABLES_AN_HOUR };

#define BEFORE_THE_DAY (-1.0)

struct planned { /* a line of a profile */
	const struct incident_kind *kind;
	double from, to; /* at random between: shares of the time of all rounds together */
	enum how_many how_many;
	double share; /* of the tables that take part, where it is about some of them */
};

#define NO_TABLE SIZE_MAX

struct party { /* one of two of the theme team who do the same */
	size_t desk;
	struct id op;
	struct id idea; /* where it puts a card */
	uint64_t seq;   /* as it was acknowledged; 0 not */
	bool refused;
};

struct incident {
	const struct incident_kind *kind;
	double at;
	double share;
	bool begun, over;
	int64_t begun_us;
	int64_t until_us;
	int64_t over_us;
	unsigned stage; /* how far it has come, as its kind counts */
	size_t table;   /* that it happens to, and nothing else meanwhile */
	size_t room;    /* that it happens to: index in the day's */
	size_t tables;  /* how many it concerned */
	size_t cards;   /* how many it concerned */
	struct id what; /* the card or idea that two are after */
	struct party party[2];
};

struct incidents {
	struct incident *items;
	size_t count;
};

struct profile {
	const char *name;
	unsigned cards_least, cards_most; /* a table types in a round */
	const struct planned *incidents;
	size_t incident_count;
};

const struct profile *profile_find(const char *name); /* NULL when there is none */

/* Once it is known who takes part: those that begin before the day begin. */
void incidents_plan(struct rehearsal *r);
/* Once the rounds are known: how many of each there are, and when. */
void incidents_schedule(struct rehearsal *r);
void incidents_tick(struct rehearsal *r, int64_t now_us);
void incidents_heard(struct rehearsal *r, size_t actor, const struct reply *reply);
bool incidents_are_over(const struct rehearsal *r);
void incidents_finish(struct incidents *all);

/* A table that takes part and that nothing else happens to now; false when there is none. */
bool incident_pick_table(struct rehearsal *r, size_t *out);
double summit_minutes_us(const struct rehearsal *r, double minutes);

extern const struct incident_kind incident_no_show;
extern const struct incident_kind incident_reboot;
extern const struct incident_kind incident_room_dark;
extern const struct incident_kind incident_arabic;
extern const struct incident_kind incident_telephone;
extern const struct incident_kind incident_same_card;
extern const struct incident_kind incident_same_title;

#endif
