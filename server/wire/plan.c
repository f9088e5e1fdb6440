#include "wire/plan.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "wire/plan_field.h"
#include "wire/plan_work.h"

#define ROOMS_MOST    60
#define TABLES_MOST   500
#define THEMES_MOST   40
#define STEPS_MOST    100
#define MINUTES_MOST  1440
#define DESKS_MOST    64
#define CONTROLS_MOST 16

/* What every new entity begins with. */
static void *entity_new(enum entity_type type, size_t size)
{
	struct entity *e = mem_new(size);

	e->type = type;
	e->id = id_new();
	return e;
}

static void put(struct summit *s, struct entity *e)
{
	summit_add(s, e);
	summit_touch(s, e, NULL);
}

static bool two_digits(const char *text, unsigned *out)
{
	if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
		return false;
	*out = (unsigned)(text[0] - '0') * 10 + (unsigned)(text[1] - '0');
	return true;
}

static bool date_is_valid(const char *text)
{
	static const unsigned days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	unsigned century, year, month, day;

	if (strlen(text) != 10 || text[4] != '-' || text[7] != '-' || !two_digits(text, &century) ||
	    !two_digits(text + 2, &year) || !two_digits(text + 5, &month) ||
	    !two_digits(text + 8, &day))
		return false;
	year += century * 100;
	if (month < 1 || month > 12 || day < 1)
		return false;
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return day <= days[month - 1] + (month == 2 && leap ? 1 : 0);
}

static void date_read(struct plan_reader *r, json_t *file, char out[11])
{
	const json_t *value = json_object_get(file, "date");

	if (!value)
		plan_problem(r, NULL, "date", "is missing");
	else if (!json_is_string(value) || !date_is_valid(json_string_value(value)))
		plan_problem(r, NULL, "date", "must be a day such as \"2027-01-16\"");
	else
		memcpy(out, json_string_value(value), 11);
}

static void event_read(struct plan_reader *r, json_t *file, struct summit *s)
{
	int language = LANGUAGE_NL;

	s->event.e.id = id_new();
	s->event.name = plan_text(r, NULL, file, "name", TITLE_MOST, true);
	s->event.place = plan_text(r, NULL, file, "place", TITLE_MOST, true);
	date_read(r, file, s->event.date);
	plan_word(r, NULL, file, "language", language_words, LANGUAGES, false, &language);
	s->event.language = (enum language)language;
	put(s, &s->event.e);
}

static void room_read(struct plan_reader *r, const struct plan_place *at, json_t *object,
		      struct summit *s)
{
	static const char *const known[] = {"name", NULL};
	struct room *room = entity_new(ENTITY_ROOM, sizeof *room);

	room->number = (unsigned)s->room_count + 1;
	if (plan_check(r, at, object, known))
		room->name = plan_text(r, at, object, "name", TITLE_MOST, true);
	put(s, &room->e);
}

static void tables_read(struct plan_reader *r, const struct plan_place *at, json_t *object,
			struct summit *s)
{
	static const char *const known[] = {"room", "count", NULL};
	unsigned number = 0, count = 0;
	struct room *room = NULL;

	if (!plan_check(r, at, object, known))
		return;
	if (plan_number(r, at, object, "room", 1, 1000000, true, &number)) {
		room = summit_room(s, number);
		if (!room && s->room_count)
			plan_problem(r, at, "room", "no room has the number %u", number);
	}
	plan_number(r, at, object, "count", 1, TABLES_MOST, true, &count);
	if (s->table_count + count > TABLES_MOST) {
		plan_problem(r, at, "count", "makes it %zu tables, at most %d",
			     s->table_count + count, TABLES_MOST);
		return;
	}
	for (unsigned i = 0; i < count; i++) {
		struct table *table = entity_new(ENTITY_TABLE, sizeof *table);
		table->number = (unsigned)s->table_count + 1;
		table->room = room;
		put(s, &table->e);
	}
}

static void theme_read(struct plan_reader *r, const struct plan_place *at, json_t *object,
		       struct summit *s)
{
	static const char *const known[] = {"title", "description", NULL};
	struct theme *theme = entity_new(ENTITY_THEME, sizeof *theme);

	theme->number = (unsigned)s->theme_count + 1;
	if (plan_check(r, at, object, known)) {
		theme->title = plan_text(r, at, object, "title", TITLE_MOST, true);
		theme->description = plan_text(r, at, object, "description", NOTE_MOST, false);
	}
	put(s, &theme->e);
}

typedef void each_fn(struct plan_reader *r, const struct plan_place *at, json_t *object,
		     struct summit *s);

/* Reads each element of a list of the file. False when any of it was wrong. */
static bool each(struct plan_reader *r, json_t *file, const char *field, size_t most, each_fn *read,
		 struct summit *s)
{
	const struct plan_place list_at = {NULL, field, 0};
	size_t before = r->problem_count;
	const json_t *list = plan_list(r, NULL, file, field, most);

	for (size_t i = 0; i < json_array_size(list); i++) {
		const struct plan_place at = {&list_at, NULL, i};
		read(r, &at, json_array_get(list, i), s);
	}
	return r->problem_count == before;
}

struct programme {
	unsigned rounds; /* that were read so far */
	bool complete;   /* tables and themes were read without a mistake */
};

/* What stands above the fields of a plan when the file does not say. */
static void fields_make(const struct summit *s, struct step *step)
{
	static const char *const usual[LANGUAGES][4] = {
		[LANGUAGE_NL] = {"Wat", "Waarom", "Wie", "Wat is er nodig"},
		[LANGUAGE_EN] = {"What", "Why", "Who", "What is needed"}};

	for (; step->field_count < 4; step->field_count++) {
		const char *name = usual[s->event.language][step->field_count];
		step->fields[step->field_count] = mem_copy_text(name, strlen(name));
	}
}

