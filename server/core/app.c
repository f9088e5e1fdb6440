#include "core/app.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "core/app_parts.h"
#include "wire/reply.h"

#define HELLO_WITHIN_MS       5000
#define HELLO_WITHIN_SHORT_MS 1000 /* when room is short */
#define BATCH_AFTER_US        2000 /* a batch waits for a round that brings nothing new, but no longer */
#define SLICE_LEAST_US        250
#define SLICE_MOST_US         2000
#define DISK_EVERY_MS         1000
#define DISK_LITTLE           (UINT64_C(1) << 30)

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
	space_init(&a->space, seats_needed(&a->seats));
	store_close(store);
	if (!good) {
		app_destroy(a);
		return NULL;
	}
	hub_init(&a->hub, a->summit, ops);
	presence_init(&a->presences, &a->hub);
	return a;
}

void app_destroy(struct app *a)
{
	if (!a)
		return;
	for (size_t i = 0; i < a->sessions.room; i++)
		if (sessions_at(&a->sessions, i))
			hub_leave(&a->hub, sessions_at(&a->sessions, i));
	sessions_finish(&a->sessions);
	if (a->summit)
		hub_finish(&a->hub);
	presence_finish(&a->presences);
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
	if (s->seat)
		(*seat_space(a, s))--;
	if (s->seat && s->seat->kind != SEAT_PUBLIC)
		seats_leave(&a->seats, s->seat, s->generation);
	hub_leave(&a->hub, s);
	presence_changed(&a->presences, s);
	sessions_close(&a->sessions, s);
}

size_t app_message_most(struct app *a, uint64_t id)
{
	const struct session *s = sessions_find(&a->sessions, id);
	return s && s->seat && s->seat->kind != SEAT_PUBLIC ? MESSAGE_MOST : MESSAGE_MOST_PUBLIC;
}

bool app_said_hello(struct app *a, uint64_t id)
{
	const struct session *s = sessions_find(&a->sessions, id);
	return s && (s->seat || s->guess);
}

struct space *app_space(struct app *a)
{
	return &a->space;
}

void app_writable(struct app *a, uint64_t id)
{
	struct session *s = sessions_find(&a->sessions, id);

	if (s)
		hub_writable(&a->hub, s);
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
		if (seats_settle(&a->seats, true))
			part_with_replaced(a);
		break;
	case INTAKE_REFUSED:
		seats_settle(&a->seats, false);
		start_over(a);
		break;
	case INTAKE_LOST:
		a->failed = true;
		break;
	}
}

/*
 * How long to serve in this round: as long as the rest of the round took, so that those who send
 * get no more of a busy loop than those who are to see it, who would fall out of the ring
 * otherwise.
 */
static int64_t slice_us(const struct app *a, int64_t now_us)
{
	int64_t rest = a->more ? now_us - a->served_us : 0; /* else the loop has slept */

	return rest < SLICE_LEAST_US ? SLICE_LEAST_US : rest > SLICE_MOST_US ? SLICE_MOST_US : rest;
}

static bool serve(struct app *a, int64_t now_us, bool waits)
{
	a->more = hub_serve(&a->hub, slice_us(a, now_us)) || waits ||
		  /* The writer wakes the loop when a batch in flight is what they wait for. */
		  (a->hub.full_wanted && !intake_in_flight(a->intake));
	a->served_us = clock_monotonic_us();
	return a->more;
}

bool app_round_end(struct app *a, bool busy)
{
	int64_t now = clock_monotonic_us();
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
		if (waits && (!busy || now - a->first_waiting_us >= BATCH_AFTER_US)) {
			intake_start(a->intake);
			a->first_waiting_us = intake_waits(a->intake) ? now : 0;
			waits = !intake_in_flight(a->intake) && intake_waits(a->intake);
		}
	} else {
		waits = false; /* the writer wakes the loop */
	}
	return serve(a, now, waits);
}

/* Those of the public who make room for seats: the last slots first, which is about who came last.
 */
static void let_go(struct app *a, size_t count)
{
	for (size_t i = 0; i < a->sessions.room && count; i++) {
		const struct session *s = sessions_at(&a->sessions, i);
		/* On its way out, which takes its time on a slow line. */
		count -= s && s->seat && s->seat->kind == SEAT_PUBLIC && s->close_status;
	}
	for (size_t i = a->sessions.room; i-- > 0 && count;) {
		struct session *s = sessions_at(&a->sessions, i);
		if (!s || !s->seat || s->seat->kind != SEAT_PUBLIC || s->close_status)
			continue;
		send_off(a, s, CLOSE_TRY_LATER);
		a->space.let_go++;
		count--;
	}
}

/* Says it while there is time to make room: when four fifths of the disk are used, unless what is
 * left is plenty for a day. */
static void look_at_disk(struct app *a, int64_t now)
{
	const struct machine_disk *disk = &a->disk;

	if (now < a->disk_due_ms)
		return;
	a->disk_due_ms = now + DISK_EVERY_MS;
	if (!machine_disk(a->db, &a->disk))
		return;
	bool little = disk->free < disk->bytes / 5 && disk->free < DISK_LITTLE;
	if (little && !a->disk_short)
		log_warn("the disk of %s is filling up: %llu MB are left of %llu", a->db,
			 (unsigned long long)disk->free >> 20,
			 (unsigned long long)disk->bytes >> 20);
	a->disk_short = little;
}

void app_tick(struct app *a)
{
	int64_t now = clock_wall_ms();
	int64_t patience = space_is_short(&a->space) ? HELLO_WITHIN_SHORT_MS : HELLO_WITHIN_MS;

	a->public_due = true;
	look_at_disk(a, now);
	let_go(a, space_excess(&a->space));
	presence_tick(&a->presences, a->ops, now);
	for (size_t i = 0; i < a->sessions.room; i++) {
		struct session *s = sessions_at(&a->sessions, i);
		if (!s || s->seat || s->close_status)
			continue;
		if (s->guess && now >= s->due_ms) {
			struct hello hello = *s->guess;
			free(s->guess);
			s->guess = NULL;
			answer_code(a, s, &hello);
		} else if (!s->guess && now - s->opened_ms > patience) {
			turn_away(a, s, ERR_HELLO_FIRST, "say hello first, within seconds");
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
		if (s && !s->close_status)
			send_off(a, s, CLOSE_GOING_AWAY);
	}
}

bool app_failed(const struct app *a)
{
	return a->failed;
}
