/*
 * The connections of a rehearsal, each kept as a page keeps its own (docs/protocol.md): hello with
 * the cursor, a ping when it is silent for 5 seconds, given up after 5 more, and made again after a
 * random wait of up to 1 second, doubling to 15.
 */
#ifndef BURGERTOP_CLI_REHEARSAL_LINE_H
#define BURGERTOP_CLI_REHEARSAL_LINE_H

#include "cli/rehearsal/samples.h"
#include "wire/peer.h"

struct rehearsal;

struct line { /* of one client. Times are clock_monotonic_us; 0: none */
	bool welcome;
	bool absent;  /* it has no wish to connect: its tablet is off */
	bool deaf;    /* nothing reaches it */
	bool mute;    /* nothing leaves it, a connection neither */
	bool excused; /* it is lost because of an incident, or with everybody else */
	bool hang_up; /* the server said that it ends */
	unsigned tries;
	int64_t connect_at_us;
	int64_t welcome_us;
	int64_t heard_us;
	int64_t ping_us; /* when the ping was sent whose pong has not come */
	int64_t pinged_us;
	int64_t deadline_us; /* something must have come by then */
	int64_t lost_us;
	unsigned losses; /* while the day was played, and not excused */
	int64_t longest_us;
	struct id epoch;
};

struct lines { /* what they have in common */
	int64_t next_us;
	size_t up;         /* how many are welcome */
	unsigned outages;  /* times that everybody was lost */
	int64_t outage_us; /* when the one that is under way began; 0: none is */
	int64_t first_back_us;
	int64_t longest_outage_us; /* until the first was back */
	int64_t longest_return_us; /* until everybody was */
	struct samples round_trips;
	int64_t best_round_trip_us;
	int64_t clock_ahead_ms; /* the server's, by the best round trip */
};

void lines_open(struct rehearsal *r); /* everybody comes, within a few seconds */
void lines_tick(struct rehearsal *r, int64_t now);

/* Its tablet stands still: what the server says is lost. */
void line_go_deaf(struct rehearsal *r, size_t actor);
/* The tablet goes off without a goodbye, and on again. */
void line_switch_off(struct rehearsal *r, size_t actor);
void line_switch_on(struct rehearsal *r, size_t actor);
/* The air falls silent, and carries again: what was lost on a line is not to be had back on it. */
void line_go_dark(struct rehearsal *r, size_t actor);
void line_go_light(struct rehearsal *r, size_t actor);

void line_say_hello(struct rehearsal *r, size_t actor);
void line_welcomed(struct rehearsal *r, size_t actor, const struct reply *reply);
void line_heard(struct rehearsal *r, size_t actor, const struct reply *reply);
void line_lost(struct rehearsal *r, size_t actor);

#endif
