/* What clients say: read, refused and written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "wire/message.h"

#define OP    "00000384-0000-4000-8000-000000000384"
#define ID    "00000064-0000-4000-8000-000000000064"
#define STEP  "0000001e-0000-4000-8000-00000000001e"
#define THEME "00000014-0000-4000-8000-000000000014"
#define NIL   "00000000-0000-0000-0000-000000000000"

#define DO(cmd, fields) "{\"t\":\"do\",\"op\":\"" OP "\",\"cmd\":\"" cmd "\"," fields "}"
#define CARD_ADD(text)                                                                             \
	DO("card.add", "\"id\":\"" ID "\",\"step\":\"" STEP "\",\"theme\":\"" THEME                \
		       "\",\"kind\":\"concern\",\"text\":\"" text "\"")
#define CARD_READ(version) DO("card.read", "\"id\":\"" ID "\",\"version\":" version)

static struct message m;
static struct id op;
static struct err e;

static void taken(const char *text)
{
	if (!message_read(text, strlen(text), &m, &op, &e))
		fail_msg("%s: %s", text, e.text);
}

static void refused(const char *text, enum err_code code)
{
	if (message_read(text, strlen(text), &m, &op, &e))
		fail_msg("was taken: %s", text);
	assert_int_equal(e.code, code);
}

static bool is(const struct id *id, const char *text)
{
	struct id other;
	return id_read(text, &other) && id_equal(id, &other);
}

static void a_command_is_read_into_its_fields(void **state)
{
	(void)state;
	taken(CARD_ADD("Meer bankjes"));
	assert_int_equal(m.kind, MESSAGE_DO);
	assert_int_equal(m.command.kind, COMMAND_CARD_ADD);
	assert_true(is(&m.command.op, OP) && is(&m.command.id, ID));
	assert_true(is(&m.command.step, STEP) && is(&m.command.theme, THEME));
	assert_int_equal(m.command.choice, CARD_CONCERN);
	assert_string_equal(m.command.text.text, "Meer bankjes");
	assert_int_equal(m.command.text.len, 12);
	assert_int_equal(m.command.at_ms, 0);
	message_finish(&m);
}

static void an_optional_id_that_is_absent_is_nil(void **state)
{
	(void)state;
	taken(DO("card.place", "\"id\":\"" ID "\",\"version\":4"));
	assert_true(id_is_nil(&m.command.idea));
	assert_int_equal(m.command.version, 4);
	message_finish(&m);
	taken(DO("programme.go", "\"to\":\"" STEP "\""));
	assert_true(id_is_nil(&m.command.from) && is(&m.command.to, STEP));
	message_finish(&m);
}

static void every_command_has_its_word(void **state)
{
	(void)state;
	assert_string_equal(command_word(COMMAND_CARD_ADD), "card.add");
	for (int a = 0; a < COMMANDS; a++)
		for (int b = 0; b < a; b++)
			assert_string_not_equal(command_word((enum command_kind)a),
						command_word((enum command_kind)b));
}

static void the_operation_is_named_whatever_else_is_wrong(void **state)
{
	(void)state;
	refused(DO("card.burn", "\"id\":\"" ID "\""), ERR_UNKNOWN_COMMAND);
	assert_true(is(&op, OP));
	assert_non_null(strstr(e.text, "card.burn"));
	refused(CARD_READ("-1"), ERR_BAD_FIELD);
	assert_true(is(&op, OP));
	refused(DO("card.read", "\"id\":\"" ID "\",\"version\":1,\"colour\":1"), ERR_UNKNOWN_FIELD);
	assert_true(is(&op, OP));
	refused(CARD_ADD(""), ERR_TEXT_EMPTY);
	assert_true(is(&op, OP));
	refused("{\"t\":\"goodbye\",\"op\":\"" OP "\"}", ERR_UNKNOWN_MESSAGE);
	assert_true(is(&op, OP));
	refused("{\"op\":\"" OP "\"}", ERR_BAD_MESSAGE);
	assert_true(is(&op, OP));
}

static void an_operation_that_cannot_be_read_is_nil(void **state)
{
	(void)state;
	op = id_new();
	refused("{\"t\":\"do\",\"op\":\"" OP "\",\"cmd\"", ERR_BAD_JSON);
	assert_true(id_is_nil(&op));
	op = id_new();
	refused("{\"t\":\"do\",\"op\":\"0000\",\"cmd\":\"card.add\"}", ERR_BAD_FIELD);
	assert_true(id_is_nil(&op));
	op = id_new();
	refused("{\"t\":\"do\",\"cmd\":\"card.burn\"}", ERR_UNKNOWN_COMMAND);
	assert_true(id_is_nil(&op));
	op = id_new();
	taken("{\"t\":\"ping\"}");
	assert_true(id_is_nil(&op));
}

static void a_refusal_names_the_field_and_what_was_expected(void **state)
{
	static const struct {
		const char *message;
		enum err_code code;
		const char *text;
	} cases[] = {
		{CARD_READ("\"1\""), ERR_BAD_FIELD,
		 "version: must be a whole number from 0 to 9007199254740991"},
		{DO("card.read", "\"id\":\"KAART\",\"version\":1"), ERR_BAD_FIELD,
		 "id: must be a UUID in lower case"},
		{DO("card.read", "\"id\":\"" NIL "\",\"version\":1"), ERR_BAD_FIELD,
		 "id: must be a UUID in lower case"},
		{DO("card.read", "\"id\":\"" ID "\""), ERR_MISSING_FIELD, "version: is missing"},
		{DO("scene.show", "\"id\":\"" ID "\",\"kind\":\"idea\""), ERR_BAD_FIELD,
		 "kind: must be one of welcome, live, pause"},
		{"{\"t\":\"status\",\"outbox\":0,\"battery\":2}", ERR_BAD_FIELD,
		 "battery: must be a number from 0 to 1"},
		{"{\"t\":\"hello\",\"code\":\"\"}", ERR_BAD_FIELD,
		 "code: must be a string of 1 to 16 code points"},
		{"{\"t\":\"ping\",\"now\":1}", ERR_UNKNOWN_FIELD,
		 "now: there is no such field here"},
		{"{\"t\":\"do\",\"cmd\":[]}", ERR_BAD_FIELD, "cmd: must name a command"},
		{CARD_ADD(" \\u200b"), ERR_TEXT_EMPTY, "text: nothing of it can be seen"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		refused(cases[i].message, cases[i].code);
		assert_string_equal(e.text, cases[i].text);
	}
}

static void what_a_refusal_repeats_is_short_and_of_whole_characters(void **state)
{
	static const char tree[] = "\xf0\x9f\x8c\xb3";
	char text[2048] = "{\"t\":\"ping\",\"x";

	(void)state;
	for (int i = 0; i < 200; i++)
		snprintf(text + strlen(text), sizeof text - strlen(text), "%s", tree);
	snprintf(text + strlen(text), sizeof text - strlen(text), "\":1}");
	refused(text, ERR_UNKNOWN_FIELD);
	assert_int_equal(strspn(e.text, "x\xf0\x9f\x8c\xb3"), 1 + 19 * 4);
}

static void whole_numbers_reach_to_2_to_the_53(void **state)
{
	(void)state;
	taken(CARD_READ("9007199254740991"));
	assert_true(m.command.version == 9007199254740991u);
	message_finish(&m);
	taken(CARD_READ("0"));
	message_finish(&m);
	taken(CARD_READ("4711.0"));
	assert_int_equal(m.command.version, 4711);
	message_finish(&m);
	refused(CARD_READ("9007199254740992"), ERR_BAD_FIELD);
	refused(CARD_READ("9007199254740992.0"), ERR_BAD_FIELD);
	refused(CARD_READ("9223372036854775807"), ERR_BAD_FIELD);
	refused(CARD_READ("1e300"), ERR_BAD_FIELD);
	refused(CARD_READ("1.5"), ERR_BAD_FIELD);
	refused(CARD_READ("-1"), ERR_BAD_FIELD);
	refused(CARD_READ("-1.0"), ERR_BAD_FIELD);
	refused(CARD_READ("true"), ERR_BAD_FIELD);
	refused(CARD_READ("1e999"), ERR_BAD_JSON);
	refused(CARD_READ("9223372036854775808"), ERR_BAD_JSON);
}

static void a_text_is_cleaned(void **state)
{
	(void)state;
	taken(CARD_ADD("Cafe\\u0301\\r\\n\\tgroen\\u202e"));
	assert_string_equal(m.command.text.text, "Caf\xc3\xa9\n groen");
	message_finish(&m);
}

/* A card whose text is before and then count times a letter. */
static char *card_of_letters(const char *before, size_t count)
{
	char *text = mem_new(count + 1000), *letters = mem_new(count + 1);

	memset(letters, 'a', count);
	snprintf(text, count + 1000, CARD_ADD("%s%s"), before, letters);
	free(letters);
	return text;
}

