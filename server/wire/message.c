#include "wire/message.h"

#include <stdlib.h>
#include <string.h>

#include "wire/fields.h"
#include "wire/json.h"

#define FIELD(n, k, need, member)                                                                  \
	.name = n, .kind = k, .needed = need, .offset = offsetof(struct command, member)
#define ID(member)      FIELD(#member, FIELD_ID, true, member)
#define MAY_ID(member)  FIELD(#member, FIELD_ID, false, member)
#define MAY_COUNT(m, n) FIELD(#m, FIELD_COUNT, false, m), .most = n
#define SEEN            FIELD("seen", FIELD_SEQ, true, seen)
#define VERSION(n)      FIELD(n, FIELD_SEQ, true, version)
#define TEXT(n, m)      FIELD(n, FIELD_TEXT, true, text), .most = m
#define DRAFT(n, m)     FIELD(n, FIELD_DRAFT, true, m), .most = FIELD_MOST
#define POINTS(n, m)    FIELD(n, FIELD_POINTS, true, m), .most = WEIGHING_IDEAS_MOST
#define PLAN_FIELD      FIELD("field", FIELD_COUNT, true, field), .most = PLAN_FIELDS_MOST
#define KIND(w, n)      FIELD("kind", FIELD_CHOICE, true, choice), .words = w, .word_count = n
#define LANGUAGE        FIELD("language", FIELD_LANGUAGE, false, language)
#define TRANSLATION     FIELD("translation", FIELD_TEXT, false, translation), .most = CARD_TEXT_MOST
#define CARDS(n)        FIELD(n, FIELD_CARDS, true, cards), .most = IDEA_CARDS_MOST
#define LOOKED_AT(n)    .name = n, .kind = FIELD_FIXED, .needed = true
/* clang-format off */
#define FIELDS(...)                                                                                \
	(const struct field[]){{LOOKED_AT("t")}, {LOOKED_AT("cmd")}, {ID(op)},                     \
			       {FIELD("at", FIELD_TIME, false, at_ms)}, __VA_ARGS__, {0}}
/* clang-format on */

