#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/rehearsal.h"
#include "record/csv_read.h"
#include "record/links.h"

static const char help[] =
	"Usage: burgertop rehearse URL --links FILE [--db FILE] [--tables N] [--speed N] [--cards "
	"N]\n"
	"                          [--ideas FILE.csv] [--viewers N]\n\n"
	"Plays the programme of a fresh summit into the server at URL (http://host:port), as real "
	"clients do:\n"
	"one WebSocket a table, a control room, a theme team that reads and groups. At the end it "
	"says what\n"
	"was sent and acknowledged, how fast, and whether the record holds exactly that.\n\n"
	"  --links FILE       the seats' links: what `burgertop new --json` or `links --json` "
	"printed\n"
	"  --db FILE          the summit's file, when it is on this machine: its export is "
	"compared\n"
	"  --tables N         how many tables take part (default: all)\n"
	"  --speed N          how many times faster than the clock (default 20)\n"
	"  --cards N          how many cards in all (default: four for each table and round)\n"
	"  --ideas FILE.csv   what the tables type: the column `text` (default: made-up wishes)\n"
	"  --viewers N        people who watch (default 0)\n";

static void add_text(struct rehearsal *r, char *text)
{
	r->texts = mem_grow(r->texts, r->text_count + 1, sizeof *r->texts);
	r->texts[r->text_count++] = text;
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

	if (!r->options->ideas) {
		for (size_t i = 0; i < 899; i++)
			add_text(r, phrase(i));
		return true;
	}
	if (!csv_read(r->options->ideas, columns, 1, add_idea, r, e))
		return false;
	return r->text_count ||
	       err_set(e, ERR_FILE, "%s: no text that a card can hold", r->options->ideas);
}

static void add_actor(struct rehearsal *r, enum actor_kind kind, unsigned number, const char *token)
{
	r->actors = mem_grow(r->actors, r->actor_count + 1, sizeof *r->actors);
	struct actor *a = &r->actors[r->actor_count++];
	*a = (struct actor){.kind = kind, .number = number, .connect_at_us = 1};
	snprintf(a->token, sizeof a->token, "%s", token);
}

/* Adds an actor for each link of a kind of seat, up to `most`; tables come first, so that their
 * index is their turn. */
static unsigned add_seats(struct rehearsal *r, const struct links *links, const char *kind,
			  enum actor_kind actor, unsigned most)
{
	size_t len = strlen(kind);
	unsigned added = 0;

	for (size_t i = 0; i < links->count && added < most; i++) {
		const struct link *link = &links->items[i];
		if (strncmp(link->seat, kind, len) || link->seat[len] != '/')
			continue;
		add_actor(r, actor, (unsigned)strtoul(link->seat + len + 1, NULL, 10), link->token);
		added++;
	}
	return added;
}

static bool load_actors(struct rehearsal *r, struct err *e)
{
	struct links links;
	unsigned most = r->options->tables ? r->options->tables : ~0u;
	bool good;

	if (!links_read(r->options->links, &links, e))
		return false;
	r->tables = add_seats(r, &links, "table", ACTOR_TABLE, most);
	good = r->tables && add_seats(r, &links, "desk", ACTOR_DESK, ~0u) &&
	       add_seats(r, &links, "control", ACTOR_CONTROL, 1);
	if (!good)
		err_set(e, ERR_FILE,
			"%s: it needs links of tables, of a desk and of a control room",
			r->options->links);
	for (unsigned i = 0; i < r->options->viewers; i++)
		add_actor(r, ACTOR_VIEWER, i + 1, "");
	links_finish(&links);
	return good;
}

static void finish(struct rehearsal *r)
{
	clients_destroy(r->clients);
	for (size_t i = 0; i < r->actor_count; i++) {
		free(r->actors[i].cards);
		command_finish(&r->actors[i].doing);
	}
	for (size_t i = 0; i < r->step_count; i++) {
		for (size_t w = 0; w < r->steps[i].work_count; w++)
			free(r->steps[i].work[w].tables);
		free(r->steps[i].work);
	}
	for (size_t i = 0; i < r->text_count; i++)
		free(r->texts[i]);
	for (size_t i = 0; i < r->known_count; i++)
		free(r->known[i]);
	for (size_t i = 0; i < r->idea_count; i++)
		free(r->ideas[i]);
	id_map_finish(&r->known_by_id);
	id_map_finish(&r->ideas_by_id);
	free(r->actors);
	free(r->steps);
	free(r->texts);
	free(r->typed);
	free(r->due_us);
	free(r->known);
	free(r->ideas);
}

static int play(const struct rehearsal_options *options)
{
	struct rehearsal r = {.options = options, .seed = 1};
	struct err e;
	bool good = load_texts(&r, &e) && load_actors(&r, &e);

	if (good)
		r.clients = clients_create(options->url, r.actor_count, &rehearsal_events, &r, &e);
	good = r.clients != NULL;
	if (good) {
		r.started_us = clock_monotonic_us();
		clients_run(r.clients);
		r.ended_us = clock_monotonic_us();
		if (clients_interrupted(r.clients))
			err_set(&r.problem, ERR_USAGE, "interrupted");
		good = rehearsal_report(&r, &e);
	}
	finish(&r);
	return good ? EXIT_DONE : cli_fail(&e);
}

static bool set_option(struct rehearsal_options *o, int c)
{
	switch (c) {
	case 'l':
		o->links = optarg;
		return true;
	case 'd':
		o->db = optarg;
		return true;
	case 'i':
		o->ideas = optarg;
		return true;
	case 't':
		o->tables = (unsigned)strtoul(optarg, NULL, 10);
		return o->tables > 0;
	case 'c':
		o->cards = (unsigned)strtoul(optarg, NULL, 10);
		return o->cards > 0 && o->cards <= 1000000;
	case 'v':
		o->viewers = (unsigned)strtoul(optarg, NULL, 10);
		return o->viewers <= 15000;
	case 's':
		o->speed = strtod(optarg, NULL);
		return o->speed > 0;
	}
	return false;
}

int cli_rehearse(int argc, char **argv)
{
	static const struct option long_options[] = {{"links", required_argument, NULL, 'l'},
						     {"db", required_argument, NULL, 'd'},
						     {"ideas", required_argument, NULL, 'i'},
						     {"tables", required_argument, NULL, 't'},
						     {"cards", required_argument, NULL, 'c'},
						     {"speed", required_argument, NULL, 's'},
						     {"viewers", required_argument, NULL, 'v'},
						     {"help", no_argument, NULL, 'h'},
						     {0}};
	struct rehearsal_options options = {.speed = 20};
	int c;

	while ((c = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
		if (c == 'h')
			return fputs(help, stdout), EXIT_DONE;
		if (!set_option(&options, c))
			return cli_usage(help, "an option is unknown, or its value cannot be used");
	}
	if (optind + 1 != argc || !options.links)
		return cli_usage(help, "give the address of one server, and --links FILE");
	options.url = argv[optind];
	return play(&options);
}
