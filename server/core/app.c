#include "core/app.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "core/deed.h"
#include "core/guesses.h"
#include "core/intake.h"
#include "wire/reply.h"

#define HELLO_WITHIN_MS  5000
#define BATCH_AFTER_US   2000 /* a batch waits for a round that brings nothing new, but no longer */
#define SLICE_US         1000
#define CLOSE_POLICY     1008
#define CLOSE_GOING_AWAY 1001

struct app {
	const char *db;
	struct summit *summit;
	struct id epoch;
	struct seats seats;
	const struct ops *ops;
	struct sessions sessions;
	struct guesses guesses;
	struct hub hub;
	struct intake *intake;
	int64_t first_waiting_us; /* since when commands wait; 0: none do */
	bool public_due;
	bool stopping;
	bool failed;
	bool refused; /* the last commit was: no room on the disk */
};

static struct frame *frame_take(struct buf *text)
{
	struct frame *f = frame_create(text->data, text->len);
	buf_finish(text);
	return f;
}

static void refuse(struct session *s, const struct id *op, const struct err *e)
{
	struct buf text = {0};
	nack_write(&text, op, e);
	session_reply(s, frame_take(&text));
}

static void on_answer(void *self, uint64_t id, struct frame *answer)
{
	struct app *a = self;
	struct session *s = sessions_find(&a->sessions, id);

	if (!s) {
		frame_drop(answer);
		return;
	}
	s->inflight--;
	session_reply(s, answer);
	session_flush(s, a->ops);
}

/* Reads the summit from the disk: at the start, and when memory is ahead of a disk that refused. */
static bool load(struct app *a, struct store *store, struct err *e)
{
	struct summit *fresh = summit_create();

	if (!store_load(store, fresh, e) || !intake_load(a->intake, fresh, store, e)) {
		summit_destroy(fresh);
		return false;
	}
	summit_destroy(a->summit);
	a->summit = fresh;
	return true;
}

struct app *app_create(const char *db, const struct secret_key *key, struct writer *writer,
		       const struct ops *ops, struct err *e)
{
	struct app *a = mem_new(sizeof *a);
	struct store *store = store_open(db, STORE_READ, e);
	bool good;

	a->db = db;
	a->ops = ops;
	a->intake = intake_create(&a->seats, writer, on_answer, a);
	good = store && store_epoch(store, &a->epoch, e) && seats_load(&a->seats, store, key, e) &&
	       load(a, store, e);
	store_close(store);
	if (!good) {
		app_destroy(a);
		return NULL;
	}
	hub_init(&a->hub, a->summit, ops);
	return a;
}

void app_destroy(struct app *a)
{
	if (!a)
		return;
	for (size_t i = 0; i < a->sessions.room; i++)
		if (sessions_at(&a->sessions, i))
			hub_leave(sessions_at(&a->sessions, i));
	sessions_finish(&a->sessions);
	if (a->summit)
		hub_finish(&a->hub);
	intake_destroy(a->intake);
	summit_destroy(a->summit);
	seats_finish(&a->seats);
	free(a);
}

uint64_t app_open(struct app *a, void *conn, const char *address)
{
	return sessions_open(&a->sessions, conn, address, clock_wall_ms())->id;
}

void app_close(struct app *a, uint64_t id)
{
	struct session *s = sessions_find(&a->sessions, id);

	if (!s)
		return;
	hub_leave(s);
	sessions_close(&a->sessions, s);
}

size_t app_message_most(struct app *a, uint64_t id)
{
	const struct session *s = sessions_find(&a->sessions, id);
	return s && s->seat && s->seat->kind != SEAT_PUBLIC ? MESSAGE_MOST : MESSAGE_MOST_PUBLIC;
}

static void welcome(struct app *a, struct session *s, const struct hello *hello)
{
	struct buf text = {0};
	const struct welcome w = {.seat = s->seat->name,
				  .token = hello->code[0] ? s->seat->token : NULL,
				  .summit = a->summit->event.e.id,
				  .epoch = a->epoch,
				  .seq = s->channel->encoded,
				  .now_ms = clock_wall_ms(),
				  .message_most = app_message_most(a, s->id),
				  .inflight_most = SESSION_INFLIGHT_MOST};

	welcome_write(&text, &w);
	session_reply(s, frame_take(&text));
}

