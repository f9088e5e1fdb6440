/* What may be done with a weighing: desk and control room put it up, tables divide their points.
 * Each function changes everything it says or, returning false, nothing. */
#ifndef BURGERTOP_SUMMIT_WEIGHINGS_H
#define BURGERTOP_SUMMIT_WEIGHINGS_H

#include "summit/summit.h"

struct weighing_new {
	struct id id;
	struct id step;    /* nil: it belongs to none */
	const char *title; /* cleaned */
	size_t title_len;
	const struct id *ideas;
	size_t idea_count; /* 1 to WEIGHING_IDEAS_MOST */
	unsigned points;
};

/* A new draft, or another text of one that was never open. ERR_ID_TAKEN, ERR_UNKNOWN_ID,
 * ERR_BAD_FIELD (an idea stands twice), ERR_NOT_OPEN (it was open before). */
bool weighing_put(struct summit *s, const struct weighing_new *new, struct err *e);

/*
 * From now on tables divide their points. Also after it was closed: the outcome is no more, and
 * ballots that were late count. Each idea must be published. ERR_UNKNOWN_ID, ERR_NOT_OPEN (it was
 * shown).
 */
bool weighing_open(struct summit *s, const struct id *id, struct err *e);

/* Makes the outcome of the ballots as they are. ERR_UNKNOWN_ID, ERR_NOT_OPEN (a draft). */
bool weighing_close(struct summit *s, const struct id *id, struct err *e);

/* Everybody may know the outcome. ERR_UNKNOWN_ID, ERR_NOT_OPEN (it is not closed). */
bool weighing_show(struct summit *s, const struct id *id, struct err *e);

struct idea_points {
	struct id idea;
	unsigned points; /* at least 1 */
};

struct ballot_new {
	struct id id; /* what the ballot is called, if the table has none yet */
	struct id weighing;
	const struct idea_points *was; /* how the points were divided, as far as the device knew */
	size_t was_count;
	const struct idea_points *shares;
	size_t share_count;
	int64_t at_ms;
};

/*
 * A table divides its points, in the place of how it had. Of two devices that did not know of each
 * other's the second is refused: it looks again. A table without a ballot may say any `was`: a
 * summit restored from a backup may have forgotten it. After the weighing was closed the ballot is
 * taken and late, and does not count. ERR_UNKNOWN_ID, ERR_NOT_OPEN (a draft), ERR_BAD_BALLOT,
 * ERR_VERSION_CHANGED, ERR_ID_TAKEN.
 */
bool ballot_cast(struct summit *s, struct table *table, const struct ballot_new *new,
		 struct err *e);

/* An idea's place on a slate; NULL when it is not weighed. */
struct weighed *slate_find(struct slate *slate, const struct idea *idea);

/* The ideas of a weighing, most points first; those with as many in the order of the weighing. */
void weighing_rank(const struct weighing *w, const struct weighed *ranked[WEIGHING_IDEAS_MOST]);

/* Counts the ballots of one that is open, after it was loaded with them. */
void weighing_loaded(struct weighing *w);

#endif
