/* wire/plan: plan files, good and bad. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "wire/plan.h"

#define HEAD "{\"name\":\"Top\",\"place\":\"Leiden\",\"date\":\"2027-01-16\","
#define BODY                                                                                       \
	"\"rooms\":[{\"name\":\"Zaal\"},{\"name\":\"Foyer\"}],"                                    \
	"\"tables\":[{\"room\":1,\"count\":3},{\"room\":2,\"count\":2},{\"room\":1,\"count\":1}]," \
	"\"themes\":[{\"title\":\"Groen\",\"description\":\"Bomen.\"},{\"title\":\"Wonen\"},"      \
	"{\"title\":\"Zorg\"},{\"title\":\"Jong\"}],"
#define STEPS(steps) "\"programme\":[" steps "]"
#define ROUND(more)  "{\"kind\":\"round\",\"title\":\"Ronde\",\"minutes\":25" more "}"
#define DOORS(more)  "{\"kind\":\"doors\",\"title\":\"Inloop\",\"minutes\":30" more "}"
#define GOOD         HEAD BODY STEPS(ROUND("")) "}"

static struct plan read_good(const char *text, size_t len)
{
	struct plan plan = {0};
	struct buf problems = {0};

	if (!plan_read(text, len, &plan, &problems))
		fail_msg("%s", problems.data);
	assert_int_equal(problems.len, 0);
	buf_finish(&problems);
	return plan;
}

static struct plan read_text(const char *text)
{
	return read_good(text, strlen(text));
}

static struct plan read_file(const char *path)
{
	struct buf b = {0};
	char part[4096];
	size_t n;
	FILE *file = fopen(path, "rb");

	assert_non_null(file);
	while ((n = fread(part, 1, sizeof part, file)) > 0)
		buf_add(&b, part, n);
	fclose(file);
	struct plan plan = read_good(b.data, b.len);
	buf_finish(&b);
	return plan;
}

static void expect_problems(const char *text, const char *expected)
{
	char untouched[sizeof(struct plan)];
	struct plan plan;
	struct buf problems = {0};

	memset(&plan, 7, sizeof plan);
	memcpy(untouched, &plan, sizeof plan);
	assert_false(plan_read(text, strlen(text), &plan, &problems));
	assert_memory_equal(&plan, untouched, sizeof plan);
	assert_string_equal(problems.data, expected);
	buf_finish(&problems);
}

/* The number of the theme that a table has in a round; 0 for none, and a mistake for two. */
static unsigned theme_of(const struct step *step, unsigned table)
{
	unsigned found = 0;

	for (size_t i = 0; i < step->work_count; i++)
		for (size_t j = 0; j < step->work[i].table_count; j++)
			if (step->work[i].tables[j] == table) {
				assert_int_equal(found, 0);
				found = step->work[i].theme->number;
			}
	return found;
}

static void plan_becomes_a_summit(void **state)
{
	(void)state;
	struct plan plan = read_text(HEAD "\"language\":\"en\"," BODY STEPS(
		DOORS("") "," ROUND(",\"question\":\"Wat?\"")) ",\"desks\":6,\"controls\":2}");
	const struct summit *s = plan.summit;

	assert_int_equal(plan.desks, 6);
	assert_int_equal(plan.controls, 2);
	assert_string_equal(s->event.name, "Top");
	assert_string_equal(s->event.place, "Leiden");
	assert_string_equal(s->event.date, "2027-01-16");
	assert_int_equal(s->event.language, LANGUAGE_EN);
	assert_null(s->event.step);
	assert_int_equal(s->room_count, 2);
	assert_string_equal(s->rooms[1]->name, "Foyer");
	assert_int_equal(s->theme_count, 4);
	assert_string_equal(s->themes[0]->description, "Bomen.");
	assert_null(s->themes[1]->description);
	assert_int_equal(s->step_count, 2);
	assert_int_equal(s->steps[0]->kind, STEP_DOORS);
	assert_int_equal(s->steps[0]->work_count, 0);
	assert_int_equal(s->steps[1]->number, 2);
	assert_int_equal(s->steps[1]->minutes, 25);
	assert_string_equal(s->steps[1]->question, "Wat?");
	summit_destroy(plan.summit);
}

