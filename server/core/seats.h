/* The seats of a summit, with the secrets of their links. */
#ifndef BURGERTOP_CORE_SEATS_H
#define BURGERTOP_CORE_SEATS_H

#include "base/secret.h"
#include "store/store.h"

enum seat_kind {
	SEAT_PUBLIC,
	SEAT_TABLE,
	SEAT_DESK,
	SEAT_CONTROL,
	SEAT_STAGE,
	SEAT_OBSERVER, /* sees what the table of its number sees, and does nothing */
	SEAT_KINDS
};
#define SEAT_BIT(kind) (1u << (kind))

#define LINK_CONNECTIONS_MOST 64

struct seat {
	char name[SEAT_NAME_MOST];
	enum seat_kind kind;
	unsigned number;     /* 0 for the public */
	unsigned generation; /* of its link; 0 for the public */
	unsigned decided;    /* the same, once the batch under way is on disk */
};

struct seat_link {           /* that a seat has, or had before it was replaced */
	uint64_t token_hash; /* under a key of this process */
	uint64_t code_hash;
	size_t seat; /* index */
	unsigned generation;
	unsigned connections; /* that came with it, and are open */
	char token[SECRET_TOKEN_LEN + 1];
	char code[SECRET_CODE_LEN + 1];
};

struct seats {
	struct seat *items; /* by name */
	size_t count;
	struct seat_link *links;
	size_t link_count;
	struct secret_key key;
};

extern const struct seat seat_public;

bool seats_load(struct seats *seats, struct store *store, const struct secret_key *key,
		struct err *e);
void seats_finish(struct seats *seats);

/* Without those of observers: how many are needed for the day to go on. */
size_t seats_needed(const struct seats *seats);

const struct seat *seats_by_name(const struct seats *seats, const char *name); /* or NULL */

/*
 * Whose link it is, and of which generation: an earlier one than the seat's when the link was
 * replaced. Borrowed; NULL when there is none. Links are found by hashes under a key that nobody
 * knows, and then compared in constant time: how long it takes tells nothing of a secret.
 */
const struct seat *seats_by_token(const struct seats *seats, const char *token,
				  unsigned *generation);
const struct seat *seats_by_code(const struct seats *seats, const char *typed,
				 unsigned *generation);

/*
 * A connection comes with the link of that generation, or goes. False when LINK_CONNECTIONS_MOST
 * have: it is the newest that finds no room, since another that had to go for it would come back,
 * and make the next one go. A link that got about is replaced, and the new one has its own.
 */
bool seats_enter(struct seats *seats, const struct seat *seat, unsigned generation);
void seats_leave(struct seats *seats, const struct seat *seat, unsigned generation);

/* What a client of that generation says next time. */
void seats_token(const struct seats *seats, const struct seat *seat, unsigned generation,
		 char out[SECRET_TOKEN_LEN + 1]);

/* The code that a seat has once the batch under way is on disk, as people read it: K7QX-2MPA. */
void seats_code(const struct seats *seats, const struct seat *seat, char out[SECRET_CODE_LEN + 2]);

/* Gives a seat another link, from when its batch is on disk. ERR_UNKNOWN_ID. Borrowed; NULL on
 * failure. */
const struct seat *seats_replace(struct seats *seats, const char *name, struct err *e);

/* The batch is on disk, or (kept false) nothing of it is. Whether links were replaced by it. */
bool seats_settle(struct seats *seats, bool kept);

#endif
