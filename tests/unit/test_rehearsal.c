/* What a rehearsal's clients hold of what they are shown, and what it makes of times. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "cli/rehearsal/incident.h"
#include "cli/rehearsal/samples.h"
#include "cli/rehearsal/sight.h"

#define IDEA_1 "00000001-0000-4000-8000-000000000001"
#define IDEA_2 "00000002-0000-4000-8000-000000000002"
#define CARD_1 "00000003-0000-4000-8000-000000000003"

static struct sights all;
static unsigned fresh_ideas;

static int fresh_start(void **state)
{
	(void)state;
	all = (struct sights){0};
	fresh_ideas = 0;
	return 0;
}

static int finish(void **state)
{
	(void)state;
	sights_finish(&all);
	return 0;
}

static void count_fresh(void *self, const struct thing *idea)
{
	(void)self;
	assert_non_null(idea);
	fresh_ideas++;
}

static const struct heard *hear(const char *text)
{
	struct err e;
	const struct heard *heard = sights_hear(&all, AUDIENCE_PUBLIC, text, strlen(text), &e);

	if (!heard)
		fail_msg("%s: %s", text, e.text);
	return heard;
}

static void show(struct sight *own, const char *text)
{
	sight_take(&all, own, hear(text), count_fresh, NULL);
}

static const struct seen *held(const struct sight *own, const char *text)
{
	struct id id;

	assert_true(id_read(text, &id));
	return sight_of(&all, own, &id);
}

#define PUBLISHED(id, seq)                                                                         \
	"{\"type\":\"idea\",\"id\":\"" id "\",\"seq\":" seq ",\"title\":\"Tuin " seq               \
	"\",\"version\":" seq ",\"state\":\"published\"}"
#define CARD(id, seq)                                                                              \
	"{\"type\":\"card\",\"id\":\"" id "\",\"seq\":" seq                                        \
	",\"number\":\"12-3\",\"text\":\"Gras\",\"version\":1,\"idea\":\"" IDEA_1 "\"}"
#define GONE(type, id, seq)                                                                        \
	"{\"type\":\"" type "\",\"id\":\"" id "\",\"seq\":" seq ",\"gone\":true}"
#define FULL(seq, part, last, set)                                                                 \
	"{\"t\":\"state\",\"seq\":" seq ",\"full\":true,\"part\":" part ",\"last\":" last          \
	",\"set\":[" set "]}"
#define DELTA(seq, set) "{\"t\":\"state\",\"seq\":" seq ",\"set\":[" set "]}"

static void the_same_bytes_are_read_once(void **state)
{
	(void)state;
	const struct heard *first = hear(DELTA("1", PUBLISHED(IDEA_1, "1")));
	assert_ptr_equal(first, hear(DELTA("1", PUBLISHED(IDEA_1, "1"))));
	assert_ptr_not_equal(first, hear(DELTA("2", PUBLISHED(IDEA_1, "2"))));
	for (int i = 0; i < 2 * HEARD_KEPT; i++) {
		char text[80];
		snprintf(text, sizeof text, "{\"t\":\"state\",\"seq\":%d,\"set\":[]}", 100 + i);
		hear(text);
	}
	assert_int_equal(hear(DELTA("1", PUBLISHED(IDEA_1, "1")))->seen_count, 1);
}

static void a_full_state_counts_at_its_last_part(void **state)
{
	struct sight own = {0};

	(void)state;
	show(&own, FULL("7", "1", "false", PUBLISHED(IDEA_1, "3")));
	assert_false(own.has_cursor);
	assert_null(held(&own, IDEA_1));
	show(&own, FULL("7", "2", "true", CARD(CARD_1, "4")));
	assert_true(own.has_cursor && own.cursor == 7);
	assert_non_null(held(&own, IDEA_1));
	assert_int_equal(held(&own, CARD_1)->table, 12);
	show(&own, FULL("9", "1", "true", PUBLISHED(IDEA_2, "8")));
	assert_null(held(&own, IDEA_1));
	assert_null(held(&own, CARD_1));
	assert_non_null(held(&own, IDEA_2));
	sight_finish(&own);
}

static void a_full_state_that_breaks_off_is_forgotten(void **state)
{
	struct sight own = {0};

	(void)state;
	show(&own, FULL("5", "1", "true", PUBLISHED(IDEA_1, "3")));
	show(&own, FULL("7", "1", "false", PUBLISHED(IDEA_2, "6")));
	sight_break_off(&own);
	assert_int_equal(own.cursor, 5);
	show(&own, DELTA("8", CARD(CARD_1, "8")));
	assert_non_null(held(&own, IDEA_1));
	assert_null(held(&own, IDEA_2));
	show(&own, FULL("9", "1", "true", CARD(CARD_1, "8")));
	assert_null(held(&own, IDEA_2));
	sight_finish(&own);
}

static void older_states_change_nothing_and_gone_ones_go(void **state)
{
	struct sight own = {0};

	(void)state;
	show(&own, DELTA("5", PUBLISHED(IDEA_1, "5")));
	show(&own, DELTA("6", PUBLISHED(IDEA_1, "4")));
	assert_int_equal(held(&own, IDEA_1)->seq, 5);
	show(&own, DELTA("7", GONE("idea", IDEA_1, "7")));
	assert_null(held(&own, IDEA_1));
	sight_finish(&own);
}

static void an_idea_is_fresh_once(void **state)
{
	struct sight own = {0};

	(void)state;
	show(&own, FULL("5", "1", "true", PUBLISHED(IDEA_1, "5")));
	assert_int_equal(fresh_ideas, 1);
	show(&own, DELTA("6", PUBLISHED(IDEA_1, "6") "," PUBLISHED(IDEA_2, "6")));
	assert_int_equal(fresh_ideas, 2);
	show(&own, FULL("6", "1", "true", PUBLISHED(IDEA_2, "6") "," PUBLISHED(IDEA_1, "6")));
	assert_int_equal(fresh_ideas, 2);
	sight_finish(&own);
}

static bool is_idea(const void *self, const struct seen *seen)
{
	(void)self;
	return seen->type == ENTITY_IDEA;
}

static void two_who_see_the_same_fold_to_the_same(void **state)
{
	struct sight one = {0}, other = {0};
	struct fold a, b;

	(void)state;
	show(&one, DELTA("5", PUBLISHED(IDEA_1, "3") "," CARD(CARD_1, "4")));
	show(&other, DELTA("4", CARD(CARD_1, "4")));
	a = sight_fold(&all, &one, NULL, NULL);
	b = sight_fold(&all, &other, NULL, NULL);
	assert_false(fold_equal(&a, &b));
	show(&other, DELTA("5", PUBLISHED(IDEA_1, "3")));
	b = sight_fold(&all, &other, NULL, NULL);
	assert_true(fold_equal(&a, &b) && a.ideas == 1 && a.cards == 1);
	show(&other, DELTA("6", PUBLISHED(IDEA_1, "6")));
	b = sight_fold(&all, &other, NULL, NULL);
	assert_false(fold_equal(&a, &b)); /* another title */
	a = sight_fold(&all, &one, is_idea, NULL);
	assert_true(a.ideas == 1 && a.cards == 0);
	sight_finish(&one);
	sight_finish(&other);
}

