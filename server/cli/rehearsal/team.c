#include "cli/rehearsal/team.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "cli/rehearsal/rehearsal.h"

#define READING_US        10000000 /* a card, for a person */
#define PUBLISH_AT        3        /* cards in an idea */
#define WORD_LEN          5        /* letters of a word that tells something */
#define TITLE_LEN         70       /* bytes of a card that become a title */
#define IDEAS_FOR_A_THEME 9
#define TELEPHONE_DIGITS  8

static bool is_read(const struct known_card *card)
{
	return card->read && card->read == card->version;
}

static void learn_card(struct team *t, const struct peer_entity *e)
{
	struct known_card *card = id_map_get(&t->cards_by_id, &e->id);

	if (!card) {
		card = mem_new(sizeof *card);
		card->id = e->id;
		card->index = t->card_count;
		id_map_put(&t->cards_by_id, &card->id, card);
		t->cards = mem_grow(t->cards, t->card_count + 1, sizeof card);
		t->cards[t->card_count++] = card;
	}
	if (card->version != e->card.version && card->index < t->next_to_deal)
		t->next_to_deal = card->index;
	t->read -= is_read(card);
	card->theme = e->card.theme;
	card->idea = e->card.idea;
	card->version = e->card.version;
	card->read = e->card.read;
	card->seq = e->seq;
	t->read += is_read(card);
	snprintf(card->text, sizeof card->text, "%s", e->card.text);
	snprintf(card->number, sizeof card->number, "%s", e->card.number);
}

static void learn_idea(struct team *t, const struct peer_entity *e)
{
	struct known_idea *idea = id_map_get(&t->ideas_by_id, &e->id);

	if (!idea) {
		idea = mem_new(sizeof *idea);
		idea->id = e->id;
		idea->cards = 1;
		id_map_put(&t->ideas_by_id, &idea->id, idea);
		t->ideas = mem_grow(t->ideas, t->idea_count + 1, sizeof idea);
		t->ideas[t->idea_count++] = idea;
	}
	idea->theme = e->theme;
	idea->version = e->version;
	t->published += e->published && !idea->published;
	idea->published = e->published;
	snprintf(idea->title, sizeof idea->title, "%s", e->title);
}

void team_state(struct rehearsal *r, const struct reply *reply)
{
	for (size_t i = 0; i < reply->set_count; i++) {
		const struct peer_entity *e = &reply->set[i];
		if (e->gone)
			continue;
		if (e->type == ENTITY_CARD)
			learn_card(&r->team, e);
		else if (e->type == ENTITY_IDEA)
			learn_idea(&r->team, e);
	}
}

/* Whether a telling word of the title stands in the text. */
static bool shares_word(const char *title, const char *text)
{
	for (const char *p = title; *p;) {
		size_t len = 0;
		while (p[len] && !isspace((unsigned char)p[len]) && !ispunct((unsigned char)p[len]))
			len++;
		char word[64];
		if (len >= WORD_LEN && len < sizeof word) {
			snprintf(word, sizeof word, "%.*s", (int)len, p);
			if (strcasestr(text, word))
				return true;
		}
		p += len;
		while (*p && (isspace((unsigned char)*p) || ispunct((unsigned char)*p)))
			p++;
	}
	return false;
}

/* Whether somebody could be called or found by it. */
static bool has_telephone(const char *text)
{
	unsigned digits = 0;

	for (const char *p = text; *p && digits < TELEPHONE_DIGITS; p++) {
		if (isdigit((unsigned char)*p))
			digits++;
		else if (!strchr(" -.()/", *p))
			digits = 0;
	}
	return digits >= TELEPHONE_DIGITS;
}

static struct known_idea *idea_for(struct rehearsal *r, const struct known_card *card)
{
	struct team *t = &r->team;
	struct known_idea *any = NULL;
	unsigned of_theme = 0;

