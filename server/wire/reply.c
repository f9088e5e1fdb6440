#include "wire/reply.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "wire/put.h"
#include "wire/words.h"

#define STATE_SET "\"set\":["
#define STATE_END "]}"

static void begin(struct buf *out, const char *kind)
{
	put_object(out, NULL);
	put_string(out, "t", kind);
}

static void put_limits(struct buf *out, const struct welcome *w)
{
	put_object(out, "limits");
	put_number(out, "text", CARD_TEXT_MOST);
	put_number(out, "title", TITLE_MOST);
	put_number(out, "field", FIELD_MOST);
	put_number(out, "message", (int64_t)w->message_most);
	put_number(out, "inflight", w->inflight_most);
	put_object_end(out);
}

void welcome_write(struct buf *out, const struct welcome *w)
{
	begin(out, "welcome");
	put_string(out, "seat", w->seat);
	put_string(out, "token", w->token);
	put_id(out, "summit", &w->summit);
	put_id(out, "epoch", &w->epoch);
	put_number(out, "seq", (int64_t)w->seq);
	put_number(out, "now", w->now_ms);
	put_limits(out, w);
	if (w->replaced)
		put_bool(out, "replaced", true);
	put_object_end(out);
}

void ack_write(struct buf *out, const struct ack *a)
{
	begin(out, "ack");
	put_id(out, "op", &a->op);
	put_number(out, "seq", (int64_t)a->seq);
	if (a->card) {
		card_number_write(out, a->card);
		put_bool(out, "late", a->card->late);
		if (a->card->held)
			put_bool(out, "held", true);
		if (a->card->plan)
			put_id(out, "card", &a->card->e.id);
	}
	if (a->variant)
		put_bool(out, "variant", true);
	put_string(out, "code", a->code[0] ? a->code : NULL);
	put_object_end(out);
}

void nack_write(struct buf *out, const struct id *op, const struct err *e)
{
	/* A message that names what the peer sent may have been cut inside a character. */
	bool whole = text_is_utf8(e->text, strlen(e->text));

	assert(err_word(e->code));
	begin(out, "nack");
	if (!id_is_nil(op))
		put_id(out, "op", op);
	put_string(out, "code", err_word(e->code));
	put_string(out, "message", whole ? e->text : "the message is not to be shown");
	put_bool(out, "retry", err_may_retry(e->code));
	put_object_end(out);
}

void presence_write(struct buf *out, const struct presence *tables, size_t count)
{
	begin(out, "presence");
	put_list(out, "tables");
	for (size_t i = 0; i < count; i++) {
		const struct presence *p = &tables[i];
		put_object(out, NULL);
		put_number(out, "number", p->number);
		put_number(out, "devices", p->devices);
		put_number(out, "outbox", p->outbox);
		if (p->battery >= 0)
			put_share(out, "battery", p->battery);
		if (p->since_ms)
			put_number(out, "since", p->since_ms);
		put_object_end(out);
	}
	put_list_end(out);
	put_object_end(out);
}

void pong_write(struct buf *out, int64_t now_ms)
{
	begin(out, "pong");
	put_number(out, "now", now_ms);
	put_object_end(out);
}

void bye_write(struct buf *out)
{
	begin(out, "bye");
	put_object_end(out);
}

void state_begin(struct buf *out, uint64_t seq, unsigned part, bool last)
{
	begin(out, "state");
	put_number(out, "seq", (int64_t)seq);
	if (part) {
		put_bool(out, "full", true);
		put_number(out, "part", part);
		put_bool(out, "last", last);
	}
	put_list(out, "set");
}

void state_end(struct buf *out)
{
	put_list_end(out);
	put_object_end(out);
}

void state_elements(struct buf *out, const char *message, size_t len)
{
	const char *set = memmem(message, len, STATE_SET, strlen(STATE_SET));

	assert(set);
	set += strlen(STATE_SET);
	buf_add(out, set, (size_t)(message + len - set) - strlen(STATE_END));
}
