/* Cards that are edited, on one device or on several that were apart, taken back and given again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "summit_fixture.h"

static struct summit *s;
static struct card *card;
static struct err e;

static int set_up(void **state)
{
	(void)state;
	s = fixture_summit();
	card = fixture_card(s, 1, 0, "A");
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	summit_destroy(s);
	return 0;
}

/* An edit of a device that knew the card as `was`; whether it is a variant. */
static bool edit(const char *was, const char *to)
{
	const struct wording from = {.text = was}, wording = {.text = to};

	assert_true(card_edit(s, s->tables[0], &card->e.id, &from, &wording, &e));
	return card_offers(card, &wording);
}

static bool choose(uint64_t version, uint64_t seen)
{
	return card_choose(s, s->tables[0], &card->e.id, version, seen, &e);
}

/* What stands, its variants and what it was before: "C (B) A". */
static void reads(const char *wanted)
{
	char is[400];
	size_t len = (size_t)snprintf(is, sizeof is, "%s", card->text->text);
	const struct others none = {0}, *o = card->others ? card->others : &none;

	for (size_t i = 0; i < o->variant_count; i++)
		len += (size_t)snprintf(is + len, sizeof is - len, " (%s)", o->variants[i]->text);
	for (size_t i = 0; i < o->earlier_count; i++)
		len += (size_t)snprintf(is + len, sizeof is - len, " %s", o->earlier[i]->text);
	assert_string_equal(is, wanted);
}

static void an_edit_stands_and_is_a_new_version(void **state)
{
	uint64_t before = card->text->seq;

	(void)state;
	assert_false(edit("A", "B"));
	reads("B A");
	assert_int_equal(card->text->seq, s->seq);
	assert_int_equal(card->others->earlier[0]->seq, before);
	assert_ptr_equal(s->log.items[s->log.count - 1].word, card->text);
}

static void the_wording_that_stands_changes_nothing(void **state)
{
	uint64_t before = s->seq;

	(void)state;
	assert_false(edit("A", "A"));
	assert_false(edit("something else", "A"));
	assert_int_equal(s->seq, before);
	reads("A");
}

static void kind_language_and_translation_are_part_of_a_wording(void **state)
{
	struct wording was = {.text = "A"}, to = {.kind = CARD_CONCERN, .text = "A"};

	(void)state;
	assert_true(card_edit(s, s->tables[0], &card->e.id, &was, &to, &e));
	assert_int_equal(card->text->kind, CARD_CONCERN);
	was = to;
	strcpy(to.language, "tr");
	assert_true(card_edit(s, s->tables[0], &card->e.id, &was, &to, &e));
	was = to;
	to.translation = "In het Nederlands";
	assert_true(card_edit(s, s->tables[0], &card->e.id, &was, &to, &e));
	assert_string_equal(card->text->language, "tr");
	assert_string_equal(card->text->translation, "In het Nederlands");
	reads("A A A A");
	was.language[0] = '\0';
	to.translation = "Anders";
	assert_true(card_edit(s, s->tables[0], &card->e.id, &was, &to, &e));
	assert_true(card_offers(card, &to));
}

static void of_two_devices_the_first_stands_and_the_second_is_offered(void **state)
{
	(void)state;
	assert_false(edit("A", "B"));
	assert_true(edit("A", "C"));
	reads("B (C) A");
	assert_int_equal(card->others->variants[0]->seq, s->seq);
}

static void a_repeat_of_either_changes_nothing(void **state)
{
	(void)state;
	edit("A", "B");
	edit("A", "C");
	uint64_t before = s->seq;
	assert_true(edit("A", "C"));
	assert_false(edit("A", "B"));
	assert_int_equal(s->seq, before);
}

static void one_device_goes_on_from_its_own_variant(void **state)
{
	(void)state;
	edit("A", "B");
	assert_true(edit("A", "C"));
	assert_true(edit("C", "D"));
	reads("B (D) C A");
	assert_false(edit("D", "B"));
	reads("B D C A");
}

static void both_may_come_to_the_same_words(void **state)
{
	(void)state;
	edit("A", "B");
	edit("A", "C");
	assert_false(edit("B", "C"));
	reads("C B A");
}

/* Two devices each make their edits in order; in each of the ways in which those can interleave
 * every text is there at the end. */
