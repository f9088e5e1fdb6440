#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

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

static void numbers_run_per_table_and_are_not_reused(void **state)
{
	struct summit *s = *state;
	assert_int_equal(fixture_card(s, 1, 0, "a")->number, 1);
	assert_int_equal(fixture_card(s, 2, 0, "b")->number, 1);
	assert_int_equal(fixture_card(s, 1, 0, "c")->number, 2);
}

static struct card *give_back(struct summit *s, unsigned table, unsigned number)
{
	struct card_new new = {.id = id_new(),
			       .step = s->steps[1]->e.id,
			       .theme = s->themes[0]->e.id,
			       .wording = {.text = "a"},
			       .number = number};
	struct card *card = NULL;
	struct err e;
	assert_true(card_add(s, summit_table(s, table), &new, &card, &e));
	return card;
}

static void a_card_that_is_given_back_keeps_its_number(void **state)
{
	struct summit *s = *state;
	fixture_card(s, 1, 0, "in the backup");
	assert_int_equal(give_back(s, 1, 4)->number, 4);
	assert_int_equal(give_back(s, 1, 2)->number, 2);
	assert_int_equal(give_back(s, 2, 3)->number, 3);
	assert_int_equal(fixture_card(s, 1, 0, "new")->number, 5);
	assert_int_equal(give_back(s, 1, 3)->number, 3);
}

static void a_number_that_another_card_has_is_not_given_again(void **state)
{
	struct summit *s = *state;
	fixture_card(s, 1, 0, "a");
	fixture_card(s, 1, 0, "b");
	assert_int_equal(give_back(s, 1, 1)->number, 3);
	assert_int_equal(give_back(s, 1, 3)->number, 4);
}

static void no_number_is_given_back_that_a_table_cannot_come_to(void **state)
{
	struct summit *s = *state;
	assert_int_equal(give_back(s, 1, 1000000)->number, 1);
	assert_int_equal(give_back(s, 1, GIVEN_BACK_MOST + 1)->number, 2);
	assert_int_equal(give_back(s, 1, GIVEN_BACK_MOST)->number, GIVEN_BACK_MOST);
	assert_int_equal(give_back(s, 1, GIVEN_BACK_MOST)->number, GIVEN_BACK_MOST + 1);
	assert_int_equal(give_back(s, 1, 3)->number, 3);
	assert_int_equal(give_back(s, 1, 3)->number, GIVEN_BACK_MOST + 2);
}

static void every_change_has_the_next_seq_and_is_logged(void **state)
{
	struct summit *s = *state;
	uint64_t before = s->seq;
	struct card *card = fixture_card(s, 1, 0, "a");
	assert_int_equal(card->e.seq, before + 1);
	assert_int_equal(card->text->seq, card->e.seq);
	assert_int_equal(s->log.count, s->seq);
	assert_int_equal(s->log.items[s->log.count - 1].seq, s->seq);
	assert_ptr_equal(s->log.items[s->log.count - 1].word, card->text);
}

static void the_list_stays_in_order_of_change(void **state)
{
	struct summit *s = *state;
	struct err e;
	struct card *card = fixture_card(s, 1, 0, "a");
	fixture_card(s, 2, 1, "b");
	assert_true(card_read(s, &card->e.id, card->text->seq, &e));
	for (const struct entity *x = s->oldest; x->newer; x = x->newer)
		assert_true(x->seq <= x->newer->seq);
	assert_ptr_equal(s->newest, &s->themes[0]->tally->e);
	assert_ptr_equal(s->newest->older, &card->e);
}

static void a_card_is_late_once_its_round_has_ended(void **state)
{
	struct summit *s = *state;
	struct err e;
	assert_false(fixture_card(s, 1, 0, "before it began")->late);
	assert_true(fixture_go(s, 1, &e));
	assert_false(fixture_card(s, 1, 0, "in time")->late);
	assert_true(fixture_go(s, 2, &e));
	assert_true(fixture_card(s, 1, 0, "after")->late);
	assert_true(fixture_go(s, 1, &e));
	assert_false(fixture_card(s, 1, 0, "opened again")->late);
}

static void a_card_needs_a_round_and_a_theme(void **state)
{
	struct summit *s = *state;
	struct card_new new = {.id = id_new(),
			       .step = s->steps[0]->e.id,
			       .theme = s->themes[0]->e.id,
			       .wording = {.text = "a"}};
	struct card *card;
	struct err e;
	uint64_t before = s->seq;
	assert_false(card_add(s, s->tables[0], &new, &card, &e));
	assert_int_equal(e.code, ERR_NOT_A_ROUND);
	new.step = s->steps[1]->e.id;
	new.theme = id_new();
	assert_false(card_add(s, s->tables[0], &new, &card, &e));
	assert_int_equal(e.code, ERR_UNKNOWN_ID);
	new.theme = s->themes[0]->e.id;
	new.id = s->tables[0]->e.id;
	assert_false(card_add(s, s->tables[0], &new, &card, &e));
	assert_int_equal(e.code, ERR_ID_TAKEN);
	assert_int_equal(s->seq, before);
}

static void reading_another_version_is_refused(void **state)
{
	struct summit *s = *state;
	struct err e;
	struct card *card = fixture_card(s, 1, 0, "a");
	assert_false(card_read(s, &card->e.id, card->text->seq + 1, &e));
	assert_int_equal(e.code, ERR_VERSION_CHANGED);
	assert_null(card->read);
}