static void accept_hello(struct app *a, struct session *s, const struct seat *seat,
			 const struct hello *hello)
{
	bool same_epoch = hello->has_since && id_equal(&hello->epoch, &a->epoch);

	s->seat = seat;
	s->device = hello->device;
	hub_join(&a->hub, s, same_epoch, hello->since);
	welcome(a, s, hello);
	session_flush(s, a->ops);
}

static void turn_away(struct app *a, struct session *s, enum err_code code, const char *why)
{
	struct err e;

	err_set(&e, code, "%s", why);
	refuse(s, &(struct id){0}, &e);
	s->close_status = CLOSE_POLICY;
	session_flush(s, a->ops);
}

static void answer_code(struct app *a, struct session *s, const struct hello *hello)
{
	const struct seat *seat = seats_by_code(&a->seats, hello->code);

	if (seat) {
		accept_hello(a, s, seat, hello);
		return;
	}
	guesses_wrong(&a->guesses, s->address, clock_wall_ms());
	turn_away(a, s, ERR_CODE_UNKNOWN, "code: no seat has it");
}

static void on_hello(struct app *a, struct session *s, const struct hello *hello)
{
	const struct seat *seat;
	struct err e;

	if (s->seat || s->guess) {
		err_set(&e, ERR_HELLO_TWICE, "this connection has said hello");
		refuse(s, &(struct id){0}, &e);
	} else if (hello->token[0]) {
		seat = seats_by_token(&a->seats, hello->token);
		if (seat)
			accept_hello(a, s, seat, hello);
		else
			turn_away(a, s, ERR_TOKEN_UNKNOWN,
				  "token: no seat has it; its link may have been replaced");
	} else if (hello->code[0]) {
		s->due_ms = clock_wall_ms() + guesses_delay_ms(&a->guesses, s->address);
		s->guess = mem_new(sizeof *s->guess);
		*s->guess = *hello;
	} else {
		accept_hello(a, s, &seat_public, hello);
	}
}

static void on_command(struct app *a, struct session *s, struct command *c)
{
	struct err e;

	if (!s->seat)
		err_set(&e, ERR_HELLO_FIRST, "say hello first");
	else if (a->stopping)
		err_set(&e, ERR_CLOSING, "the server stops; send it again to the next one");
	else if (s->inflight == SESSION_INFLIGHT_MOST)
		err_set(&e, ERR_TOO_MANY, "%d commands wait for their answer; send it again later",
			SESSION_INFLIGHT_MOST);
	else if (deed_allowed(s->seat, c->kind, &e) && intake_put(a->intake, s, c, &e)) {
		s->inflight++;
		if (!a->first_waiting_us)
			a->first_waiting_us = clock_monotonic_us();
		return;
	}
	refuse(s, &c->op, &e);
	command_finish(c);
}

static void on_ping(struct session *s)
{
	struct buf text = {0};
	pong_write(&text, clock_wall_ms());
	session_reply(s, frame_take(&text));
}

void app_receive(struct app *a, uint64_t id, const char *text, size_t len)
{
	struct session *s = sessions_find(&a->sessions, id);
	struct message m;
	struct id op = {0};
	struct err e;

	if (!s || s->close_status)
		return;
	if (!message_read(text, len, &m, &op, &e)) {
		refuse(s, &op, &e);
		session_flush(s, a->ops);
		return;
	}
	switch (m.kind) {
	case MESSAGE_HELLO:
		on_hello(a, s, &m.hello);
		break;
	case MESSAGE_DO:
		on_command(a, s, &m.command); /* takes it over */
		break;
	case MESSAGE_STATUS:
		s->status = m.status;
		break;
	case MESSAGE_PING:
		on_ping(s);
		break;
	}
	session_flush(s, a->ops);
}

void app_writable(struct app *a, uint64_t id)
{
	struct session *s = sessions_find(&a->sessions, id);

	if (s)
		hub_serve_one(&a->hub, s);
}

/* The disk refused: what memory decided was not kept. */
static void start_over(struct app *a)
{
	struct err e;
	struct store *store = store_open(a->db, STORE_READ, &e);

	a->refused = true;
	if (!store || !load(a, store, &e)) {
		log_warn("the summit cannot be read again: %s", e.text);
		a->failed = true;
	} else {
		hub_restart(&a->hub, a->summit);
	}
	store_close(store);
}

static void end_batch(struct app *a)
{
	switch (intake_end(a->intake)) {
	case INTAKE_NOTHING:
		return;
	case INTAKE_DONE:
		a->refused = false;
		break;
	case INTAKE_REFUSED:
		start_over(a);
		break;
	case INTAKE_LOST:
		a->failed = true;
		break;
	}
}

