#include "net/pulse.h"

#define ASK_AFTER_US INT64_C(10000000)
#define END_AFTER_US INT64_C(25000000)

void pulse_init(struct pulse *p, void (*ask)(struct beat *b), void (*end)(struct beat *b))
{
	*p = (struct pulse){.ask = ask, .end = end};
	p->line.prev = p->line.next = &p->line;
}

static void append(struct pulse *p, struct beat *b, int64_t now_us)
{
	*b = (struct beat){.prev = p->line.prev, .next = &p->line, .heard_us = now_us};
	b->prev->next = b->next->prev = b;
}

void pulse_begin(struct pulse *p, struct beat *b, int64_t now_us)
{
	append(p, b, now_us);
}

void pulse_heard(struct pulse *p, struct beat *b, int64_t now_us)
{
	pulse_end(b);
	append(p, b, now_us);
}

void pulse_end(struct beat *b)
{
	b->prev->next = b->next;
	b->next->prev = b->prev;
	b->prev = b->next = b;
}

void pulse_tick(struct pulse *p, int64_t now_us)
{
	struct beat *b = p->line.next, *next;

	for (; b != &p->line && now_us - b->heard_us >= ASK_AFTER_US; b = next) {
		next = b->next;
		if (now_us - b->heard_us >= END_AFTER_US) {
			pulse_end(b);
			p->end(b);
		} else if (!b->asked) {
			b->asked = true;
			p->ask(b);
		}
	}
}