static void tables_number_on_from_entry_to_entry(void **state)
{
	(void)state;
	static const unsigned rooms[] = {1, 1, 1, 2, 2, 1};
	struct plan plan = read_text(GOOD);

	assert_int_equal(plan.summit->table_count, 6);
	for (unsigned i = 0; i < 6; i++) {
		assert_int_equal(plan.summit->tables[i]->number, i + 1);
		assert_int_equal(plan.summit->tables[i]->room->number, rooms[i]);
	}
	summit_destroy(plan.summit);
}

static void each_room_has_a_live_scene(void **state)
{
	(void)state;
	struct plan plan = read_text(GOOD);

	assert_int_equal(plan.summit->scene_count, 2);
	for (size_t i = 0; i < 2; i++) {
		assert_ptr_equal(plan.summit->scenes[i]->room, plan.summit->rooms[i]);
		assert_int_equal(plan.summit->scenes[i]->kind, SCENE_LIVE);
	}
	summit_destroy(plan.summit);
}

static void log_holds_every_entity_once_in_order(void **state)
{
	(void)state;
	static const enum entity_type order[] = {
		ENTITY_SUMMIT, ENTITY_ROOM,  ENTITY_ROOM,  ENTITY_TABLE, ENTITY_TABLE, ENTITY_TABLE,
		ENTITY_TABLE,  ENTITY_TABLE, ENTITY_TABLE, ENTITY_THEME, ENTITY_THEME, ENTITY_THEME,
		ENTITY_THEME,  ENTITY_STEP,  ENTITY_SCENE, ENTITY_SCENE,
	};
	struct plan plan = read_text(GOOD);
	const struct change_log *log = &plan.summit->log;

	assert_int_equal(log->count, sizeof order / sizeof *order);
	for (size_t i = 0; i < log->count; i++) {
		assert_int_equal(log->items[i].seq, i + 1);
		assert_int_equal(log->items[i].is.e.type, order[i]);
		assert_false(id_is_nil(&log->items[i].is.e.id));
		assert_non_null(summit_find(plan.summit, order[i], &log->items[i].is.e.id));
	}
	assert_int_equal(plan.summit->seq, log->count);
	summit_destroy(plan.summit);
}

static void language_and_seats_have_defaults(void **state)
{
	(void)state;
	struct plan plan = read_text(GOOD);

	assert_int_equal(plan.summit->event.language, LANGUAGE_NL);
	assert_int_equal(plan.desks, 1);
	assert_int_equal(plan.controls, 1);
	summit_destroy(plan.summit);
}

static void spread_moves_on_by_one_theme_a_round(void **state)
{
	(void)state;
	struct plan plan = read_text(HEAD BODY STEPS(
		ROUND("") "," DOORS("") "," ROUND(",\"work\":\"spread\"") "," ROUND("")) "}");
	const struct step *rounds[] = {plan.summit->steps[0], plan.summit->steps[2],
				       plan.summit->steps[3]};

	for (unsigned r = 0; r < 3; r++)
		for (unsigned table = 1; table <= 6; table++)
			assert_int_equal(theme_of(rounds[r], table), (table - 1 + r) % 4 + 1);
	summit_destroy(plan.summit);
}

static void work_may_be_said(void **state)
{
	(void)state;
	struct plan plan = read_text(HEAD BODY STEPS(
		ROUND(",\"work\":[{\"theme\":2,\"tables\":\" 1 - 2 ,6\"},{\"theme\":1,\"tables\":"
		      "\"4\"},{\"theme\":2,\"tables\":\"3\"}]")) "}");
	static const unsigned themes[] = {2, 2, 2, 1, 0, 2};
	const struct step *step = plan.summit->steps[0];

	for (unsigned table = 1; table <= 6; table++)
		assert_int_equal(theme_of(step, table), themes[table - 1]);
	assert_int_equal(step->work_count, 2);
	assert_int_equal(step->work[0].theme->number, 1);
	assert_int_equal(step->work[1].table_count, 4);
	summit_destroy(plan.summit);
}

