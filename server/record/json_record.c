#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "record/tables.h"
#include "wire/reply.h"

/* An array of the record while it is written: `,"key":[` and its elements, one a line. */
struct list {
	FILE *file;
	const char *before;
	struct err problem;
};

static void list_begin(struct list *l, FILE *file, const char *key)
{
	*l = (struct list){.file = file, .before = "\n"};
	fprintf(file, ",\n\"%s\":[", key);
}

static void list_add(struct list *l, const char *element)
{
	fprintf(l->file, "%s%s", l->before, element);
	l->before = ",\n";
}

/* Takes over the value. */
static void list_add_json(struct list *l, json_t *value)
{
	char *text = json_dumps(value, JSON_COMPACT);

	if (!text)
		abort(); /* no memory, or no UTF-8 where only UTF-8 was let in */
	list_add(l, text);
	free(text);
	json_decref(value);
}

/* The record has ballots whole, as their tables do. */
static void list_add_entity(struct list *l, const struct entity *e)
{
	struct buf text = {0};

	entity_write(&text, e, e->type == ENTITY_BALLOT ? VIEW_TABLE : VIEW_CONTROL);
	list_add(l, text.data);
	buf_finish(&text);
}

static void list_end(const struct list *l)
{
	fputs("]", l->file);
}

/* Arrays of pointers to entities, each of which begins with its struct entity. */
#define PUT_ENTITIES(file, key, items, count)                                                      \
	do {                                                                                       \
		struct list l;                                                                     \
		list_begin(&l, file, key);                                                         \
		for (size_t i = 0; i < (count); i++)                                               \
			list_add_entity(&l, &(items)[i]->e);                                       \
		list_end(&l);                                                                      \
	} while (0)

static void put_entities(FILE *file, const struct summit *s)
{
	const struct idea **ideas = sorted_ideas(s);
	const struct card **cards = sorted_cards(s);

	PUT_ENTITIES(file, "rooms", s->rooms, s->room_count);
	PUT_ENTITIES(file, "tables", s->tables, s->table_count);
	PUT_ENTITIES(file, "themes", s->themes, s->theme_count);
	PUT_ENTITIES(file, "steps", s->steps, s->step_count);
	PUT_ENTITIES(file, "scenes", s->scenes, s->scene_count);
	PUT_ENTITIES(file, "ideas", ideas, s->idea_count);
	PUT_ENTITIES(file, "cards", cards, s->card_count);
	PUT_ENTITIES(file, "plans", s->plans, s->plan_count);
	PUT_ENTITIES(file, "weighings", s->weighings, s->weighing_count);
	PUT_ENTITIES(file, "ballots", s->ballots, s->ballot_count);
	PUT_ENTITIES(file, "calls", s->calls, s->call_count);
	PUT_ENTITIES(file, "notices", s->notices, s->notice_count);
	PUT_ENTITIES(file, "receipts", s->receipts, s->receipt_count);
	PUT_ENTITIES(file, "signoffs", s->signoffs, s->signoff_count);
	free(ideas);
	free(cards);
}

static void put_word(void *self, const struct word_row *row)
{
	list_add_json(self, json_pack("{s:I, s:s, s:s, s:s*, s:s*, s:s*}", "version",
				      (json_int_t)row->seq, "slot", row->slot, "text", row->text,
				      "kind", row->kind, "language", row->language, "translation",
				      row->translation));
}

static void put_change(void *self, const struct history_row *row)
{
	struct list *l = self;
	char id[ID_TEXT_LEN + 1], op[ID_TEXT_LEN + 1];
	json_t *body = json_loads(row->body, JSON_REJECT_DUPLICATES, NULL);

	if (!body) {
		err_set(&l->problem, ERR_DATABASE,
			"change %llu has no body that can be read (burgertop check says more)",
			(unsigned long long)row->seq);
		return;
	}
	id_write(&row->id, id);
	id_write(&row->op, op);
	list_add_json(l, json_pack("{s:I, s:I, s:s, s:s, s:s, s:s, s:s, s:o}", "seq",
				   (json_int_t)row->seq, "at", (json_int_t)row->at_ms, "seat",
				   row->seat, "command", row->command, "op", op, "type",
				   entity_type_words[row->type], "id", id, "body", body));
}

bool json_write_record(FILE *file, const struct summit *s, struct store *store, struct err *e)
{
	struct list l;
	struct buf summit = {0};

	entity_write(&summit, &s->event.e, VIEW_CONTROL);
	fprintf(file, "{\"format\":\"burgertop-record/1\",\n\"seq\":%llu,\n\"summit\":%s",
		(unsigned long long)s->seq, summit.data);
	buf_finish(&summit);
	put_entities(file, s);
	list_begin(&l, file, "words");
	if (!store_each_word(store, put_word, &l, e))
		return false;
	list_end(&l);
	list_begin(&l, file, "history");
	if (!store_each_change(store, put_change, &l, e))
		return false;
	list_end(&l);
	fputs("}\n", file);
	if (l.problem.code != ERR_NONE) {
		*e = l.problem;
		return false;
	}
	return true;
}
