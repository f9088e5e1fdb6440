/*
 * The hub: who gets which states. It encodes what changed once for each channel, never for each
 * viewer.
 *
 * A channel is an audience that sees the same: the public, the stages, the desk, the control room,
 * each table. It keeps a ring of its last frames, each covering a range of seq. A session is a
 * cursor: its next frame is the first that ends after it. One that fell out of the ring gets a full
 * state, which is encoded once and kept while the ring reaches back to it.
 *
 * Desk and control get every change at once; tables and stages what is for them, while counts,
 * which change with every card in the hall, wait for the tick; the public gets everything with the
 * tick. So a channel may lag behind the summit, each with an `encoded` of its own.
 *
 * The hub encodes only while memory equals the disk: between batches, never with one in flight.
 * Sending goes on at any time.
 */
#ifndef BURGERTOP_CORE_HUB_H
#define BURGERTOP_CORE_HUB_H

#include "core/ops.h"
#include "core/session.h"
#include "summit/views.h"

#define RING_FRAMES      256
#define RING_BYTES       (4 * 1024 * 1024)
#define RING_BYTES_TABLE (64 * 1024)

struct full { /* a full state: an array of shared messages */
	unsigned refs;
	uint64_t seq;
	size_t bytes;
	size_t count;
	struct frame **parts;
};

enum pace {
	PACE_AT_ONCE,
	PACE_COUNTS_LATER, /* at once, but for the counts: with the tick */
	PACE_TICK,
};

struct channel {
	enum view view;
	enum pace pace;
	const struct table *table; /* VIEW_TABLE */
	unsigned bit;              /* its bit in entity.shown; all tables share one */
	size_t bytes_most;

	uint64_t encoded; /* changes up to this one are in the ring, or were to be seen by nobody */
	uint64_t floor;   /* a cursor below this one has fallen out of the ring */
	struct frame *ring[RING_FRAMES];
	unsigned first;
	unsigned count;
	size_t bytes;
	struct buf open; /* elements of the frame under construction */
	bool due;        /* has something to encode now */
	struct full *full;
	bool full_wanted; /* a member waits for a new one */

	struct session *members;
	struct session
		*serving; /* next one of the pass over the members; NULL when none is under way */
	bool again;       /* something came during the pass */
};

struct hub {
	struct summit *summit;
	const struct ops *ops;
	/* In the order in which they are served: the tables by number, desk, control, stage,
	 * public. */
	struct channel *channels;
	size_t channel_count;
	size_t table_count;
	uint64_t looked;  /* changes up to this one were looked at for whom they are due */
	bool full_wanted; /* by a member of some channel: hub_fill has work */
	struct session *ready_first; /* their sockets take more again, first come first served */
	struct session *ready_last;
	uint64_t delivered; /* messages of states sent since the start */
	uint64_t worked;    /* the same, and what packing them is worth */
};

void hub_init(struct hub *h, struct summit *s, const struct ops *ops);
void hub_finish(struct hub *h);

/* The channel of the control room. Those of the tables are the first, by number. */
struct channel *hub_control(struct hub *h);

/* The summit was read anew from the store: everybody gets a full state. */
void hub_restart(struct hub *h, struct summit *s);

/* A session that said hello joins its channel, with the cursor it has (or, has_cursor false, none);
 * it leaves before it is closed. */
void hub_join(struct hub *h, struct session *s, bool has_cursor, uint64_t cursor);
void hub_leave(struct hub *h, struct session *s);

/* Encodes what changed for the channels that get it at once; with the tick, five times a second,
 * for all. Memory must equal the disk. */
void hub_publish(struct hub *h, bool tick);

/* Makes the full states that sessions wait for. Memory must equal the disk. */
void hub_fill(struct hub *h);

/* A session's socket takes more again: answers go at once. States too to a seat; to the public in
 * its turn (hub_serve), or thousands at once would hold up the loop. */
void hub_writable(struct hub *h, struct session *s);

/* Goes on with the passes over the seats for about budget_us, in the channels' order, then as long
 * for those who stand in line and the public. True when there is more to do. */
bool hub_serve(struct hub *h, int64_t budget_us);

#endif
