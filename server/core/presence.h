/*
 * Which devices serve each table just now, told to whom it concerns: a table to its own sessions
 * with the tick, the control room all of them after its welcome and then what changed, at most once
 * a second. Nothing of it is kept, and it costs nothing per viewer of the public.
 */
#ifndef BURGERTOP_CORE_PRESENCE_H
#define BURGERTOP_CORE_PRESENCE_H

#include "core/hub.h"
#include "wire/reply.h"

struct presences {
	struct hub *hub; /* whose channels know the sessions of a table */
	struct table_presence {
		struct presence is;
		uint64_t changed; /* the number of its last change */
		bool stale;       /* to be looked at again */
	} * tables;
	size_t table_count;
	uint64_t changes;
	int64_t control_due_ms;
};

void presence_init(struct presences *p, struct hub *hub);
void presence_finish(struct presences *p);

/* A session came, left or said how its device is doing. */
void presence_changed(struct presences *p, const struct session *s);

/* Looks at what changed, and tells it. A session that still waits for answers is told later. */
void presence_tick(struct presences *p, const struct ops *ops, int64_t now_ms);

#endif
