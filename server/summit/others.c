#include "summit/others.h"

#include <assert.h>
#include <string.h>

#include "base/mem.h"

struct wording word_wording(const struct word *word)
{
	struct wording w = {
		.kind = word->kind, .text = word->text, .translation = word->translation};

	memcpy(w.language, word->language, sizeof w.language);
	return w;
}

bool word_reads(const struct word *word, const struct wording *wording)
{
	const char *a = word->translation, *b = wording->translation;

	return word->kind == wording->kind && !strcmp(word->language, wording->language) &&
	       !strcmp(word->text, wording->text) && (a && b ? !strcmp(a, b) : a == b);
}

struct others others_of(const struct card *card)
{
	return card->others ? *card->others : (struct others){0};
}

void others_keep(struct summit *s, struct card *card, const struct others *others)
{
	if (card->others)
		summit_spend(s, card->others);
	card->others = mem_new(sizeof *card->others);
	*card->others = *others;
}

void others_add_earlier(struct others *o, struct word *word)
{
	size_t at = 0;

	while (at < o->earlier_count && o->earlier[at]->seq > word->seq)
		at++;
	if (at == EARLIER_MOST)
		return;
	if (o->earlier_count < EARLIER_MOST)
		o->earlier_count++;
	memmove(&o->earlier[at + 1], &o->earlier[at],
		(o->earlier_count - at - 1) * sizeof *o->earlier);
	o->earlier[at] = word;
}

struct word *others_take(struct others *o, size_t variant)
{
	assert(variant < o->variant_count);
	struct word *word = o->variants[variant];

	o->variant_count--;
	memmove(&o->variants[variant], &o->variants[variant + 1],
		(o->variant_count - variant) * sizeof *o->variants);
	return word;
}

void others_settle(struct others *o, size_t variant)
{
	others_add_earlier(o, others_take(o, variant));
}

void others_add_variant(struct others *o, struct word *word)
{
	if (o->variant_count == VARIANTS_MOST)
		others_settle(o, VARIANTS_MOST - 1);
	memmove(&o->variants[1], &o->variants[0], o->variant_count * sizeof *o->variants);
	o->variants[0] = word;
	o->variant_count++;
}

size_t others_find(const struct others *o, const struct wording *wording)
{
	size_t i = 0;

	while (i < o->variant_count && !word_reads(o->variants[i], wording))
		i++;
	return i;
}