static void a_text_is_counted_after_cleaning(void **state)
{
	char *fits = card_of_letters("\\u202e\\u202c\\u0007", CARD_TEXT_MOST);
	char *over = card_of_letters("\\u202e", CARD_TEXT_MOST + 1);

	(void)state;
	taken(fits);
	assert_int_equal(m.command.text.len, CARD_TEXT_MOST);
	message_finish(&m);
	refused(over, ERR_TEXT_TOO_LONG);
	assert_string_equal(e.text, "text: 1,001 code points, at most 1,000");
	free(fits);
	free(over);
}

/* An idea.add of so many cards; the last one's fields as given. */
static char *idea_of_cards(size_t count, const char *last)
{
	size_t room = 1000 + count * 80;
	char *text = mem_new(room);
	int len = snprintf(text, room,
			   "{\"t\":\"do\",\"op\":\"" OP "\",\"cmd\":\"idea.add\",\"id\":\"" ID
			   "\",\"theme\":\"" THEME "\",\"title\":\"T\",\"cards\":[");

	for (size_t i = 0; i < count; i++)
		len += snprintf(text + len, room - (size_t)len, "%s{%s}", i ? "," : "",
				i + 1 < count ? "\"id\":\"" ID "\",\"version\":1" : last);
	snprintf(text + len, room - (size_t)len, "]}");
	return text;
}

