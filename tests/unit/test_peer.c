/* What a client of ours makes of what the server says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "wire/peer.h"
#include "wire/reply.h"

#define ID    "00000064-0000-4000-8000-000000000064"
#define OTHER "00000014-0000-4000-8000-000000000014"
#define THIRD "0000001e-0000-4000-8000-00000000001e"

static struct reply r;
static struct err e;

static void understood(const char *text)
{
	if (!reply_read(text, strlen(text), &r, &e))
		fail_msg("%s: %s", text, e.text);
}

static bool is(const struct id *id, const char *text)
{
	struct id other;
	return id_read(text, &other) && id_equal(id, &other);
}

/* The golden file server-NAME.json. */
static void understood_golden(const char *name)
{
	char path[512], text[8192];

	snprintf(path, sizeof path, "%s/messages/valid/server-%s.json", SCHEMA_DIR, name);
	FILE *f = fopen(path, "rb");
	assert_non_null(f);
	size_t len = fread(text, 1, sizeof text, f);
	assert_true(len < sizeof text);
	fclose(f);
	assert_true(reply_read(text, len, &r, &e));
}

static void a_welcome_is_read(void **state)
{
	(void)state;
	understood_golden("welcome");
	assert_int_equal(r.kind, REPLY_WELCOME);
	assert_string_equal(r.seat, "table/12");
	assert_true(is(&r.summit, "00000001-0000-4000-8000-000000000001"));
	assert_true(is(&r.epoch, "00000002-0000-4000-8000-000000000002"));
	assert_int_equal(r.seq, 4713);
	assert_true(r.now_ms == 1768554000000);
	reply_finish(&r);
}

static void a_full_state_is_read(void **state)
{
	(void)state;
	understood_golden("state-full-part-1");
	assert_int_equal(r.kind, REPLY_STATE);
	assert_true(r.full && !r.last);
	assert_int_equal(r.part, 1);
	assert_int_equal(r.set_count, 7);
	assert_int_equal(r.set[0].type, ENTITY_SUMMIT);
	assert_true(is(&r.set[0].step, THIRD));
	assert_int_equal(r.set[2].type, ENTITY_TABLE);
	assert_int_equal(r.set[2].number, 12);
	assert_string_equal(r.set[1].name, "Grote Zaal");
	assert_true(id_equal(&r.set[2].room, &r.set[1].id));
	assert_string_equal(r.set[3].title, "Wonen en buurt");
	const struct peer_entity *step = &r.set[4];
	assert_int_equal(step->step_kind, STEP_ROUND);
	assert_int_equal(step->minutes, 25);
	assert_int_equal(step->work_count, 1);
	assert_true(is(&step->work[0].theme, OTHER));
	assert_int_equal(step->work[0].table_count, 3);
	assert_int_equal(step->work[0].tables[2], 12);
	assert_int_equal(r.set[5].step_kind, STEP_BREAK);
	assert_int_equal(r.set[5].work_count, 0);
	reply_finish(&r);
}

static void a_card_an_idea_and_a_tally_are_read(void **state)
{
	(void)state;
	understood_golden("state-full-part-2");
	assert_true(r.full && r.last);
	assert_int_equal(r.set_count, 3);
	const struct peer_entity *card = &r.set[0], *idea = &r.set[1], *tally = &r.set[2];
	assert_int_equal(card->type, ENTITY_CARD);
	assert_int_equal(card->seq, 4722);
	assert_true(is(&card->card.id, ID) && is(&card->card.theme, OTHER));
	assert_true(is(&card->step, THIRD));
	assert_true(id_equal(&card->card.idea, &idea->id));
	assert_string_equal(card->card.number, "12-3");
	assert_string_equal(card->card.text, "Meer bankjes langs de singel");
	assert_int_equal(card->card.version, 4714);
	assert_int_equal(card->card.read, 4714);
	assert_string_equal(idea->title, "Rustplekken langs het water");
	assert_int_equal(idea->version, 4720);
	assert_true(idea->published && is(&idea->theme, OTHER));
	assert_int_equal(tally->cards, 42);
	assert_int_equal(tally->read, 38);
	reply_finish(&r);
}

static void an_unread_card_and_a_draft_are_read_as_such(void **state)
{
	(void)state;
	understood_golden("state-unread-card");
	assert_false(r.full);
	assert_int_equal(r.set[0].card.read, 0);
	assert_true(id_is_nil(&r.set[0].card.idea));
	reply_finish(&r);
	understood_golden("state-draft");
	assert_false(r.set[0].published);
	reply_finish(&r);
}

static void what_is_gone_is_read_as_gone(void **state)
{
	(void)state;
	understood_golden("state-gone");
	assert_int_equal(r.set_count, 2);
	assert_true(r.set[0].gone && r.set[1].gone);
	assert_int_equal(r.set[1].type, ENTITY_IDEA);
	assert_int_equal(r.set[1].seq, 4725);
	assert_string_equal(r.set[0].card.text, "");
	reply_finish(&r);
	understood("{\"t\":\"state\",\"seq\":1,\"set\":[{\"type\":\"step\",\"id\":\"" ID
		   "\",\"seq\":1,\"gone\":true}]}");
	assert_int_equal(r.set[0].work_count, 0);
	reply_finish(&r);
}