static void placing_reads_and_moves(void **state)
{
	struct summit *s = *state;
	struct err e;
	struct card *one = fixture_card(s, 1, 0, "a"), *two = fixture_card(s, 2, 0, "b");
	struct idea *x = fixture_idea(s, one), *y = fixture_idea(s, two);
	assert_ptr_equal(one->idea, x);
	assert_ptr_equal(one->read, one->text);
	assert_true(card_place(s, &one->e.id, one->text->seq, &y->e.id, &e));
	assert_null(x->cards);
	assert_ptr_equal(y->cards, one);
	assert_ptr_equal(one->idea_next, two);
	assert_true(card_place(s, &two->e.id, two->text->seq, NULL, &e));
	assert_null(two->idea);
	assert_null(one->idea_next);
}

static void an_idea_with_a_changed_card_is_refused_whole(void **state)
{
	struct summit *s = *state;
	struct err e;
	struct card *one = fixture_card(s, 1, 0, "a"), *two = fixture_card(s, 2, 0, "b");
	struct card_version from[] = {{one->e.id, one->text->seq}, {two->e.id, 1}};
	struct id id = id_new();
	uint64_t before = s->seq;
	assert_false(idea_add(s, &id, &s->themes[0]->e.id, "T", 1, from, 2, &e));
	assert_int_equal(e.code, ERR_VERSION_CHANGED);
	assert_int_equal(s->seq, before);
	assert_null(one->idea);
	assert_null(summit_find(s, ENTITY_IDEA, &id));
}

static void publishing_touches_the_cards_too(void **state)
{
	struct summit *s = *state;
	struct err e;
	struct card *card = fixture_card(s, 1, 0, "a");
	struct idea *idea = fixture_idea(s, card);
	assert_false(view_sees(VIEW_PUBLIC, NULL, &card->e));
	assert_true(idea_publish(s, &idea->e.id, idea->title->seq, &e));
	assert_int_equal(card->e.seq, s->seq);
	assert_true(view_sees(VIEW_PUBLIC, NULL, &card->e));
	assert_true(idea_withdraw(s, &idea->e.id, &e));
	assert_int_equal(card->e.seq, s->seq);
	assert_false(view_sees(VIEW_PUBLIC, NULL, &card->e));
	assert_false(view_sees(VIEW_PUBLIC, NULL, &idea->e));
}

static void publishing_another_title_is_refused(void **state)
{
	struct summit *s = *state;
	struct err e;
	struct idea *idea = fixture_idea(s, fixture_card(s, 1, 0, "a"));
	uint64_t old = idea->title->seq;
	assert_true(idea_edit(s, &idea->e.id, old, "Anders", 6, &e));
	assert_false(idea_publish(s, &idea->e.id, old, &e));
	assert_int_equal(e.code, ERR_VERSION_CHANGED);
	assert_false(idea_edit(s, &idea->e.id, old, "Weer", 4, &e));
	assert_int_equal(e.code, ERR_VERSION_CHANGED);
}

static void tables_see_their_own_cards_alone(void **state)
{
	struct summit *s = *state;
	struct card *card = fixture_card(s, 1, 0, "a");
	assert_true(view_sees(VIEW_TABLE, s->tables[0], &card->e));
	assert_false(view_sees(VIEW_TABLE, s->tables[1], &card->e));
	assert_true(view_sees(VIEW_TEAM, NULL, &card->e));
}

static void leaving_a_step_that_was_left_is_refused(void **state)
{
	struct summit *s = *state;
	struct err e;
	struct id doors = s->steps[0]->e.id, round = s->steps[1]->e.id;
	assert_true(programme_go(s, NULL, &doors, 1000, &e));
	assert_true(programme_go(s, &doors, &round, 2000, &e));
	assert_false(programme_go(s, &doors, &round, 2001, &e));
	assert_int_equal(e.code, ERR_STEP_CHANGED);
	assert_false(programme_go(s, NULL, &doors, 2002, &e));
	assert_int_equal(s->steps[0]->ended_ms, 2000);
	assert_int_equal(s->steps[1]->started_ms, 2000);
	assert_int_equal(s->steps[1]->ended_ms, 0);
}

static void tallies_count_cards_tables_and_reading(void **state)
{
	struct summit *s = *state;
	struct err e;
	const struct tally *t = s->themes[0]->tally;
	struct card *card = fixture_card(s, 1, 0, "a");
	fixture_card(s, 1, 0, "b");
	fixture_card(s, 3, 0, "c");
	fixture_card(s, 2, 1, "other theme");
	assert_true(card_read(s, &card->e.id, card->text->seq, &e));
	assert_int_equal(t->cards, 3);
	assert_int_equal(t->tables, 2);
	assert_int_equal(t->read, 1);
	assert_int_equal(t->e.seq, s->seq);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(numbers_run_per_table_and_are_not_reused),
		TEST(a_card_that_is_given_back_keeps_its_number),
		TEST(a_number_that_another_card_has_is_not_given_again),
		TEST(no_number_is_given_back_that_a_table_cannot_come_to),
		TEST(every_change_has_the_next_seq_and_is_logged),
		TEST(the_list_stays_in_order_of_change),
		TEST(a_card_is_late_once_its_round_has_ended),
		TEST(a_card_needs_a_round_and_a_theme),
		TEST(reading_another_version_is_refused),
		TEST(placing_reads_and_moves),
		TEST(an_idea_with_a_changed_card_is_refused_whole),
		TEST(publishing_touches_the_cards_too),
		TEST(publishing_another_title_is_refused),
		TEST(tables_see_their_own_cards_alone),
		TEST(leaving_a_step_that_was_left_is_refused),
		TEST(tallies_count_cards_tables_and_reading),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
