#include "summit/cards.h"

#include "base/mem.h"
#include "summit/others.h"
#include "summit/tally.h"

static bool is_over(const struct summit *s, const struct step *step)
{
	return step->started_ms && s->event.step != step;
}

/* People have said and noted the number of a card that is given back. */
static unsigned number_for(const struct table *table, unsigned had)
{
	return had && !table_has_number(table, had) ? had : table->cards + 1;
}

bool card_add(struct summit *s, struct table *table, const struct card_new *new, struct card **out,
	      struct err *e)
{
	struct step *step = summit_find(s, ENTITY_STEP, &new->step);
	struct theme *theme = summit_find(s, ENTITY_THEME, &new->theme);

	if (!summit_id_is_free(s, &new->id, e))
		return false;
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
	card->number = number_for(table, new->number);
	card->step = step;
	card->theme = theme;
	card->late = is_over(s, step);
	card->held = new->held;
	card->at_ms = new->at_ms;
	card->text = word_of(&new->wording);
	summit_add(s, &card->e);
	summit_touch(s, &card->e, card->text);
	*out = card;
	return true;
}

bool card_release(struct summit *s, const struct id *id, struct err *e)
{
	struct card *card = summit_find(s, ENTITY_CARD, id);

	if (!card)
		return err_set(e, ERR_UNKNOWN_ID, "id: there is no such card");
	if (!card->held)
		return true;
	card->held = false;
	tally_count(card->theme->tally, card);
	summit_touch(s, &card->e, NULL);
	return true;
}

struct card *card_of(const struct summit *s, const struct table *table, const struct id *id)
{
	struct card *card = summit_find(s, ENTITY_CARD, id);

	return card && card->table == table ? card : NULL;
}

/* Tables know their own cards alone, and none that is held. */
static struct card *find_own(const struct summit *s, const struct table *table, const struct id *id,
			     struct err *e)
{
	struct card *card = card_of(s, table, id);

	if (card && !card->held)
		return card;
	err_set(e, ERR_UNKNOWN_ID, "id: the table has no such card");
	return NULL;
}

/* The same, when its wordings are the table's to change. */
static struct card *find_wordable(const struct summit *s, const struct table *table,
				  const struct id *id, struct err *e)
{
	struct card *card = find_own(s, table, id, e);

	if (!card || card->text->kind != CARD_PLAN)
		return card;
	err_set(e, ERR_NOT_ALLOWED, "id: it is a plan's card; change the plan and hand it in");
	return NULL;
}

/* word stands from now on, with these others beside it. */
static void set_text(struct summit *s, struct card *card, struct others *others, struct word *word)
{
	others_add_earlier(others, card->text);
	others_keep(s, card, others);
	summit_spend(s, card->text);
	card->text = word;
	summit_touch(s, &card->e, word);
}

void card_reword(struct summit *s, struct card *card, const struct wording *to)
{
	struct others others = others_of(card);

	set_text(s, card, &others, word_of(to));
}

/* Of an edit that began from what stands. */
static void edit_text(struct summit *s, struct card *card, const struct wording *to)
{
	struct others others = others_of(card);
	size_t same = others_find(&others, to);

	if (word_reads(card->text, to))
		return;
	if (same < others.variant_count)
		others_take(&others, same);
	set_text(s, card, &others, word_of(to));
}

/* Of an edit that began from something else. */
static void edit_beside(struct summit *s, struct card *card, const struct wording *was,
			const struct wording *to)
{
	struct others others = others_of(card);
	size_t from = others_find(&others, was), same = others_find(&others, to);
	bool is_new = same == others.variant_count && !word_reads(card->text, to);
	bool goes_on = from < others.variant_count && from != same;
	struct word *word = is_new ? word_of(to) : NULL;

	if (!is_new && !goes_on)
		return;
	if (goes_on)
		others_settle(&others, from);
	if (is_new) {
		others_add_variant(&others, word);
		summit_spend(s, word);
	}
	others_keep(s, card, &others);
	summit_touch(s, &card->e, word);
}

