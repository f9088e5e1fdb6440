/* A weighing of three ideas and ten points, in the small summit of summit_fixture.h. */
#ifndef BURGERTOP_TESTS_WEIGHING_FIXTURE_H
#define BURGERTOP_TESTS_WEIGHING_FIXTURE_H

#include "summit/weighings.h"
#include "summit_fixture.h"

static inline struct weighing *fixture_weighing(struct summit *s)
{
	struct id ideas[3];
	struct weighing_new new = {.id = id_new(),
				   .title = "Wat weegt het zwaarst?",
				   .title_len = 22,
				   .ideas = ideas,
				   .idea_count = 3,
				   .points = 10};
	struct err e;

	for (size_t i = 0; i < 3; i++) {
		struct idea *idea = fixture_idea(s, fixture_card(s, 1, 0, "gewogen"));
		idea_publish(s, &idea->e.id, idea->title->seq, &e);
		ideas[i] = idea->e.id;
	}
	return weighing_put(s, &new, &e) ? summit_find(s, ENTITY_WEIGHING, &new.id) : NULL;
}

static inline struct weighing *fixture_open_weighing(struct summit *s)
{
	struct weighing *w = fixture_weighing(s);
	struct err e;

	return weighing_open(s, &w->e.id, &e) ? w : NULL;
}

static inline size_t fixture_shares(const struct weighing *w, const unsigned points[3],
				    struct idea_points out[3])
{
	size_t count = 0;

	for (size_t i = 0; i < 3; i++)
		if (points[i])
			out[count++] =
				(struct idea_points){w->slate->ideas[i].idea->e.id, points[i]};
	return count;
}

/* A table divides its points over the three; why it may not, or ERR_NONE. */
static inline enum err_code fixture_cast(struct summit *s, const struct weighing *w, unsigned table,
					 const unsigned was[3], const unsigned points[3])
{
	struct idea_points before[3], now[3];
	const struct ballot_new new = {.id = id_new(),
				       .weighing = w->e.id,
				       .was = before,
				       .was_count = fixture_shares(w, was, before),
				       .shares = now,
				       .share_count = fixture_shares(w, points, now),
				       .at_ms = 8000};
	struct err e = {0};

	return ballot_cast(s, summit_table(s, table), &new, &e) ? ERR_NONE : e.code;
}

#endif
