/* What may be done with a card. Each function changes everything it says or, returning false,
 * nothing. */
#ifndef BURGERTOP_SUMMIT_CARDS_H
#define BURGERTOP_SUMMIT_CARDS_H

#include "summit/summit.h"

struct card_new {
	struct id id;
	struct id step;
	struct id theme;
	struct wording wording;
	int64_t at_ms;
	unsigned number; /* that it had before a backup was restored; 0: it is new */
	bool held;       /* it comes over a link that was replaced */
};

/*
 * A table adds a card. It gets the table's next number; one that is given back keeps its own,
 * unless that is another card's by now or beyond GIVEN_BACK_MOST. It is late when its round has
 * begun and is no longer under way. A round that has not begun is no reason to refuse: a summit
 * restored from a backup may have forgotten that it did. ERR_ID_TAKEN, ERR_UNKNOWN_ID,
 * ERR_NOT_A_ROUND.
 */
bool card_add(struct summit *s, struct table *table, const struct card_new *new, struct card **out,
	      struct err *e);

/*
 * The control room lets a held card take part. Until then it has its number, and for all but the
 * control room it is not there: no other rule finds it, and no tally counts it. ERR_UNKNOWN_ID.
 */
bool card_release(struct summit *s, const struct id *id, struct err *e);

/*
 * A table changes how a card of its own reads, however late. was is how the card read when the edit
 * began: on a device that had been away, or before a backup was restored, that may be long ago. No
 * clock decides between two texts:
 *
 * - The card still reads as `was`: `to` stands from now on, and what stood is an earlier wording.
 * - It reads otherwise by now: what stands stays, and `to` becomes a variant to choose from. When
 *   `was` is itself a variant, its writer has gone on from it: `to` takes its place.
 * - `to` is what stands, or a variant already: nothing is added.
 *
 * So of two edits of one text the first that comes stands and the second is a variant, whichever is
 * first; and what one device wrote, one after the other, ends as one variant. No text is lost: an
 * earlier wording or a variant that a card has no room for is in the record. A card whose edit
 * changed nothing keeps its seq. ERR_UNKNOWN_ID, and ERR_NOT_ALLOWED for the card of a plan, which
 * reads as the plan was handed in.
 */
bool card_edit(struct summit *s, const struct table *table, const struct id *id,
	       const struct wording *was, const struct wording *to, struct err *e);

/* A table's card, held or not; NULL when it has none of that id. */
struct card *card_of(const struct summit *s, const struct table *table, const struct id *id);

/* Whether the card offers that wording as a variant. */
bool card_offers(const struct card *card, const struct wording *wording);

/*
 * A table chooses the wording that a card keeps: what stands, a variant, or an earlier one. seen is
 * the card's seq when it chose: variants up to it are settled (they are earlier wordings from now
 * on), later ones are still to be chosen from. What did not stand is brought in anew: it must be
 * read again. ERR_UNKNOWN_ID; ERR_VERSION_CHANGED when another text came to stand after `seen`, or
 * the card has no such version.
 */
bool card_choose(struct summit *s, const struct table *table, const struct id *id, uint64_t version,
		 uint64_t seen, struct err *e);

/* Another wording stands from now on. */
void card_reword(struct summit *s, struct card *card, const struct wording *to);

/*
 * A table takes a card of its own back, or gives it after all. A withdrawn card keeps number, idea
 * and wordings and may be edited, read and placed; it counts nowhere, and the public does not have
 * it. ERR_UNKNOWN_ID.
 */
bool card_withdraw(struct summit *s, const struct table *table, const struct id *id, struct err *e);
bool card_restore(struct summit *s, const struct table *table, const struct id *id, struct err *e);

/* A reader has read this version. ERR_UNKNOWN_ID, ERR_VERSION_CHANGED. */
bool card_read(struct summit *s, const struct id *id, uint64_t version, struct err *e);

/* The same, and puts the card in an idea; idea NULL takes it out of the one it is in.
 * ERR_UNKNOWN_ID, ERR_VERSION_CHANGED. */
bool card_place(struct summit *s, const struct id *id, uint64_t version, const struct id *idea,
		struct err *e);

/* The card if its current text is that version: the check that card_read makes. NULL with
 * ERR_UNKNOWN_ID or ERR_VERSION_CHANGED. */
struct card *card_find_version(struct summit *s, const struct id *id, uint64_t version,
			       struct err *e);

/* Marks the current text as read, moves the card to an idea (or NULL), and touches it if that
 * changed anything. */
void card_settle(struct summit *s, struct card *card, struct idea *idea);

#endif
