/* The counts of a theme. Words wait for a reader; counts may be shown at once. */
#ifndef BURGERTOP_SUMMIT_TALLY_H
#define BURGERTOP_SUMMIT_TALLY_H

#include "summit/summit.h"

/* summit_touch looks at `changed` and moves a tally along with the card that changed it. */
struct tally *tally_create(const struct summit *s, struct theme *theme);
void tally_count(struct tally *t, const struct card *card);   /* a card of its theme came */
void tally_uncount(struct tally *t, const struct card *card); /* one was withdrawn */
void tally_read(struct tally *t);                             /* one that counts was read first */

#endif
