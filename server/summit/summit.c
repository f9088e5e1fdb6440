#include "summit/summit.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "summit/tally.h"
#include "summit/weighings.h"

const char *const entity_type_words[ENTITY_TYPES] = {
	"summit", "room",     "table",  "theme", "step",   "scene",   "card",    "idea",
	"plan",   "weighing", "ballot", "call",  "notice", "receipt", "signoff", "tally"};
const char *const step_kind_words[STEP_KINDS] = {"doors",    "opening",      "round",  "break",
						 "weighing", "presentation", "closing"};
const char *const scene_kind_words[SCENE_KINDS] = {"welcome", "live", "pause"};
const char *const step_makes_words[STEP_MAKES] = {"cards", "plan"};
const char *const card_kind_words[CARD_KINDS] = {"idea", "concern", "minority", "plan"};
const char *const idea_state_words[IDEA_STATES] = {"draft", "published"};
const char *const weighing_state_words[WEIGHING_STATES] = {"draft", "open", "closed", "shown"};
const char *const call_kind_words[CALL_KINDS] = {"question", "tablet", "talk", "care", "other"};
const char *const language_words[LANGUAGES] = {"nl", "en"};

int word_index(const char *const *words, int count, const char *word)
{
	for (int i = 0; i < count; i++)
		if (!strcmp(words[i], word))
			return i;
	return -1;
}

struct word *word_create(const char *text, size_t len)
{
	struct word *w = mem_new(sizeof *w + len + 1);
	w->len = len;
	memcpy(w->text, text, len);
	return w;
}

struct word *word_of(const struct wording *wording)
{
	const char *translation = wording->translation;
	size_t len = strlen(wording->text), more = translation ? strlen(translation) + 1 : 0;
	struct word *w = mem_new(sizeof *w + len + 1 + more);

	w->len = len;
	w->kind = wording->kind;
	memcpy(w->language, wording->language, sizeof w->language);
	memcpy(w->text, wording->text, len);
	if (translation)
		w->translation = memcpy(w->text + len + 1, translation, more);
	return w;
}

static void list_append(struct summit *s, struct entity *e)
{
	e->older = s->newest;
	e->newer = NULL;
	if (s->newest)
		s->newest->newer = e;
	else
		s->oldest = e;
	s->newest = e;
}

static void list_remove(struct summit *s, struct entity *e)
{
	if (e->older)
		e->older->newer = e->newer;
	else
		s->oldest = e->newer;
	if (e->newer)
		e->newer->older = e->older;
	else
		s->newest = e->older;
}

struct summit *summit_create(void)
{
	struct summit *s = mem_new(sizeof *s);
	s->event.e.type = ENTITY_SUMMIT;
	return s;
}

static size_t entity_size(enum entity_type type)
{
	switch (type) {
	case ENTITY_SUMMIT:
		return sizeof(struct event);
	case ENTITY_ROOM:
		return sizeof(struct room);
	case ENTITY_TABLE:
		return sizeof(struct table);
	case ENTITY_THEME:
		return sizeof(struct theme);
	case ENTITY_STEP:
		return sizeof(struct step);
	case ENTITY_SCENE:
		return sizeof(struct scene);
	case ENTITY_CARD:
		return sizeof(struct card);
	case ENTITY_IDEA:
		return sizeof(struct idea);
	case ENTITY_PLAN:
		return sizeof(struct table_plan);
	case ENTITY_WEIGHING:
		return sizeof(struct weighing);
	case ENTITY_BALLOT:
		return sizeof(struct ballot);
	case ENTITY_CALL:
		return sizeof(struct call);
	case ENTITY_NOTICE:
		return sizeof(struct notice);
	case ENTITY_RECEIPT:
		return sizeof(struct receipt);
	case ENTITY_SIGNOFF:
		return sizeof(struct signoff);
	case ENTITY_TALLY:
	case ENTITY_TYPES:
		break;
	}
	abort();
}

static void step_release(struct step *step)
{
	for (size_t i = 0; i < step->work_count; i++)
		free(step->work[i].tables);
	free(step->work);
	for (unsigned i = 0; i < step->field_count; i++)
		free(step->fields[i]);
	free(step->title);
	free(step->question);
}

static void plan_release(struct table_plan *plan)
{
	for (unsigned i = 0; i < PLAN_TEXTS; i++) {
		free(plan->texts[i]);
		for (unsigned k = 0; k < PLAN_VARIANTS_MOST; k++)
			free(plan->variants[i][k]);
	}
}

