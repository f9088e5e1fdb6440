/* One connection: who it is, what it has, and what waits to be sent to it. */
#ifndef BURGERTOP_CORE_SESSION_H
#define BURGERTOP_CORE_SESSION_H

#include "base/frame.h"
#include "base/id.h"
#include "core/guesses.h"
#include "core/ops.h"
#include "core/seats.h"
#include "wire/message.h"

#define SESSION_INFLIGHT_MOST 64
#define SESSION_REPLIES_MOST  128

struct session {
	uint64_t id; /* what outlives a callback keeps this, never the pointer */
	void *conn;
	char address[ADDRESS_MOST];
	const struct seat *seat; /* NULL before the hello was accepted */
	unsigned generation;     /* of the link that it came with */
	struct id device;
	struct status status;
	int64_t opened_ms;
	unsigned inflight; /* commands without their answer */
	bool deflate;      /* states may come deflated */
	uint64_t presence; /* presence's: what it was told of last */

	/* A hello with a code, its answer kept back until due_ms. */
	struct hello *guess;
	int64_t due_ms;

	/* Answers of its own. They go before states. */
	struct reply_line {
		struct frame *frame;
		struct reply_line *next;
	} * reply_first, **reply_end;
	unsigned reply_count;
	unsigned close_status; /* not 0: to be closed once the replies are sent */

	/* States: hub's. */
	struct channel *channel; /* NULL before the hello was accepted */
	struct session *prev;
	struct session *next;
	uint64_t cursor;
	struct session *ready_prev; /* in the hub's line of those whose sockets take more */
	struct session *ready_next;
	bool ready;
	struct full *full; /* the full state being sent; NULL when none is */
	size_t full_next;
	bool wants_full;
};

/* Slots by id; an id is never used twice. */
struct sessions {
	struct session_slot *slots;
	size_t room;
	size_t count;
	size_t free_first;
};

struct session *sessions_open(struct sessions *all, void *conn, const char *address,
			      int64_t now_ms);
struct session *sessions_find(const struct sessions *all, uint64_t id); /* NULL when it is closed */
struct session *sessions_at(const struct sessions *all,
			    size_t index); /* NULL when the slot is free; index < room */
void sessions_close(struct sessions *all, struct session *s);
void sessions_finish(struct sessions *all);

/* Whether its link was replaced: it gets no states, and gives cards alone, which are held. */
bool session_is_replaced(const struct session *s);

/* Puts an answer in line; takes over the reference. A session that lets too many pile up is closed.
 */
void session_reply(struct session *s, struct frame *frame);

/* Sends the answers in line. False: the connection is busy. */
bool session_flush(struct session *s, const struct ops *ops);

#endif
