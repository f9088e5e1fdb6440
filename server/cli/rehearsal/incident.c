#include "cli/rehearsal/incident.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "cli/rehearsal/rehearsal.h"

double summit_minutes_us(const struct rehearsal *r, double minutes)
{
	return minutes * 60e6 / r->options->speed;
}

static void add(struct rehearsal *r, const struct planned *p)
{
	struct incidents *all = &r->incidents;

	all->items = mem_grow(all->items, all->count + 1, sizeof *all->items);
	all->items[all->count++] =
		(struct incident){.kind = p->kind,
				  .share = p->share,
				  .table = NO_TABLE,
				  .at = p->from + rehearsal_dice(r) * (p->to - p->from)};
}

static unsigned how_many(const struct rehearsal *r, const struct planned *p)
{
	double many = p->share * (double)r->present_count * r->day.round_minutes / 60;

	return p->how_many == ONCE || many < 1 ? 1 : (unsigned)lround(many);
}

static void begin(struct rehearsal *r, struct incident *i, int64_t now)
{
	i->begun_us = now;
	i->begun = i->kind->begin(r, i);
	if (i->begun && !i->kind->over)
		i->over = true;
}

void incidents_plan(struct rehearsal *r)
{
	const struct profile *profile = r->options->profile;

	for (size_t i = 0; i < profile->incident_count; i++) {
		const struct planned *p = &profile->incidents[i];
		if (p->from >= 0)
			continue;
		add(r, p);
		begin(r, &r->incidents.items[r->incidents.count - 1], r->started_us);
	}
}

static int by_time(const void *a, const void *b)
{
	const struct incident *x = a, *y = b;
	return x->at < y->at ? -1 : x->at > y->at;
}

void incidents_schedule(struct rehearsal *r)
{
	const struct profile *profile = r->options->profile;

	for (size_t i = 0; i < profile->incident_count; i++) {
		const struct planned *p = &profile->incidents[i];
		if (p->from < 0)
			continue;
		for (unsigned many = how_many(r, p); many > 0; many--)
			add(r, p);
	}
	if (r->incidents.count)
		qsort(r->incidents.items, r->incidents.count, sizeof *r->incidents.items, by_time);
}

/* One whose moment has come but for which there was nothing yet is asked until the rounds end. */
static void look(struct rehearsal *r, struct incident *i, double progress, int64_t now)
{
	if (!i->begun) {
		if (progress >= 0 && progress >= i->at)
			begin(r, i, now);
	} else if (!i->over && i->kind->over(r, i, now)) {
		i->over = true;
		i->over_us = now;
	}
}

void incidents_tick(struct rehearsal *r, int64_t now)
{
	double progress = day_progress(r, now);

	for (size_t i = 0; i < r->incidents.count; i++)
		look(r, &r->incidents.items[i], progress, now);
}

void incidents_heard(struct rehearsal *r, size_t actor, const struct reply *reply)
{
	for (size_t i = 0; i < r->incidents.count; i++) {
		struct incident *incident = &r->incidents.items[i];
		if (incident->begun && incident->kind->heard)
			incident->kind->heard(r, incident, actor, reply);
	}
}

bool incidents_are_over(const struct rehearsal *r)
{
	for (size_t i = 0; i < r->incidents.count; i++)
		if (r->incidents.items[i].begun && !r->incidents.items[i].over)
			return false;
	return true;
}

static bool is_calm(const struct rehearsal *r, size_t table)
{
	const struct actor *a = &r->actors[table];

	if (!a->line.welcome || a->line.deaf || a->tablet.next_text || a->tablet.own_texts)
		return false;
	for (size_t i = 0; i < r->incidents.count; i++) {
		const struct incident *other = &r->incidents.items[i];
		if (other->begun && !other->over && other->table == table)
			return false;
	}
	return true;
}

bool incident_pick_table(struct rehearsal *r, size_t *out)
{
	size_t calm = 0;

	for (size_t i = 0; i < r->present_count; i++)
		if (is_calm(r, r->present[i]) && rehearsal_dice(r) < 1.0 / (double)++calm)
			*out = r->present[i];
	return calm > 0;
}

void incidents_finish(struct incidents *all)
{
	free(all->items);
	*all = (struct incidents){0};
}