static void entity_destroy(struct entity *e)
{
	switch (e->type) {
	case ENTITY_SUMMIT:
		return; /* lies inside the summit */
	case ENTITY_ROOM:
		free(((struct room *)e)->name);
		break;
	case ENTITY_THEME:
		free(((struct theme *)e)->title);
		free(((struct theme *)e)->description);
		break;
	case ENTITY_STEP:
		step_release((struct step *)e);
		break;
	case ENTITY_CARD:
		free(((struct card *)e)->text);
		free(((struct card *)e)->others);
		break;
	case ENTITY_IDEA:
		free(((struct idea *)e)->title);
		break;
	case ENTITY_PLAN:
		plan_release((struct table_plan *)e);
		break;
	case ENTITY_WEIGHING:
		free(((struct weighing *)e)->title);
		free(((struct weighing *)e)->slate);
		break;
	case ENTITY_BALLOT:
		free(((struct ballot *)e)->shares);
		break;
	case ENTITY_NOTICE:
		free(((struct notice *)e)->text);
		break;
	case ENTITY_TALLY:
		free(((struct tally *)e)->cards_of);
		break;
	case ENTITY_TABLE:
		free(((struct table *)e)->taken);
		break;
	case ENTITY_SCENE:
	case ENTITY_CALL:
	case ENTITY_RECEIPT:
	case ENTITY_SIGNOFF:
	case ENTITY_TYPES:
		break;
	}
	free(e);
}

void summit_destroy(struct summit *s)
{
	if (!s)
		return;
	for (struct entity *e = s->oldest, *next; e; e = next) {
		next = e->newer;
		entity_destroy(e);
	}
	for (size_t i = 0; i < s->spent_count; i++)
		free(s->spent[i]);
	free(s->spent);
	free(s->event.name);
	free(s->event.place);
	free(s->rooms);
	free(s->tables);
	free(s->themes);
	free(s->steps);
	free(s->scenes);
	free(s->calls);
	free(s->notices);
	free(s->receipts);
	free(s->signoffs);
	free(s->plans);
	free(s->weighings);
	free(s->ballots);
	free(s->log.items);
	id_map_finish(&s->by_id);
	free(s);
}

/* Appends a pointer to one of the summit's arrays, whose room grows by doubling. */
#define ARRAY_ADD(array, count, item)                                                              \
	do {                                                                                       \
		if (((count) & ((count)-1)) == 0)                                                  \
			(array) = mem_grow(array, (count) ? (count)*2 : 1, sizeof *(array));       \
		(array)[(count)++] = (item);                                                       \
	} while (0)

void card_move(struct card *card, struct idea *idea)
{
	if (card->idea_prev)
		card->idea_prev->idea_next = card->idea_next;
	else if (card->idea)
		card->idea->cards = card->idea_next;
	if (card->idea_next)
		card->idea_next->idea_prev = card->idea_prev;

	card->idea = idea;
	card->idea_prev = NULL;
	card->idea_next = idea ? idea->cards : NULL;
	if (card->idea_next)
		card->idea_next->idea_prev = card;
	if (idea)
		idea->cards = card;
}

bool table_has_number(const struct table *table, unsigned number)
{
	size_t at = number / 8;

	return number > GIVEN_BACK_MOST ||
	       (at < table->taken_room && table->taken[at] >> number % 8 & 1);
}

static void take_number(struct table *table, unsigned number)
{
	size_t before = table->taken_room, at = number / 8;

	if (number > table->cards)
		table->cards = number;
	if (number > GIVEN_BACK_MOST)
		return;
	if (at >= before) {
		table->taken_room = at < 2 * before ? 2 * before : at + 1;
		table->taken = mem_grow(table->taken, table->taken_room, 1);
		memset(table->taken + before, 0, table->taken_room - before);
	}
	table->taken[at] |= (uint8_t)(1 << number % 8);
}

static void add_card(struct summit *s, struct card *card)
{
	struct idea *idea = card->idea;

	s->card_count++;
	take_number(card->table, card->number);
	card->idea = NULL;
	card_move(card, idea);
	if (!card->withdrawn && !card->held)
		tally_count(card->theme->tally, card);
}

static void add_plan(struct summit *s, struct table_plan *plan)
{
	ARRAY_ADD(s->plans, s->plan_count, plan);
	plan->next = plan->table->plans;
	plan->table->plans = plan;
	if (plan->card)
		plan->card->plan = plan;
}

static void add_receipt(struct summit *s, struct receipt *receipt)
{
	receipt->next = receipt->notice->receipts;
	receipt->notice->receipts = receipt;
	ARRAY_ADD(s->receipts, s->receipt_count, receipt);
}

static void add_signoff(struct summit *s, struct signoff *signoff)
{
	signoff->next = signoff->table->signoffs;
	signoff->table->signoffs = signoff;
	ARRAY_ADD(s->signoffs, s->signoff_count, signoff);
}

static void add_ballot(struct summit *s, struct ballot *ballot)
{
	ballot->next = ballot->weighing->cast;
	ballot->weighing->cast = ballot;
	ARRAY_ADD(s->ballots, s->ballot_count, ballot);
}

