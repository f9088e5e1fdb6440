/* What tables do with their plans. Step 3 of the fixture makes one, with two fields beside the
 * title. */
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

static struct table_plan *plan_of(const struct summit *s, unsigned table)
{
	return plan_find(s, summit_table(s, table), &s->steps[3]->e.id);
}

static void assert_reads(const struct word *word, const char *text)
{
	assert_non_null(word);
	assert_string_equal(word->text, text);
}

static void the_first_writing_makes_the_plan(void **state)
{
	struct summit *s = *state;
	assert_null(plan_of(s, 1));
	assert_false(fixture_write(s, 1, 1, "", "Bankjes"));
	const struct table_plan *plan = plan_of(s, 1);
	assert_reads(plan->texts[1], "Bankjes");
	assert_null(plan->texts[0]);
	assert_ptr_equal(plan->table, s->tables[0]);
	assert_ptr_equal(plan->theme, s->themes[0]);
	assert_null(plan_of(s, 2));
	assert_int_equal(s->plan_count, 1);
}

static void a_table_has_one_plan_in_a_step(void **state)
{
	struct summit *s = *state;
	fixture_write(s, 1, 0, "", "Van het ene apparaat");
	fixture_write(s, 1, 1, "", "en van het andere");
	assert_int_equal(s->plan_count, 1);
	assert_reads(plan_of(s, 1)->texts[0], "Van het ene apparaat");
	assert_reads(plan_of(s, 1)->texts[1], "en van het andere");
}

static void a_writing_is_one_change_with_one_word(void **state)
{
	struct summit *s = *state;
	fixture_write(s, 1, 0, "", "a");
	uint64_t before = s->seq;
	fixture_write(s, 1, 0, "a", "ab");
	assert_int_equal(s->seq, before + 1);
	assert_ptr_equal(s->log.items[s->log.count - 1].word, plan_of(s, 1)->texts[0]);
	assert_int_equal(plan_of(s, 1)->texts[0]->seq, s->seq);
}

static void a_field_may_become_empty(void **state)
{
	struct summit *s = *state;
	fixture_write(s, 1, 1, "", "weg ermee");
	assert_false(fixture_write(s, 1, 1, "weg ermee", ""));
	assert_reads(plan_of(s, 1)->texts[1], "");
}

static void the_same_text_again_changes_nothing(void **state)
{
	struct summit *s = *state;
	fixture_write(s, 1, 1, "", "hetzelfde");
	uint64_t before = s->seq;
	assert_false(fixture_write(s, 1, 1, "iets anders", "hetzelfde"));
	assert_false(fixture_write(s, 2, 1, "", ""));
	assert_int_equal(s->seq, before);
	assert_null(plan_of(s, 2));
}

static void who_did_not_know_what_stands_makes_a_variant(void **state)
{
	struct summit *s = *state;
	fixture_write(s, 1, 1, "", "boom");
	fixture_write(s, 1, 1, "boom", "bomen");
	assert_true(fixture_write(s, 1, 1, "boom", "struik"));
	const struct table_plan *plan = plan_of(s, 1);
	assert_reads(plan->texts[1], "bomen");
	assert_reads(plan->variants[1][0], "struik");
	assert_null(plan->variants[1][1]);
	assert_null(plan->variants[0][0]);
}

static void a_variant_is_one_however_often_it_comes(void **state)
{
	struct summit *s = *state;
	fixture_write(s, 1, 1, "", "bomen");
	fixture_write(s, 1, 1, "boom", "struik");
	uint64_t before = s->seq;
	assert_true(fixture_write(s, 1, 1, "boom", "struik"));
	assert_int_equal(s->seq, before);
}

static void writing_goes_on_in_its_variant(void **state)
{
	struct summit *s = *state;
	fixture_write(s, 1, 1, "", "bomen");
	fixture_write(s, 1, 1, "x", "str");
	assert_true(fixture_write(s, 1, 1, "str", "struik"));
	assert_reads(plan_of(s, 1)->variants[1][0], "struik");
	assert_null(plan_of(s, 1)->variants[1][1]);
}

