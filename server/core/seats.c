#include "core/seats.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

const struct seat seat_public = {.name = "public", .kind = SEAT_PUBLIC};

static const char *const kind_words[SEAT_KINDS] = {"public", "table", "desk", "control", "stage"};

struct loading {
	struct seats *seats;
	const struct secret_key *key;
};

static void add_seat(void *self, const struct seat_row *row)
{
	struct loading *l = self;
	struct seat seat = {.kind = SEAT_KINDS};
	char word[SEAT_NAME_MOST];

	if (sscanf(row->name, "%23[a-z]/%u", word, &seat.number) != 2)
		return;
	for (int kind = SEAT_TABLE; kind < SEAT_KINDS; kind++)
		if (!strcmp(word, kind_words[kind]))
			seat.kind = kind;
	if (seat.kind == SEAT_KINDS)
		return; /* of a newer program; it has no page here */
	snprintf(seat.name, sizeof seat.name, "%s", row->name);
	secret_token(l->key, row->name, row->generation, seat.token);
	secret_code(l->key, row->name, row->generation, seat.code);
	l->seats->items = mem_grow(l->seats->items, l->seats->count + 1, sizeof seat);
	l->seats->items[l->seats->count++] = seat;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct seat *)a)->name, ((const struct seat *)b)->name);
}

bool seats_load(struct seats *seats, struct store *store, const struct secret_key *key,
		struct err *e)
{
	struct loading l = {seats, key};

	if (!store_each_seat(store, add_seat, &l, e))
		return false;
	if (seats->count)
		qsort(seats->items, seats->count, sizeof *seats->items, by_name);
	return true;
}

void seats_finish(struct seats *seats)
{
	free(seats->items);
	memset(seats, 0, sizeof *seats);
}

const struct seat *seats_by_name(const struct seats *seats, const char *name)
{
	struct seat wanted = {.number = 0};

	snprintf(wanted.name, sizeof wanted.name, "%s", name);
	return seats->count ? bsearch(&wanted, seats->items, seats->count, sizeof wanted, by_name)
			    : NULL;
}

const struct seat *seats_by_token(const struct seats *seats, const char *token)
{
	const struct seat *found = NULL;

	if (strlen(token) != SECRET_TOKEN_LEN)
		return NULL;
	for (size_t i = 0; i < seats->count; i++)
		if (secret_equal(seats->items[i].token, token, SECRET_TOKEN_LEN))
			found = &seats->items[i];
	return found;
}

const struct seat *seats_by_code(const struct seats *seats, const char *typed)
{
	const struct seat *found = NULL;
	char code[SECRET_CODE_LEN + 1];

	if (!secret_code_normalise(typed, code))
		return NULL;
	for (size_t i = 0; i < seats->count; i++)
		if (secret_equal(seats->items[i].code, code, SECRET_CODE_LEN))
			found = &seats->items[i];
	return found;
}
