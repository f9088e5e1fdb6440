/* Incidents of tablets and the network: tables that never come, a tablet that starts anew, a room
 * without network. */
#include <math.h>

#include "cli/rehearsal/rehearsal.h"

#define REBOOT_LEAST_MINUTES 1.0
#define REBOOT_MOST_MINUTES  3.0
#define REBOOT_LEAST_US      500000 /* however fast the day goes */
#define STANDS_STILL_MINUTES 3.0    /* at most, before it falls */
#define TAKEN_US             100000 /* in which the server takes what was sent */
#define DARK_MINUTES         8.0
#define DARK_LEAST_US        2000000

static bool no_show_begin(struct rehearsal *r, struct incident *i)
{
	size_t all = r->present_count;

	i->tables = (size_t)lround(i->share * (double)all);
	for (size_t gone = 0; gone < i->tables; gone++) {
		size_t turn = (size_t)(rehearsal_dice(r) * (double)r->present_count);
		r->actors[r->present[turn]].line.absent = true;
		for (size_t k = turn + 1; k < r->present_count; k++)
			r->present[k - 1] = r->present[k];
		r->present_count--;
	}
	return true;
}

static bool no_show_tell(const struct rehearsal *r, const struct incident *i, struct buf *out)
{
	buf_print(out, "%zu tables never came: the day went on with the other %zu", i->tables,
		  r->present_count);
	return true;
}

const struct incident_kind incident_no_show = {.begin = no_show_begin, .tell = no_show_tell};

/* First it stands still: what it sends the server still takes, the answer it does not hear. */
static bool reboot_begin(struct rehearsal *r, struct incident *i)
{
	if (!incident_pick_table(r, &i->table))
		return false;
	line_go_deaf(r, i->table);
	i->until_us = i->begun_us + (int64_t)summit_minutes_us(r, STANDS_STILL_MINUTES);
	return true;
}

static void fall(struct rehearsal *r, struct incident *i, int64_t now)
{
	double minutes = REBOOT_LEAST_MINUTES +
			 rehearsal_dice(r) * (REBOOT_MOST_MINUTES - REBOOT_LEAST_MINUTES);

	i->cards = table_waiting(r, i->table);
	i->until_us = now + (int64_t)fmax(summit_minutes_us(r, minutes), REBOOT_LEAST_US);
	line_switch_off(r, i->table);
}

enum { STANDS_STILL, HAS_SENT, IS_OFF, IS_ON };

static bool reboot_over(struct rehearsal *r, struct incident *i, int64_t now)
{
	const struct actor *a = &r->actors[i->table];

	if (i->stage == STANDS_STILL && a->tablet.inflight) {
		i->stage = HAS_SENT;
		i->until_us = now + TAKEN_US;
	}
	if (now < i->until_us)
		return false;
	if (i->stage < IS_OFF) {
		i->stage = IS_OFF;
		fall(r, i, now);
		return false;
	}
	if (i->stage == IS_OFF) {
		i->stage = IS_ON;
		line_switch_on(r, i->table);
	}
	return a->line.welcome && !table_waiting(r, i->table);
}

static bool reboot_tell(const struct rehearsal *r, const struct incident *i, struct buf *out)
{
	buf_print(out, "the tablet of table %u stood still, started anew",
		  r->actors[i->table].number);
	if (!i->over) {
		buf_print(out, "; but it did not come back, or not everything of it was taken");
		return false;
	}
	buf_print(out, " and was back after %.1f s", (double)(i->over_us - i->begun_us) / 1e6);
	if (i->cards)
		buf_print(out,
			  "; %zu of its cards had been sent and not answered: each is there once",
			  i->cards);
	return true;
}

const struct incident_kind incident_reboot = {.begin = reboot_begin,
					      .over = reboot_over,
					      .tell = reboot_tell,
					      .needs = "a table to which nothing else happens"};

static bool is_of_room(const struct rehearsal *r, size_t table, size_t room)
{
	return r->actors[table].tablet.room == room;
}

/* A room that has tables in it. */
static bool pick_room(struct rehearsal *r, size_t *out)
{
	size_t found = 0;

	for (size_t room = 0; room < r->day.room_count; room++) {
		size_t tables = 0;
		for (size_t k = 0; k < r->present_count; k++)
			tables += is_of_room(r, r->present[k], room) &&
				  r->actors[r->present[k]].line.welcome;
		if (tables && rehearsal_dice(r) < 1.0 / (double)++found)
			*out = room;
	}
	return found > 0;
}

static bool dark_begin(struct rehearsal *r, struct incident *i)
{
	if (!pick_room(r, &i->room))
		return false;
	i->until_us =
		i->begun_us + (int64_t)fmax(summit_minutes_us(r, DARK_MINUTES), DARK_LEAST_US);
	for (size_t k = 0; k < r->present_count; k++)
		if (is_of_room(r, r->present[k], i->room))
			line_go_dark(r, r->present[k]);
	return true;
}

static void light_again(struct rehearsal *r, struct incident *i)
{
	for (size_t k = 0; k < r->present_count; k++) {
		size_t table = r->present[k];
		if (!is_of_room(r, table, i->room))
			continue;
		i->cards += table_waiting(r, table);
		i->tables++;
		line_go_light(r, table);
	}
}

static bool dark_over(struct rehearsal *r, struct incident *i, int64_t now)
{
	if (now < i->until_us)
		return false;
	if (!i->stage) {
		i->stage = 1;
		light_again(r, i);
	}
	for (size_t k = 0; k < r->present_count; k++) {
		size_t table = r->present[k];
		if (is_of_room(r, table, i->room) &&
		    (!r->actors[table].line.welcome || table_waiting(r, table)))
			return false;
	}
	return true;
}

static bool dark_tell(const struct rehearsal *r, const struct incident *i, struct buf *out)
{
	const struct known_room *room = &r->day.rooms[i->room];

	buf_print(out, "room %u, %s, was without network for %.0f minutes (%.1f s at this speed)",
		  room->number, room->name, DARK_MINUTES,
		  (double)(i->until_us - i->begun_us) / 1e6);
	if (!i->over) {
		buf_print(out, "; not all of its tables came back with all their cards");
		return false;
	}
	buf_print(
		out,
		"; its %zu tables typed on, %zu cards waited there, and the last was taken %.1f s "
		"after the network was back",
		i->tables, i->cards, (double)(i->over_us - i->until_us) / 1e6);
	return true;
}

const struct incident_kind incident_room_dark = {.begin = dark_begin,
						 .over = dark_over,
						 .tell = dark_tell,
						 .needs = "a room with tables that are connected"};
