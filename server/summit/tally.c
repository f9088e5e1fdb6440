#include "summit/tally.h"

#include "base/mem.h"

struct tally *tally_create(const struct summit *s, struct theme *theme)
{
	struct tally *t = mem_new(sizeof *t);
	t->e.type = ENTITY_TALLY;
	t->e.id = theme->e.id;
	t->e.seq = s->seq;
	t->theme = theme;
	return t;
}

void tally_count(struct tally *t, const struct card *card)
{
	unsigned table = card->table->number;

	while (table >= t->cards_of_room) {
		t->cards_of = mem_grow(t->cards_of, t->cards_of_room + 64, sizeof *t->cards_of);
		for (unsigned i = 0; i < 64; i++)
			t->cards_of[t->cards_of_room++] = 0;
	}
	if (!t->cards_of[table]++)
		t->tables++;
	t->cards++;
	if (card->read)
		t->read++;
	t->changed = true;
}

void tally_uncount(struct tally *t, const struct card *card)
{
	if (!--t->cards_of[card->table->number])
		t->tables--;
	t->cards--;
	if (card->read)
		t->read--;
	t->changed = true;
}

void tally_read(struct tally *t)
{
	t->read++;
	t->changed = true;
}
