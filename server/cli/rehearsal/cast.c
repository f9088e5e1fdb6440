/* Who takes part, from the links; and what the tables say. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "cli/rehearsal/rehearsal.h"
#include "record/csv_read.h"
#include "record/links.h"

#define PHRASES 899 /* as many different ones as there are */

static void add_text(struct typing *t, char *text)
{
	t->texts = mem_grow(t->texts, t->text_count + 1, sizeof *t->texts);
	t->texts[t->text_count++] = text;
}

/* Texts that a card cannot hold are passed over: a tablet would not send them either. */
static void add_idea(void *self, char *const *cells)
{
	char *clean;
	size_t len;
	struct err e;

	if (text_clean(cells[0], strlen(cells[0]), CARD_TEXT_MOST, &clean, &len, &e))
		add_text(self, clean);
}

static bool load_texts(struct rehearsal *r, struct err *e)
{
	static const char *const columns[] = {"text"};
	struct typing *t = &r->typing;

	if (!r->options->ideas) {
		for (size_t i = 0; i < PHRASES; i++)
			add_text(t, phrase(i));
		return true;
	}
	if (!csv_read(r->options->ideas, columns, 1, add_idea, t, e))
		return false;
	return t->text_count ||
	       err_set(e, ERR_FILE, "%s: no text that a card can hold", r->options->ideas);
}

static size_t add_actor(struct rehearsal *r, enum actor_kind kind, unsigned number,
			const char *token)
{
	r->actors = mem_grow(r->actors, r->actor_count + 1, sizeof *r->actors);
	struct actor *a = &r->actors[r->actor_count];
	*a = (struct actor){.kind = kind, .number = number, .device = id_new()};
	snprintf(a->token, sizeof a->token, "%s", token);
	return r->actor_count++;
}

/* Adds an actor for each link of a kind of seat, up to `most`. */
static size_t add_seats(struct rehearsal *r, const struct links *links, const char *kind,
			enum actor_kind actor, size_t most)
{
	size_t len = strlen(kind), added = 0;

	for (size_t i = 0; i < links->count && added < most; i++) {
		const struct link *link = &links->items[i];
		if (strncmp(link->seat, kind, len) || link->seat[len] != '/')
			continue;
		add_actor(r, actor, (unsigned)strtoul(link->seat + len + 1, NULL, 10), link->token);
		added++;
	}
	return added;
}

static bool add_actors(struct rehearsal *r, const struct links *links)
{
	r->table_count = add_seats(r, links, "table", ACTOR_TABLE,
				   r->options->tables ? r->options->tables : SIZE_MAX);
	r->first_desk = r->actor_count;
	if (!r->table_count || !add_seats(r, links, "desk", ACTOR_DESK, SIZE_MAX))
		return false;
	r->first_control = r->actor_count;
	if (!add_seats(r, links, "control", ACTOR_CONTROL, 1))
		return false;
	add_seats(r, links, "stage", ACTOR_STAGE, SIZE_MAX);
	for (unsigned i = 0; i < r->options->viewers; i++)
		add_actor(r, ACTOR_VIEWER, i + 1, "");
	r->witness = add_actor(r, ACTOR_WITNESS, 1, "");
	struct actor *desk = &r->actors[r->first_desk], *witness = &r->actors[r->witness];
	memcpy(witness->token, desk->token, sizeof witness->token);
	return true;
}

bool rehearsal_cast(struct rehearsal *r, struct err *e)
{
	struct links links;
	bool good;

	if (!load_texts(r, e) || !links_read(r->options->links, &links, e))
		return false;
	good = add_actors(r, &links);
	links_finish(&links);
	if (!good)
		return err_set(e, ERR_FILE,
			       "%s: it needs links of tables, of a desk and of a control room",
			       r->options->links);
	r->present = mem_grow(NULL, r->table_count, sizeof *r->present);
	for (size_t i = 0; i < r->table_count; i++)
		r->present[r->present_count++] = i; /* tables come first */
	return true;
}
