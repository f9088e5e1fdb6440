/* Entities as the protocol has them: one function a type, each the mirror of its definition in
 * schema/protocol.schema.json. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "summit/weighings.h"
#include "wire/put.h"
#include "wire/reply.h"

#define EARLIER_BYTES_MOST (16 * 1024) /* of earlier wordings that a card is sent with */

static void begin(struct buf *out, const struct entity *e)
{
	put_object(out, NULL);
	put_string(out, "type", entity_type_words[e->type]);
	put_id(out, "id", &e->id);
	put_number(out, "seq", (int64_t)e->seq);
}

static void put_wording(struct buf *out, const struct word *word)
{
	put_string(out, "kind", card_kind_words[word->kind]);
	put_text(out, "text", word->text, word->len);
	put_number(out, "version", (int64_t)word->seq);
	put_string(out, "language", *word->language ? word->language : NULL);
	put_string(out, "translation", word->translation);
}

/* As many as fit in that many bytes. */
static void put_wordings(struct buf *out, const char *key, struct word *const *words, size_t count,
			 size_t most)
{
	size_t bytes = 0;

	if (!count)
		return;
	put_list(out, key);
	for (size_t i = 0; i < count; i++) {
		const char *translation = words[i]->translation;
		bytes += words[i]->len + (translation ? strlen(translation) : 0);
		if (bytes > most)
			break;
		put_object(out, NULL);
		put_wording(out, words[i]);
		put_object_end(out);
	}
	put_list_end(out);
}

static void put_time(struct buf *out, const char *key, int64_t ms)
{
	if (ms)
		put_number(out, key, ms);
}

static void put_summit(struct buf *out, const struct event *v)
{
	put_string(out, "name", v->name);
	put_string(out, "place", v->place);
	put_string(out, "date", v->date);
	put_string(out, "language", language_words[v->language]);
	if (v->step)
		put_id(out, "step", &v->step->e.id);
}

static void put_room(struct buf *out, const struct room *v)
{
	put_number(out, "number", v->number);
	put_string(out, "name", v->name);
}

static void put_table(struct buf *out, const struct table *v)
{
	put_number(out, "number", v->number);
	put_id(out, "room", &v->room->e.id);
}

static void put_theme(struct buf *out, const struct theme *v)
{
	put_number(out, "number", v->number);
	put_string(out, "title", v->title);
	put_string(out, "description", v->description);
}

static void put_work(struct buf *out, const struct step *v)
{
	put_list(out, "work");
	for (size_t i = 0; i < v->work_count; i++) {
		const struct work *work = &v->work[i];
		put_object(out, NULL);
		put_id(out, "theme", &work->theme->e.id);
		put_list(out, "tables");
		for (size_t k = 0; k < work->table_count; k++)
			put_number(out, NULL, work->tables[k]);
		put_list_end(out);
		put_object_end(out);
	}
	put_list_end(out);
}

static void put_fields(struct buf *out, const struct step *v)
{
	put_string(out, "makes", step_makes_words[v->makes]);
	put_list(out, "fields");
	for (unsigned i = 0; i < v->field_count; i++)
		put_string(out, NULL, v->fields[i]);
	put_list_end(out);
}

static void put_step(struct buf *out, const struct step *v)
{
	put_number(out, "number", v->number);
	put_string(out, "kind", step_kind_words[v->kind]);
	put_string(out, "title", v->title);
	put_number(out, "minutes", v->minutes);
	put_string(out, "question", v->question);
	if (v->kind == STEP_ROUND)
		put_work(out, v);
	if (v->makes == MAKES_PLAN)
		put_fields(out, v);
	put_time(out, "started", v->started_ms);
	put_time(out, "ended", v->ended_ms);
}

static void put_scene(struct buf *out, const struct scene *v)
{
	put_id(out, "room", &v->room->e.id);
	put_string(out, "kind", scene_kind_words[v->kind]);
}

void card_number_write(struct buf *out, const struct card *card)
{
	char number[32];

	snprintf(number, sizeof number, "%u-%u", card->table->number, card->number);
	put_string(out, "number", number);
}

