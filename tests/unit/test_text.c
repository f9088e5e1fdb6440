/* base/text: the rule of docs/protocol.md, "Texts". */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/text.h"

#define MOST 1000

static void expect(const char *text, const char *clean)
{
	char *out = NULL;
	size_t len = 0;
	struct err e = {0};

	if (!text_clean(text, strlen(text), MOST, &out, &len, &e))
		fail_msg("refused: %s", e.text);
	assert_string_equal(out, clean);
	assert_int_equal(len, strlen(clean));
	free(out);
}

static void expect_refused_bytes(const char *text, size_t text_len, enum err_code code)
{
	char untouched = 'x', *out = &untouched;
	size_t len = 4711;
	struct err e = {0};

	assert_false(text_clean(text, text_len, MOST, &out, &len, &e));
	assert_int_equal(e.code, code);
	assert_true(*e.text);
	assert_ptr_equal(out, &untouched);
	assert_int_equal(len, 4711);
}

static void expect_refused(const char *text, enum err_code code)
{
	expect_refused_bytes(text, strlen(text), code);
}

/* A text of some thing, repeated. */
static char *many(size_t times, const char *thing)
{
	struct buf b = {0};

	for (size_t i = 0; i < times; i++)
		buf_text(&b, thing);
	return b.data;
}

static void expect_length(size_t times, const char *thing, bool fits)
{
	char *text = many(times, thing), *out;
	size_t len;
	struct err e;

	if (text_clean(text, strlen(text), MOST, &out, &len, &e) != fits)
		fail_msg("%zu times %s", times, thing);
	if (fits)
		free(out);
	else
		assert_int_equal(e.code, ERR_TEXT_TOO_LONG);
	free(text);
}

static void ordinary_text_is_kept(void **state)
{
	(void)state;
	expect("Meer bankjes langs de singel", "Meer bankjes langs de singel");
	expect("  spaties blijven  ", "  spaties blijven  ");
	expect("Eén €uro, \"quotes\" & <b>", "Eén €uro, \"quotes\" & <b>");
	expect("-", "-");
}

static void line_ends_become_line_feeds(void **state)
{
	(void)state;
	expect("een\r\ntwee\rdrie\nvier\r\r\nvijf\r", "een\ntwee\ndrie\nvier\n\nvijf\n");
}

static void tabs_become_spaces(void **state)
{
	(void)state;
	expect("a\tb\t\tc", "a b  c");
}

static void control_characters_are_removed(void **state)
{
	(void)state;
	expect("a\x01"
	       "b\x08\x0b\x0c\x1b[31mc\x7f",
	       "ab[31mc");
	expect("a\xc2\x80"
	       "b\xc2\x85"
	       "c\xc2\x9f"
	       "d",
	       "abcd");
	expect("a\u00a0b", "a\u00a0b");
}

static void nul_is_removed_like_any_control_character(void **state)
{
	(void)state;
	char *out;
	size_t len;
	struct err e;

	assert_true(text_clean("a\0b", 3, MOST, &out, &len, &e));
	assert_int_equal(len, 2);
	assert_string_equal(out, "ab");
	free(out);
}

static void a_line_feed_after_a_removed_character_is_another(void **state)
{
	(void)state;
	expect("a\r\x01\nb", "a\n\nb");
}

static void bidi_controls_are_removed(void **state)
{
	(void)state;
	expect("\u202aa\u202bb\u202cc\u202dd\u202ee", "abcde");
	expect("\u2066a\u2067b\u2068c\u2069d", "abcd");
}

static void marks_of_direction_are_kept(void **state)
{
	(void)state;
	expect("\u200e1\u200f2\u061c3", "\u200e1\u200f2\u061c3");
}

static void noncharacters_are_removed(void **state)
{
	(void)state;
	expect("a\ufdd0b\ufdefc\ufffed\uffffe\U0001fffef\U0010ffffg", "abcdefg");
	expect("a\ufdcfb\ufdf0c\ufffd", "a\ufdcfb\ufdf0c\ufffd");
}

static void tags_are_removed(void **state)
{
	(void)state;
	expect("a\U000e0001\U000e0064b\U000e007fc", "abc");
	expect("a\U000e0080b", "a\U000e0080b");
}

#define FLAG        "\U0001f3f4"
#define TAGS_GBENG  "\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067"
#define TAG_END     "\U000e007f"
#define TAG_CAPITAL "\U000e0041"

static void tags_that_spell_a_flag_are_kept(void **state)
{
	(void)state;
	expect(FLAG TAGS_GBENG TAG_END " " FLAG TAGS_GBENG TAG_END,
	       FLAG TAGS_GBENG TAG_END " " FLAG TAGS_GBENG TAG_END);
	expect(FLAG TAGS_GBENG TAG_END TAGS_GBENG TAG_END, FLAG TAGS_GBENG TAG_END);
}