static void more_themes_than_tables_leaves_some_out(void **state)
{
	(void)state;
	struct plan plan = read_text(
		HEAD "\"rooms\":[{\"name\":\"Zaal\"}],\"tables\":[{\"room\":1,\"count\":1}],"
		     "\"themes\":[{\"title\":\"A\"},{\"title\":\"B\"}]," STEPS(ROUND("")) "}");
	const struct step *step = plan.summit->steps[0];

	assert_int_equal(step->work_count, 1);
	assert_int_equal(step->work[0].theme->number, 1);
	summit_destroy(plan.summit);
}

static void texts_are_cleaned(void **state)
{
	(void)state;
	struct plan plan = read_text(
		"{\"name\":\"Top\\u0007 cafe\\u0301\",\"place\":\"L\",\"date\":\"2028-02-29\"," BODY
			STEPS(ROUND("")) "}");

	assert_string_equal(plan.summit->event.name, "Top café");
	summit_destroy(plan.summit);
}

static void byte_order_mark_is_passed_over(void **state)
{
	(void)state;
	summit_destroy(read_text("\xef\xbb\xbf" GOOD).summit);
}

static void syntax_is_told_with_line_and_column(void **state)
{
	(void)state;
	expect_problems("{\n\t\"name\": \"Top\",\n\t\"place\" \"Leiden\"\n}",
			"line 3, column 17: ':' expected near '\"Leiden\"'\n");
	expect_problems("", "line 1, column 0: '[' or '{' expected near end of file\n");
	expect_problems("{\"name\":\"a\",\"name\":\"b\"}",
			"line 1, column 18: duplicate object key near '\"name\"'\n");
	expect_problems(GOOD "x", "line 1, column 333: end of file expected near 'x'\n");
}

static void not_an_object_is_told(void **state)
{
	(void)state;
	expect_problems("[]", "must be an object, in braces\n");
}

static void what_is_missing_is_told_all_at_once(void **state)
{
	(void)state;
	expect_problems("{}", "name: is missing\n"
			      "place: is missing\n"
			      "date: is missing\n"
			      "rooms: is missing\n"
			      "tables: is missing\n"
			      "themes: is missing\n"
			      "programme: is missing\n");
	expect_problems("{\"name\":\"a\",\"place\":\"b\",\"date\":\"2027-01-01\",\"rooms\":[{}],"
			"\"tables\":[{}],\"themes\":[{}],\"programme\":[{}]}",
			"rooms[0].name: is missing\n"
			"tables[0].room: is missing\n"
			"tables[0].count: is missing\n"
			"themes[0].title: is missing\n"
			"programme[0].kind: is missing\n"
			"programme[0].title: is missing\n"
			"programme[0].minutes: is missing\n");
}

static void unknown_fields_are_told(void **state)
{
	(void)state;
	expect_problems(HEAD
			"\"titel\":1," BODY STEPS(ROUND(",\"minuten\":3")) ",\"extra\\nline\":2}",
			"titel: no such field here\n"
			"extra line: no such field here\n"
			"programme[0].minuten: no such field here\n");
}

static void wrong_types_are_told(void **state)
{
	(void)state;
	expect_problems("{\"name\":1,\"place\":null,\"date\":20270116,\"language\":\"fr\","
			"\"rooms\":{},\"tables\":[1],\"themes\":[[]],\"programme\":\"dag\","
			"\"desks\":\"6\",\"controls\":1.0}",
			"name: must be a text, in quotation marks\n"
			"place: must be a text, in quotation marks\n"
			"date: must be a day such as \"2027-01-16\"\n"
			"language: must be one of \"nl\", \"en\"\n"
			"rooms: must be a list, in brackets, of at least one\n"
			"tables[0]: must be an object, in braces\n"
			"themes[0]: must be an object, in braces\n"
			"programme: must be a list, in brackets, of at least one\n"
			"desks: must be a whole number from 1 to 64\n"
			"controls: must be a whole number from 1 to 16\n");
}

