#include "cli/rehearsal/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "cli/rehearsal/rehearsal.h"
#include "record/csv_read.h"
#include "record/record.h"

#define PATIENCE_US 20000000
#define PAUSE_US    100000

static void begin_comparison(struct rehearsal *r, struct comparison *c)
{
	struct check *check = &r->check;
	size_t count = r->typing.count;

	*c = (struct comparison){0};
	if (!check->times) {
		check->times = mem_new((count + 1) * sizeof *check->times);
		check->as_typed = mem_new((count + 1) * sizeof *check->as_typed);
		for (size_t i = 0; i < count; i++)
			id_map_put(&check->typed, &r->typing.cards[i].id, &r->typing.cards[i]);
	}
	memset(check->times, 0, count * sizeof *check->times);
	memset(check->as_typed, 0, count * sizeof *check->as_typed);
}

/* A card that none of ours is: a copy of one, or what somebody else typed. */
static void take_stranger(struct rehearsal *r, struct comparison *c, const char *text)
{
	for (size_t i = 0; i < r->typing.count; i++) {
		if (strcmp(text, r->typing.cards[i].text))
			continue;
		c->twice++;
		return;
	}
	c->strange++;
}

static void compare_card(struct rehearsal *r, struct comparison *c, const struct id *id,
			 const char *number, const char *text, bool withdrawn)
{
	const struct typed *card = id ? id_map_get(&r->check.typed, id) : NULL;

	c->rows++;
	if (!card) {
		take_stranger(r, c, text);
		return;
	}
	c->refused += card->refused;
	size_t index = (size_t)(card - r->typing.cards);
	r->check.times[index]++;
	r->check.as_typed[index] = !strcmp(text, card->text);
	c->other_text += !r->check.as_typed[index];
	c->other_number += card->acked_us && strcmp(number, card->number) != 0;
	c->other_state += withdrawn != card->withdrawn;
}

static void end_comparison(struct rehearsal *r, struct comparison *c)
{
	for (size_t i = 0; i < r->typing.count; i++) {
		c->missing += r->typing.cards[i].acked_us && !r->check.times[i];
		c->twice += r->check.times[i] > 1;
	}
	c->made = true;
}

static void forget_shown(struct check *c)
{
	for (size_t i = 0; i < c->card_count; i++) {
		free(c->cards[i]->text);
		free(c->cards[i]);
	}
	free(c->cards);
	c->cards = NULL;
	c->card_count = 0;
	id_map_finish(&c->by_id);
}

/* Another state of a card takes the place of the one before. */
static void take_shown(struct check *c, const struct peer_entity *e)
{
	struct shown_card *card = id_map_get(&c->by_id, &e->id);

	if (!card) {
		card = mem_new(sizeof *card);
		card->id = e->id;
		c->cards = mem_grow(c->cards, c->card_count + 1, sizeof *c->cards);
		c->cards[c->card_count++] = card;
		id_map_put(&c->by_id, &card->id, card);
	}
	free(card->text);
	card->text = mem_copy_text(e->card.text, strlen(e->card.text));
	snprintf(card->number, sizeof card->number, "%s", e->card.number);
	card->withdrawn = e->card.withdrawn;
}

static void compare_shown(struct rehearsal *r)
{
	begin_comparison(r, &r->check.shown);
	for (size_t i = 0; i < r->check.card_count; i++) {
		const struct shown_card *card = r->check.cards[i];
		compare_card(r, &r->check.shown, &card->id, card->number, card->text,
			     card->withdrawn);
	}
	end_comparison(r, &r->check.shown);
}

void check_welcome(struct rehearsal *r, const struct reply *reply)
{
	r->check.shown_up_to = reply->seq;
	r->check.has_full = false;
}

/* A full state may be one of a while ago, with what came since after it. */
void check_state(struct rehearsal *r, const struct reply *reply)
{
	struct check *c = &r->check;

	if (reply->full && reply->part <= 1)
		forget_shown(c);
	for (size_t i = 0; i < reply->set_count; i++)
		if (reply->set[i].type == ENTITY_CARD && !reply->set[i].gone)
			take_shown(c, &reply->set[i]);
	c->has_full = c->has_full || (reply->full && reply->last);
	if (c->has_full && reply->seq >= c->shown_up_to)
		compare_shown(r);
}

