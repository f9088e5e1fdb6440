#include "core/seats.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

const struct seat seat_public = {.name = "public", .kind = SEAT_PUBLIC};

static const char *const kind_words[SEAT_KINDS] = {"public",  "table", "desk",
						   "control", "stage", "observer"};

/* Of the generations after `from`. */
static void add_links(struct seats *seats, size_t index, unsigned from)
{
	const struct seat *seat = &seats->items[index];

	for (unsigned g = from + 1; g <= seat->generation; g++) {
		seats->links = mem_grow(seats->links, seats->link_count + 1, sizeof *seats->links);
		struct seat_link *l = &seats->links[seats->link_count++];
		*l = (struct seat_link){.seat = index, .generation = g};
		secret_token(&seats->key, seat->name, g, l->token);
		secret_code(&seats->key, seat->name, g, l->code);
		l->token_hash = secret_hash(l->token, SECRET_TOKEN_LEN);
		l->code_hash = secret_hash(l->code, SECRET_CODE_LEN);
	}
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
	for (size_t i = 0; i < seats->count; i++)
		add_links(seats, i, 0);
	return true;
}

void seats_finish(struct seats *seats)
{
	free(seats->items);
	free(seats->links);
	memset(seats, 0, sizeof *seats);
}

size_t seats_needed(const struct seats *seats)
{
	size_t count = 0;

	for (size_t i = 0; i < seats->count; i++)
		count += seats->items[i].kind != SEAT_OBSERVER;
	return count;
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
	if (strlen(token) != SECRET_TOKEN_LEN)
		return NULL;
	uint64_t hash = secret_hash(token, SECRET_TOKEN_LEN);
	for (size_t i = 0; i < seats->link_count; i++) {
		const struct seat_link *l = &seats->links[i];
		if (l->token_hash != hash || !secret_equal(l->token, token, SECRET_TOKEN_LEN))
			continue;
		*generation = l->generation;
		return &seats->items[l->seat];
	}
	return NULL;
}

const struct seat *seats_by_code(const struct seats *seats, const char *typed, unsigned *generation)
{
	char code[SECRET_CODE_LEN + 1];

	if (!secret_code_normalise(typed, code))
		return NULL;
	uint64_t hash = secret_hash(code, SECRET_CODE_LEN);
	for (size_t i = 0; i < seats->link_count; i++) {
		const struct seat_link *l = &seats->links[i];
		if (l->code_hash != hash || !secret_equal(l->code, code, SECRET_CODE_LEN))
			continue;
		*generation = l->generation;
		return &seats->items[l->seat];
	}
	return NULL;
}

static struct seat_link *link_of(struct seats *seats, const struct seat *seat, unsigned generation)
{
	struct seat_link *l = seats->links;

	while (&seats->items[l->seat] != seat || l->generation != generation)
		l++;
	return l;
}

bool seats_enter(struct seats *seats, const struct seat *seat, unsigned generation)
{
	struct seat_link *l = link_of(seats, seat, generation);

	if (l->connections == LINK_CONNECTIONS_MOST)
		return false;
	l->connections++;
	return true;
}

void seats_leave(struct seats *seats, const struct seat *seat, unsigned generation)
{
	link_of(seats, seat, generation)->connections--;
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
		unsigned before = seat->generation;
		seat->generation = seat->decided;
		add_links(seats, i, before);
	}
	return any;
}