static void no_order_of_two_devices_loses_a_text(void **state)
{
	static const char *const one[] = {"A", "B", "C", "D"}, *const two[] = {"A", "X", "Y", "Z"};

	(void)state;
	for (unsigned order = 0; order < 64; order++) {
		size_t i = 0, k = 0;
		if (__builtin_popcount(order) != 3)
			continue;
		card = fixture_card(s, 1, 0, "A");
		for (unsigned bit = 0; bit < 6; bit++) {
			bool first = order >> bit & 1;
			size_t *at = first ? &i : &k;
			edit((first ? one : two)[*at], (first ? one : two)[*at + 1]);
			++*at;
		}
		assert_int_equal(card->others->variant_count, 1);
		assert_int_equal(card->others->earlier_count, 5);
		assert_string_equal(card->text->text, order & 1 ? "D" : "Z");
		assert_string_equal(card->others->variants[0]->text, order & 1 ? "Z" : "D");
	}
}

#define EDITS_MOST EARLIER_MOST /* so that the card remembers them all */

struct device { /* what its people see, and their edits that are not delivered yet */
	unsigned sees;
	struct {
		unsigned was, to;
	} waiting[EDITS_MOST];
	size_t count;
};

static const char *text_of(unsigned n)
{
	static char texts[2][8];
	static unsigned turn;
	char *text = texts[turn++ % 2];

	snprintf(text, sizeof texts[0], "%u", n);
	return text;
}

static void deliver(struct device *d)
{
	for (size_t i = 0; i < d->count; i++)
		edit(text_of(d->waiting[i].was), text_of(d->waiting[i].to));
	d->count = 0;
	d->sees = (unsigned)atoi(card->text->text);
}

/* How often each text is there: what stands, variants and earlier wordings. */
static void count_texts(unsigned *times)
{
	const struct others none = {0}, *o = card->others ? card->others : &none;

	times[atoi(card->text->text)]++;
	for (size_t i = 0; i < o->variant_count; i++)
		times[atoi(o->variants[i]->text)]++;
	for (size_t i = 0; i < o->earlier_count; i++)
		times[atoi(o->earlier[i]->text)]++;
}

/* Text 0 is the card as it was; each edit brings the next number. */
static void no_history_of_two_devices_loses_or_invents_a_text(void **state)
{
	unsigned seed = 1, with_variants = 0;

	(void)state;
	for (unsigned history = 0; history < 1000; history++) {
		struct device devices[2] = {0};
		unsigned times[EDITS_MOST + 1] = {0}, edits = 0;
		card = fixture_card(s, 1, 0, "0");
		while (edits < EDITS_MOST) {
			struct device *d = &devices[rand_r(&seed) % 2];
			if (rand_r(&seed) % 3 == 0) {
				deliver(d);
				continue;
			}
			d->waiting[d->count].was = d->sees;
			d->waiting[d->count++].to = d->sees = ++edits;
		}
		deliver(&devices[rand_r(&seed) % 2]);
		deliver(&devices[0]);
		deliver(&devices[1]);
		if (card->others->variant_count) {
			with_variants++;
			assert_true(choose(card->others->variants[0]->seq, s->seq));
		}
		count_texts(times);
		for (unsigned text = 0; text <= EDITS_MOST; text++)
			assert_int_equal(times[text], 1);
	}
	assert_in_range(with_variants, 100, 990);
}

static void a_fifth_variant_makes_an_earlier_wording_of_the_first(void **state)
{
	(void)state;
	edit("A", "B");
	edit("A", "1");
	edit("A", "2");
	edit("A", "3");
	edit("A", "4");
	edit("A", "5");
	reads("B (5) (4) (3) (2) 1 A");
}

static void a_card_remembers_its_last_eight_wordings(void **state)
{
	char was[2] = "A", to[2] = "B";

	(void)state;
	assert_true(card_read(s, &card->e.id, card->text->seq, &e));
	for (; to[0] <= 'K'; was[0]++, to[0]++)
		edit(was, to);
	reads("K J I H G F E D C");
	assert_string_equal(card->read->text, "A");
}

