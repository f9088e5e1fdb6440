#include "summit/cards.h"

#include "base/mem.h"
#include "summit/tally.h"

static bool is_over(const struct summit *s, const struct step *step)
{
	return step->started_ms && s->event.step != step;
}

static bool is_number_taken(const struct summit *s, const struct table *table, unsigned number)
{
	for (const struct entity *e = s->newest; e && number <= table->cards; e = e->older) {
		const struct card *card = (const struct card *)e;
		if (e->type == ENTITY_CARD && card->table == table && card->number == number)
			return true;
	}
	return false;
}

/* People have said and noted the number of a card that is given back. */
static unsigned number_for(const struct summit *s, const struct table *table, unsigned had)
{
	return had && !is_number_taken(s, table, had) ? had : table->cards + 1;
}

bool card_add(struct summit *s, struct table *table, const struct card_new *new, struct card **out,
	      struct err *e)
{
	struct step *step = summit_find(s, ENTITY_STEP, &new->step);
	struct theme *theme = summit_find(s, ENTITY_THEME, &new->theme);

	if (id_is_nil(&new->id) || id_map_get(&s->by_id, &new->id))
		return err_set(e, ERR_ID_TAKEN, "id: something else has it; make a new one");
	if (!step)
		return err_set(e, ERR_UNKNOWN_ID, "step: there is no such step");
	if (step->kind != STEP_ROUND)
		return err_set(e, ERR_NOT_A_ROUND, "step: \"%s\" is not a round", step->title);
	if (!theme)
		return err_set(e, ERR_UNKNOWN_ID, "theme: there is no such theme");

	struct card *card = mem_new(sizeof *card);
	card->e.type = ENTITY_CARD;
	card->e.id = new->id;
	card->table = table;
	card->number = number_for(s, table, new->number);
	card->step = step;
	card->theme = theme;
	card->kind = new->kind;
	card->late = is_over(s, step);
	card->at_ms = new->at_ms;
	card->text = word_create(new->text, new->text_len);
	summit_add(s, &card->e);
	summit_touch(s, &card->e, card->text);
	*out = card;
	return true;
}

struct card *card_find_version(struct summit *s, const struct id *id, uint64_t version,
			       struct err *e)
{
	struct card *card = summit_find(s, ENTITY_CARD, id);

	if (!card) {
		err_set(e, ERR_UNKNOWN_ID, "id: there is no such card");
		return NULL;
	}
	if (card->text->seq != version) {
		err_set(e, ERR_VERSION_CHANGED, "version: the card's text is version %llu by now",
			(unsigned long long)card->text->seq);
		return NULL;
	}
	return card;
}

static void mark_read(struct summit *s, struct card *card)
{
	if (!card->read)
		tally_read(card->theme->tally);
	else if (card->read != card->text)
		summit_spend(s, card->read);
	card->read = card->text;
}

void card_reword(struct summit *s, struct card *card, const char *text, size_t len)
{
	if (card->read != card->text)
		summit_spend(s, card->text);
	card->text = word_create(text, len);
	summit_touch(s, &card->e, card->text);
}

bool card_read(struct summit *s, const struct id *id, uint64_t version, struct err *e)
{
	struct card *card = card_find_version(s, id, version, e);

	if (!card)
		return false;
	if (card->read == card->text)
		return true;
	mark_read(s, card);
	summit_touch(s, &card->e, NULL);
	return true;
}

void card_settle(struct summit *s, struct card *card, struct idea *idea)
{
	if (card->read == card->text && card->idea == idea)
		return;
	mark_read(s, card);
	card_move(card, idea);
	summit_touch(s, &card->e, NULL);
}

bool card_place(struct summit *s, const struct id *id, uint64_t version, const struct id *to,
		struct err *e)
{
	struct card *card = card_find_version(s, id, version, e);
	struct idea *idea = to ? summit_find(s, ENTITY_IDEA, to) : NULL;

	if (!card)
		return false;
	if (to && !idea)
		return err_set(e, ERR_UNKNOWN_ID, "idea: there is no such idea");
	card_settle(s, card, idea);
	return true;
}
