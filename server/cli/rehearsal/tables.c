#include "cli/rehearsal/tables.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "cli/rehearsal/rehearsal.h"

#define INFLIGHT_MOST    32
#define RUSH_SHARE       0.6 /* of the cards */
#define RUSH_MINUTES     6.0 /* at the end of a round */
#define RUSH_MOST        0.5 /* of a short round */
#define PAUSE_US         500000
#define PAUSE_FIRST_US   1000000
#define PAUSE_LONGEST_US 15000000

static struct wire_text as_text(const char *text, size_t len)
{
	return (struct wire_text){mem_copy_text(text, len), len};
}

/* The next of its operations: the title, the field in two goes, the handing in. */
static void send_plan(struct rehearsal *r, size_t actor, const struct typed *t)
{
	const struct handed *plan = t->plan;
	const size_t len = strlen(plan->body), half = strcspn(plan->body, " ");
	struct command c = {.kind = COMMAND_PLAN_WRITE,
			    .op = t->op,
			    .at_ms = clock_wall_ms(),
			    .id = plan->id,
			    .step = t->step,
			    .theme = t->theme,
			    .field = plan->taken ? 1 : 0};

	if (plan->taken + 1 == PLAN_OPERATIONS) {
		c = (struct command){.kind = COMMAND_PLAN_HAND,
				     .op = t->op,
				     .at_ms = c.at_ms,
				     .step = t->step,
				     .card = t->id};
	} else {
		c.text = plan->taken ? as_text(plan->body, plan->taken == 1 ? half : len)
				     : as_text(plan->title, strlen(plan->title));
		c.was_text = as_text(plan->body, plan->taken == 2 ? half : 0);
	}
	rehearsal_send(r, actor, &c);
	command_finish(&c);
}

static void send_card(struct rehearsal *r, size_t actor, struct typed *t)
{
	if (t->plan) {
		t->times_sent += !t->plan->taken;
		t->in_flight = true;
		send_plan(r, actor, t);
		return;
	}
	const struct command c = {
		.kind = COMMAND_CARD_ADD,
		.op = t->op,
		.at_ms = clock_wall_ms(),
		.id = t->id,
		.step = t->step,
		.theme = t->theme,
		.choice = CARD_IDEA,
		.text = {mem_copy_text(t->typed, strlen(t->typed)), strlen(t->typed)}};

	t->times_sent++;
	t->in_flight = true;
	rehearsal_send(r, actor, &c);
	free(c.text.text);
}

/* Sends what the table has typed and what has no answer, in its order. */
static void send_waiting(struct rehearsal *r, size_t index)
{
	struct tablet *t = &r->actors[index].tablet;

	while (r->actors[index].line.welcome && !t->paused_until_us && t->next < t->card_count &&
	       t->inflight < INFLIGHT_MOST) {
		size_t turn = t->next++;
		struct typed *card = &r->typing.cards[t->cards[turn]];
		if (card->in_flight || card->refused || (card->acked_us && turn >= t->again))
			continue;
		send_card(r, index, card);
		t->inflight++;
	}
}

static void plans_from_the_start(struct rehearsal *r, const struct tablet *t)
{
	for (size_t i = 0; i < t->card_count; i++) {
		struct typed *card = &r->typing.cards[t->cards[i]];
		if (!card->plan)
			continue;
		card->plan->taken = 0;
		card->op = card->plan->ops[0];
	}
}

void table_welcomed(struct rehearsal *r, size_t index, bool other_epoch)
{
	struct tablet *t = &r->actors[index].tablet;

	t->next = 0;
	if (other_epoch) {
		t->again = t->card_count;
		r->typing.changes.seq = 0;
		plans_from_the_start(r, t);
	}
	changes_welcomed(&t->changes, other_epoch);
	send_waiting(r, index);
}

void table_lost(struct rehearsal *r, size_t index)
{
	struct tablet *t = &r->actors[index].tablet;

	for (size_t i = 0; i < t->card_count; i++)
		r->typing.cards[t->cards[i]].in_flight = false;
	t->inflight = 0;
	t->paused_until_us = 0;
	changes_lost(&t->changes);
}

static struct typed *find_op(struct rehearsal *r, const struct tablet *t, const struct id *op)
{
	for (size_t i = t->card_count; i-- > 0;)
		if (id_equal(&r->typing.cards[t->cards[i]].op, op))
			return &r->typing.cards[t->cards[i]];
	return NULL;
}

