/*
 * How many there is room for, and who goes first. Every connection takes a descriptor and some
 * memory. Seats come first: a part is kept for them, twice over, since a tablet may come back
 * before its old connection is known to be dead. A part is kept for those who have not said yet who
 * they are. What remains is for the public; who finds no room is told so, and comes back later.
 *
 * Pure: it counts, and says who may come in. Core counts seats and viewers, net all connections.
 */
#ifndef BURGERTOP_CORE_SPACE_H
#define BURGERTOP_CORE_SPACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Of memory: an idle viewer takes 3 KB, one that reads slowly a frame of 32 KB in buffers. */
#define SPACE_VIEWER_BYTES 32768
#define SPACE_FILES_KEPT   32 /* descriptors for the database, the loop and the log */

struct space {
	size_t seat_count;     /* seats that the summit needs */
	size_t places;         /* connections at once */
	size_t seats_kept;     /* of the places, for seats */
	size_t strangers_kept; /* of the places, for who has not said hello */
	size_t viewers_most;

	size_t open; /* connections that there are */
	size_t seats;
	size_t viewers;
	uint64_t turned_away; /* viewers that found no room */
	uint64_t let_go;      /* viewers that had to make room */
};

/* Without bounds, until it is measured. */
void space_init(struct space *s, size_t seat_count);

/* Divides it: descriptors, bytes of memory, and how many viewers are wanted at most. */
void space_measure(struct space *s, size_t files, uint64_t memory, size_t viewers_wanted);

bool space_for_viewer(const struct space *s);

/* No more connections may come. */
bool space_is_full(const struct space *s);

/* Strangers have begun to take the places kept for seats: the public's pages must wait, and nobody
 * may stand about. */
bool space_is_short(const struct space *s);

/* How many viewers must go, because seats need more than was kept for them. */
size_t space_excess(const struct space *s);

#endif
