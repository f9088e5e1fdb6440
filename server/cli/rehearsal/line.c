#include "cli/rehearsal/line.h"

#include <stdio.h>

#include "base/clock.h"
#include "cli/rehearsal/rehearsal.h"

#define WELCOME_US      10000000 /* it must have come by then */
#define IDLE_US         5000000
#define ANSWER_US       5000000
#define STABLE_US       5000000 /* a line that fell sooner was no success */
#define FIRST_WAIT_US   1000000
#define LONGEST_WAIT_US 8000000
#define SAMPLE_US       10000000 /* the day is in a hurry: hardly a line is ever idle long enough */
#define NEVER_US        INT64_MAX
#define NOBODY_IN_US    10000000
#define AWAY_MOST_US    120000000
#define ARRIVALS_A_S    500
#define LOOK_EVERY_US   20000 /* thousands of viewers are looked at then */

static void wait_and_connect(struct rehearsal *r, struct line *l, int64_t now)
{
	int64_t most = FIRST_WAIT_US;

	for (unsigned i = 0; i < l->tries && most < LONGEST_WAIT_US; i++)
		most *= 2;
	if (most > LONGEST_WAIT_US)
		most = LONGEST_WAIT_US;
	l->tries++;
	l->connect_at_us = now + 1 + (int64_t)(rehearsal_dice(r) * (double)most);
}

void lines_open(struct rehearsal *r)
{
	int64_t now = clock_monotonic_us();
	double most = 1e6 * (1 + (double)r->actor_count / ARRIVALS_A_S);

	for (size_t i = 0; i < r->actor_count; i++)
		if (r->actors[i].kind != ACTOR_WITNESS)
			r->actors[i].line.connect_at_us =
				now + 1 + (int64_t)(rehearsal_dice(r) * most);
}

static void send_ping(struct rehearsal *r, size_t index, int64_t now)
{
	struct line *l = &r->actors[index].line;
	struct buf text = {0};

	if (l->ping_us) /* one at a time: an answer must belong to its question */
		return;
	l->ping_us = l->pinged_us = now;
	ping_write(&text);
	rehearsal_send_text(r, index, &text);
	buf_finish(&text);
}

void line_say_hello(struct rehearsal *r, size_t index)
{
	struct actor *a = &r->actors[index];
	struct hello hello = {.client = "rehearse/1.0",
			      .device = a->device,
			      .has_since = a->sight.has_cursor,
			      .since = a->sight.cursor};
	struct buf text = {0};

	if (a->sight.has_cursor)
		hello.epoch = a->line.epoch;
	snprintf(hello.token, sizeof hello.token, "%s", a->token);
	hello_write(&text, &hello);
	rehearsal_send_text(r, index, &text);
	buf_finish(&text);
}

static bool all_are_back(const struct rehearsal *r)
{
	for (size_t i = 0; i < r->actor_count; i++) {
		const struct actor *a = &r->actors[i];
		if (a->kind != ACTOR_WITNESS && !a->line.welcome && !a->line.absent &&
		    !a->line.mute)
			return false;
	}
	return true;
}

static void look_whether_outage_ends(struct rehearsal *r, int64_t now)
{
	struct lines *all = &r->lines;

	if (!all->outage_us)
		return;
	if (!all->first_back_us) {
		all->first_back_us = now;
		if (now - all->outage_us > all->longest_outage_us)
			all->longest_outage_us = now - all->outage_us;
	}
	if (!all_are_back(r))
		return;
	if (now - all->outage_us > all->longest_return_us)
		all->longest_return_us = now - all->outage_us;
	all->outage_us = all->first_back_us = 0;
}

void line_welcomed(struct rehearsal *r, size_t index, const struct reply *reply)
{
	struct line *l = &r->actors[index].line;
	int64_t now = clock_monotonic_us();

	l->welcome = true;
	l->welcome_us = l->heard_us = now;
	l->epoch = reply->epoch;
	r->lines.up++;
	if (l->lost_us && !l->excused && now - l->lost_us > l->longest_us)
		l->longest_us = now - l->lost_us;
	l->lost_us = 0;
	l->excused = false;
	look_whether_outage_ends(r, now);
	send_ping(r, index, now);
	l->deadline_us = now + ANSWER_US;
}

static void take_pong(struct rehearsal *r, struct line *l, const struct reply *reply, int64_t now)
{
	struct lines *all = &r->lines;
	int64_t took = now - l->ping_us;

	if (!l->ping_us)
		return;
	l->ping_us = 0;
	samples_add(&all->round_trips, took);
	if (all->best_round_trip_us && took >= all->best_round_trip_us)
		return;
	all->best_round_trip_us = took;
	all->clock_ahead_ms = reply->now_ms + took / 2000 - clock_wall_ms();
}