static void writing_that_comes_to_what_stands_settles_its_variant(void **state)
{
	struct summit *s = *state;
	fixture_write(s, 1, 1, "", "bomen");
	fixture_write(s, 1, 1, "x", "struik");
	uint64_t before = s->seq;
	assert_false(fixture_write(s, 1, 1, "struik", "bomen"));
	assert_reads(plan_of(s, 1)->texts[1], "bomen");
	assert_null(plan_of(s, 1)->variants[1][0]);
	assert_int_equal(s->seq, before + 1);
	assert_null(s->log.items[s->log.count - 1].word);
}

static void writing_that_comes_to_another_variant_leaves_that_one(void **state)
{
	struct summit *s = *state;
	fixture_write(s, 1, 1, "", "bomen");
	fixture_write(s, 1, 1, "x", "struik");
	fixture_write(s, 1, 1, "x", "heg");
	assert_true(fixture_write(s, 1, 1, "struik", "heg"));
	assert_reads(plan_of(s, 1)->variants[1][0], "heg");
	assert_null(plan_of(s, 1)->variants[1][1]);
}

static void a_variant_that_what_stands_is_changed_to_stands(void **state)
{
	struct summit *s = *state;
	fixture_write(s, 1, 1, "", "bomen");
	fixture_write(s, 1, 1, "x", "struik");
	assert_false(fixture_write(s, 1, 1, "bomen", "struik"));
	assert_reads(plan_of(s, 1)->texts[1], "struik");
	assert_null(plan_of(s, 1)->variants[1][0]);
}

static void of_many_variants_the_oldest_goes(void **state)
{
	static const char *const texts[] = {"1", "2", "3", "4", "5"};
	struct summit *s = *state;
	fixture_write(s, 1, 1, "", "staat");
	for (size_t i = 0; i < 5; i++)
		assert_true(fixture_write(s, 1, 1, "x", texts[i]));
	const struct table_plan *plan = plan_of(s, 1);
	assert_reads(plan->texts[1], "staat");
	for (size_t i = 0; i < PLAN_VARIANTS_MOST; i++)
		assert_reads(plan->variants[1][i], texts[i + 1]);
}

static void where_nobody_wrote_any_text_stands(void **state)
{
	struct summit *s = *state;
	assert_false(fixture_write(s, 1, 1, "zoals het voor de herstart was", "en nu"));
	assert_reads(plan_of(s, 1)->texts[1], "en nu");
}

static enum err_code why_not(struct summit *s, const struct plan_writing *w)
{
	uint64_t before = s->seq;
	struct err e = {0};
	assert_false(plan_write(s, s->tables[0], w, &e));
	assert_int_equal(s->seq, before);
	return e.code;
}

static void what_cannot_be_written_is_refused(void **state)
{
	struct summit *s = *state;
	char long_title[TITLE_MOST * 2 + 3];
	struct plan_writing w = {.id = id_new(),
				 .step = s->steps[3]->e.id,
				 .theme = s->themes[0]->e.id,
				 .was = "",
				 .text = "a",
				 .text_len = 1};
	w.step = id_new();
	assert_int_equal(why_not(s, &w), ERR_UNKNOWN_ID);
	w.step = s->steps[1]->e.id;
	assert_int_equal(why_not(s, &w), ERR_NOT_A_ROUND);
	w.step = s->steps[3]->e.id;
	w.theme = id_new();
	assert_int_equal(why_not(s, &w), ERR_UNKNOWN_ID);
	w.theme = s->themes[0]->e.id;
	w.field = 3;
	assert_int_equal(why_not(s, &w), ERR_BAD_FIELD);
	w.field = 0;
	w.id = s->tables[2]->e.id;
	assert_int_equal(why_not(s, &w), ERR_ID_TAKEN);
	w.id = id_new();
	for (size_t i = 0; i <= TITLE_MOST; i++)
		memcpy(long_title + 2 * i, "\xc3\xa9", 2);
	w.text = long_title;
	w.text_len = 2 * (TITLE_MOST + 1);
	assert_int_equal(why_not(s, &w), ERR_TEXT_TOO_LONG);
	w.text_len -= 2;
	struct err e;
	assert_true(plan_write(s, s->tables[0], &w, &e));
}

