/* Which tables work on which theme in a round: the `work` of a step of a plan. wire/plan.c's own.
 */
#ifndef BURGERTOP_WIRE_PLAN_WORK_H
#define BURGERTOP_WIRE_PLAN_WORK_H

#include "summit/summit.h"
#include "wire/plan_field.h"

/* The summit has its tables and themes; round is the step's count among the rounds, from 1. value
 * NULL: absent, which means spread. complete: the tables and themes were read without a mistake, so
 * that one which is missing is one. */
void plan_work(struct plan_reader *r, const struct plan_place *at, const json_t *value,
	       const struct summit *s, unsigned round, bool complete, struct step *step);

#endif
