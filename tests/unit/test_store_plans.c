/* Plans and weighings in the database: what was committed is what is loaded, and what history says.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "store_fixture.h"
#include "weighing_fixture.h"

static void assert_loaded_as_it_was(struct hall *h)
{
	struct summit *loaded = hall_load(h->store);

	hall_assert_same(loaded, h->summit);
	assert_int_equal(loaded->plan_count, h->summit->plan_count);
	assert_int_equal(loaded->ballot_count, h->summit->ballot_count);
	summit_destroy(loaded);
	hall_assert_whole(h->store);
}

static void a_plan_is_loaded_as_it_was(void **state)
{
	struct hall *h = *state;

	hall_fill_plan(h);
	assert_loaded_as_it_was(h);
	struct summit *loaded = hall_load(h->store);
	const struct table_plan *plan = loaded->tables[1]->plans;
	assert_string_equal(plan->texts[0]->text, "Een plein");
	assert_null(plan->texts[1]);
	assert_string_equal(plan->variants[2][0]->text, "De gemeente");
	assert_ptr_equal(plan->card->plan, plan);
	assert_int_equal(plan->handed_ms, 7000);
	summit_destroy(loaded);
}

static void all_variants_are_loaded_in_their_order(void **state)
{
	static const char *const texts[] = {"1", "2", "3", "4", "5"};
	struct hall *h = *state;

	fixture_write(h->summit, 1, 1, "", "staat");
	for (size_t i = 0; i < 5; i++)
		fixture_write(h->summit, 1, 1, "x", texts[i]);
	hall_commit(h, "plan.write");
	assert_loaded_as_it_was(h);
}

static void a_choice_is_loaded_too(void **state)
{
	struct hall *h = *state;
	const struct table_plan *plan;
	struct err e;

	hall_fill_plan(h);
	plan = h->summit->tables[1]->plans;
	assert_true(plan_choose(h->summit, plan->table, &plan->e.id, 2, plan->variants[2][0]->seq,
				plan->e.seq, &e));
	hall_commit(h, "plan.choose");
	assert_loaded_as_it_was(h);
}

static void a_weighing_is_loaded_as_it_was(void **state)
{
	struct hall *h = *state;
	struct summit *s = h->summit;
	struct weighing *w = fixture_weighing(s);
	struct err e;

	hall_commit(h, "weighing.put");
	assert_loaded_as_it_was(h);
	assert_true(weighing_open(s, &w->e.id, &e));
	fixture_cast(s, w, 1, (unsigned[3]){0}, (unsigned[3]){6, 4, 0});
	fixture_cast(s, w, 2, (unsigned[3]){0}, (unsigned[3]){0, 0, 9});
	hall_commit(h, "ballot.cast");
	assert_loaded_as_it_was(h);
	fixture_cast(s, w, 1, (unsigned[3]){6, 4, 0}, (unsigned[3]){0, 1, 0});
	assert_true(weighing_close(s, &w->e.id, &e));
	fixture_cast(s, w, 2, (unsigned[3]){0, 0, 9}, (unsigned[3]){10, 0, 0});
	hall_commit(h, "ballot.cast");
	assert_loaded_as_it_was(h);
	struct summit *loaded = hall_load(h->store);
	const struct weighing *found = loaded->weighings[0];
	assert_int_equal(found->ballots, 2);
	assert_int_equal(found->slate->ideas[2].points, 9);
	assert_int_equal(loaded->ballots[0]->shares->of[0].points, 1);
	assert_int_equal(loaded->ballots[1]->shares->of[0].points, 10);
	assert_true(loaded->ballots[1]->late);
	summit_destroy(loaded);
	assert_true(weighing_show(s, &w->e.id, &e));
	hall_commit(h, "weighing.show");
	assert_loaded_as_it_was(h);
}

static void a_weighing_that_is_opened_again_forgets_its_outcome(void **state)
{
	struct hall *h = *state;
	struct summit *s = h->summit;
	struct weighing *w = fixture_open_weighing(s);
	struct err e;

	fixture_cast(s, w, 1, (unsigned[3]){0}, (unsigned[3]){6, 4, 0});
	assert_true(weighing_close(s, &w->e.id, &e));
	fixture_cast(s, w, 2, (unsigned[3]){0}, (unsigned[3]){6, 4, 0});
	hall_commit(h, "weighing.close");
	assert_true(weighing_open(s, &w->e.id, &e));
	hall_commit(h, "weighing.open");
	struct summit *loaded = hall_load(h->store);
	assert_int_equal(loaded->weighings[0]->ballots, 2);
	assert_int_equal(loaded->weighings[0]->slate->ideas[0].points, 0);
	assert_false(loaded->ballots[1]->late);
	summit_destroy(loaded);
	hall_assert_whole(h->store);
}

static void keep_plans(void *self, const struct history_row *row)
{
	if (row->type == ENTITY_PLAN)
		buf_print(self, "%s", strstr(row->body, ",\"fields\"") + 1);
}

static void history_says_which_texts_stood_and_which_did_not(void **state)
{
	struct hall *h = *state;
	struct buf bodies = {0}, wanted = {0};
	const unsigned first = (unsigned)h->summit->seq + 1;
	struct err e;

	fixture_write(h->summit, 1, 1, "", "staat");
	fixture_write(h->summit, 1, 1, "x", "ernaast");
	hall_commit(h, "plan.write");
	assert_true(store_each_change(h->store, keep_plans, &bodies, &e));
	buf_print(&wanted,
		  "\"fields\":[{\"field\":1,\"version\":%u}]}"
		  "\"fields\":[{\"field\":1,\"version\":%u}],"
		  "\"variants\":[{\"field\":1,\"version\":%u}]}",
		  first, first, first + 1);
	assert_string_equal(bodies.data, wanted.data);
	buf_finish(&bodies);
	buf_finish(&wanted);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, hall_set_up, hall_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_plan_is_loaded_as_it_was),
		TEST(all_variants_are_loaded_in_their_order),
		TEST(a_choice_is_loaded_too),
		TEST(a_weighing_is_loaded_as_it_was),
		TEST(a_weighing_that_is_opened_again_forgets_its_outcome),
		TEST(history_says_which_texts_stood_and_which_did_not),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