static bool choose(struct summit *s, uint64_t version, uint64_t seen)
{
	struct err e;
	return plan_choose(s, s->tables[0], &plan_of(s, 1)->e.id, 1, version, seen, &e);
}

static void a_choice_settles_the_variants(void **state)
{
	struct summit *s = *state;
	fixture_write(s, 1, 1, "", "staat");
	fixture_write(s, 1, 1, "x", "een");
	fixture_write(s, 1, 1, "x", "twee");
	const struct table_plan *plan = plan_of(s, 1);
	assert_true(choose(s, plan->variants[1][0]->seq, plan->e.seq));
	assert_reads(plan->texts[1], "een");
	assert_null(plan->variants[1][0]);
}

static void what_stands_may_be_chosen(void **state)
{
	struct summit *s = *state;
	fixture_write(s, 1, 1, "", "staat");
	fixture_write(s, 1, 1, "x", "een");
	const struct table_plan *plan = plan_of(s, 1);
	assert_true(choose(s, plan->texts[1]->seq, plan->e.seq));
	assert_reads(plan->texts[1], "staat");
	assert_null(plan->variants[1][0]);
	uint64_t before = s->seq;
	assert_true(choose(s, plan->texts[1]->seq, plan->e.seq));
	assert_int_equal(s->seq, before);
}

static void what_came_after_the_choice_was_seen_stays(void **state)
{
	struct summit *s = *state;
	fixture_write(s, 1, 1, "", "staat");
	fixture_write(s, 1, 1, "x", "een");
	const struct table_plan *plan = plan_of(s, 1);
	uint64_t seen = plan->e.seq, version = plan->variants[1][0]->seq;
	fixture_write(s, 1, 1, "staat", "staat nu");
	fixture_write(s, 1, 1, "x", "twee");
	assert_true(choose(s, version, seen));
	assert_reads(plan->texts[1], "een");
	assert_reads(plan->variants[1][0], "twee");
	assert_reads(plan->variants[1][1], "staat nu");
}

static void a_choice_of_what_is_not_there_is_refused(void **state)
{
	struct summit *s = *state;
	struct err e;
	fixture_write(s, 1, 1, "", "staat");
	fixture_write(s, 1, 1, "x", "een");
	const struct table_plan *plan = plan_of(s, 1);
	const uint64_t version = plan->texts[1]->seq, before = s->seq;
	assert_false(plan_choose(s, s->tables[1], &plan->e.id, 1, version, before, &e));
	assert_int_equal(e.code, ERR_UNKNOWN_ID);
	assert_false(plan_choose(s, s->tables[0], &s->tables[0]->e.id, 1, version, before, &e));
	assert_int_equal(e.code, ERR_UNKNOWN_ID);
	assert_false(plan_choose(s, s->tables[0], &plan->e.id, 3, version, before, &e));
	assert_int_equal(e.code, ERR_BAD_FIELD);
	assert_false(plan_choose(s, s->tables[0], &plan->e.id, 0, version, before, &e));
	assert_int_equal(e.code, ERR_VERSION_CHANGED);
	assert_int_equal(s->seq, before);
}

static struct card *hand(struct summit *s, unsigned table, const struct id *id, struct err *e)
{
	const struct plan_handing handing = {
		.step = s->steps[3]->e.id, .card = *id, .at_ms = 9000 + (int64_t)s->seq};
	return plan_hand(s, summit_table(s, table), &handing, e) ? plan_of(s, table)->card : NULL;
}

static void a_plan_is_handed_in_as_a_card(void **state)
{
	struct summit *s = *state;
	struct id id = id_new();
	struct err e;
	fixture_card(s, 1, 0, "kaartje 1");
	fixture_write(s, 1, 0, "", "Een plein");
	fixture_write(s, 1, 2, "", "Wij samen");
	struct card *card = hand(s, 1, &id, &e);
	assert_reads(card->text, "Een plein\n\nWie\nWij samen");
	assert_int_equal(card->text->kind, CARD_PLAN);
	assert_int_equal(card->number, 2);
	assert_true(id_equal(&card->e.id, &id));
	assert_ptr_equal(card->plan, plan_of(s, 1));
	assert_ptr_equal(plan_of(s, 1)->card, card);
	assert_true(plan_of(s, 1)->handed_ms);
	assert_int_equal(s->themes[0]->tally->cards, 2);
}