static const struct {
	const char *word;
	const struct field *fields;
} commands[COMMANDS] = {
	[COMMAND_CARD_ADD] = {"card.add",
			      FIELDS({ID(id)}, {ID(step)}, {ID(theme)},
				     {KIND(card_kind_words, KINDS_TO_ADD)},
				     {TEXT("text", CARD_TEXT_MOST)}, {LANGUAGE}, {TRANSLATION},
				     {MAY_COUNT(number, CARD_NUMBER_MOST)})},
	[COMMAND_CARD_READ] = {"card.read", FIELDS({ID(id)}, {VERSION("version")})},
	[COMMAND_CARD_PLACE] = {"card.place",
				FIELDS({ID(id)}, {VERSION("version")}, {MAY_ID(idea)})},
	[COMMAND_IDEA_ADD] = {"idea.add", FIELDS({ID(id)}, {ID(theme)}, {TEXT("title", TITLE_MOST)},
						 {CARDS("cards")})},
	[COMMAND_IDEA_EDIT] = {"idea.edit",
			       FIELDS({ID(id)}, {VERSION("base")}, {TEXT("title", TITLE_MOST)})},
	[COMMAND_IDEA_PUBLISH] = {"idea.publish", FIELDS({ID(id)}, {VERSION("version")})},
	[COMMAND_IDEA_WITHDRAW] = {"idea.withdraw", FIELDS({ID(id)})},
	[COMMAND_PROGRAMME_GO] = {"programme.go", FIELDS({MAY_ID(from)}, {ID(to)})},
	[COMMAND_SCENE_SHOW] = {"scene.show",
				FIELDS({ID(id)}, {KIND(scene_kind_words, SCENE_KINDS)})},
	[COMMAND_CARD_EDIT] = {"card.edit",
			       FIELDS({ID(id)}, {KIND(card_kind_words, KINDS_TO_ADD)},
				      {TEXT("text", CARD_TEXT_MOST)}, {LANGUAGE}, {TRANSLATION},
				      {FIELD("was", FIELD_WORDING, true, was)})},
	[COMMAND_CARD_CHOOSE] = {"card.choose", FIELDS({ID(id)}, {VERSION("version")}, {SEEN})},
	[COMMAND_CARD_WITHDRAW] = {"card.withdraw", FIELDS({ID(id)})},
	[COMMAND_CARD_RESTORE] = {"card.restore", FIELDS({ID(id)})},
	[COMMAND_PLAN_WRITE] = {"plan.write",
				FIELDS({ID(id)}, {ID(step)}, {ID(theme)}, {PLAN_FIELD},
				       {DRAFT("was", was_text)}, {DRAFT("text", text)})},
	[COMMAND_PLAN_CHOOSE] = {"plan.choose",
				 FIELDS({ID(id)}, {PLAN_FIELD}, {VERSION("version")}, {SEEN})},
	[COMMAND_PLAN_HAND] = {"plan.hand", FIELDS({ID(step)}, {ID(card)},
						   {MAY_COUNT(number, CARD_NUMBER_MOST)})},
	[COMMAND_BALLOT_CAST] = {"ballot.cast",
				 FIELDS({ID(id)}, {ID(weighing)}, {POINTS("was", was_shares)},
					{POINTS("shares", shares)})},
	[COMMAND_WEIGHING_PUT] = {"weighing.put",
				  FIELDS({ID(id)}, {TEXT("title", TITLE_MOST)}, {MAY_ID(step)},
					 {FIELD("ideas", FIELD_IDEAS, true, ideas),
					  .most = WEIGHING_IDEAS_MOST},
					 {FIELD("points", FIELD_COUNT, true, points), .least = 1,
					  .most = WEIGHING_POINTS_MOST})},
	[COMMAND_WEIGHING_OPEN] = {"weighing.open", FIELDS({ID(id)})},
	[COMMAND_WEIGHING_CLOSE] = {"weighing.close", FIELDS({ID(id)})},
	[COMMAND_WEIGHING_SHOW] = {"weighing.show", FIELDS({ID(id)})},
	[COMMAND_CALL_MAKE] = {"call.make", FIELDS({ID(id)}, {KIND(call_kind_words, CALL_KINDS)})},
	[COMMAND_CALL_END] = {"call.end", FIELDS({ID(id)})},
	[COMMAND_NOTICE_SEND] = {"notice.send", FIELDS({ID(id)}, {TEXT("text", NOTICE_MOST)},
						       {MAY_ID(room)}, {MAY_ID(table)})},
	[COMMAND_NOTICE_END] = {"notice.end", FIELDS({ID(id)})},
	[COMMAND_NOTICE_SEEN] = {"notice.seen", FIELDS({ID(id)}, {ID(notice)})},
	[COMMAND_SIGNOFF_GIVE] = {"signoff.give", FIELDS({ID(id)}, {ID(step)}, {SEEN})},
	[COMMAND_CARD_RELEASE] = {"card.release", FIELDS({ID(id)})},
	[COMMAND_SEAT_REPLACE] = {"seat.replace", FIELDS({FIELD("seat", FIELD_WORDS, true, seat),
							  .most = SEAT_MOST})},
};

#define HELLO(n, k, member) .name = n, .kind = k, .offset = offsetof(struct hello, member)

static const char *const accept_deflate = "deflate";

static const struct field hello_fields[] = {
	{LOOKED_AT("t")},
	{HELLO("token", FIELD_WORDS, token), .most = HELLO_TOKEN_MOST},
	{HELLO("code", FIELD_WORDS, code), .most = HELLO_CODE_MOST},
	{HELLO("since", FIELD_SEQ, since)},
	{HELLO("epoch", FIELD_ID, epoch)},
	{HELLO("device", FIELD_ID, device)},
	{HELLO("client", FIELD_WORDS, client), .most = HELLO_CLIENT_MOST},
	{HELLO("accept", FIELD_NAMES, deflate), .words = &accept_deflate},
	{0},
};

static const struct field status_fields[] = {
	{LOOKED_AT("t")},
	{.name = "outbox",
	 .kind = FIELD_COUNT,
	 .needed = true,
	 .offset = offsetof(struct status, outbox),
	 .most = STATUS_OUTBOX_MOST},
	{.name = "battery", .kind = FIELD_SHARE, .offset = offsetof(struct status, battery)},
	{0},
};

static const struct field ping_fields[] = {{LOOKED_AT("t")}, {0}};

