/* What simulated tables do: type cards, most of them near the end of a round, keep each until it is
 * acknowledged, and send it again after a break. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "cli/rehearsal.h"

#define INFLIGHT_MOST 32
#define RUSH_SHARE    0.6  /* of the cards */
#define RUSH_TIME     0.24 /* at the end of the round: six of 25 minutes */

static void send_card(struct rehearsal *r, size_t actor, struct typed *t)
{
	const struct command c = {
		.kind = COMMAND_CARD_ADD,
		.op = t->op,
		.at_ms = clock_wall_ms(),
		.id = t->id,
		.step = t->step,
		.theme = t->theme,
		.choice = CARD_IDEA,
		.text = {mem_copy_text(t->text, strlen(t->text)), strlen(t->text)}};

	if (!t->sent_us)
		t->sent_us = clock_monotonic_us();
	t->times_sent++;
	rehearsal_send(r, actor, &c);
	free(c.text.text);
}

/* Sends what the table has typed and not yet sent on this connection. */
static void send_waiting(struct rehearsal *r, size_t index)
{
	struct actor *a = &r->actors[index];

	while (a->welcome && a->next < a->card_count && a->inflight < INFLIGHT_MOST) {
		struct typed *t = &r->typed[a->cards[a->next++]];
		if (t->acked_us || t->refused)
			continue;
		send_card(r, index, t);
		a->inflight++;
	}
}

void table_opened(struct rehearsal *r, size_t index)
{
	r->actors[index].next = 0;
	r->actors[index].inflight = 0;
	send_waiting(r, index);
}

static struct typed *find_op(struct rehearsal *r, const struct actor *a, const struct id *op)
{
	for (size_t i = a->card_count; i-- > 0;)
		if (id_equal(&r->typed[a->cards[i]].op, op))
			return &r->typed[a->cards[i]];
	return NULL;
}

void table_reply(struct rehearsal *r, size_t index, const struct reply *reply, int64_t now_us)
{
	struct actor *a = &r->actors[index];
	struct typed *t = find_op(r, a, &reply->op);

	if (!t)
		return;
	if (a->inflight)
		a->inflight--;
	if (reply->kind == REPLY_ACK && !t->acked_us) {
		t->acked_us = now_us;
		r->acked++;
	} else if (reply->kind == REPLY_NACK && reply->retry) {
		a->next = 0; /* once more, all that were not acknowledged */
	} else if (reply->kind == REPLY_NACK && !t->refused) {
		t->refused = true;
		r->refused++;
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

static void type_card(struct rehearsal *r, size_t index, const struct known_step *step)
{
	struct actor *a = &r->actors[index];
	const struct id *theme = theme_of(step, a->number);

	if (!theme)
		return;
	if (r->typed_count == r->typed_room) {
		r->typed_room = r->typed_room ? r->typed_room * 2 : 256;
		r->typed = mem_grow(r->typed, r->typed_room, sizeof *r->typed);
	}
	r->typed[r->typed_count] = (struct typed){.op = id_new(),
						  .id = id_new(),
						  .step = step->id,
						  .theme = *theme,
						  .text = r->texts[r->typed_count % r->text_count]};
	a->cards = mem_grow(a->cards, a->card_count + 1, sizeof *a->cards);
	a->cards[a->card_count++] = r->typed_count++;
	send_waiting(r, index);
}

static int by_time(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return x < y ? -1 : x > y;
}

void table_plan_round(struct rehearsal *r, int64_t from_us, int64_t long_us, size_t cards)
{
	r->due_us = mem_grow(r->due_us, cards ? cards : 1, sizeof *r->due_us);
	r->due_count = cards;
	r->due_next = 0;
	for (size_t i = 0; i < cards; i++) {
		bool rush = rehearsal_dice(r) < RUSH_SHARE;
		double part = rush ? 1 - RUSH_TIME * rehearsal_dice(r)
				   : (1 - RUSH_TIME) * rehearsal_dice(r);
		r->due_us[i] = from_us + (int64_t)(part * (double)long_us);
	}
	qsort(r->due_us, cards, sizeof *r->due_us, by_time);
}

void table_tick(struct rehearsal *r, int64_t now_us)
{
	while (r->due_next < r->due_count && r->due_us[r->due_next] <= now_us) {
		size_t turn = (r->due_next * 7 + r->round) %
			      r->tables; /* so that neighbours do not type in step */
		type_card(r, turn, &r->steps[r->step_now]);
		r->due_next++;
	}
}

bool tables_are_done(const struct rehearsal *r)
{
	return r->due_next == r->due_count && r->acked + r->refused == r->typed_count;
}
