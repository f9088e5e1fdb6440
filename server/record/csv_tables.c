#include <stdlib.h>

#include "record/csv_write.h"
#include "record/tables.h"

#define HEADER(csv, ...)                                                                           \
	csv_header(&(csv), (const char *const[]){__VA_ARGS__},                                     \
		   sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static void put_id(struct csv *csv, const struct id *id)
{
	char text[ID_TEXT_LEN + 1];

	id_write(id, text);
	csv_text(csv, text);
}

static void put_card(struct csv *csv, const struct card *card)
{
	char number[24];

	snprintf(number, sizeof number, "%u-%u", card->table->number, card->number);
	csv_text(csv, number);
	csv_number(csv, card->table->number);
	csv_text(csv, card->table->room->name);
	csv_text(csv, card->step->title);
	csv_text(csv, card->theme->title);
	csv_text(csv, card_kind_words[card->text->kind]);
	csv_text(csv, card->text->text);
	csv_text(csv, card->text->language);
	csv_text(csv, card->text->translation);
	csv_text(csv, card->withdrawn ? "yes" : "no");
	csv_text(csv, card->held ? "yes" : "no");
	csv_text(csv, card->read == card->text ? "yes" : "no");
	csv_text(csv, card->idea ? card->idea->title->text : NULL);
	csv_text(csv, card->idea ? idea_state_words[card->idea->state] : NULL);
	if (card->idea)
		put_id(csv, &card->idea->e.id);
	else
		csv_text(csv, NULL);
	csv_text(csv, card->late ? "yes" : "no");
	csv_time(csv, card->at_ms);
	put_id(csv, &card->e.id);
	csv_end(csv);
}

bool csv_write_cards(FILE *file, const struct summit *s, struct store *store, struct err *e)
{
	struct csv csv = {file, false};
	const struct card **cards = sorted_cards(s);

	(void)store;
	(void)e;
	HEADER(csv, "number", "table", "room", "round", "theme", "kind", "text", "language",
	       "translation", "withdrawn", "held", "read", "idea", "idea_state", "idea_id", "late",
	       "at", "id");
	for (size_t i = 0; i < s->card_count; i++)
		put_card(&csv, cards[i]);
	free(cards);
	return true;
}

/* How many cards an idea has, and from how many tables, without those that were withdrawn. */
static void count_cards(const struct idea *idea, size_t *cards, size_t *tables)
{
	*cards = *tables = 0;
	for (const struct card *card = idea->cards; card; card = card->idea_next) {
		bool again = false;
		if (card->withdrawn)
			continue;
		for (const struct card *before = idea->cards; before != card && !again;
		     before = before->idea_next)
			again = before->table == card->table && !before->withdrawn;
		++*cards;
		*tables += !again;
	}
}

bool csv_write_ideas(FILE *file, const struct summit *s, struct store *store, struct err *e)
{
	struct csv csv = {file, false};
	const struct idea **ideas = sorted_ideas(s);
	size_t cards, tables;

	(void)store;
	(void)e;
	HEADER(csv, "theme", "title", "state", "cards", "tables", "id");
	for (size_t i = 0; i < s->idea_count; i++) {
		const struct idea *idea = ideas[i];
		count_cards(idea, &cards, &tables);
		csv_text(&csv, idea->theme->title);
		csv_text(&csv, idea->title->text);
		csv_text(&csv, idea_state_words[idea->state]);
		csv_number(&csv, cards);
		csv_number(&csv, tables);
		put_id(&csv, &idea->e.id);
		csv_end(&csv);
	}
	free(ideas);
	return true;
}

bool csv_write_themes(FILE *file, const struct summit *s, struct store *store, struct err *e)
{
	struct csv csv = {file, false};

	(void)store;
	(void)e;
	HEADER(csv, "number", "title", "description", "cards", "read", "tables", "id");
	for (size_t i = 0; i < s->theme_count; i++) {
		const struct theme *theme = s->themes[i];
		csv_number(&csv, theme->number);
		csv_text(&csv, theme->title);
		csv_text(&csv, theme->description);
		csv_number(&csv, theme->tally->cards);
		csv_number(&csv, theme->tally->read);
		csv_number(&csv, theme->tally->tables);
		put_id(&csv, &theme->e.id);
		csv_end(&csv);
	}
	return true;
}

bool csv_write_tables(FILE *file, const struct summit *s, struct store *store, struct err *e)
{
	struct csv csv = {file, false};

	(void)store;
	(void)e;
	HEADER(csv, "number", "room", "cards", "id");
	for (size_t i = 0; i < s->table_count; i++) {
		const struct table *table = s->tables[i];
		csv_number(&csv, table->number);
		csv_text(&csv, table->room->name);
		csv_number(&csv, table->cards);
		put_id(&csv, &table->e.id);
		csv_end(&csv);
	}
	return true;
}

static void put_change(void *self, const struct history_row *row)
{
	struct csv *csv = self;

	csv_number(csv, row->seq);
	csv_time(csv, row->at_ms);
	csv_text(csv, row->seat);
	csv_text(csv, row->command);
	csv_text(csv, entity_type_words[row->type]);
	put_id(csv, &row->id);
	put_id(csv, &row->op);
	csv_text(csv, row->body);
	csv_end(csv);
}

bool csv_write_history(FILE *file, const struct summit *s, struct store *store, struct err *e)
{
	struct csv csv = {file, false};

	(void)s;
	HEADER(csv, "seq", "at", "seat", "command", "type", "id", "op", "body");
	return store_each_change(store, put_change, &csv, e);
}
