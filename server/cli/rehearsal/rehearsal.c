#include "cli/rehearsal/rehearsal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"

#define TELL_EVERY_US     2000000
#define GATHERING_MOST_US 60000000
#define TICK_US           2000

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

/* What a tablet in a room without network sends does not leave it. */
void rehearsal_send_text(struct rehearsal *r, size_t actor, const struct buf *text)
{
	if (!r->actors[actor].line.mute)
		clients_send(r->clients, actor, text);
}

void rehearsal_send(struct rehearsal *r, size_t actor, const struct command *c)
{
	struct buf text = {0};

	command_write(&text, c);
	rehearsal_send_text(r, actor, &text);
	buf_finish(&text);
}

enum audience audience_of(const struct actor *a)
{
	switch (a->kind) {
	case ACTOR_TABLE:
		return AUDIENCE_TABLE;
	case ACTOR_STAGE:
	case ACTOR_VIEWER:
		return AUDIENCE_PUBLIC;
	case ACTOR_DESK:
	case ACTOR_CONTROL:
	case ACTOR_WITNESS:
		break;
	}
	return AUDIENCE_TEAM;
}

void actor_name(const struct actor *a, char *out, size_t size)
{
	static const char *const kinds[] = {
		[ACTOR_TABLE] = "table", [ACTOR_DESK] = "theme team", [ACTOR_CONTROL] = "control",
		[ACTOR_STAGE] = "stage", [ACTOR_VIEWER] = "viewer",   [ACTOR_WITNESS] = "witness"};
	snprintf(out, size, "%s %u", kinds[a->kind], a->number);
}

static void on_opened(void *self, size_t index)
{
	line_say_hello(self, index);
}

/* A command that waited when the connection broke is sent again, as the same operation. */
static void on_welcome(struct rehearsal *r, size_t index, const struct reply *reply)
{
	struct actor *a = &r->actors[index];
	bool other_epoch = a->sight.has_cursor && !id_equal(&a->line.epoch, &reply->epoch);

	sights_epoch(&r->sights, &reply->epoch);
	line_welcomed(r, index, reply);
	if (index == r->witness)
		check_welcome(r, reply);
	around_welcomed(r, index, other_epoch);
	if (a->kind == ACTOR_TABLE)
		table_welcomed(r, index, other_epoch);
	else if (!id_is_nil(&a->doing.op) && !a->looking)
		rehearsal_send(r, index, &a->doing);
	a->send_again_us = 0;
}

static void on_answer(struct rehearsal *r, size_t index, const struct reply *reply)
{
	struct actor *a = &r->actors[index];

	if (reply->kind == REPLY_NACK &&
	    (reply->code == ERR_TOKEN_UNKNOWN || reply->code == ERR_CODE_UNKNOWN))
		rehearsal_fail(r, ERR_NOT_ALLOWED,
			       "the server does not know these links: are they of this summit?");
	else if (a->kind == ACTOR_TABLE)
		table_reply(r, index, reply);
	else if (a->kind == ACTOR_DESK)
		team_reply(r, index, reply);
	else if (a->kind == ACTOR_CONTROL)
		day_reply(r, index, reply);
	around_reply(r, index, reply);
}

struct looker { /* who is shown an idea */
	struct rehearsal *r;
	size_t actor;
};

static void on_fresh_idea(void *self, const struct thing *idea)
{
	const struct looker *l = self;
	const struct actor *a = &l->r->actors[l->actor];
	struct samples *to = a->kind == ACTOR_STAGE ? &l->r->to_stages : &l->r->to_viewers;

	if (audience_of(a) != AUDIENCE_PUBLIC || l->r->phase != PHASE_PLAYING)
		return;
	if (!idea->published_us) /* shown before the reader had the answer */
		samples_add(to, 0);
	else if (a->line.welcome_us < idea->published_us)
		samples_add(to, clock_monotonic_us() - idea->published_us);
}

static void on_state(struct rehearsal *r, size_t index, const struct heard *heard)
{
	struct looker looker = {r, index};

	r->states++;
	around_state(r, index, &heard->reply);
	weigh_state(r, index, &heard->reply);
	sight_take(&r->sights, &r->actors[index].sight, heard, on_fresh_idea, &looker);
	if (index == r->first_control)
		day_state(r, &heard->reply);
	else if (index == r->first_desk)
		team_state(r, &heard->reply);
	else if (index == r->witness)
		check_state(r, &heard->reply);
}