static void acknowledged(struct rehearsal *r, struct typed *card, const struct reply *reply)
{
	if (card->acked_us) {
		if (strcmp(card->number, reply->number))
			r->check.renumbered++;
		return;
	}
	card->acked_us = clock_monotonic_us();
	card->late = reply->late;
	snprintf(card->number, sizeof card->number, "%s", reply->number);
	if (card->acked_us - card->typed_us > r->typing.slowest_us)
		r->typing.slowest_us = card->acked_us - card->typed_us;
	r->typing.acked++;
	r->typing.late += card->late;
	changes_plan(r, (size_t)(card - r->typing.cards));
}

/* The server cannot take it now: wait, and send again all that has no answer. */
static void pause_sending(struct rehearsal *r, struct tablet *t)
{
	int64_t most = PAUSE_FIRST_US;

	for (unsigned i = 0; i < t->pauses && most < PAUSE_LONGEST_US; i++)
		most *= 2;
	t->pauses++;
	t->next = 0;
	t->paused_until_us = clock_monotonic_us() + PAUSE_US +
			     (int64_t)(rehearsal_dice(r) *
				       (double)(most < PAUSE_LONGEST_US ? most : PAUSE_LONGEST_US));
}

void table_reply(struct rehearsal *r, size_t index, const struct reply *reply)
{
	struct tablet *t = &r->actors[index].tablet;
	bool pause = false;

	if (changes_reply(r, index, reply, &pause)) {
		if (pause)
			pause_sending(r, t);
		return;
	}
	struct typed *card = find_op(r, t, &reply->op);
	if (!card || !card->in_flight)
		return;
	if (reply->kind == REPLY_ACK && card->plan && ++card->plan->taken < PLAN_OPERATIONS) {
		card->op = card->plan->ops[card->plan->taken];
		send_plan(r, index, card);
		return;
	}
	card->in_flight = false;
	t->inflight--;
	if (reply->kind == REPLY_ACK) {
		t->pauses = 0;
		acknowledged(r, card, reply);
	} else if (reply->retry) {
		pause_sending(r, t);
	} else {
		card->refused = true;
		r->typing.refused++;
	}
	send_waiting(r, index);
}

static const struct id *theme_of(const struct known_step *step, unsigned table)
{
	for (size_t w = 0; w < step->work_count; w++)
		for (size_t i = 0; i < step->work[w].table_count; i++)
			if (step->work[w].tables[i] == table)
				return &step->work[w].theme;
	return step->work_count ? &step->work[0].theme : NULL;
}

static const char *next_text(struct typing *all, struct tablet *t)
{
	const char *text = t->next_text;

	if (text) {
		t->next_text = NULL;
		return text;
	}
	if (!t->own_texts)
		return all->texts[all->count % all->text_count];
	if (!t->own_texts[t->own_next])
		t->own_next = 0;
	return t->own_texts[t->own_next++];
}

/* Written from the text that would have been a card. */
static void make_plan(struct typed *t, const char *field, unsigned table)
{
	struct handed *plan = mem_new(sizeof *plan);
	struct buf whole = {0};
	size_t len = strlen(t->text);

	if (len >= sizeof plan->body)
		for (len = sizeof plan->body - 1; ((unsigned char)t->text[len] & 0xc0) == 0x80;)
			len--;
	plan->id = id_new();
	for (size_t i = 0; i < PLAN_OPERATIONS; i++)
		plan->ops[i] = id_new();
	snprintf(plan->title, sizeof plan->title, "Plan van tafel %u", table);
	memcpy(plan->body, t->text, len);
	buf_print(&whole, "%s\n\n%s\n%s", plan->title, field, plan->body);
	plan->whole = whole.data;
	t->plan = plan;
	t->op = plan->ops[0];
	t->text = plan->whole;
}

static void type_card(struct rehearsal *r, size_t index)
{
	struct actor *a = &r->actors[index];
	struct typing *all = &r->typing;
	const struct known_step *step = &r->day.steps[r->day.round_step];
	const struct id *theme = theme_of(step, a->number);

	if (!theme) /* a round without any work: nothing can be typed */
		return;
	if (all->count == all->cards_room) {
		all->cards_room = all->cards_room ? all->cards_room * 2 : 256;
		all->cards = mem_grow(all->cards, all->cards_room, sizeof *all->cards);
	}
	all->cards[all->count] =
		(struct typed){.op = id_new(),
			       .id = id_new(),
			       .step = step->id,
			       .theme = *theme,
			       .special = a->tablet.next_text || a->tablet.own_texts || all->plans,
			       .typed = next_text(all, &a->tablet),
			       .table = index,
			       .typed_us = clock_monotonic_us()};
	all->cards[all->count].text = all->cards[all->count].typed;
	if (all->plans)
		make_plan(&all->cards[all->count], step->field, a->number);
	a->tablet.cards = mem_grow(a->tablet.cards, a->tablet.card_count + 1, sizeof(size_t));
	a->tablet.cards[a->tablet.card_count++] = all->count++;
	send_waiting(r, index);
	all->cards[all->count - 1].at_once = all->cards[all->count - 1].in_flight;
}