static void what_is_told_differently_is_counted(void **state)
{
	struct id epoch = id_new();

	(void)state;
	hear(DELTA("5", PUBLISHED(IDEA_1, "5")));
	hear(DELTA("6", PUBLISHED(IDEA_1, "5")));
	assert_int_equal(all.contradicted, 0);
	hear(DELTA("6", "{\"type\":\"idea\",\"id\":\"" IDEA_1 "\",\"seq\":5,\"title\":\"Plein\"}"));
	assert_int_equal(all.contradicted, 1);
	sights_epoch(&all, &epoch);
	hear(DELTA("7", PUBLISHED(IDEA_1, "5")));
	assert_int_equal(all.contradicted, 1);
}

static void shares_of_times_are_times_that_were(void **state)
{
	struct samples s = {0};

	(void)state;
	assert_true(samples_share(&s, 0.5) == 0);
	for (int i = 100; i > 0; i--)
		samples_add(&s, i);
	assert_true(samples_share(&s, 0.5) == 50);
	assert_true(samples_share(&s, 0.99) == 99);
	assert_true(samples_share(&s, 1) == 100);
	samples_add(&s, -5);
	assert_true(samples_share(&s, 0) == 0);
	samples_add(&s, INT64_MAX);
	assert_true(samples_share(&s, 1) == UINT32_MAX);
	samples_finish(&s);
}

static void every_incident_of_a_profile_can_be_told(void **state)
{
	static const char *const names[] = {"plan", "leiden", "storm"};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		const struct profile *p = profile_find(names[i]);
		assert_true(p->cards_least > 0 && p->cards_least <= p->cards_most);
		for (size_t k = 0; k < p->incident_count; k++) {
			const struct planned *planned = &p->incidents[k];
			assert_true(planned->kind->begin && planned->kind->tell);
			assert_true(planned->from == BEFORE_THE_DAY || planned->kind->needs);
			assert_true(planned->to <= 1);
		}
	}
	assert_null(profile_find("picnic"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fresh_start, finish)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_same_bytes_are_read_once),
		TEST(a_full_state_counts_at_its_last_part),
		TEST(a_full_state_that_breaks_off_is_forgotten),
		TEST(older_states_change_nothing_and_gone_ones_go),
		TEST(an_idea_is_fresh_once),
		TEST(two_who_see_the_same_fold_to_the_same),
		TEST(what_is_told_differently_is_counted),
		TEST(shares_of_times_are_times_that_were),
		TEST(every_incident_of_a_profile_can_be_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