static void tags_behind_a_flag_that_spell_none_are_removed(void **state)
{
	(void)state;
	expect(FLAG TAGS_GBENG, FLAG);
	expect(FLAG TAGS_GBENG " a", FLAG " a");
	expect(FLAG TAG_END, FLAG);
	expect(FLAG TAGS_GBENG TAGS_GBENG TAG_END, FLAG);
	expect(FLAG TAG_CAPITAL TAG_CAPITAL TAG_CAPITAL TAG_END, FLAG);
	expect(FLAG "\u202a" TAGS_GBENG TAG_END, FLAG);
	expect("\U0001f3f3" TAGS_GBENG TAG_END, "\U0001f3f3");
}

static void emoji_and_their_joiners_are_kept(void **state)
{
	(void)state;
	static const char family[] = "\U0001f468\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f "
				     "\U0001f44d\U0001f3fd \U0001f1f3\U0001f1f1";
	expect(family, family);
}

static void invisible_characters_beside_text_are_kept(void **state)
{
	(void)state;
	expect("a\u200bb\u00adc\u2060d\ufeff", "a\u200bb\u00adc\u2060d\ufeff");
}

static void text_is_composed(void **state)
{
	(void)state;
	expect("cafe\u0301", "café");
	expect("\u1112\u1161\u11ab", "한");
	expect("\u212b", "\u00c5");
	expect("a\u0323\u0307", "\u1ea1\u0307");
	expect("a\u0307\u0323", "\u1ea1\u0307");
}

static void compatibility_characters_are_kept(void **state)
{
	(void)state;
	expect("\ufb01 \u00bd \uff21 \u2460", "\ufb01 \u00bd \uff21 \u2460");
}

static void letters_compose_across_what_was_removed(void **state)
{
	(void)state;
	expect("e\x01\u202a\u0301", "é");
	expect("e\u200b\u0301", "e\u200b\u0301");
}

static void characters_that_nfc_takes_apart_may_grow(void **state)
{
	(void)state;
	expect("\u0958", "\u0915\u093c");
	expect("\ufb2c", "\u05e9\u05bc\u05c1");
	expect("\U0001d160", "\U0001d158\U0001d165\U0001d16e");
	char *text = many(333, "\U0001d160"), *out;
	size_t len;
	struct err e;
	assert_true(text_clean(text, strlen(text), MOST, &out, &len, &e));
	assert_int_equal(len, 333 * 12);
	free(out);
	free(text);
}

static void cleaning_twice_changes_nothing(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"a\r\r\n\tb\x01\u0301\u202a\u0323",
		FLAG "\u202a" TAGS_GBENG TAG_END FLAG TAGS_GBENG TAG_END,
		"\u1112\x02\u1161\u11ab\U0001d160\u0958",
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		char *once, *twice;
		size_t once_len, twice_len;
		struct err e;
		assert_true(text_clean(texts[i], strlen(texts[i]), MOST, &once, &once_len, &e));
		assert_true(text_clean(once, once_len, MOST, &twice, &twice_len, &e));
		assert_string_equal(once, twice);
		free(once);
		free(twice);
	}
}

static void what_cannot_be_seen_is_empty(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"",
		" ",
		"\n\r\n\t",
		"\u00a0\u2003\u3000",
		"\u2028\u2029",
		"\x01",
		"\xc2\x85",
		"\u202e",
		"\ufffe",
		"\u00ad",
		"\u034f",
		"\u061c",
		"\u115f",
		"\u1160",
		"\u17b4\u17b5",
		"\u180b",
		"\u180e",
		"\u180f",
		"\u1680",
		"\u200b\u200c\u200d\u200e",
		"\u2060",
		"\u2064",

		"\u3164",
		"\uffa0",
		"\ufe00",
		"\ufe0f",
		"\U000e0100",
		"\ufeff",
		TAGS_GBENG TAG_END,
		"\ufff9",
		"\u206a",
		"\U0001d173",
		"\U000e0fff",
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		expect_refused(texts[i], ERR_TEXT_EMPTY);
}

static void what_can_be_seen_is_not_empty(void **state)
{
	(void)state;
	expect(".", ".");
	expect("\u0301", "\u0301");
	expect("\u200b.\u200b", "\u200b.\u200b");
	expect("\U0001f600", "\U0001f600");
	expect("\ue000", "\ue000");
	expect(FLAG TAGS_GBENG TAG_END, FLAG TAGS_GBENG TAG_END);
}

static void only_utf8_is_taken(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"a\x80",
		"a\xff",
		"a\xc3",
		"a\xc3(",
		"a\xe2\x82",
		"a\xf0\x9f\x98",
		"a\xc0\x80",
		"a\xc1\xbf",
		"a\xe0\x80\xaf",
		"a\xf0\x80\x80\xaf",
		"a\xed\xa0\x80",
		"a\xed\xbf\xbf",
		"a\xf4\x90\x80\x80",
		"a\xf5\x80\x80\x80",
		"a\xf8\x88\x80\x80\x80",
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		expect_refused(texts[i], ERR_BAD_FIELD);
	/* Nor a flag that breaks off within its tags, or a return at the very end. */
	expect_refused(FLAG "\U000e0067\xf3\xa0\x81", ERR_BAD_FIELD);
	expect("a\r", "a\n");
}

