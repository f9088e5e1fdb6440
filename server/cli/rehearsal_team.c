/* What the simulated theme team does: each reader takes the next card that nobody has, puts it with
 * an idea that shares a word with it or makes a new one, and publishes ideas that have grown. All
 * readers look through the first one's eyes. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "cli/rehearsal.h"

#define READING_US        10000000 /* a card, for a person */
#define PUBLISH_AT        3        /* cards in an idea */
#define WORD_LEN          5        /* letters of a word that tells something */
#define TITLE_LEN         70       /* bytes of a card that become a title */
#define IDEAS_FOR_A_THEME 9

static void learn_card(struct rehearsal *r, const struct peer_entity *e)
{
	struct known_card *card = id_map_get(&r->known_by_id, &e->id);

	if (!card) {
		card = mem_new(sizeof *card);
		card->id = e->id;
		id_map_put(&r->known_by_id, &card->id, card);
		r->known = mem_grow(r->known, r->known_count + 1, sizeof card);
		r->known[r->known_count++] = card;
	}
	card->theme = e->card.theme;
	card->version = e->card.version;
	r->read += e->card.read && !card->read;
	card->read |= e->card.read != 0;
	snprintf(card->text, sizeof card->text, "%s", e->card.text);
}

static void learn_idea(struct rehearsal *r, const struct peer_entity *e)
{
	struct known_idea *idea = id_map_get(&r->ideas_by_id, &e->id);

	if (!idea) {
		idea = mem_new(sizeof *idea);
		idea->id = e->id;
		idea->cards = 1;
		id_map_put(&r->ideas_by_id, &idea->id, idea);
		r->ideas = mem_grow(r->ideas, r->idea_count + 1, sizeof idea);
		r->ideas[r->idea_count++] = idea;
	}
	idea->theme = e->theme;
	idea->version = e->version;
	r->published += e->published && !idea->published;
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
			learn_card(r, e);
		else if (e->type == ENTITY_IDEA)
			learn_idea(r, e);
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

static struct known_idea *idea_for(struct rehearsal *r, const struct known_card *card)
{
	struct known_idea *any = NULL;
	unsigned of_theme = 0;

	for (size_t i = 0; i < r->idea_count; i++) {
		struct known_idea *idea = r->ideas[i];
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

static void do_command(struct rehearsal *r, size_t index, struct command c)
{
	command_finish(&r->actors[index].doing);
	c.op = id_new();
	c.at_ms = clock_wall_ms();
	r->actors[index].doing = c;
	rehearsal_send(r, index, &c);
}

static void read_card(struct rehearsal *r, size_t index, struct known_card *card)
{
	struct known_idea *idea = idea_for(r, card);
	struct command c = {.id = card->id, .version = card->version};

	if (idea) {
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
	do_command(r, index, c);
}

static struct known_card *next_card(struct rehearsal *r)
{
	while (r->next_to_deal < r->known_count) {
		struct known_card *card = r->known[r->next_to_deal++];
		if (!card->read)
			return card;
	}
	return NULL;
}

static struct known_idea *next_to_publish(struct rehearsal *r, bool at_the_end)
{
	for (size_t i = 0; i < r->idea_count; i++) {
		struct known_idea *idea = r->ideas[i];
		if (!idea->published && !idea->publishing &&
		    (at_the_end || idea->cards >= PUBLISH_AT))
			return idea;
	}
	return NULL;
}

static void work(struct rehearsal *r, size_t index, int64_t now)
{
	struct actor *a = &r->actors[index];
	bool at_the_end =
		tables_are_done(r) && r->round == r->rounds && r->next_to_deal == r->known_count;
	struct known_idea *idea = next_to_publish(r, at_the_end);
	struct known_card *card = idea ? NULL : next_card(r);

	if (idea) {
		idea->publishing = true;
		do_command(r, index,
			   (struct command){.kind = COMMAND_IDEA_PUBLISH,
					    .id = idea->id,
					    .version = idea->version});
	} else if (card) {
		a->free_at_us =
			now + (int64_t)(READING_US * (0.5 + rehearsal_dice(r)) / r->options->speed);
		read_card(r, index, card);
	}
}

void team_tick(struct rehearsal *r, int64_t now)
{
	for (size_t i = 0; i < r->actor_count; i++) {
		const struct actor *a = &r->actors[i];
		if (a->kind == ACTOR_DESK && a->welcome && id_is_nil(&a->doing.op) &&
		    now >= a->free_at_us)
			work(r, i, now);
	}
}

void team_reply(struct rehearsal *r, size_t index, const struct reply *reply)
{
	struct actor *a = &r->actors[index];

	if (!id_equal(&a->doing.op, &reply->op))
		return;
	if (reply->kind == REPLY_NACK && reply->retry) {
		rehearsal_send(r, index, &a->doing);
		return;
	}
	if (reply->kind == REPLY_NACK) {
		rehearsal_fail(r, reply->code, reply->text);
		return;
	}
	command_finish(&a->doing);
	a->doing = (struct command){0};
}

bool team_is_done(const struct rehearsal *r)
{
	if (r->read < r->acked || r->published < r->idea_count)
		return false;
	for (size_t i = 0; i < r->actor_count; i++)
		if (r->actors[i].kind == ACTOR_DESK && !id_is_nil(&r->actors[i].doing.op))
			return false;
	return true;
}
