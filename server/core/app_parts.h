/* What the files of app share: app.c runs it, receive.c takes what clients say, metrics.c tells how
 * it does. Within core alone. */
#ifndef BURGERTOP_CORE_APP_PARTS_H
#define BURGERTOP_CORE_APP_PARTS_H

#include "base/machine.h"
#include "core/app.h"
#include "core/guesses.h"
#include "core/intake.h"
#include "core/presence.h"

#define CLOSE_POLICY     1008
#define CLOSE_GOING_AWAY 1001
#define CLOSE_TRY_LATER  1013

struct app {
	const char *db;
	struct summit *summit;
	struct id epoch;
	struct seats seats;
	const struct ops *ops;
	struct sessions sessions;
	struct guesses guesses;
	struct hub hub;
	struct presences presences;
	struct intake *intake;
	struct space space;
	int64_t first_waiting_us; /* since when commands wait; 0: none do */
	bool more;                /* the last round left something to do */
	int64_t served_us;        /* when its slice of serving ended */
	bool public_due;
	bool stopping;
	bool failed;
	bool refused; /* the last commit was: no room on the disk */
	struct machine_disk disk;
	int64_t disk_due_ms; /* when it is looked at again */
	bool disk_short;     /* which was said in the log */
};

/* Where a session that has a seat is counted. */
size_t *seat_space(struct app *a, const struct session *s);

/* Makes a text a frame, and lets it go. */
struct frame *frame_take(struct buf *text);

/* Refuses whoever has no seat, and closes. */
void turn_away(struct app *a, struct session *s, enum err_code code, const char *why);

/* Says goodbye, and closes with that status. */
void send_off(struct app *a, struct session *s, unsigned status);

/* Tells those whose links were replaced, who get no states from here on. */
void part_with_replaced(struct app *a);

/* The answer to a code, when it is due. */
void answer_code(struct app *a, struct session *s, const struct hello *hello);

#endif
