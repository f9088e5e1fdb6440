#include "core/hub.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "core/channel.h"
#include "wire/reply.h"

#define FRAMES_AT_ONCE 4
/* Between two looks at the clock: so many sessions, of which most have nothing to get, or frames.
 */
#define SESSIONS_A_LOOK 256
#define FRAMES_A_LOOK   16
#define PACKING         FRAMES_A_LOOK /* frames that could be sent while one is packed */
#define WRITABLE_US     1000

enum { BIT_PUBLIC = 1, BIT_STAGE = 2, BIT_DESK = 4, BIT_CONTROL = 8, BIT_TABLES = 16 };

/* Everything a client could have seen in the summit as it stands counts as shown: whoever connects
 * gets a full state first. */
static void mark_shown(struct summit *s)
{
	for (struct entity *e = s->oldest; e; e = e->newer) {
		e->shown = BIT_CONTROL;
		if (view_sees(VIEW_TEAM, NULL, e))
			e->shown |= BIT_DESK;
		if (view_sees(VIEW_PUBLIC, NULL, e))
			e->shown |= BIT_PUBLIC | BIT_STAGE;
		if (view_is_of_some_tables(e) || view_sees(VIEW_TABLE, NULL, e))
			e->shown |= BIT_TABLES;
	}
}

/* After the tables. */
enum { DESK, CONTROL, STAGE, PUBLIC, OTHER_CHANNELS };

static struct channel *other(struct hub *h, unsigned which)
{
	return &h->channels[h->table_count + which];
}

struct channel *hub_control(struct hub *h)
{
	return other(h, CONTROL);
}

#define EACH_CHANNEL(h, c)                                                                         \
	struct channel *c = (h)->channels;                                                         \
	c < (h)->channels + (h)->channel_count;                                                    \
	c++

void hub_init(struct hub *h, struct summit *s, const struct ops *ops)
{
	*h = (struct hub){.summit = s,
			  .ops = ops,
			  .table_count = s->table_count,
			  .channel_count = s->table_count + OTHER_CHANNELS,
			  .looked = s->seq};
	h->channels = mem_grow(NULL, h->channel_count, sizeof *h->channels);
	for (size_t i = 0; i < h->table_count; i++)
		channel_init(&h->channels[i], VIEW_TABLE, PACE_COUNTS_LATER, BIT_TABLES,
			     RING_BYTES_TABLE, s->seq);
	for (size_t i = 0; i < h->table_count; i++)
		h->channels[i].table = s->tables[i];
	channel_init(other(h, DESK), VIEW_TEAM, PACE_AT_ONCE, BIT_DESK, RING_BYTES, s->seq);
	channel_init(other(h, CONTROL), VIEW_CONTROL, PACE_AT_ONCE, BIT_CONTROL, RING_BYTES,
		     s->seq);
	channel_init(other(h, STAGE), VIEW_PUBLIC, PACE_COUNTS_LATER, BIT_STAGE, RING_BYTES,
		     s->seq);
	channel_init(other(h, PUBLIC), VIEW_PUBLIC, PACE_TICK, BIT_PUBLIC, RING_BYTES, s->seq);
	mark_shown(s);
}

void hub_finish(struct hub *h)
{
	for (EACH_CHANNEL(h, c))
		channel_finish(c);
	free(h->channels);
}

void hub_restart(struct hub *h, struct summit *s)
{
	h->summit = s;
	h->looked = s->seq;
	for (size_t i = 0; i < h->table_count; i++)
		h->channels[i].table = s->tables[i];
	for (EACH_CHANNEL(h, c))
		channel_restart(c, s->seq);
	mark_shown(s);
}

static struct channel *channel_of(struct hub *h, const struct seat *seat)
{
	switch (seat->kind) {
	case SEAT_TABLE:
	case SEAT_OBSERVER:
		return &h->channels[seat->number - 1];
	case SEAT_DESK:
		return other(h, DESK);
	case SEAT_CONTROL:
		return other(h, CONTROL);
	case SEAT_STAGE:
		return other(h, STAGE);
	case SEAT_PUBLIC:
	case SEAT_KINDS:
		break;
	}
	return other(h, PUBLIC);
}

void hub_join(struct hub *h, struct session *s, bool has_cursor, uint64_t cursor)
{
	struct channel *c = channel_of(h, s->seat);

	s->channel = c;
	s->cursor = cursor;
	s->wants_full = !has_cursor;
	s->next = c->members;
	s->prev = NULL;
	if (s->next)
		s->next->prev = s;
	c->members = s;
	channel_start_pass(c);
}

