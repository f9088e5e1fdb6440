/*
 * What each client has been shown, so that in the end all can be compared with all.
 *
 * A thousand viewers get the same bytes. So a message is read once and kept for a while, and
 * whoever gets the same bytes gets the same reading. A client has four bytes for each card and
 * idea: which of the known states of it the client holds.
 */
#ifndef BURGERTOP_CLI_REHEARSAL_SIGHT_H
#define BURGERTOP_CLI_REHEARSAL_SIGHT_H

#include "base/err.h"
#include "base/id.h"
#include "wire/peer.h"

/* Those who see a card or an idea in the same words. */
enum audience { AUDIENCE_PUBLIC, AUDIENCE_TABLE, AUDIENCE_TEAM, AUDIENCES };

#define HEARD_KEPT 16

struct thing { /* a card or an idea that somebody was shown */
	struct id id;
	uint32_t index;
	uint32_t newest[AUDIENCES]; /* the state of it last heard of; 0: none */
	bool shown[AUDIENCES];      /* ever */
	int64_t published_us;       /* an idea: when its publishing was acknowledged; 0 not yet */
};

struct seen { /* one state of a thing, as one audience has it */
	struct thing *thing;
	enum entity_type type;
	uint64_t seq;
	uint64_t hash; /* of what can be read in it */
	bool gone;
	bool published; /* an idea */
	struct id idea; /* a card: the idea it stands in */
	unsigned table; /* a card: of which table */
	bool withdrawn; /* a card */
};

struct heard { /* a message, read */
	char *bytes;
	size_t len;
	struct reply reply;
	uint32_t *seen; /* states of cards and ideas that it holds */
	size_t seen_count;
};

struct sights { /* what all clients share */
	struct id_map things;
	struct thing **thing_list;
	size_t thing_count;
	struct seen *seen; /* by number, from 1 */
	size_t seen_count;
	size_t seen_room;
	struct heard kept[AUDIENCES][HEARD_KEPT];
	unsigned next[AUDIENCES];
	struct heard other; /* the last message that was no state */
	struct id epoch;
	size_t contradicted; /* states told differently under one number */
};

struct sight {         /* of one client */
	uint32_t *has; /* by index of thing; 0: does not see it */
	size_t has_room;
	uint32_t *coming; /* a full state of which not all parts came yet */
	size_t coming_room;
	bool gathering;
	bool has_cursor;
	uint64_t cursor;
};

/* Reads a message, or finds it among those read. Borrowed until the next call. NULL: e says why. */
const struct heard *sights_hear(struct sights *s, enum audience audience, const char *message,
				size_t len, struct err *e);

/* Takes in a message of states. fresh is called for each idea that is seen as published and was
 * not before. */
void sight_take(struct sights *s, struct sight *own, const struct heard *heard,
		void (*fresh)(void *self, const struct thing *idea), void *self);

/* The server is of this epoch. In another one than before, numbers mean other changes. */
void sights_epoch(struct sights *s, const struct id *epoch);

/* The connection broke: a full state that was coming is forgotten. */
void sight_break_off(struct sight *own);

/* The state of a thing that a client holds; NULL when it does not see it. Borrowed. */
const struct seen *sight_of(const struct sights *s, const struct sight *own, const struct id *id);

/* NULL when nobody was ever shown it. Borrowed. */
struct thing *sights_find(const struct sights *s, const struct id *id);

/* Everything a client sees of what a filter lets through, in one number that does not depend on
 * the order. */
struct fold {
	size_t ideas;
	size_t cards;
	uint64_t hash;
};
struct fold sight_fold(const struct sights *s, const struct sight *own,
		       bool (*wanted)(const void *self, const struct seen *seen), const void *self);
bool fold_equal(const struct fold *a, const struct fold *b);

void sight_finish(struct sight *own);
void sights_finish(struct sights *s);

#endif