static void handed_in_again_it_is_the_next_wording_of_that_card(void **state)
{
	struct summit *s = *state;
	struct id first = id_new(), second = id_new();
	struct err e;
	fixture_write(s, 1, 0, "", "Een plein");
	struct card *card = hand(s, 1, &first, &e);
	assert_true(card_read(s, &card->e.id, card->text->seq, &e));
	fixture_write(s, 1, 1, "", "Met bomen");
	assert_ptr_equal(hand(s, 1, &second, &e), card);
	assert_reads(card->text, "Een plein\n\nWat\nMet bomen");
	assert_reads(card->read, "Een plein");
	assert_int_equal(card->number, 1);
	assert_int_equal(card->text->seq, card->e.seq);
	uint64_t before = s->seq;
	assert_ptr_equal(hand(s, 1, &second, &e), card);
	assert_int_equal(s->seq, before);
	assert_true(card_withdraw(s, s->tables[0], &card->e.id, &e));
	assert_ptr_equal(hand(s, 1, &second, &e), card);
	assert_false(card->withdrawn);
	fixture_write(s, 1, 1, "Met bomen", "Zonder");
	assert_ptr_equal(hand(s, 1, &first, &e), card);
	assert_reads(card->read, "Een plein");
	assert_int_equal(card->others->earlier_count, 2);
}

static void a_plan_without_a_title_is_not_handed_in(void **state)
{
	struct summit *s = *state;
	struct id id = id_new();
	struct err e;
	assert_null(hand(s, 1, &id, &e));
	assert_int_equal(e.code, ERR_UNKNOWN_ID);
	fixture_write(s, 1, 1, "", "Met bomen");
	assert_null(hand(s, 1, &id, &e));
	assert_int_equal(e.code, ERR_TEXT_EMPTY);
	fixture_write(s, 1, 0, "", "Een plein");
	assert_null(hand(s, 1, &s->tables[0]->e.id, &e));
	assert_int_equal(e.code, ERR_ID_TAKEN);
	assert_null(plan_of(s, 1)->card);
	assert_int_equal(plan_of(s, 1)->handed_ms, 0);
}

static void a_plan_is_its_tables_and_the_teams(void **state)
{
	struct summit *s = *state;
	fixture_write(s, 1, 0, "", "Een plein");
	const struct entity *plan = &plan_of(s, 1)->e;
	assert_true(view_sees(VIEW_TABLE, s->tables[0], plan));
	assert_true(view_sees(VIEW_TEAM, NULL, plan));
	assert_false(view_sees(VIEW_TABLE, s->tables[1], plan));
	assert_false(view_sees(VIEW_PUBLIC, NULL, plan));
	assert_true(view_is_of_some_tables(plan));
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(the_first_writing_makes_the_plan),
		TEST(a_table_has_one_plan_in_a_step),
		TEST(a_writing_is_one_change_with_one_word),
		TEST(a_field_may_become_empty),
		TEST(the_same_text_again_changes_nothing),
		TEST(who_did_not_know_what_stands_makes_a_variant),
		TEST(a_variant_is_one_however_often_it_comes),
		TEST(writing_goes_on_in_its_variant),
		TEST(writing_that_comes_to_what_stands_settles_its_variant),
		TEST(writing_that_comes_to_another_variant_leaves_that_one),
		TEST(a_variant_that_what_stands_is_changed_to_stands),
		TEST(of_many_variants_the_oldest_goes),
		TEST(where_nobody_wrote_any_text_stands),
		TEST(what_cannot_be_written_is_refused),
		TEST(a_choice_settles_the_variants),
		TEST(what_stands_may_be_chosen),
		TEST(what_came_after_the_choice_was_seen_stays),
		TEST(a_choice_of_what_is_not_there_is_refused),
		TEST(a_plan_is_handed_in_as_a_card),
		TEST(handed_in_again_it_is_the_next_wording_of_that_card),
		TEST(a_plan_without_a_title_is_not_handed_in),
		TEST(a_plan_is_its_tables_and_the_teams),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
