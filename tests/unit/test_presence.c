/* Which devices serve a table, told to whom it concerns. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "app_fixture.h"

static void hello_of_device(struct world *w, int i, const char *seat, unsigned device)
{
	char token[SECRET_TOKEN_LEN + 1], hello[200];

	w->clients[i].session = app_open(w->app, &w->clients[i], "127.0.0.1");
	secret_token(&w->key, seat, 1, token);
	snprintf(hello, sizeof hello,
		 "{\"t\":\"hello\",\"token\":\"%s\",\"device\":\"%08x-0000-4000-8000-"
		 "000000000001\"}",
		 token, device);
	say(w, i, hello);
	one_round(w);
}

static void a_table_knows_its_devices(void **state)
{
	struct world *w = *state;
	struct client *one = &w->clients[0], *other = &w->clients[1];

	hello_of_device(w, 0, "table/1", 1);
	assert_true(heard(one, "{\"number\":1,\"devices\":1,\"outbox\":0}"));
	hello_of_device(w, 1, "table/1", 2);
	assert_true(heard(one, "{\"number\":1,\"devices\":2,\"outbox\":0}"));
	assert_true(heard(other, "{\"number\":1,\"devices\":2,\"outbox\":0}"));
	say(w, 0, "{\"t\":\"status\",\"outbox\":3,\"battery\":0.9}");
	say(w, 1, "{\"t\":\"status\",\"outbox\":1,\"battery\":0.415}");
	one_round(w);
	assert_true(heard(other, "\"devices\":2,\"outbox\":4,\"battery\":0.42}"));
	assert_false(heard(other, "{\"number\":2,\"devices\""));
}

static void two_connections_of_a_device_are_one_device(void **state)
{
	struct world *w = *state;

	hello_of_device(w, 0, "table/1", 1);
	say(w, 0, "{\"t\":\"status\",\"outbox\":7}");
	one_round(w);
	hello_of_device(w, 1, "table/1", 1);
	say(w, 1, "{\"t\":\"status\",\"outbox\":2}");
	forget(&w->clients[1]);
	one_round(w);
	assert_true(heard(&w->clients[1], "\"devices\":1,\"outbox\":2}"));
}

static void nothing_new_is_not_told_again(void **state)
{
	struct world *w = *state;

	hello_of_device(w, 0, "table/1", 1);
	say(w, 0, "{\"t\":\"status\",\"outbox\":1}");
	one_round(w);
	forget(&w->clients[0]);
	say(w, 0, "{\"t\":\"status\",\"outbox\":1}");
	one_round(w);
	assert_false(heard(&w->clients[0], "presence"));
}

static void the_control_room_knows_the_devices_of_all_tables(void **state)
{
	struct world *w = *state;
	struct client *control;

	hello_of_device(w, 0, "table/1", 1);
	control = come(w, 2, "control/1");
	assert_true(heard(control, "{\"number\":1,\"devices\":1,\"outbox\":0}"));
	assert_true(heard(control, "{\"number\":3,\"devices\":0,\"outbox\":0}"));
	app_close(w->app, w->clients[0].session);
	forget(&w->clients[0]);
	come(w, 1, "observer/1");
	hello_of_device(w, 0, "control/1", 9);
	assert_true(heard(&w->clients[0], "{\"number\":1,\"devices\":0,\"outbox\":0,\"since\":1"));
	forget(control);
	assert_false(heard(come(w, 2, "public"), "presence"));
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_table_knows_its_devices),
		TEST(two_connections_of_a_device_are_one_device),
		TEST(nothing_new_is_not_told_again),
		TEST(the_control_room_knows_the_devices_of_all_tables),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
