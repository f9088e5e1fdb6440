/* base/: err, mem, buf, frame, log and clock; and the words of wire/words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/frame.h"
#include "base/log.h"
#include "base/mem.h"
#include "wire/words.h"

static void err_keeps_code_and_message(void **state)
{
	(void)state;
	struct err e;

	assert_false(err_set(&e, ERR_BAD_FIELD, "%s: %d", "minutes", 7));
	assert_int_equal(e.code, ERR_BAD_FIELD);
	assert_string_equal(e.text, "minutes: 7");
}

static void err_may_quote_its_own_message(void **state)
{
	(void)state;
	struct err e;

	err_set(&e, ERR_FILE, "no such file");
	err_set(&e, ERR_FILE, "plan.json: %s", e.text);
	assert_string_equal(e.text, "plan.json: no such file");
}

static void err_cuts_between_characters(void **state)
{
	(void)state;
	/* Four bytes a character, behind 0 to 3 others: the cut falls at each place within one. */
	char faces[2001] = "";
	for (size_t i = 0; i + 4 < sizeof faces; i += 4)
		memcpy(faces + i, "\xf0\x9f\x98\x80", 5);

	for (int before = 0; before < 4; before++) {
		struct err e;
		err_set(&e, ERR_BAD_FIELD, "%.*s%s", before, "abc", faces);
		size_t len = strlen(e.text);
		assert_true(len < sizeof e.text && len + 4 >= sizeof e.text);
		assert_int_equal((len - (size_t)before) % 4, 0);
	}
}

static void err_keeps_a_character_that_just_fits(void **state)
{
	(void)state;
	struct err e;
	char text[600];

	memset(text, 'a', sizeof text);
	memcpy(text + sizeof e.text - 3, "\xc3\xa9 and more", 12);
	err_set(&e, ERR_BAD_FIELD, "%s", text);
	assert_int_equal(strlen(e.text), sizeof e.text - 1);
}

static void mem_is_zeroed_and_never_null(void **state)
{
	(void)state;
	unsigned char *some = mem_new(64);
	for (int i = 0; i < 64; i++)
		assert_int_equal(some[i], 0);
	free(some);

	void *none = mem_new(0);
	assert_non_null(none);
	none = mem_grow(none, 0, 8);
	assert_non_null(none);
	free(none);
}

static void mem_copies_a_part_of_a_text(void **state)
{
	(void)state;
	char *copy = mem_copy_text("Grote Zaal", 5);

	assert_string_equal(copy, "Grote");
	free(copy);
}

static void buf_begins_empty_and_grows(void **state)
{
	(void)state;
	struct buf b = {0};
	char line[32];

	for (int i = 0; i < 1000; i++) {
		snprintf(line, sizeof line, "%d;", i);
		buf_text(&b, line);
	}
	assert_int_equal(b.len, strlen(b.data));
	assert_memory_equal(b.data, "0;1;2;", 6);
	assert_string_equal(b.data + b.len - 8, "998;999;");
	buf_finish(&b);
	assert_null(b.data);
	assert_int_equal(b.len, 0);
}

static void buf_holds_zero_bytes(void **state)
{
	(void)state;
	struct buf b = {0};

	buf_add(&b, "a\0b", 3);
	buf_add(&b, NULL, 0);
	assert_int_equal(b.len, 3);
	assert_memory_equal(b.data, "a\0b", 4);
	buf_finish(&b);
}

static void buf_has_a_text_once_nothing_was_added(void **state)
{
	(void)state;
	struct buf b = {0};

	buf_add(&b, "", 0);
	assert_string_equal(b.data, "");
	buf_finish(&b);
}

static void buf_prints_more_than_its_room(void **state)
{
	(void)state;
	struct buf b = {0};
	char text[1000];

	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	buf_print(&b, "%d", 12);
	buf_print(&b, "[%s]", text);
	buf_print(&b, "%s", "");
	assert_int_equal(b.len, 2 + 1 + 999 + 1);
	assert_int_equal(b.data[b.len - 1], ']');
	assert_int_equal(b.data[b.len], '\0');
	buf_finish(&b);
}

static void buf_prints_into_exactly_its_room(void **state)
{
	(void)state;
	/* Lengths around every power of two, where the room ends. */
	for (int len = 250; len < 520; len++) {
		struct buf b = {0};
		buf_print(&b, "%*d", len, 7);
		assert_int_equal(b.len, len);
		assert_int_equal(strlen(b.data), len);
		buf_finish(&b);
	}
}

static void buf_keeps_its_memory_when_cleared(void **state)
{
	(void)state;
	struct buf b = {0};

	buf_clear(&b);
	assert_null(b.data);
	buf_text(&b, "Welkom");
	const char *data = b.data;
	buf_clear(&b);
	assert_int_equal(b.len, 0);
	assert_ptr_equal(b.data, data);
	assert_string_equal(b.data, "");
	buf_finish(&b);
}

static void frame_lives_until_its_last_reference(void **state)
{
	(void)state;
	struct frame *f = frame_create("{\"t\":\"bye\"}", 11);

	assert_int_equal(f->refs, 1);
	assert_int_equal(f->len, 11);
	assert_memory_equal(f->bytes, "{\"t\":\"bye\"}", 11);
	assert_ptr_equal(frame_share(f), f);
	frame_drop(f);
	assert_int_equal(f->refs, 1);
	frame_drop(f);
	frame_drop(NULL);
}