static void dates_that_are_none_are_told(void **state)
{
	(void)state;
	static const char *const dates[] = {
		"",           "2027-1-16",  "2027-02-29", "1900-02-29", "2027-13-01",  "2027-00-10",
		"2027-04-31", "2027-01-00", "2027/01/16", "16-01-2027", "2027-01-16 ", "+027-01-16",
	};
	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
		struct buf text = {0};
		buf_print(&text, "{\"name\":\"a\",\"place\":\"b\",\"date\":\"%s\",%s%s}", dates[i],
			  BODY, STEPS(ROUND("")));
		expect_problems(text.data, "date: must be a day such as \"2027-01-16\"\n");
		buf_finish(&text);
	}
}

static void texts_that_are_too_long_or_empty_are_told(void **state)
{
	(void)state;
	struct buf text = {0};

	buf_print(&text, "{\"name\":\"%0121d\",\"place\":\" \",\"date\":\"2027-01-16\",%s%s}", 7,
		  BODY, STEPS(ROUND(",\"question\":\"\"")));
	expect_problems(text.data, "name: 121 code points, at most 120\n"
				   "place: nothing of it can be seen\n"
				   "programme[0].question: nothing of it can be seen\n");
	buf_finish(&text);
}

static void a_room_that_does_not_exist_is_told(void **state)
{
	(void)state;
	expect_problems(HEAD "\"rooms\":[{\"name\":\"Zaal\"}],\"tables\":[{\"room\":1,\"count\":2},"
			     "{\"room\":9,\"count\":2},{\"room\":0,\"count\":2}],"
			     "\"themes\":[{\"title\":\"A\"}]," STEPS(ROUND("")) "}",
			"tables[1].room: no room has the number 9\n"
			"tables[2].room: must be a whole number from 1 to 1000000\n");
}

static void more_than_fits_is_told(void **state)
{
	(void)state;
	expect_problems(HEAD
			"\"rooms\":[{\"name\":\"Zaal\"}],\"tables\":[{\"room\":1,\"count\":500},"
			"{\"room\":1,\"count\":1},{\"room\":1,\"count\":501}],"
			"\"themes\":[{\"title\":\"A\"}]," STEPS(ROUND("")) "}",
			"tables[1].count: makes it 501 tables, at most 500\n"
			"tables[2].count: must be a whole number from 1 to 500\n");

	struct buf text = {0};
	buf_text(&text, HEAD BODY "\"programme\":[");
	for (int i = 0; i < 101; i++)
		buf_print(&text, "%s%s", i ? "," : "", ROUND(""));
	buf_text(&text, "]}");
	expect_problems(text.data, "programme: 101 of them, at most 100\n");
	buf_finish(&text);
}

static void a_round_may_make_a_plan(void **state)
{
	(void)state;
	struct plan plan =
		read_text(HEAD BODY STEPS(ROUND("") "," ROUND(",\"makes\":\"cards\"") "," ROUND(
			",\"makes\":\"plan\"") "," ROUND(",\"makes\":\"plan\",\"fields\":[\"Waar\","
							 "\"Hoe\"]")) "}");
	const struct summit *s = plan.summit;

	assert_int_equal(s->steps[0]->makes, MAKES_CARDS);
	assert_int_equal(s->steps[0]->field_count, 0);
	assert_int_equal(s->steps[1]->makes, MAKES_CARDS);
	assert_int_equal(s->steps[2]->makes, MAKES_PLAN);
	assert_int_equal(s->steps[2]->field_count, 4);
	assert_string_equal(s->steps[2]->fields[3], "Wat is er nodig");
	assert_int_equal(s->steps[3]->field_count, 2);
	assert_string_equal(s->steps[3]->fields[1], "Hoe");
	summit_destroy(plan.summit);
}

static void usual_fields_are_in_the_language_of_the_summit(void **state)
{
	(void)state;
	struct plan plan =
		read_text(HEAD "\"language\":\"en\"," BODY STEPS(ROUND(",\"makes\":\"plan\"")) "}");

	assert_string_equal(plan.summit->steps[0]->fields[0], "What");
	summit_destroy(plan.summit);
}

