/* A file is spoiled in each way that check looks for, with SQLite alone, and check finds it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <fcntl.h>
#include <sqlite3.h>

#include "store_fixture.h"

static void keep_finding(void *self, const char *finding)
{
	buf_print(self, "%s\n", finding);
}

/* What check says of the file; how many findings in *findings. Owned by the caller. */
static char *check(struct hall *h, size_t *findings)
{
	struct buf all = {0};
	struct err e = {0};
	struct store *store = store_open(h->path, STORE_READ, &e);

	if (!store || !store_check(store, keep_finding, &all, findings, &e))
		fail_msg("%s", e.text);
	store_close(store);
	buf_text(&all, "");
	return all.data;
}

/* Spoils a summit of some cards, ideas and a plan, and looks for the line. */
static void expect(struct hall *h, const char *sql, const char *finding)
{
	sqlite3 *db;
	size_t findings;

	hall_fill(h);
	hall_fill_plan(h);
	hall_close(h);
	assert_int_equal(sqlite3_open(h->path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s", sqlite3_errmsg(db));
	sqlite3_close(db);
	char *all = check(h, &findings);
	if (!strstr(all, finding))
		fail_msg("not found: \"%s\" in:\n%s", finding, all);
	assert_true(findings >= 1);
	free(all);
}

static void a_good_file_has_no_findings(void **state)
{
	struct hall *h = *state;
	size_t findings = 7;

	hall_fill(h);
	hall_fill_plan(h);
	char *all = check(h, &findings);
	assert_string_equal(all, "");
	assert_int_equal(findings, 0);
	free(all);
}

static void missing_history(void **state)
{
	expect(*state, "DELETE FROM change WHERE seq IN (5, 6)",
	       "history: changes 5 to 6 are missing");
}

static void missing_end_of_history(void **state)
{
	expect(*state, "DELETE FROM change WHERE seq = (SELECT max(seq) FROM change)",
	       "history: it ends at change ");
}

static void missing_operation(void **state)
{
	expect(*state, "DELETE FROM operation WHERE number = 2",
	       "): its changes are 22 to 31, but those before it end at 12");
}

static void operation_with_another_range(void **state)
{
	expect(*state, "UPDATE operation SET last = last + 1 WHERE number = 1",
	       "but those before it end at 13");
}

static void change_of_another_operation(void **state)
{
	expect(*state,
	       "UPDATE change SET op = (SELECT op FROM operation WHERE number = 1) WHERE seq = 20",
	       "change 20: it says operation ");
}

static void row_that_differs_from_history(void **state)
{
	expect(*state, "UPDATE card SET kind = 'concern' WHERE number = 1",
	       ": its table differs from what change ");
}

static void title_of_a_theme_that_differs_from_history(void **state)
{
	expect(*state, "UPDATE theme SET title = 'Anders' WHERE number = 2",
	       ": its table differs from what change ");
}

static void work_that_differs_from_history(void **state)
{
	expect(*state,
	       "INSERT INTO step_work SELECT s.id, 1, t.id, '[1]' FROM step s, theme t "
	       "WHERE s.number = 2 AND t.number = 1",
	       ": its table differs from what change ");
}

static void history_that_differs_from_its_row(void **state)
{
	expect(*state,
	       "UPDATE change SET body = json_set(body, '$.late', json('true')) "
	       "WHERE seq = (SELECT max(seq) FROM card)",
	       ": its table differs from what change ");
}

static void row_with_another_seq(void **state)
{
	expect(*state, "UPDATE card SET seq = seq - 1 WHERE number = 2",
	       "its table says that change ");
}

static void row_that_history_lacks(void **state)
{
	expect(*state,
	       "INSERT INTO room SELECT 'a3c8ed0f-0000-4000-8000-000000000000', 1, 2, 'Zaal 2'",
	       "room a3c8ed0f-0000-4000-8000-000000000000: its table has it, history does not");
}

static void row_that_is_gone(void **state)
{
	expect(*state, "DELETE FROM card WHERE number = 2", "its table does not");
}

static void text_that_is_gone(void **state)
{
	expect(*state, "DELETE FROM word WHERE seq = (SELECT version FROM card WHERE number = 2)",
	       "whose words are missing");
}

static void earlier_title_that_is_gone(void **state)
{
	expect(*state,
	       "DELETE FROM word WHERE slot = 'title' AND seq NOT IN (SELECT version FROM idea)",
	       "says that its title is version ");
}

static void text_of_a_plan_that_is_gone(void **state)
{
	expect(*state, "DELETE FROM word WHERE text = 'De gemeente'", "whose words are missing");
}

static void text_of_a_plan_that_changed_its_place(void **state)
{
	expect(*state, "UPDATE plan_text SET position = 2 WHERE position = 1", "makes no sense");
}

static void variant_that_history_does_not_know(void **state)
{
	expect(*state, "DELETE FROM plan_text WHERE position = 1",
	       "its table differs from what change ");
}

static void text_that_nothing_has(void **state)
{
	expect(*state, "INSERT INTO word (seq, slot, text) VALUES (3, 'text', 'verdwaald')",
	       "words: version 3 (text) belongs to nothing");
}

static void text_in_the_wrong_slot(void **state)
{
	expect(*state, "UPDATE word SET slot = 'title' WHERE text = 'Drie'",
	       "(title) belongs to nothing");
}

static void number_that_was_given_twice(void **state)
{
	expect(*state,
	       "PRAGMA writable_schema = ON;"
	       "DELETE FROM sqlite_schema WHERE name = 'sqlite_autoindex_card_2';"
	       "UPDATE sqlite_schema SET sql = replace(sql, "
	       "'UNIQUE (hall_table, number)', 'CHECK (1)') WHERE name = 'card';"
	       "PRAGMA writable_schema = RESET;"
	       "UPDATE card SET number = 1",
	       "card 1-1: its number was given to 2 cards");
}

static void number_that_was_altered(void **state)
{
	expect(*state, "UPDATE card SET number = 5 WHERE number = 2",
	       "its table differs from what change");
}

static void reference_to_nothing(void **state)
{
	expect(*state, "UPDATE card SET theme = 'f1e2d3c4-0000-4000-8000-000000000000'",
	       "refers to a row of theme that is not there");
}

/* An edit, and one that is a variant, before the file is spoiled. */
static void expect_of_edited(struct hall *h, const char *sql, const char *finding)
{
	const struct wording was = {.text = "Kaart"}, to = {.text = "Nieuw"},
			     other = {.text = "Of"};
	struct card *card = fixture_card(h->summit, 1, 0, "Kaart");
	struct err e;

	assert_true(card_edit(h->summit, card->table, &card->e.id, &was, &to, &e));
	assert_true(card_edit(h->summit, card->table, &card->e.id, &was, &other, &e));
	hall_commit(h, "card.edit");
	expect(h, sql, finding);
}

static void earlier_wording_that_is_missing(void **state)
{
	expect_of_edited(*state, "DELETE FROM word WHERE text = 'Kaart'",
			 "says that its earlier wording is version ");
}

static void variant_that_is_missing(void **state)
{
	expect_of_edited(*state, "DELETE FROM word WHERE text = 'Of'",
			 "says that its variant is version ");
}

static void variant_that_differs_from_history(void **state)
{
	expect_of_edited(*state, "UPDATE card_word SET variant = 0",
			 ": its table differs from what change ");
}

static void card_that_was_not_withdrawn(void **state)
{
	expect(*state, "UPDATE card SET withdrawn = 1 WHERE number = 2",
	       ": its table differs from what change ");
}

static void wording_without_a_kind(void **state)
{
	expect(*state, "UPDATE word SET kind = NULL WHERE text = 'Drie'",
	       "(text) belongs to nothing");
}

static void wordings_that_are_too_many(void **state)
{
	expect_of_edited(*state,
			 "INSERT INTO card_word SELECT c.id, w.seq, 1 FROM card c, word w WHERE "
			 "w.slot = 'text' AND c.id = (SELECT card FROM card_word) ON CONFLICT DO "
			 "NOTHING",
			 "the version of the wordings of card ");
}

static void word_that_the_program_does_not_know(void **state)
{
	expect(*state, "UPDATE word SET kind = 'poem' WHERE slot = 'text'", "the kind of card ");
}

static void summit_that_is_gone(void **state)
{
	expect(*state, "DELETE FROM summit", "holds no summit");
}

static void tables_that_are_not_numbered_through(void **state)
{
	expect(*state, "UPDATE hall_table SET number = 9 WHERE number = 3", "the number of table ");
}

static void epoch_that_is_gone(void **state)
{
	expect(*state, "DELETE FROM meta WHERE key = 'epoch'", "its epoch");
}

static void damaged_pages(void **state)
{
	struct hall *h = *state;
	char noise[64];
	size_t findings;

	hall_fill(h);
	for (int i = 0; i < 400; i++)
		fixture_card(h->summit, 1, 0, "Genoeg kaarten voor vele bladzijden in het bestand");
	hall_commit(h, "card.add");
	hall_close(h);
	memset(noise, 0xa5, sizeof noise);
	int fd = open(h->path, O_RDWR | O_CLOEXEC);
	off_t end = lseek(fd, 0, SEEK_END);
	for (off_t at = end - 4096; at > end * 3 / 4; at -= 8192)
		assert_int_equal(pwrite(fd, noise, sizeof noise, at), sizeof noise);
	close(fd);
	char *all = check(h, &findings);
	assert_non_null(strstr(all, "file: "));
	free(all);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, hall_set_up, hall_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_good_file_has_no_findings),
		TEST(missing_history),
		TEST(missing_end_of_history),
		TEST(missing_operation),
		TEST(operation_with_another_range),
		TEST(change_of_another_operation),
		TEST(row_that_differs_from_history),
		TEST(title_of_a_theme_that_differs_from_history),
		TEST(work_that_differs_from_history),
		TEST(history_that_differs_from_its_row),
		TEST(row_with_another_seq),
		TEST(row_that_history_lacks),
		TEST(row_that_is_gone),
		TEST(text_that_is_gone),
		TEST(earlier_title_that_is_gone),
		TEST(text_of_a_plan_that_is_gone),
		TEST(text_of_a_plan_that_changed_its_place),
		TEST(variant_that_history_does_not_know),
		TEST(text_that_nothing_has),
		TEST(text_in_the_wrong_slot),
		TEST(number_that_was_given_twice),
		TEST(number_that_was_altered),
		TEST(reference_to_nothing),
		TEST(earlier_wording_that_is_missing),
		TEST(variant_that_is_missing),
		TEST(variant_that_differs_from_history),
		TEST(card_that_was_not_withdrawn),
		TEST(wording_without_a_kind),
		TEST(wordings_that_are_too_many),
		TEST(word_that_the_program_does_not_know),
		TEST(summit_that_is_gone),
		TEST(tables_that_are_not_numbered_through),
		TEST(epoch_that_is_gone),
		TEST(damaged_pages),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
