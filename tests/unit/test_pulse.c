#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "net/pulse.h"

#define SECOND INT64_C(1000000)

struct peer {
	struct beat beat;
	unsigned asked;
	unsigned ended;
};

static struct pulse pulse;
static struct peer peers[3];

static void ask(struct beat *b)
{
	((struct peer *)b)->asked++;
}

static void end(struct beat *b)
{
	((struct peer *)b)->ended++;
	pulse_end(b); /* as its connection goes */
}

static int set_up(void **state)
{
	(void)state;
	pulse_init(&pulse, ask, end);
	for (int i = 0; i < 3; i++) {
		peers[i] = (struct peer){0};
		pulse_begin(&pulse, &peers[i].beat, 0);
	}
	return 0;
}

static void who_speaks_is_left_alone(void **state)
{
	(void)state;
	for (int64_t now = 0; now < 100 * SECOND; now += 5 * SECOND) {
		for (int i = 0; i < 3; i++)
			pulse_heard(&pulse, &peers[i].beat, now);
		pulse_tick(&pulse, now + 4 * SECOND);
	}
	assert_int_equal(peers[0].asked + peers[1].asked + peers[2].asked, 0);
	assert_int_equal(peers[0].ended + peers[1].ended + peers[2].ended, 0);
}

static void a_silent_one_is_asked_once_and_stays_if_it_answers(void **state)
{
	(void)state;
	for (int64_t now = 0; now < 20 * SECOND; now += SECOND / 5)
		pulse_tick(&pulse, now);
	assert_int_equal(peers[1].asked, 1);
	pulse_heard(&pulse, &peers[1].beat, 20 * SECOND);
	pulse_tick(&pulse, 26 * SECOND);
	assert_int_equal(peers[0].ended, 1);
	assert_int_equal(peers[1].ended, 0);
	assert_int_equal(peers[2].ended, 1);
	pulse_tick(&pulse, 31 * SECOND);
	assert_int_equal(peers[1].asked, 2);
}

static void who_has_gone_is_forgotten(void **state)
{
	(void)state;
	pulse_end(&peers[1].beat);
	pulse_tick(&pulse, 60 * SECOND);
	assert_int_equal(peers[1].ended, 0);
	assert_int_equal(peers[0].ended + peers[2].ended, 2);
	pulse_tick(&pulse, 120 * SECOND);
	assert_int_equal(peers[0].ended + peers[2].ended, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(who_speaks_is_left_alone, set_up),
		cmocka_unit_test_setup(a_silent_one_is_asked_once_and_stays_if_it_answers, set_up),
		cmocka_unit_test_setup(who_has_gone_is_forgotten, set_up),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
