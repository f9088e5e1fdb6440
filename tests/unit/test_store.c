#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "store_fixture.h"

static void run_sql(const char *path, const char *sql)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s", sqlite3_errmsg(db));
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static char *value_of(const char *path, const char *sql)
{
	sqlite3 *db;
	sqlite3_stmt *s;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &s, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(s), SQLITE_ROW);
	const char *text = (const char *)sqlite3_column_text(s, 0);
	char *copy = mem_copy_text(text ? text : "", text ? strlen(text) : 0);
	sqlite3_finalize(s);
	sqlite3_close(db);
	return copy;
}

static void assert_value(const char *path, const char *sql, const char *value)
{
	char *found = value_of(path, sql);

	assert_string_equal(found, value);
	free(found);
}

static void assert_refused(const char *path, enum store_mode mode, const char *why)
{
	struct err e = {0};
	struct store *store = store_open(path, mode, &e);

	assert_null(store);
	assert_non_null(strstr(e.text, path));
	if (!strstr(e.text, why))
		fail_msg("\"%s\" lacks \"%s\"", e.text, why);
}

static void what_was_committed_is_loaded_as_it_was(void **state)
{
	struct hall *h = *state;

	hall_fill(h);
	struct summit *loaded = hall_load(h->store);
	hall_assert_same(loaded, h->summit);
	assert_int_equal(loaded->tables[0]->cards, 2);
	assert_ptr_equal(loaded->event.step, loaded->steps[1]);
	assert_int_equal(loaded->themes[0]->tally->cards, 2);
	summit_destroy(loaded);

	hall_close(h);
	hall_open(h);
	loaded = hall_load(h->store);
	hall_assert_same(loaded, h->summit);
	summit_destroy(loaded);
	hall_assert_whole(h->store);
}

static void a_text_and_the_one_that_was_read_are_both_loaded(void **state)
{
	struct hall *h = *state;
	struct err e;
	struct card *card = fixture_card(h->summit, 1, 0, "eerst");

	assert_true(card_read(h->summit, &card->e.id, card->text->seq, &e));
	card_reword(h->summit, card, &(struct wording){.kind = CARD_CONCERN, .text = "daarna"});
	hall_commit(h, "card.edit");
	struct summit *loaded = hall_load(h->store);
	const struct card *found = summit_find(loaded, ENTITY_CARD, &card->e.id);
	assert_string_equal(found->text->text, "daarna");
	assert_string_equal(found->read->text, "eerst");
	assert_int_equal(found->read->seq, card->read->seq);
	hall_assert_same(loaded, h->summit);
	summit_destroy(loaded);
	hall_assert_whole(h->store);
}

static void hall_edit(struct hall *h, const struct card *card, const struct wording *was,
		      const struct wording *to)
{
	struct err e = {0};

	if (!card_edit(h->summit, card->table, &card->e.id, was, to, &e))
		fail_msg("%s", e.text);
}

static void a_card_is_loaded_with_all_its_wordings(void **state)
{
	struct hall *h = *state;
	struct err e;
	struct card *card = fixture_card(h->summit, 1, 0, "A");
	const struct wording first = {.text = "A"}, second = {.kind = CARD_CONCERN, .text = "B"},
			     other = {.language = "tr", .text = "C", .translation = "Vertaald"},
			     third = {.kind = CARD_MINORITY, .language = "en", .text = "D"};

	assert_true(card_read(h->summit, &card->e.id, card->text->seq, &e));
	hall_edit(h, card, &first, &second);
	hall_edit(h, card, &first, &other);
	hall_edit(h, card, &second, &third);
	hall_commit(h, "card.edit");
	assert_true(card_withdraw(h->summit, card->table, &card->e.id, &e));
	hall_commit(h, "card.withdraw");
	struct summit *loaded = hall_load(h->store);
	const struct card *found = summit_find(loaded, ENTITY_CARD, &card->e.id);
	assert_true(found->withdrawn);
	assert_string_equal(found->others->variants[0]->translation, "Vertaald");
	assert_ptr_equal(found->read, found->others->earlier[1]);
	assert_int_equal(loaded->themes[0]->tally->cards, 0);
	hall_assert_same(loaded, h->summit);
	summit_destroy(loaded);
	hall_assert_whole(h->store);
}

