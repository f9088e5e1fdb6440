/* Sessions, intake and hub on a real store whose disk may fail, with clients that keep what they
 * are sent. */
#ifndef BURGERTOP_TESTS_APP_FIXTURE_H
#define BURGERTOP_TESTS_APP_FIXTURE_H

#include <stdio.h>
#include <unistd.h>

#include "core/app.h"
#include "faulty_disk.h"
#include "store_fixture.h"

struct client {
	uint64_t session;
	struct buf heard; /* messages, a line each */
	unsigned closed;
};

struct world {
	struct hall *hall;
	struct writer *writer;
	int written[2]; /* a byte for each batch that is finished */
	struct secret_key key;
	struct app *app;
	struct client clients[3];
};

static inline bool hear(void *conn, struct frame *frame)
{
	struct client *c = conn;
	buf_add(&c->heard, frame->bytes, frame->len);
	buf_add(&c->heard, "\n", 1);
	return true;
}

static inline void hear_close(void *conn, unsigned status)
{
	((struct client *)conn)->closed = status;
}

static const struct ops ops = {hear, hear_close};

static inline void on_done(void *self)
{
	struct world *w = self;
	assert_int_equal(write(w->written[1], "", 1), 1);
}

static inline int set_up(void **state)
{
	struct world *w = mem_new(sizeof *w);
	struct err e = {0};

	faulty_disk_insert();
	w->hall = hall_create();
	hall_fill(w->hall);
	assert_int_equal(pipe(w->written), 0);
	w->writer = writer_start(w->hall->store, on_done, w, &e);
	assert_non_null(w->writer);
	w->app = app_create(w->hall->path, &w->key, w->writer, &ops, &e);
	if (!w->app)
		fail_msg("%s", e.text);
	*state = w;
	return 0;
}

static inline int tear_down(void **state)
{
	struct world *w = *state;

	for (int i = 0; i < 3; i++)
		buf_finish(&w->clients[i].heard);
	writer_stop(w->writer);
	app_destroy(w->app);
	close(w->written[0]);
	close(w->written[1]);
	hall_tear_down((void **)&w->hall);
	faulty_disk_remove();
	free(w);
	return 0;
}

static inline void say(struct world *w, int i, const char *text)
{
	app_receive(w->app, w->clients[i].session, text, strlen(text));
}

static inline void one_round(struct world *w)
{
	app_tick(w->app);
	while (app_round_end(w->app, false))
		;
}

/* With the link of that generation. */
static inline struct client *come_with(struct world *w, int i, const char *seat,
				       unsigned generation)
{
	char token[SECRET_TOKEN_LEN + 1], hello[200];

	w->clients[i].session = app_open(w->app, &w->clients[i], "127.0.0.1");
	secret_token(&w->key, seat, generation, token);
	snprintf(hello, sizeof hello, "{\"t\":\"hello\",\"token\":\"%s\"}", token);
	say(w, i, strcmp(seat, "public") ? hello : "{\"t\":\"hello\"}");
	one_round(w);
	return &w->clients[i];
}

static inline struct client *come(struct world *w, int i, const char *seat)
{
	return come_with(w, i, seat, 1);
}

static inline bool heard(const struct client *c, const char *text)
{
	return c->heard.data && strstr(c->heard.data, text);
}

static inline void forget(struct client *c)
{
	buf_clear(&c->heard);
	buf_add(&c->heard, "", 1);
	buf_clear(&c->heard);
}

/* Until the batch in flight is finished, and what follows from it sent. */
static inline void finish_batch(struct world *w)
{
	char byte;
	one_round(w);
	assert_int_equal(read(w->written[0], &byte, 1), 1);
	one_round(w);
}

static inline void add_card(struct world *w, int i, unsigned op, const char *text)
{
	char step[ID_TEXT_LEN + 1], theme[ID_TEXT_LEN + 1], message[800];

	id_write(&w->hall->summit->steps[1]->e.id, step);
	id_write(&w->hall->summit->themes[0]->e.id, theme);
	snprintf(message, sizeof message,
		 "{\"t\":\"do\",\"op\":\"%08x-0000-4000-8000-000000000001\",\"cmd\":\"card.add\","
		 "\"id\":\"%08x-0000-4000-8000-000000000002\",\"step\":\"%s\",\"theme\":\"%s\","
		 "\"kind\":\"idea\","
		 "\"text\":\"%s\"}",
		 op, op, step, theme, text);
	say(w, i, message);
}

#endif