void summit_add(struct summit *s, struct entity *e)
{
	switch (e->type) {
	case ENTITY_SUMMIT:
		assert(e == &s->event.e);
		break;
	case ENTITY_ROOM:
		ARRAY_ADD(s->rooms, s->room_count, (struct room *)e);
		break;
	case ENTITY_TABLE:
		ARRAY_ADD(s->tables, s->table_count, (struct table *)e);
		assert(((struct table *)e)->number == s->table_count);
		break;
	case ENTITY_THEME:
		ARRAY_ADD(s->themes, s->theme_count, (struct theme *)e);
		((struct theme *)e)->tally = tally_create(s, (struct theme *)e);
		list_append(s, &((struct theme *)e)->tally->e);
		break;
	case ENTITY_STEP:
		ARRAY_ADD(s->steps, s->step_count, (struct step *)e);
		break;
	case ENTITY_SCENE:
		ARRAY_ADD(s->scenes, s->scene_count, (struct scene *)e);
		break;
	case ENTITY_CARD:
		add_card(s, (struct card *)e);
		break;
	case ENTITY_IDEA:
		s->idea_count++;
		break;
	case ENTITY_PLAN:
		add_plan(s, (struct table_plan *)e);
		break;
	case ENTITY_WEIGHING:
		ARRAY_ADD(s->weighings, s->weighing_count, (struct weighing *)e);
		((struct weighing *)e)->told = e->seq;
		break;
	case ENTITY_BALLOT:
		add_ballot(s, (struct ballot *)e);
		break;
	case ENTITY_CALL:
		ARRAY_ADD(s->calls, s->call_count, (struct call *)e);
		break;
	case ENTITY_NOTICE:
		ARRAY_ADD(s->notices, s->notice_count, (struct notice *)e);
		break;
	case ENTITY_RECEIPT:
		add_receipt(s, (struct receipt *)e);
		break;
	case ENTITY_SIGNOFF:
		add_signoff(s, (struct signoff *)e);
		break;
	case ENTITY_TALLY:
	case ENTITY_TYPES:
		abort();
	}
	id_map_put(&s->by_id, &e->id, e);
	list_append(s, e);
}

/* Behind what it came along with, as summit_touch has it. */
static int came_along(const struct entity *e)
{
	return e->type == ENTITY_TALLY || e->type == ENTITY_WEIGHING;
}

static int by_seq(const void *a, const void *b)
{
	const struct entity *x = *(struct entity *const *)a, *y = *(struct entity *const *)b;
	if (x->seq != y->seq)
		return x->seq < y->seq ? -1 : 1;
	return came_along(x) - came_along(y);
}

void summit_loaded(struct summit *s, uint64_t seq)
{
	struct entity **all = NULL;
	size_t count = 0;

	for (size_t i = 0; i < s->weighing_count; i++)
		weighing_loaded(s->weighings[i]);
	for (struct entity *e = s->oldest; e; e = e->newer) {
		if (e->type == ENTITY_TALLY)
			e->seq = seq;
		ARRAY_ADD(all, count, e);
	}
	if (count)
		qsort(all, count, sizeof *all, by_seq);
	s->oldest = s->newest = NULL;
	for (size_t i = 0; i < count; i++)
		list_append(s, all[i]);
	free(all);
	s->seq = seq;
}

void *summit_find(const struct summit *s, enum entity_type type, const struct id *id)
{
	struct entity *e = id_map_get(&s->by_id, id);
	return e && e->type == type ? e : NULL;
}

bool summit_id_is_free(const struct summit *s, const struct id *id, struct err *e)
{
	if (!id_is_nil(id) && !id_map_get(&s->by_id, id))
		return true;
	return err_set(e, ERR_ID_TAKEN, "id: something else has it; make a new one");
}

struct room *summit_room(const struct summit *s, unsigned number)
{
	return number >= 1 && number <= s->room_count ? s->rooms[number - 1] : NULL;
}

struct table *summit_table(const struct summit *s, unsigned number)
{
	return number >= 1 && number <= s->table_count ? s->tables[number - 1] : NULL;
}

static void log_change(struct summit *s, const struct entity *e, const struct word *word)
{
	struct change_log *log = &s->log;

	if (log->count == log->room) {
		log->room = log->room ? log->room * 2 : 64;
		log->items = mem_grow(log->items, log->room, sizeof *log->items);
	}
	struct change *c = &log->items[log->count++];
	memset(c, 0, sizeof *c);
	c->seq = e->seq;
	c->word = word;
	memcpy(&c->is, e, entity_size(e->type));
}

/* What is derived from an entity that changed: it comes along under the same seq. */
static void bring_along(struct summit *s, struct entity *e, uint64_t seq, bool *changed)
{
	if (!*changed)
		return;
	*changed = false;
	e->seq = seq;
	list_remove(s, e);
	list_append(s, e);
}

void summit_touch(struct summit *s, struct entity *e, struct word *word)
{
	struct tally *tally;
	struct weighing *weighing;

	e->seq = ++s->seq;
	if (word)
		word->seq = e->seq;
	list_remove(s, e);
	list_append(s, e);
	log_change(s, e, word);

	if (e->type == ENTITY_CARD) {
		tally = ((struct card *)e)->theme->tally;
		bring_along(s, &tally->e, e->seq, &tally->changed);
	} else if (e->type == ENTITY_WEIGHING) {
		((struct weighing *)e)->told = e->seq;
	} else if (e->type == ENTITY_BALLOT) {
		weighing = ((struct ballot *)e)->weighing;
		bring_along(s, &weighing->e, e->seq, &weighing->counted);
	}
}

void summit_spend(struct summit *s, void *spent)
{
	ARRAY_ADD(s->spent, s->spent_count, spent);
}
