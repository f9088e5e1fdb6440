/*
 * Drives the server's middle without a socket, so that callgrind can count instructions: what a
 * card, a delivery and a newcomer cost. tests/bench/instructions runs it.
 *
 * instructions DB, a summit just made. Everything comes in the same portions at every run: the loop
 * waits for the writer after each batch, its checkpoint too, and the clock stands still, so that no
 * slice of time ends anywhere.
 */
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <valgrind/callgrind.h>

#include "base/clock.h"
#include "base/mem.h"
#include "core/app.h"
#include "record/links.h"

#define TABLES     75
#define ALONE      75 /* cards, each in a commit of its own */
#define TOGETHER   10 /* commits, each of a card from every table */
#define WATCHED    75 /* cards, each in a commit of its own, with an audience */
#define AUDIENCE   1500
#define NEWCOMERS  50 /* over one link */
#define HELLO_MOST 100
#define TEXT_MOST  600
#define CARDS      (ALONE + TOGETHER * TABLES + WATCHED)

struct peer {
	uint64_t session;
	unsigned frames;
};

struct hall {
	struct secret_key key;
	struct id step, theme;
	struct app *app;
	sem_t rested; /* the writer has nothing more to do */
	struct peer tables[TABLES], desk, control, audience[AUDIENCE], newcomers[NEWCOMERS];
	char texts[CARDS][TEXT_MOST]; /* what the tables say */
	unsigned cards;               /* of these, said */
};

static struct hall hall;

/* The linker puts these in the place of the originals. */
bool __real_store_checkpoint(struct store *st, struct err *e);
bool __wrap_store_checkpoint(struct store *st, struct err *e);
int64_t __wrap_clock_monotonic_us(void);

bool __wrap_store_checkpoint(struct store *st, struct err *e)
{
	bool good = __real_store_checkpoint(st, e);
	sem_post(&hall.rested);
	return good;
}

int64_t __wrap_clock_monotonic_us(void)
{
	return 1;
}

static void must(bool good, const char *what)
{
	if (good)
		return;
	fprintf(stderr, "instructions: %s\n", what);
	exit(1);
}

static bool count_frame(void *conn, struct frame *frame)
{
	(void)frame;
	((struct peer *)conn)->frames++;
	return true;
}

static void refuse_close(void *conn, unsigned status)
{
	(void)conn, (void)status;
	must(false, "a connection was closed");
}

static void on_done(void *self)
{
	(void)self; /* the checkpoint that follows is waited for */
}

static void serve(void)
{
	while (app_round_end(hall.app, false))
		;
}

/* What was said becomes a batch; until it is on disk, answered and shown. The public is told when
 * the clock ticks. */
static void commit(bool tick)
{
	app_round_end(hall.app, false);
	sem_wait(&hall.rested);
	if (tick)
		app_tick(hall.app);
	serve();
}

static void say(const struct peer *p, const char *text)
{
	app_receive(hall.app, p->session, text, strlen(text));
}

static void come(struct peer *p, const char *hello)
{
	*p = (struct peer){.session = app_open(hall.app, p, "127.0.0.1")};
	say(p, hello);
}

static void write_hello(char text[HELLO_MOST], const char *seat)
{
	char token[SECRET_TOKEN_LEN + 1];

	secret_token(&hall.key, seat, 1, token);
	snprintf(text, HELLO_MOST, "{\"t\":\"hello\",\"token\":\"%s\"}", token);
}

/* Before anything is counted. */
static void write_cards(void)
{
	char step[ID_TEXT_LEN + 1], theme[ID_TEXT_LEN + 1];

	id_write(&hall.step, step);
	id_write(&hall.theme, theme);
	for (unsigned i = 0; i < CARDS; i++)
		snprintf(hall.texts[i], sizeof hall.texts[i],
			 "{\"t\":\"do\",\"op\":\"%08x-0000-4000-8000-000000000001\",\"at\":"
			 "1768554060000,"
			 "\"cmd\":\"card.add\",\"id\":\"%08x-0000-4000-8000-000000000002\","
			 "\"step\":\"%s\","
			 "\"theme\":\"%s\",\"kind\":\"idea\",\"text\":\"Een kaartje van gewone "
			 "lengte: meer "
			 "bankjes langs het water, zodat wie slecht ter been is onderweg kan "
			 "rusten en een "
			 "praatje kan maken met wie er langskomt.\"}",
			 i + 1, i + 1, step, theme);
}

static void add_card(void)
{
	say(&hall.tables[hall.cards % TABLES], hall.texts[hall.cards]);
	hall.cards++;
}

