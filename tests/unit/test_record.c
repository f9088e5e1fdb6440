#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <jansson.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include "record/csv_read.h"
#include "record/csv_write.h"
#include "record/record.h"
#include "store_fixture.h"
#include "weighing_fixture.h"

/* A path in the folder of the hall; good until the next call. */
static const char *in(const struct hall *h, const char *name)
{
	static char path[128];

	snprintf(path, sizeof path, "%s/%s", h->dir, name);
	return path;
}

static struct record_counts export_to(struct hall *h, const char *dir)
{
	struct record_counts counts = {0};
	struct err e = {0};
	struct store *reader = store_open(h->path, STORE_READ, &e);

	assert_non_null(reader);
	if (!record_export(reader, dir, &counts, &e))
		fail_msg("%s", e.text);
	store_close(reader);
	return counts;
}

static char *read_file(const char *path)
{
	FILE *f = fopen(path, "rb");
	struct buf text = {0};
	char block[4096];
	size_t n;

	assert_non_null(f);
	while ((n = fread(block, 1, sizeof block, f)) > 0)
		buf_add(&text, block, n);
	fclose(f);
	return text.data;
}

static void the_json_holds_everything(void **state)
{
	struct hall *h = *state;

	hall_fill(h);
	struct record_counts counts = export_to(h, in(h, "record"));
	assert_int_equal(counts.cards, 4);
	assert_int_equal(counts.ideas, 2);
	assert_int_equal(counts.changes, h->summit->seq);
	json_t *record = json_load_file(in(h, "record/record.json"), JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(record);
	assert_string_equal(json_string_value(json_object_get(record, "format")),
			    "burgertop-record/1");
	assert_int_equal(json_integer_value(json_object_get(record, "seq")), h->summit->seq);
	static const struct {
		const char *key;
		size_t count;
	} arrays[] = {{"rooms", 1},  {"tables", 3}, {"themes", 2}, {"steps", 4},
		      {"scenes", 1}, {"ideas", 2},  {"cards", 4},  {"words", 7}};
	for (size_t i = 0; i < sizeof arrays / sizeof arrays[0]; i++)
		assert_int_equal(json_array_size(json_object_get(record, arrays[i].key)),
				 arrays[i].count);
	const json_t *card = json_array_get(json_object_get(record, "cards"), 0);
	assert_string_equal(json_string_value(json_object_get(card, "number")), "1-1");
	assert_string_equal(json_string_value(json_object_get(card, "text")),
			    "Meer bankjes \"langs\" de singel\n\\ 🌳 عربي");
	json_decref(record);
}

static void the_history_is_whole_and_points_to_words(void **state)
{
	struct hall *h = *state;
	json_t *record;
	const json_t *row, *body = NULL;
	size_t i;

	hall_fill(h);
	export_to(h, in(h, "record"));
	record = json_load_file(in(h, "record/record.json"), 0, NULL);
	const json_t *history = json_object_get(record, "history");
	assert_int_equal(json_array_size(history), h->summit->seq);
	json_array_foreach(history, i, row)
	{
		assert_int_equal(json_integer_value(json_object_get(row, "seq")), i + 1);
		if (!strcmp(json_string_value(json_object_get(row, "type")), "card"))
			body = json_object_get(row, "body");
	}
	assert_true(json_integer_value(json_object_get(body, "version")) > 0);
	assert_null(json_object_get(body, "text"));
	json_decref(record);
}

struct cards {
	size_t count;
	struct buf all;
};

static void keep_card(void *self, char *const *cells)
{
	struct cards *cards = self;

	cards->count++;
	buf_print(&cards->all, "%s|%s|%s|%s\n", cells[0], record_cell_text(cells[1]), cells[2],
		  cells[3]);
}

/* Taken back, after two devices had edited it. */
static struct card *add_edited_card(struct hall *h)
{
	const struct wording was = {.text = "A"}, to = {.text = "B", .language = "en"},
			     other = {.kind = CARD_CONCERN, .text = "C", .translation = "D"};
	struct card *card = fixture_card(h->summit, 3, 0, "A");
	struct err e;

	assert_true(card_edit(h->summit, card->table, &card->e.id, &was, &to, &e));
	assert_true(card_edit(h->summit, card->table, &card->e.id, &was, &other, &e));
	assert_true(card_withdraw(h->summit, card->table, &card->e.id, &e));
	hall_commit(h, "card.edit");
	return card;
}

static void the_json_has_every_wording(void **state)
{
	struct hall *h = *state;
	const struct card *card = add_edited_card(h);

	export_to(h, in(h, "record"));
	json_t *record = json_load_file(in(h, "record/record.json"), 0, NULL);
	json_t *words = json_object_get(record, "words");
	json_t *wanted = json_pack(
		"[{s:I, s:s, s:s, s:s}, {s:I, s:s, s:s, s:s, s:s}, {s:I, s:s, s:s, s:s, s:s}]",
		"version", (json_int_t)card->others->earlier[0]->seq, "slot", "text", "text", "A",
		"kind", "idea", "version", (json_int_t)card->text->seq, "slot", "text", "text", "B",
		"kind", "idea", "language", "en", "version",
		(json_int_t)card->others->variants[0]->seq, "slot", "text", "text", "C", "kind",
		"concern", "translation", "D");
	assert_true(json_equal(words, wanted));
	json_decref(wanted);
	json_decref(record);
}

static void the_csv_says_language_translation_and_what_was_taken_back(void **state)
{
	static const char *const columns[] = {"number", "language", "translation", "withdrawn"};
	struct hall *h = *state;
	struct cards cards = {0};
	struct err e = {0};
	const struct card *card = add_edited_card(h);

	assert_true(card_choose(h->summit, card->table, &card->e.id, card->others->variants[0]->seq,
				h->summit->seq, &e));
	fixture_card(h->summit, 3, 0, "E");
	hall_commit(h, "card.choose");
	export_to(h, in(h, "record"));
	if (!csv_read(in(h, "record/cards.csv"), columns, 4, keep_card, &cards, &e))
		fail_msg("%s", e.text);
	assert_string_equal(cards.all.data, "3-1||D|yes\n3-2|||no\n");
	buf_finish(&cards.all);
}

static void an_idea_is_counted_without_what_was_taken_back(void **state)
{
	static const char *const columns[] = {"title", "cards", "tables", "state"};
	struct hall *h = *state;
	struct cards ideas = {0};
	struct card *one = fixture_card(h->summit, 1, 0, "A"),
		    *two = fixture_card(h->summit, 1, 0, "B"),
		    *three = fixture_card(h->summit, 2, 0, "C");
	const struct idea *idea = fixture_idea(h->summit, one);
	struct err e = {0};

	assert_true(card_place(h->summit, &two->e.id, two->text->seq, &idea->e.id, &e));
	assert_true(card_place(h->summit, &three->e.id, three->text->seq, &idea->e.id, &e));
	assert_true(card_withdraw(h->summit, two->table, &two->e.id, &e));
	assert_true(card_withdraw(h->summit, three->table, &three->e.id, &e));
	hall_commit(h, "card.withdraw");
	export_to(h, in(h, "record"));
	if (!csv_read(in(h, "record/ideas.csv"), columns, 4, keep_card, &ideas, &e))
		fail_msg("%s", e.text);
	assert_string_equal(ideas.all.data, "Titel|1|1|draft\n");
	buf_finish(&ideas.all);
}

static void the_schemas_lie_beside_it(void **state)
{
	struct hall *h = *state;

	export_to(h, in(h, "record"));
	assert_int_equal(access(in(h, "record/record.schema.json"), R_OK), 0);
	assert_int_equal(access(in(h, "record/protocol.schema.json"), R_OK), 0);
}

static void the_csv_can_be_read_back(void **state)
{
	static const char *const columns[] = {"number", "text", "idea", "idea_state"};
	struct hall *h = *state;
	struct cards cards = {0};
	struct err e = {0};

	hall_fill(h);
	export_to(h, in(h, "record"));
	if (!csv_read(in(h, "record/cards.csv"), columns, 4, keep_card, &cards, &e))
		fail_msg("%s", e.text);
	assert_int_equal(cards.count, 4);
	assert_string_equal(cards.all.data,
			    "1-1|Meer bankjes \"langs\" de singel\n\\ 🌳 عربي|Een bankje|published\n"
			    "1-2|=1+1|Een bankje|published\n2-1|Ongelezen||\n"
			    "3-1|Drie|Titel|draft\n");
	buf_finish(&cards.all);
}

static void keep_three(void *self, char *const *cells)
{
	buf_print(self, "%s|%s|%s\n", cells[0], cells[1], cells[2]);
}

static void what_happened_around_the_tables_has_files_too(void **state)
{
	static const struct {
		const char *file;
		const char *columns[3];
		const char *rows;
	} files[] = {
		{"record/calls.csv",
		 {"table", "kind", "ended"},
		 "1|care|1970-01-01T00:00:08.000Z\n"},
		{"record/notices.csv",
		 {"text", "table", "seen_by_tables"},
		 "Pauze \"nu\"||0\nTafel 2|2|1\n"},
		{"record/signoffs.csv", {"table", "room", "round"}, "3|Zaal|Stap\n"},
	};
	struct hall *h = *state;
	struct err e = {0};

	hall_fill(h);
	export_to(h, in(h, "record"));
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		struct buf rows = {0};
		if (!csv_read(in(h, files[i].file), files[i].columns, 3, keep_three, &rows, &e))
			fail_msg("%s", e.text);
		assert_string_equal(rows.data, files[i].rows);
		buf_finish(&rows);
	}
}

