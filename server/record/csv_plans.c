/* What tables worked out and how they weighed, for people with a spreadsheet. */
#include <stdio.h>

#include "record/csv_write.h"
#include "record/tables.h"
#include "summit/weighings.h"

static void put_id(struct csv *csv, const struct id *id)
{
	char text[ID_TEXT_LEN + 1];

	id_write(id, text);
	csv_text(csv, text);
}

static void put_card_number(struct csv *csv, const struct card *card)
{
	char number[24];

	snprintf(number, sizeof number, "%u-%u", card->table->number, card->number);
	csv_text(csv, number);
}

/* A row for its title (whose field has no name) and for each field. */
static void put_plan(struct csv *csv, const struct table_plan *plan)
{
	for (unsigned i = 0; i <= plan->step->field_count; i++) {
		csv_text(csv, plan->step->title);
		csv_number(csv, plan->table->number);
		csv_text(csv, plan->table->room->name);
		csv_text(csv, plan->theme->title);
		csv_text(csv, i ? plan->step->fields[i - 1] : NULL);
		csv_text(csv, plan->texts[i] ? plan->texts[i]->text : NULL);
		csv_time(csv, plan->handed_ms);
		if (plan->card)
			put_card_number(csv, plan->card);
		else
			csv_text(csv, NULL);
		put_id(csv, &plan->e.id);
		csv_end(csv);
	}
}

bool csv_write_plans(FILE *file, const struct summit *s, struct store *store, struct err *e)
{
	static const char *const header[] = {"round", "table",  "room", "theme", "field",
					     "text",  "handed", "card", "id"};
	struct csv csv = {file, false};

	(void)store;
	(void)e;
	csv_header(&csv, header, sizeof header / sizeof header[0]);
	for (size_t i = 0; i < s->plan_count; i++)
		put_plan(&csv, s->plans[i]);
	return true;
}

static void put_weighed(struct csv *csv, const struct weighing *w, const struct weighed *weighed)
{
	const bool is_known = w->state == WEIGHING_CLOSED || w->state == WEIGHING_SHOWN;

	csv_text(csv, w->title);
	csv_text(csv, weighing_state_words[w->state]);
	csv_number(csv, w->ballots);
	csv_text(csv, weighed->idea->theme->title);
	csv_text(csv, weighed->idea->title->text);
	if (is_known) {
		csv_number(csv, weighed->points);
		csv_number(csv, weighed->tables);
	} else {
		csv_text(csv, NULL);
		csv_text(csv, NULL);
	}
	put_id(csv, &weighed->idea->e.id);
	put_id(csv, &w->e.id);
	csv_end(csv);
}

bool csv_write_weighings(FILE *file, const struct summit *s, struct store *store, struct err *e)
{
	static const char *const header[] = {"weighing", "state",  "ballots", "theme", "idea",
					     "points",   "tables", "idea_id", "id"};
	const struct weighed *ranked[WEIGHING_IDEAS_MOST];
	struct csv csv = {file, false};

	(void)store;
	(void)e;
	csv_header(&csv, header, sizeof header / sizeof header[0]);
	for (size_t i = 0; i < s->weighing_count; i++) {
		const struct weighing *w = s->weighings[i];
		weighing_rank(w, ranked);
		for (size_t k = 0; k < w->slate->count; k++)
			put_weighed(&csv, w, ranked[k]);
	}
	return true;
}