static void look_up_ids(const char *db)
{
	struct summit *s = summit_create();
	struct err e;
	struct store *store = store_open(db, STORE_READ, &e);

	must(store && store_load(store, s, &e), "the summit cannot be read");
	for (size_t i = 0; i < s->step_count; i++)
		if (s->steps[i]->kind == STEP_ROUND)
			hall.step = s->steps[i]->e.id;
	hall.theme = s->themes[0]->e.id;
	store_close(store);
	summit_destroy(s);
}

/* What is measured: each phase ends by writing what was counted since the last. */

static void cards_alone(void)
{
	for (unsigned i = 0; i < ALONE; i++) {
		add_card();
		commit(false);
	}
}

static void cards_together(void)
{
	for (unsigned i = 0; i < TOGETHER; i++) {
		for (unsigned k = 0; k < TABLES; k++)
			add_card();
		commit(false);
	}
}

static void cards_watched(void)
{
	for (unsigned i = 0; i < WATCHED; i++) {
		add_card();
		commit(true);
	}
}

static void newcomers(unsigned count, const char *hello)
{
	for (unsigned i = 0; i < count; i++)
		come(&hall.newcomers[i], hello);
	serve();
	for (unsigned i = 0; i < count; i++) {
		must(hall.newcomers[i].frames > 2, "a newcomer got no full state");
		app_close(hall.app, hall.newcomers[i].session);
	}
}

static void everybody_comes(void)
{
	char seat[SEAT_NAME_MOST], hello[HELLO_MOST];

	for (unsigned i = 0; i < TABLES; i++) {
		snprintf(seat, sizeof seat, "table/%u", i + 1);
		write_hello(hello, seat);
		come(&hall.tables[i], hello);
	}
	write_hello(hello, "desk/1");
	come(&hall.desk, hello);
	write_hello(hello, "control/1");
	come(&hall.control, hello);
	serve();
}

static void audience_comes(void)
{
	for (unsigned i = 0; i < AUDIENCE; i++)
		come(&hall.audience[i], "{\"t\":\"hello\"}");
	serve();
	for (unsigned i = 0; i < AUDIENCE; i++)
		hall.audience[i].frames = 0;
}

static void measure(void)
{
	char hello[HELLO_MOST];

	write_hello(hello, "desk/2");
	write_cards();
	everybody_comes();
	CALLGRIND_ZERO_STATS;
	cards_alone();
	CALLGRIND_DUMP_STATS_AT("alone");
	cards_together();
	CALLGRIND_DUMP_STATS_AT("together");
	audience_comes();
	CALLGRIND_ZERO_STATS;
	cards_watched();
	CALLGRIND_DUMP_STATS_AT("watched");
	newcomers(1, hello);
	CALLGRIND_DUMP_STATS_AT("first");
	newcomers(NEWCOMERS, hello);
	CALLGRIND_DUMP_STATS_AT("others");
}

/* That it was done what is counted. */
static void look_back(void)
{
	struct buf metrics = {0};
	char line[80];

	for (unsigned i = 0; i < AUDIENCE; i++)
		must(hall.audience[i].frames == WATCHED, "the audience missed a state");
	app_metrics(hall.app, &metrics);
	snprintf(line, sizeof line, "burgertop_cards %d\n", CARDS);
	must(strstr(metrics.data, line), "not every card was taken");
	snprintf(line, sizeof line, "burgertop_commits_total %d\n", ALONE + TOGETHER + WATCHED);
	must(strstr(metrics.data, line), "the commits are not those that were meant");
	buf_finish(&metrics);
}

int main(int argc, char **argv)
{
	static const struct ops ops = {count_frame, refuse_close};
	char key_path[4096];
	struct err e;

	if (argc != 2)
		return fprintf(stderr, "instructions DB\n"), 2;
	links_key_path(argv[1], key_path, sizeof key_path);
	must(secret_key_read(key_path, &hall.key, &e), "the key cannot be read");
	look_up_ids(argv[1]);
	must(!sem_init(&hall.rested, 0, 0), "sem_init");
	struct store *store = store_open(argv[1], STORE_WRITE, &e);
	must(store, "the summit cannot be opened");
	struct writer *writer = writer_start(store, on_done, NULL, &e);
	must(writer, "the writer cannot be started");
	hall.app = app_create(argv[1], &hall.key, writer, &ops, &e);
	must(hall.app, "the summit cannot be served");
	measure();
	look_back();
	printf("{\"alone\":%d,\"together\":%d,\"watched\":%d,\"audience\":%d,\"newcomers\":%d}\n",
	       ALONE, TOGETHER * TABLES, WATCHED, AUDIENCE, NEWCOMERS);
	writer_stop(writer);
	app_destroy(hall.app);
	store_close(store);
	return 0;
}
