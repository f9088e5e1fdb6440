/* What a table may do with its plan. Each function changes everything it says or, returning false,
 * nothing. */
#ifndef BURGERTOP_SUMMIT_PLANS_H
#define BURGERTOP_SUMMIT_PLANS_H

#include "summit/summit.h"

/* The longest text that a plan is handed in as: its title, and for each field a blank line, the
 * field's name, a line feed and its text. */
#define PLAN_CARD_MOST (TITLE_MOST + PLAN_FIELDS_MOST * (2 + TITLE_MOST + 1 + FIELD_MOST))
_Static_assert(PLAN_CARD_MOST <= 5000, "schema/protocol.schema.json promises so much");

struct plan_writing {
	struct id id; /* what the plan is called, if the table has none in this step yet */
	struct id step;
	struct id theme;
	unsigned field;  /* 0: the title */
	const char *was; /* how the field read when the writing began; cleaned, as text */
	size_t was_len;
	const char *text;
	size_t text_len;
};

/*
 * A table writes in a field of its plan. The text stands when the field reads as `was`, or when
 * nobody wrote in it before: a summit restored from a backup may have forgotten what was there.
 * Otherwise it becomes a variant: in the place of the variant that reads as `was`, or
 * beside the others. One that reads as what stands or as a variant adds nothing, and settles the
 * variant that reads as `was`. Of more than PLAN_VARIANTS_MOST the oldest goes; history keeps it.
 * ERR_UNKNOWN_ID, ERR_NOT_A_ROUND (also when the round makes no plan), ERR_BAD_FIELD,
 * ERR_TEXT_TOO_LONG, ERR_ID_TAKEN.
 */
bool plan_write(struct summit *s, struct table *table, const struct plan_writing *w, struct err *e);

/*
 * Which text of a field stands from now on: the one that does, or a variant. Variants up to `seen`
 * are settled by it; a text that stood but came after `seen` becomes a variant.
 * ERR_UNKNOWN_ID (also for another table's), ERR_BAD_FIELD, ERR_VERSION_CHANGED.
 */
bool plan_choose(struct summit *s, const struct table *table, const struct id *id, unsigned field,
		 uint64_t version, uint64_t seen, struct err *e);

struct plan_handing {
	struct id step;
	struct id card;  /* what the card is called, if the plan is none yet */
	unsigned number; /* of struct card_new */
	int64_t at_ms;
};

/*
 * The plan as it stands becomes a card, or the next wording of the card that it was handed in as;
 * one that was withdrawn is given again. ERR_UNKNOWN_ID, ERR_TEXT_EMPTY (it has no title),
 * ERR_ID_TAKEN.
 */
bool plan_hand(struct summit *s, struct table *table, const struct plan_handing *h, struct err *e);

/* The table's plan in a step; NULL when it has none. */
struct table_plan *plan_find(const struct summit *s, const struct table *table,
			     const struct id *step);

/* Whether a text of it is a variant, and does not stand. */
bool plan_has_variant(const struct table_plan *plan, unsigned field, const char *text, size_t len);

#endif