static int by_time(const void *a, const void *b)
{
	int64_t x = ((const struct due *)a)->at_us, y = ((const struct due *)b)->at_us;
	return x < y ? -1 : x > y;
}

static void add_due(struct typing *t, size_t table)
{
	t->due = mem_grow(t->due, t->due_count + 1, sizeof *t->due);
	t->due[t->due_count++] = (struct due){0, table};
}

/* As many as were asked for, the tables in turn. */
static void deal_cards(struct rehearsal *r, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		add_due(&r->typing, r->present[i % r->present_count]);
}

static void roll_cards(struct rehearsal *r)
{
	const struct profile *p = r->options->profile;

	for (size_t i = 0; i < r->present_count; i++) {
		double cards =
			p->cards_least + rehearsal_dice(r) * (p->cards_most - p->cards_least + 1);
		for (unsigned k = 0; k < (unsigned)cards; k++)
			add_due(&r->typing, r->present[i]);
	}
}

void tables_plan_round(struct rehearsal *r, int64_t from_us, int64_t long_us, unsigned minutes,
		       double share_from, double share_to)
{
	struct typing *t = &r->typing;
	double all = r->options->cards, rush_time = RUSH_MINUTES / minutes;

	if (rush_time > RUSH_MOST)
		rush_time = RUSH_MOST;
	t->due_count = t->due_next = 0;
	t->plans = false;
	if (r->options->cards)
		deal_cards(r, (size_t)(all * share_from + 0.5), (size_t)(all * share_to + 0.5));
	else
		roll_cards(r);
	for (size_t i = 0; i < t->due_count; i++) {
		bool rush = rehearsal_dice(r) < RUSH_SHARE;
		double part = rush ? 1 - rush_time * rehearsal_dice(r)
				   : (1 - rush_time) * rehearsal_dice(r);
		t->due[i].at_us = from_us + (int64_t)(part * (double)long_us);
	}
	if (t->due_count)
		qsort(t->due, t->due_count, sizeof *t->due, by_time);
}

void tables_plan_handing(struct rehearsal *r, int64_t from_us, int64_t long_us)
{
	struct typing *t = &r->typing;

	t->due_count = t->due_next = 0;
	t->plans = true;
	for (size_t i = 0; i < r->present_count; i++) {
		add_due(t, r->present[i]);
		t->due[i].at_us = from_us + (int64_t)(rehearsal_dice(r) * (double)long_us);
	}
	if (t->due_count)
		qsort(t->due, t->due_count, sizeof *t->due, by_time);
}

/* Whom a tablet that is off keeps from typing catches up when it is on again. */
static void catch_up(struct rehearsal *r, size_t index, int64_t now_us)
{
	struct actor *a = &r->actors[index];

	if (a->tablet.paused_until_us && now_us >= a->tablet.paused_until_us) {
		a->tablet.paused_until_us = 0;
		send_waiting(r, index);
	}
	for (; a->tablet.owed && !a->line.absent; a->tablet.owed--)
		type_card(r, index);
	changes_send(r, index, now_us);
}

void tables_tick(struct rehearsal *r, int64_t now_us)
{
	struct typing *t = &r->typing;

	while (t->due_next < t->due_count && t->due[t->due_next].at_us <= now_us)
		r->actors[t->due[t->due_next++].table].tablet.owed++;
	for (size_t i = 0; i < r->present_count; i++)
		catch_up(r, r->present[i], now_us);
}

size_t table_waiting(const struct rehearsal *r, size_t index)
{
	const struct tablet *t = &r->actors[index].tablet;
	size_t count = 0;

	for (size_t i = 0; i < t->card_count; i++) {
		const struct typed *card = &r->typing.cards[t->cards[i]];
		count += !card->acked_us && !card->refused;
	}
	return count;
}

bool tables_are_done(const struct rehearsal *r)
{
	const struct typing *t = &r->typing;

	for (size_t i = 0; i < r->present_count; i++)
		if (r->actors[r->present[i]].tablet.owed)
			return false;
	return t->due_next == t->due_count && t->acked + t->refused == t->count &&
	       t->changes.acked + t->changes.refused == t->changes.made;
}

void typing_finish(struct typing *t)
{
	for (size_t i = 0; i < t->text_count; i++)
		free(t->texts[i]);
	for (size_t i = 0; i < t->count; i++) {
		if (t->cards[i].plan)
			free(t->cards[i].plan->whole);
		free(t->cards[i].plan);
	}
	free(t->texts);
	free(t->cards);
	free(t->due);
}
