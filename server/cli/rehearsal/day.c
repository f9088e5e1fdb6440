#include "cli/rehearsal/day.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "cli/rehearsal/rehearsal.h"

#define PAUSE_MOST_US 3000000 /* what is no round is shortened to this */
#define PATIENCE_US   60000000

static int by_number(const void *a, const void *b)
{
	const struct known_step *x = a, *y = b;
	return x->number < y->number ? -1 : x->number > y->number;
}

static int by_room_number(const void *a, const void *b)
{
	const struct known_room *x = a, *y = b;
	return x->number < y->number ? -1 : x->number > y->number;
}

static void learn_step(struct day *d, const struct peer_entity *e)
{
	d->steps = mem_grow(d->steps, d->step_count + 1, sizeof *d->steps);
	struct known_step *step = &d->steps[d->step_count++];
	*step = (struct known_step){.id = e->id,
				    .kind = e->step_kind,
				    .number = e->number,
				    .minutes = e->minutes ? e->minutes : 1,
				    .work_count = e->work_count,
				    .makes_plan = e->makes_plan};
	snprintf(step->title, sizeof step->title, "%s", e->title);
	if (e->makes_plan)
		snprintf(step->field, sizeof step->field, "%s", e->field);
	step->work = mem_new((e->work_count + 1) * sizeof *step->work);
	for (size_t i = 0; i < e->work_count; i++) {
		const struct peer_work *from = &e->work[i];
		step->work[i] = *from;
		step->work[i].tables = mem_grow(NULL, from->table_count + 1, sizeof *from->tables);
		memcpy(step->work[i].tables, from->tables,
		       from->table_count * sizeof *from->tables);
	}
	if (step->kind == STEP_ROUND) {
		d->rounds++;
		d->round_minutes += step->makes_plan ? 0 : step->minutes;
	}
}

static void learn_room(struct day *d, const struct peer_entity *e)
{
	d->rooms = mem_grow(d->rooms, d->room_count + 1, sizeof *d->rooms);
	struct known_room *room = &d->rooms[d->room_count++];
	*room = (struct known_room){.id = e->id, .number = e->number};
	snprintf(room->name, sizeof room->name, "%s", e->name);
}

static void learn(struct rehearsal *r, const struct peer_entity *e)
{
	struct day *d = &r->day;

	if (e->type == ENTITY_SUMMIT)
		snprintf(d->name, sizeof d->name, "%s", e->name);
	else if (e->type == ENTITY_STEP)
		learn_step(d, e);
	else if (e->type == ENTITY_ROOM)
		learn_room(d, e);
	else if (e->type == ENTITY_TABLE)
		for (size_t i = 0; i < r->actor_count; i++)
			if (r->actors[i].kind == ACTOR_TABLE && r->actors[i].number == e->number)
				r->actors[i].room_id = e->room;
}

static void settle_rooms(struct rehearsal *r)
{
	for (size_t i = 0; i < r->actor_count; i++)
		for (size_t k = 0; k < r->day.room_count; k++)
			if (id_equal(&r->actors[i].room_id, &r->day.rooms[k].id))
				r->actors[i].tablet.room = k;
}

void day_state(struct rehearsal *r, const struct reply *reply)
{
	struct day *d = &r->day;

	if (d->known || !reply->full)
		return;
	if (reply->part <= 1)
		day_finish(d); /* one before broke off */
	for (size_t i = 0; i < reply->set_count; i++)
		learn(r, &reply->set[i]);
	if (!reply->last)
		return;
	if (d->step_count)
		qsort(d->steps, d->step_count, sizeof *d->steps, by_number);
	if (d->room_count)
		qsort(d->rooms, d->room_count, sizeof *d->rooms, by_room_number);
	settle_rooms(r);
	d->step_now = d->step_count;
	d->known = true;
	if (!(d->round_minutes > 0))
		rehearsal_fail(r, ERR_USAGE, "the programme of this summit has no round for cards");
}