static void compare_row(void *self, char *const *cells)
{
	struct rehearsal *r = self;
	struct id id;

	compare_card(r, &r->check.file, id_read(cells[0], &id) ? &id : NULL, cells[2],
		     record_cell_text(cells[1]), !strcmp(cells[3], "yes"));
}

static bool compare_export(struct rehearsal *r, struct store *store, struct err *e)
{
	static const char *const columns[] = {"id", "text", "number", "withdrawn"};
	char dir[] = "/tmp/burgertop-rehearse-XXXXXX", csv[sizeof dir + 16];
	struct record_counts counts;
	bool good;

	if (!mkdtemp(dir))
		return err_set(e, ERR_FILE, "/tmp: no folder can be made there");
	snprintf(csv, sizeof csv, "%s/cards.csv", dir);
	begin_comparison(r, &r->check.file);
	good = record_export(store, dir, &counts, e) &&
	       csv_read(csv, columns, 4, compare_row, r, e);
	if (good)
		end_comparison(r, &r->check.file);
	record_remove(dir);
	return good;
}

void check_file(struct rehearsal *r)
{
	struct store *store;

	if (!r->options->db)
		return;
	store = store_open(r->options->db, STORE_READ, &r->check.problem);
	if (!store)
		return;
	compare_export(r, store, &r->check.problem);
	store_close(store);
}

static int by_number(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void look_for_same_numbers(struct rehearsal *r)
{
	const char **numbers = mem_new((r->typing.acked + 1) * sizeof *numbers);
	size_t count = 0;

	for (size_t i = 0; i < r->typing.count; i++)
		if (r->typing.cards[i].acked_us)
			numbers[count++] = r->typing.cards[i].number;
	qsort(numbers, count, sizeof *numbers, by_number);
	for (size_t i = 1; i < count; i++)
		r->check.same_numbers += !strcmp(numbers[i - 1], numbers[i]);
	free(numbers);
}

struct expected { /* of the witness's sight, what an audience may see */
	const struct rehearsal *r;
	const struct sight *witness;
	unsigned table; /* 0: the public */
};

/* docs/protocol.md ("The shape") once more, from what the theme team sees. */
static bool may_see(const void *self, const struct seen *seen)
{
	const struct expected *x = self;
	const struct seen *idea;

	if (seen->type == ENTITY_IDEA)
		return seen->published;
	if (x->table)
		return seen->table == x->table;
	idea = sight_of(&x->r->sights, x->witness, &seen->idea);
	return idea && idea->published && !seen->withdrawn;
}

static struct fold expected_of(const struct rehearsal *r, const struct actor *a,
			       const struct fold *public)
{
	struct expected x = {r, &r->actors[r->witness].sight, a->number};

	if (audience_of(a) == AUDIENCE_PUBLIC)
		return *public;
	return sight_fold(&r->sights, x.witness, a->kind == ACTOR_TABLE ? may_see : NULL, &x);
}

static void compare_peers(struct rehearsal *r)
{
	struct check *c = &r->check;
	struct expected everybody = {r, &r->actors[r->witness].sight, 0};
	struct fold public = sight_fold(&r->sights, everybody.witness, may_see, &everybody);

	c->peers = c->differing = 0;
	for (size_t i = 0; i < r->actor_count; i++) {
		const struct actor *a = &r->actors[i];
		if (a->kind == ACTOR_WITNESS || a->line.absent)
			continue;
		struct fold wanted = expected_of(r, a, &public),
			    has = sight_fold(&r->sights, &a->sight, NULL, NULL);
		c->peers++;
		if (a->line.welcome && fold_equal(&wanted, &has))
			continue;
		if (!c->differing++)
			c->first_differing = i;
	}
	c->compared_peers = true;
}

void check_tick(struct rehearsal *r, int64_t now)
{
	struct check *c = &r->check;

	if (!c->until_us) {
		c->until_us = now + PATIENCE_US;
		look_for_same_numbers(r);
		r->actors[r->witness].line.connect_at_us = now;
	}
	if (now < c->next_us)
		return;
	c->next_us = now + PAUSE_US;
	if (c->shown.made)
		compare_peers(r);
	if (now >= c->until_us || (c->compared_peers && !c->differing))
		clients_stop(r->clients);
}

void check_finish(struct check *c)
{
	forget_shown(c);
	free(c->times);
	free(c->as_typed);
	id_map_finish(&c->typed);
}
