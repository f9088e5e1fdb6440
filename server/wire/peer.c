#include "wire/peer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "wire/json.h"
#include "wire/words.h"

static const char *text_at(const json_t *o, const char *key)
{
	const char *text = json_string_value(json_object_get(o, key));
	return text ? text : "";
}

static uint64_t number_at(const json_t *o, const char *key)
{
	json_int_t n = json_integer_value(json_object_get(o, key));
	return n > 0 ? (uint64_t)n : 0;
}

static struct id id_at(const json_t *o, const char *key)
{
	struct id id = {0};
	json_to_id(json_object_get(o, key), &id);
	return id;
}

static void read_card(const json_t *o, struct peer_card *c)
{
	c->id = id_at(o, "id");
	c->theme = id_at(o, "theme");
	c->idea = id_at(o, "idea");
	c->version = number_at(o, "version");
	c->read = number_at(o, "read");
	c->withdrawn = json_is_true(json_object_get(o, "withdrawn"));
	c->number = text_at(o, "number");
	c->text = text_at(o, "text");
}

static void read_work(const json_t *list, struct peer_entity *e)
{
	e->work_count = json_array_size(list);
	e->work = mem_new((e->work_count ? e->work_count : 1) * sizeof *e->work);
	for (size_t i = 0; i < e->work_count; i++) {
		const json_t *work = json_array_get(list, i),
			     *tables = json_object_get(work, "tables");
		struct peer_work *w = &e->work[i];
		w->theme = id_at(work, "theme");
		w->table_count = json_array_size(tables);
		w->tables = mem_new((w->table_count ? w->table_count : 1) * sizeof *w->tables);
		for (size_t k = 0; k < w->table_count; k++)
			w->tables[k] = (unsigned)json_integer_value(json_array_get(tables, k));
	}
}

static void read_weighing(const json_t *o, struct peer_entity *e)
{
	const json_t *outcome = json_object_get(o, "outcome");

	e->ballots = (unsigned)number_at(o, "ballots");
	for (size_t i = 0; i < json_array_size(outcome); i++)
		e->points += (unsigned)number_at(json_array_get(outcome, i), "points");
}

static void read_makes(const json_t *o, struct peer_entity *e)
{
	const char *field = json_string_value(json_array_get(json_object_get(o, "fields"), 0));

	e->makes_plan = !strcmp(text_at(o, "makes"), step_makes_words[MAKES_PLAN]) && field;
	e->field = field ? field : "";
}

/* False for what is none that we know: the protocol asks clients to pass it over. */
static bool read_entity(const json_t *o, struct peer_entity *e)
{
	int type = word_index(entity_type_words, ENTITY_TYPES, text_at(o, "type"));
	struct id id = id_at(o, "id");

	if (type < 0 || id_is_nil(&id))
		return false;
	*e = (struct peer_entity){
		.type = (enum entity_type)type,
		.id = id,
		.seq = number_at(o, "seq"),
		.gone = json_is_true(json_object_get(o, "gone")),
		.title = text_at(o, "title"),
		.name = text_at(o, "name"),
		.room = id_at(o, "room"),
		.version = number_at(o, "version"),
		.published = !strcmp(text_at(o, "state"), idea_state_words[IDEA_PUBLISHED]),
		.theme = id_at(o, "theme"),
		.number = (unsigned)number_at(o, "number"),
		.minutes = (unsigned)number_at(o, "minutes"),
		.step = id_at(o, "step"),
		.cards = (unsigned)number_at(o, "cards"),
		.read = (unsigned)number_at(o, "read"),
		.ended = number_at(o, "ended") > 0};
	if (type == ENTITY_CARD)
		read_card(o, &e->card);
	if (type == ENTITY_WEIGHING)
		read_weighing(o, e);
	if (type == ENTITY_STEP && !e->gone) {
		int kind = word_index(step_kind_words, STEP_KINDS, text_at(o, "kind"));
		e->step_kind = kind < 0 ? STEP_BREAK : (enum step_kind)kind;
		read_work(json_object_get(o, "work"), e);
		read_makes(o, e);
	}
	return true;
}

static void read_state(const json_t *o, struct reply *out)
{
	const json_t *set = json_object_get(o, "set");
	size_t count = json_array_size(set);

	out->kind = REPLY_STATE;
	out->seq = number_at(o, "seq");
	out->full = json_is_true(json_object_get(o, "full"));
	out->last = json_is_true(json_object_get(o, "last"));
	out->part = (unsigned)number_at(o, "part");
	out->set = mem_new((count ? count : 1) * sizeof *out->set);
	for (size_t i = 0; i < count; i++)
		out->set_count += read_entity(json_array_get(set, i), &out->set[out->set_count]);
}

static void read_welcome(const json_t *o, struct reply *out)
{
	out->kind = REPLY_WELCOME;
	out->seq = number_at(o, "seq");
	out->epoch = id_at(o, "epoch");
	out->summit = id_at(o, "summit");
	out->now_ms = (int64_t)number_at(o, "now");
	snprintf(out->seat, sizeof out->seat, "%s", text_at(o, "seat"));
}

static void read_answer(const json_t *o, enum reply_kind kind, struct reply *out)
{
	out->kind = kind;
	out->op = id_at(o, "op");
	out->seq = number_at(o, "seq");
	out->code = err_from_word(text_at(o, "code"));
	out->retry = json_is_true(json_object_get(o, "retry"));
	out->late = json_is_true(json_object_get(o, "late"));
	snprintf(out->text, sizeof out->text, "%s", text_at(o, "message"));
	snprintf(out->number, sizeof out->number, "%s", text_at(o, "number"));
}

bool reply_read(const char *text, size_t len, struct reply *out, struct err *e)
{
	json_error_t why;
	json_t *o = json_loadb(text, len, 0, &why);
	const char *kind;

	memset(out, 0, sizeof *out);
	if (!o)
		return err_set(e, ERR_BAD_JSON, "line %d, column %d: %s", why.line, why.column,
			       why.text);
	if (!json_is_object(o)) {
		json_decref(o);
		return err_set(e, ERR_BAD_JSON, "a message is one object");
	}
	out->json = o;
	kind = text_at(o, "t");
	if (!strcmp(kind, "welcome")) {
		read_welcome(o, out);
	} else if (!strcmp(kind, "state")) {
		read_state(o, out);
	} else if (!strcmp(kind, "ack")) {
		read_answer(o, REPLY_ACK, out);
	} else if (!strcmp(kind, "nack")) {
		read_answer(o, REPLY_NACK, out);
	} else if (!strcmp(kind, "pong")) {
		out->kind = REPLY_PONG;
		out->now_ms = (int64_t)number_at(o, "now");
	} else if (!strcmp(kind, "presence")) {
		out->kind = REPLY_PRESENCE;
	} else if (!strcmp(kind, "bye")) {
		out->kind = REPLY_BYE;
	}
	return true;
}

void reply_finish(struct reply *r)
{
	for (size_t i = 0; i < r->set_count; i++) {
		for (size_t w = 0; w < r->set[i].work_count; w++)
			free(r->set[i].work[w].tables);
		free(r->set[i].work);
	}
	free(r->set);
	json_decref(r->json);
	*r = (struct reply){0};
}
