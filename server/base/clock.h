/*
 * The hall's clock: wall time at the start of the process plus monotonic time since. A clock that
 * is set back during the day moves nothing. Order never comes from here; order is seq.
 */
#ifndef BURGERTOP_BASE_CLOCK_H
#define BURGERTOP_BASE_CLOCK_H

#include <stdint.h>

int64_t clock_wall_ms(void);      /* milliseconds since 1970, never going back within one process */
int64_t clock_monotonic_us(void); /* microseconds, for measuring */

#endif
