/* Reads a summit from its file: types in the order in which they refer to each other. */
#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/load.h"

bool refuse(struct loading *l, sqlite3_stmt *s, int column)
{
	return err_set(l->e, ERR_DATABASE,
		       "%s: the %s of %s \"%.60s\" makes no sense: \"%.60s\" (burgertop check "
		       "says more)",
		       l->store->path, sqlite3_column_name(s, column), l->what, column_text(s, 0),
		       column_text(s, column));
}

bool get_number(struct loading *l, sqlite3_stmt *s, int column, unsigned *out)
{
	int64_t number = sqlite3_column_int64(s, column);

	*out = (unsigned)number;
	return (number >= 1 && number <= INT_MAX) || refuse(l, s, column);
}

/* Rooms, tables, themes and steps are found by number: they must run from 1 without a gap. */
static bool get_place(struct loading *l, sqlite3_stmt *s, size_t count, unsigned *out)
{
	return get_number(l, s, 2, out) && (*out == count + 1 || refuse(l, s, 2));
}

bool get_word(struct loading *l, sqlite3_stmt *s, int column, const char *const *words, int count,
	      int *out)
{
	*out = word_index(words, count, column_text(s, column));
	return *out >= 0 || refuse(l, s, column);
}

static struct entity *find_ref(struct loading *l, const char *text)
{
	struct recent *place;
	struct id id;

	if (strlen(text) != ID_TEXT_LEN)
		return NULL;
	place = &l->recent[(unsigned char)(text[ID_TEXT_LEN - 1] * 16 + text[ID_TEXT_LEN - 2])];
	if (strcmp(place->text, text)) {
		if (!id_read(text, &id))
			return NULL;
		memcpy(place->text, text, sizeof place->text);
		place->entity = id_map_get(&l->summit->by_id, &id);
	}
	return place->entity;
}

bool get_ref(struct loading *l, sqlite3_stmt *s, int column, enum entity_type type, void *out)
{
	void *found = find_ref(l, column_text(s, column));

	if (found && ((struct entity *)found)->type != type)
		found = NULL;
	memcpy(out, &found, sizeof found);
	return found || refuse(l, s, column);
}

char *copy_text(sqlite3_stmt *s, int column)
{
	const char *text = column_text(s, column);

	return mem_copy_text(text, strlen(text));
}

static char *copy_optional(sqlite3_stmt *s, int column)
{
	return column_is_null(s, column) ? NULL : copy_text(s, column);
}

bool get_entity(struct loading *l, sqlite3_stmt *s, enum entity_type type, struct entity *out)
{
	out->type = type;
	out->seq = (uint64_t)sqlite3_column_int64(s, 1);
	return (column_id(s, 0, &out->id) && !id_map_get(&l->summit->by_id, &out->id)) ||
	       refuse(l, s, 0);
}

static bool load_summit(void *self, sqlite3_stmt *s)
{
	struct loading *l = self;
	struct event *event = &l->summit->event;
	int language;

	if (event->name)
		return err_set(l->e, ERR_DATABASE, "%s: it holds more than one summit",
			       l->store->path);
	if (!get_entity(l, s, ENTITY_SUMMIT, &event->e) ||
	    !get_word(l, s, 5, language_words, LANGUAGES, &language) ||
	    (!column_is_null(s, 6) && !column_id(s, 6, &l->step) && !refuse(l, s, 6)))
		return false;
	if (sqlite3_column_bytes(s, 4) != sizeof event->date - 1)
		return refuse(l, s, 4);
	event->name = copy_text(s, 2);
	event->place = copy_text(s, 3);
	memcpy(event->date, column_text(s, 4), sizeof event->date);
	event->language = (enum language)language;
	summit_add(l->summit, &event->e);
	return true;
}

static bool load_room(void *self, sqlite3_stmt *s)
{
	struct loading *l = self;
	struct room room = {0}, *kept;

	if (!get_entity(l, s, ENTITY_ROOM, &room.e) ||
	    !get_place(l, s, l->summit->room_count, &room.number))
		return false;
	room.name = copy_text(s, 3);
	kept = mem_new(sizeof *kept);
	*kept = room;
	summit_add(l->summit, &kept->e);
	return true;
}

static bool load_table(void *self, sqlite3_stmt *s)
{
	struct loading *l = self;
	struct table table = {0}, *kept;

	if (!get_entity(l, s, ENTITY_TABLE, &table.e) ||
	    !get_place(l, s, l->summit->table_count, &table.number) ||
	    !get_ref(l, s, 3, ENTITY_ROOM, &table.room))
		return false;
	kept = mem_new(sizeof *kept);
	*kept = table;
	summit_add(l->summit, &kept->e);
	return true;
}

