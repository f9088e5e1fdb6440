#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "record/links.h"
#include "record/qr.h"
#include "store_fixture.h"

static const struct secret_key key = {{7}};

static void load(struct hall *h, struct links *links, const char *base)
{
	struct err e;

	assert_true(links_load(links, h->store, &key, base, &e));
}

static void every_seat_has_a_link_to_its_page(void **state)
{
	struct hall *h = *state;
	struct links links;
	char url[128];

	load(h, &links, "https://top.example/");
	assert_int_equal(links.count, HALL_SEATS);
	const struct link *table = links_find(&links, "table/2");
	assert_non_null(table);
	snprintf(url, sizeof url, "https://top.example/table#%s", table->token);
	assert_string_equal(table->url, url);
	assert_int_equal(strlen(table->token), SECRET_TOKEN_LEN);
	assert_int_equal(strlen(table->code), 9);
	assert_int_equal(table->code[4], '-');
	assert_non_null(strstr(links_find(&links, "stage/1")->url, "/stage#"));
	assert_non_null(strstr(links_find(&links, "observer/1")->url, "/table#"));
	assert_null(links_find(&links, "table/9"));
	links_finish(&links);
}

static void the_code_is_the_one_that_is_asked_for(void **state)
{
	struct hall *h = *state;
	struct links links;
	char code[SECRET_CODE_LEN + 1], typed[SECRET_CODE_LEN + 1];

	load(h, &links, "http://127.0.0.1:7500");
	secret_code(&key, "desk/1", 1, code);
	assert_true(secret_code_normalise(links_find(&links, "desk/1")->code, typed));
	assert_string_equal(typed, code);
	links_finish(&links);
}

static void a_replaced_seat_has_another_link_and_others_keep_theirs(void **state)
{
	struct hall *h = *state;
	struct links before, after;
	struct err e;

	load(h, &before, "http://x");
	assert_true(store_replace_seat(h->store, "table/2", &e));
	load(h, &after, "http://x");
	assert_string_not_equal(links_find(&before, "table/2")->token,
				links_find(&after, "table/2")->token);
	assert_string_not_equal(links_find(&before, "table/2")->code,
				links_find(&after, "table/2")->code);
	assert_string_equal(links_find(&before, "table/1")->token,
			    links_find(&after, "table/1")->token);
	links_finish(&before);
	links_finish(&after);
}

static void what_is_written_is_read_back(void **state)
{
	struct hall *h = *state;
	struct links links, back;
	struct buf text = {0};
	struct err e;
	char path[80];

	load(h, &links, "http://127.0.0.1:7500");
	links_write(&links, &text);
	snprintf(path, sizeof path, "%s/links.json", h->dir);
	FILE *f = fopen(path, "w");
	fputs(text.data, f);
	fclose(f);
	assert_true(links_read(path, &back, &e));
	assert_int_equal(back.count, links.count);
	for (size_t i = 0; i < links.count; i++) {
		assert_string_equal(back.items[i].seat, links.items[i].seat);
		assert_string_equal(back.items[i].url, links.items[i].url);
		assert_string_equal(back.items[i].code, links.items[i].code);
		assert_string_equal(back.items[i].token, links.items[i].token);
	}
	links_finish(&links);
	links_finish(&back);
	buf_finish(&text);
}

static void what_is_no_list_of_links_is_refused(void **state)
{
	static const char long_name[] = "[{\"seat\":\"a seat of a very long name\",\"link\":\"x\","
					"\"code\":\"x\",\"token\":\"x\"}]";
	static const char *const texts[] = {"", "{}", "[1]", "[{\"seat\":\"table/1\"}]", long_name};
	struct hall *h = *state;
	struct links links;
	struct err e;
	char path[80];

	snprintf(path, sizeof path, "%s/links.json", h->dir);
	assert_false(links_read(path, &links, &e));
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		FILE *f = fopen(path, "w");
		fputs(texts[i], f);
		fclose(f);
		assert_false(links_read(path, &links, &e));
		assert_non_null(strstr(e.text, path));
	}
}

static void a_link_is_drawn_as_a_square(void **state)
{
	char *drawn = NULL;
	size_t len, lines = 0;
	struct err e;
	FILE *out = open_memstream(&drawn, &len);

	(void)state;
	assert_true(qr_print("http://127.0.0.1:7500/table#AAAAAAAAAAAAAAAAAAAAAA", out, &e));
	fclose(out);
	for (size_t i = 0; i < len; i++)
		lines += drawn[i] == '\n';
	assert_true(lines >= 15 && lines <= 25);
	free(drawn);
}

static void what_is_too_long_for_a_code_is_refused(void **state)
{
	char text[4000];
	struct err e;

	(void)state;
	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	assert_false(qr_print(text, stderr, &e));
	assert_int_equal(e.code, ERR_USAGE);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, hall_set_up, hall_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(every_seat_has_a_link_to_its_page),
		TEST(the_code_is_the_one_that_is_asked_for),
		TEST(a_replaced_seat_has_another_link_and_others_keep_theirs),
		TEST(what_is_written_is_read_back),
		TEST(what_is_no_list_of_links_is_refused),
		cmocka_unit_test(a_link_is_drawn_as_a_square),
		cmocka_unit_test(what_is_too_long_for_a_code_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
