/* Help, notices and sign-off: the rules, and who sees what of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "summit/others.h"
#include "summit_fixture.h"

static int set_up(void **state)
{
	*state = fixture_summit();
	return 0;
}

static int tear_down(void **state)
{
	summit_destroy(*state);
	return 0;
}

/* Another room with the third table in it. */
static struct room *other_room(struct summit *s)
{
	struct room *room = fixture_add(sizeof *room, ENTITY_ROOM);

	room->number = 2;
	room->name = mem_copy_text("Foyer", 5);
	fixture_keep(s, room);
	s->tables[2]->room = room;
	summit_touch(s, &s->tables[2]->e, NULL);
	return room;
}

static struct call *call_of(struct summit *s, unsigned table)
{
	struct id id = id_new();
	struct err e;

	assert_true(call_make(s, s->tables[table - 1], &id, CALL_TABLET, 1000, &e));
	return summit_find(s, ENTITY_CALL, &id);
}

static void a_call_waits_until_the_table_or_the_control_room_ends_it(void **state)
{
	struct summit *s = *state;
	struct call *one = call_of(s, 1), *two = call_of(s, 2);
	struct err e;

	assert_int_equal(one->ended_ms, 0);
	assert_true(call_end(s, s->tables[0], &one->e.id, 2000, &e));
	assert_int_equal(one->ended_ms, 2000);
	assert_true(call_end(s, NULL, &two->e.id, 3000, &e));
	assert_int_equal(two->ended_ms, 3000);
}

static void a_call_that_was_ended_is_not_ended_again(void **state)
{
	struct summit *s = *state;
	struct call *call = call_of(s, 1);
	struct err e;

	assert_true(call_end(s, NULL, &call->e.id, 2000, &e));
	uint64_t before = s->seq;
	assert_true(call_end(s, s->tables[0], &call->e.id, 9000, &e));
	assert_int_equal(call->ended_ms, 2000);
	assert_int_equal(s->seq, before);
}

static void another_table_cannot_end_a_call(void **state)
{
	struct summit *s = *state;
	struct call *call = call_of(s, 1);
	struct err e;

	assert_false(call_end(s, s->tables[1], &call->e.id, 2000, &e));
	assert_int_equal(e.code, ERR_UNKNOWN_ID);
	assert_int_equal(call->ended_ms, 0);
}

static void an_id_names_one_thing(void **state)
{
	struct summit *s = *state;
	struct call *call = call_of(s, 1);
	struct notice *notice = fixture_notice(s, 0, "Pauze");
	struct notice_new again = {.id = call->e.id, .text = "a", .text_len = 1};
	struct err e;

	assert_false(call_make(s, s->tables[0], &notice->e.id, CALL_CARE, 1, &e));
	assert_int_equal(e.code, ERR_ID_TAKEN);
	assert_false(notice_send(s, &again, &e));
	assert_int_equal(e.code, ERR_ID_TAKEN);
	assert_false(notice_seen(s, s->tables[0], &notice->e.id, &call->e.id, 1, &e));
	assert_int_equal(e.code, ERR_ID_TAKEN);
	assert_false(signoff_give(s, s->tables[0], &s->steps[1]->e.id, 1, &call->e.id, 1, &e));
	assert_int_equal(e.code, ERR_ID_TAKEN);
}

static struct notice *send_to(struct summit *s, const struct room *room, const struct table *table,
			      struct err *e)
{
	const struct id none = {0};
	struct notice_new new = {.id = id_new(),
				 .room = room ? room->e.id : none,
				 .table = table ? table->e.id : none,
				 .text = "Bericht",
				 .text_len = 7};

	return notice_send(s, &new, e) ? summit_find(s, ENTITY_NOTICE, &new.id) : NULL;
}

static void a_notice_is_for_a_table_a_room_or_all(void **state)
{
	struct summit *s = *state;
	struct room *foyer = other_room(s);
	struct err e;
	const struct notice *to[] = {send_to(s, NULL, s->tables[1], &e),
				     send_to(s, foyer, NULL, &e), send_to(s, NULL, NULL, &e)};
	static const bool sees[3][3] = {
		{false, true, false}, {false, false, true}, {true, true, true}};

	for (int n = 0; n < 3; n++) {
		for (int t = 0; t < 3; t++)
			assert_int_equal(view_sees(VIEW_TABLE, s->tables[t], &to[n]->e),
					 sees[n][t]);
		assert_true(view_sees(VIEW_TEAM, NULL, &to[n]->e));
		assert_false(view_sees(VIEW_PUBLIC, NULL, &to[n]->e));
	}
}