const char *command_word(enum command_kind kind)
{
	return commands[kind].word;
}

enum command_kind command_kind(const char *word)
{
	int kind = 0;

	while (kind < COMMANDS && strcmp(commands[kind].word, word))
		kind++;
	return (enum command_kind)kind;
}

void command_finish(struct command *c)
{
	free(c->text.text);
	free(c->translation.text);
	free(c->was.text.text);
	free(c->was.translation.text);
	free(c->was_text.text);
	free(c->cards);
	free(c->ideas);
	free(c->shares.items);
	free(c->was_shares.items);
	c->text = c->translation = c->was_text = (struct wire_text){0};
	c->was = (struct wire_wording){0};
	c->shares = c->was_shares = (struct wire_points){0};
	c->ideas = NULL;
	c->cards = NULL;
}

void message_finish(struct message *m)
{
	if (m->kind == MESSAGE_DO)
		command_finish(&m->command);
}

static bool read_command(json_t *object, struct command *out, struct err *e)
{
	const json_t *cmd = json_object_get(object, "cmd");
	const char *word = json_string_value(cmd);

	if (!cmd)
		return err_set(e, ERR_MISSING_FIELD, "cmd: is missing");
	if (!word)
		return err_set(e, ERR_BAD_FIELD, "cmd: must name a command");
	out->kind = command_kind(word);
	if (out->kind == COMMANDS)
		return err_set(e, ERR_UNKNOWN_COMMAND, "cmd: there is no command \"%.*s\"",
			       json_quoted(word), word);
	if (fields_read(object, commands[out->kind].fields, out, e))
		return true;
	command_finish(out);
	return false;
}

static bool read_object(json_t *object, struct message *out, struct err *e)
{
	const char *word = json_string_value(json_object_get(object, "t"));

	if (!word)
		return err_set(e, ERR_BAD_MESSAGE, "t: must name a kind of message");
	if (!strcmp(word, "do")) {
		out->kind = MESSAGE_DO;
		return read_command(object, &out->command, e);
	}
	if (!strcmp(word, "hello")) {
		out->kind = MESSAGE_HELLO;
		out->hello.has_since = json_object_get(object, "since") != NULL;
		return fields_read(object, hello_fields, &out->hello, e);
	}
	if (!strcmp(word, "status")) {
		out->kind = MESSAGE_STATUS;
		out->status.battery = -1;
		return fields_read(object, status_fields, &out->status, e);
	}
	if (!strcmp(word, "ping")) {
		out->kind = MESSAGE_PING;
		return fields_read(object, ping_fields, out, e);
	}
	return err_set(e, ERR_UNKNOWN_MESSAGE, "t: there is no message \"%.*s\"", json_quoted(word),
		       word);
}

bool message_read(const char *text, size_t len, struct message *out, struct id *op, struct err *e)
{
	json_error_t why;
	json_t *object = json_loadb(text, len, JSON_REJECT_DUPLICATES, &why);
	bool good = false;

	memset(out, 0, sizeof *out);
	*op = (struct id){0};
	if (!object)
		return err_set(e, ERR_BAD_JSON, "line %d, column %d: %s", why.line, why.column,
			       why.text);
	if (!json_is_object(object)) {
		err_set(e, ERR_BAD_JSON, "a message is one object");
	} else {
		json_to_id(json_object_get(object, "op"), op);
		good = read_object(object, out, e);
	}
	json_decref(object);
	return good;
}

static json_t *message(const char *kind)
{
	json_t *o = json_object();
	json_put(o, "t", json_string_nocheck(kind));
	return o;
}

void hello_write(struct buf *out, const struct hello *hello)
{
	json_t *o = message("hello");

	fields_write(o, hello_fields, hello);
	if (!hello->has_since)
		json_object_del(o, "since");
	json_append(out, o);
}

void command_write(struct buf *out, const struct command *c)
{
	json_t *o = message("do");

	json_put(o, "cmd", json_string_nocheck(commands[c->kind].word));
	fields_write(o, commands[c->kind].fields, c);
	json_append(out, o);
}

void status_write(struct buf *out, const struct status *s)
{
	json_t *o = message("status");

	fields_write(o, status_fields, s);
	json_append(out, o);
}

void ping_write(struct buf *out)
{
	json_append(out, message("ping"));
}