static void hall_fill_weighing(struct hall *h)
{
	struct weighing *w = fixture_open_weighing(h->summit);
	struct err e;

	fixture_cast(h->summit, w, 1, (unsigned[3]){0}, (unsigned[3]){0, 3, 7});
	assert_true(weighing_close(h->summit, &w->e.id, &e));
	hall_commit(h, "weighing.close");
}

struct shown {
	const char *file;
	const char *columns[3];
	const char *rows;
};

static void plans_and_weighings_can_be_read_in_a_spreadsheet(void **state)
{
	static const struct shown files[] = {
		{"record/plans.csv",
		 {"field", "text", "card"},
		 "|Een plein|2-1\nWat||2-1\nWie|Wij samen|2-1\n"},
		{"record/weighings.csv",
		 {"state", "points", "tables"},
		 "closed|7|1\nclosed|3|1\nclosed|0|0\n"},
	};
	struct hall *h = *state;
	struct err e = {0};

	hall_fill_plan(h);
	hall_fill_weighing(h);
	export_to(h, in(h, "record"));
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		struct buf rows = {0};
		if (!csv_read(in(h, files[i].file), files[i].columns, 3, keep_three, &rows, &e))
			fail_msg("%s", e.text);
		assert_string_equal(rows.data, files[i].rows);
		buf_finish(&rows);
	}
}

