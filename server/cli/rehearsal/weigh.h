/*
 * How the simulated tables weigh: when the programme comes to it, a desk puts up the published
 * ideas of a theme, every table divides its points, some change their mind, and the desk closes it
 * and shows the outcome. Each command is an errand (around.h); in the end the witness must have
 * been shown an outcome of every table's points.
 */
#ifndef BURGERTOP_CLI_REHEARSAL_WEIGH_H
#define BURGERTOP_CLI_REHEARSAL_WEIGH_H

#include "wire/peer.h"

#define WEIGHED_MOST   9  /* ideas */
#define WEIGHED_POINTS 10 /* that each table divides */

struct rehearsal;

enum weigh_stage {
	WEIGH_NOT,   /* the programme has not come to it */
	WEIGH_WAITS, /* for ideas that are published */
	WEIGH_PUT,   /* from here on: what was asked for last */
	WEIGH_OPEN,
	WEIGH_CAST,
	WEIGH_CHANGE, /* some change their mind */
	WEIGH_CLOSE,
	WEIGH_SHOW,
	WEIGH_NOTHING, /* there was nothing to weigh */
};

struct weigh {
	enum weigh_stage stage;
	struct id id;
	struct id step;
	struct id ideas[WEIGHED_MOST];
	size_t idea_count;
	unsigned shown_tables; /* as the witness was shown the outcome */
	unsigned shown_points;
};

void weigh_begin(struct rehearsal *r, const struct id *step);
void weigh_tick(struct rehearsal *r);
void weigh_state(struct rehearsal *r, size_t actor, const struct reply *reply);
bool weigh_is_done(const struct rehearsal *r);

#endif
