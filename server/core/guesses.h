/*
 * Wrong codes, for each address: each one makes the next answer to a code from that address slower,
 * up to three seconds. Never a refusal: a whole hall may sit behind one address. Links and paired
 * devices are not asked here.
 */
#ifndef BURGERTOP_CORE_GUESSES_H
#define BURGERTOP_CORE_GUESSES_H

#include <stdint.h>

#define GUESSES_ADDRESSES     256
#define GUESSES_DELAY_MOST_MS 3000
#define ADDRESS_MOST          46

struct guesses {
	struct guess {
		char address[ADDRESS_MOST];
		unsigned wrong;
		int64_t last_ms;
	} items[GUESSES_ADDRESSES];
};

/* How long to keep the answer to a code from this address back. */
unsigned guesses_delay_ms(const struct guesses *g, const char *address);
void guesses_wrong(struct guesses *g, const char *address, int64_t now_ms);

#endif