/* The public sees the version that was read, and nothing of who, when and where but the number. */
static void put_card(struct buf *out, const struct card *v, enum view view)
{
	const struct word *word = view == VIEW_PUBLIC ? v->read : v->text;

	assert(word); /* the public has no card that nobody read: views.h */
	card_number_write(out, v);
	put_id(out, "theme", &v->theme->e.id);
	put_wording(out, word);
	if (v->idea)
		put_id(out, "idea", &v->idea->e.id);
	if (view == VIEW_PUBLIC)
		return;
	put_id(out, "table", &v->table->e.id);
	put_id(out, "step", &v->step->e.id);
	if (v->read)
		put_number(out, "read", (int64_t)v->read->seq);
	put_bool(out, "late", v->late);
	put_number(out, "at", v->at_ms);
	if (v->held)
		put_bool(out, "held", true);
	if (v->withdrawn)
		put_bool(out, "withdrawn", true);
	if (v->plan)
		put_id(out, "plan", &v->plan->e.id);
	if (!v->others)
		return;
	put_wordings(out, "earlier", v->others->earlier, v->others->earlier_count,
		     EARLIER_BYTES_MOST);
	put_wordings(out, "variants", v->others->variants, v->others->variant_count, SIZE_MAX);
}

static void put_idea(struct buf *out, const struct idea *v)
{
	put_id(out, "theme", &v->theme->e.id);
	put_text(out, "title", v->title->text, v->title->len);
	put_number(out, "version", (int64_t)v->title->seq);
	put_string(out, "state", idea_state_words[v->state]);
}

static void put_texts(struct buf *out, const struct table_plan *v)
{
	put_list(out, "fields");
	for (unsigned i = 0; i <= v->step->field_count; i++) {
		const struct word *text = v->texts[i];
		put_object(out, NULL);
		put_text(out, "text", text ? text->text : "", text ? text->len : 0);
		put_number(out, "version", text ? (int64_t)text->seq : 0);
		put_object_end(out);
	}
	put_list_end(out);
}

/* A list that is not there is empty. */
static void put_variants(struct buf *out, const struct table_plan *v)
{
	bool begun = false;

	for (unsigned i = 0; i <= v->step->field_count; i++)
		for (unsigned k = 0; k < PLAN_VARIANTS_MOST && v->variants[i][k]; k++) {
			if (!begun)
				put_list(out, "variants");
			begun = true;
			put_object(out, NULL);
			put_number(out, "field", i);
			put_text(out, "text", v->variants[i][k]->text, v->variants[i][k]->len);
			put_number(out, "version", (int64_t)v->variants[i][k]->seq);
			put_object_end(out);
		}
	if (begun)
		put_list_end(out);
}

static void put_plan(struct buf *out, const struct table_plan *v)
{
	put_id(out, "table", &v->table->e.id);
	put_id(out, "step", &v->step->e.id);
	put_id(out, "theme", &v->theme->e.id);
	put_texts(out, v);
	put_variants(out, v);
	put_time(out, "handed", v->handed_ms);
	if (v->card)
		put_id(out, "card", &v->card->e.id);
}

static void put_call(struct buf *out, const struct call *v)
{
	put_id(out, "table", &v->table->e.id);
	put_string(out, "kind", call_kind_words[v->kind]);
	put_number(out, "at", v->at_ms);
	put_time(out, "ended", v->ended_ms);
}

static void put_notice(struct buf *out, const struct notice *v)
{
	put_string(out, "text", v->text);
	if (v->room)
		put_id(out, "room", &v->room->e.id);
	if (v->table)
		put_id(out, "table", &v->table->e.id);
	put_number(out, "at", v->at_ms);
	put_time(out, "ended", v->ended_ms);
}

static void put_receipt(struct buf *out, const struct receipt *v)
{
	put_id(out, "notice", &v->notice->e.id);
	put_id(out, "table", &v->table->e.id);
	put_number(out, "at", v->at_ms);
}

static void put_signoff(struct buf *out, const struct signoff *v)
{
	put_id(out, "table", &v->table->e.id);
	put_id(out, "step", &v->step->e.id);
	put_number(out, "seen", (int64_t)v->seen);
	put_number(out, "at", v->at_ms);
}

