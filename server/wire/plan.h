/*
 * A plan file (schema/plan.schema.json) read into a new summit.
 *
 * Rooms, themes and steps are numbered by their place in the file; tables from 1, through the
 * entries of `tables` in their order. In a round whose work is "spread" (or not said) the tables
 * are dealt over the themes in turn, and each table moves on by one theme from round to round: in
 * round r table t works on theme (t + r - 2) mod themes + 1. A round may also say its work itself;
 * a table that it leaves out has no theme in it.
 */
#ifndef BURGERTOP_WIRE_PLAN_H
#define BURGERTOP_WIRE_PLAN_H

#include "base/buf.h"
#include "summit/summit.h"

struct plan {
	struct summit *summit; /* owned; every entity added and touched, its log full */
	unsigned desks;        /* seats of the theme team */
	unsigned controls;     /* seats of the control room */
};

/*
 * On false, problems has a line for every mistake: "tables[3].room: no room has the number 9";
 * lists count from 0, as in JavaScript. On true the caller owns out->summit.
 */
bool plan_read(const char *text, size_t len, struct plan *out, struct buf *problems);

#endif
