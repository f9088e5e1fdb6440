#include "wire/reply.h"

#include <assert.h>
#include <string.h>

#include "wire/json.h"
#include "wire/words.h"

#define STATE_SET "\"set\":["
#define STATE_END "]}"

static json_t *message(const char *kind)
{
	json_t *o = json_object();
	json_put(o, "t", json_string_nocheck(kind));
	return o;
}

static json_t *limits(const struct welcome *w)
{
	json_t *o = json_object();

	json_put(o, "text", json_integer(CARD_TEXT_MOST));
	json_put(o, "title", json_integer(TITLE_MOST));
	json_put(o, "message", json_integer((json_int_t)w->message_most));
	json_put(o, "inflight", json_integer(w->inflight_most));
	return o;
}

void welcome_write(struct buf *out, const struct welcome *w)
{
	json_t *o = message("welcome");

	json_put(o, "seat", json_string(w->seat));
	json_put(o, "token", w->token ? json_string(w->token) : NULL);
	json_put(o, "summit", json_of_id(&w->summit));
	json_put(o, "epoch", json_of_id(&w->epoch));
	json_put(o, "seq", json_integer((json_int_t)w->seq));
	json_put(o, "now", json_integer(w->now_ms));
	json_put(o, "limits", limits(w));
	json_append(out, o);
}

void ack_write(struct buf *out, const struct ack *a)
{
	json_t *o = message("ack");

	json_put(o, "op", json_of_id(&a->op));
	json_put(o, "seq", json_integer((json_int_t)a->seq));
	if (a->card) {
		json_put(o, "number",
			 json_sprintf("%u-%u", a->card->table->number, a->card->number));
		json_put(o, "late", json_boolean(a->card->late));
	}
	json_append(out, o);
}

void nack_write(struct buf *out, const struct id *op, const struct err *e)
{
	json_t *o = message("nack");
	json_t *text = json_string(e->text);

	assert(err_word(e->code));
	json_put(o, "op", id_is_nil(op) ? NULL : json_of_id(op));
	json_put(o, "code", json_string(err_word(e->code)));
	/* A message that names what the peer sent may have been cut inside a character. */
	json_put(o, "message", text ? text : json_string("the message is not to be shown"));
	json_put(o, "retry", json_boolean(err_may_retry(e->code)));
	json_append(out, o);
}

void pong_write(struct buf *out, int64_t now_ms)
{
	json_t *o = message("pong");

	json_put(o, "now", json_integer(now_ms));
	json_append(out, o);
}

void bye_write(struct buf *out)
{
	json_append(out, message("bye"));
}

void state_begin(struct buf *out, uint64_t seq, unsigned part, bool last)
{
	buf_print(out, "{\"t\":\"state\",\"seq\":%llu,", (unsigned long long)seq);
	if (part)
		buf_print(out, "\"full\":true,\"part\":%u,\"last\":%s,", part,
			  last ? "true" : "false");
	buf_text(out, STATE_SET);
}

void state_end(struct buf *out)
{
	buf_text(out, STATE_END);
}

void state_elements(struct buf *out, const char *message, size_t len)
{
	const char *set = memmem(message, len, STATE_SET, strlen(STATE_SET));

	assert(set);
	set += strlen(STATE_SET);
	buf_add(out, set, (size_t)(message + len - set) - strlen(STATE_END));
}
