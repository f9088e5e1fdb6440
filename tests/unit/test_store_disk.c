/* What the store does when a disk fails, fills up or grows slow; and backups. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <sys/stat.h>

#include "faulty_disk.h"
#include "store_fixture.h"

static void a_full_disk_refuses_and_later_takes(void **state)
{
	struct hall *h = *state;
	struct err e;

	hall_close(h);
	faulty_disk_insert();
	hall_open(h);
	char *before = hall_text(h->summit);
	fixture_card(h->summit, 1, 0, "te veel");
	faulty_disk_set(1, true, SQLITE_FULL, SQLITE_OK);
	assert_int_equal(hall_try(h, "card.add", &e), COMMIT_REFUSED);
	assert_non_null(strstr(e.text, "full"));
	faulty_disk_set(0, false, 0, 0);

	struct summit *again = hall_load(h->store);
	char *after = hall_text(again);
	assert_string_equal(before, after);
	summit_destroy(h->summit);
	h->summit = again;
	hall_fill(h);
	hall_assert_whole(h->store);
	free(before);
	free(after);
	hall_close(h);
	faulty_disk_remove();
}

static void a_failed_sync_is_final(void **state)
{
	struct hall *h = *state;
	struct err e;

	hall_close(h);
	faulty_disk_insert();
	hall_open(h);
	fixture_card(h->summit, 1, 0, "weg?");
	faulty_disk_set(1, true, SQLITE_OK, SQLITE_IOERR_FSYNC);
	/* Writes that are said to be done and are not, then a sync that fails. */
	assert_int_equal(hall_try(h, "card.add", &e), COMMIT_LOST);
	faulty_disk_set(0, false, 0, 0);
	assert_int_equal(hall_try(h, "card.add", &e), COMMIT_LOST);
	assert_non_null(strstr(e.text, "failed before"));
	hall_close(h);
	faulty_disk_remove();
	hall_open(h);
	hall_assert_whole(h->store);
}

/* The N-th write or sync of a commit fails, for every N. */
static void fail_each_write(struct hall *h, bool for_ever, int write_error)
{
	int n = 0;
	enum commit_result result;

	do {
		struct err e = {0};
		struct summit *mine = hall_load(h->store);
		summit_destroy(h->summit);
		h->summit = mine;
		uint64_t before = mine->seq;
		struct card *card = fixture_card(mine, 1, 0, "een");
		fixture_idea(mine, card);

		faulty_disk_set(++n, for_ever, write_error, SQLITE_IOERR_FSYNC);
		result = hall_try(h, "idea.add", &e);
		faulty_disk_set(0, false, 0, 0);
		hall_close(h);
		hall_open(h);
		struct summit *kept = hall_load(h->store);
		if (result == COMMIT_DONE)
			assert_int_equal(kept->seq, mine->seq);
		else if (result == COMMIT_REFUSED)
			assert_int_equal(kept->seq, before);
		else
			assert_true(kept->seq == before || kept->seq == mine->seq);
		summit_destroy(kept);
		hall_assert_whole(h->store);
		assert_true(n < 100);
	} while (result != COMMIT_DONE);
	assert_true(n > 3);
}

static void whichever_write_fails_the_file_is_whole(void **state)
{
	struct hall *h = *state;

	hall_close(h);
	faulty_disk_insert();
	hall_open(h);
	fail_each_write(h, false, SQLITE_FULL);
	fail_each_write(h, false, SQLITE_IOERR_WRITE);
	fail_each_write(h, true, SQLITE_FULL);
	fail_each_write(h, true, SQLITE_IOERR_WRITE);
	hall_close(h);
	faulty_disk_remove();
}

static void the_wal_is_moved_when_it_has_grown(void **state)
{
	struct hall *h = *state;
	struct err e;
	struct stat is;
	char wal[80], text[900];

	snprintf(wal, sizeof wal, "%s-wal", h->path);
	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	for (int i = 0; i < 100; i++) {
		for (int n = 0; n < 50; n++)
			fixture_card(h->summit, 1, 0, text);
		hall_commit(h, "card.add");
		assert_true(store_checkpoint(h->store, &e));
	}
	assert_int_equal(stat(wal, &is), 0);
	assert_true(is.st_size < 2000 * 4120);
	assert_int_equal(stat(h->path, &is), 0);
	assert_true(is.st_size > 4000 * 900);
}