	for (size_t i = 0; i < t->idea_count; i++) {
		struct known_idea *idea = t->ideas[i];
		if (!id_equal(&idea->theme, &card->theme))
			continue;
		if (shares_word(idea->title, card->text))
			return idea;
		if (rehearsal_dice(r) < 1.0 / ++of_theme)
			any = idea;
	}
	return of_theme >= IDEAS_FOR_A_THEME ? any : NULL;
}

/* The first line, up to a word's end. */
static struct wire_text title_of(const char *text)
{
	size_t len = strcspn(text, "\n");

	if (len > TITLE_LEN) {
		len = TITLE_LEN;
		while (len > TITLE_LEN / 2 && text[len] != ' ')
			len--;
		while (((unsigned char)text[len] & 0xc0) == 0x80)
			len--;
	}
	while (len && strchr(" .,;:", text[len - 1]))
		len--;
	return (struct wire_text){mem_copy_text(len ? text : "-", len ? len : 1), len ? len : 1};
}

bool card_is_settled(const struct rehearsal *r, const struct known_card *card)
{
	for (size_t i = r->first_desk; r->actors[i].kind == ACTOR_DESK; i++) {
		const struct command *c = &r->actors[i].doing;
		if (id_equal(&c->id, &card->id) ||
		    (c->card_count && id_equal(&c->cards[0].id, &card->id)))
			return false;
	}
	return is_read(card);
}

bool desk_is_free(const struct rehearsal *r, size_t index)
{
	const struct actor *a = &r->actors[index];
	return a->kind == ACTOR_DESK && a->line.welcome && id_is_nil(&a->doing.op);
}

void desk_do(struct rehearsal *r, size_t index, struct command c)
{
	struct actor *a = &r->actors[index];

	c.op = id_new();
	c.at_ms = clock_wall_ms();
	a->doing = c;
	a->looking = false;
	rehearsal_send(r, index, &c);
}

static void read_card(struct rehearsal *r, size_t index, struct known_card *card)
{
	struct known_idea *idea = idea_for(r, card);
	struct command c = {.id = card->id, .version = card->version};

	card->dealt = card->version;
	if (has_telephone(card->text) || !id_is_nil(&card->idea)) {
		c.kind = COMMAND_CARD_READ;
	} else if (idea) {
		c.kind = COMMAND_CARD_PLACE;
		c.idea = idea->id;
		idea->cards++;
	} else {
		struct card_version *first = mem_new(sizeof *first);
		*first = (struct card_version){card->id, card->version};
		c = (struct command){.kind = COMMAND_IDEA_ADD,
				     .id = id_new(),
				     .theme = card->theme,
				     .text = title_of(card->text),
				     .cards = first,
				     .card_count = 1};
	}
	desk_do(r, index, c);
}

static struct known_card *next_card(struct team *t)
{
	while (t->next_to_deal < t->card_count) {
		struct known_card *card = t->cards[t->next_to_deal++];
		if (!is_read(card) && card->dealt != card->version)
			return card;
	}
	return NULL;
}

static struct known_idea *next_to_publish(struct team *t, bool at_the_end)
{
	for (size_t i = 0; i < t->idea_count; i++) {
		struct known_idea *idea = t->ideas[i];
		if (!idea->published && !idea->publishing &&
		    (at_the_end || idea->cards >= PUBLISH_AT))
			return idea;
	}
	return NULL;
}

static void work(struct rehearsal *r, size_t index, int64_t now)
{
	struct actor *a = &r->actors[index];
	struct team *t = &r->team;
	bool at_the_end = tables_are_done(r) && r->day.round == r->day.rounds &&
			  t->next_to_deal == t->card_count;
	struct known_idea *idea = next_to_publish(t, at_the_end);
	struct known_card *card = idea ? NULL : next_card(t);

	if (idea) {
		idea->publishing = true;
		desk_do(r, index,
			(struct command){.kind = COMMAND_IDEA_PUBLISH,
					 .id = idea->id,
					 .version = idea->version});
	} else if (card) {
		a->free_at_us =
			now + (int64_t)(READING_US * (0.5 + rehearsal_dice(r)) / r->options->speed);
		read_card(r, index, card);
	}
}

