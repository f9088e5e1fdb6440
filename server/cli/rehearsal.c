#include "cli/rehearsal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"

#define TELL_EVERY_US 2000000

double rehearsal_dice(struct rehearsal *r)
{
	return rand_r(&r->seed) / (RAND_MAX + 1.0);
}

void rehearsal_fail(struct rehearsal *r, enum err_code code, const char *why)
{
	if (r->problem.code == ERR_NONE)
		err_set(&r->problem, code, "%s", why);
	clients_stop(r->clients);
}

void rehearsal_send(struct rehearsal *r, size_t actor, const struct command *c)
{
	struct buf text = {0};

	command_write(&text, c);
	clients_send(r->clients, actor, &text);
	buf_finish(&text);
}

static void on_opened(void *self, size_t index)
{
	struct rehearsal *r = self;
	struct hello hello = {.client = "rehearse/1.0"};
	struct buf text = {0};

	snprintf(hello.token, sizeof hello.token, "%s", r->actors[index].token);
	hello_write(&text, &hello);
	clients_send(r->clients, index, &text);
	buf_finish(&text);
}

/* A command that waited when the connection broke is sent again, as the same operation. */
static void on_welcome(struct rehearsal *r, size_t index)
{
	struct actor *a = &r->actors[index];

	a->welcome = true;
	a->failures = 0;
	if (a->kind == ACTOR_TABLE)
		table_opened(r, index);
	else if (!id_is_nil(&a->doing.op))
		rehearsal_send(r, index, &a->doing);
}

static void on_answer(struct rehearsal *r, size_t index, const struct reply *reply)
{
	struct actor *a = &r->actors[index];

	if (reply->kind == REPLY_NACK &&
	    (reply->code == ERR_TOKEN_UNKNOWN || reply->code == ERR_CODE_UNKNOWN)) {
		rehearsal_fail(r, ERR_NOT_ALLOWED,
			       "the server does not know these links: are they of this summit?");
		return;
	}
	if (a->kind == ACTOR_TABLE)
		table_reply(r, index, reply, clock_monotonic_us());
	else if (a->kind == ACTOR_DESK)
		team_reply(r, index, reply);
	else if (a->kind == ACTOR_CONTROL)
		control_reply(r, index, reply);
}

static bool is_first_of_kind(const struct rehearsal *r, size_t index)
{
	return index == 0 || r->actors[index - 1].kind != r->actors[index].kind;
}

static void on_received(void *self, size_t index, const char *message, size_t len)
{
	struct rehearsal *r = self;
	struct reply reply;
	struct err e;

	if (!reply_read(message, len, &reply, &e)) {
		rehearsal_fail(r, ERR_BAD_MESSAGE, e.text);
		return;
	}
	switch (reply.kind) {
	case REPLY_WELCOME:
		on_welcome(r, index);
		break;
	case REPLY_STATE:
		r->states++;
		if (is_first_of_kind(r, index) && r->actors[index].kind == ACTOR_CONTROL)
			control_state(r, &reply);
		if (is_first_of_kind(r, index) && r->actors[index].kind == ACTOR_DESK)
			team_state(r, &reply);
		break;
	case REPLY_ACK:
	case REPLY_NACK:
		on_answer(r, index, &reply);
		break;
	case REPLY_PONG:
	case REPLY_BYE:
	case REPLY_OTHER:
		break;
	}
	reply_finish(&reply);
}

static void on_closed(void *self, size_t index)
{
	struct rehearsal *r = self;
	struct actor *a = &r->actors[index];
	int64_t most = 250000ll << (a->failures < 4 ? a->failures : 4);

	a->welcome = false;
	a->failures++;
	r->reconnects += r->began;
	a->connect_at_us = clock_monotonic_us() + 1 + (int64_t)(rehearsal_dice(r) * (double)most);
	if (!r->began && a->failures > 5)
		rehearsal_fail(r, ERR_NETWORK, "no server answers at this address");
	if (a->failures > 60)
		rehearsal_fail(r, ERR_NETWORK, "the server has been away for too long");
}

static bool all_are_in(const struct rehearsal *r)
{
	for (size_t i = 0; i < r->actor_count; i++)
		if (!r->actors[i].welcome)
			return false;
	return r->knows_programme;
}

static void tell(struct rehearsal *r, int64_t now)
{
	const char *step = r->step_now < r->step_count ? r->steps[r->step_now].title : "-";

	if (now - r->told_us < TELL_EVERY_US)
		return;
	r->told_us = now;
	fprintf(stderr,
		"%4llds  %-28.28s  typed %zu  acknowledged %zu  read %zu  ideas published %zu\n",
		(long long)((now - r->started_us) / 1000000), step, r->typed_count, r->acked,
		r->read, r->published);
}

static void on_tick(void *self)
{
	struct rehearsal *r = self;
	int64_t now = clock_monotonic_us();

	for (size_t i = 0; i < r->actor_count; i++) {
		struct actor *a = &r->actors[i];
		if (a->connect_at_us && now >= a->connect_at_us) {
			a->connect_at_us = 0;
			clients_connect(r->clients, i);
		}
	}
	if (!r->began) {
		r->began = all_are_in(r);
		return;
	}
	table_tick(r, now);
	team_tick(r, now);
	control_tick(r, now);
	tell(r, now);
}

const struct client_events rehearsal_events = {on_opened, on_received, on_closed, on_tick};