static void choosing_a_variant_brings_it_in_anew(void **state)
{
	(void)state;
	edit("A", "B");
	edit("A", "C");
	uint64_t version = card->others->variants[0]->seq;
	assert_true(choose(version, s->seq));
	reads("C B A");
	assert_int_equal(card->text->seq, s->seq);
	assert_true(card->text->seq > version);
}

static void choosing_what_stands_settles_the_variants(void **state)
{
	(void)state;
	edit("A", "B");
	edit("A", "C");
	edit("A", "D");
	uint64_t version = card->text->seq, before = s->seq;
	assert_true(choose(version, s->seq));
	reads("B D C A");
	assert_int_equal(card->text->seq, version);
	assert_int_equal(s->seq, before + 1);
	assert_true(choose(version, s->seq));
	assert_int_equal(s->seq, before + 1);
}

static void an_earlier_wording_can_be_chosen(void **state)
{
	(void)state;
	edit("A", "B");
	assert_true(choose(card->others->earlier[0]->seq, s->seq));
	reads("A B A");
}

static void a_variant_that_was_not_seen_is_still_offered(void **state)
{
	(void)state;
	edit("A", "B");
	edit("A", "C");
	uint64_t seen = s->seq;
	edit("A", "D");
	assert_true(choose(card->text->seq, seen));
	reads("B (D) C A");
}

static void choosing_is_refused_when_another_text_stands_by_now(void **state)
{
	(void)state;
	edit("A", "B");
	edit("A", "C");
	uint64_t seen = s->seq, version = card->others->variants[0]->seq;
	edit("B", "E");
	uint64_t before = s->seq;
	assert_false(choose(version, seen));
	assert_int_equal(e.code, ERR_VERSION_CHANGED);
	assert_false(choose(4711, s->seq));
	assert_int_equal(e.code, ERR_VERSION_CHANGED);
	assert_int_equal(s->seq, before);
}

static void reading_does_not_stand_in_the_way_of_choosing(void **state)
{
	(void)state;
	edit("A", "B");
	edit("A", "C");
	uint64_t seen = s->seq;
	assert_true(card_read(s, &card->e.id, card->text->seq, &e));
	assert_true(choose(card->others->variants[0]->seq, seen));
	reads("C B A");
}

static void an_edited_card_waits_for_a_reader_and_the_public_keeps_what_was_read(void **state)
{
	(void)state;
	struct idea *idea = fixture_idea(s, card);
	assert_true(idea_publish(s, &idea->e.id, idea->title->seq, &e));
	edit("A", "B");
	assert_true(view_sees(VIEW_PUBLIC, NULL, &card->e));
	assert_string_equal(card->read->text, "A");
	assert_ptr_not_equal(card->read, card->text);
	assert_int_equal(s->themes[0]->tally->read, 1);
	assert_true(card_read(s, &card->e.id, card->text->seq, &e));
	assert_ptr_equal(card->read, card->text);
	assert_int_equal(s->themes[0]->tally->read, 1);
}

static void tables_change_their_own_cards_alone(void **state)
{
	const struct wording was = {.text = "A"}, to = {.text = "B"};
	const struct table *other = s->tables[1];
	uint64_t before = s->seq;

	(void)state;
	assert_false(card_edit(s, other, &card->e.id, &was, &to, &e));
	assert_int_equal(e.code, ERR_UNKNOWN_ID);
	assert_false(card_choose(s, other, &card->e.id, card->text->seq, s->seq, &e));
	assert_int_equal(e.code, ERR_UNKNOWN_ID);
	assert_false(card_withdraw(s, other, &card->e.id, &e));
	assert_int_equal(e.code, ERR_UNKNOWN_ID);
	assert_false(card_restore(s, other, &card->e.id, &e));
	assert_int_equal(e.code, ERR_UNKNOWN_ID);
	assert_int_equal(s->seq, before);
}

static void the_card_of_a_plan_reads_as_the_plan(void **state)
{
	const struct wording plan = {.kind = CARD_PLAN, .text = "P"}, to = {.text = "B"};

	(void)state;
	card_reword(s, card, &plan);
	reads("P A");
	assert_false(card_edit(s, s->tables[0], &card->e.id, &plan, &to, &e));
	assert_int_equal(e.code, ERR_NOT_ALLOWED);
	assert_false(choose(card->others->earlier[0]->seq, s->seq));
	assert_int_equal(e.code, ERR_NOT_ALLOWED);
}

