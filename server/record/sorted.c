#include <stdlib.h>

#include "base/mem.h"
#include "record/tables.h"

static int compare(uint64_t a, uint64_t b)
{
	return a < b ? -1 : a > b;
}

static int cards_by_number(const void *a, const void *b)
{
	const struct card *x = *(const struct card *const *)a, *y = *(const struct card *const *)b;
	int tables = compare(x->table->number, y->table->number);

	return tables ? tables : compare(x->number, y->number);
}

static int ideas_by_theme(const void *a, const void *b)
{
	const struct idea *x = *(const struct idea *const *)a, *y = *(const struct idea *const *)b;
	int themes = compare(x->theme->number, y->theme->number);

	return themes ? themes : compare(x->title->seq, y->title->seq);
}

static const struct entity **collect(const struct summit *s, enum entity_type type, size_t most)
{
	const struct entity **all = mem_grow(NULL, most, sizeof(void *));
	size_t count = 0;

	for (const struct entity *e = s->oldest; e; e = e->newer)
		if (e->type == type)
			all[count++] = e;
	return all;
}

const struct card **sorted_cards(const struct summit *s)
{
	const struct entity **all = collect(s, ENTITY_CARD, s->card_count);

	qsort(all, s->card_count, sizeof(void *), cards_by_number);
	return (const struct card **)all;
}

const struct idea **sorted_ideas(const struct summit *s)
{
	const struct entity **all = collect(s, ENTITY_IDEA, s->idea_count);

	qsort(all, s->idea_count, sizeof(void *), ideas_by_theme);
	return (const struct idea **)all;
}
