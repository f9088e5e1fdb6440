/* The golden messages in schema/messages, through the server's own readers and writers. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "wire/message.h"
#include "wire/peer.h"
#include "wire/reply.h"
#include "wire/words.h"

typedef void each_file(const char *name, const struct buf *content);

static void read_file(const char *path, struct buf *out)
{
	FILE *f = fopen(path, "rb");
	char block[65536];
	size_t n;

	assert_non_null(f);
	while ((n = fread(block, 1, sizeof block, f)) > 0)
		buf_add(out, block, n);
	fclose(f);
}

static size_t each_in(const char *folder, const char *prefix, each_file *each)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	size_t count = 0;

	assert_non_null(dir);
	while ((entry = readdir(dir))) {
		char path[512];
		struct buf content = {0};
		if (!strstr(entry->d_name, ".json") ||
		    strncmp(entry->d_name, prefix, strlen(prefix)))
			continue;
		snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
		read_file(path, &content);
		each(entry->d_name, &content);
		buf_finish(&content);
		count++;
	}
	closedir(dir);
	return count;
}

static void write_again(const struct message *m, struct buf *out)
{
	switch (m->kind) {
	case MESSAGE_HELLO:
		hello_write(out, &m->hello);
		break;
	case MESSAGE_DO:
		command_write(out, &m->command);
		break;
	case MESSAGE_STATUS:
		status_write(out, &m->status);
		break;
	case MESSAGE_PING:
		ping_write(out);
		break;
	}
}

/* Afterwards both point to nothing. */
static bool is_same_text(struct wire_text *a, struct wire_text *b)
{
	bool same = a->len == b->len && !a->text == !b->text &&
		    (!a->len || !memcmp(a->text, b->text, a->len));

	a->text = b->text = NULL;
	return same;
}

static bool is_same_list(struct wire_points *a, struct wire_points *b)
{
	bool same = a->count == b->count && !a->items == !b->items;

	for (size_t i = 0; same && i < a->count; i++)
		same = id_equal(&a->items[i].idea, &b->items[i].idea) &&
		       a->items[i].points == b->items[i].points;
	a->items = b->items = NULL;
	return same;
}

/* Compares what is owned, and then the records themselves: the reader zeroes them first. */
static bool is_same(const struct message *a, const struct message *b)
{
	struct message x = *a, y = *b;

	if (x.kind == MESSAGE_DO && y.kind == MESSAGE_DO) {
		struct command *c = &x.command, *d = &y.command;
		if (!is_same_text(&c->text, &d->text) || c->card_count != d->card_count)
			return false;
		for (size_t i = 0; i < c->card_count; i++)
			if (!id_equal(&c->cards[i].id, &d->cards[i].id) ||
			    c->cards[i].version != d->cards[i].version)
				return false;
		if (!is_same_text(&c->translation, &d->translation) ||
		    !is_same_text(&c->was_text, &d->was_text) ||
		    !is_same_text(&c->was.text, &d->was.text) ||
		    !is_same_text(&c->was.translation, &d->was.translation))
			return false;
		if (!is_same_list(&c->shares, &d->shares) ||
		    !is_same_list(&c->was_shares, &d->was_shares) ||
		    c->idea_count != d->idea_count ||
		    (c->idea_count && memcmp(c->ideas, d->ideas, c->idea_count * sizeof *c->ideas)))
			return false;
		c->cards = d->cards = NULL;
		c->ideas = d->ideas = NULL;
	}
	return !memcmp(&x, &y, sizeof x);
}

static void is_taken(const char *name, const struct buf *content)
{
	struct buf again = {0};
	struct message m, n;
	struct id op;
	struct err e;

	if (!message_read(content->data, content->len, &m, &op, &e))
		fail_msg("%s: %s", name, e.text);
	write_again(&m, &again);
	if (!message_read(again.data, again.len, &n, &op, &e))
		fail_msg("%s: %s: %s", name, again.data, e.text);
	if (!is_same(&m, &n))
		fail_msg("%s: written as %s", name, again.data);
	message_finish(&m);
	message_finish(&n);
	buf_finish(&again);
}

/* The refusal itself must reach the client whole, whatever of its message it repeats. */
static void is_told(const char *name, const struct id *op, const struct err *why)
{
	struct buf nack = {0};
	struct reply r;
	struct err e;

	nack_write(&nack, op, why);
	if (!reply_read(nack.data, nack.len, &r, &e))
		fail_msg("%s: %s: %s", name, nack.data, e.text);
	assert_int_equal(r.kind, REPLY_NACK);
	assert_int_equal(r.code, why->code);
	assert_string_equal(r.text, why->text);
	assert_true(id_equal(&r.op, op));
	reply_finish(&r);
	buf_finish(&nack);
}

static void is_refused(const char *name, const struct buf *content)
{
	struct message m;
	struct id op;
	struct err e = {0};
	char code[64];

	snprintf(code, sizeof code, "%.*s", (int)(strstr(name, "--") - name), name);
	if (message_read(content->data ? content->data : "", content->len, &m, &op, &e))
		fail_msg("%s: was taken", name);
	if (e.code != err_from_word(code))
		fail_msg("%s: %s, %s", name, err_word(e.code), e.text);
	is_told(name, &op, &e);
}

static void is_understood(const char *name, const struct buf *content)
{
	struct reply r;
	struct err e;

	if (!reply_read(content->data, content->len, &r, &e))
		fail_msg("%s: %s", name, e.text);
	if (r.kind == REPLY_OTHER)
		fail_msg("%s: is none that a client knows", name);
	reply_finish(&r);
}

static void valid_messages_of_clients_are_taken(void **state)
{
	(void)state;
	assert_true(each_in(SCHEMA_DIR "/messages/valid", "client-", is_taken) > 20);
}

static void invalid_messages_are_refused_with_their_code(void **state)
{
	(void)state;
	assert_true(each_in(SCHEMA_DIR "/messages/invalid", "", is_refused) > 80);
}

static void valid_messages_of_the_server_are_understood(void **state)
{
	(void)state;
	assert_true(each_in(SCHEMA_DIR "/messages/valid", "server-", is_understood) > 15);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(valid_messages_of_clients_are_taken),
		cmocka_unit_test(invalid_messages_are_refused_with_their_code),
		cmocka_unit_test(valid_messages_of_the_server_are_understood),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