static void a_withdrawn_card_counts_nowhere_and_comes_back_whole(void **state)
{
	const struct tally *t = s->themes[0]->tally;
	struct card *other = fixture_card(s, 1, 0, "Z");
	struct idea *idea = fixture_idea(s, card);

	(void)state;
	assert_true(idea_publish(s, &idea->e.id, idea->title->seq, &e));
	assert_true(card_withdraw(s, s->tables[0], &card->e.id, &e));
	assert_false(view_sees(VIEW_PUBLIC, NULL, &card->e));
	assert_true(view_sees(VIEW_TABLE, s->tables[0], &card->e));
	assert_true(t->cards == 1 && t->read == 0 && t->tables == 1);
	assert_int_equal(t->e.seq, s->seq);
	assert_true(card_withdraw(s, s->tables[0], &other->e.id, &e));
	assert_true(t->cards == 0 && t->read == 0 && t->tables == 0);
	assert_true(card_restore(s, s->tables[0], &card->e.id, &e));
	assert_true(t->cards == 1 && t->read == 1 && t->tables == 1);
	assert_true(view_sees(VIEW_PUBLIC, NULL, &card->e));
	assert_ptr_equal(card->idea, idea);
	assert_int_equal(card->number, 1);
	assert_int_equal(fixture_card(s, 1, 0, "N")->number, 3);
}

static void withdrawing_and_restoring_twice_changes_nothing(void **state)
{
	uint64_t before = s->seq;

	(void)state;
	assert_true(card_restore(s, s->tables[0], &card->e.id, &e));
	assert_int_equal(s->seq, before);
	assert_true(card_withdraw(s, s->tables[0], &card->e.id, &e));
	assert_true(card_withdraw(s, s->tables[0], &card->e.id, &e));
	assert_int_equal(s->seq, before + 1);
	assert_int_equal(s->themes[0]->tally->cards, 0);
}

static void a_withdrawn_card_may_be_edited_read_and_placed(void **state)
{
	const struct tally *t = s->themes[0]->tally;
	struct idea *idea = fixture_idea(s, fixture_card(s, 2, 0, "B"));

	(void)state;
	assert_true(card_withdraw(s, s->tables[0], &card->e.id, &e));
	assert_false(edit("A", "C"));
	assert_true(card_place(s, &card->e.id, card->text->seq, &idea->e.id, &e));
	assert_true(card->withdrawn && card->read == card->text && card->idea == idea);
	assert_true(t->cards == 1 && t->read == 1);
	assert_true(card_restore(s, s->tables[0], &card->e.id, &e));
	assert_true(t->cards == 2 && t->read == 2);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(an_edit_stands_and_is_a_new_version),
		TEST(the_wording_that_stands_changes_nothing),
		TEST(kind_language_and_translation_are_part_of_a_wording),
		TEST(of_two_devices_the_first_stands_and_the_second_is_offered),
		TEST(a_repeat_of_either_changes_nothing),
		TEST(one_device_goes_on_from_its_own_variant),
		TEST(both_may_come_to_the_same_words),
		TEST(no_order_of_two_devices_loses_a_text),
		TEST(no_history_of_two_devices_loses_or_invents_a_text),
		TEST(a_fifth_variant_makes_an_earlier_wording_of_the_first),
		TEST(a_card_remembers_its_last_eight_wordings),
		TEST(choosing_a_variant_brings_it_in_anew),
		TEST(choosing_what_stands_settles_the_variants),
		TEST(an_earlier_wording_can_be_chosen),
		TEST(a_variant_that_was_not_seen_is_still_offered),
		TEST(choosing_is_refused_when_another_text_stands_by_now),
		TEST(reading_does_not_stand_in_the_way_of_choosing),
		TEST(an_edited_card_waits_for_a_reader_and_the_public_keeps_what_was_read),
		TEST(tables_change_their_own_cards_alone),
		TEST(the_card_of_a_plan_reads_as_the_plan),
		TEST(a_withdrawn_card_counts_nowhere_and_comes_back_whole),
		TEST(withdrawing_and_restoring_twice_changes_nothing),
		TEST(a_withdrawn_card_may_be_edited_read_and_placed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
