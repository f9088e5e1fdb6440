/* What the simulated control room does: goes through the programme, in its own time or faster, and
 * ends the day when everything is read. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "cli/rehearsal.h"

#define PAUSE_MOST_US 3000000 /* what is no round is shortened to this */
#define PATIENCE_US   30000000

static int by_number(const void *a, const void *b)
{
	const struct known_step *x = a, *y = b;
	return x->number < y->number ? -1 : x->number > y->number;
}

static void learn_step(struct rehearsal *r, struct peer_entity *e)
{
	for (size_t i = 0; i < r->step_count; i++)
		if (id_equal(&r->steps[i].id, &e->id))
			return;
	r->steps = mem_grow(r->steps, r->step_count + 1, sizeof *r->steps);
	struct known_step *step = &r->steps[r->step_count++];
	*step = (struct known_step){.id = e->id,
				    .kind = e->step_kind,
				    .number = e->number,
				    .minutes = e->minutes,
				    .work = e->work,
				    .work_count = e->work_count};
	snprintf(step->title, sizeof step->title, "%s", e->title);
	e->work = NULL; /* taken over */
	e->work_count = 0;
	if (step->kind == STEP_ROUND)
		r->rounds++;
}

void control_state(struct rehearsal *r, const struct reply *reply)
{
	for (size_t i = 0; i < reply->set_count; i++)
		if (reply->set[i].type == ENTITY_STEP)
			learn_step(r, &reply->set[i]);
	if (r->began || (reply->full && !reply->last))
		return;
	qsort(r->steps, r->step_count, sizeof *r->steps, by_number);
	r->step_now = r->step_count;
	r->knows_programme = true;
}

static size_t control_actor(const struct rehearsal *r)
{
	size_t i = 0;

	while (r->actors[i].kind != ACTOR_CONTROL)
		i++;
	return i;
}

static void go(struct rehearsal *r, size_t to)
{
	size_t index = control_actor(r);
	struct command c = {.kind = COMMAND_PROGRAMME_GO,
			    .op = id_new(),
			    .at_ms = clock_wall_ms(),
			    .to = r->steps[to].id};

	if (r->step_now < r->step_count)
		c.from = r->steps[r->step_now].id;
	r->actors[index].doing = c;
	rehearsal_send(r, index, &c);
}

static size_t cards_of_round(const struct rehearsal *r)
{
	size_t all = r->options->cards ? r->options->cards : 4u * r->tables * r->rounds;
	size_t before = all * (r->round - 1) / r->rounds, after = all * r->round / r->rounds;
	return after - before;
}

static void arrive(struct rehearsal *r, int64_t now)
{
	r->step_now = r->step_now == r->step_count ? 0 : r->step_now + 1;
	const struct known_step *step = &r->steps[r->step_now];
	int64_t long_us = (int64_t)(step->minutes * 60e6 / r->options->speed);

	if (step->kind == STEP_ROUND) {
		r->round++;
		table_plan_round(r, now, long_us, cards_of_round(r));
	} else if (long_us > PAUSE_MOST_US) {
		long_us = PAUSE_MOST_US;
	}
	r->step_until_us = now + long_us;
}

void control_reply(struct rehearsal *r, size_t index, const struct reply *reply)
{
	struct actor *a = &r->actors[index];

	if (!id_equal(&a->doing.op, &reply->op))
		return;
	if (reply->kind == REPLY_NACK && reply->retry) {
		rehearsal_send(r, index, &a->doing);
		return;
	}
	a->doing.op = (struct id){0};
	if (reply->kind == REPLY_ACK)
		arrive(r, clock_monotonic_us());
	else
		rehearsal_fail(r, reply->code,
			       reply->code == ERR_STEP_CHANGED ? "the programme of this summit has "
								 "begun: rehearse with a fresh one"
							       : reply->text);
}

void control_tick(struct rehearsal *r, int64_t now)
{
	const struct actor *a = &r->actors[control_actor(r)];
	bool last = r->step_now + 1 == r->step_count;

	if (!id_is_nil(&a->doing.op) || (r->step_now < r->step_count && now < r->step_until_us))
		return;
	if (r->step_now == r->step_count || !last) {
		go(r, r->step_now == r->step_count ? 0 : r->step_now + 1);
	} else if (tables_are_done(r) && team_is_done(r)) {
		r->over = true;
		clients_stop(r->clients);
	} else if (now > r->step_until_us + PATIENCE_US) {
		rehearsal_fail(r, ERR_TOO_MANY,
			       "the day is over and not everything was acknowledged and read");
	}
}
