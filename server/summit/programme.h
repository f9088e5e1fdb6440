/* The programme and what stages show. Each function changes everything it says or, returning false,
 * nothing. */
#ifndef BURGERTOP_SUMMIT_PROGRAMME_H
#define BURGERTOP_SUMMIT_PROGRAMME_H

#include "summit/summit.h"

/* Leaves a step (NULL: the programme has not begun) for another. ERR_UNKNOWN_ID, ERR_STEP_CHANGED
 * when the programme is elsewhere. */
bool programme_go(struct summit *s, const struct id *from, const struct id *to, int64_t now_ms,
		  struct err *e);

/* What a stage shows. ERR_UNKNOWN_ID. */
bool scene_show(struct summit *s, const struct id *id, enum scene_kind kind, struct err *e);

#endif
