/* Entities as the protocol has them: one function a type, each the mirror of its definition in
 * schema/protocol.schema.json. */
#include <assert.h>
#include <stdlib.h>

#include "wire/json.h"
#include "wire/reply.h"

static json_t *text_or_nothing(const char *text)
{
	return text ? json_string(text) : NULL;
}

static json_t *number(uint64_t n)
{
	return json_integer((json_int_t)n);
}

static json_t *time_or_nothing(int64_t ms)
{
	return ms ? json_integer(ms) : NULL;
}

static json_t *head(const struct entity *e)
{
	json_t *o = json_object();

	json_put(o, "type", json_string_nocheck(entity_type_words[e->type]));
	json_put(o, "id", json_of_id(&e->id));
	json_put(o, "seq", number(e->seq));
	return o;
}

static void put_summit(json_t *o, const struct event *v)
{
	json_put(o, "name", json_string(v->name));
	json_put(o, "place", json_string(v->place));
	json_put(o, "date", json_string(v->date));
	json_put(o, "language", json_string(language_words[v->language]));
	json_put(o, "step", v->step ? json_of_id(&v->step->e.id) : NULL);
}

static void put_room(json_t *o, const struct room *v)
{
	json_put(o, "number", number(v->number));
	json_put(o, "name", json_string(v->name));
}

static void put_table(json_t *o, const struct table *v)
{
	json_put(o, "number", number(v->number));
	json_put(o, "room", json_of_id(&v->room->e.id));
}

static void put_theme(json_t *o, const struct theme *v)
{
	json_put(o, "number", number(v->number));
	json_put(o, "title", json_string(v->title));
	json_put(o, "description", text_or_nothing(v->description));
}

static json_t *work_of(const struct step *v)
{
	json_t *all = json_array();

	for (size_t i = 0; i < v->work_count; i++) {
		json_t *work = json_object(), *tables = json_array();
		for (size_t k = 0; k < v->work[i].table_count; k++)
			json_array_append_new(tables, number(v->work[i].tables[k]));
		json_put(work, "theme", json_of_id(&v->work[i].theme->e.id));
		json_put(work, "tables", tables);
		json_array_append_new(all, work);
	}
	return all;
}

static void put_step(json_t *o, const struct step *v)
{
	json_put(o, "number", number(v->number));
	json_put(o, "kind", json_string(step_kind_words[v->kind]));
	json_put(o, "title", json_string(v->title));
	json_put(o, "minutes", number(v->minutes));
	json_put(o, "question", text_or_nothing(v->question));
	json_put(o, "work", v->kind == STEP_ROUND ? work_of(v) : NULL);
	json_put(o, "started", time_or_nothing(v->started_ms));
	json_put(o, "ended", time_or_nothing(v->ended_ms));
}

static void put_scene(json_t *o, const struct scene *v)
{
	json_put(o, "room", json_of_id(&v->room->e.id));
	json_put(o, "kind", json_string(scene_kind_words[v->kind]));
}

static json_t *card_number(const struct card *v)
{
	return json_sprintf("%u-%u", v->table->number, v->number);
}

/* The public sees the version that was read, and nothing of who, when and where but the number. */
static void put_card(json_t *o, const struct card *v, enum view view)
{
	const struct word *text = view == VIEW_PUBLIC ? v->read : v->text;

	assert(text); /* the public has no card that nobody read: views.h */
	json_put(o, "number", card_number(v));
	json_put(o, "theme", json_of_id(&v->theme->e.id));
	json_put(o, "kind", json_string(card_kind_words[v->kind]));
	json_put(o, "text", json_stringn(text->text, text->len));
	json_put(o, "version", number(text->seq));
	json_put(o, "idea", v->idea ? json_of_id(&v->idea->e.id) : NULL);
	if (view == VIEW_PUBLIC)
		return;
	json_put(o, "table", json_of_id(&v->table->e.id));
	json_put(o, "step", json_of_id(&v->step->e.id));
	json_put(o, "read", v->read ? number(v->read->seq) : NULL);
	json_put(o, "late", json_boolean(v->late));
	json_put(o, "at", json_integer(v->at_ms));
}

static void put_idea(json_t *o, const struct idea *v)
{
	json_put(o, "theme", json_of_id(&v->theme->e.id));
	json_put(o, "title", json_stringn(v->title->text, v->title->len));
	json_put(o, "version", number(v->title->seq));
	json_put(o, "state", json_string(idea_state_words[v->state]));
}

static void put_tally(json_t *o, const struct tally *v)
{
	json_put(o, "cards", number(v->cards));
	json_put(o, "read", number(v->read));
	json_put(o, "tables", number(v->tables));
}

void entity_write(struct buf *out, const struct entity *e, enum view view)
{
	json_t *o = head(e);

	switch (e->type) {
	case ENTITY_SUMMIT:
		put_summit(o, (const struct event *)e);
		break;
	case ENTITY_ROOM:
		put_room(o, (const struct room *)e);
		break;
	case ENTITY_TABLE:
		put_table(o, (const struct table *)e);
		break;
	case ENTITY_THEME:
		put_theme(o, (const struct theme *)e);
		break;
	case ENTITY_STEP:
		put_step(o, (const struct step *)e);
		break;
	case ENTITY_SCENE:
		put_scene(o, (const struct scene *)e);
		break;
	case ENTITY_CARD:
		put_card(o, (const struct card *)e, view);
		break;
	case ENTITY_IDEA:
		put_idea(o, (const struct idea *)e);
		break;
	case ENTITY_TALLY:
		put_tally(o, (const struct tally *)e);
		break;
	case ENTITY_TYPES:
		abort();
	}
	json_append(out, o);
}

void gone_write(struct buf *out, const struct entity *e)
{
	json_t *o = head(e);

	json_put(o, "gone", json_true());
	json_append(out, o);
}