static void the_json_has_plans_weighings_and_ballots_whole(void **state)
{
	struct hall *h = *state;

	hall_fill_plan(h);
	hall_fill_weighing(h);
	export_to(h, in(h, "record"));
	json_t *record = json_load_file(in(h, "record/record.json"), JSON_REJECT_DUPLICATES, NULL);
	assert_int_equal(json_array_size(json_object_get(record, "plans")), 1);
	const json_t *ballot = json_array_get(json_object_get(record, "ballots"), 0),
		     *weighing = json_array_get(json_object_get(record, "weighings"), 0);
	assert_int_equal(json_array_size(json_object_get(ballot, "shares")), 2);
	assert_int_equal(json_array_size(json_object_get(weighing, "outcome")), 3);
	json_decref(record);
}

static void a_spreadsheet_finds_no_formula(void **state)
{
	struct hall *h = *state;

	hall_fill(h);
	export_to(h, in(h, "record"));
	char *text = read_file(in(h, "record/cards.csv"));
	assert_non_null(strstr(text, ",'=1+1,"));
	assert_null(strstr(text, ",=1"));
	assert_non_null(strstr(text, "\r\n"));
	free(text);
}

static void assert_cell(const char *value, const char *cell)
{
	char *written = NULL;
	size_t len;
	struct csv csv = {open_memstream(&written, &len), false};

	csv_text(&csv, value);
	csv_end(&csv);
	fclose(csv.file);
	assert_int_equal(len, strlen(cell) + 2);
	assert_memory_equal(written, cell, strlen(cell));
	free(written);
}

