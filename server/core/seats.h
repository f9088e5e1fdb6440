/* The seats of a summit, with the secrets of their links. */
#ifndef BURGERTOP_CORE_SEATS_H
#define BURGERTOP_CORE_SEATS_H

#include "base/secret.h"
#include "store/store.h"

enum seat_kind { SEAT_PUBLIC, SEAT_TABLE, SEAT_DESK, SEAT_CONTROL, SEAT_STAGE, SEAT_KINDS };
#define SEAT_BIT(kind) (1u << (kind))

struct seat {
	char name[SEAT_NAME_MOST];
	enum seat_kind kind;
	unsigned number; /* 0 for the public */
	char token[SECRET_TOKEN_LEN + 1];
	char code[SECRET_CODE_LEN + 1];
};

struct seats {
	struct seat *items; /* by name */
	size_t count;
};

extern const struct seat seat_public;

bool seats_load(struct seats *seats, struct store *store, const struct secret_key *key,
		struct err *e);
void seats_finish(struct seats *seats);

const struct seat *seats_by_name(const struct seats *seats, const char *name); /* or NULL */

/* Borrowed; NULL when there is none. Every seat is compared, each in constant time: how long it
 * takes tells nothing. */
const struct seat *seats_by_token(const struct seats *seats, const char *token);
const struct seat *seats_by_code(const struct seats *seats, const char *typed);

#endif
