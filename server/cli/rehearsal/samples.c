#include "cli/rehearsal/samples.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

void samples_add(struct samples *s, int64_t us)
{
	if (s->count == s->room) {
		s->room = s->room ? s->room * 2 : 64;
		s->us = mem_grow(s->us, s->room, sizeof *s->us);
	}
	s->us[s->count++] = us < 0 ? 0 : us > UINT32_MAX ? UINT32_MAX : (uint32_t)us;
	s->sorted = false;
}

static int by_value(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return x < y ? -1 : x > y;
}

double samples_share(struct samples *s, double share)
{
	size_t rank;

	if (!s->count)
		return 0;
	if (!s->sorted)
		qsort(s->us, s->count, sizeof *s->us, by_value);
	s->sorted = true;
	rank = (size_t)ceil(share * (double)s->count);
	return s->us[rank ? rank - 1 : 0];
}

void samples_finish(struct samples *s)
{
	free(s->us);
	*s = (struct samples){0};
}
