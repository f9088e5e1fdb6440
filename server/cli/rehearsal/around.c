#include "cli/rehearsal/around.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "cli/rehearsal/rehearsal.h"

#define ONE_CALL_IN 10 /* tables, a round */
#define NOTICE      "Over vijf minuten gaan we verder in de zaal"

void around_add(struct rehearsal *r, size_t actor, struct command c)
{
	struct around *a = &r->around;

	c.op = id_new();
	c.at_ms = clock_wall_ms();
	a->items = mem_grow(a->items, a->count + 1, sizeof *a->items);
	a->items[a->count++] = (struct errand){.actor = actor, .command = c};
}

static struct errand *find(struct rehearsal *r, enum command_kind kind, const struct id *id)
{
	for (size_t i = 0; i < r->around.count; i++) {
		struct errand *e = &r->around.items[i];
		if (e->command.kind == kind && id_equal(&e->command.id, id))
			return e;
	}
	return NULL;
}

static void send_notice(struct rehearsal *r)
{
	r->around.notice = id_new();
	around_add(
		r, r->first_control,
		(struct command){.kind = COMMAND_NOTICE_SEND,
				 .id = r->around.notice,
				 .text = {mem_copy_text(NOTICE, strlen(NOTICE)), strlen(NOTICE)}});
}

void around_round_opened(struct rehearsal *r, unsigned round)
{
	for (size_t i = 0; i < r->present_count; i += ONE_CALL_IN)
		around_add(r, r->present[i],
			   (struct command){.kind = COMMAND_CALL_MAKE,
					    .id = id_new(),
					    .choice = (int)(round % CALL_KINDS)});
	if (id_is_nil(&r->around.notice))
		send_notice(r);
}

void around_round_over(struct rehearsal *r, const struct id *step)
{
	for (size_t i = 0; i < r->present_count; i++)
		around_add(r, r->present[i],
			   (struct command){.kind = COMMAND_SIGNOFF_GIVE,
					    .id = id_new(),
					    .step = *step,
					    .seen = r->actors[r->present[i]].sight.cursor});
}

/* The control room ends a call of ours once. */
static void see_call(struct rehearsal *r, const struct peer_entity *call)
{
	if (!call->ended && find(r, COMMAND_CALL_MAKE, &call->id) &&
	    !find(r, COMMAND_CALL_END, &call->id))
		around_add(r, r->first_control,
			   (struct command){.kind = COMMAND_CALL_END, .id = call->id});
}

static void see_notice(struct rehearsal *r, size_t actor, const struct peer_entity *notice)
{
	struct tablet *t = &r->actors[actor].tablet;

	if (t->saw_notice || !id_equal(&notice->id, &r->around.notice))
		return;
	t->saw_notice = true;
	around_add(r, actor,
		   (struct command){
			   .kind = COMMAND_NOTICE_SEEN, .id = id_new(), .notice = notice->id});
}

/* What the witness is shown: of a full state, what came before it does not count. */
static void bear_witness(struct rehearsal *r, const struct peer_entity *e)
{
	static const enum command_kind made_by[ENTITY_TYPES] = {
		[ENTITY_CALL] = COMMAND_CALL_MAKE,
		[ENTITY_NOTICE] = COMMAND_NOTICE_SEND,
		[ENTITY_RECEIPT] = COMMAND_NOTICE_SEEN,
		[ENTITY_SIGNOFF] = COMMAND_SIGNOFF_GIVE,
	};
	struct errand *errand = find(r, made_by[e->type], &e->id);

	if (!errand)
		return;
	errand->there = !e->gone;
	errand->ended = e->ended;
}

void around_state(struct rehearsal *r, size_t actor, const struct reply *reply)
{
	bool witness = actor == r->witness, table = r->actors[actor].kind == ACTOR_TABLE;

	for (size_t i = 0; witness && reply->full && reply->part <= 1 && i < r->around.count; i++)
		r->around.items[i].there = r->around.items[i].ended = false;
	for (size_t i = 0; i < reply->set_count; i++) {
		const struct peer_entity *e = &reply->set[i];
		if (witness)
			bear_witness(r, e);
		else if (e->type == ENTITY_CALL && actor == r->first_control)
			see_call(r, e);
		else if (e->type == ENTITY_NOTICE && table)
			see_notice(r, actor, e);
	}
}

void around_reply(struct rehearsal *r, size_t actor, const struct reply *reply)
{
	for (size_t i = 0; i < r->around.count; i++) {
		struct errand *e = &r->around.items[i];
		if (e->actor != actor || !id_equal(&e->command.op, &reply->op))
			continue;
		e->in_flight = false;
		e->acked = e->acked || reply->kind == REPLY_ACK;
		e->again_us = clock_monotonic_us() + RETRY_US;
	}
}

void around_welcomed(struct rehearsal *r, size_t actor, bool other_epoch)
{
	for (size_t i = 0; i < r->around.count; i++) {
		struct errand *e = &r->around.items[i];
		if (e->actor == actor && other_epoch)
			e->acked = false;
	}
}

void around_lost(struct rehearsal *r, size_t actor)
{
	for (size_t i = 0; i < r->around.count; i++)
		if (r->around.items[i].actor == actor)
			r->around.items[i].in_flight = false;
}

void around_tick(struct rehearsal *r, int64_t now_us)
{
	for (size_t i = 0; i < r->around.count; i++) {
		struct errand *e = &r->around.items[i];
		if (e->acked || e->in_flight || now_us < e->again_us ||
		    !r->actors[e->actor].line.welcome)
			continue;
		e->in_flight = true;
		rehearsal_send(r, e->actor, &e->command);
	}
}

struct around_counts around_count(const struct rehearsal *r, enum command_kind kind)
{
	struct around_counts c = {0};

	for (size_t i = 0; i < r->around.count; i++) {
		const struct errand *e = &r->around.items[i];
		if (e->command.kind != kind)
			continue;
		c.asked++;
		c.acked += e->acked;
		c.there += e->acked && e->there;
		c.ended += e->acked && e->there && e->ended;
	}
	return c;
}

bool around_is_done(const struct rehearsal *r)
{
	struct around_counts calls = around_count(r, COMMAND_CALL_MAKE),
			     ends = around_count(r, COMMAND_CALL_END),
			     seen = around_count(r, COMMAND_NOTICE_SEEN),
			     signoffs = around_count(r, COMMAND_SIGNOFF_GIVE);

	return ends.acked == calls.asked && seen.acked == r->present_count &&
	       signoffs.acked == signoffs.asked;
}

void around_finish(struct around *a)
{
	for (size_t i = 0; i < a->count; i++)
		command_finish(&a->items[i].command);
	free(a->items);
}