static void frame_has_head_room_right_before_its_bytes(void **state)
{
	(void)state;
	struct frame *f = frame_create("x", 1);

	assert_ptr_equal(f->head + FRAME_HEAD, f->bytes);
	memset(f->head, 0xff, FRAME_HEAD);
	assert_int_equal(f->len, 1);
	assert_int_equal(f->bytes[0], 'x');
	frame_drop(f);
}

/* What goes to stderr while capturing. */
struct capture {
	FILE *file;
	int stderr_was;
};

static struct capture capture_begin(void)
{
	struct capture c = {tmpfile(), dup(STDERR_FILENO)};

	assert_non_null(c.file);
	fflush(stderr);
	assert_true(dup2(fileno(c.file), STDERR_FILENO) >= 0);
	return c;
}

static void capture_end(struct capture c, char *out, size_t room)
{
	fflush(stderr);
	assert_true(dup2(c.stderr_was, STDERR_FILENO) >= 0);
	close(c.stderr_was);
	rewind(c.file);
	size_t len = fread(out, 1, room - 1, c.file);
	out[len] = '\0';
	fclose(c.file);
}

static void log_writes_one_line(void **state)
{
	(void)state;
	char got[256];

	struct capture c = capture_begin();
	log_info("listening on port %d", 8080);
	log_warn("the disk is %s", "full");
	capture_end(c, got, sizeof got);
	assert_string_equal(got, "burgertop: listening on port 8080\n"
				 "burgertop: warning: the disk is full\n");
}

static void log_escapes_control_characters(void **state)
{
	(void)state;
	char got[256];

	struct capture c = capture_begin();
	log_info("[%s]", "a\nb\r\t\x1b[31m\x7f");
	log_info("[%s]", "caf\xc3\xa9 \xc2\x9b"
			 "31m \xc2\xa0");
	capture_end(c, got, sizeof got);
	assert_string_equal(got, "burgertop: [a\\x0ab\\x0d\\x09\\x1b[31m\\x7f]\n"
				 "burgertop: [caf\xc3\xa9 \\xc2\\x9b31m \xc2\xa0]\n");
}

static void log_survives_a_flood_of_control_characters(void **state)
{
	(void)state;
	char flood[9000], got[20000];

	memset(flood, '\n', sizeof flood - 1);
	flood[sizeof flood - 1] = '\0';
	struct capture c = capture_begin();
	log_warn("%s", flood);
	capture_end(c, got, sizeof got);
	size_t len = strlen(got);
	assert_int_equal(got[len - 1], '\n');
	assert_ptr_equal(strchr(got, '\n'), got + len - 1);
}

static void clocks_do_not_go_back(void **state)
{
	(void)state;
	int64_t wall = clock_wall_ms(), monotonic = clock_monotonic_us();

	for (int i = 0; i < 1000; i++) {
		int64_t next_wall = clock_wall_ms(), next_monotonic = clock_monotonic_us();
		assert_true(next_wall >= wall && next_monotonic >= monotonic);
		wall = next_wall;
		monotonic = next_monotonic;
	}
	assert_true(wall > INT64_C(1600000000000));
}

static void every_code_for_peers_has_a_word_and_back(void **state)
{
	(void)state;
	for (int code = ERR_BAD_JSON; code <= ERR_CLOSING; code++) {
		const char *word = err_word((enum err_code)code);
		assert_non_null(word);
		assert_int_equal(err_from_word(word), code);
	}
	assert_string_equal(err_word(ERR_TEXT_EMPTY), "text_empty");
}

static void codes_that_peers_never_see_have_none(void **state)
{
	(void)state;
	assert_null(err_word(ERR_NONE));
	for (int code = ERR_USAGE; code <= ERR_NETWORK; code++)
		assert_null(err_word((enum err_code)code));
	assert_int_equal(err_from_word("no_such_word"), ERR_NONE);
}

static void only_what_may_pass_may_be_tried_again(void **state)
{
	(void)state;
	for (int code = ERR_NONE; code <= ERR_NETWORK; code++)
		assert_int_equal(err_may_retry((enum err_code)code),
				 code == ERR_TOO_MANY || code == ERR_STORAGE ||
					 code == ERR_CLOSING || code == ERR_BUSY);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(err_keeps_code_and_message),
		cmocka_unit_test(err_may_quote_its_own_message),
		cmocka_unit_test(err_cuts_between_characters),
		cmocka_unit_test(err_keeps_a_character_that_just_fits),
		cmocka_unit_test(mem_is_zeroed_and_never_null),
		cmocka_unit_test(mem_copies_a_part_of_a_text),
		cmocka_unit_test(buf_begins_empty_and_grows),
		cmocka_unit_test(buf_holds_zero_bytes),
		cmocka_unit_test(buf_has_a_text_once_nothing_was_added),
		cmocka_unit_test(buf_prints_more_than_its_room),
		cmocka_unit_test(buf_prints_into_exactly_its_room),
		cmocka_unit_test(buf_keeps_its_memory_when_cleared),
		cmocka_unit_test(frame_lives_until_its_last_reference),
		cmocka_unit_test(frame_has_head_room_right_before_its_bytes),
		cmocka_unit_test(log_writes_one_line),
		cmocka_unit_test(log_escapes_control_characters),
		cmocka_unit_test(log_survives_a_flood_of_control_characters),
		cmocka_unit_test(clocks_do_not_go_back),
		cmocka_unit_test(every_code_for_peers_has_a_word_and_back),
		cmocka_unit_test(codes_that_peers_never_see_have_none),
		cmocka_unit_test(only_what_may_pass_may_be_tried_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
