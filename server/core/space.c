#include "core/space.h"

#define STRANGERS_LEAST 32
#define STRANGERS_MOST  2048
#define MEMORY_SHARE    2 /* of the memory, one part in so many is for viewers */

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t less(size_t a, size_t b)
{
	return a > b ? a - b : 0;
}

void space_init(struct space *s, size_t seat_count)
{
	*s = (struct space){.seat_count = seat_count, .places = SIZE_MAX, .viewers_most = SIZE_MAX};
}

void space_measure(struct space *s, size_t files, uint64_t memory, size_t viewers_wanted)
{
	uint64_t by_memory = memory / MEMORY_SHARE / SPACE_VIEWER_BYTES;
	size_t strangers;

	s->places = less(files, SPACE_FILES_KEPT);
	strangers = least(s->places / 8, STRANGERS_MOST);
	s->strangers_kept =
		strangers < STRANGERS_LEAST ? least(STRANGERS_LEAST, s->places / 2) : strangers;
	s->seats_kept = least(2 * s->seat_count, s->places - s->strangers_kept);
	s->viewers_most = s->places - s->strangers_kept - s->seats_kept;
	if (by_memory < s->viewers_most)
		s->viewers_most = (size_t)by_memory;
	s->viewers_most = least(s->viewers_most, viewers_wanted);
}

/* Who was let go for the seats' sake finds no room when it comes back. */
static size_t viewers_room(const struct space *s)
{
	size_t seats = s->seats > s->seats_kept ? s->seats : s->seats_kept;

	return least(s->viewers_most, less(less(s->places, s->strangers_kept), seats));
}

bool space_for_viewer(const struct space *s)
{
	return s->viewers < viewers_room(s);
}

bool space_is_full(const struct space *s)
{
	return s->open >= s->places;
}

bool space_is_short(const struct space *s)
{
	size_t free = less(s->places, s->open);
	return free < less(s->seats_kept, s->seats) + s->strangers_kept / 2;
}

size_t space_excess(const struct space *s)
{
	return less(s->viewers, viewers_room(s));
}