bool app_round_end(struct app *a, bool busy)
{
	bool waits;

	end_batch(a);
	if (a->failed)
		return false;
	if (!intake_in_flight(a->intake)) {
		/* Memory equals the disk here, and only here: the next batch is decided below. */
		hub_publish(&a->hub, a->public_due);
		a->public_due = false;
		hub_fill(&a->hub);
		waits = intake_waits(a->intake);
		if (waits &&
		    (!busy || clock_monotonic_us() - a->first_waiting_us >= BATCH_AFTER_US)) {
			intake_start(a->intake);
			a->first_waiting_us = intake_waits(a->intake) ? clock_monotonic_us() : 0;
			waits = !intake_in_flight(a->intake) && intake_waits(a->intake);
		}
	} else {
		waits = false; /* the writer wakes the loop */
	}
	if (hub_serve(&a->hub, SLICE_US) || waits)
		return true;
	/* The writer wakes the loop when a batch in flight is what they wait for. */
	return a->hub.full_wanted && !intake_in_flight(a->intake);
}

void app_tick(struct app *a)
{
	int64_t now = clock_wall_ms();

	a->public_due = true;
	for (size_t i = 0; i < a->sessions.room; i++) {
		struct session *s = sessions_at(&a->sessions, i);
		if (!s || s->seat || s->close_status)
			continue;
		if (s->guess && now >= s->due_ms) {
			struct hello hello = *s->guess;
			free(s->guess);
			s->guess = NULL;
			answer_code(a, s, &hello);
		} else if (!s->guess && now - s->opened_ms > HELLO_WITHIN_MS) {
			turn_away(a, s, ERR_HELLO_FIRST, "say hello first, within five seconds");
		}
	}
}

bool app_stop(struct app *a)
{
	a->stopping = true;
	return !intake_in_flight(a->intake) && !intake_waits(a->intake);
}

void app_bye(struct app *a)
{
	for (size_t i = 0; i < a->sessions.room; i++) {
		struct session *s = sessions_at(&a->sessions, i);
		struct buf text = {0};
		if (!s)
			continue;
		bye_write(&text);
		session_reply(s, frame_take(&text));
		s->close_status = CLOSE_GOING_AWAY;
		session_flush(s, a->ops);
	}
}

bool app_failed(const struct app *a)
{
	return a->failed;
}

bool app_health(const struct app *a, const char **why)
{
	*why = a->failed     ? "the disk failed"
	       : a->refused  ? "the disk has no room"
	       : a->stopping ? "stopping"
			     : "ok";
	return !a->failed && !a->refused && !a->stopping;
}

static void metric(struct buf *out, const char *name, const char *type, const char *help,
		   uint64_t value)
{
	buf_print(out, "# HELP burgertop_%s %s\n# TYPE burgertop_%s %s\nburgertop_%s %llu\n", name,
		  help, name, type, name, (unsigned long long)value);
}

void app_metrics(struct app *a, struct buf *out)
{
	const struct intake_counts *in = intake_counts(a->intake);
	uint64_t outbox = 0, seats = 0;

	for (size_t i = 0; i < a->sessions.room; i++) {
		const struct session *s = sessions_at(&a->sessions, i);
		if (!s || !s->seat || s->seat->kind == SEAT_PUBLIC)
			continue;
		seats++;
		outbox += s->status.outbox;
	}
	metric(out, "connections", "gauge", "Open connections.", a->sessions.count);
	metric(out, "seat_connections", "gauge", "Open connections that have a seat.", seats);
	metric(out, "outbox_cards", "gauge", "Cards that tablets say they have not sent yet.",
	       outbox);
	metric(out, "cards", "gauge", "Cards in the summit.", a->summit->card_count);
	metric(out, "ideas", "gauge", "Ideas in the summit.", a->summit->idea_count);
	metric(out, "seq", "counter", "Number of the last change.", a->summit->seq);
	metric(out, "commands_total", "counter", "Commands taken since the start.", in->commands);
	metric(out, "commands_refused_total", "counter", "Commands refused since the start.",
	       in->refused);
	metric(out, "commands_repeated_total", "counter", "Commands that were sent again.",
	       in->repeats);
	metric(out, "commits_total", "counter", "Transactions since the start.", in->commits);
	metric(out, "commit_microseconds_total", "counter",
	       "Time from deciding a batch to having it on disk.", in->commit_us);
	metric(out, "states_sent_total", "counter", "Messages of states sent since the start.",
	       a->hub.delivered);
}
