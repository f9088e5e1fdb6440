/*
 * Whether peers still live. A WebSocket that was silent for a while is pinged, which every browser
 * answers by itself; one that stays silent is ended.
 *
 * libwebsockets has this too, but keeps its times in a sorted list that it walks from the start: at
 * ten thousand connections that alone took two thirds of a processor. Here who was heard goes to
 * the end of the line, so that it is in order by itself.
 */
#ifndef BURGERTOP_NET_PULSE_H
#define BURGERTOP_NET_PULSE_H

#include <stdbool.h>
#include <stdint.h>

struct beat { /* of one connection */
	struct beat *prev;
	struct beat *next;
	int64_t heard_us;
	bool asked; /* since it was last heard */
};

struct pulse {
	struct beat line; /* its head; first the one that has been silent longest */
	void (*ask)(struct beat *b);
	void (*end)(struct beat *b); /* brings pulse_end about, before it returns or later */
};

void pulse_init(struct pulse *p, void (*ask)(struct beat *b), void (*end)(struct beat *b));
void pulse_begin(struct pulse *p, struct beat *b, int64_t now_us);
void pulse_heard(struct pulse *p, struct beat *b, int64_t now_us);
void pulse_end(struct beat *b);

/* Now and then: asks or ends those that were silent for too long. */
void pulse_tick(struct pulse *p, int64_t now_us);

#endif