static void a_card_that_forgot_what_was_read_still_has_it(void **state)
{
	struct hall *h = *state;
	struct err e;
	struct card *card = fixture_card(h->summit, 1, 0, "A");
	char from[2] = "A", text[2] = "B";

	assert_true(card_read(h->summit, &card->e.id, card->text->seq, &e));
	for (; text[0] <= 'Z'; from[0]++, text[0]++)
		hall_edit(h, card, &(struct wording){.text = from},
			  &(struct wording){.text = text});
	hall_commit(h, "card.edit");
	struct summit *loaded = hall_load(h->store);
	const struct card *found = summit_find(loaded, ENTITY_CARD, &card->e.id);
	assert_string_equal(found->read->text, "A");
	assert_int_equal(found->others->earlier_count, EARLIER_MOST);
	hall_assert_same(loaded, h->summit);
	summit_destroy(loaded);
	hall_assert_whole(h->store);
	assert_value(h->path, "SELECT count(*) FROM word WHERE slot = 'text'", "26");
}

static void a_card_is_held_until_it_is_released(void **state)
{
	struct hall *h = *state;
	struct err e;
	struct card *card = fixture_card(h->summit, 1, 0, "van een oude tablet");

	for (int held = 1; held >= 0; held--) {
		card->held = held;
		summit_touch(h->summit, &card->e, NULL);
		hall_commit(h, "card.release");
		struct summit *loaded = hall_load(h->store);
		const struct card *found = summit_find(loaded, ENTITY_CARD, &card->e.id);
		assert_int_equal(found->held, held);
		assert_int_equal(loaded->themes[0]->tally->cards, !held);
		assert_int_equal(loaded->tables[0]->cards, 1);
		summit_destroy(loaded);
		hall_assert_whole(h->store);
	}
	assert_true(card_release(h->summit, &card->e.id, &e));
}

static void work_of_rounds_is_kept_in_its_order(void **state)
{
	struct hall *h = *state;
	struct step *step = h->summit->steps[1];
	static const unsigned tables[] = {3, 1};

	step->work = mem_new(3 * sizeof *step->work);
	step->work_count = 3;
	step->work[0] = (struct work){h->summit->themes[1], mem_new(sizeof tables), 2};
	memcpy(step->work[0].tables, tables, sizeof tables);
	step->work[1] = (struct work){h->summit->themes[0], NULL, 0};
	step->work[2] = (struct work){h->summit->themes[0], mem_new(sizeof tables[0]), 1};
	step->work[2].tables[0] = 2;
	step->question = mem_copy_text("Wat?", 4);
	summit_touch(h->summit, &step->e, NULL);
	hall_commit(h, "summit.new");
	summit_touch(h->summit, &step->e, NULL);
	hall_commit(h, "programme.go");
	struct summit *loaded = hall_load(h->store);
	hall_assert_same(loaded, h->summit);
	summit_destroy(loaded);
	assert_value(h->path,
		     "SELECT body ->> 'work' ->> 0 ->> 'tables' FROM change "
		     "WHERE type = 'step' ORDER BY seq DESC",
		     "[3,1]");
	hall_assert_whole(h->store);
}

static void keep_bodies(void *self, const struct history_row *row)
{
	if (row->type == ENTITY_CARD)
		buf_print(self, "%s %s %s\n", row->seat, row->command, row->body);
}

static void each_state_of_a_card_in_one_batch_is_in_history(void **state)
{
	struct hall *h = *state;
	struct buf bodies = {0};
	struct err e;
	struct card *card = fixture_card(h->summit, 1, 0, "Kaart");
	struct idea *idea = fixture_idea(h->summit, card);

	assert_true(card_place(h->summit, &card->e.id, card->text->seq, NULL, &e));
	hall_commit(h, "idea.add");
	assert_true(store_each_change(h->store, keep_bodies, &bodies, &e));
	const char *added = strstr(bodies.data, "\"read\"");
	const char *placed = strstr(bodies.data, "\"idea\":");
	assert_non_null(placed);
	assert_true(added < placed && strchr(placed, '\n'));
	assert_null(strstr(strchr(placed, '\n'), "\"idea\":"));
	assert_null(strstr(bodies.data, "Kaart"));
	assert_null(strstr(bodies.data, "null"));
	assert_non_null(strstr(bodies.data, "table/1 idea.add {\"table\":\""));
	assert_non_null(strstr(bodies.data, "\"late\":false"));
	assert_null(idea->cards);
	buf_finish(&bodies);
	hall_assert_whole(h->store);
}

