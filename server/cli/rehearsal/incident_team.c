/* Incidents of the theme team: two who do the same at the same moment. */
#include "cli/rehearsal/rehearsal.h"

static bool pick_desks(const struct rehearsal *r, struct incident *out)
{
	size_t found = 0;

	for (size_t i = r->first_desk; r->actors[i].kind == ACTOR_DESK && found < 2; i++)
		if (desk_is_free(r, i))
			out->party[found++].desk = i;
	return found == 2;
}

static void hear(struct rehearsal *r, struct incident *i, size_t actor, const struct reply *reply)
{
	(void)r;
	for (size_t k = 0; k < 2; k++) {
		if (actor != i->party[k].desk || !id_equal(&i->party[k].op, &reply->op))
			continue;
		if (reply->kind == REPLY_ACK)
			i->party[k].seq = reply->seq;
		else
			i->party[k].refused |= !reply->retry;
	}
}

static bool both_are_answered(const struct incident *i)
{
	return (i->party[0].seq || i->party[0].refused) && (i->party[1].seq || i->party[1].refused);
}

/* Two ideas of its theme that a card does not stand in. */
static bool pick_ideas(const struct team *t, const struct known_card *card, struct incident *out)
{
	size_t found = 0;

	for (size_t i = 0; i < t->idea_count && found < 2; i++)
		if (id_equal(&t->ideas[i]->theme, &card->theme) &&
		    !id_equal(&t->ideas[i]->id, &card->idea))
			out->party[found++].idea = t->ideas[i]->id;
	return found == 2;
}

/* The newest card that stands in an idea and could stand in two others. */
static const struct known_card *pick_card(const struct rehearsal *r, struct incident *out)
{
	const struct team *t = &r->team;

	for (size_t i = t->card_count; i-- > 0;)
		if (!id_is_nil(&t->cards[i]->idea) && card_is_settled(r, t->cards[i]) &&
		    pick_ideas(t, t->cards[i], out))
			return t->cards[i];
	return NULL;
}

static bool same_card_begin(struct rehearsal *r, struct incident *i)
{
	const struct known_card *card = pick_card(r, i);

	if (!card || !pick_desks(r, i))
		return false;
	i->what = card->id;
	for (size_t k = 0; k < 2; k++) {
		desk_do(r, i->party[k].desk,
			(struct command){.kind = COMMAND_CARD_PLACE,
					 .id = card->id,
					 .version = card->version,
					 .idea = i->party[k].idea});
		i->party[k].op = r->actors[i->party[k].desk].doing.op;
	}
	return true;
}

static const struct known_card *card_of(const struct rehearsal *r, const struct incident *i)
{
	return id_map_get(&r->team.cards_by_id, &i->what);
}

static bool last_is_second(const struct incident *i)
{
	return i->party[1].seq > i->party[0].seq;
}

/* Who was refused, because the table edited the card just then, looks again and does it anew. Where
 * it stands is looked at as soon as it is over: a reader may move it later. */
static bool same_card_over(struct rehearsal *r, struct incident *i, int64_t now)
{
	const struct known_card *card = card_of(r, i);

	(void)now;
	for (size_t k = 0; k < 2; k++) {
		const struct command *doing = &r->actors[i->party[k].desk].doing;
		if (i->party[k].refused && id_equal(&doing->id, &i->what)) {
			i->party[k].refused = id_equal(&doing->op, &i->party[k].op);
			i->party[k].op = doing->op;
		}
		if (!i->party[k].seq || card->seq < i->party[k].seq)
			return false;
	}
	i->stage = id_equal(&card->idea, &i->party[last_is_second(i)].idea);
	return true;
}

static bool same_card_tell(const struct rehearsal *r, const struct incident *i, struct buf *out)
{
	const struct known_card *card = card_of(r, i);
	size_t last = last_is_second(i);

	buf_print(out, "theme team %u and %u grouped card %s at the same moment",
		  r->actors[i->party[0].desk].number, r->actors[i->party[1].desk].number,
		  card->number);
	if (!i->over || !i->stage) {
		buf_print(out, "; it did not stand where the last of them put it");
		return false;
	}
	buf_print(out, "; it stood where the last of them, %u, put it",
		  r->actors[i->party[last].desk].number);
	return true;
}

const struct incident_kind incident_same_card = {
	.begin = same_card_begin,
	.over = same_card_over,
	.heard = hear,
	.tell = same_card_tell,
	.needs = "two seats of the theme team, and three ideas in a theme"};

static struct wire_text title_with(const char *title, const char *more)
{
	struct buf b = {0};

	buf_print(&b, "%s%s", title, more);
	return (struct wire_text){b.data, b.len};
}

/* The newest idea that was published: its title stands on the screens. */
static const struct known_idea *pick_idea(const struct team *t)
{
	for (size_t i = t->idea_count; i-- > 0;)
		if (t->ideas[i]->published)
			return t->ideas[i];
	return NULL;
}

static bool same_title_begin(struct rehearsal *r, struct incident *i)
{
	static const char *const more[] = {" (samen)", " (morgen al)"};
	const struct known_idea *idea = pick_idea(&r->team);

	if (!idea || !pick_desks(r, i))
		return false;
	i->what = idea->id;
	for (size_t k = 0; k < 2; k++) {
		desk_do(r, i->party[k].desk,
			(struct command){.kind = COMMAND_IDEA_EDIT,
					 .id = idea->id,
					 .version = idea->version,
					 .text = title_with(idea->title, more[k])});
		i->party[k].op = r->actors[i->party[k].desk].doing.op;
	}
	return true;
}

/* Over when the one who was refused has looked again and has done it. */
static bool same_title_over(struct rehearsal *r, struct incident *i, int64_t now)
{
	(void)now;
	if (!both_are_answered(i))
		return false;
	for (size_t k = 0; k < 2; k++)
		if (i->party[k].refused &&
		    id_equal(&r->actors[i->party[k].desk].doing.id, &i->what))
			return false;
	return true;
}

static bool same_title_tell(const struct rehearsal *r, const struct incident *i, struct buf *out)
{
	unsigned one = r->actors[i->party[0].desk].number,
		 other = r->actors[i->party[1].desk].number;

	buf_print(out, "theme team %u and %u gave an idea another title at the same moment", one,
		  other);
	if (!i->over || i->party[0].refused == i->party[1].refused) {
		buf_print(out, "; one of them should have been told to look again, and was not");
		return false;
	}
	buf_print(out, "; %u was told that the other was first, and looked again",
		  i->party[0].refused ? one : other);
	return true;
}

const struct incident_kind incident_same_title = {
	.begin = same_title_begin,
	.over = same_title_over,
	.heard = hear,
	.tell = same_title_tell,
	.needs = "two seats of the theme team, and a published idea"};