static bool load_theme(void *self, sqlite3_stmt *s)
{
	struct loading *l = self;
	struct theme theme = {0}, *kept;

	if (!get_entity(l, s, ENTITY_THEME, &theme.e) ||
	    !get_place(l, s, l->summit->theme_count, &theme.number))
		return false;
	theme.title = copy_text(s, 3);
	theme.description = copy_optional(s, 4);
	kept = mem_new(sizeof *kept);
	*kept = theme;
	summit_add(l->summit, &kept->e);
	return true;
}

static bool load_step(void *self, sqlite3_stmt *s)
{
	struct loading *l = self;
	struct step step = {0}, *kept;
	int kind, makes = MAKES_CARDS;

	if (!get_entity(l, s, ENTITY_STEP, &step.e) ||
	    !get_place(l, s, l->summit->step_count, &step.number) ||
	    !get_word(l, s, 3, step_kind_words, STEP_KINDS, &kind) ||
	    !get_number(l, s, 5, &step.minutes) ||
	    (!column_is_null(s, 9) && !get_word(l, s, 9, step_makes_words, STEP_MAKES, &makes)))
		return false;
	step.kind = (enum step_kind)kind;
	step.makes = (enum step_makes)makes;
	step.title = copy_text(s, 4);
	step.question = copy_optional(s, 6);
	step.started_ms = sqlite3_column_int64(s, 7);
	step.ended_ms = sqlite3_column_int64(s, 8);
	kept = mem_new(sizeof *kept);
	*kept = step;
	summit_add(l->summit, &kept->e);
	return true;
}

/* A row for each table that works on a theme, those of one theme together; number is NULL when none
 * does. */
static bool load_work(void *self, sqlite3_stmt *s)
{
	struct loading *l = self;
	struct step *step;
	struct theme *theme;
	unsigned number;

	if (!get_ref(l, s, 0, ENTITY_STEP, &step) || !get_ref(l, s, 2, ENTITY_THEME, &theme))
		return false;
	if ((size_t)sqlite3_column_int64(s, 1) == step->work_count + 1) {
		step->work = mem_grow(step->work, step->work_count + 1, sizeof *step->work);
		step->work[step->work_count++] = (struct work){.theme = theme};
	} else if (!step->work_count || (size_t)sqlite3_column_int64(s, 1) != step->work_count) {
		return refuse(l, s, 1);
	}
	if (column_is_null(s, 3))
		return true;
	if (!get_number(l, s, 3, &number))
		return false;
	struct work *work = &step->work[step->work_count - 1];
	work->tables = mem_grow(work->tables, work->table_count + 1, sizeof *work->tables);
	work->tables[work->table_count++] = number;
	return true;
}

static bool load_field(void *self, sqlite3_stmt *s)
{
	struct loading *l = self;
	struct step *step;

	if (!get_ref(l, s, 0, ENTITY_STEP, &step))
		return false;
	if (step->field_count == PLAN_FIELDS_MOST)
		return refuse(l, s, 1);
	step->fields[step->field_count++] = copy_text(s, 1);
	return true;
}

static bool load_scene(void *self, sqlite3_stmt *s)
{
	struct loading *l = self;
	struct scene scene = {0}, *kept;
	int kind;

	if (!get_entity(l, s, ENTITY_SCENE, &scene.e) ||
	    !get_ref(l, s, 2, ENTITY_ROOM, &scene.room) ||
	    !get_word(l, s, 3, scene_kind_words, SCENE_KINDS, &kind))
		return false;
	scene.kind = (enum scene_kind)kind;
	kept = mem_new(sizeof *kept);
	*kept = scene;
	summit_add(l->summit, &kept->e);
	return true;
}

struct word *load_text(struct loading *l, sqlite3_stmt *s, int seq, int text)
{
	if (column_is_null(s, text)) {
		refuse(l, s, seq);
		return NULL;
	}
	const char *words = column_text(s, text);
	struct word *word = word_create(words, (size_t)sqlite3_column_bytes(s, text));
	word->seq = (uint64_t)sqlite3_column_int64(s, seq);
	return word;
}

static bool load_idea(void *self, sqlite3_stmt *s)
{
	struct loading *l = self;
	struct idea idea = {0}, *kept;
	int state;

	if (!get_entity(l, s, ENTITY_IDEA, &idea.e) ||
	    !get_ref(l, s, 2, ENTITY_THEME, &idea.theme) ||
	    !get_word(l, s, 3, idea_state_words, IDEA_STATES, &state) ||
	    !(idea.title = load_text(l, s, 4, 5)))
		return false;
	idea.state = (enum idea_state)state;
	kept = mem_new(sizeof *kept);
	*kept = idea;
	summit_add(l->summit, &kept->e);
	return true;
}

/* Of a card: version, text, kind, language and translation stand in a row from that column. NULL as
 * above. */