static void what_is_wrong_with_fields_is_said(void **state)
{
	(void)state;
	expect_problems(
		HEAD BODY STEPS(ROUND(",\"fields\":[\"Wat\"]") "," ROUND(
			",\"makes\":\"plan\","
			"\"fields\":[\"\",7,"
			"\"Wie\"]") "," ROUND(",\"makes\":\"plan\",\"fields\":[]") "," ROUND(",\"ma"
											     "kes\""
											     ":\"pl"
											     "an\","
											     "\"fie"
											     "lds\""
											     ":["
											     "\"1\""
											     ",\"2"
											     "\","
											     "\"3\""
											     ",\"4"
											     "\","
											     "\"5\""
											     ",\"6"
											     "\","
											     "\"7\""
											     "]") "," ROUND(",\"make"
													    "s\":"
													    "\"koffi"
													    "e\"")) "}",
		"programme[0].fields: only a round that makes a plan has them\n"
		"programme[1].fields[0]: nothing of it can be seen\n"
		"programme[1].fields[1]: must be a text, in quotation marks\n"
		"programme[2].fields: must be a list, in brackets, of at least one\n"
		"programme[3].fields: 7 of them, at most 6\n"
		"programme[4].makes: must be one of \"cards\", \"plan\"\n");
}

static void work_and_question_are_for_rounds(void **state)
{
	(void)state;
	expect_problems(HEAD BODY STEPS(DOORS(",\"work\":\"spread\",\"question\":\"Wat?\","
					      "\"makes\":\"plan\",\"fields\":[\"Wat\"]")) "}",
			"programme[0].work: only a round has it\n"
			"programme[0].question: only a round has it\n"
			"programme[0].makes: only a round has it\n"
			"programme[0].fields: only a round has it\n");
}

static void mistakes_in_work_are_told_with_their_place(void **state)
{
	(void)state;
	expect_problems(HEAD BODY STEPS(DOORS("") "," ROUND(
				",\"work\":[{\"theme\":1,\"tables\":\"1-3, 2\"},"
				"{\"theme\":5,\"tables\":\"3-7\"},{\"theme\":1,\"tables\":\"0\"},"
				"{\"theme\":1,\"tables\":\"6-4\"},{\"tables\":[1]},7,"
				"{\"theme\":1,\"rooms\":\"1\"}]")) "}",
			"programme[1].work[0].tables: table 2 has a theme in this round already\n"
			"programme[1].work[1].theme: no theme has the number 5\n"
			"programme[1].work[1].tables: no table has the number 7\n"
			"programme[1].work[1].tables: table 3 has a theme in this round already\n"
			"programme[1].work[2].tables: no table has the number 0\n"
			"programme[1].work[3].tables: 6-4 runs backwards\n"
			"programme[1].work[4].theme: is missing\n"
			"programme[1].work[4].tables: must be table numbers such as \"1-12, 15\"\n"
			"programme[1].work[5]: must be an object, in braces\n"
			"programme[1].work[6].rooms: no such field here\n"
			"programme[1].work[6].tables: is missing\n");
	expect_problems(
		HEAD BODY STEPS(ROUND(",\"work\":\"alle\"") "," ROUND(",\"work\":[]")) "}",
		"programme[0].work: must be \"spread\" or a list of themes with their tables\n"
		"programme[1].work: must be \"spread\" or a list of themes with their tables\n");
}

static void tables_of_work_have_one_way_of_writing(void **state)
{
	(void)state;
	static const char *const tables[] = {
		"", " ", ",", "1,", ",1", "1-", "-1", "1--2", "1-2-3", "a", "1 2", "1;2", "1234567",
	};
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		struct buf text = {0};
		buf_print(&text,
			  "%s{\"kind\":\"round\",\"title\":\"R\",\"minutes\":5,\"work\":[{\"theme\""
			  ":1,\"tables\":\"%s\"}]}]}",
			  HEAD BODY "\"programme\":[", tables[i]);
		expect_problems(text.data,
				"programme[0].work[0].tables: must be table numbers such "
				"as \"1-12, 15\"\n");
		buf_finish(&text);
	}
}