static void keep_operations(void *self, const struct operation *o)
{
	buf_print(self, "%s %s %llu-%llu %lld %lld %d\n", o->seat, o->command,
		  (unsigned long long)o->first, (unsigned long long)o->last, (long long)o->at_ms,
		  (long long)o->device_at_ms, id_is_nil(&o->device));
}

static void operations_are_told_in_order(void **state)
{
	struct hall *h = *state;
	struct buf all = {0};
	struct err e;
	uint64_t seq = h->summit->seq;
	struct operation two[] = {
		{id_new(), "desk/1", {{0}}, "card.read", 5, 0, seq + 1, seq, ""},
		{id_new(), "desk/2", id_new(), "card.read", 6, 7, seq + 1, seq + 1, ""},
	};

	assert_non_null(fixture_card(h->summit, 1, 0, "Kaart"));
	struct batch batch = {two, 2, h->summit->log.items, h->summit->log.count};
	assert_int_equal(store_commit(h->store, &batch, &e), COMMIT_DONE);
	h->summit->log.count = 0;
	assert_true(store_each_operation(h->store, keep_operations, &all, &e));
	char expected[256];
	snprintf(expected, sizeof expected,
		 "table/1 summit.new 1-%d 1800000000000 0 0\ndesk/1 card.read %d-%d 5 0 1\n"
		 "desk/2 card.read %d-%d 6 7 0\n",
		 (int)seq, (int)seq + 1, (int)seq, (int)seq + 1, (int)seq + 1);
	assert_string_equal(all.data, expected);
	buf_finish(&all);
	hall_assert_whole(h->store);
}

static void keep_words(void *self, const struct word_row *row)
{
	buf_print(self, "%s=%s|", row->slot, row->text);
}

static void every_text_that_ever_was_is_told(void **state)
{
	struct hall *h = *state;
	struct buf words = {0};
	struct err e;
	struct card *card = fixture_card(h->summit, 1, 0, "Kaart");
	struct idea *idea = fixture_idea(h->summit, card);

	assert_true(idea_edit(h->summit, &idea->e.id, idea->title->seq, "Anders", 6, &e));
	hall_commit(h, "idea.edit");
	assert_true(store_each_word(h->store, keep_words, &words, &e));
	assert_string_equal(words.data, "text=Kaart|title=Titel|title=Anders|");
	buf_finish(&words);
}

static void keep_seats(void *self, const struct seat_row *seat)
{
	buf_print(self, "%s %u|", seat->name, seat->generation);
}

static void a_replaced_seat_has_the_next_generation(void **state)
{
	struct hall *h = *state;
	struct buf seats = {0};
	struct err e;

	assert_true(store_replace_seat(h->store, "table/2", &e));
	assert_true(store_replace_seat(h->store, "table/2", &e));
	assert_false(store_replace_seat(h->store, "table/99", &e));
	assert_int_equal(e.code, ERR_UNKNOWN_ID);
	assert_true(store_each_seat(h->store, keep_seats, &seats, &e));
	assert_string_equal(
		seats.data,
		"table/1 1|table/2 3|table/3 1|desk/1 1|control/1 1|stage/1 1|observer/1 1|");
	buf_finish(&seats);
}

static void a_seat_is_replaced_with_its_operation(void **state)
{
	struct hall *h = *state;
	struct operation o = {.op = id_new(),
			      .seat = "control/1",
			      .command = "seat.replace",
			      .at_ms = 1800000000000,
			      .first = h->summit->seq + 1,
			      .last = h->summit->seq,
			      .replaces = "table/3"};
	const struct batch batch = {&o, 1, NULL, 0};
	struct err e;

	assert_int_equal(store_commit(h->store, &batch, &e), COMMIT_DONE);
	assert_value(h->path,
		     "SELECT generation || ' ' || replaced FROM seat WHERE name = 'table/3'",
		     "2 1800000000000");
	assert_value(h->path, "SELECT sum(generation) FROM seat WHERE name <> 'table/3'", "6");
}

