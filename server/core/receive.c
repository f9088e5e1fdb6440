/* What clients say: hello, commands, status, ping. */
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "core/app_parts.h"
#include "core/deed.h"
#include "wire/reply.h"

struct frame *frame_take(struct buf *text)
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

static void welcome(struct app *a, struct session *s, const struct hello *hello)
{
	struct buf text = {0};
	char token[SECRET_TOKEN_LEN + 1];
	const struct welcome w = {.seat = s->seat->name,
				  .token = hello->code[0] ? token : NULL,
				  .summit = a->summit->event.e.id,
				  .epoch = a->epoch,
				  .seq = s->channel ? s->channel->encoded : 0,
				  .now_ms = clock_wall_ms(),
				  .message_most = app_message_most(a, s->id),
				  .inflight_most = SESSION_INFLIGHT_MOST,
				  .replaced = session_is_replaced(s)};

	if (w.token)
		seats_token(&a->seats, s->seat, s->generation, token);
	welcome_write(&text, &w);
	session_reply(s, frame_take(&text));
}

size_t *seat_space(struct app *a, const struct session *s)
{
	return s->seat->kind == SEAT_PUBLIC ? &a->space.viewers : &a->space.seats;
}

/* generation: of the link that it came with. */
static void accept_hello(struct app *a, struct session *s, const struct seat *seat,
			 unsigned generation, const struct hello *hello)
{
	bool same_epoch = hello->has_since && id_equal(&hello->epoch, &a->epoch);

	s->seat = seat;
	s->generation = generation;
	s->device = hello->device;
	s->deflate = hello->deflate;
	(*seat_space(a, s))++;
	if (!session_is_replaced(s))
		hub_join(&a->hub, s, same_epoch, hello->since);
	presence_changed(&a->presences, s);
	welcome(a, s, hello);
	session_flush(s, a->ops);
}

/* The same of a seat that is not the public's. */
static void come_in(struct app *a, struct session *s, const struct seat *seat, unsigned generation,
		    const struct hello *hello)
{
	if (seats_enter(&a->seats, seat, generation))
		accept_hello(a, s, seat, generation, hello);
	else
		turn_away(a, s, ERR_TOO_MANY, "this link has all its connections; come back later");
}

void turn_away(struct app *a, struct session *s, enum err_code code, const char *why)
{
	struct err e;

	err_set(&e, code, "%s", why);
	refuse(s, &(struct id){0}, &e);
	s->close_status = code == ERR_BUSY || code == ERR_TOO_MANY ? CLOSE_TRY_LATER : CLOSE_POLICY;
	session_flush(s, a->ops);
}

void send_off(struct app *a, struct session *s, unsigned status)
{
	struct buf text = {0};

	bye_write(&text);
	session_reply(s, frame_take(&text));
	s->close_status = status;
	session_flush(s, a->ops);
}

void part_with_replaced(struct app *a)
{
	struct err e;

	err_set(&e, ERR_LINK_REPLACED,
		"the link of this seat was replaced; over this one cards alone are taken");
	for (size_t i = 0; i < a->sessions.room; i++) {
		struct session *s = sessions_at(&a->sessions, i);
		if (!s || !s->channel || !session_is_replaced(s))
			continue;
		hub_leave(&a->hub, s);
		presence_changed(&a->presences, s);
		refuse(s, &(struct id){0}, &e);
		session_flush(s, a->ops);
	}
}

static void on_viewer(struct app *a, struct session *s, const struct hello *hello)
{
	if (space_for_viewer(&a->space)) {
		accept_hello(a, s, &seat_public, seat_public.generation, hello);
	} else {
		a->space.turned_away++;
		turn_away(a, s, ERR_BUSY, "there is no room for more viewers; come back later");
	}
}

void answer_code(struct app *a, struct session *s, const struct hello *hello)
{
	unsigned generation;
	const struct seat *seat = seats_by_code(&a->seats, hello->code, &generation);

	if (seat) {
		come_in(a, s, seat, generation, hello);
		return;
	}
	guesses_wrong(&a->guesses, s->address, clock_wall_ms());
	turn_away(a, s, ERR_CODE_UNKNOWN, "code: no seat has it");
}

static void on_hello(struct app *a, struct session *s, const struct hello *hello)
{
	const struct seat *seat;
	unsigned generation;
	struct err e;

	if (s->seat || s->guess) {
		err_set(&e, ERR_HELLO_TWICE, "this connection has said hello");
		refuse(s, &(struct id){0}, &e);
	} else if (hello->token[0]) {
		seat = seats_by_token(&a->seats, hello->token, &generation);
		if (seat)
			come_in(a, s, seat, generation, hello);
		else
			turn_away(a, s, ERR_TOKEN_UNKNOWN, "token: no seat has it");
	} else if (hello->code[0]) {
		s->due_ms = clock_wall_ms() + guesses_delay_ms(&a->guesses, s->address);
		s->guess = mem_new(sizeof *s->guess);
		*s->guess = *hello;
	} else {
		on_viewer(a, s, hello);
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
		presence_changed(&a->presences, s);
		break;
	case MESSAGE_PING:
		on_ping(s);
		break;
	}
	session_flush(s, a->ops);
}