static void a_long_reader_holds_nobody_up(void **state)
{
	struct hall *h = *state;
	struct err e;
	struct store *reader = store_open(h->path, STORE_READ, &e);
	char text[900];

	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	assert_true(store_read_begin(reader, &e));
	for (int i = 0; i < 30; i++) {
		for (int n = 0; n < 50; n++)
			fixture_card(h->summit, 1, 0, text);
		hall_commit(h, "card.add");
		assert_true(store_checkpoint(h->store, &e));
	}
	store_read_end(reader);
	store_close(reader);
	hall_assert_whole(h->store);
}

static void a_failed_checkpoint_is_final_too(void **state)
{
	struct hall *h = *state;
	struct err e;
	char text[900];

	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	hall_close(h);
	faulty_disk_insert();
	hall_open(h);
	for (int n = 0; n < 4000; n++)
		fixture_card(h->summit, 1, 0, text);
	hall_commit(h, "card.add");
	faulty_disk_set(1, true, SQLITE_IOERR_WRITE, SQLITE_IOERR_FSYNC);
	assert_false(store_checkpoint(h->store, &e));
	faulty_disk_set(0, false, 0, 0);
	fixture_card(h->summit, 1, 0, text);
	assert_int_equal(hall_try(h, "card.add", &e), COMMIT_LOST);
	hall_close(h);
	hall_open(h);
	hall_assert_whole(h->store);
	hall_close(h);
	faulty_disk_remove();
}

static void a_backup_is_whole_and_of_another_epoch(void **state)
{
	struct hall *h = *state;
	struct err e = {0};
	struct id epoch, other;
	struct stat is;
	char to[80];

	hall_fill(h);
	struct store *reader = store_open(h->path, STORE_READ, &e);
	snprintf(to, sizeof to, "%s/copy.db", h->dir);
	if (!store_backup(reader, to, &e))
		fail_msg("%s", e.text);
	assert_int_equal(hall_files(h, "copy.db"), 1);
	assert_int_equal(stat(to, &is), 0);
	assert_int_equal(is.st_mode & 0777, 0600);
	struct store *copy = store_open(to, STORE_READ, &e);
	assert_non_null(copy);
	assert_true(store_epoch(reader, &epoch, &e) && store_epoch(copy, &other, &e));
	assert_false(id_equal(&epoch, &other));
	struct summit *loaded = hall_load(copy);
	hall_assert_same(loaded, h->summit);
	summit_destroy(loaded);
	hall_assert_whole(copy);
	store_close(copy);
	store_close(reader);

	/* And a server may take it up. */
	copy = store_open(to, STORE_WRITE, &e);
	struct store *mine = h->store;
	h->store = copy;
	fixture_card(h->summit, 1, 0, "na de kopie");
	hall_commit(h, "card.add");
	hall_assert_whole(copy);
	h->store = mine;
	store_close(copy);
}

static void a_backup_refuses_what_is_there_and_leaves_nothing(void **state)
{
	struct hall *h = *state;
	struct err e;
	char to[96];

	struct store *reader = store_open(h->path, STORE_READ, &e);
	assert_false(store_backup(reader, h->path, &e));
	assert_non_null(strstr(e.text, "exists already"));
	snprintf(to, sizeof to, "%s/none/copy.db", h->dir);
	assert_false(store_backup(reader, to, &e));
	store_close(reader);

	faulty_disk_insert();
	reader = store_open(h->path, STORE_READ, &e);
	snprintf(to, sizeof to, "%s/copy.db", h->dir);
	for (int n = 1; n < 40; n += 3) {
		faulty_disk_set(n, true, SQLITE_FULL, SQLITE_IOERR_FSYNC);
		bool good = store_backup(reader, to, &e);
		faulty_disk_set(0, false, 0, 0);
		assert_int_equal(hall_files(h, "copy.db"), good);
		if (good)
			break;
	}
	store_close(reader);
	faulty_disk_remove();
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, hall_set_up, hall_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_full_disk_refuses_and_later_takes),
		TEST(a_failed_sync_is_final),
		TEST(whichever_write_fails_the_file_is_whole),
		TEST(the_wal_is_moved_when_it_has_grown),
		TEST(a_long_reader_holds_nobody_up),
		TEST(a_failed_checkpoint_is_final_too),
		TEST(a_backup_is_whole_and_of_another_epoch),
		TEST(a_backup_refuses_what_is_there_and_leaves_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
