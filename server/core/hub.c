#include "core/hub.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "core/channel.h"
#include "wire/reply.h"

#define FRAMES_AT_ONCE 4
#define LOOK_AT_CLOCK  16 /* sessions between two looks at the clock */

enum { BIT_PUBLIC = 1, BIT_STAGE = 2, BIT_DESK = 4, BIT_CONTROL = 8, BIT_TABLES = 16 };

/* Everything a client could have seen in the summit as it stands counts as shown: whoever connects
 * gets a full state first. */
static void mark_shown(struct summit *s)
{
	for (struct entity *e = s->oldest; e; e = e->newer) {
		e->shown = BIT_DESK | BIT_CONTROL;
		if (view_sees(VIEW_PUBLIC, NULL, e))
			e->shown |= BIT_PUBLIC | BIT_STAGE;
		if (e->type == ENTITY_CARD || view_sees(VIEW_TABLE, NULL, e))
			e->shown |= BIT_TABLES;
	}
}

void hub_init(struct hub *h, struct summit *s, const struct ops *ops)
{
	*h = (struct hub){.summit = s, .ops = ops, .table_count = s->table_count};
	channel_init(&h->public, VIEW_PUBLIC, NULL, BIT_PUBLIC, RING_BYTES, s->seq);
	channel_init(&h->stage, VIEW_PUBLIC, NULL, BIT_STAGE, RING_BYTES, s->seq);
	channel_init(&h->desk, VIEW_TEAM, NULL, BIT_DESK, RING_BYTES, s->seq);
	channel_init(&h->control, VIEW_TEAM, NULL, BIT_CONTROL, RING_BYTES, s->seq);
	h->tables = mem_grow(NULL, h->table_count ? h->table_count : 1, sizeof *h->tables);
	for (size_t i = 0; i < h->table_count; i++)
		channel_init(&h->tables[i], VIEW_TABLE, s->tables[i], BIT_TABLES, RING_BYTES_TABLE,
			     s->seq);
	mark_shown(s);
}

void hub_finish(struct hub *h)
{
	channel_finish(&h->public);
	channel_finish(&h->stage);
	channel_finish(&h->desk);
	channel_finish(&h->control);
	for (size_t i = 0; i < h->table_count; i++)
		channel_finish(&h->tables[i]);
	free(h->tables);
}

/* The channels that are served at once, one by one: 0 to 2, then the tables. NULL after the last.
 */
static struct channel *prompt_channel(struct hub *h, size_t index)
{
	struct channel *const few[] = {&h->desk, &h->control, &h->stage};

	if (index < h->table_count)
		return &h->tables[index];
	index -= h->table_count;
	return index < sizeof few / sizeof few[0] ? few[index] : NULL;
}

void hub_restart(struct hub *h, struct summit *s)
{
	struct channel *c;

	h->summit = s;
	for (size_t i = 0; i < h->table_count; i++)
		h->tables[i].table = s->tables[i];
	channel_restart(&h->public, s->seq);
	for (size_t i = 0; (c = prompt_channel(h, i)); i++)
		channel_restart(c, s->seq);
	mark_shown(s);
}

static struct channel *channel_of(struct hub *h, const struct seat *seat)
{
	switch (seat->kind) {
	case SEAT_TABLE:
		return &h->tables[seat->number - 1];
	case SEAT_DESK:
		return &h->desk;
	case SEAT_CONTROL:
		return &h->control;
	case SEAT_STAGE:
		return &h->stage;
	case SEAT_PUBLIC:
	case SEAT_KINDS:
		break;
	}
	return &h->public;
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

void hub_leave(struct session *s)
{
	struct channel *c = s->channel;

	if (!c)
		return;
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

/* One changed entity, encoded for each view at most once. */
struct encoding {
	const struct entity *e;
	struct buf views[VIEW_TEAM + 1];
	struct buf gone;
};

static void encode_for(struct encoding *x, struct channel *c)
{
	struct buf *b;

	if (view_sees(c->view, c->table, x->e)) {
		b = &x->views[c->view];
		if (!b->len)
			entity_write(b, x->e, c->view);
	} else if (x->e->shown & c->bit && (x->e->type != ENTITY_CARD || c->view != VIEW_TABLE)) {
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
	else if (e->type != ENTITY_CARD || c->view != VIEW_TABLE)
		e->shown &= ~c->bit;
}

static struct entity *first_after(const struct summit *s, uint64_t seq)
{
	struct entity *e = s->newest, *first = NULL;

	for (; e && e->seq > seq; e = e->older)
		first = e;
	return first;
}

static void publish_prompt(struct hub *h)
{
	struct encoding x = {0};
	struct channel *c;

	for (struct entity *e = first_after(h->summit, h->desk.encoded); e; e = e->newer) {
		encoding_begin(&x, e);
		for (size_t i = 0; (c = prompt_channel(h, i)); i++)
			encode_for(&x, c);
		/* The tables share one bit: the last of them marks it for all. */
		for (size_t i = h->table_count ? h->table_count - 1 : 0; (c = prompt_channel(h, i));
		     i++)
			mark(e, c);
	}
	for (size_t i = 0; (c = prompt_channel(h, i)); i++)
		channel_close(c, h->summit->seq);
	encoding_finish(&x);
}

static void publish_public(struct hub *h)
{
	struct encoding x = {0};

	for (struct entity *e = first_after(h->summit, h->public.encoded); e; e = e->newer) {
		encoding_begin(&x, e);
		encode_for(&x, &h->public);
		mark(e, &h->public);
	}
	channel_close(&h->public, h->summit->seq);
	encoding_finish(&x);
}

void hub_publish(struct hub *h, bool to_public)
{
	if (h->desk.encoded < h->summit->seq)
		publish_prompt(h);
	if (to_public && h->public.encoded < h->summit->seq)
		publish_public(h);
}

void hub_fill(struct hub *h)
{
	struct channel *c;

	if (!h->full_wanted)
		return;
	h->full_wanted = false;
	if (h->public.full_wanted) {
		hub_publish(h, true);
		channel_fill(&h->public, h->summit);
	}
	for (size_t i = 0; (c = prompt_channel(h, i)); i++)
		if (c->full_wanted)
			channel_fill(c, h->summit);
}

static bool send_part(struct hub *h, struct session *s)
{
	if (!h->ops->send(s->conn, s->full->parts[s->full_next]))
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
			if (!h->ops->send(s->conn, f))
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

void hub_serve_one(struct hub *h, struct session *s)
{
	if (!session_flush(s, h->ops) || !s->channel || s->close_status)
		return;
	for (int i = 0; i < FRAMES_AT_ONCE; i++) {
		if (!send_state(h, s))
			return;
		h->delivered++;
	}
	channel_start_pass(s->channel);
}

/* Goes on with a channel's pass until the time is up. */
static void serve_channel(struct hub *h, struct channel *c, int64_t until_us)
{
	unsigned looked = 0;

	while (c->serving) {
		if (looked++ % LOOK_AT_CLOCK == 0 && clock_monotonic_us() >= until_us)
			return;
		struct session *s = c->serving;
		c->serving = s->next;
		hub_serve_one(h, s);
		if (!c->serving && c->again) {
			c->again = false;
			c->serving = c->members;
		}
	}
}

bool hub_serve(struct hub *h, int64_t budget_us)
{
	int64_t until = clock_monotonic_us() + budget_us;
	struct channel *c;
	bool more = false;

	for (size_t i = 0; (c = prompt_channel(h, i)); i++) {
		serve_channel(h, c, until);
		more |= c->serving != NULL;
	}
	serve_channel(h, &h->public, until);
	return more || h->public.serving;
}