static struct word *load_wording(struct loading *l, sqlite3_stmt *s, int at)
{
	struct wording w = {.text = column_text(s, at + 1)};
	const char *language = column_text(s, at + 3);
	struct word *word;
	int kind;

	if (column_is_null(s, at + 1)) {
		refuse(l, s, at);
		return NULL;
	}
	if (!get_word(l, s, at + 2, card_kind_words, CARD_KINDS, &kind))
		return NULL;
	if (strlen(language) > LANGUAGE_MOST) {
		refuse(l, s, at + 3);
		return NULL;
	}
	w.kind = (enum card_kind)kind;
	memcpy(w.language, language, strlen(language));
	w.translation = column_is_null(s, at + 4) ? NULL : column_text(s, at + 4);
	word = word_of(&w);
	word->seq = (uint64_t)sqlite3_column_int64(s, at);
	return word;
}

/* What stands and, when it is another wording, what was last read. */
static bool load_card_texts(struct loading *l, sqlite3_stmt *s, struct card *card)
{
	card->text = load_wording(l, s, 10);
	if (!card->text)
		return false;
	if (!column_is_null(s, 15)) {
		card->read = load_wording(l, s, 15);
		if (!card->read) {
			free(card->text);
			return false;
		}
		summit_spend(l->summit, card->read);
	} else if (sqlite3_column_int(s, 20)) {
		card->read = card->text;
	}
	return true;
}

static bool load_card(void *self, sqlite3_stmt *s)
{
	struct loading *l = self;
	struct card card = {0}, *kept;

	if (!get_entity(l, s, ENTITY_CARD, &card.e) ||
	    !get_ref(l, s, 2, ENTITY_TABLE, &card.table) || !get_number(l, s, 3, &card.number) ||
	    !get_ref(l, s, 4, ENTITY_STEP, &card.step) ||
	    !get_ref(l, s, 5, ENTITY_THEME, &card.theme) ||
	    (!column_is_null(s, 9) && !get_ref(l, s, 9, ENTITY_IDEA, &card.idea)) ||
	    !load_card_texts(l, s, &card))
		return false;
	card.late = sqlite3_column_int(s, 6);
	card.withdrawn = sqlite3_column_int(s, 7);
	card.at_ms = sqlite3_column_int64(s, 8);
	card.held = sqlite3_column_int(s, 21);
	kept = mem_new(sizeof *kept);
	*kept = card;
	summit_add(l->summit, &kept->e);
	return true;
}

static bool load_call(void *self, sqlite3_stmt *s)
{
	struct loading *l = self;
	struct call call = {0}, *kept;
	int kind;

	if (!get_entity(l, s, ENTITY_CALL, &call.e) ||
	    !get_ref(l, s, 2, ENTITY_TABLE, &call.table) ||
	    !get_word(l, s, 3, call_kind_words, CALL_KINDS, &kind))
		return false;
	call.kind = (enum call_kind)kind;
	call.at_ms = sqlite3_column_int64(s, 4);
	call.ended_ms = sqlite3_column_int64(s, 5);
	kept = mem_new(sizeof *kept);
	*kept = call;
	summit_add(l->summit, &kept->e);
	return true;
}

static bool load_notice(void *self, sqlite3_stmt *s)
{
	struct loading *l = self;
	struct notice notice = {0}, *kept;

	if (!get_entity(l, s, ENTITY_NOTICE, &notice.e) ||
	    (!column_is_null(s, 3) && !get_ref(l, s, 3, ENTITY_ROOM, &notice.room)) ||
	    (!column_is_null(s, 4) && !get_ref(l, s, 4, ENTITY_TABLE, &notice.table)))
		return false;
	notice.text = copy_text(s, 2);
	notice.at_ms = sqlite3_column_int64(s, 5);
	notice.ended_ms = sqlite3_column_int64(s, 6);
	kept = mem_new(sizeof *kept);
	*kept = notice;
	summit_add(l->summit, &kept->e);
	return true;
}

static bool load_receipt(void *self, sqlite3_stmt *s)
{
	struct loading *l = self;
	struct receipt receipt = {0}, *kept;

	if (!get_entity(l, s, ENTITY_RECEIPT, &receipt.e) ||
	    !get_ref(l, s, 2, ENTITY_NOTICE, &receipt.notice) ||
	    !get_ref(l, s, 3, ENTITY_TABLE, &receipt.table))
		return false;
	receipt.at_ms = sqlite3_column_int64(s, 4);
	kept = mem_new(sizeof *kept);
	*kept = receipt;
	summit_add(l->summit, &kept->e);
	return true;
}

