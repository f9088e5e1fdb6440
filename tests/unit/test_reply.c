/* What the server says. A small summit says what the golden messages say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "reply_fixture.h"
#include "wire/reply.h"
#include "wire/words.h"

#define AR                                                                                         \
	"\u0646\u0631\u064a\u062f \u0634\u0627\u0631\u0639\u064b\u0627 "                           \
	"\u0647\u0627\u062f\u0626\u064b\u0627"

/* Everything that the golden states speak of. Strings and words of its own, released together. */
struct small {
	struct event event;
	struct room room;
	struct table table;
	struct theme theme;
	struct step round, pause;
	struct work work;
	unsigned tables[3];
	struct scene scene;
	struct card card, unread, held;
	struct idea idea, draft;
	struct call call;
	struct notice notice, lunch;
	struct receipt receipt;
	struct signoff signoff;
	struct tally tally;
	struct word *said, *new, *title, *draft_title;
};

static char name[] = "Burgertop Leiden", place[] = "Stadsgehoorzaal", hall[] = "Grote Zaal";
static char theme_title[] = "Wonen en buurt", theme_text[] = "Hoe wonen we prettig naast elkaar?";
static char round_title[] = "Ronde 1", question[] = "Wat maakt uw buurt prettiger?";
static char pause_title[] = "Pauze";

static void add_places(struct small *s)
{
	s->event = (struct event){.e = is(ENTITY_SUMMIT, 1, 4700),
				  .name = name,
				  .place = place,
				  .date = "2027-01-16",
				  .step = &s->round};
	s->room = (struct room){.e = is(ENTITY_ROOM, 10, 2), .number = 1, .name = hall};
	s->table = (struct table){.e = is(ENTITY_TABLE, 12, 3), .number = 12, .room = &s->room};
	s->theme = (struct theme){.e = is(ENTITY_THEME, 20, 4),
				  .number = 1,
				  .title = theme_title,
				  .description = theme_text};
	s->scene =
		(struct scene){.e = is(ENTITY_SCENE, 40, 9), .room = &s->room, .kind = SCENE_LIVE};
}

static void add_steps(struct small *s)
{
	const unsigned tables[] = {1, 2, 12};

	memcpy(s->tables, tables, sizeof tables);
	s->work = (struct work){.theme = &s->theme, .tables = s->tables, .table_count = 3};
	s->round = (struct step){.e = is(ENTITY_STEP, 30, 4699),
				 .number = 3,
				 .kind = STEP_ROUND,
				 .title = round_title,
				 .minutes = 25,
				 .question = question,
				 .work = &s->work,
				 .work_count = 1,
				 .started_ms = MIDNIGHT};
	s->pause = (struct step){.e = is(ENTITY_STEP, 31, 4698),
				 .number = 2,
				 .kind = STEP_BREAK,
				 .title = pause_title,
				 .minutes = 15,
				 .started_ms = MIDNIGHT - 900000,
				 .ended_ms = MIDNIGHT};
}

static void add_cards(struct small *s)
{
	s->said = word("Meer bankjes langs de singel", 4714);
	s->new = word("\u0646\u0631\u064a\u062f \u0634\u0627\u0631\u0639\u064b\u0627 "
		      "\u0647\u0627\u062f\u0626\u064b\u0627 \U0001f333",
		      4723);
	s->title = word("Rustplekken langs het water", 4720);
	s->draft_title = word("Groen op daken", 4724);
	s->idea = (struct idea){.e = is(ENTITY_IDEA, 200, 4721),
				.theme = &s->theme,
				.title = s->title,
				.state = IDEA_PUBLISHED};
	s->draft = (struct idea){
		.e = is(ENTITY_IDEA, 201, 4724), .theme = &s->theme, .title = s->draft_title};
	s->card = (struct card){.e = is(ENTITY_CARD, 100, 4722),
				.table = &s->table,
				.number = 3,
				.step = &s->round,
				.theme = &s->theme,
				.at_ms = MIDNIGHT + 60500,
				.text = s->said,
				.read = s->said,
				.idea = &s->idea};
	s->unread = s->card;
	s->unread.e = is(ENTITY_CARD, 105, 4723);
	s->unread.number = 4;
	s->unread.text = s->new;
	s->unread.read = NULL;
	s->unread.idea = NULL;
	s->unread.late = true;
	s->held = s->unread;
	s->held.e = is(ENTITY_CARD, 106, 4727);
	s->held.number = 5;
	s->held.late = false;
	s->held.held = true;
	s->tally = (struct tally){.e = is(ENTITY_TALLY, 20, 4722),
				  .theme = &s->theme,
				  .cards = 42,
				  .read = 38,
				  .tables = 11};
}

