#include "core/session.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"

#define STATUS_POLICY 1008

struct session_slot {
	struct session *session; /* NULL: free */
	uint64_t uses;
	size_t free_next;
};

/* An id is the slot's index and how often the slot was used. */
#define ID_OF(uses, index) ((uses) << 24 | (index))
#define INDEX_OF(id)       ((id)&0xffffff)

static void grow(struct sessions *all)
{
	size_t more = all->room ? all->room * 2 : 64;

	all->slots = mem_grow(all->slots, more, sizeof *all->slots);
	for (size_t i = all->room; i < more; i++)
		all->slots[i] = (struct session_slot){.free_next = i + 1};
	all->free_first = all->room;
	all->room = more;
}

struct session *sessions_open(struct sessions *all, void *conn, const char *address, int64_t now_ms)
{
	if (all->count == all->room)
		grow(all);
	size_t index = all->free_first;
	struct session_slot *slot = &all->slots[index];
	struct session *s = mem_new(sizeof *s);

	all->free_first = slot->free_next;
	all->count++;
	slot->session = s;
	s->id = ID_OF(++slot->uses, index);
	s->conn = conn;
	s->opened_ms = now_ms;
	s->status.battery = -1;
	s->reply_end = &s->reply_first;
	snprintf(s->address, sizeof s->address, "%s", address);
	return s;
}

struct session *sessions_find(const struct sessions *all, uint64_t id)
{
	size_t index = INDEX_OF(id);

	if (index >= all->room || !all->slots[index].session || all->slots[index].session->id != id)
		return NULL;
	return all->slots[index].session;
}

struct session *sessions_at(const struct sessions *all, size_t index)
{
	return all->slots[index].session;
}

static void drop_reply(struct session *s)
{
	struct reply_line *line = s->reply_first;

	s->reply_first = line->next;
	if (!s->reply_first)
		s->reply_end = &s->reply_first;
	s->reply_count--;
	frame_drop(line->frame);
	free(line);
}

void sessions_close(struct sessions *all, struct session *s)
{
	size_t index = INDEX_OF(s->id);

	while (s->reply_first)
		drop_reply(s);
	free(s->guess);
	free(s);
	all->slots[index].session = NULL;
	all->slots[index].free_next = all->free_first;
	all->free_first = index;
	all->count--;
}

void sessions_finish(struct sessions *all)
{
	for (size_t i = 0; i < all->room; i++)
		if (all->slots[i].session)
			sessions_close(all, all->slots[i].session);
	free(all->slots);
}

bool session_is_replaced(const struct session *s)
{
	return s->seat && s->generation != s->seat->generation;
}

void session_reply(struct session *s, struct frame *frame)
{
	if (s->reply_count == SESSION_REPLIES_MOST) {
		frame_drop(frame);
		s->close_status = STATUS_POLICY;
		return;
	}
	struct reply_line *line = mem_new(sizeof *line);
	line->frame = frame;
	*s->reply_end = line;
	s->reply_end = &line->next;
	s->reply_count++;
}

bool session_flush(struct session *s, const struct ops *ops)
{
	while (s->reply_first) {
		if (!ops->send(s->conn, s->reply_first->frame))
			return false;
		drop_reply(s);
	}
	if (s->close_status)
		ops->close(s->conn, s->close_status);
	return true;
}