/* What came of it is the team's once it is closed, everybody's once it is shown. */
static void put_outcome(struct buf *out, const struct weighing *v)
{
	const struct weighed *ranked[WEIGHING_IDEAS_MOST];

	weighing_rank(v, ranked);
	put_list(out, "outcome");
	for (size_t i = 0; i < v->slate->count; i++) {
		put_object(out, NULL);
		put_id(out, "idea", &ranked[i]->idea->e.id);
		put_number(out, "points", ranked[i]->points);
		put_number(out, "tables", ranked[i]->tables);
		put_object_end(out);
	}
	put_list_end(out);
}

static void put_weighing(struct buf *out, const struct weighing *v, enum view view)
{
	const bool is_team = view == VIEW_TEAM || view == VIEW_CONTROL;

	put_string(out, "title", v->title);
	if (v->step)
		put_id(out, "step", &v->step->e.id);
	put_list(out, "ideas");
	for (size_t i = 0; i < v->slate->count; i++)
		put_id(out, NULL, &v->slate->ideas[i].idea->e.id);
	put_list_end(out);
	put_number(out, "points", v->points);
	put_string(out, "state", weighing_state_words[v->state]);
	put_number(out, "ballots", v->ballots);
	if (v->state == WEIGHING_SHOWN || (v->state == WEIGHING_CLOSED && is_team))
		put_outcome(out, v);
}

static void put_shares(struct buf *out, const struct shares *v)
{
	put_list(out, "shares");
	for (size_t i = 0; i < v->count; i++) {
		put_object(out, NULL);
		put_id(out, "idea", &v->of[i].idea->e.id);
		put_number(out, "points", v->of[i].points);
		put_object_end(out);
	}
	put_list_end(out);
}

/* How it is divided is the table's own. */
static void put_ballot(struct buf *out, const struct ballot *v, enum view view)
{
	put_id(out, "weighing", &v->weighing->e.id);
	put_id(out, "table", &v->table->e.id);
	if (view == VIEW_TABLE)
		put_shares(out, v->shares);
	put_number(out, "at", v->at_ms);
	put_bool(out, "late", v->late);
}

static void put_tally(struct buf *out, const struct tally *v)
{
	put_number(out, "cards", v->cards);
	put_number(out, "read", v->read);
	put_number(out, "tables", v->tables);
}

void entity_write(struct buf *out, const struct entity *e, enum view view)
{
	begin(out, e);
	switch (e->type) {
	case ENTITY_SUMMIT:
		put_summit(out, (const struct event *)e);
		break;
	case ENTITY_ROOM:
		put_room(out, (const struct room *)e);
		break;
	case ENTITY_TABLE:
		put_table(out, (const struct table *)e);
		break;
	case ENTITY_THEME:
		put_theme(out, (const struct theme *)e);
		break;
	case ENTITY_STEP:
		put_step(out, (const struct step *)e);
		break;
	case ENTITY_SCENE:
		put_scene(out, (const struct scene *)e);
		break;
	case ENTITY_CARD:
		put_card(out, (const struct card *)e, view);
		break;
	case ENTITY_IDEA:
		put_idea(out, (const struct idea *)e);
		break;
	case ENTITY_PLAN:
		put_plan(out, (const struct table_plan *)e);
		break;
	case ENTITY_WEIGHING:
		put_weighing(out, (const struct weighing *)e, view);
		break;
	case ENTITY_BALLOT:
		put_ballot(out, (const struct ballot *)e, view);
		break;
	case ENTITY_CALL:
		put_call(out, (const struct call *)e);
		break;
	case ENTITY_NOTICE:
		put_notice(out, (const struct notice *)e);
		break;
	case ENTITY_RECEIPT:
		put_receipt(out, (const struct receipt *)e);
		break;
	case ENTITY_SIGNOFF:
		put_signoff(out, (const struct signoff *)e);
		break;
	case ENTITY_TALLY:
		put_tally(out, (const struct tally *)e);
		break;
	case ENTITY_TYPES:
		abort();
	}
	put_object_end(out);
}

void gone_write(struct buf *out, const struct entity *e)
{
	begin(out, e);
	put_bool(out, "gone", true);
	put_object_end(out);
}
