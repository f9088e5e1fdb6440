/* Weighings and ballots. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "weighing_fixture.h"

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

static void a_weighing_is_a_draft_until_it_is_opened(void **state)
{
	struct summit *s = *state;
	struct weighing *w = fixture_weighing(s);
	struct err e;
	assert_int_equal(w->state, WEIGHING_DRAFT);
	assert_int_equal(w->slate->count, 3);
	assert_false(view_sees(VIEW_PUBLIC, NULL, &w->e));
	assert_false(view_sees(VIEW_TABLE, s->tables[0], &w->e));
	assert_true(view_sees(VIEW_TEAM, NULL, &w->e));
	assert_true(weighing_open(s, &w->e.id, &e));
	assert_true(view_sees(VIEW_PUBLIC, NULL, &w->e));
	assert_true(view_sees(VIEW_TABLE, s->tables[0], &w->e));
	uint64_t before = s->seq;
	assert_true(weighing_open(s, &w->e.id, &e));
	assert_int_equal(s->seq, before);
}

static void a_draft_may_be_put_otherwise(void **state)
{
	struct summit *s = *state;
	struct weighing *w = fixture_weighing(s);
	const struct id ideas[] = {w->slate->ideas[2].idea->e.id};
	struct weighing_new new = {.id = w->e.id,
				   .step = s->steps[0]->e.id,
				   .title = "Anders",
				   .title_len = 6,
				   .ideas = ideas,
				   .idea_count = 1,
				   .points = 3};
	struct err e;
	assert_true(weighing_put(s, &new, &e));
	assert_string_equal(w->title, "Anders");
	assert_ptr_equal(w->step, s->steps[0]);
	assert_int_equal(w->slate->count, 1);
	assert_int_equal(w->points, 3);
	assert_true(weighing_open(s, &w->e.id, &e));
	assert_true(weighing_close(s, &w->e.id, &e));
	assert_false(weighing_put(s, &new, &e));
	assert_int_equal(e.code, ERR_NOT_OPEN);
}

static void what_cannot_be_weighed_is_refused(void **state)
{
	struct summit *s = *state;
	struct weighing *w = fixture_weighing(s);
	struct id ideas[] = {w->slate->ideas[0].idea->e.id, w->slate->ideas[0].idea->e.id};
	struct weighing_new new = {.id = id_new(),
				   .title = "a",
				   .title_len = 1,
				   .ideas = ideas,
				   .idea_count = 2,
				   .points = 3};
	uint64_t before = s->seq;
	struct err e;
	assert_false(weighing_put(s, &new, &e));
	assert_int_equal(e.code, ERR_BAD_FIELD);
	ideas[1] = id_new();
	assert_false(weighing_put(s, &new, &e));
	assert_int_equal(e.code, ERR_UNKNOWN_ID);
	new.idea_count = 1;
	new.step = id_new();
	assert_false(weighing_put(s, &new, &e));
	assert_int_equal(e.code, ERR_UNKNOWN_ID);
	new.step = (struct id){0};
	new.id = s->tables[0]->e.id;
	assert_false(weighing_put(s, &new, &e));
	assert_int_equal(e.code, ERR_ID_TAKEN);
	assert_int_equal(s->seq, before);
}

static void what_is_not_published_is_not_weighed(void **state)
{
	struct summit *s = *state;
	struct weighing *w = fixture_weighing(s);
	struct err e;
	assert_true(idea_withdraw(s, &w->slate->ideas[1].idea->e.id, &e));
	assert_false(weighing_open(s, &w->e.id, &e));
	assert_int_equal(e.code, ERR_UNKNOWN_ID);
}

static void each_step_of_a_weighing_has_its_turn(void **state)
{
	struct summit *s = *state;
	struct weighing *w = fixture_weighing(s);
	const struct id *id = &w->e.id;
	struct err e;
	assert_false(weighing_close(s, id, &e));
	assert_int_equal(e.code, ERR_NOT_OPEN);
	assert_false(weighing_show(s, id, &e));
	assert_int_equal(e.code, ERR_NOT_OPEN);
	assert_true(weighing_open(s, id, &e));
	assert_false(weighing_show(s, id, &e));
	assert_true(weighing_close(s, id, &e) && weighing_close(s, id, &e));
	assert_true(weighing_open(s, id, &e) && weighing_close(s, id, &e));
	assert_true(weighing_show(s, id, &e) && weighing_show(s, id, &e));
	assert_true(weighing_close(s, id, &e));
	assert_int_equal(w->state, WEIGHING_SHOWN);
	assert_false(weighing_open(s, id, &e));
	assert_int_equal(e.code, ERR_NOT_OPEN);
	assert_false(weighing_open(s, &s->tables[0]->e.id, &e));
	assert_int_equal(e.code, ERR_UNKNOWN_ID);
}

static void a_table_has_one_ballot(void **state)
{
	struct summit *s = *state;
	struct weighing *w = fixture_open_weighing(s);
	assert_int_equal(fixture_cast(s, w, 1, (unsigned[3]){0}, (unsigned[3]){6, 4, 0}), ERR_NONE);
	assert_int_equal(fixture_cast(s, w, 1, (unsigned[3]){6, 4, 0}, (unsigned[3]){0, 0, 10}),
			 ERR_NONE);
	assert_int_equal(s->ballot_count, 1);
	assert_int_equal(w->cast->shares->count, 1);
	assert_int_equal(w->cast->shares->of[0].points, 10);
	assert_false(w->cast->late);
}

static void who_did_not_know_how_it_was_looks_again(void **state)
{
	struct summit *s = *state;
	struct weighing *w = fixture_open_weighing(s);
	fixture_cast(s, w, 1, (unsigned[3]){0}, (unsigned[3]){6, 4, 0});
	uint64_t before = s->seq;
	assert_int_equal(fixture_cast(s, w, 1, (unsigned[3]){0}, (unsigned[3]){5, 5, 0}),
			 ERR_VERSION_CHANGED);
	assert_int_equal(fixture_cast(s, w, 1, (unsigned[3]){6, 3, 0}, (unsigned[3]){5, 5, 0}),
			 ERR_VERSION_CHANGED);
	assert_int_equal(fixture_cast(s, w, 1, (unsigned[3]){0}, (unsigned[3]){6, 4, 0}), ERR_NONE);
	assert_int_equal(s->seq, before);
}

static void the_order_of_shares_does_not_matter(void **state)
{
	struct summit *s = *state;
	struct weighing *w = fixture_open_weighing(s);
	const struct idea_points turned[] = {{w->slate->ideas[1].idea->e.id, 4},
					     {w->slate->ideas[0].idea->e.id, 6}};
	const struct idea_points all[] = {{w->slate->ideas[2].idea->e.id, 10}};
	struct ballot_new new = {.id = id_new(),
				 .weighing = w->e.id,
				 .was = turned,
				 .was_count = 2,
				 .shares = all,
				 .share_count = 1};
	struct err e;
	fixture_cast(s, w, 1, (unsigned[3]){0}, (unsigned[3]){6, 4, 0});
	assert_true(ballot_cast(s, s->tables[0], &new, &e));
	assert_int_equal(w->cast->shares->of[0].points, 10);
}

static void without_a_ballot_any_was_will_do(void **state)
{
	struct summit *s = *state;
	struct weighing *w = fixture_open_weighing(s);
	assert_int_equal(fixture_cast(s, w, 1, (unsigned[3]){1, 1, 1}, (unsigned[3]){6, 4, 0}),
			 ERR_NONE);
	assert_int_equal(w->ballots, 1);
}

static void a_ballot_that_does_not_fit_is_refused(void **state)
{
	struct summit *s = *state;
	struct weighing *w = fixture_open_weighing(s);
	struct idea *other = fixture_idea(s, fixture_card(s, 1, 0, "niet gewogen"));
	struct idea_points shares[] = {{w->slate->ideas[0].idea->e.id, 5},
				       {w->slate->ideas[0].idea->e.id, 5}};
	struct ballot_new new = {
		.id = id_new(), .weighing = w->e.id, .shares = shares, .share_count = 2};
	uint64_t before = s->seq;
	struct err e;
	assert_false(ballot_cast(s, s->tables[0], &new, &e));
	assert_int_equal(e.code, ERR_BAD_BALLOT);
	shares[1].idea = other->e.id;
	assert_false(ballot_cast(s, s->tables[0], &new, &e));
	assert_int_equal(e.code, ERR_BAD_BALLOT);
	shares[1].idea = w->slate->ideas[1].idea->e.id;
	shares[1].points = 6;
	assert_false(ballot_cast(s, s->tables[0], &new, &e));
	assert_int_equal(e.code, ERR_BAD_BALLOT);
	shares[1].points = 5;
	new.id = s->tables[0]->e.id;
	assert_false(ballot_cast(s, s->tables[0], &new, &e));
	assert_int_equal(e.code, ERR_ID_TAKEN);
	new.weighing = s->tables[0]->e.id;
	assert_false(ballot_cast(s, s->tables[0], &new, &e));
	assert_int_equal(e.code, ERR_UNKNOWN_ID);
	assert_int_equal(s->seq, before);
}

static void a_draft_takes_no_ballots(void **state)
{
	struct summit *s = *state;
	struct weighing *w = fixture_weighing(s);
	assert_int_equal(fixture_cast(s, w, 1, (unsigned[3]){0}, (unsigned[3]){6, 4, 0}),
			 ERR_NOT_OPEN);
}

static void tables_are_counted_that_gave_points(void **state)
{
	struct summit *s = *state;
	struct weighing *w = fixture_open_weighing(s);
	uint64_t opened = w->told;
	fixture_cast(s, w, 1, (unsigned[3]){0}, (unsigned[3]){6, 4, 0});
	assert_int_equal(w->ballots, 1);
	assert_int_equal(w->e.seq, w->cast->e.seq);
	assert_int_equal(w->told, opened);
	assert_int_equal(s->log.items[s->log.count - 1].is.e.type, ENTITY_BALLOT);
	fixture_cast(s, w, 2, (unsigned[3]){0}, (unsigned[3]){1, 0, 0});
	assert_int_equal(w->ballots, 2);
	uint64_t counted = w->e.seq;
	fixture_cast(s, w, 2, (unsigned[3]){1, 0, 0}, (unsigned[3]){2, 0, 0});
	assert_int_equal(w->e.seq, counted);
	fixture_cast(s, w, 2, (unsigned[3]){2, 0, 0}, (unsigned[3]){0});
	assert_int_equal(w->ballots, 1);
}

static void assert_ranked(const struct weighing *w, size_t place, size_t idea, unsigned points,
			  unsigned tables)
{
	const struct weighed *ranked[WEIGHING_IDEAS_MOST];
	weighing_rank(w, ranked);
	assert_ptr_equal(ranked[place], &w->slate->ideas[idea]);
	assert_int_equal(ranked[place]->points, points);
	assert_int_equal(ranked[place]->tables, tables);
}

static void the_outcome_is_made_when_it_closes(void **state)
{
	struct summit *s = *state;
	struct weighing *w = fixture_open_weighing(s);
	struct err e;
	fixture_cast(s, w, 1, (unsigned[3]){0}, (unsigned[3]){2, 3, 3});
	fixture_cast(s, w, 2, (unsigned[3]){0}, (unsigned[3]){0, 4, 4});
	fixture_cast(s, w, 3, (unsigned[3]){0}, (unsigned[3]){9, 0, 0});
	assert_ranked(w, 0, 0, 0, 0);
	assert_true(weighing_close(s, &w->e.id, &e));
	assert_ranked(w, 0, 0, 11, 2);
	assert_ranked(w, 1, 1, 7, 2);
	assert_ranked(w, 2, 2, 7, 2);
	assert_int_equal(w->ballots, 3);
}

static void a_late_ballot_is_kept_and_not_counted(void **state)
{
	struct summit *s = *state;
	struct weighing *w = fixture_open_weighing(s);
	struct err e;
	fixture_cast(s, w, 1, (unsigned[3]){0}, (unsigned[3]){10, 0, 0});
	assert_true(weighing_close(s, &w->e.id, &e));
	uint64_t closed = w->e.seq;
	assert_int_equal(fixture_cast(s, w, 2, (unsigned[3]){0}, (unsigned[3]){0, 10, 0}),
			 ERR_NONE);
	assert_true(w->cast->late);
	assert_int_equal(fixture_cast(s, w, 1, (unsigned[3]){10, 0, 0}, (unsigned[3]){0, 0, 10}),
			 ERR_NONE);
	assert_int_equal(w->e.seq, closed);
	assert_int_equal(w->ballots, 1);
	assert_ranked(w, 0, 0, 10, 1);
	assert_true(weighing_show(s, &w->e.id, &e));
	assert_int_equal(fixture_cast(s, w, 3, (unsigned[3]){0}, (unsigned[3]){1, 0, 0}), ERR_NONE);
	assert_ranked(w, 0, 0, 10, 1);
}

static void the_same_points_after_the_close_are_not_late(void **state)
{
	struct summit *s = *state;
	struct weighing *w = fixture_open_weighing(s);
	struct err e;
	fixture_cast(s, w, 1, (unsigned[3]){0}, (unsigned[3]){10, 0, 0});
	assert_true(weighing_close(s, &w->e.id, &e));
	assert_int_equal(fixture_cast(s, w, 1, (unsigned[3]){0}, (unsigned[3]){10, 0, 0}),
			 ERR_NONE);
	assert_false(w->cast->late);
}

static void opened_again_late_ballots_count(void **state)
{
	struct summit *s = *state;
	struct weighing *w = fixture_open_weighing(s);
	struct err e;
	fixture_cast(s, w, 1, (unsigned[3]){0}, (unsigned[3]){10, 0, 0});
	assert_true(weighing_close(s, &w->e.id, &e));
	fixture_cast(s, w, 2, (unsigned[3]){0}, (unsigned[3]){0, 10, 0});
	assert_true(weighing_open(s, &w->e.id, &e));
	assert_false(w->cast->late);
	assert_int_equal(w->ballots, 2);
	assert_ranked(w, 0, 0, 0, 0);
	assert_true(weighing_close(s, &w->e.id, &e));
	assert_ranked(w, 1, 1, 10, 1);
	assert_int_equal(w->ballots, 2);
}

static void a_ballot_is_its_tables_and_the_teams(void **state)
{
	struct summit *s = *state;
	struct weighing *w = fixture_open_weighing(s);
	fixture_cast(s, w, 1, (unsigned[3]){0}, (unsigned[3]){10, 0, 0});
	assert_true(view_sees(VIEW_TABLE, s->tables[0], &w->cast->e));
	assert_true(view_sees(VIEW_TEAM, NULL, &w->cast->e));
	assert_false(view_sees(VIEW_TABLE, s->tables[1], &w->cast->e));
	assert_false(view_sees(VIEW_PUBLIC, NULL, &w->cast->e));
	assert_true(view_is_of_some_tables(&w->cast->e));
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_weighing_is_a_draft_until_it_is_opened),
		TEST(a_draft_may_be_put_otherwise),
		TEST(what_cannot_be_weighed_is_refused),
		TEST(what_is_not_published_is_not_weighed),
		TEST(each_step_of_a_weighing_has_its_turn),
		TEST(a_table_has_one_ballot),
		TEST(who_did_not_know_how_it_was_looks_again),
		TEST(the_order_of_shares_does_not_matter),
		TEST(without_a_ballot_any_was_will_do),
		TEST(a_ballot_that_does_not_fit_is_refused),
		TEST(a_draft_takes_no_ballots),
		TEST(tables_are_counted_that_gave_points),
		TEST(the_outcome_is_made_when_it_closes),
		TEST(a_late_ballot_is_kept_and_not_counted),
		TEST(the_same_points_after_the_close_are_not_late),
		TEST(opened_again_late_ballots_count),
		TEST(a_ballot_is_its_tables_and_the_teams),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