static void a_mistake_in_the_tables_is_not_told_again_in_the_rounds(void **state)
{
	(void)state;
	expect_problems(HEAD
			"\"rooms\":[{\"name\":\"Zaal\"}],\"tables\":[{\"room\":1,\"count\":\"6\"}],"
			"\"themes\":[{\"title\":\"A\"}]," STEPS(
				ROUND(",\"work\":[{\"theme\":1,\"tables\":\"1-6\"}]")) "}",
			"tables[0].count: must be a whole number from 1 to 500\n");
}

static void example_for_the_hall_is_good(void **state)
{
	(void)state;
	struct plan plan = read_file(PLANS_DIR "/l750.json");
	const struct summit *s = plan.summit;
	unsigned rounds = 0, plans = 0;

	assert_int_equal(s->room_count, 6);
	assert_int_equal(s->table_count, 75);
	for (size_t i = 0; i < s->step_count; i++) {
		const struct step *step = s->steps[i];
		if (step->kind != STEP_ROUND)
			continue;
		rounds++;
		plans += step->makes == MAKES_PLAN;
		assert_int_equal(step->minutes, 25);
		for (unsigned table = 1; table <= 75; table++)
			assert_true(theme_of(step, table) != 0);
		assert_int_equal(step->work_count, s->theme_count);
		for (size_t j = 0; j < step->work_count; j++) {
			size_t count = step->work[j].table_count, even = 75 / s->theme_count;
			assert_true(count == even || count == even + 1);
		}
	}
	assert_int_equal(rounds, 4);
	assert_int_equal(plans, 1);
	summit_destroy(plan.summit);
}

static void small_example_is_good(void **state)
{
	(void)state;
	struct plan plan = read_file(PLANS_DIR "/small.json");

	assert_int_equal(plan.summit->table_count, 6);
	assert_int_equal(plan.summit->room_count, 2);
	assert_int_equal(plan.summit->theme_count, 3);
	summit_destroy(plan.summit);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plan_becomes_a_summit),
		cmocka_unit_test(tables_number_on_from_entry_to_entry),
		cmocka_unit_test(each_room_has_a_live_scene),
		cmocka_unit_test(log_holds_every_entity_once_in_order),
		cmocka_unit_test(language_and_seats_have_defaults),
		cmocka_unit_test(spread_moves_on_by_one_theme_a_round),
		cmocka_unit_test(work_may_be_said),
		cmocka_unit_test(more_themes_than_tables_leaves_some_out),
		cmocka_unit_test(texts_are_cleaned),
		cmocka_unit_test(byte_order_mark_is_passed_over),
		cmocka_unit_test(syntax_is_told_with_line_and_column),
		cmocka_unit_test(not_an_object_is_told),
		cmocka_unit_test(what_is_missing_is_told_all_at_once),
		cmocka_unit_test(unknown_fields_are_told),
		cmocka_unit_test(wrong_types_are_told),
		cmocka_unit_test(dates_that_are_none_are_told),
		cmocka_unit_test(texts_that_are_too_long_or_empty_are_told),
		cmocka_unit_test(a_room_that_does_not_exist_is_told),
		cmocka_unit_test(more_than_fits_is_told),
		cmocka_unit_test(a_round_may_make_a_plan),
		cmocka_unit_test(usual_fields_are_in_the_language_of_the_summit),
		cmocka_unit_test(what_is_wrong_with_fields_is_said),
		cmocka_unit_test(work_and_question_are_for_rounds),
		cmocka_unit_test(mistakes_in_work_are_told_with_their_place),
		cmocka_unit_test(tables_of_work_have_one_way_of_writing),
		cmocka_unit_test(a_mistake_in_the_tables_is_not_told_again_in_the_rounds),
		cmocka_unit_test(example_for_the_hall_is_good),
		cmocka_unit_test(small_example_is_good),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