static bool load_signoff(void *self, sqlite3_stmt *s)
{
	struct loading *l = self;
	struct signoff signoff = {0}, *kept;

	if (!get_entity(l, s, ENTITY_SIGNOFF, &signoff.e) ||
	    !get_ref(l, s, 2, ENTITY_TABLE, &signoff.table) ||
	    !get_ref(l, s, 3, ENTITY_STEP, &signoff.step))
		return false;
	signoff.seen = (uint64_t)sqlite3_column_int64(s, 4);
	signoff.at_ms = sqlite3_column_int64(s, 5);
	kept = mem_new(sizeof *kept);
	*kept = signoff;
	summit_add(l->summit, &kept->e);
	return true;
}

/* In order of card, newest first. */
static bool load_card_word(void *self, sqlite3_stmt *s)
{
	struct loading *l = self;
	struct card *card;
	struct word *word;

	if (!get_ref(l, s, 0, ENTITY_CARD, &card))
		return false;
	if (!card->others)
		card->others = mem_new(sizeof *card->others);
	struct others *o = card->others;
	bool variant = sqlite3_column_int(s, 1);
	if (variant ? o->variant_count == VARIANTS_MOST : o->earlier_count == EARLIER_MOST)
		return refuse(l, s, 2);
	if (card->read && card->read->seq == (uint64_t)sqlite3_column_int64(s, 2)) {
		word = card->read;
	} else {
		word = load_wording(l, s, 2);
		if (!word)
			return false;
		summit_spend(l->summit, word);
	}
	if (variant)
		o->variants[o->variant_count++] = word;
	else
		o->earlier[o->earlier_count++] = word;
	return true;
}

static bool load_all(struct loading *l)
{
	static const struct {
		const char *what;
		enum stmt stmt;
		bool (*row)(void *self, sqlite3_stmt *s);
	} parts[] = {
		{"summit", STMT_LOAD + ENTITY_SUMMIT, load_summit},
		{"room", STMT_LOAD + ENTITY_ROOM, load_room},
		{"table", STMT_LOAD + ENTITY_TABLE, load_table},
		{"theme", STMT_LOAD + ENTITY_THEME, load_theme},
		{"step", STMT_LOAD + ENTITY_STEP, load_step},
		{"the work in step", STMT_LOAD_WORK, load_work},
		{"a field of step", STMT_LOAD_FIELDS, load_field},
		{"scene", STMT_LOAD + ENTITY_SCENE, load_scene},
		{"idea", STMT_LOAD + ENTITY_IDEA, load_idea},
		{"card", STMT_LOAD + ENTITY_CARD, load_card},
		{"plan", STMT_LOAD + ENTITY_PLAN, load_plan},
		{"a text in plan", STMT_LOAD_PLAN_TEXT, load_plan_text},
		{"weighing", STMT_LOAD + ENTITY_WEIGHING, load_weighing},
		{"an idea in weighing", STMT_LOAD_WEIGHED, load_weighed},
		{"ballot", STMT_LOAD + ENTITY_BALLOT, load_ballot},
		{"a share in ballot", STMT_LOAD_SHARES, load_share},
		{"call", STMT_LOAD + ENTITY_CALL, load_call},
		{"notice", STMT_LOAD + ENTITY_NOTICE, load_notice},
		{"receipt", STMT_LOAD + ENTITY_RECEIPT, load_receipt},
		{"sign-off", STMT_LOAD + ENTITY_SIGNOFF, load_signoff},
		{"the wordings of card", STMT_LOAD_CARD_WORDS, load_card_word},
	};

	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		l->what = parts[i].what;
		if (!sql_each(l->store, parts[i].stmt, parts[i].row, l, l->e))
			return false;
	}
	return true;
}

static bool read_seq(void *self, sqlite3_stmt *s)
{
	*(uint64_t *)self = (uint64_t)sqlite3_column_int64(s, 0);
	return true;
}

static bool load_within(struct store *st, struct summit *s, struct err *e)
{
	struct loading l = {.store = st, .summit = s, .e = e};
	uint64_t seq = 0;

	if (!load_all(&l) || !sql_each(st, STMT_LAST_SEQ, read_seq, &seq, e))
		return false;
	if (!s->event.name)
		return err_set(e, ERR_DATABASE,
			       "%s holds no summit: burgertop new was interrupted. Remove it and "
			       "make it anew",
			       st->path);
	if (!id_is_nil(&l.step)) {
		s->event.step = summit_find(s, ENTITY_STEP, &l.step);
		if (!s->event.step)
			return err_set(e, ERR_DATABASE,
				       "%s: the step that the programme is in does not exist",
				       st->path);
	}
	summit_loaded(s, seq);
	return true;
}

bool store_load(struct store *st, struct summit *s, struct err *e)
{
	bool inside = !sqlite3_get_autocommit(st->db);
	bool good;

	assert(!s->oldest);
	if (!inside && !store_read_begin(st, e))
		return false;
	good = load_within(st, s, e);
	if (!inside)
		store_read_end(st);
	return good;
}
