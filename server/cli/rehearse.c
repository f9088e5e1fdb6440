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
#include "record/record.h"

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

static int by_value(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return x < y ? -1 : x > y;
}

static void print_latencies(const struct rehearsal *r)
{
	int64_t *took = mem_grow(NULL, r->acked ? r->acked : 1, sizeof *took);
	size_t count = 0;

	for (size_t i = 0; i < r->typed_count; i++)
		if (r->typed[i].acked_us)
			took[count++] = r->typed[i].acked_us - r->typed[i].sent_us;
	if (count) {
		qsort(took, count, sizeof *took, by_value);
		printf("acknowledged    after %.2f ms (half), %.2f ms (99 of 100), %.2f ms "
		       "(slowest)\n",
		       (double)took[count / 2] / 1e3, (double)took[count * 99 / 100] / 1e3,
		       (double)took[count - 1] / 1e3);
	}
	free(took);
}

struct comparison {
	struct id_map by_id; /* card id -> struct compared */
	size_t rows;
	size_t strange; /* rows that nobody sent */
	size_t other;   /* another text */
};

struct compared {
	const struct typed *typed;
	size_t times;
};

static void compare_row(void *self, char *const *cells)
{
	struct comparison *c = self;
	struct id id;
	struct compared *card = id_read(cells[0], &id) ? id_map_get(&c->by_id, &id) : NULL;
	const char *text = record_cell_text(cells[1]);

	c->rows++;
	if (!card) {
		c->strange++;
		return;
	}
	card->times++;
	c->other += strcmp(text, card->typed->text) != 0;
}

/* Whether the exported cards are those that were sent: each acknowledged one once, with its text.
 */
static bool compare(const struct rehearsal *r, const char *csv, struct err *e)
{
	static const char *const columns[] = {"id", "text"};
	struct comparison c = {0};
	struct compared *all = mem_grow(NULL, r->typed_count ? r->typed_count : 1, sizeof *all);
	size_t missing = 0, twice = 0;
	bool good;

	for (size_t i = 0; i < r->typed_count; i++) {
		all[i] = (struct compared){.typed = &r->typed[i]};
		id_map_put(&c.by_id, &r->typed[i].id, &all[i]);
	}
	good = csv_read(csv, columns, 2, compare_row, &c, e);
	for (size_t i = 0; i < r->typed_count; i++) {
		missing += r->typed[i].acked_us && !all[i].times;
		twice += all[i].times > 1;
	}
	id_map_finish(&c.by_id);
	free(all);
	if (!good)
		return false;
	printf("record          %zu cards: missing %zu, twice %zu, other text %zu, not sent by us "
	       "%zu\n",
	       c.rows, missing, twice, c.other, c.strange);
	return (!missing && !twice && !c.other && !c.strange) ||
	       err_set(e, ERR_DATABASE, "the record does not hold exactly what was sent");
}

static bool compare_export(const struct rehearsal *r, struct err *e)
{
	char dir[] = "/tmp/burgertop-rehearse-XXXXXX", csv[sizeof dir + 16];
	struct record_counts counts;
	struct store *store = store_open(r->options->db, STORE_READ, e);
	bool good;

	if (!store)
		return false;
	if (!mkdtemp(dir)) {
		store_close(store);
		return err_set(e, ERR_FILE, "/tmp: no folder can be made there");
	}
	snprintf(csv, sizeof csv, "%s/cards.csv", dir);
	good = record_export(store, dir, &counts, e) && compare(r, csv, e);
	record_remove(dir);
	store_close(store);
	return good;
}

static bool report(const struct rehearsal *r, struct err *e)
{
	size_t resent = 0;

	for (size_t i = 0; i < r->typed_count; i++)
		resent += r->typed[i].times_sent > 1;
	printf("tables          %u, in %u rounds, %.0f seconds\n", r->tables, r->round,
	       (double)(r->ended_us - r->started_us) / 1e6);
	printf("cards           %zu typed, %zu acknowledged, %zu refused, %zu sent more than "
	       "once\n",
	       r->typed_count, r->acked, r->refused, resent);
	print_latencies(r);
	printf("theme team      %zu cards read, %zu ideas, %zu published\n", r->read, r->idea_count,
	       r->published);
	printf("states          %llu messages to %zu clients; %llu connections were lost and made "
	       "again\n",
	       (unsigned long long)r->states, r->actor_count, (unsigned long long)r->reconnects);
	fflush(stdout);
	if (r->problem.code != ERR_NONE) {
		*e = r->problem;
		return false;
	}
	if (r->options->db)
		return compare_export(r, e);
	printf("record          not compared: give --db FILE on the server's own machine\n");
	return true;
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
		good = report(&r, &e);
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