static void go(struct rehearsal *r, size_t to)
{
	size_t index = r->first_control;
	struct command c = {.kind = COMMAND_PROGRAMME_GO,
			    .op = id_new(),
			    .at_ms = clock_wall_ms(),
			    .to = r->day.steps[to].id};

	if (r->day.step_now < r->day.step_count)
		c.from = r->day.steps[r->day.step_now].id;
	r->actors[index].doing = c;
	rehearsal_send(r, index, &c);
}

static void open_round(struct rehearsal *r, const struct known_step *step, int64_t now,
		       int64_t long_us)
{
	struct day *d = &r->day;

	d->round++;
	d->round_step = d->step_now;
	around_round_opened(r, d->round);
	if (step->makes_plan)
		tables_plan_handing(r, now, long_us);
	else
		tables_plan_round(r, now, long_us, step->minutes,
				  d->past_minutes / d->round_minutes,
				  (d->past_minutes + step->minutes) / d->round_minutes);
}

static bool types_cards(const struct known_step *step)
{
	return step->kind == STEP_ROUND && !step->makes_plan;
}

static void arrive(struct rehearsal *r, int64_t now)
{
	struct day *d = &r->day;

	if (d->step_now < d->step_count && d->steps[d->step_now].kind == STEP_ROUND) {
		if (types_cards(&d->steps[d->step_now]))
			d->past_minutes += d->steps[d->step_now].minutes;
		around_round_over(r, &d->steps[d->step_now].id);
	}
	d->step_now = d->step_now == d->step_count ? 0 : d->step_now + 1;
	const struct known_step *step = &d->steps[d->step_now];
	int64_t long_us = (int64_t)(step->minutes * 60e6 / r->options->speed);

	if (step->kind == STEP_ROUND)
		open_round(r, step, now, long_us);
	else if (long_us > PAUSE_MOST_US)
		long_us = PAUSE_MOST_US;
	if (step->kind == STEP_WEIGHING)
		weigh_begin(r, &step->id);
	d->step_from_us = now;
	d->step_until_us = now + long_us;
}

void day_reply(struct rehearsal *r, size_t index, const struct reply *reply)
{
	struct actor *a = &r->actors[index];

	if (!id_equal(&a->doing.op, &reply->op))
		return;
	if (reply->kind == REPLY_NACK && reply->retry) {
		a->send_again_us = clock_monotonic_us() + RETRY_US;
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

double day_progress(const struct rehearsal *r, int64_t now)
{
	const struct day *d = &r->day;
	double part;

	if (d->step_now >= d->step_count || !types_cards(&d->steps[d->step_now]))
		return -1;
	part = (double)(now - d->step_from_us) / (double)(d->step_until_us - d->step_from_us);
	return (d->past_minutes + d->steps[d->step_now].minutes * (part < 1 ? part : 1)) /
	       d->round_minutes;
}

bool day_rounds_are_over(const struct rehearsal *r)
{
	const struct day *d = &r->day;
	return d->round == d->rounds && d->step_now < d->step_count &&
	       d->steps[d->step_now].kind != STEP_ROUND;
}

void day_tick(struct rehearsal *r, int64_t now)
{
	struct day *d = &r->day;
	const struct actor *a = &r->actors[r->first_control];

	if (!id_is_nil(&a->doing.op) || (d->step_now < d->step_count && now < d->step_until_us))
		return;
	if (d->step_now == d->step_count || d->step_now + 1 < d->step_count) {
		go(r, d->step_now == d->step_count ? 0 : d->step_now + 1);
	} else if (tables_are_done(r) && team_is_done(r) && around_is_done(r) && weigh_is_done(r) &&
		   incidents_are_over(r)) {
		r->phase = PHASE_CHECKING;
	} else if (now > d->step_until_us + PATIENCE_US) {
		rehearsal_fail(r, ERR_TOO_MANY,
			       "the day is over and not everything was acknowledged and read");
	}
}

void day_finish(struct day *d)
{
	for (size_t i = 0; i < d->step_count; i++) {
		for (size_t w = 0; w < d->steps[i].work_count; w++)
			free(d->steps[i].work[w].tables);
		free(d->steps[i].work);
	}
	free(d->steps);
	free(d->rooms);
	*d = (struct day){0};
}
