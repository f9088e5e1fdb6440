/* A small summit to try rules on: one room, three tables, two themes, doors, two rounds and a break
 * between them. In the second round a plan is made, with two fields. */
#ifndef BURGERTOP_TESTS_SUMMIT_FIXTURE_H
#define BURGERTOP_TESTS_SUMMIT_FIXTURE_H

#include <string.h>

#include "base/mem.h"
#include "summit/cards.h"
#include "summit/hall.h"
#include "summit/ideas.h"
#include "summit/plans.h"
#include "summit/programme.h"
#include "summit/views.h"

static inline void *fixture_add(size_t size, enum entity_type type)
{
	struct entity *e = mem_new(size);
	e->type = type;
	e->id = id_new();
	return e;
}

static inline void fixture_keep(struct summit *s, void *e)
{
	summit_add(s, e);
	summit_touch(s, e, NULL);
}

static inline void fixture_makes_plan(struct step *step)
{
	step->makes = MAKES_PLAN;
	step->fields[step->field_count++] = mem_copy_text("Wat", 3);
	step->fields[step->field_count++] = mem_copy_text("Wie", 3);
}

static inline struct summit *fixture_summit(void)
{
	static const enum step_kind kinds[] = {STEP_DOORS, STEP_ROUND, STEP_BREAK, STEP_ROUND};
	struct summit *s = summit_create();

	s->event.e.id = id_new();
	s->event.name = mem_copy_text("Proef", 5);
	s->event.place = mem_copy_text("Leiden", 6);
	memcpy(s->event.date, "2027-01-16", 11);
	fixture_keep(s, &s->event);
	struct room *room = fixture_add(sizeof *room, ENTITY_ROOM);
	room->number = 1;
	room->name = mem_copy_text("Zaal", 4);
	fixture_keep(s, room);
	for (unsigned i = 1; i <= 3; i++) {
		struct table *table = fixture_add(sizeof *table, ENTITY_TABLE);
		table->number = i;
		table->room = room;
		fixture_keep(s, table);
	}
	for (unsigned i = 1; i <= 2; i++) {
		struct theme *theme = fixture_add(sizeof *theme, ENTITY_THEME);
		theme->number = i;
		theme->title = mem_copy_text("Thema", 5);
		fixture_keep(s, theme);
	}
	for (unsigned i = 0; i < 4; i++) {
		struct step *step = fixture_add(sizeof *step, ENTITY_STEP);
		step->number = i + 1;
		step->kind = kinds[i];
		step->minutes = 25;
		step->title = mem_copy_text("Stap", 4);
		if (i == 3)
			fixture_makes_plan(step);
		fixture_keep(s, step);
	}
	struct scene *scene = fixture_add(sizeof *scene, ENTITY_SCENE);
	scene->room = room;
	scene->kind = SCENE_LIVE;
	fixture_keep(s, scene);
	return s;
}

static inline bool fixture_go(struct summit *s, size_t step, struct err *e)
{
	const struct step *now = s->event.step;
	return programme_go(s, now ? &now->e.id : NULL, &s->steps[step]->e.id, 1000, e);
}

static inline struct card *fixture_card(struct summit *s, unsigned table, size_t theme,
					const char *text)
{
	struct card_new new = {.id = id_new(),
			       .step = s->steps[1]->e.id,
			       .theme = s->themes[theme]->e.id,
			       .wording = {.text = text},
			       .at_ms = 5000};
	struct card *card = NULL;
	struct err e;
	return card_add(s, summit_table(s, table), &new, &card, &e) ? card : NULL;
}

/* A table writes in its plan; whether the text became a variant. */
static inline bool fixture_write(struct summit *s, unsigned table, unsigned field, const char *was,
				 const char *text)
{
	const struct plan_writing writing = {.id = id_new(),
					     .step = s->steps[3]->e.id,
					     .theme = s->themes[0]->e.id,
					     .field = field,
					     .was = was,
					     .was_len = strlen(was),
					     .text = text,
					     .text_len = strlen(text)};
	struct err e;
	if (!plan_write(s, summit_table(s, table), &writing, &e))
		return false;
	const struct table_plan *plan = plan_find(s, summit_table(s, table), &writing.step);
	return plan && plan_has_variant(plan, field, text, writing.text_len);
}

static inline struct idea *fixture_idea(struct summit *s, struct card *card)
{
	struct card_version from = {card->e.id, card->text->seq};
	struct id id = id_new();
	struct err e;
	return idea_add(s, &id, &card->theme->e.id, "Titel", 5, &from, 1, &e)
		       ? summit_find(s, ENTITY_IDEA, &id)
		       : NULL;
}

/* To a table, or (0) to all. */
static inline struct notice *fixture_notice(struct summit *s, unsigned table, const char *text)
{
	struct notice_new new = {
		.id = id_new(), .text = text, .text_len = strlen(text), .at_ms = 6000};
	struct err e;
	if (table)
		new.table = s->tables[table - 1]->e.id;
	return notice_send(s, &new, &e) ? summit_find(s, ENTITY_NOTICE, &new.id) : NULL;
}

#endif
