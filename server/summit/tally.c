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

	while (table >= t->has_card_room) {
		t->has_card = mem_grow(t->has_card, t->has_card_room + 64, sizeof *t->has_card);
		for (unsigned i = 0; i < 64; i++)
			t->has_card[t->has_card_room++] = false;
	}
	if (!t->has_card[table])
		t->tables++;
	t->has_card[table] = true;
	t->cards++;
	if (card->read)
		t->read++;
	t->changed = true;
}

void tally_read(struct tally *t)
{
	t->read++;
	t->changed = true;
}