static void an_idea_may_start_from_200_cards(void **state)
{
	static const char card[] = "\"id\":\"" THEME "\",\"version\":7";
	char *most = idea_of_cards(IDEA_CARDS_MOST, card);
	char *over = idea_of_cards(IDEA_CARDS_MOST + 1, card);

	(void)state;
	taken(most);
	assert_int_equal(m.command.card_count, IDEA_CARDS_MOST);
	assert_true(is(&m.command.cards[0].id, ID));
	assert_true(is(&m.command.cards[IDEA_CARDS_MOST - 1].id, THEME));
	assert_int_equal(m.command.cards[IDEA_CARDS_MOST - 1].version, 7);
	message_finish(&m);
	refused(over, ERR_BAD_FIELD);
	assert_string_equal(e.text, "cards: must be a list of at most 200");
	free(most);
	free(over);
}

static void a_fault_in_a_card_of_an_idea_says_in_which(void **state)
{
	static const struct {
		const char *last;
		enum err_code code;
		const char *text;
	} cases[] = {
		{"\"id\":\"" ID "\"", ERR_MISSING_FIELD, "cards[1].version: is missing"},
		{"\"id\":\"" ID "\",\"version\":1,\"x\":1", ERR_UNKNOWN_FIELD,
		 "cards[1].x: there is no such field here"},
		{"\"id\":1,\"version\":1", ERR_BAD_FIELD,
		 "cards[1].id: must be a UUID in lower case"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char *text = idea_of_cards(2, cases[i].last);
		refused(text, cases[i].code);
		assert_string_equal(e.text, cases[i].text);
		free(text);
	}
}

static void a_ballot_may_have_60_shares(void **state)
{
	struct command cast = {.kind = COMMAND_BALLOT_CAST,
			       .op = id_new(),
			       .id = id_new(),
			       .weighing = id_new(),
			       .shares = {mem_new(61 * sizeof *cast.shares.items), 60}};
	struct buf out = {0};

	(void)state;
	for (size_t i = 0; i < 61; i++)
		cast.shares.items[i] = (struct idea_points){id_new(), (unsigned)i + 1};
	command_write(&out, &cast);
	taken(out.data);
	assert_int_equal(m.command.shares.count, 60);
	assert_int_equal(m.command.shares.items[59].points, 60);
	assert_int_equal(m.command.was_shares.count, 0);
	message_finish(&m);
	buf_clear(&out);
	cast.shares.count = 61;
	command_write(&out, &cast);
	refused(out.data, ERR_BAD_FIELD);
	buf_finish(&out);
	command_finish(&cast);
}

static void a_hello_says_what_it_likes(void **state)
{
	(void)state;
	taken("{\"t\":\"hello\"}");
	assert_int_equal(m.kind, MESSAGE_HELLO);
	assert_string_equal(m.hello.token, "");
	assert_string_equal(m.hello.code, "");
	assert_false(m.hello.has_since);
	assert_true(id_is_nil(&m.hello.epoch) && id_is_nil(&m.hello.device));
	taken("{\"t\":\"hello\",\"token\":\"geheim\",\"since\":0,\"epoch\":\"" ID
	      "\",\"device\":\"" OP "\",\"client\":\"tablet/1.0\",\"accept\":[\"\",\"deflate\"]}");
	assert_string_equal(m.hello.token, "geheim");
	assert_true(m.hello.has_since && m.hello.since == 0);
	assert_true(is(&m.hello.epoch, ID) && is(&m.hello.device, OP));
	assert_string_equal(m.hello.client, "tablet/1.0");
}

static void words_are_counted_in_code_points(void **state)
{
	char text[1000] = "{\"t\":\"hello\",\"code\":\"";
	size_t len = strlen(text);

	(void)state;
	for (int i = 0; i < HELLO_CODE_MOST; i++)
		len += (size_t)snprintf(text + len, sizeof text - len, "\xf0\x9f\x8c\xb3");
	snprintf(text + len, sizeof text - len, "\"}");
	taken(text);
	assert_int_equal(strlen(m.hello.code), 4 * HELLO_CODE_MOST);
	snprintf(text + len, sizeof text - len, "x\"}");
	refused(text, ERR_BAD_FIELD);
}

static void a_status_may_leave_out_the_battery(void **state)
{
	(void)state;
	taken("{\"t\":\"status\",\"outbox\":3}");
	assert_int_equal(m.status.outbox, 3);
	assert_true(m.status.battery < 0);
	taken("{\"t\":\"status\",\"outbox\":1000000,\"battery\":1}");
	assert_true(m.status.battery >= 1);
	refused("{\"t\":\"status\",\"outbox\":1000001}", ERR_BAD_FIELD);
}

static void what_is_absent_is_not_written(void **state)
{
	struct buf out = {0};
	const struct hello hello = {.token = "x"};
	struct command place = {.kind = COMMAND_CARD_PLACE, .version = 0};

	(void)state;
	hello_write(&out, &hello);
	assert_string_equal(out.data, "{\"t\":\"hello\",\"token\":\"x\"}");
	buf_clear(&out);
	status_write(&out, &(struct status){.outbox = 0, .battery = -1});
	assert_string_equal(out.data, "{\"t\":\"status\",\"outbox\":0}");
	buf_clear(&out);
	ping_write(&out);
	assert_string_equal(out.data, "{\"t\":\"ping\"}");
	buf_clear(&out);
	assert_true(id_read(OP, &place.op) && id_read(ID, &place.id));
	command_write(&out, &place);
	assert_string_equal(out.data, "{\"t\":\"do\",\"cmd\":\"card.place\",\"op\":\"" OP
				      "\",\"id\":\"" ID "\",\"version\":0}");
	buf_finish(&out);
}

static void any_text_comes_back_as_it_was_written(void **state)
{
	static char text[] = "\"aan\\huis\"\n\xd8\xb9\xd9\x8a\xd8\xaf \xf0\x9f\x8c\xb3 </script>";
	struct command add = {.kind = COMMAND_CARD_ADD,
			      .op = id_new(),
			      .id = id_new(),
			      .step = id_new(),
			      .theme = id_new(),
			      .choice = CARD_MINORITY,
			      .text = {text, sizeof text - 1}};
	struct buf out = {0};

	(void)state;
	command_write(&out, &add);
	taken(out.data);
	assert_string_equal(m.command.text.text, text);
	assert_int_equal(m.command.choice, CARD_MINORITY);
	message_finish(&m);
	buf_finish(&out);
}

/* Copied to its exact size, so that reading past the end is seen. */
static bool read_exactly(const char *text, size_t len)
{
	char *exact = mem_new(len);

	memcpy(exact, text, len);
	bool good = message_read(exact, len, &m, &op, &e);
	if (good)
		message_finish(&m);
	free(exact);
	return good;
}

static void no_beginning_of_a_message_is_a_message(void **state)
{
	static const char text[] = CARD_ADD("Meer bankjes \xf0\x9f\x8c\xb3 \\ud83c\\udf33");

	(void)state;
	for (size_t len = 0; len < sizeof text - 1; len++) {
		assert_false(read_exactly(text, len));
		assert_int_equal(e.code, ERR_BAD_JSON);
	}
	assert_true(read_exactly(text, sizeof text - 1));
}

static void a_spoiled_byte_does_no_harm(void **state)
{
	static const char spoil[] = {0, ' ', '"', '\\', '{', '}', '[', ',', '9', 'u', (char)0xff};
	char *text = idea_of_cards(3, "\"id\":\"" ID "\",\"version\":1");
	size_t len = strlen(text);

	(void)state;
	for (size_t i = 0; i < len; i++) {
		const char was = text[i];
		for (size_t k = 0; k < sizeof spoil; k++) {
			text[i] = spoil[k];
			if (!read_exactly(text, len))
				assert_in_range(e.code, ERR_BAD_JSON, ERR_TEXT_TOO_LONG);
		}
		text[i] = was;
	}
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_command_is_read_into_its_fields),
		cmocka_unit_test(an_optional_id_that_is_absent_is_nil),
		cmocka_unit_test(every_command_has_its_word),
		cmocka_unit_test(the_operation_is_named_whatever_else_is_wrong),
		cmocka_unit_test(an_operation_that_cannot_be_read_is_nil),
		cmocka_unit_test(a_refusal_names_the_field_and_what_was_expected),
		cmocka_unit_test(what_a_refusal_repeats_is_short_and_of_whole_characters),
		cmocka_unit_test(whole_numbers_reach_to_2_to_the_53),
		cmocka_unit_test(a_text_is_cleaned),
		cmocka_unit_test(a_text_is_counted_after_cleaning),
		cmocka_unit_test(an_idea_may_start_from_200_cards),
		cmocka_unit_test(a_fault_in_a_card_of_an_idea_says_in_which),
		cmocka_unit_test(a_ballot_may_have_60_shares),
		cmocka_unit_test(a_hello_says_what_it_likes),
		cmocka_unit_test(words_are_counted_in_code_points),
		cmocka_unit_test(a_status_may_leave_out_the_battery),
		cmocka_unit_test(what_is_absent_is_not_written),
		cmocka_unit_test(any_text_comes_back_as_it_was_written),
		cmocka_unit_test(no_beginning_of_a_message_is_a_message),
		cmocka_unit_test(a_spoiled_byte_does_no_harm),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