bool card_edit(struct summit *s, const struct table *table, const struct id *id,
	       const struct wording *was, const struct wording *to, struct err *e)
{
	struct card *card = find_wordable(s, table, id, e);

	if (!card)
		return false;
	if (word_reads(card->text, was))
		edit_text(s, card, to);
	else
		edit_beside(s, card, was, to);
	return true;
}

bool card_offers(const struct card *card, const struct wording *wording)
{
	return card->others && others_find(card->others, wording) < card->others->variant_count;
}

static struct word *find_wording(const struct card *card, const struct others *others,
				 uint64_t version)
{
	if (card->text->seq == version)
		return card->text;
	for (size_t i = 0; i < others->variant_count; i++)
		if (others->variants[i]->seq == version)
			return others->variants[i];
	for (size_t i = 0; i < others->earlier_count; i++)
		if (others->earlier[i]->seq == version)
			return others->earlier[i];
	return NULL;
}

/* The variants that were seen when `chosen` was taken; that one is no longer a variant either. True
 * when there were any. */
static bool settle_seen(struct others *others, uint64_t seen, const struct word *chosen)
{
	size_t before = others->variant_count;

	for (size_t i = before; i-- > 0;) {
		if (others->variants[i] == chosen)
			others_take(others, i);
		else if (others->variants[i]->seq <= seen)
			others_settle(others, i);
	}
	return others->variant_count < before;
}

bool card_choose(struct summit *s, const struct table *table, const struct id *id, uint64_t version,
		 uint64_t seen, struct err *e)
{
	struct card *card = find_wordable(s, table, id, e);

	if (!card)
		return false;
	struct others others = others_of(card);
	struct word *chosen = find_wording(card, &others, version);
	if (card->text->seq > seen || !chosen)
		return err_set(e, ERR_VERSION_CHANGED, "version: the card's text is version %llu",
			       (unsigned long long)card->text->seq);
	bool settled = settle_seen(&others, seen, chosen);
	if (chosen != card->text) {
		const struct wording again = word_wording(chosen);
		set_text(s, card, &others, word_of(&again));
	} else if (settled) {
		others_keep(s, card, &others);
		summit_touch(s, &card->e, NULL);
	}
	return true;
}

static bool set_withdrawn(struct summit *s, const struct table *table, const struct id *id,
			  bool withdrawn, struct err *e)
{
	struct card *card = find_own(s, table, id, e);

	if (!card || card->withdrawn == withdrawn)
		return card;
	card->withdrawn = withdrawn;
	if (withdrawn)
		tally_uncount(card->theme->tally, card);
	else
		tally_count(card->theme->tally, card);
	summit_touch(s, &card->e, NULL);
	return true;
}

bool card_withdraw(struct summit *s, const struct table *table, const struct id *id, struct err *e)
{
	return set_withdrawn(s, table, id, true, e);
}

bool card_restore(struct summit *s, const struct table *table, const struct id *id, struct err *e)
{
	return set_withdrawn(s, table, id, false, e);
}

struct card *card_find_version(struct summit *s, const struct id *id, uint64_t version,
			       struct err *e)
{
	struct card *card = summit_find(s, ENTITY_CARD, id);

	if (!card || card->held) {
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

static void mark_read(struct card *card)
{
	if (!card->read && !card->withdrawn)
		tally_read(card->theme->tally);
	card->read = card->text;
}

bool card_read(struct summit *s, const struct id *id, uint64_t version, struct err *e)
{
	struct card *card = card_find_version(s, id, version, e);

	if (!card)
		return false;
	if (card->read == card->text)
		return true;
	mark_read(card);
	summit_touch(s, &card->e, NULL);
	return true;
}

void card_settle(struct summit *s, struct card *card, struct idea *idea)
{
	if (card->read == card->text && card->idea == idea)
		return;
	mark_read(card);
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
