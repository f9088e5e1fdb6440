#include "cli/rehearsal/changes.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "cli/rehearsal/rehearsal.h"

#define EDITED_SHARE    (1.0 / 12) /* of the cards */
#define WITHDRAWN_SHARE (1.0 / 40)
#define RESTORED_SHARE  0.5 /* of those */
#define THINKING_US     60000000
#define ADDED           " (aangevuld)"

static void plan(struct rehearsal *r, size_t card, enum command_kind kind, char *text)
{
	struct changes *all = &r->actors[r->typing.cards[card].table].tablet.changes;
	double minutes = 0.5 + rehearsal_dice(r);

	all->items = mem_grow(all->items, all->count + 1, sizeof *all->items);
	all->items[all->count++] =
		(struct changed){.card = card,
				 .kind = kind,
				 .op = id_new(),
				 .text = text,
				 .due_us = clock_monotonic_us() +
					   (int64_t)(minutes * THINKING_US / r->options->speed)};
	r->typing.changes.made++;
}

static char *longer(const char *text)
{
	struct buf b = {0};

	buf_print(&b, "%s%s", text, ADDED);
	return b.data;
}

void changes_plan(struct rehearsal *r, size_t index)
{
	const struct typed *card = &r->typing.cards[index];
	double dice = rehearsal_dice(r);

	if (card->special)
		return;
	if (dice < WITHDRAWN_SHARE)
		plan(r, index, COMMAND_CARD_WITHDRAW, NULL);
	else if (dice < WITHDRAWN_SHARE + EDITED_SHARE &&
		 strlen(card->text) + strlen(ADDED) <= CARD_TEXT_MOST)
		plan(r, index, COMMAND_CARD_EDIT, longer(card->text));
}

static struct wire_text copy(const char *text)
{
	return (struct wire_text){mem_copy_text(text, strlen(text)), strlen(text)};
}

/* Cards go first: what is changed must be there, also on a server that was restored. */
void changes_send(struct rehearsal *r, size_t index, int64_t now_us)
{
	struct tablet *t = &r->actors[index].tablet;
	struct changes *all = &t->changes;
	const struct changed *next = &all->items[all->next];

	if (all->in_flight || all->next == all->count || now_us < next->due_us ||
	    !r->actors[index].line.welcome || t->paused_until_us || t->inflight ||
	    t->next < t->card_count)
		return;
	const struct typed *card = &r->typing.cards[next->card];
	struct command c = {
		.kind = next->kind, .op = next->op, .at_ms = clock_wall_ms(), .id = card->id};
	if (next->text) {
		c.text = copy(next->text);
		c.was.text = copy(card->typed);
	}
	all->in_flight = true;
	rehearsal_send(r, index, &c);
	command_finish(&c);
}

void changes_welcomed(struct changes *all, bool other_epoch)
{
	if (other_epoch)
		all->next = 0;
}

void changes_lost(struct changes *all)
{
	all->in_flight = false;
}

static void acknowledged(struct rehearsal *r, struct changed *change)
{
	struct change_counts *counts = &r->typing.changes;
	struct typed *card = &r->typing.cards[change->card];

	if (change->acked)
		return;
	change->acked = true;
	counts->acked++;
	switch (change->kind) {
	case COMMAND_CARD_EDIT:
		card->text = change->text;
		counts->edited++;
		break;
	case COMMAND_CARD_WITHDRAW:
		card->withdrawn = true;
		counts->withdrawn++;
		if (rehearsal_dice(r) < RESTORED_SHARE)
			plan(r, change->card, COMMAND_CARD_RESTORE, NULL);
		break;
	default:
		card->withdrawn = false;
		counts->restored++;
	}
}

bool changes_reply(struct rehearsal *r, size_t index, const struct reply *reply, bool *pause)
{
	struct changes *all = &r->actors[index].tablet.changes;

	if (!all->in_flight || !id_equal(&all->items[all->next].op, &reply->op))
		return false;
	all->in_flight = false;
	*pause = reply->kind == REPLY_NACK && reply->retry;
	if (*pause)
		return true;
	size_t answered = all->next++;
	if (reply->kind != REPLY_ACK) {
		r->typing.changes.refused++;
		return true;
	}
	if (reply->seq > r->typing.changes.seq)
		r->typing.changes.seq = reply->seq;
	acknowledged(r, &all->items[answered]);
	return true;
}

void changes_finish(struct changes *all)
{
	for (size_t i = 0; i < all->count; i++)
		free(all->items[i].text);
	free(all->items);
}