static void on_received(void *self, size_t index, const char *message, size_t len)
{
	struct rehearsal *r = self;
	struct err e;

	if (r->actors[index].line.deaf)
		return;
	const struct heard *heard =
		sights_hear(&r->sights, audience_of(&r->actors[index]), message, len, &e);
	if (!heard) {
		rehearsal_fail(r, ERR_BAD_MESSAGE, e.text);
		return;
	}
	line_heard(r, index, &heard->reply);
	switch (heard->reply.kind) {
	case REPLY_WELCOME:
		on_welcome(r, index, &heard->reply);
		break;
	case REPLY_STATE:
		on_state(r, index, heard);
		break;
	case REPLY_ACK:
	case REPLY_NACK:
		on_answer(r, index, &heard->reply);
		break;
	case REPLY_PONG:
	case REPLY_PRESENCE:
	case REPLY_BYE:
	case REPLY_OTHER:
		break;
	}
}

static void on_closed(void *self, size_t index)
{
	struct rehearsal *r = self;

	line_lost(r, index);
	around_lost(r, index);
	if (r->actors[index].kind == ACTOR_TABLE)
		table_lost(r, index);
}

static void tell(struct rehearsal *r, int64_t now)
{
	const struct day *d = &r->day;
	const char *step = d->step_now < d->step_count ? d->steps[d->step_now].title : "-";
	char within[40] = "";

	if (now - r->told_us < TELL_EVERY_US)
		return;
	r->told_us = now;
	if (r->typing.slowest_us)
		snprintf(within, sizeof within, " (within %lld ms)",
			 (long long)(r->typing.slowest_us + 999) / 1000);
	r->typing.slowest_us = 0;
	fprintf(stderr,
		"%4llds  %-28.28s  typed %zu  acknowledged %zu%s  read %zu  ideas published %zu\n",
		(long long)((now - r->began_us) / 1000000), step, r->typing.count, r->typing.acked,
		within, r->team.read, r->team.published);
}

static void gather(struct rehearsal *r, int64_t now)
{
	char name[40], why[160];

	for (size_t i = 0; i < r->actor_count; i++) {
		const struct actor *a = &r->actors[i];
		if (a->kind == ACTOR_WITNESS || a->line.absent || a->line.welcome)
			continue;
		if (now - r->started_us > GATHERING_MOST_US) {
			actor_name(a, name, sizeof name);
			snprintf(why, sizeof why, "not everybody could connect: %s could not",
				 name);
			rehearsal_fail(r, ERR_NETWORK, why);
		}
		return;
	}
	if (!r->day.known)
		return;
	r->phase = PHASE_PLAYING;
	r->began_us = now;
	incidents_schedule(r);
}

static void send_again(struct rehearsal *r, int64_t now)
{
	for (size_t i = r->first_desk; r->actors[i].kind <= ACTOR_CONTROL; i++) {
		struct actor *a = &r->actors[i];
		if (!a->send_again_us || now < a->send_again_us || !a->line.welcome)
			continue;
		a->send_again_us = 0;
		rehearsal_send(r, i, &a->doing);
	}
}

static void on_tick(void *self)
{
	struct rehearsal *r = self;
	int64_t now = clock_monotonic_us();

	if (r->ticked_us && now - r->ticked_us - TICK_US > r->longest_tick_us)
		r->longest_tick_us = now - r->ticked_us - TICK_US;
	r->ticked_us = now;
	lines_tick(r, now);
	switch (r->phase) {
	case PHASE_GATHERING:
		gather(r, now);
		break;
	case PHASE_PLAYING:
		tables_tick(r, now);
		send_again(r, now);
		team_tick(r, now);
		around_tick(r, now);
		weigh_tick(r);
		incidents_tick(r, now);
		day_tick(r, now);
		tell(r, now);
		break;
	case PHASE_CHECKING:
		check_tick(r, now);
		break;
	}
}

bool rehearsal_play(struct rehearsal *r, struct err *e)
{
	static const struct client_events events = {on_opened, on_received, on_closed, on_tick};

	r->clients = clients_create(r->options->url, r->actor_count, &events, r, e);
	if (!r->clients)
		return false;
	r->started_us = clock_monotonic_us();
	incidents_plan(r);
	lines_open(r);
	clients_run(r->clients);
	r->ended_us = clock_monotonic_us();
	if (clients_interrupted(r->clients))
		err_set(&r->problem, ERR_USAGE, "interrupted");
	check_file(r);
	return true;
}

void rehearsal_finish(struct rehearsal *r)
{
	clients_destroy(r->clients);
	for (size_t i = 0; i < r->actor_count; i++) {
		free(r->actors[i].tablet.cards);
		changes_finish(&r->actors[i].tablet.changes);
		command_finish(&r->actors[i].doing);
		sight_finish(&r->actors[i].sight);
	}
	typing_finish(&r->typing);
	free(r->actors);
	free(r->present);
	day_finish(&r->day);
	team_finish(&r->team);
	around_finish(&r->around);
	incidents_finish(&r->incidents);
	check_finish(&r->check);
	sights_finish(&r->sights);
	samples_finish(&r->to_stages);
	samples_finish(&r->to_viewers);
	samples_finish(&r->lines.round_trips);
}