/* The version that the command is about, as it is known now; 0 when it is not. A card of that
 * version is with its reader. */
static uint64_t newest_version(const struct team *t, const struct command *c)
{
	struct known_card *card = NULL;
	const struct known_idea *idea = NULL;

	if (c->kind == COMMAND_IDEA_EDIT || c->kind == COMMAND_IDEA_PUBLISH)
		idea = id_map_get(&t->ideas_by_id, &c->id);
	else if (c->kind == COMMAND_CARD_READ || c->kind == COMMAND_CARD_PLACE)
		card = id_map_get(&t->cards_by_id, &c->id);
	else if (c->kind == COMMAND_IDEA_ADD)
		card = id_map_get(&t->cards_by_id, &c->cards[0].id);
	if (card)
		card->dealt = card->version;
	return idea ? idea->version : card ? card->version : 0;
}

/* Somebody was first: as soon as the reader sees what it is by now, it is done with that. */
static void look_again(struct rehearsal *r, size_t index)
{
	struct actor *a = &r->actors[index];
	struct command c = a->doing;
	uint64_t version = newest_version(&r->team, &c);
	uint64_t *named = c.card_count ? &c.cards[0].version : &c.version;

	if (*named == version)
		return;
	*named = version;
	desk_do(r, index, c);
	r->team.looked_again++;
}

void team_tick(struct rehearsal *r, int64_t now)
{
	/* First those who had a card already: nobody else is given it meanwhile. */
	for (size_t i = r->first_desk; r->actors[i].kind == ACTOR_DESK; i++)
		if (r->actors[i].looking && r->actors[i].line.welcome)
			look_again(r, i);
	for (size_t i = r->first_desk; r->actors[i].kind == ACTOR_DESK; i++)
		if (desk_is_free(r, i) && now >= r->actors[i].free_at_us)
			work(r, i, now);
}

static void done(struct rehearsal *r, struct actor *a)
{
	if (a->doing.kind == COMMAND_IDEA_PUBLISH) {
		struct thing *idea = sights_find(&r->sights, &a->doing.id);
		if (idea && !idea->published_us)
			idea->published_us = clock_monotonic_us();
	}
	command_finish(&a->doing);
	a->doing = (struct command){0};
}

void team_reply(struct rehearsal *r, size_t index, const struct reply *reply)
{
	struct actor *a = &r->actors[index];

	if (!id_equal(&a->doing.op, &reply->op))
		return;
	incidents_heard(r, index, reply);
	if (reply->kind == REPLY_ACK)
		done(r, a);
	else if (reply->retry)
		a->send_again_us = clock_monotonic_us() + RETRY_US;
	else if (reply->code == ERR_VERSION_CHANGED)
		a->looking = true;
	else
		rehearsal_fail(r, reply->code, reply->text);
}

bool team_is_done(const struct rehearsal *r)
{
	/* An edit that the team has not seen yet is to be read too. */
	if (r->team.read < r->typing.acked || r->team.published < r->team.idea_count ||
	    r->actors[r->first_desk].sight.cursor < r->typing.changes.seq)
		return false;
	for (size_t i = r->first_desk; r->actors[i].kind == ACTOR_DESK; i++)
		if (!id_is_nil(&r->actors[i].doing.op))
			return false;
	return true;
}

void team_finish(struct team *t)
{
	for (size_t i = 0; i < t->card_count; i++)
		free(t->cards[i]);
	for (size_t i = 0; i < t->idea_count; i++)
		free(t->ideas[i]);
	free(t->cards);
	free(t->ideas);
	id_map_finish(&t->cards_by_id);
	id_map_finish(&t->ideas_by_id);
}