static void fields_read(struct plan_reader *r, const struct plan_place *at, json_t *object,
			struct step *step)
{
	const struct plan_place list_at = {at, "fields", 0};
	const json_t *list = plan_list(r, at, object, "fields", PLAN_FIELDS_MOST);

	for (size_t i = 0; i < json_array_size(list); i++) {
		const struct plan_place field_at = {&list_at, NULL, i};
		step->fields[step->field_count++] =
			plan_element(r, &field_at, json_array_get(list, i), TITLE_MOST);
	}
}

/* What a table makes in a round, and the fields of a plan. */
static void makes_read(struct plan_reader *r, const struct plan_place *at, json_t *object,
		       const struct summit *s, struct step *step)
{
	bool has_fields = json_object_get(object, "fields") != NULL;
	int makes = MAKES_CARDS;

	plan_word(r, at, object, "makes", step_makes_words, STEP_MAKES, false, &makes);
	step->makes = (enum step_makes)makes;
	if (makes == MAKES_PLAN && has_fields)
		fields_read(r, at, object, step);
	else if (makes == MAKES_PLAN)
		fields_make(s, step);
	else if (has_fields)
		plan_problem(r, at, "fields", "only a round that makes a plan has them");
}

/* Fields that stand where only a round has them. */
static void rounds_alone(struct plan_reader *r, const struct plan_place *at, json_t *object)
{
	static const char *const fields[] = {"work", "question", "makes", "fields"};

	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
		if (json_object_get(object, fields[i]))
			plan_problem(r, at, fields[i], "only a round has it");
}

static void step_read(struct plan_reader *r, const struct plan_place *at, json_t *object,
		      struct summit *s, struct programme *p)
{
	static const char *const known[] = {"kind", "title", "minutes", "question",
					    "work", "makes", "fields",  NULL};
	const struct plan_place work_at = {at, "work", 0};
	struct step *step = entity_new(ENTITY_STEP, sizeof *step);
	int kind = STEP_KINDS;

	step->number = (unsigned)s->step_count + 1;
	if (plan_check(r, at, object, known)) {
		plan_word(r, at, object, "kind", step_kind_words, STEP_KINDS, true, &kind);
		step->title = plan_text(r, at, object, "title", TITLE_MOST, true);
		plan_number(r, at, object, "minutes", 1, MINUTES_MOST, true, &step->minutes);
		step->question = plan_text(r, at, object, "question", QUESTION_MOST, false);
	}
	step->kind = (enum step_kind)kind;
	if (kind == STEP_ROUND) {
		plan_work(r, &work_at, json_object_get(object, "work"), s, ++p->rounds, p->complete,
			  step);
		makes_read(r, at, object, s, step);
	} else if (kind != STEP_KINDS) {
		rounds_alone(r, at, object);
	}
	put(s, &step->e);
}

static void programme_read(struct plan_reader *r, json_t *file, struct summit *s, bool complete)
{
	const struct plan_place list_at = {NULL, "programme", 0};
	const json_t *list = plan_list(r, NULL, file, "programme", STEPS_MOST);
	struct programme p = {.complete = complete};

	for (size_t i = 0; i < json_array_size(list); i++) {
		const struct plan_place at = {&list_at, NULL, i};
		step_read(r, &at, json_array_get(list, i), s, &p);
	}
}

static void scenes_make(struct summit *s)
{
	for (size_t i = 0; i < s->room_count; i++) {
		struct scene *scene = entity_new(ENTITY_SCENE, sizeof *scene);
		scene->room = s->rooms[i];
		scene->kind = SCENE_LIVE;
		put(s, &scene->e);
	}
}

static void file_read(struct plan_reader *r, json_t *file, struct plan *plan)
{
	static const char *const known[] = {"$schema",   "name",  "place",    "date",
					    "language",  "rooms", "tables",   "themes",
					    "programme", "desks", "controls", NULL};
	struct summit *s = plan->summit;

	if (!plan_check(r, NULL, file, known))
		return;
	event_read(r, file, s);
	each(r, file, "rooms", ROOMS_MOST, room_read, s);
	bool tables = each(r, file, "tables", TABLES_MOST, tables_read, s);
	bool themes = each(r, file, "themes", THEMES_MOST, theme_read, s);
	programme_read(r, file, s, tables && themes);
	scenes_make(s);
	plan_number(r, NULL, file, "desks", 1, DESKS_MOST, false, &plan->desks);
	plan_number(r, NULL, file, "controls", 1, CONTROLS_MOST, false, &plan->controls);
}

/* Some editors put a mark before a file that says it is UTF-8. */
static size_t mark_len(const char *text, size_t len)
{
	return len >= 3 && !memcmp(text, "\xef\xbb\xbf", 3) ? 3 : 0;
}

bool plan_read(const char *text, size_t len, struct plan *out, struct buf *problems)
{
	struct plan_reader r = {.problems = problems};
	struct plan plan = {.desks = 1, .controls = 1};
	size_t mark = mark_len(text, len);
	json_error_t error;

	json_t *file = json_loadb(text + mark, len - mark, JSON_REJECT_DUPLICATES, &error);
	if (!file) {
		plan_problem(&r, NULL, NULL, "line %d, column %d: %s", error.line, error.column,
			     error.text);
		return false;
	}
	plan.summit = summit_create();
	file_read(&r, file, &plan);
	json_decref(file);
	if (r.problem_count) {
		summit_destroy(plan.summit);
		return false;
	}
	*out = plan;
	return true;
}
