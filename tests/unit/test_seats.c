/* Links that are replaced, and who looks on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "app_fixture.h"

static void replace(struct world *w, int i, unsigned op, const char *seat)
{
	char message[200];

	snprintf(message, sizeof message,
		 "{\"t\":\"do\",\"op\":\"%08x-0000-4000-8000-000000000001\","
		 "\"cmd\":\"seat.replace\",\"seat\":\"%s\"}",
		 op, seat);
	say(w, i, message);
}

/* The code of table/1 as control is told it. */
static const char *code_of(const struct world *w, unsigned generation)
{
	static char told[40];
	char code[SECRET_CODE_LEN + 1];

	secret_code(&w->key, "table/1", generation, code);
	snprintf(told, sizeof told, "\"code\":\"%.4s-%.4s\"", code, code + 4);
	return told;
}

static void a_replaced_link_gives_cards_that_are_held(void **state)
{
	struct world *w = *state;
	struct client *table = come(w, 0, "table/1"), *control = come(w, 1, "control/1");
	struct client *desk = come(w, 2, "desk/1");

	replace(w, 1, 1, "table/1");
	finish_batch(w);
	assert_true(heard(control, code_of(w, 2)));
	assert_true(heard(table, "\"code\":\"link_replaced\""));
	forget(table), forget(control), forget(desk);
	add_card(w, 0, 2, "van de oude tablet");
	finish_batch(w);
	assert_true(heard(table, "\"number\":\"1-3\"") && heard(table, "\"held\":true"));
	assert_false(heard(table, "\"t\":\"state\""));
	assert_true(heard(control, "van de oude tablet") && heard(control, "\"held\":true"));
	assert_false(heard(desk, "oude tablet"));

	forget(table);
	add_card(w, 0, 2, "van de oude tablet");
	one_round(w);
	assert_true(heard(table, "\"number\":\"1-3\"") && heard(table, "\"held\":true"));
}

static void a_new_link_takes_over_and_an_old_one_gets_no_states(void **state)
{
	struct world *w = *state;
	struct client *other, *old;

	come(w, 1, "control/1");
	replace(w, 1, 1, "table/1");
	finish_batch(w);
	other = come_with(w, 0, "table/1", 2);
	assert_true(heard(other, "\"full\":true") && !heard(other, "replaced"));
	old = come_with(w, 2, "table/1", 1);
	assert_true(heard(old, "\"t\":\"welcome\"") && heard(old, "\"replaced\":true"));
	add_card(w, 0, 2, "van de nieuwe tablet");
	finish_batch(w);
	assert_true(heard(other, "van de nieuwe tablet") && !heard(other, "held"));
	assert_false(heard(old, "\"t\":\"state\"") || heard(old, "presence"));
}

static void what_else_comes_over_a_replaced_link_is_refused(void **state)
{
	static const char call[] = "{\"t\":\"do\",\"op\":\"00000009-0000-4000-8000-000000000001\","
				   "\"cmd\":\"call.make\",\"kind\":\"care\","
				   "\"id\":\"00000009-0000-4000-8000-000000000002\"}";
	struct world *w = *state;
	struct client *table = come(w, 0, "table/1");

	come(w, 1, "control/1");
	replace(w, 1, 1, "table/1");
	finish_batch(w);
	forget(table);
	say(w, 0, call);
	one_round(w);
	assert_true(heard(table, "\"op\":\"00000009-0000-4000-8000-000000000001\""));
	assert_true(heard(table, "link_replaced") && heard(table, "\"retry\":false"));
}

static void a_seat_is_replaced_as_often_as_it_is_asked_and_no_more(void **state)
{
	struct world *w = *state;
	struct client *control = come(w, 1, "control/1");

	replace(w, 1, 1, "table/1");
	replace(w, 1, 1, "table/1");
	replace(w, 1, 2, "table/1");
	replace(w, 1, 3, "table/99");
	finish_batch(w);
	assert_true(heard(control, code_of(w, 3)) && heard(control, "unknown_id"));
	assert_true(heard(come_with(w, 0, "table/1", 2), "\"replaced\":true"));
	assert_false(heard(come_with(w, 2, "table/1", 3), "replaced"));
}

static void a_link_that_the_disk_did_not_replace_stays(void **state)
{
	struct world *w = *state;
	struct client *table = come(w, 0, "table/1"), *control = come(w, 1, "control/1");

	forget(table);
	faulty_disk_set(1, true, SQLITE_FULL, SQLITE_FULL);
	replace(w, 1, 1, "table/1");
	finish_batch(w);
	assert_true(heard(control, "\"code\":\"storage\""));
	faulty_disk_set(0, false, 0, 0);
	add_card(w, 0, 2, "gewoon");
	finish_batch(w);
	assert_false(heard(table, "held") || heard(table, "replaced"));
	replace(w, 1, 1, "table/1");
	finish_batch(w);
	assert_true(heard(control, code_of(w, 2)));
}

static void what_came_before_a_batch_that_replaces_is_held_after_it(void **state)
{
	struct world *w = *state;
	struct client *table = come(w, 0, "table/1");
	char byte;

	come(w, 1, "control/1");
	replace(w, 1, 1, "table/1");
	app_round_end(w->app, false);
	add_card(w, 0, 2, "net te laat");
	assert_int_equal(read(w->written[0], &byte, 1), 1);
	finish_batch(w);
	assert_true(heard(table, "\"held\":true"));
}

static void an_observer_sees_its_table_and_does_nothing(void **state)
{
	struct world *w = *state;
	struct client *table = come(w, 0, "table/1"), *observer = come(w, 1, "observer/1");

	assert_true(heard(observer, "\"seat\":\"observer/1\""));
	add_card(w, 0, 1, "gezien");
	finish_batch(w);
	assert_true(heard(table, "gezien") && heard(observer, "gezien"));
	forget(observer);
	add_card(w, 1, 2, "van een toeschouwer");
	one_round(w);
	assert_true(heard(observer, "not_allowed"));
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_replaced_link_gives_cards_that_are_held),
		TEST(a_new_link_takes_over_and_an_old_one_gets_no_states),
		TEST(what_else_comes_over_a_replaced_link_is_refused),
		TEST(a_seat_is_replaced_as_often_as_it_is_asked_and_no_more),
		TEST(a_link_that_the_disk_did_not_replace_stays),
		TEST(what_came_before_a_batch_that_replaces_is_held_after_it),
		TEST(an_observer_sees_its_table_and_does_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
