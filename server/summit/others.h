/* The wordings of a card beside the one that stands. Within summit, and for loading. */
#ifndef BURGERTOP_SUMMIT_OTHERS_H
#define BURGERTOP_SUMMIT_OTHERS_H

#include "summit/summit.h"

bool word_reads(const struct word *word, const struct wording *wording); /* as that */
struct wording word_wording(const struct word *word);                    /* borrowed from it */

/* A copy of what a card has beside its text, to be changed and given back with others_keep. */
struct others others_of(const struct card *card);
void others_keep(struct summit *s, struct card *card, const struct others *others);

/* Into its place by age. When there are EARLIER_MOST, the oldest is forgotten. */
void others_add_earlier(struct others *o, struct word *word);

/* A variant newer than all; when there are VARIANTS_MOST, the oldest is settled. */
void others_add_variant(struct others *o, struct word *word);

/* Takes a variant out; settling makes an earlier wording of it. */
struct word *others_take(struct others *o, size_t variant);
void others_settle(struct others *o, size_t variant);

/* The variant that reads so; variant_count when there is none. */
size_t others_find(const struct others *o, const struct wording *wording);

#endif
