/* Incidents of what is typed: a table that writes Arabic, a facilitator who types a telephone
 * number. */
#include "cli/rehearsal/rehearsal.h"

static const char *const arabic[] = {
	"\u0645\u0632\u064a\u062f \u0645\u0646 \u0627\u0644\u0645\u0642\u0627\u0639\u062f "
	"\u0639\u0644\u0649 \u0636\u0641\u0629 \u0627\u0644\u0642\u0646\u0627\u0629",
	"\u062d\u062f\u064a\u0642\u0629 \u0635\u063a\u064a\u0631\u0629 \u0641\u064a \u0643\u0644 "
	"\u062d\u064a",
	"\u062f\u0631\u0648\u0633 \u0644\u063a\u0629 \u0645\u062c\u0627\u0646\u064a\u0629 "
	"\u0644\u0644\u062c\u0645\u064a\u0639 (Taalhuis)",
	"\u0625\u0636\u0627\u0621\u0629 \u0623\u0641\u0636\u0644 \u0639\u0646\u062f "
	"\u0627\u0644\u0645\u062d\u0637\u0629 \U0001f6b2",
	NULL,
};

static bool arabic_begin(struct rehearsal *r, struct incident *i)
{
	if (!incident_pick_table(r, &i->table))
		return false;
	r->actors[i->table].tablet.own_texts = arabic;
	i->cards = r->actors[i->table].tablet.card_count;
	return true;
}

static bool arabic_tell(const struct rehearsal *r, const struct incident *i, struct buf *out)
{
	const struct actor *a = &r->actors[i->table];
	size_t wrote = a->tablet.card_count - i->cards, whole = 0;

	for (size_t k = i->cards; k < a->tablet.card_count; k++)
		whole += r->check.as_typed && r->check.as_typed[a->tablet.cards[k]];
	buf_print(out,
		  "table %u wrote Arabic: %zu of its %zu cards stand in the record as they "
		  "were typed",
		  a->number, whole, wrote);
	return whole == wrote;
}

const struct incident_kind incident_arabic = {.begin = arabic_begin,
					      .tell = arabic_tell,
					      .needs = "a table to which nothing else happens"};

static const char telephone[] = "Bel mij op 06-12 34 56 78, dan help ik mee met de speeltuin";

static bool telephone_begin(struct rehearsal *r, struct incident *i)
{
	if (!incident_pick_table(r, &i->table))
		return false;
	r->actors[i->table].tablet.next_text = telephone;
	return true;
}

static const struct typed *telephone_card(const struct rehearsal *r)
{
	for (size_t i = 0; i < r->typing.count; i++)
		if (r->typing.cards[i].typed == telephone)
			return &r->typing.cards[i];
	return NULL;
}

static bool telephone_tell(const struct rehearsal *r, const struct incident *i, struct buf *out)
{
	const struct typed *card = telephone_card(r);
	const struct thing *thing = card ? sights_find(&r->sights, &card->id) : NULL;
	const struct known_card *known = card ? id_map_get(&r->team.cards_by_id, &card->id) : NULL;

	buf_print(out, "the facilitator of table %u ", r->actors[i->table].number);
	if (!card) {
		buf_print(out, "was to type a telephone number and typed nothing more");
		return true;
	}
	buf_print(out, "typed a telephone number: card %s ", card->number);
	if (!known || !known->read || !thing || thing->shown[AUDIENCE_PUBLIC]) {
		buf_print(out, thing && thing->shown[AUDIENCE_PUBLIC] ? "reached the screens"
								      : "was read by nobody");
		return false;
	}
	buf_print(out, "was read, left out of every idea, and shown on no screen");
	return true;
}

const struct incident_kind incident_telephone = {.begin = telephone_begin,
						 .tell = telephone_tell,
						 .needs = "a table to which nothing else happens"};
