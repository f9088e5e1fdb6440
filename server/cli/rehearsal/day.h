/* What the simulated control room does: goes through the programme, in its own time or faster. */
#ifndef BURGERTOP_CLI_REHEARSAL_DAY_H
#define BURGERTOP_CLI_REHEARSAL_DAY_H

#include "wire/peer.h"

struct rehearsal;

struct known_step {
	struct id id;
	char title[480];
	enum step_kind kind;
	unsigned number;
	unsigned minutes;
	struct peer_work *work; /* owned */
	size_t work_count;
	bool makes_plan;
	char field[481]; /* the first field of the plan */
};

struct known_room {
	struct id id;
	unsigned number;
	char name[480];
};

struct day {
	char name[480];           /* the summit's */
	struct known_step *steps; /* in order of number */
	size_t step_count;
	struct known_room *rooms; /* in order of number */
	size_t room_count;
	bool known;
	size_t step_now;   /* index; step_count: not begun */
	size_t round_step; /* index of the round that was opened last */
	int64_t step_from_us;
	int64_t step_until_us;
	unsigned rounds;
	unsigned round;       /* how many were opened */
	double round_minutes; /* of all rounds together in which cards are typed */
	double past_minutes;  /* of the rounds that are over */
};

void day_state(struct rehearsal *r, const struct reply *reply); /* as the first control sees it */
void day_reply(struct rehearsal *r, size_t actor, const struct reply *reply);
void day_tick(struct rehearsal *r, int64_t now_us);

/* How much of the time of all rounds has gone by, 0 to 1; negative while no round is open. */
double day_progress(const struct rehearsal *r, int64_t now_us);
bool day_rounds_are_over(const struct rehearsal *r);
void day_finish(struct day *d);

#endif
