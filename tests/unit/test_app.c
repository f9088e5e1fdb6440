/* The whole middle without a socket, on a real store. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "app_fixture.h"

static void nothing_is_said_before_it_is_on_disk(void **state)
{
	struct world *w = *state;
	struct client *table = come(w, 0, "table/1"), *desk = come(w, 1, "desk/1");
	char byte;

	forget(table), forget(desk);
	add_card(w, 0, 1, "nieuw");
	app_round_end(w->app, false); /* decided and handed to the writer */
	assert_int_equal(read(w->written[0], &byte, 1), 1);
	assert_false(heard(table, "ack") || heard(desk, "nieuw"));
	one_round(w);
	assert_true(heard(table, "\"t\":\"ack\"") && heard(table, "\"number\":\"1-3\""));
	assert_true(heard(desk, "nieuw"));
}

static void a_newcomer_waits_while_memory_is_ahead(void **state)
{
	struct world *w = *state;
	char byte;

	come(w, 0, "table/1");
	add_card(w, 0, 1, "nog niet bewaard");
	app_round_end(w->app, false);
	w->clients[1].session = app_open(w->app, &w->clients[1], "127.0.0.1");
	char token[SECRET_TOKEN_LEN + 1], hello[200];
	secret_token(&w->key, "desk/1", 1, token);
	snprintf(hello, sizeof hello, "{\"t\":\"hello\",\"token\":\"%s\"}", token);
	say(w, 1, hello);
	assert_false(heard(&w->clients[1], "nog niet bewaard"));
	assert_int_equal(read(w->written[0], &byte, 1), 1);
	one_round(w);
	assert_true(heard(&w->clients[1], "nog niet bewaard"));
}

static void what_came_together_is_one_commit(void **state)
{
	struct world *w = *state;
	struct client *table = come(w, 0, "table/1");
	struct buf metrics = {0};

	for (unsigned op = 1; op <= 30; op++)
		add_card(w, 0, op, "samen");
	finish_batch(w);
	assert_true(heard(table, "\"number\":\"1-32\""));
	app_metrics(w->app, &metrics);
	assert_non_null(strstr(metrics.data, "burgertop_commits_total 1\n"));
	assert_non_null(strstr(metrics.data, "burgertop_commands_total 30\n"));
	buf_finish(&metrics);
}

static void the_same_operation_gets_the_same_answer(void **state)
{
	struct world *w = *state;
	struct client *table = come(w, 0, "table/1"), *other = come(w, 1, "table/2");

	add_card(w, 0, 1, "eens");
	finish_batch(w);
	forget(table);
	add_card(w, 0, 1, "eens");
	one_round(w);
	assert_true(heard(table, "\"t\":\"ack\"") && heard(table, "\"number\":\"1-3\""));
	add_card(w, 1, 1, "van een ander");
	one_round(w);
	assert_true(heard(other, "op_taken"));
}

static void twice_in_one_batch_is_once(void **state)
{
	struct world *w = *state;
	struct client *table = come(w, 0, "table/1");

	add_card(w, 0, 1, "dubbel");
	add_card(w, 0, 1, "dubbel");
	finish_batch(w);
	assert_true(heard(table, "\"number\":\"1-3\""));
	assert_false(heard(table, "\"number\":\"1-4\""));
	assert_false(heard(table, "nack"));
}

static void a_full_disk_refuses_and_forgets(void **state)
{
	struct world *w = *state;
	struct client *table = come(w, 0, "table/1"), *desk = come(w, 1, "desk/1");
	const char *why;

	forget(table), forget(desk);
	faulty_disk_set(1, true, SQLITE_FULL, SQLITE_FULL);
	add_card(w, 0, 1, "past niet");
	finish_batch(w);
	assert_true(heard(table, "\"code\":\"storage\"") && heard(table, "\"retry\":true"));
	assert_false(heard(table, "\"t\":\"ack\"") || heard(desk, "past niet"));
	assert_true(heard(desk, "\"full\":true"));
	assert_false(app_health(w->app, &why));

	forget(table), forget(desk);
	faulty_disk_set(0, false, 0, 0);
	add_card(w, 0, 1, "past weer");
	finish_batch(w);
	assert_true(heard(table, "\"t\":\"ack\"") && heard(table, "\"number\":\"1-3\""));
	assert_true(heard(desk, "past weer"));
	assert_true(app_health(w->app, &why));
}

static void a_failed_sync_ends_it_and_acknowledges_nothing(void **state)
{
	struct world *w = *state;
	struct client *table = come(w, 0, "table/1"), *desk = come(w, 1, "desk/1");

	forget(table), forget(desk);
	faulty_disk_set(1, true, SQLITE_IOERR_WRITE, SQLITE_IOERR_FSYNC);
	add_card(w, 0, 1, "verloren");
	finish_batch(w);
	assert_true(app_failed(w->app));
	assert_false(heard(table, "ack") || heard(desk, "verloren"));
	faulty_disk_set(0, false, 0, 0);
}