static void a_new_file_is_for_its_owner_alone(void **state)
{
	struct hall *h = *state;
	struct stat is;

	assert_int_equal(stat(h->path, &is), 0);
	assert_int_equal(is.st_mode & 0777, 0600);
}

static void the_file_has_its_marks_and_pragmas(void **state)
{
	struct hall *h = *state;

	assert_value(h->path, "PRAGMA application_id", "1114076272");
	assert_value(h->path, "PRAGMA user_version", "2");
	assert_value(h->path, "PRAGMA journal_mode", "wal");
	assert_value(h->path, "SELECT count(*) FROM meta", "3");
}

static void create_refuses_what_is_there(void **state)
{
	struct hall *h = *state;
	struct err e;
	struct stat before, after;
	char other[80], leftover[96];

	assert_int_equal(stat(h->path, &before), 0);
	assert_null(store_create(h->path, hall_seats, HALL_SEATS, &e));
	assert_non_null(strstr(e.text, "exists already"));
	assert_int_equal(stat(h->path, &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);

	snprintf(other, sizeof other, "%s/other.db", h->dir);
	snprintf(leftover, sizeof leftover, "%s-wal", other);
	FILE *f = fopen(leftover, "w");
	fputs("cards", f);
	fclose(f);
	assert_null(store_create(other, hall_seats, HALL_SEATS, &e));
	assert_non_null(strstr(e.text, leftover));
	assert_int_equal(hall_files(h, "other.db"), 1);
}

static void a_file_that_cannot_be_made_leaves_nothing(void **state)
{
	struct hall *h = *state;
	struct seat_row twice[] = {{"table/1", 1}, {"table/1", 1}};
	struct err e;
	char path[80];

	snprintf(path, sizeof path, "%s/twice.db", h->dir);
	assert_null(store_create(path, twice, 2, &e));
	assert_int_equal(hall_files(h, "twice.db"), 0);
	snprintf(path, sizeof path, "%s/none/x.db", h->dir);
	assert_null(store_create(path, hall_seats, HALL_SEATS, &e));
	assert_non_null(strstr(e.text, "No such file"));
}

static void what_is_no_summit_is_refused(void **state)
{
	struct hall *h = *state;
	char path[80];

	snprintf(path, sizeof path, "%s/x.db", h->dir);
	assert_refused(path, STORE_WRITE, "No such file");
	assert_int_equal(hall_files(h, "x.db"), 0);
	assert_refused(h->dir, STORE_READ, "is no file");

	FILE *f = fopen(path, "w");
	for (int i = 0; i < 100; i++)
		fputs("no database at all\n", f);
	fclose(f);
	assert_refused(path, STORE_READ, "is not a database");
	assert_refused(path, STORE_WRITE, "is not a database");
	assert_int_equal(truncate(path, 0), 0);
	assert_refused(path, STORE_WRITE, "is no summit");
	run_sql(path, "PRAGMA application_id = 77; CREATE TABLE x (y)");
	assert_refused(path, STORE_WRITE, "another application's database (its id is 0x0000004d)");
}

static void a_newer_file_is_refused_an_older_one_only_for_reading(void **state)
{
	struct hall *h = *state;

	hall_close(h);
	run_sql(h->path, "PRAGMA user_version = 7");
	assert_refused(h->path, STORE_WRITE,
		       "made by a newer burgertop (tables version 7; this one knows 2)");
	assert_refused(h->path, STORE_READ, "made by a newer burgertop");
	run_sql(h->path, "PRAGMA user_version = 0");
	assert_refused(h->path, STORE_READ, "made by an older burgertop");
}

static void one_process_writes_and_others_read(void **state)
{
	struct hall *h = *state;
	struct err e;
	char link_path[80], why[64];

	snprintf(why, sizeof why, "in use by another burgertop (pid %ld)", (long)getpid());
	assert_refused(h->path, STORE_WRITE, why);
	snprintf(link_path, sizeof link_path, "%s/link.db", h->dir);
	assert_int_equal(symlink(h->path, link_path), 0);
	assert_null(store_open(link_path, STORE_WRITE, &e));
	assert_non_null(strstr(e.text, why));

	struct store *reader = store_open(link_path, STORE_READ, &e);
	assert_non_null(reader);
	hall_close(h);
	hall_open(h);
	store_close(reader);
}

static void what_a_reader_sees_is_of_one_moment(void **state)
{
	struct hall *h = *state;
	struct store_counts counts;
	struct err e;
	struct store *reader = store_open(h->path, STORE_READ, &e);

	assert_true(store_read_begin(reader, &e));
	hall_fill(h);
	assert_true(store_count(reader, &counts, &e));
	assert_int_equal(counts.cards, 0);
	struct summit *loaded = hall_load(reader);
	assert_int_equal(loaded->card_count, 0);
	summit_destroy(loaded);
	store_read_end(reader);
	assert_true(store_count(reader, &counts, &e));
	assert_int_equal(counts.cards, 4);
	assert_int_equal(counts.changes, h->summit->seq);
	store_close(reader);
}

static void an_interrupted_new_is_told(void **state)
{
	struct hall *h = *state;
	struct err e;
	char path[80];

	snprintf(path, sizeof path, "%s/half.db", h->dir);
	store_close(store_create(path, hall_seats, HALL_SEATS, &e));
	struct store *store = store_open(path, STORE_WRITE, &e);
	struct summit *s = summit_create();
	assert_false(store_load(store, s, &e));
	assert_non_null(strstr(e.text, "interrupted"));
	summit_destroy(s);
	store_close(store);
}

static void give_a_number_twice(struct hall *h)
{
	fixture_card(h->summit, 1, 0, "een");
	fixture_card(h->summit, 1, 0, "twee")->number = 1;
	h->summit->log.items[1].is.card.number = 1;
	hall_commit(h, "card.add");
}

static void leave_out_a_change(struct hall *h)
{
	fixture_card(h->summit, 1, 0, "een");
	fixture_card(h->summit, 1, 0, "twee");
	h->summit->log.items[0] = h->summit->log.items[1];
	hall_commit(h, "card.add");
}

/* In a process of its own, which opens the file itself: SQLite's connections do not survive a
 * fork. */
static void expect_abort(struct hall *h, void (*mistake)(struct hall *h))
{
	int status;
	pid_t child = fork();

	if (!child) {
		signal(SIGABRT, SIG_DFL);
		close(STDERR_FILENO);
		hall_open(h);
		mistake(h);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}

static void a_mistake_of_ours_ends_the_process(void **state)
{
	struct hall *h = *state;

	hall_close(h);
	expect_abort(h, give_a_number_twice);
	expect_abort(h, leave_out_a_change);
	hall_open(h);
	hall_assert_whole(h->store);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, hall_set_up, hall_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(what_was_committed_is_loaded_as_it_was),
		TEST(a_text_and_the_one_that_was_read_are_both_loaded),
		TEST(a_card_is_loaded_with_all_its_wordings),
		TEST(a_card_that_forgot_what_was_read_still_has_it),
		TEST(a_card_is_held_until_it_is_released),
		TEST(work_of_rounds_is_kept_in_its_order),
		TEST(each_state_of_a_card_in_one_batch_is_in_history),
		TEST(operations_are_told_in_order),
		TEST(every_text_that_ever_was_is_told),
		TEST(a_replaced_seat_has_the_next_generation),
		TEST(a_seat_is_replaced_with_its_operation),
		TEST(a_new_file_is_for_its_owner_alone),
		TEST(the_file_has_its_marks_and_pragmas),
		TEST(create_refuses_what_is_there),
		TEST(a_file_that_cannot_be_made_leaves_nothing),
		TEST(what_is_no_summit_is_refused),
		TEST(a_newer_file_is_refused_an_older_one_only_for_reading),
		TEST(one_process_writes_and_others_read),
		TEST(what_a_reader_sees_is_of_one_moment),
		TEST(an_interrupted_new_is_told),
		TEST(a_mistake_of_ours_ends_the_process),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