static void cells_that_might_run_are_marked(void **state)
{
	(void)state;
	assert_cell("gewoon", "gewoon");
	assert_cell("a=b", "a=b");
	assert_cell("=SUM(A1)", "'=SUM(A1)");
	assert_cell("+31", "'+31");
	assert_cell("-1", "'-1");
	assert_cell("@x", "'@x");
	assert_cell("\tx", "'\tx");
	assert_cell("\nx", "\"'\nx\"");
	assert_cell("＝1", "'＝1");
	assert_cell("＠x", "'＠x");
	assert_cell("'s avonds", "''s avonds");
	assert_cell("=a,\"b\"", "\"'=a,\"\"b\"\"\"");
	assert_string_equal(record_cell_text("''s avonds"), "'s avonds");
	assert_string_equal(record_cell_text("'=1"), "=1");
	assert_string_equal(record_cell_text("gewoon"), "gewoon");
}

static void an_empty_folder_gives_way_a_full_one_does_not(void **state)
{
	struct hall *h = *state;
	struct record_counts counts;
	struct err e = {0};

	assert_int_equal(mkdir(in(h, "empty"), 0700), 0);
	export_to(h, in(h, "empty/"));
	assert_int_equal(access(in(h, "empty/record.json"), R_OK), 0);
	assert_false(record_export(h->store, in(h, "empty"), &counts, &e));
	assert_non_null(strstr(e.text, "not empty"));
	assert_int_equal(hall_files(h, "empty"), 1);
}

static void a_failed_export_leaves_nothing(void **state)
{
	struct hall *h = *state;
	struct record_counts counts;
	struct err e = {0};
	sqlite3 *db;

	assert_false(record_export(h->store, in(h, "none/record"), &counts, &e));
	hall_fill(h);
	hall_close(h);
	assert_int_equal(sqlite3_open(h->path, &db), SQLITE_OK);
	sqlite3_exec(db, "UPDATE change SET body = '{' WHERE seq = 3", NULL, NULL, NULL);
	sqlite3_close(db);
	hall_open(h);
	assert_false(record_export(h->store, in(h, "record"), &counts, &e));
	assert_non_null(strstr(e.text, "change 3"));
	assert_int_equal(hall_files(h, "record"), 0);
	/* And the connection is of no earlier moment afterwards. */
	assert_true(store_read_begin(h->store, &e));
	store_read_end(h->store);
}

static void removing_takes_the_folder_too(void **state)
{
	struct hall *h = *state;

	export_to(h, in(h, "record"));
	record_remove(in(h, "record"));
	assert_int_equal(hall_files(h, "record"), 0);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, hall_set_up, hall_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(the_json_holds_everything),
		TEST(the_history_is_whole_and_points_to_words),
		TEST(the_json_has_every_wording),
		TEST(the_csv_says_language_translation_and_what_was_taken_back),
		TEST(an_idea_is_counted_without_what_was_taken_back),
		TEST(the_schemas_lie_beside_it),
		TEST(the_csv_can_be_read_back),
		TEST(what_happened_around_the_tables_has_files_too),
		TEST(plans_and_weighings_can_be_read_in_a_spreadsheet),
		TEST(the_json_has_plans_weighings_and_ballots_whole),
		TEST(a_spreadsheet_finds_no_formula),
		cmocka_unit_test(cells_that_might_run_are_marked),
		TEST(an_empty_folder_gives_way_a_full_one_does_not),
		TEST(a_failed_export_leaves_nothing),
		TEST(removing_takes_the_folder_too),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
