#include "core/seats.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

const struct seat seat_public = {.name = "public", .kind = SEAT_PUBLIC};

static const char *const kind_words[SEAT_KINDS] = {"public",  "table", "desk",
						   "control", "stage", "observer"};

static void make_secrets(const struct seats *seats, struct seat *seat)
{
	secret_token(&seats->key, seat->name, seat->generation, seat->token);
	secret_code(&seats->key, seat->name, seat->generation, seat->code);
}

static void add_seat(void *self, const struct seat_row *row)
{
	struct seats *seats = self;
	struct seat seat = {
		.kind = SEAT_KINDS, .generation = row->generation, .decided = row->generation};
	char word[SEAT_NAME_MOST];

	if (sscanf(row->name, "%23[a-z]/%u", word, &seat.number) != 2)
		return;
	for (int kind = SEAT_TABLE; kind < SEAT_KINDS; kind++)
		if (!strcmp(word, kind_words[kind]))
			seat.kind = kind;
	if (seat.kind == SEAT_KINDS)
		return; /* of a newer program; it has no page here */
	snprintf(seat.name, sizeof seat.name, "%s", row->name);
	make_secrets(seats, &seat);
	seats->items = mem_grow(seats->items, seats->count + 1, sizeof seat);
	seats->items[seats->count++] = seat;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct seat *)a)->name, ((const struct seat *)b)->name);
}

bool seats_load(struct seats *seats, struct store *store, const struct secret_key *key,
		struct err *e)
{
	seats->key = *key;
	if (!store_each_seat(store, add_seat, seats, e))
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

const struct seat *seats_by_token(const struct seats *seats, const char *token,
				  unsigned *generation)
{
	const struct seat *found = NULL;
	char earlier[SECRET_TOKEN_LEN + 1];

	if (strlen(token) != SECRET_TOKEN_LEN)
		return NULL;
	for (size_t i = 0; i < seats->count; i++) {
		const struct seat *seat = &seats->items[i];
		for (unsigned g = 1; g <= seat->generation; g++) {
			if (g < seat->generation)
				seats_token(seats, seat, g, earlier);
			if (!secret_equal(g < seat->generation ? earlier : seat->token, token,
					  SECRET_TOKEN_LEN))
				continue;
			found = seat;
			*generation = g;
		}
	}
	return found;
}

const struct seat *seats_by_code(const struct seats *seats, const char *typed, unsigned *generation)
{
	const struct seat *found = NULL;
	char code[SECRET_CODE_LEN + 1], earlier[SECRET_CODE_LEN + 1];

	if (!secret_code_normalise(typed, code))
		return NULL;
	for (size_t i = 0; i < seats->count; i++) {
		const struct seat *seat = &seats->items[i];
		for (unsigned g = 1; g <= seat->generation; g++) {
			if (g < seat->generation)
				secret_code(&seats->key, seat->name, g, earlier);
			if (!secret_equal(g < seat->generation ? earlier : seat->code, code,
					  SECRET_CODE_LEN))
				continue;
			found = seat;
			*generation = g;
		}
	}
	return found;
}

void seats_token(const struct seats *seats, const struct seat *seat, unsigned generation,
		 char out[SECRET_TOKEN_LEN + 1])
{
	secret_token(&seats->key, seat->name, generation, out);
}

void seats_code(const struct seats *seats, const struct seat *seat, char out[SECRET_CODE_LEN + 2])
{
	char code[SECRET_CODE_LEN + 1];

	secret_code(&seats->key, seat->name, seat->decided, code);
	snprintf(out, SECRET_CODE_LEN + 2, "%.4s-%.4s", code, code + 4);
}

const struct seat *seats_replace(struct seats *seats, const char *name, struct err *e)
{
	const struct seat *seat = seats_by_name(seats, name);

	if (!seat) {
		err_set(e, ERR_UNKNOWN_ID, "seat: there is no such seat");
		return NULL;
	}
	seats->items[seat - seats->items].decided++;
	return seat;
}

bool seats_settle(struct seats *seats, bool kept)
{
	bool any = false;

	for (size_t i = 0; i < seats->count; i++) {
		struct seat *seat = &seats->items[i];
		if (seat->decided == seat->generation)
			continue;
		any = true;
		if (!kept) {
			seat->decided = seat->generation;
			continue;
		}
		seat->generation = seat->decided;
		make_secrets(seats, seat);
	}
	return any;
}