static char break_soon[] = "Over vijf minuten pauze",
	    lunch_is_there[] = "De lunch staat klaar in de hal";

static void add_hall(struct small *s)
{
	s->call = (struct call){.e = is(ENTITY_CALL, 300, 4729),
				.table = &s->table,
				.kind = CALL_CARE,
				.at_ms = MIDNIGHT + 70000,
				.ended_ms = MIDNIGHT + 130000};
	s->notice = (struct notice){
		.e = is(ENTITY_NOTICE, 310, 4730), .text = break_soon, .at_ms = MIDNIGHT + 80000};
	s->lunch = (struct notice){.e = is(ENTITY_NOTICE, 311, 4731),
				   .text = lunch_is_there,
				   .room = &s->room,
				   .at_ms = MIDNIGHT + 80000,
				   .ended_ms = MIDNIGHT + 90000};
	s->receipt = (struct receipt){.e = is(ENTITY_RECEIPT, 320, 4732),
				      .notice = &s->notice,
				      .table = &s->table,
				      .at_ms = MIDNIGHT + 85000};
	s->signoff = (struct signoff){.e = is(ENTITY_SIGNOFF, 330, 4733),
				      .table = &s->table,
				      .step = &s->round,
				      .seen = 4724,
				      .at_ms = MIDNIGHT + 95000};
}

static int make_small(void **state)
{
	struct small *s = mem_new(sizeof *s);

	add_places(s);
	add_steps(s);
	add_cards(s);
	add_hall(s);
	*state = s;
	return 0;
}

static int drop_small(void **state)
{
	struct small *s = *state;

	free(s->said);
	free(s->new);
	free(s->title);
	free(s->draft_title);
	free(s);
	return 0;
}

static void a_full_state_is_golden(void **state)
{
	const struct small *s = *state;

	state_is_golden("state-full-part-1", 4722, 1, false, VIEW_TABLE,
			SEEN(&s->event.e, &s->room.e, &s->table.e, &s->theme.e, &s->round.e,
			     &s->pause.e, &s->scene.e));
	state_is_golden("state-full-part-2", 4722, 2, true, VIEW_TABLE,
			SEEN(&s->card.e, &s->idea.e, &s->tally.e));
	state_is_golden("state-empty-full", 0, 1, true, VIEW_PUBLIC, SEEN(NULL));
}

static void what_the_public_sees_is_golden(void **state)
{
	const struct small *s = *state;

	state_is_golden("state-public", 4722, 0, false, VIEW_PUBLIC,
			SEEN(&s->card.e, &s->idea.e, &s->tally.e));
}

static void a_card_that_nobody_read_is_golden(void **state)
{
	const struct small *s = *state;

	state_is_golden("state-unread-card", 4723, 0, false, VIEW_TEAM, SEEN(&s->unread.e));
}

static void a_held_card_is_golden(void **state)
{
	const struct small *s = *state;

	state_is_golden("state-held-card", 4727, 0, false, VIEW_CONTROL, SEEN(&s->held.e));
}

/* A table's card as it was edited, translated, edited elsewhere and taken back. */
static void an_edited_card_is_golden(void **state)
{
	struct small *s = *state;
	const struct wording text = {.language = "en",
				     .text = "More benches by the water",
				     .translation = "Meer bankjes langs het water"},
			     variant = {.kind = CARD_CONCERN,
					.language = "ar",
					.text = AR,
					.translation = "We willen een rustige straat"};
	struct others others = {.variant_count = 1, .earlier_count = 1};

	others.earlier[0] = s->said;
	others.variants[0] = word_of(&variant);
	others.variants[0]->seq = 4733;
	s->card.e.seq = 4734;
	s->card.text = word_of(&text);
	s->card.text->seq = 4730;
	s->card.others = &others;
	s->card.withdrawn = true;
	state_is_golden("state-edited-card", 4734, 0, false, VIEW_TABLE, SEEN(&s->card.e));
	free(s->card.text);
	free(others.variants[0]);
}