static void a_text_ends_where_it_is_said_to(void **state)
{
	(void)state;
	char *out;
	size_t len;
	struct err e;

	assert_true(text_clean("een\r\ntwee", 4, MOST, &out, &len, &e));
	assert_string_equal(out, "een\n");
	free(out);
	expect_refused_bytes("a\u20ac", 2, ERR_BAD_FIELD);
}

static void length_counts_code_points_after_cleaning(void **state)
{
	(void)state;
	expect_length(1000, "a", true);
	expect_length(1001, "a", false);
	expect_length(1000, "\U0001f600", true);
	expect_length(1001, "\U0001f600", false);
	expect_length(1000, "e\u0301", true);
	expect_length(1001, "e\u0301", false);
	expect_length(1000, "\u1112\u1161\u11ab", true);
	expect_length(1000, "\u03b1\u0313\u0300\u0345", true);
	expect_length(1001, "\u03b1\u0313\u0300\u0345", false);
	expect_length(1000, "a\r\x01\u202a", false);
	expect_length(500, "a\r\n\x01\u202a", true);
	expect_length(500, "\u0958", true);
	expect_length(501, "\u0958", false);
	expect_length(16000, "a", false);
}

static void too_long_says_how_long(void **state)
{
	(void)state;
	char *text = many(1204, "e\u0301"), *out;
	size_t len;
	struct err e;

	assert_false(text_clean(text, strlen(text), MOST, &out, &len, &e));
	assert_string_equal(e.text, "1,204 code points, at most 1,000");
	assert_false(text_clean(text, strlen(text), 120, &out, &len, &e));
	assert_string_equal(e.text, "more than 120 code points");
	free(text);
}

static void a_long_run_of_marks_is_bounded(void **state)
{
	(void)state;
	/* In the worst order: each belongs before all that came so far. */
	static const char pair[] = "\u0345\u0300";
	expect_length(500, pair, true);
	expect_length(501, pair, false);
	expect_length(2000, pair, false);
	expect_length(30000, "\u0301", false);
}

static void blank_text_is_empty_however_long(void **state)
{
	(void)state;
	char *text = many(20000, " \u200b");

	expect_refused(text, ERR_TEXT_EMPTY);
	free(text);
}

static void nothing_is_room_for_nothing(void **state)
{
	(void)state;
	char *out;
	size_t len;
	struct err e;

	assert_false(text_clean("a", 1, 0, &out, &len, &e));
	assert_int_equal(e.code, ERR_TEXT_TOO_LONG);
	assert_false(text_clean(NULL, 0, MOST, &out, &len, &e));
	assert_int_equal(e.code, ERR_TEXT_EMPTY);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ordinary_text_is_kept),
		cmocka_unit_test(line_ends_become_line_feeds),
		cmocka_unit_test(tabs_become_spaces),
		cmocka_unit_test(control_characters_are_removed),
		cmocka_unit_test(nul_is_removed_like_any_control_character),
		cmocka_unit_test(a_line_feed_after_a_removed_character_is_another),
		cmocka_unit_test(bidi_controls_are_removed),
		cmocka_unit_test(marks_of_direction_are_kept),
		cmocka_unit_test(noncharacters_are_removed),
		cmocka_unit_test(tags_are_removed),
		cmocka_unit_test(tags_that_spell_a_flag_are_kept),
		cmocka_unit_test(tags_behind_a_flag_that_spell_none_are_removed),
		cmocka_unit_test(emoji_and_their_joiners_are_kept),
		cmocka_unit_test(invisible_characters_beside_text_are_kept),
		cmocka_unit_test(text_is_composed),
		cmocka_unit_test(compatibility_characters_are_kept),
		cmocka_unit_test(letters_compose_across_what_was_removed),
		cmocka_unit_test(characters_that_nfc_takes_apart_may_grow),
		cmocka_unit_test(cleaning_twice_changes_nothing),
		cmocka_unit_test(what_cannot_be_seen_is_empty),
		cmocka_unit_test(what_can_be_seen_is_not_empty),
		cmocka_unit_test(only_utf8_is_taken),
		cmocka_unit_test(a_text_ends_where_it_is_said_to),
		cmocka_unit_test(length_counts_code_points_after_cleaning),
		cmocka_unit_test(too_long_says_how_long),
		cmocka_unit_test(a_long_run_of_marks_is_bounded),
		cmocka_unit_test(blank_text_is_empty_however_long),
		cmocka_unit_test(nothing_is_room_for_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
