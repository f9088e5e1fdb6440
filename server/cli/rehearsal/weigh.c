#include "cli/rehearsal/weigh.h"

#include <string.h>

#include "base/mem.h"
#include "cli/rehearsal/rehearsal.h"

#define TITLE          "Wat weegt het zwaarst?"
#define ONE_IN_CHANGES 3 /* tables */
#define MOST_TO_ONE    6 /* points of a table that divides them */

void weigh_begin(struct rehearsal *r, const struct id *step)
{
	if (r->weigh.stage != WEIGH_NOT)
		return;
	r->weigh.stage = WEIGH_WAITS;
	r->weigh.id = id_new();
	r->weigh.step = *step;
}

static size_t published_of(const struct team *t, const struct id *theme)
{
	size_t count = 0;

	for (size_t i = 0; i < t->idea_count; i++)
		count += t->ideas[i]->published && id_equal(&t->ideas[i]->theme, theme);
	return count;
}

/* The theme that has the most; NULL when none has two. */
static const struct id *theme_to_weigh(const struct team *t)
{
	const struct id *best = NULL;
	size_t most = 1;

	for (size_t i = 0; i < t->idea_count; i++) {
		size_t count = published_of(t, &t->ideas[i]->theme);
		if (count <= most)
			continue;
		most = count;
		best = &t->ideas[i]->theme;
	}
	return best;
}

static void put_up(struct rehearsal *r, const struct id *theme)
{
	struct weigh *w = &r->weigh;

	for (size_t i = 0; i < r->team.idea_count && w->idea_count < WEIGHED_MOST; i++)
		if (r->team.ideas[i]->published && id_equal(&r->team.ideas[i]->theme, theme))
			w->ideas[w->idea_count++] = r->team.ideas[i]->id;
	struct id *ideas = mem_new(w->idea_count * sizeof *ideas);
	memcpy(ideas, w->ideas, w->idea_count * sizeof *ideas);
	around_add(r, r->first_desk,
		   (struct command){.kind = COMMAND_WEIGHING_PUT,
				    .id = w->id,
				    .step = w->step,
				    .points = WEIGHED_POINTS,
				    .text = {mem_copy_text(TITLE, strlen(TITLE)), strlen(TITLE)},
				    .ideas = ideas,
				    .idea_count = w->idea_count});
	w->stage = WEIGH_PUT;
}

/* At first over two ideas; then all for the second of them. */
static struct wire_points divided(const struct weigh *w, unsigned table, bool changed)
{
	struct idea_points *items = mem_new(2 * sizeof *items);
	const struct id *one = &w->ideas[table % w->idea_count],
			*other = &w->ideas[(table + 1) % w->idea_count];

	if (changed) {
		items[0] = (struct idea_points){*other, WEIGHED_POINTS};
		return (struct wire_points){items, 1};
	}
	items[0] = (struct idea_points){*one, MOST_TO_ONE};
	items[1] = (struct idea_points){*other, WEIGHED_POINTS - MOST_TO_ONE};
	return (struct wire_points){items, 2};
}

static void cast(struct rehearsal *r, size_t actor, bool changed)
{
	const struct weigh *w = &r->weigh;
	const unsigned table = r->actors[actor].number;

	around_add(r, actor,
		   (struct command){.kind = COMMAND_BALLOT_CAST,
				    .id = id_new(),
				    .weighing = w->id,
				    .shares = divided(w, table, changed),
				    .was_shares = changed ? divided(w, table, false)
							  : (struct wire_points){0}});
}

static void desk_asks(struct rehearsal *r, enum command_kind kind, enum weigh_stage stage)
{
	around_add(r, r->first_desk, (struct command){.kind = kind, .id = r->weigh.id});
	r->weigh.stage = stage;
}

static bool is_answered(const struct rehearsal *r, enum command_kind kind)
{
	struct around_counts c = around_count(r, kind);

	return c.acked == c.asked;
}

static void tables_cast(struct rehearsal *r, enum weigh_stage stage)
{
	const bool changed = stage == WEIGH_CHANGE;

	for (size_t i = 0; i < r->present_count; i += changed ? ONE_IN_CHANGES : 1)
		cast(r, r->present[i], changed);
	r->weigh.stage = stage;
}

void weigh_tick(struct rehearsal *r)
{
	struct weigh *w = &r->weigh;
	const struct id *theme;

	switch (w->stage) {
	case WEIGH_WAITS:
		theme = theme_to_weigh(&r->team);
		if (theme)
			put_up(r, theme);
		else if (tables_are_done(r) && team_is_done(r))
			w->stage = WEIGH_NOTHING;
		break;
	case WEIGH_PUT:
		if (is_answered(r, COMMAND_WEIGHING_PUT))
			desk_asks(r, COMMAND_WEIGHING_OPEN, WEIGH_OPEN);
		break;
	case WEIGH_OPEN:
		if (is_answered(r, COMMAND_WEIGHING_OPEN))
			tables_cast(r, WEIGH_CAST);
		break;
	case WEIGH_CAST:
		if (is_answered(r, COMMAND_BALLOT_CAST))
			tables_cast(r, WEIGH_CHANGE);
		break;
	case WEIGH_CHANGE:
		if (is_answered(r, COMMAND_BALLOT_CAST))
			desk_asks(r, COMMAND_WEIGHING_CLOSE, WEIGH_CLOSE);
		break;
	case WEIGH_CLOSE:
		if (is_answered(r, COMMAND_WEIGHING_CLOSE))
			desk_asks(r, COMMAND_WEIGHING_SHOW, WEIGH_SHOW);
		break;
	case WEIGH_NOT:
	case WEIGH_SHOW:
	case WEIGH_NOTHING:
		break;
	}
}

void weigh_state(struct rehearsal *r, size_t actor, const struct reply *reply)
{
	for (size_t i = 0; actor == r->witness && i < reply->set_count; i++) {
		const struct peer_entity *e = &reply->set[i];
		if (e->type != ENTITY_WEIGHING || !id_equal(&e->id, &r->weigh.id))
			continue;
		r->weigh.shown_tables = e->ballots;
		r->weigh.shown_points = e->points;
	}
}

bool weigh_is_done(const struct rehearsal *r)
{
	enum weigh_stage stage = r->weigh.stage;

	return stage == WEIGH_NOT || stage == WEIGH_NOTHING ||
	       (stage == WEIGH_SHOW && is_answered(r, COMMAND_WEIGHING_SHOW));
}