static void a_draft_is_golden(void **state)
{
	const struct small *s = *state;

	state_is_golden("state-draft", 4724, 0, false, VIEW_TEAM, SEEN(&s->draft.e));
}

static void what_happens_around_a_table_is_golden(void **state)
{
	const struct small *s = *state;

	state_is_golden("state-hall", 4733, 0, false, VIEW_TABLE,
			SEEN(&s->call.e, &s->notice.e, &s->lunch.e, &s->receipt.e, &s->signoff.e));
}

static void what_is_gone_is_golden(void **state)
{
	struct small *s = *state;
	struct buf out = {0};

	s->card.e.seq = s->idea.e.seq = 4725;
	state_begin(&out, 4725, 0, false);
	gone_write(&out, &s->card.e);
	buf_text(&out, ",");
	gone_write(&out, &s->idea.e);
	state_end(&out);
	is_golden("state-gone", &out);
	buf_finish(&out);
}

static void a_summit_that_has_not_begun_is_golden(void **state)
{
	struct small *s = *state;

	s->event.step = NULL;
	s->event.e.seq = 4726;
	state_is_golden("state-before-the-first-step", 4726, 0, false, VIEW_PUBLIC,
			SEEN(&s->event.e));
}

/* An entity as a view has it, read again. The caller lets it go. */
static json_t *seen_as(const struct entity *e, enum view view)
{
	struct buf out = {0};

	entity_write(&out, e, view);
	json_t *o = json_loadb(out.data, out.len, JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(o);
	buf_finish(&out);
	return o;
}

static void the_public_gets_the_version_that_was_read(void **state)
{
	struct small *s = *state;

	s->card.text = s->new;
	json_t *wall = seen_as(&s->card.e, VIEW_PUBLIC), *team = seen_as(&s->card.e, VIEW_TEAM);
	assert_string_equal(json_string_value(json_object_get(wall, "text")), s->said->text);
	assert_int_equal(json_integer_value(json_object_get(wall, "version")), 4714);
	assert_string_equal(json_string_value(json_object_get(team, "text")), s->new->text);
	assert_int_equal(json_integer_value(json_object_get(team, "version")), 4723);
	assert_int_equal(json_integer_value(json_object_get(team, "read")), 4714);
	json_decref(wall);
	json_decref(team);
}

static void earlier_wordings_are_at_most_16_kilobytes(void **state)
{
	static char long_text[7000];
	struct small *s = *state;
	struct others others = {.earlier_count = 3};

	memset(long_text, 'a', sizeof long_text - 1);
	for (size_t i = 0; i < 3; i++)
		others.earlier[i] = word(long_text, 4713 - i);
	s->card.others = &others;
	json_t *team = seen_as(&s->card.e, VIEW_TEAM), *wall = seen_as(&s->card.e, VIEW_PUBLIC);
	assert_int_equal(json_array_size(json_object_get(team, "earlier")), 2);
	assert_null(json_object_get(team, "variants"));
	assert_null(json_object_get(wall, "earlier"));
	json_decref(team);
	json_decref(wall);
	for (size_t i = 0; i < 3; i++)
		free(others.earlier[i]);
}

static void the_public_learns_nothing_of_who_when_and_where(void **state)
{
	static const char *const hidden[] = {"table", "step", "read", "late", "at"};
	const struct small *s = *state;
	json_t *wall = seen_as(&s->card.e, VIEW_PUBLIC), *table = seen_as(&s->card.e, VIEW_TABLE);

	for (size_t i = 0; i < sizeof hidden / sizeof hidden[0]; i++) {
		assert_null(json_object_get(wall, hidden[i]));
		assert_non_null(json_object_get(table, hidden[i]));
	}
	assert_int_equal(json_object_size(wall) + 5, json_object_size(table));
	json_decref(wall);
	json_decref(table);
}

static void all_views_have_the_rest_alike(void **state)
{
	const struct small *s = *state;
	const struct entity *const rest[] = {&s->event.e, &s->room.e,  &s->table.e, &s->theme.e,
					     &s->round.e, &s->scene.e, &s->idea.e,  &s->tally.e};

	for (size_t i = 0; i < sizeof rest / sizeof rest[0]; i++) {
		json_t *wall = seen_as(rest[i], VIEW_PUBLIC), *table = seen_as(rest[i], VIEW_TABLE),
		       *team = seen_as(rest[i], VIEW_TEAM);
		assert_true(json_equal(wall, table) && json_equal(table, team));
		json_decref(wall);
		json_decref(table);
		json_decref(team);
	}
}

static void a_round_says_its_work_and_no_other_step_does(void **state)
{
	struct small *s = *state;

	s->round.work_count = 0;
	s->round.question = NULL;
	json_t *round = seen_as(&s->round.e, VIEW_PUBLIC),
	       *pause = seen_as(&s->pause.e, VIEW_PUBLIC);
	assert_int_equal(json_array_size(json_object_get(round, "work")), 0);
	assert_non_null(json_object_get(round, "work"));
	assert_null(json_object_get(round, "question"));
	assert_null(json_object_get(pause, "work"));
	json_decref(round);
	json_decref(pause);
}

static void a_theme_may_have_no_description(void **state)
{
	struct small *s = *state;

	s->theme.description = NULL;
	json_t *theme = seen_as(&s->theme.e, VIEW_PUBLIC);
	assert_null(json_object_get(theme, "description"));
	json_decref(theme);
}

static void any_text_is_one_line_of_json(void **state)
{
	static const char text[] = "\"</script>\\\n\x01\u2028\U0001f333";
	struct small *s = *state;
	struct buf out = {0};

	s->unread.text = word(text, 1);
	entity_write(&out, &s->unread.e, VIEW_TEAM);
	assert_null(strchr(out.data, '\n'));
	json_t *o = seen_as(&s->unread.e, VIEW_TEAM);
	assert_string_equal(json_string_value(json_object_get(o, "text")), text);
	json_decref(o);
	free(s->unread.text);
	s->unread.text = s->new;
	buf_finish(&out);
}

static void a_welcome_is_golden(void **state)
{
	struct welcome w = {.seat = "table/12",
			    .summit = id(1),
			    .epoch = id(2),
			    .seq = 4713,
			    .now_ms = MIDNIGHT,
			    .message_most = 65536,
			    .inflight_most = 64};
	struct buf out = {0};

	(void)state;
	welcome_write(&out, &w);
	is_golden("welcome", &out);
	w.token = "q1Yf0bV3nR8sT2uW4xZ6aA";
	welcome_write(&out, &w);
	is_golden("welcome-after-code", &out);
	w.token = NULL;
	w.seat = "observer/12";
	welcome_write(&out, &w);
	is_golden("welcome-observer", &out);
	w.seat = "table/12";
	w.seq = 0;
	w.replaced = true;
	welcome_write(&out, &w);
	is_golden("welcome-replaced", &out);
	w.seq = 4713;
	w.replaced = false;
	w.seat = "public";
	w.message_most = 4096;
	welcome_write(&out, &w);
	is_golden("welcome-public", &out);
	buf_finish(&out);
}

static void an_ack_is_golden(void **state)
{
	const struct small *s = *state;
	struct ack a = {.op = id(900), .seq = 4714};
	struct buf out = {0};

	ack_write(&out, &a);
	is_golden("ack", &out);
	a.card = &s->card;
	ack_write(&out, &a);
	is_golden("ack-card", &out);
	a.seq = 4727;
	a.card = &s->held;
	ack_write(&out, &a);
	is_golden("ack-held", &out);
	a.card = NULL;
	memcpy(a.code, "K7QX-2MPA", 10);
	ack_write(&out, &a);
	is_golden("ack-code", &out);
	a = (struct ack){.op = id(900), .seq = 4731, .variant = true};
	ack_write(&out, &a);
	is_golden("ack-variant", &out);
	buf_finish(&out);
}

static void a_nack_is_golden(void **state)
{
	const struct id op = id(900), none = {0};
	struct buf out = {0};
	struct err e;

	(void)state;
	err_set(&e, ERR_TEXT_TOO_LONG, "text: 1,204 code points, at most 1,000");
	nack_write(&out, &op, &e);
	is_golden("nack", &out);
	err_set(&e, ERR_STORAGE, "the disk has no room; nothing was kept, send it again later");
	nack_write(&out, &op, &e);
	is_golden("nack-storage", &out);
	err_set(&e, ERR_BAD_JSON, "line 1, column 2: string or '}' expected near end of file");
	nack_write(&out, &none, &e);
	is_golden("nack-without-op", &out);
	err_set(&e, ERR_LINK_REPLACED,
		"the link of this seat was replaced; over this one cards alone are taken");
	nack_write(&out, &none, &e);
	is_golden("nack-link-replaced", &out);
	buf_finish(&out);
}

static void every_code_that_peers_see_can_be_said(void **state)
{
	const struct id op = id(900);

	(void)state;
	for (int code = ERR_BAD_JSON; code <= ERR_CLOSING; code++) {
		struct buf out = {0};
		struct err e;
		err_set(&e, (enum err_code)code, "why");
		nack_write(&out, &op, &e);
		json_t *o = json_loadb(out.data, out.len, JSON_REJECT_DUPLICATES, NULL);
		const char *said = json_string_value(json_object_get(o, "code"));
		assert_int_equal(err_from_word(said), code);
		json_decref(o);
		buf_finish(&out);
	}
	assert_null(err_word(ERR_NONE));
	assert_null(err_word(ERR_DATABASE));
}

static void a_reason_that_is_no_text_is_still_a_nack(void **state)
{
	const struct id op = id(900);
	struct err e = {.code = ERR_STORAGE, .text = "disk \xf0\x9f"};
	struct buf out = {0};

	(void)state;
	nack_write(&out, &op, &e);
	json_t *o = json_loadb(out.data, out.len, JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(json_object_get(o, "message"));
	assert_true(json_is_true(json_object_get(o, "retry")));
	json_decref(o);
	buf_finish(&out);
}

static void presence_is_golden(void **state)
{
	const struct presence tables[] = {{.number = 1, .devices = 2, .outbox = 3, .battery = 0.41},
					  {.number = 12, .battery = -1, .since_ms = MIDNIGHT + 123},
					  {.number = 13, .battery = -1}};
	struct buf out = {0};

	(void)state;
	presence_write(&out, tables, 3);
	is_golden("presence", &out);
	buf_finish(&out);
}

static void pong_and_bye_are_golden(void **state)
{
	struct buf out = {0};

	(void)state;
	pong_write(&out, MIDNIGHT + 123);
	is_golden("pong", &out);
	bye_write(&out);
	is_golden("bye", &out);
	buf_finish(&out);
}

#define WITH_SMALL(test) cmocka_unit_test_setup_teardown(test, make_small, drop_small)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_SMALL(a_full_state_is_golden),
		WITH_SMALL(what_the_public_sees_is_golden),
		WITH_SMALL(a_card_that_nobody_read_is_golden),
		WITH_SMALL(a_held_card_is_golden),
		WITH_SMALL(an_edited_card_is_golden),
		WITH_SMALL(earlier_wordings_are_at_most_16_kilobytes),
		WITH_SMALL(a_draft_is_golden),
		WITH_SMALL(what_happens_around_a_table_is_golden),
		WITH_SMALL(what_is_gone_is_golden),
		WITH_SMALL(a_summit_that_has_not_begun_is_golden),
		WITH_SMALL(the_public_gets_the_version_that_was_read),
		WITH_SMALL(the_public_learns_nothing_of_who_when_and_where),
		WITH_SMALL(all_views_have_the_rest_alike),
		WITH_SMALL(a_round_says_its_work_and_no_other_step_does),
		WITH_SMALL(a_theme_may_have_no_description),
		WITH_SMALL(any_text_is_one_line_of_json),
		WITH_SMALL(an_ack_is_golden),
		cmocka_unit_test(a_welcome_is_golden),
		cmocka_unit_test(a_nack_is_golden),
		cmocka_unit_test(every_code_that_peers_see_can_be_said),
		cmocka_unit_test(a_reason_that_is_no_text_is_still_a_nack),
		cmocka_unit_test(presence_is_golden),
		cmocka_unit_test(pong_and_bye_are_golden),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