static void leave_line(struct hub *h, struct session *s)
{
	if (!s->ready)
		return;
	*(s->ready_prev ? &s->ready_prev->ready_next : &h->ready_first) = s->ready_next;
	*(s->ready_next ? &s->ready_next->ready_prev : &h->ready_last) = s->ready_prev;
	s->ready = false;
}

static void join_line(struct hub *h, struct session *s)
{
	if (s->ready)
		return;
	s->ready = true;
	s->ready_prev = h->ready_last;
	s->ready_next = NULL;
	*(h->ready_last ? &h->ready_last->ready_next : &h->ready_first) = s;
	h->ready_last = s;
}

void hub_leave(struct hub *h, struct session *s)
{
	struct channel *c = s->channel;

	if (!c)
		return;
	leave_line(h, s);
	if (c->serving == s)
		c->serving = s->next;
	if (s->prev)
		s->prev->next = s->next;
	else
		c->members = s->next;
	if (s->next)
		s->next->prev = s->prev;
	full_drop(s->full);
	s->full = NULL;
	s->channel = NULL;
}

/* One changed entity, encoded for each view at most once. What desk and control both see reads
 * alike. */
struct encoding {
	const struct entity *e;
	struct buf views[VIEW_TEAM + 1];
	struct buf gone;
};

/* What is of some tables never leaves their view, and the bit does not say which they are. */
static bool was_shown(const struct channel *c, const struct entity *e)
{
	return e->shown & c->bit && (c->view != VIEW_TABLE || !view_is_of_some_tables(e));
}

static void encode_for(struct encoding *x, struct channel *c)
{
	struct buf *b;

	if (view_sees(c->view, c->table, x->e)) {
		b = &x->views[c->view == VIEW_CONTROL ? VIEW_TEAM : c->view];
		if (!b->len)
			entity_write(b, x->e, c->view);
	} else if (was_shown(c, x->e)) {
		b = &x->gone;
		if (!b->len)
			gone_write(b, x->e);
	} else {
		return;
	}
	channel_add(c, x->e->seq, b);
}

static void encoding_begin(struct encoding *x, const struct entity *e)
{
	x->e = e;
	for (int view = 0; view <= VIEW_TEAM; view++)
		buf_clear(&x->views[view]);
	buf_clear(&x->gone);
}

static void encoding_finish(struct encoding *x)
{
	for (int view = 0; view <= VIEW_TEAM; view++)
		buf_finish(&x->views[view]);
	buf_finish(&x->gone);
}

static void mark(struct entity *e, const struct channel *c)
{
	if (view_sees(c->view, c->table, e))
		e->shown |= c->bit;
	else if (c->view != VIEW_TABLE || !view_is_of_some_tables(e))
		e->shown &= ~c->bit;
}

static struct entity *first_after(const struct summit *s, uint64_t seq)
{
	struct entity *e = s->newest, *first = NULL;

	for (; e && e->seq > seq; e = e->older)
		first = e;
	return first;
}

/* Whether a change is for this channel, and cannot wait for the tick. What is not
 * of some tables alone is due at all of them in the same moment: they share a bit in entity.shown.
 */
static bool is_due(const struct hub *h, const struct channel *c, const struct entity *e)
{
	if (c->pace != PACE_COUNTS_LATER)
		return c->pace == PACE_AT_ONCE;
	if (e->type == ENTITY_TALLY ||
	    (e->type == ENTITY_WEIGHING && ((const struct weighing *)e)->told <= h->looked))
		return false;
	return view_sees(c->view, c->table, e) || was_shown(c, e);
}

static void look_who_is_due(struct hub *h, bool tick)
{
	for (struct entity *e = first_after(h->summit, h->looked); e; e = e->newer)
		for (EACH_CHANNEL(h, c))
			c->due |= is_due(h, c, e);
	h->looked = h->summit->seq;
	for (EACH_CHANNEL(h, c))
		c->due = (c->due || tick) && c->encoded < h->summit->seq;
}

static void encode_due(struct hub *h, struct encoding *x)
{
	for (EACH_CHANNEL(h, c))
		if (c->due && c->encoded < x->e->seq)
			encode_for(x, c);
}

/* Encodes for the channels that are due. The bits change after all have looked at them. */
static void publish_due(struct hub *h)
{
	struct encoding x = {0};
	uint64_t from = h->summit->seq;

	for (EACH_CHANNEL(h, c))
		if (c->due && c->encoded < from)
			from = c->encoded;
	for (struct entity *e = first_after(h->summit, from); e; e = e->newer) {
		encoding_begin(&x, e);
		encode_due(h, &x);
		for (EACH_CHANNEL(h, c))
			if (c->due && c->encoded < e->seq)
				mark(e, c);
	}
	for (EACH_CHANNEL(h, c))
		if (c->due)
			channel_close(c, h->summit->seq);
	encoding_finish(&x);
}