static void a_notice_goes_to_what_there_is(void **state)
{
	struct summit *s = *state;
	struct err e;

	assert_null(send_to(s, s->rooms[0], s->tables[0], &e));
	assert_int_equal(e.code, ERR_BAD_FIELD);
	assert_null(send_to(s, (const struct room *)s->tables[0], NULL, &e));
	assert_int_equal(e.code, ERR_UNKNOWN_ID);
	assert_null(send_to(s, NULL, (const struct table *)s->rooms[0], &e));
	assert_int_equal(e.code, ERR_UNKNOWN_ID);
	assert_int_equal(s->notice_count, 0);
}

static void a_notice_is_taken_back_once(void **state)
{
	struct summit *s = *state;
	struct notice *notice = fixture_notice(s, 0, "Pauze");
	struct err e;

	assert_true(notice_end(s, &notice->e.id, 2000, &e));
	uint64_t before = s->seq;
	assert_true(notice_end(s, &notice->e.id, 3000, &e));
	assert_int_equal(notice->ended_ms, 2000);
	assert_int_equal(s->seq, before);
	assert_false(notice_end(s, &s->tables[0]->e.id, 1, &e));
	assert_int_equal(e.code, ERR_UNKNOWN_ID);
}

static void two_devices_that_saw_a_notice_make_one_receipt(void **state)
{
	struct summit *s = *state;
	struct notice *notice = fixture_notice(s, 0, "Pauze");
	const struct id one = id_new(), other = id_new(), third = id_new();
	struct err e;

	assert_true(notice_seen(s, s->tables[0], &notice->e.id, &one, 1000, &e));
	assert_true(notice_seen(s, s->tables[0], &notice->e.id, &other, 2000, &e));
	assert_true(notice_seen(s, s->tables[1], &notice->e.id, &third, 3000, &e));
	assert_int_equal(s->receipt_count, 2);
	assert_int_equal(s->receipts[0]->at_ms, 1000);
	assert_null(summit_find(s, ENTITY_RECEIPT, &other));
}

static void a_notice_for_another_table_is_not_there(void **state)
{
	struct summit *s = *state;
	struct notice *notice = fixture_notice(s, 2, "Tafel 2");
	const struct id id = id_new();
	struct err e;

	assert_false(notice_seen(s, s->tables[0], &notice->e.id, &id, 1000, &e));
	assert_int_equal(e.code, ERR_UNKNOWN_ID);
	assert_int_equal(s->receipt_count, 0);
}

static struct signoff *sign(struct summit *s, unsigned table, size_t step, uint64_t seen)
{
	const struct id id = id_new();
	struct table *t = s->tables[table - 1];
	struct err e;

	assert_true(signoff_give(s, t, &s->steps[step]->e.id, seen, &id, (int64_t)seen, &e));
	return t->signoffs;
}

static void a_table_has_one_sign_off_a_round(void **state)
{
	struct summit *s = *state;
	const struct signoff *first = sign(s, 1, 1, 3);

	assert_ptr_equal(sign(s, 1, 1, 5), first);
	assert_int_equal(first->seen, 5);
	assert_int_equal(first->at_ms, 5);
	assert_ptr_not_equal(sign(s, 1, 3, 5), first);
	assert_ptr_not_equal(sign(s, 2, 1, 5), first);
	assert_int_equal(s->signoff_count, 3);
}

static void a_device_that_saw_less_takes_nothing_back(void **state)
{
	struct summit *s = *state;
	const struct signoff *signoff = sign(s, 1, 1, 5);
	uint64_t before = s->seq;

	sign(s, 1, 1, 4);
	sign(s, 1, 1, 5);
	assert_int_equal(signoff->seen, 5);
	assert_int_equal(s->seq, before);
}

static void nobody_saw_what_is_still_to_come(void **state)
{
	struct summit *s = *state;
	uint64_t now = s->seq;

	assert_int_equal(sign(s, 1, 1, 4711)->seen, now);
}

static void only_a_round_is_signed_off(void **state)
{
	struct summit *s = *state;
	const struct id id = id_new();
	struct err e;

	assert_false(signoff_give(s, s->tables[0], &s->steps[2]->e.id, 1, &id, 1, &e));
	assert_int_equal(e.code, ERR_NOT_A_ROUND);
	assert_false(signoff_give(s, s->tables[0], &s->tables[0]->e.id, 1, &id, 1, &e));
	assert_int_equal(e.code, ERR_UNKNOWN_ID);
}

static void what_is_a_tables_is_seen_by_it_and_the_team_alone(void **state)
{
	struct summit *s = *state;
	struct notice *notice = fixture_notice(s, 0, "Pauze");
	const struct id id = id_new();
	struct err e;

	assert_true(notice_seen(s, s->tables[0], &notice->e.id, &id, 1, &e));
	const struct entity *const own[] = {&call_of(s, 1)->e, &s->receipts[0]->e,
					    &sign(s, 1, 1, 3)->e};
	for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
		assert_true(view_sees(VIEW_TABLE, s->tables[0], own[i]));
		assert_false(view_sees(VIEW_TABLE, s->tables[1], own[i]));
		assert_true(view_sees(VIEW_TEAM, NULL, own[i]));
		assert_false(view_sees(VIEW_PUBLIC, NULL, own[i]));
	}
}

