#include "core/channel.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "wire/reply.h"

void channel_init(struct channel *c, enum view view, enum pace pace, unsigned bit,
		  size_t bytes_most, uint64_t seq)
{
	memset(c, 0, sizeof *c);
	c->view = view;
	c->pace = pace;
	c->bit = bit;
	c->bytes_most = bytes_most;
	c->encoded = c->floor = seq;
}

static void drop_oldest(struct channel *c)
{
	struct frame *f = c->ring[c->first];

	c->floor = f->to;
	c->bytes -= f->len;
	c->first = (c->first + 1) % RING_FRAMES;
	c->count--;
	frame_drop(f);
}

void full_drop(struct full *f)
{
	if (!f || --f->refs)
		return;
	for (size_t i = 0; i < f->count; i++)
		frame_drop(f->parts[i]);
	free(f->parts);
	free(f);
}

void channel_restart(struct channel *c, uint64_t seq)
{
	while (c->count)
		drop_oldest(c);
	full_drop(c->full);
	c->full = NULL;
	c->encoded = c->floor = seq;
	for (struct session *m = c->members; m; m = m->next)
		m->wants_full = true;
	channel_start_pass(c);
}

void channel_start_pass(struct channel *c)
{
	if (c->serving)
		c->again = true;
	else
		c->serving = c->members;
}

void channel_finish(struct channel *c)
{
	c->members = NULL;
	channel_restart(c, 0);
	buf_finish(&c->open);
}

/* Puts `elements` in a message of states. */
static struct frame *frame_of(const struct buf *elements, uint64_t from, uint64_t to, unsigned part,
			      bool last)
{
	struct buf text = {0};

	state_begin(&text, to, part, last);
	buf_add(&text, elements->data, elements->len);
	state_end(&text);
	struct frame *f = frame_create(text.data, text.len);
	buf_finish(&text);
	f->from = from;
	f->to = to;
	return f;
}

static struct frame **ring_at(struct channel *c, unsigned i)
{
	return &c->ring[(c->first + i) % RING_FRAMES];
}

static struct frame *joined(const struct frame *one, const struct frame *next)
{
	struct buf elements = {0};

	state_elements(&elements, (const char *)one->bytes, one->len);
	buf_add(&elements, ",", 1);
	state_elements(&elements, (const char *)next->bytes, next->len);
	struct frame *f = frame_of(&elements, one->from, next->to, 0, false);
	buf_finish(&elements);
	return f;
}

/*
 * Makes room in a full ring by joining small neighbours, so that it reaches back as far as its
 * bytes allow, however small the batches were. A client whose cursor lies inside a joined frame
 * gets some states again, which is harmless.
 */
static void join_neighbours(struct channel *c)
{
	unsigned kept = 0;
	size_t bytes = 0;

	for (unsigned i = 0; i < c->count; i++) {
		struct frame *f = *ring_at(c, i);
		struct frame **before = kept ? ring_at(c, kept - 1) : NULL;
		if (before && (*before)->len + f->len <= FRAME_MOST) {
			struct frame *both = joined(*before, f);
			bytes += both->len - (*before)->len;
			frame_drop(*before);
			frame_drop(f);
			*before = both;
		} else {
			*ring_at(c, kept++) = f;
			bytes += f->len;
		}
	}
	c->count = kept;
	c->bytes = bytes;
}

static void seal(struct channel *c, uint64_t to)
{
	struct frame *f = frame_of(&c->open, c->encoded, to, 0, false);

	assert(to > c->encoded);
	if (c->count == RING_FRAMES)
		join_neighbours(c);
	if (c->count == RING_FRAMES)
		drop_oldest(c);
	*ring_at(c, c->count++) = f;
	c->bytes += f->len;
	while (c->bytes > c->bytes_most && c->count > 1)
		drop_oldest(c);
	c->encoded = to;
	buf_clear(&c->open);
}

void channel_add(struct channel *c, uint64_t seq, const struct buf *element)
{
	/* A frame ends just before the seq that follows, so that two elements of one seq never fall
	 * on both sides of an end that covers it; and it covers at least one change. */
	if (c->open.len && c->open.len + element->len > FRAME_MOST && seq - 1 > c->encoded)
		seal(c, seq - 1);
	if (c->open.len)
		buf_add(&c->open, ",", 1);
	buf_add(&c->open, element->data, element->len);
}

void channel_close(struct channel *c, uint64_t seq)
{
	c->due = false;
	if (!c->open.len) {
		c->encoded = seq;
		return;
	}
	seal(c, seq);
	channel_start_pass(c);
}

struct frame *channel_next(const struct channel *c, uint64_t cursor, bool *fallen)
{
	unsigned low = 0, high = c->count;

	*fallen = cursor < c->floor || cursor > c->encoded;
	if (*fallen || !c->count)
		return NULL;
	/* Nearly everybody waits for the newest or for none. */
	struct frame *newest = c->ring[(c->first + c->count - 1) % RING_FRAMES];
	if (cursor >= newest->from)
		return cursor < newest->to ? newest : NULL;
	while (low < high) {
		unsigned middle = (low + high) / 2;
		if (c->ring[(c->first + middle) % RING_FRAMES]->to > cursor)
			high = middle;
		else
			low = middle + 1;
	}
	return low < c->count ? c->ring[(c->first + low) % RING_FRAMES] : NULL;
}

struct full *channel_full(const struct channel *c)
{
	struct full *f = c->full;
	size_t behind = 0;

	if (!f || f->seq < c->floor)
		return NULL;
	for (unsigned i = 0; i < c->count; i++) {
		const struct frame *frame = c->ring[(c->first + i) % RING_FRAMES];
		if (frame->to > f->seq)
			behind += frame->len;
	}
	/* When what came since is as much again, a new one is cheaper for everybody. */
	return behind <= f->bytes / 2 + FRAME_MOST ? f : NULL;
}

static void add_part(struct full *f, struct buf *elements, bool last)
{
	struct frame *part = frame_of(elements, 0, f->seq, (unsigned)f->count + 1, last);

	f->parts = mem_grow(f->parts, f->count + 1, sizeof *f->parts);
	f->parts[f->count++] = part;
	f->bytes += part->len;
	buf_clear(elements);
}

void channel_fill(struct channel *c, struct summit *s)
{
	struct full *f = mem_new(sizeof *f);
	struct buf elements = {0}, element = {0};

	assert(c->encoded == s->seq);
	f->refs = 1;
	f->seq = s->seq;
	for (struct entity *e = s->oldest; e; e = e->newer) {
		if (!view_sees(c->view, c->table, e))
			continue;
		e->shown |= c->bit;
		buf_clear(&element);
		entity_write(&element, e, c->view);
		if (elements.len && elements.len + element.len > FRAME_MOST)
			add_part(f, &elements, false);
		if (elements.len)
			buf_add(&elements, ",", 1);
		buf_add(&elements, element.data, element.len);
	}
	add_part(f, &elements, true);
	buf_finish(&elements);
	buf_finish(&element);
	full_drop(c->full);
	c->full = f;
	c->full_wanted = false;
	channel_start_pass(c);
}
