/* What may be done with a card. Each function changes everything it says or, returning false,
 * nothing. */
#ifndef BURGERTOP_SUMMIT_CARDS_H
#define BURGERTOP_SUMMIT_CARDS_H

#include "summit/summit.h"

struct card_new {
	struct id id;
	struct id step;
	struct id theme;
	enum card_kind kind;
	const char *text; /* cleaned */
	size_t text_len;
	int64_t at_ms;
	unsigned number; /* that it had before a backup was restored; 0: it is new */
};

/*
 * A table adds a card. It gets the table's next number; one that is given back keeps its own,
 * unless that is another card's by now. It is late when its round has begun and is no longer under
 * way. A round that has not begun is no reason to refuse: a summit restored from a backup may have
 * forgotten that it did. ERR_ID_TAKEN, ERR_UNKNOWN_ID, ERR_NOT_A_ROUND.
 */
bool card_add(struct summit *s, struct table *table, const struct card_new *new, struct card **out,
	      struct err *e);

/* A reader has read this version. ERR_UNKNOWN_ID, ERR_VERSION_CHANGED. */
bool card_read(struct summit *s, const struct id *id, uint64_t version, struct err *e);

/* The same, and puts the card in an idea; idea NULL takes it out of the one it is in.
 * ERR_UNKNOWN_ID, ERR_VERSION_CHANGED. */
bool card_place(struct summit *s, const struct id *id, uint64_t version, const struct id *idea,
		struct err *e);

/* A card reads otherwise from now on; whoever read it reads it again. */
void card_reword(struct summit *s, struct card *card, const char *text, size_t len);

/* The card if its current text is that version: the check that card_read makes. NULL with
 * ERR_UNKNOWN_ID or ERR_VERSION_CHANGED. */
struct card *card_find_version(struct summit *s, const struct id *id, uint64_t version,
			       struct err *e);

/* Marks the current text as read, moves the card to an idea (or NULL), and touches it if that
 * changed anything. */
void card_settle(struct summit *s, struct card *card, struct idea *idea);

#endif