static struct card *held_card(struct summit *s, struct err *e)
{
	struct card_new new = {.id = id_new(),
			       .step = s->steps[1]->e.id,
			       .theme = s->themes[0]->e.id,
			       .wording = {.text = "Van een oude tablet"},
			       .held = true};
	struct card *card = NULL;

	return card_add(s, s->tables[0], &new, &card, e) ? card : NULL;
}

static void a_held_card_has_its_number_and_is_seen_by_the_control_room_alone(void **state)
{
	struct summit *s = *state;
	struct err e;
	struct card *card = held_card(s, &e);

	assert_int_equal(card->number, 1);
	assert_int_equal(fixture_card(s, 1, 0, "van de nieuwe")->number, 2);
	assert_true(view_sees(VIEW_CONTROL, NULL, &card->e));
	assert_false(view_sees(VIEW_TEAM, NULL, &card->e));
	assert_false(view_sees(VIEW_TABLE, s->tables[0], &card->e));
	assert_false(view_sees(VIEW_PUBLIC, NULL, &card->e));
	assert_int_equal(s->themes[0]->tally->cards, 1);
}

static void the_table_changes_no_held_card(void **state)
{
	struct summit *s = *state;
	const struct wording to = {.text = "Anders"};
	struct err e;
	struct card *card = held_card(s, &e);
	const struct wording was = word_wording(card->text);

	assert_false(card_edit(s, s->tables[0], &card->e.id, &was, &to, &e));
	assert_int_equal(e.code, ERR_UNKNOWN_ID);
	assert_false(card_withdraw(s, s->tables[0], &card->e.id, &e));
	assert_int_equal(e.code, ERR_UNKNOWN_ID);
	assert_true(card_release(s, &card->e.id, &e));
	assert_true(card_edit(s, s->tables[0], &card->e.id, &was, &to, &e));
}

static void nobody_reads_a_held_card(void **state)
{
	struct summit *s = *state;
	struct err e;
	struct card *card = held_card(s, &e);
	const struct card_version from = {card->e.id, card->text->seq};
	const struct id idea = id_new();

	assert_false(card_read(s, &card->e.id, card->text->seq, &e));
	assert_int_equal(e.code, ERR_UNKNOWN_ID);
	assert_false(card_place(s, &card->e.id, card->text->seq, NULL, &e));
	assert_int_equal(e.code, ERR_UNKNOWN_ID);
	assert_false(idea_add(s, &idea, &s->themes[0]->e.id, "Titel", 5, &from, 1, &e));
	assert_int_equal(e.code, ERR_UNKNOWN_ID);
}

static void a_released_card_is_as_any_other(void **state)
{
	struct summit *s = *state;
	struct err e;
	struct card *card = held_card(s, &e);

	assert_true(card_release(s, &card->e.id, &e));
	uint64_t seq = s->seq;
	assert_true(view_sees(VIEW_TEAM, NULL, &card->e));
	assert_true(view_sees(VIEW_TABLE, s->tables[0], &card->e));
	assert_int_equal(s->themes[0]->tally->cards, 1);
	assert_int_equal(s->themes[0]->tally->e.seq, seq);
	assert_true(card_read(s, &card->e.id, card->text->seq, &e));
	seq = s->seq;
	assert_true(card_release(s, &card->e.id, &e));
	assert_int_equal(s->seq, seq);
	assert_int_equal(s->themes[0]->tally->cards, 1);
	assert_false(card_release(s, &s->tables[0]->e.id, &e));
	assert_int_equal(e.code, ERR_UNKNOWN_ID);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_call_waits_until_the_table_or_the_control_room_ends_it),
		TEST(a_call_that_was_ended_is_not_ended_again),
		TEST(another_table_cannot_end_a_call),
		TEST(an_id_names_one_thing),
		TEST(a_notice_is_for_a_table_a_room_or_all),
		TEST(a_notice_goes_to_what_there_is),
		TEST(a_notice_is_taken_back_once),
		TEST(two_devices_that_saw_a_notice_make_one_receipt),
		TEST(a_notice_for_another_table_is_not_there),
		TEST(a_table_has_one_sign_off_a_round),
		TEST(a_device_that_saw_less_takes_nothing_back),
		TEST(nobody_saw_what_is_still_to_come),
		TEST(only_a_round_is_signed_off),
		TEST(what_is_a_tables_is_seen_by_it_and_the_team_alone),
		TEST(a_held_card_has_its_number_and_is_seen_by_the_control_room_alone),
		TEST(the_table_changes_no_held_card),
		TEST(nobody_reads_a_held_card),
		TEST(a_released_card_is_as_any_other),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
