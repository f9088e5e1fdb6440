/*
 * What passes around the simulated tables beside cards: some call for help and the control room
 * ends the call, a message of the control room is confirmed by every table, and each table signs
 * off every round. Each of these is an errand: it is sent until it is answered, as a tablet's
 * outbox does, and in the end the witness must have been shown it.
 */
#ifndef BURGERTOP_CLI_REHEARSAL_AROUND_H
#define BURGERTOP_CLI_REHEARSAL_AROUND_H

#include "wire/message.h"
#include "wire/peer.h"

struct rehearsal;

struct errand {
	size_t actor;
	struct command command;
	bool acked;
	bool in_flight;
	bool there; /* the witness was shown what it made */
	bool ended; /* a call: that help had come */
	int64_t again_us;
};

struct around {
	struct errand *items;
	size_t count;
	struct id notice;
};

struct around_counts { /* of one kind of command */
	size_t asked;
	size_t acked;
	size_t there;
	size_t ended;
};

/* Another errand, under a new operation; takes over what the command owns. */
void around_add(struct rehearsal *r, size_t actor, struct command c);

void around_round_opened(struct rehearsal *r, unsigned round);
void around_round_over(struct rehearsal *r, const struct id *step);
void around_state(struct rehearsal *r, size_t actor, const struct reply *reply);
void around_reply(struct rehearsal *r, size_t actor, const struct reply *reply);
void around_welcomed(struct rehearsal *r, size_t actor, bool other_epoch);
void around_lost(struct rehearsal *r, size_t actor);
void around_tick(struct rehearsal *r, int64_t now_us);
bool around_is_done(const struct rehearsal *r); /* everything was answered */
struct around_counts around_count(const struct rehearsal *r, enum command_kind kind);
void around_finish(struct around *a);

#endif