void hub_publish(struct hub *h, bool tick)
{
	if (!tick && h->looked == h->summit->seq)
		return;
	look_who_is_due(h, tick);
	publish_due(h);
}

void hub_fill(struct hub *h)
{
	if (!h->full_wanted)
		return;
	h->full_wanted = false;
	for (EACH_CHANNEL(h, c))
		c->due = c->full_wanted && c->encoded < h->summit->seq;
	publish_due(h);
	for (EACH_CHANNEL(h, c))
		if (c->full_wanted)
			channel_fill(c, h->summit);
}

static bool send_frame(struct hub *h, struct session *s, struct frame *f)
{
	if (s->deflate) {
		h->worked += f->twin ? 0 : PACKING;
		f = frame_packed(f);
	}
	if (!h->ops->send(s->conn, f))
		return false;
	h->delivered++;
	h->worked++;
	return true;
}

static bool send_part(struct hub *h, struct session *s)
{
	if (!send_frame(h, s, s->full->parts[s->full_next]))
		return false;
	if (++s->full_next == s->full->count) {
		s->cursor = s->full->seq;
		full_drop(s->full);
		s->full = NULL;
	}
	return true;
}

static bool take_full(struct hub *h, struct session *s)
{
	struct full *full = channel_full(s->channel);

	if (!full) {
		s->channel->full_wanted = h->full_wanted = true;
		return false;
	}
	full->refs++;
	s->full = full;
	s->full_next = 0;
	s->wants_full = false;
	return true;
}

/* One message of states. False: nothing more for now, or the connection is busy. */
static bool send_state(struct hub *h, struct session *s)
{
	bool fallen;

	if (!s->full && !s->wants_full) {
		struct frame *f = channel_next(s->channel, s->cursor, &fallen);
		if (f) {
			if (!send_frame(h, s, f))
				return false;
			s->cursor = f->to;
			return true;
		}
		if (!fallen)
			return false;
		s->wants_full = true;
	}
	return (s->full || take_full(h, s)) && send_part(h, s);
}

struct slice {
	int64_t until_us;
	unsigned looked; /* sessions */
	uint64_t worked; /* the hub's, when the clock was looked at */
	bool over;
};

static struct slice slice_of(const struct hub *h, int64_t budget_us)
{
	return (struct slice){.until_us = clock_monotonic_us() + budget_us, .worked = h->worked};
}

static bool is_over(struct slice *slice, const struct hub *h)
{
	if (slice->over ||
	    (slice->looked++ % SESSIONS_A_LOOK && h->worked - slice->worked < FRAMES_A_LOOK))
		return slice->over;
	slice->worked = h->worked;
	slice->over = clock_monotonic_us() >= slice->until_us;
	return slice->over;
}

/* Answers, and states as long as the socket takes them and it is fair to others; who has more to
 * get then stands in line. A full state that has begun goes on until the slice is over: of many who
 * come at once the first are served soon, where all would be served last. */
static void serve_one(struct hub *h, struct session *s, struct slice *slice)
{
	if (!session_flush(s, h->ops) || !s->channel || s->close_status)
		return;
	for (int i = 0; i < FRAMES_AT_ONCE || (s->full && !is_over(slice, h)); i++)
		if (!send_state(h, s))
			return;
	join_line(h, s);
}

void hub_writable(struct hub *h, struct session *s)
{
	struct slice slice = slice_of(h, WRITABLE_US);

	if (s->channel == other(h, PUBLIC) && !s->reply_first)
		join_line(h, s);
	else
		serve_one(h, s, &slice);
}

/* Goes on with a channel's pass until the time is up. */
static void serve_channel(struct hub *h, struct channel *c, struct slice *slice)
{
	while (c->serving && !is_over(slice, h)) {
		struct session *s = c->serving;
		c->serving = s->next;
		serve_one(h, s, slice);
		if (!c->serving && c->again) {
			c->again = false;
			c->serving = c->members;
		}
	}
}

static void serve_ready(struct hub *h, struct slice *slice)
{
	while (h->ready_first && !is_over(slice, h)) {
		struct session *s = h->ready_first;
		leave_line(h, s);
		serve_one(h, s, slice);
	}
}

bool hub_serve(struct hub *h, int64_t budget_us)
{
	struct slice seats = slice_of(h, budget_us), rest;
	struct channel *public = other(h, PUBLIC);
	bool more = false;

	for (EACH_CHANNEL(h, c)) {
		if (c == public)
			break;
		serve_channel(h, c, &seats);
		more |= c->serving != NULL;
	}
	rest = slice_of(h, budget_us);
	serve_ready(h, &rest);
	serve_channel(h, public, &rest);
	return more || h->ready_first || public->serving;
}