void line_heard(struct rehearsal *r, size_t index, const struct reply *reply)
{
	struct line *l = &r->actors[index].line;
	int64_t now = clock_monotonic_us();

	if (!l->welcome) {
		/* `closing` in place of a welcome is as good as a lost connection. */
		l->hang_up |= reply->kind == REPLY_NACK;
		return;
	}
	l->heard_us = now;
	l->deadline_us = NEVER_US;
	if (reply->kind == REPLY_PONG)
		take_pong(r, l, reply, now);
	l->hang_up |= reply->kind == REPLY_BYE;
}

/* Nobody is left: what each of them lost was the server, or the network of this machine. */
static void outage_begins(struct rehearsal *r, int64_t now)
{
	r->lines.outages++;
	r->lines.outage_us = now;
	r->lines.first_back_us = 0;
	for (size_t i = 0; i < r->actor_count; i++) {
		struct line *l = &r->actors[i].line;
		if (l->welcome || l->excused || !l->lost_us ||
		    now - l->lost_us > IDLE_US + ANSWER_US)
			continue;
		l->losses--;
		l->excused = true;
	}
}

static void fell(struct rehearsal *r, size_t index, int64_t now)
{
	struct line *l = &r->actors[index].line;

	if (now - l->welcome_us >= STABLE_US)
		l->tries = 0;
	l->welcome = false;
	r->lines.up--;
	if (r->phase != PHASE_PLAYING)
		return;
	l->lost_us = now;
	l->excused = l->deaf || l->absent;
	l->losses += !l->excused;
	if (!r->lines.up && !r->lines.outage_us)
		outage_begins(r, now);
}

void line_lost(struct rehearsal *r, size_t index)
{
	struct actor *a = &r->actors[index];
	int64_t now = clock_monotonic_us();

	if (a->line.welcome)
		fell(r, index, now);
	a->line.hang_up = false;
	a->line.ping_us = 0;
	sight_break_off(&a->sight);
	wait_and_connect(r, &a->line, now);
}

void line_go_deaf(struct rehearsal *r, size_t index)
{
	r->actors[index].line.deaf = true;
}

void line_switch_off(struct rehearsal *r, size_t index)
{
	struct line *l = &r->actors[index].line;

	l->absent = true;
	clients_cut(r->clients, index);
	l->deaf = l->mute; /* of its own it is no longer; its room may be */
}

void line_go_dark(struct rehearsal *r, size_t index)
{
	r->actors[index].line.deaf = r->actors[index].line.mute = true;
}

void line_switch_on(struct rehearsal *r, size_t index)
{
	r->actors[index].line.absent = false;
}

void line_go_light(struct rehearsal *r, size_t index)
{
	clients_cut(r->clients, index);
	r->actors[index].line.deaf = r->actors[index].line.mute = false;
}

static void connect_now(struct rehearsal *r, size_t index, int64_t now)
{
	struct line *l = &r->actors[index].line;

	if (l->mute) {
		wait_and_connect(r, l, now);
		return;
	}
	l->connect_at_us = 0;
	l->deadline_us = now + WELCOME_US;
	clients_connect(r->clients, index);
}

static void line_tick(struct rehearsal *r, size_t index, int64_t now)
{
	const struct actor *a = &r->actors[index];
	const struct line *l = &a->line;

	if (l->absent)
		return;
	if (l->connect_at_us) {
		if (now >= l->connect_at_us)
			connect_now(r, index, now);
	} else if (l->hang_up || now >= l->deadline_us) {
		clients_cut(r->clients, index);
	} else if (l->welcome && now - l->heard_us >= IDLE_US && l->deadline_us == NEVER_US) {
		send_ping(r, index, now);
		r->actors[index].line.deadline_us = now + ANSWER_US;
	} else if (l->welcome && a->kind != ACTOR_VIEWER && now - l->pinged_us >= SAMPLE_US) {
		send_ping(r, index, now);
	}
}

static void look_whether_to_give_up(struct rehearsal *r, int64_t now)
{
	if (r->phase == PHASE_GATHERING && !r->lines.up && now - r->started_us > NOBODY_IN_US)
		rehearsal_fail(r, ERR_NETWORK, "no server answers at this address");
	if (r->lines.outage_us && !r->lines.first_back_us &&
	    now - r->lines.outage_us > AWAY_MOST_US)
		rehearsal_fail(r, ERR_NETWORK, "the server has been away for too long");
}

void lines_tick(struct rehearsal *r, int64_t now)
{
	if (now < r->lines.next_us)
		return;
	r->lines.next_us = now + LOOK_EVERY_US;
	for (size_t i = 0; i < r->actor_count; i++)
		if (r->actors[i].line.connect_at_us || r->actors[i].line.deadline_us)
			line_tick(r, i, now);
	look_whether_to_give_up(r, now);
}