static void answers_are_read(void **state)
{
	(void)state;
	understood_golden("ack-card");
	assert_int_equal(r.kind, REPLY_ACK);
	assert_int_equal(r.seq, 4714);
	assert_true(is(&r.op, "00000384-0000-4000-8000-000000000384"));
	assert_string_equal(r.number, "12-3");
	assert_false(r.late);
	reply_finish(&r);
	understood_golden("ack");
	assert_string_equal(r.number, "");
	reply_finish(&r);
	understood_golden("nack");
	assert_int_equal(r.kind, REPLY_NACK);
	assert_int_equal(r.code, ERR_TEXT_TOO_LONG);
	assert_string_equal(r.text, "text: 1,204 code points, at most 1,000");
	assert_false(r.retry);
	reply_finish(&r);
	understood_golden("nack-storage");
	assert_true(r.retry);
	reply_finish(&r);
	understood_golden("nack-without-op");
	assert_true(id_is_nil(&r.op));
	reply_finish(&r);
}

static void pong_and_bye_are_read(void **state)
{
	(void)state;
	understood_golden("pong");
	assert_int_equal(r.kind, REPLY_PONG);
	assert_true(r.now_ms == 1768554000123);
	reply_finish(&r);
	understood_golden("bye");
	assert_int_equal(r.kind, REPLY_BYE);
	reply_finish(&r);
}

static void what_a_newer_server_says_is_passed_over(void **state)
{
	(void)state;
	understood("{\"t\":\"applause\",\"loud\":true}");
	assert_int_equal(r.kind, REPLY_OTHER);
	reply_finish(&r);
	understood("{\"t\":7}");
	assert_int_equal(r.kind, REPLY_OTHER);
	reply_finish(&r);
	understood("{\"t\":\"nack\",\"code\":\"too_loud\",\"message\":\"hush\",\"retry\":true}");
	assert_int_equal(r.code, ERR_NONE);
	reply_finish(&r);
	understood("{\"t\":\"state\",\"seq\":9,\"mood\":\"good\",\"set\":["
		   "{\"type\":\"applause\",\"id\":\"" ID "\",\"seq\":8},"
		   "{\"type\":\"idea\",\"id\":\"" OTHER "\",\"seq\":9,\"colour\":\"blue\"}]}");
	assert_int_equal(r.set_count, 1);
	assert_true(is(&r.set[0].id, OTHER));
	reply_finish(&r);
}

static void what_is_missing_or_of_another_kind_does_no_harm(void **state)
{
	(void)state;
	understood("{\"t\":\"state\"}");
	assert_int_equal(r.set_count, 0);
	reply_finish(&r);
	understood("{\"t\":\"state\",\"seq\":\"9\",\"set\":{\"type\":\"card\"}}");
	assert_int_equal(r.set_count, 0);
	assert_int_equal(r.seq, 0);
	reply_finish(&r);
	understood("{\"t\":\"state\",\"seq\":-9,\"set\":[null,7,[],{},{\"type\":\"card\"},"
		   "{\"type\":\"step\",\"id\":\"" ID
		   "\",\"kind\":1,\"work\":[1,{\"tables\":[null]},"
		   "{\"tables\":7}]},{\"type\":\"card\",\"id\":\"" OTHER "\",\"text\":null}]}");
	assert_int_equal(r.set_count, 2);
	assert_int_equal(r.set[0].work_count, 3);
	assert_int_equal(r.set[0].work[1].tables[0], 0);
	assert_string_equal(r.set[1].card.text, "");
	reply_finish(&r);
	understood("{\"t\":\"welcome\",\"seat\":\"table/123456789012345678901234567890\"}");
	assert_int_equal(strlen(r.seat), sizeof r.seat - 1);
	reply_finish(&r);
}

static void what_is_no_object_is_refused(void **state)
{
	static const char *const texts[] = {
		"", "{", "[]", "7", "{\"t\":\"bye\"}}", "{\"t\":\"\xff\"}"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		assert_false(reply_read(texts[i], strlen(texts[i]), &r, &e));
		assert_int_equal(e.code, ERR_BAD_JSON);
	}
}

static void what_reply_writes_is_what_peer_reads(void **state)
{
	struct idea idea = {.e = {.type = ENTITY_IDEA, .id = id_new(), .seq = 8}};
	struct theme theme = {.e = {.type = ENTITY_THEME, .id = id_new()}};
	struct buf out = {0};

	(void)state;
	idea.theme = &theme;
	idea.state = IDEA_PUBLISHED;
	idea.title = word_create("\"Tuin\" \xf0\x9f\x8c\xb3", 11);
	idea.title->seq = 7;
	state_begin(&out, 9, 3, true);
	entity_write(&out, &idea.e, VIEW_PUBLIC);
	state_end(&out);
	understood(out.data);
	assert_true(r.full && r.last && r.part == 3 && r.seq == 9);
	assert_true(id_equal(&r.set[0].id, &idea.e.id));
	assert_true(id_equal(&r.set[0].theme, &theme.e.id));
	assert_string_equal(r.set[0].title, idea.title->text);
	assert_int_equal(r.set[0].version, 7);
	reply_finish(&r);
	buf_finish(&out);
	free(idea.title);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_welcome_is_read),
		cmocka_unit_test(a_full_state_is_read),
		cmocka_unit_test(a_card_an_idea_and_a_tally_are_read),
		cmocka_unit_test(an_unread_card_and_a_draft_are_read_as_such),
		cmocka_unit_test(what_is_gone_is_read_as_gone),
		cmocka_unit_test(answers_are_read),
		cmocka_unit_test(pong_and_bye_are_read),
		cmocka_unit_test(what_a_newer_server_says_is_passed_over),
		cmocka_unit_test(what_is_missing_or_of_another_kind_does_no_harm),
		cmocka_unit_test(what_is_no_object_is_refused),
		cmocka_unit_test(what_reply_writes_is_what_peer_reads),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
