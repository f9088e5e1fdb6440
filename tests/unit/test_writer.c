#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <sys/eventfd.h>

#include "faulty_disk.h"
#include "store/writer.h"
#include "store_fixture.h"

/* As the loop is woken. */
static void wake(void *self)
{
	uint64_t one = 1;

	assert_int_equal(write(*(int *)self, &one, sizeof one), sizeof one);
}

struct desk { /* a hall with its writer */
	struct hall *hall;
	struct writer *writer;
	int woken;
	struct operation operation;
	struct batch batch;
};

static struct desk *desk_create(struct hall *h)
{
	struct desk *d = mem_new(sizeof *d);
	struct err e;

	d->hall = h;
	d->woken = eventfd(0, EFD_CLOEXEC);
	d->writer = writer_start(h->store, wake, &d->woken, &e);
	assert_non_null(d->writer);
	return d;
}

static void desk_destroy(struct desk *d)
{
	writer_stop(d->writer);
	close(d->woken);
	free(d);
}

/* Hands all that the summit's log has to the writer. */
static void submit(struct desk *d)
{
	struct summit *s = d->hall->summit;

	d->operation = (struct operation){.op = id_new(),
					  .seat = "table/1",
					  .command = "card.add",
					  .at_ms = 1,
					  .first = s->seq + 1 - s->log.count,
					  .last = s->seq};
	d->batch = (struct batch){&d->operation, 1, s->log.items, s->log.count};
	writer_submit(d->writer, &d->batch);
}

static enum commit_result wait_and_take(struct desk *d, struct err *e)
{
	enum commit_result result;
	uint64_t count;

	assert_int_equal(read(d->woken, &count, sizeof count), sizeof count);
	assert_int_equal(count, 1);
	assert_true(writer_take(d->writer, &result, e));
	d->hall->summit->log.count = 0;
	return result;
}

static void a_batch_is_written_and_told_once(void **state)
{
	struct hall *h = *state;
	struct desk *d = desk_create(h);
	enum commit_result result;
	struct err e;

	assert_false(writer_take(d->writer, &result, &e));
	for (int i = 0; i < 20; i++) {
		fixture_card(h->summit, 1, 0, "Kaart");
		submit(d);
		assert_int_equal(wait_and_take(d, &e), COMMIT_DONE);
		assert_false(writer_take(d->writer, &result, &e));
	}
	desk_destroy(d);
	struct summit *kept = hall_load(h->store);
	assert_int_equal(kept->card_count, 20);
	hall_assert_same(kept, h->summit);
	summit_destroy(kept);
	hall_assert_whole(h->store);
}

static void stopping_waits_for_the_batch_in_flight(void **state)
{
	struct hall *h = *state;
	struct desk *d = desk_create(h);

	for (int i = 0; i < 500; i++)
		fixture_card(h->summit, 1, 0, "Kaart");
	submit(d);
	desk_destroy(d);
	h->summit->log.count = 0;
	struct summit *kept = hall_load(h->store);
	assert_int_equal(kept->card_count, 500);
	summit_destroy(kept);
}

static void a_writer_that_never_wrote_can_be_stopped(void **state)
{
	desk_destroy(desk_create(*state));
	writer_stop(NULL);
}

static void others_read_while_it_writes(void **state)
{
	struct hall *h = *state;
	struct desk *d = desk_create(h);
	struct store_counts counts;
	struct err e;
	struct store *reader = store_open(h->path, STORE_READ, &e);
	uint64_t before = 0;

	assert_non_null(reader);
	for (int i = 0; i < 20; i++) {
		for (int n = 0; n < 20; n++)
			fixture_card(h->summit, 1, 0, "Kaart");
		submit(d);
		assert_true(store_count(reader, &counts, &e));
		assert_true(counts.cards >= before && counts.cards % 20 == 0);
		before = counts.cards;
		assert_int_equal(wait_and_take(d, &e), COMMIT_DONE);
	}
	store_close(reader);
	desk_destroy(d);
}

static void results_of_a_failing_disk_are_told(void **state)
{
	struct hall *h = *state;
	struct err e;

	hall_close(h);
	faulty_disk_insert();
	hall_open(h);
	struct desk *d = desk_create(h);
	fixture_card(h->summit, 1, 0, "Kaart");
	faulty_disk_set(1, true, SQLITE_FULL, SQLITE_OK);
	submit(d);
	assert_int_equal(wait_and_take(d, &e), COMMIT_REFUSED);
	assert_int_equal(e.code, ERR_DATABASE);
	faulty_disk_set(1, true, SQLITE_IOERR_WRITE, SQLITE_OK);
	fixture_card(h->summit, 1, 0, "Kaart");
	submit(d);
	assert_int_equal(wait_and_take(d, &e), COMMIT_LOST);
	faulty_disk_set(0, false, 0, 0);
	desk_destroy(d);
	hall_close(h);
	faulty_disk_remove();
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, hall_set_up, hall_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_batch_is_written_and_told_once),
		TEST(stopping_waits_for_the_batch_in_flight),
		TEST(a_writer_that_never_wrote_can_be_stopped),
		TEST(others_read_while_it_writes),
		TEST(results_of_a_failing_disk_are_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
