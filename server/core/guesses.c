#include "core/guesses.h"

#include <stdio.h>
#include <string.h>

#define FREE_TRIES 3 /* people mistype */

unsigned guesses_delay_ms(const struct guesses *g, const char *address)
{
	for (int i = 0; i < GUESSES_ADDRESSES; i++) {
		const struct guess *it = &g->items[i];
		if (it->wrong <= FREE_TRIES || strcmp(it->address, address))
			continue;
		unsigned doublings = it->wrong - FREE_TRIES;
		unsigned delay = doublings < 8 ? 50u << doublings : GUESSES_DELAY_MOST_MS;
		return delay < GUESSES_DELAY_MOST_MS ? delay : GUESSES_DELAY_MOST_MS;
	}
	return 0;
}

void guesses_wrong(struct guesses *g, const char *address, int64_t now_ms)
{
	struct guess *oldest = &g->items[0];

	for (int i = 0; i < GUESSES_ADDRESSES; i++) {
		struct guess *it = &g->items[i];
		if (it->wrong && !strcmp(it->address, address)) {
			it->wrong++;
			it->last_ms = now_ms;
			return;
		}
		if (it->last_ms < oldest->last_ms)
			oldest = it;
	}
	snprintf(oldest->address, sizeof oldest->address, "%s", address);
	oldest->wrong = 1;
	oldest->last_ms = now_ms;
}
