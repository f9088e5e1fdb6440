/* What may be done with an idea. Each function changes everything it says or, returning false,
 * nothing. */
#ifndef BURGERTOP_SUMMIT_IDEAS_H
#define BURGERTOP_SUMMIT_IDEAS_H

#include "summit/summit.h"

struct card_version {
	struct id id;
	uint64_t version;
};

/* A new draft with these cards, which count as read. ERR_ID_TAKEN, ERR_UNKNOWN_ID,
 * ERR_VERSION_CHANGED. */
bool idea_add(struct summit *s, const struct id *id, const struct id *theme, const char *title,
	      size_t title_len, const struct card_version *cards, size_t card_count, struct err *e);

/* Another title; base is the version of the title that was changed. ERR_UNKNOWN_ID,
 * ERR_VERSION_CHANGED. */
bool idea_edit(struct summit *s, const struct id *id, uint64_t base, const char *title,
	       size_t title_len, struct err *e);

/*
 * Gives the idea to the public, or takes it back. Its cards are touched with it: what the public
 * sees of them changes. version is that of the title that was seen. ERR_UNKNOWN_ID,
 * ERR_VERSION_CHANGED.
 */
bool idea_publish(struct summit *s, const struct id *id, uint64_t version, struct err *e);
bool idea_withdraw(struct summit *s, const struct id *id, struct err *e);

#endif
