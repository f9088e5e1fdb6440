#include "base/clock.h"

#include <pthread.h>
#include <time.h>

/* Unlike the monotonic clock this one goes on while a laptop sleeps. */
#define HALL_CLOCK CLOCK_BOOTTIME

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int64_t offset_ms; /* from HALL_CLOCK to wall time */

static int64_t read_us(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static void begin(void)
{
	offset_ms = (read_us(CLOCK_REALTIME) - read_us(HALL_CLOCK)) / 1000;
}

int64_t clock_wall_ms(void)
{
	pthread_once(&once, begin);
	return offset_ms + read_us(HALL_CLOCK) / 1000;
}

int64_t clock_monotonic_us(void)
{
	return read_us(CLOCK_MONOTONIC);
}
