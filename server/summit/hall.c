#include "summit/hall.h"

#include "base/mem.h"

static void keep(struct summit *s, struct entity *e, enum entity_type type, const struct id *id)
{
	e->type = type;
	e->id = *id;
	summit_add(s, e);
	summit_touch(s, e, NULL);
}

bool call_make(struct summit *s, struct table *table, const struct id *id, enum call_kind kind,
	       int64_t now_ms, struct err *e)
{
	if (!summit_id_is_free(s, id, e))
		return false;
	struct call *call = mem_new(sizeof *call);
	call->table = table;
	call->kind = kind;
	call->at_ms = now_ms;
	keep(s, &call->e, ENTITY_CALL, id);
	return true;
}

bool call_end(struct summit *s, const struct table *table, const struct id *id, int64_t now_ms,
	      struct err *e)
{
	struct call *call = summit_find(s, ENTITY_CALL, id);

	if (!call || (table && call->table != table))
		return err_set(e, ERR_UNKNOWN_ID, "id: there is no such call");
	if (call->ended_ms)
		return true;
	call->ended_ms = now_ms;
	summit_touch(s, &call->e, NULL);
	return true;
}

bool notice_send(struct summit *s, const struct notice_new *new, struct err *e)
{
	struct room *room = summit_find(s, ENTITY_ROOM, &new->room);
	struct table *table = summit_find(s, ENTITY_TABLE, &new->table);

	if (!summit_id_is_free(s, &new->id, e))
		return false;
	if (!id_is_nil(&new->room) && !id_is_nil(&new->table))
		return err_set(e, ERR_BAD_FIELD, "room: say a room or a table, not both");
	if (!id_is_nil(&new->room) && !room)
		return err_set(e, ERR_UNKNOWN_ID, "room: there is no such room");
	if (!id_is_nil(&new->table) && !table)
		return err_set(e, ERR_UNKNOWN_ID, "table: there is no such table");

	struct notice *notice = mem_new(sizeof *notice);
	notice->text = mem_copy_text(new->text, new->text_len);
	notice->room = room;
	notice->table = table;
	notice->at_ms = new->at_ms;
	keep(s, &notice->e, ENTITY_NOTICE, &new->id);
	return true;
}

bool notice_end(struct summit *s, const struct id *id, int64_t now_ms, struct err *e)
{
	struct notice *notice = summit_find(s, ENTITY_NOTICE, id);

	if (!notice)
		return err_set(e, ERR_UNKNOWN_ID, "id: there is no such notice");
	if (notice->ended_ms)
		return true;
	notice->ended_ms = now_ms;
	summit_touch(s, &notice->e, NULL);
	return true;
}

bool notice_is_for(const struct notice *notice, const struct table *table)
{
	if (notice->table)
		return notice->table == table;
	return !notice->room || notice->room == table->room;
}

bool notice_seen(struct summit *s, struct table *table, const struct id *of, const struct id *id,
		 int64_t now_ms, struct err *e)
{
	struct notice *notice = summit_find(s, ENTITY_NOTICE, of);

	if (!notice || !notice_is_for(notice, table))
		return err_set(e, ERR_UNKNOWN_ID, "notice: there is no such notice");
	for (const struct receipt *r = notice->receipts; r; r = r->next)
		if (r->table == table)
			return true;
	if (!summit_id_is_free(s, id, e))
		return false;
	struct receipt *receipt = mem_new(sizeof *receipt);
	receipt->notice = notice;
	receipt->table = table;
	receipt->at_ms = now_ms;
	keep(s, &receipt->e, ENTITY_RECEIPT, id);
	return true;
}

static struct signoff *signoff_of(const struct table *table, const struct step *step)
{
	struct signoff *signoff = table->signoffs;

	while (signoff && signoff->step != step)
		signoff = signoff->next;
	return signoff;
}

static void sign_again(struct summit *s, struct signoff *signoff, uint64_t seen, int64_t now_ms)
{
	if (seen <= signoff->seen)
		return;
	signoff->seen = seen;
	signoff->at_ms = now_ms;
	summit_touch(s, &signoff->e, NULL);
}

bool signoff_give(struct summit *s, struct table *table, const struct id *of, uint64_t seen,
		  const struct id *id, int64_t now_ms, struct err *e)
{
	struct step *step = summit_find(s, ENTITY_STEP, of);
	uint64_t seen_here = seen < s->seq ? seen : s->seq;
	struct signoff *signoff;

	if (!step)
		return err_set(e, ERR_UNKNOWN_ID, "step: there is no such step");
	if (step->kind != STEP_ROUND)
		return err_set(e, ERR_NOT_A_ROUND, "step: \"%s\" is not a round", step->title);
	signoff = signoff_of(table, step);
	if (signoff) {
		sign_again(s, signoff, seen_here, now_ms);
		return true;
	}
	if (!summit_id_is_free(s, id, e))
		return false;
	signoff = mem_new(sizeof *signoff);
	signoff->table = table;
	signoff->step = step;
	signoff->seen = seen_here;
	signoff->at_ms = now_ms;
	keep(s, &signoff->e, ENTITY_SIGNOFF, id);
	return true;
}