static void a_seat_does_only_what_is_its_own(void **state)
{
	static const char go[] = "{\"t\":\"do\",\"op\":\"00000001-0000-4000-8000-000000000001\","
				 "\"cmd\":\"programme.go\","
				 "\"to\":\"00000001-0000-4000-8000-000000000009\"}";
	struct world *w = *state;
	struct client *table = come(w, 0, "table/1"), *everybody = come(w, 1, "public"),
		      *desk = come(w, 2, "desk/1");

	say(w, 0, go);
	add_card(w, 1, 2, "van niemand");
	add_card(w, 2, 3, "van de redactie");
	one_round(w);
	assert_true(heard(table, "not_allowed") && heard(everybody, "not_allowed") &&
		    heard(desk, "not_allowed"));
}

static void a_wrong_token_is_told_and_closed(void **state)
{
	struct world *w = *state;

	w->clients[0].session = app_open(w->app, &w->clients[0], "127.0.0.1");
	say(w, 0, "{\"t\":\"hello\",\"token\":\"niet-van-hier-22-tekens\"}");
	assert_true(heard(&w->clients[0], "token_unknown"));
	assert_int_equal(w->clients[0].closed, 1008);
}

static void too_many_at_once_are_told_to_wait(void **state)
{
	struct world *w = *state;
	struct client *table = come(w, 0, "table/1");

	for (unsigned op = 1; op <= SESSION_INFLIGHT_MOST + 1; op++)
		add_card(w, 0, op, "te veel");
	assert_true(heard(table, "\"code\":\"too_many\"") && heard(table, "\"retry\":true"));
	finish_batch(w);
}

static void one_who_left_is_not_answered(void **state)
{
	struct world *w = *state;
	char byte;

	come(w, 0, "table/1");
	add_card(w, 0, 1, "en weg");
	app_round_end(w->app, false);
	app_close(w->app, w->clients[0].session);
	forget(&w->clients[0]);
	assert_int_equal(read(w->written[0], &byte, 1), 1);
	one_round(w);
	assert_false(heard(&w->clients[0], "ack"));
	assert_true(heard(come(w, 1, "desk/1"), "en weg"));
}

static void a_viewer_without_room_is_told_to_come_back(void **state)
{
	struct world *w = *state;
	struct client *viewer;

	space_measure(app_space(w->app), 1000, UINT64_MAX, 1);
	come(w, 0, "public");
	viewer = come(w, 1, "public");
	assert_true(heard(viewer, "\"code\":\"busy\"") && heard(viewer, "\"retry\":true"));
	assert_int_equal(viewer->closed, 1013);
	assert_true(heard(come(w, 2, "table/1"), "\"t\":\"welcome\""));

	app_close(w->app, w->clients[0].session);
	app_close(w->app, w->clients[1].session);
	forget(viewer);
	assert_true(heard(come(w, 1, "public"), "\"t\":\"welcome\""));
	assert_int_equal(app_space(w->app)->turned_away, 1);
}

static void viewers_make_room_for_seats(void **state)
{
	struct world *w = *state;
	struct client *first = come(w, 0, "public"), *second = come(w, 1, "public");

	space_measure(app_space(w->app), SPACE_FILES_KEPT + 64, UINT64_MAX, SIZE_MAX);
	one_round(w);
	assert_int_equal(first->closed | second->closed, 0);
	/* As if so many connections of seats had come that room is left for one viewer. */
	app_space(w->app)->seats = 64 - app_space(w->app)->strangers_kept - 1;
	one_round(w);
	assert_int_equal(first->closed, 0);
	assert_int_equal(second->closed, 1013);
	assert_true(heard(second, "\"t\":\"bye\""));
	assert_int_equal(app_space(w->app)->let_go, 1);
	app_space(w->app)->seats = 0;
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(nothing_is_said_before_it_is_on_disk),
		TEST(a_newcomer_waits_while_memory_is_ahead),
		TEST(what_came_together_is_one_commit),
		TEST(the_same_operation_gets_the_same_answer),
		TEST(twice_in_one_batch_is_once),
		TEST(a_full_disk_refuses_and_forgets),
		TEST(a_failed_sync_ends_it_and_acknowledges_nothing),
		TEST(a_seat_does_only_what_is_its_own),
		TEST(a_wrong_token_is_told_and_closed),
		TEST(too_many_at_once_are_told_to_wait),
		TEST(one_who_left_is_not_answered),
		TEST(a_viewer_without_room_is_told_to_come_back),
		TEST(viewers_make_room_for_seats),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
