/*
 * What the simulated theme team does: each reader takes the next card that nobody has, puts it with
 * an idea that shares a word with it or makes a new one, and publishes ideas that have grown. A
 * reader who is told that somebody was first looks again, and a card that was edited is read again.
 * A card with a telephone number is read and left out of every idea. All readers look through the
 * first one's eyes.
 */
#ifndef BURGERTOP_CLI_REHEARSAL_TEAM_H
#define BURGERTOP_CLI_REHEARSAL_TEAM_H

#include "wire/message.h"
#include "wire/peer.h"

struct rehearsal;

struct known_card {
	struct id id;
	struct id theme;
	struct id idea; /* nil when in none */
	uint64_t version;
	uint64_t read;  /* the version that was; 0: none */
	uint64_t dealt; /* the version that a reader was given last */
	uint64_t seq;
	size_t index;
	char number[16];
	char text[241]; /* the beginning, for a title */
};

struct known_idea {
	struct id id;
	struct id theme;
	uint64_t version;
	unsigned cards;
	bool published;
	bool publishing;
	char title[481];
};

struct team {
	struct known_card **cards;
	size_t card_count;
	struct id_map cards_by_id;
	size_t next_to_deal;
	struct known_idea **ideas;
	size_t idea_count;
	struct id_map ideas_by_id;
	size_t read; /* cards, as they are now */
	size_t published;
	size_t looked_again;
};

void team_state(struct rehearsal *r, const struct reply *reply); /* as the first desk sees it */
void team_reply(struct rehearsal *r, size_t actor, const struct reply *reply);
void team_tick(struct rehearsal *r, int64_t now_us);
bool team_is_done(const struct rehearsal *r);

/* It was read as it is now, and no reader has it in hand. */
bool card_is_settled(const struct rehearsal *r, const struct known_card *card);

/* A desk that waits for no answer. */
bool desk_is_free(const struct rehearsal *r, size_t actor);
/* Sends a command of a desk that is free, under a new operation; takes over what it owns. */
void desk_do(struct rehearsal *r, size_t actor, struct command c);

void team_finish(struct team *t);

#endif
