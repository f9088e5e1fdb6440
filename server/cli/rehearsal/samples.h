/* Times that were measured, and what half or 99 of 100 of them stay under. */
#ifndef BURGERTOP_CLI_REHEARSAL_SAMPLES_H
#define BURGERTOP_CLI_REHEARSAL_SAMPLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct samples { /* zero-initialised it is empty and valid */
	uint32_t *us;
	size_t count;
	size_t room;
	bool sorted;
};

void samples_add(struct samples *s, int64_t us); /* below zero counts as zero */

/* What this share of them (0 to 1) stays under or is, in microseconds; 0 when there are none. */
double samples_share(struct samples *s, double share);

void samples_finish(struct samples *s);

#endif
