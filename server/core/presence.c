#include "core/presence.h"

#include <stdlib.h>

#include "base/mem.h"

#define CONTROL_EVERY_MS 1000

void presence_init(struct presences *p, struct hub *hub)
{
	*p = (struct presences){.hub = hub, .table_count = hub->table_count, .changes = 1};
	p->tables = mem_grow(NULL, p->table_count, sizeof *p->tables);
	for (size_t i = 0; i < p->table_count; i++)
		p->tables[i] = (struct table_presence){
			.is = {.number = (unsigned)i + 1, .battery = -1}, .changed = 1};
}

void presence_finish(struct presences *p)
{
	free(p->tables);
}

void presence_changed(struct presences *p, const struct session *s)
{
	if (s->seat && s->seat->kind == SEAT_TABLE)
		p->tables[s->seat->number - 1].stale = true;
}

/* Whether a newer connection of the same device comes before it among the members. */
static bool is_known(const struct session *first, const struct session *s)
{
	if (id_is_nil(&s->device))
		return false;
	for (; first != s; first = first->next)
		if (first->seat->kind == SEAT_TABLE && id_equal(&first->device, &s->device))
			return true;
	return false;
}

static struct presence look_at(const struct table_presence *t, const struct session *members,
			       int64_t now_ms)
{
	struct presence is = {.number = t->is.number, .battery = -1};

	for (const struct session *s = members; s; s = s->next) {
		if (s->seat->kind != SEAT_TABLE || is_known(members, s))
			continue;
		is.devices++;
		is.outbox += s->status.outbox;
		if (s->status.battery >= 0 && (is.battery < 0 || s->status.battery < is.battery))
			is.battery = s->status.battery;
	}
	if (!is.devices)
		is.since_ms = t->is.devices ? now_ms : t->is.since_ms;
	return is;
}

static bool is_same(const struct presence *a, const struct presence *b)
{
	return a->devices == b->devices && a->outbox == b->outbox && a->since_ms == b->since_ms &&
	       !(a->battery < b->battery) && !(b->battery < a->battery);
}

static void look(struct presences *p, int64_t now_ms)
{
	for (size_t i = 0; i < p->table_count; i++) {
		struct table_presence *t = &p->tables[i];
		if (!t->stale)
			continue;
		t->stale = false;
		struct presence is = look_at(t, p->hub->channels[i].members, now_ms);
		if (is_same(&is, &t->is))
			continue;
		t->is = is;
		t->changed = ++p->changes;
	}
}

static void tell(struct presences *p, struct session *s, const struct presence *tables,
		 size_t count, const struct ops *ops)
{
	struct buf text = {0};

	presence_write(&text, tables, count);
	session_reply(s, frame_create(text.data, text.len));
	buf_finish(&text);
	s->presence = p->changes;
	session_flush(s, ops);
}

static void tell_tables(struct presences *p, const struct ops *ops)
{
	for (size_t i = 0; i < p->table_count; i++) {
		struct session *next;
		for (struct session *s = p->hub->channels[i].members; s; s = next) {
			next = s->next;
			if (s->presence < p->tables[i].changed && !s->reply_first)
				tell(p, s, &p->tables[i].is, 1, ops);
		}
	}
}

static void tell_control(struct presences *p, struct session *s, const struct ops *ops)
{
	struct presence *changed = mem_grow(NULL, p->table_count, sizeof *changed);
	size_t count = 0;

	for (size_t i = 0; i < p->table_count; i++)
		if (s->presence < p->tables[i].changed)
			changed[count++] = p->tables[i].is;
	if (count)
		tell(p, s, changed, count, ops);
	free(changed);
}

void presence_tick(struct presences *p, const struct ops *ops, int64_t now_ms)
{
	bool due = now_ms >= p->control_due_ms || p->control_due_ms > now_ms + CONTROL_EVERY_MS;
	struct session *next;

	look(p, now_ms);
	tell_tables(p, ops);
	if (due)
		p->control_due_ms = now_ms + CONTROL_EVERY_MS;
	for (struct session *s = hub_control(p->hub)->members; s; s = next) {
		next = s->next;
		if ((due || !s->presence) && !s->reply_first)
			tell_control(p, s, ops);
	}
}
