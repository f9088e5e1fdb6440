#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/machine.h"
#include "core/space.h"

#define PLENTY UINT64_MAX

/* A hall of 75 tables with a theme team, a control room and stages. */
static struct space measured(size_t files, uint64_t memory, size_t wanted)
{
	struct space s;
	space_init(&s, 90);
	space_measure(&s, files, memory, wanted);
	assert_true(s.seats_kept + s.strangers_kept + s.viewers_most <= s.places);
	assert_true(s.places <= files);
	return s;
}

static void ten_thousand_fit_where_descriptors_are_many(void **state)
{
	struct space s = measured(20000, PLENTY, SIZE_MAX);
	(void)state;
	assert_true(s.viewers_most > 10000);
	assert_int_equal(s.seats_kept, 180);
}

static void seats_come_first_where_they_are_few(void **state)
{
	struct space s = measured(200, PLENTY, SIZE_MAX);
	(void)state;
	assert_true(s.seats_kept >= 90);
	assert_int_equal(s.viewers_most, 0);
	for (size_t files = 0; files < 3000; files++)
		measured(files, PLENTY, SIZE_MAX);
}

static void memory_and_wish_bound_it_too(void **state)
{
	(void)state;
	assert_int_equal(measured(20000, 64 << 20, SIZE_MAX).viewers_most,
			 (32 << 20) / SPACE_VIEWER_BYTES);
	assert_int_equal(measured(20000, PLENTY, 50).viewers_most, 50);
	assert_int_equal(measured(20000, PLENTY, 0).viewers_most, 0);
}

static void a_viewer_finds_room_up_to_the_bound(void **state)
{
	struct space s = measured(20000, PLENTY, 3);
	(void)state;
	s.viewers = 2;
	assert_true(space_for_viewer(&s));
	s.viewers = 3;
	assert_false(space_for_viewer(&s));
}

static void it_is_short_before_it_is_full(void **state)
{
	struct space s = measured(1000, PLENTY, SIZE_MAX);
	(void)state;
	s.viewers = s.open = s.viewers_most;
	assert_false(space_is_short(&s)); /* all who may come can be here */
	s.seats = s.seats_kept;
	s.open += s.seats;
	assert_false(space_is_short(&s));
	s.open += s.strangers_kept - s.strangers_kept / 2 + 1;
	assert_true(space_is_short(&s));
	assert_false(space_is_full(&s));
	s.open = s.places;
	assert_true(space_is_full(&s));
}

static void strangers_alone_make_it_short_too(void **state)
{
	struct space s = measured(1000, PLENTY, SIZE_MAX);
	(void)state;
	s.open = s.places - s.seats_kept;
	assert_true(space_is_short(&s));
}

static void viewers_go_when_seats_need_more_than_was_kept(void **state)
{
	struct space s = measured(1000, PLENTY, SIZE_MAX);
	(void)state;
	s.viewers = s.viewers_most;
	s.seats = s.seats_kept;
	assert_int_equal(space_excess(&s), 0);
	s.seats += 7;
	assert_int_equal(space_excess(&s), 7);
	assert_false(space_for_viewer(&s)); /* or who was let go would be back at once */
	s.seats = s.places;
	assert_int_equal(space_excess(&s), s.viewers);
}

static void nothing_is_bounded_before_it_is_measured(void **state)
{
	struct space s;
	(void)state;
	space_init(&s, 90);
	s.open = s.viewers = 100000;
	assert_true(space_for_viewer(&s));
	assert_false(space_is_short(&s) || space_is_full(&s));
	assert_int_equal(space_excess(&s), 0);
}

static void put(const char *dir, const char *name, const char *text)
{
	char path[200];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", dir, name);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static void make(const char *dir, const char *name)
{
	char path[200];
	snprintf(path, sizeof path, "%s/%s", dir, name);
	assert_int_equal(mkdir(path, 0700), 0);
}

static void drop(const char *dir, const char *name)
{
	char path[200];
	snprintf(path, sizeof path, "%s/%s", dir, name);
	assert_int_equal(remove(path), 0);
}

static void the_least_of_the_groups_around_counts(void **state)
{
	char dir[] = "/tmp/burgertop-test-XXXXXX", list[100];
	(void)state;
	assert_non_null(mkdtemp(dir));
	snprintf(list, sizeof list, "%s/list", dir);
	make(dir, "outer");
	make(dir, "outer/inner");
	put(dir, "list", "9:name=systemd:/\n0::/outer/inner\n");
	assert_true(machine_group_memory(list, dir) == UINT64_MAX);
	put(dir, "outer/inner/memory.max", "max\n");
	put(dir, "outer/memory.max", "134217728\n");
	assert_true(machine_group_memory(list, dir) == 134217728);
	put(dir, "outer/inner/memory.max", "1048576\n");
	assert_true(machine_group_memory(list, dir) == 1048576);
	put(dir, "list", "0::/\n");
	put(dir, "memory.max", "4096\n");
	assert_true(machine_group_memory(list, dir) == 4096);
	put(dir, "list", "1:memory:/somewhere\n");
	assert_true(machine_group_memory(list, dir) == UINT64_MAX);
	drop(dir, "outer/inner/memory.max");
	drop(dir, "outer/memory.max");
	drop(dir, "memory.max");
	drop(dir, "list");
	drop(dir, "outer/inner");
	drop(dir, "outer");
	drop(dir, "");
}

static void the_machine_has_some(void **state)
{
	(void)state;
	assert_true(machine_memory() > 1 << 20);
	size_t files = machine_files(100);
	assert_true(files > 0 && files <= 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ten_thousand_fit_where_descriptors_are_many),
		cmocka_unit_test(seats_come_first_where_they_are_few),
		cmocka_unit_test(memory_and_wish_bound_it_too),
		cmocka_unit_test(a_viewer_finds_room_up_to_the_bound),
		cmocka_unit_test(it_is_short_before_it_is_full),
		cmocka_unit_test(strangers_alone_make_it_short_too),
		cmocka_unit_test(viewers_go_when_seats_need_more_than_was_kept),
		cmocka_unit_test(nothing_is_bounded_before_it_is_measured),
		cmocka_unit_test(the_least_of_the_groups_around_counts),
		cmocka_unit_test(the_machine_has_some),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
