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

/* Read, written, read and written again: both writings are equal. */
static void is_taken(const char *name, const struct buf *content)
{
	struct buf once = {0}, twice = {0};
	struct message m;
	struct id op;
	struct err e;

	if (!message_read(content->data, content->len, &m, &op, &e))
		fail_msg("%s: %s", name, e.text);
	write_again(&m, &once);
	message_finish(&m);
	assert_true(message_read(once.data, once.len, &m, &op, &e));
	write_again(&m, &twice);
	message_finish(&m);
	assert_string_equal(once.data, twice.data);
	buf_finish(&once);
	buf_finish(&twice);
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

static void the_operation_is_named_when_a_field_is_wrong(void **state)
{
	static const char text[] = "{\"t\":\"do\",\"op\":\"00000384-0000-4000-8000-000000000384\","
				   "\"cmd\":\"card.burn\"}";
	struct message m;
	struct id op;
	struct err e;

	(void)state;
	assert_false(message_read(text, sizeof text - 1, &m, &op, &e));
	assert_false(id_is_nil(&op));
	assert_non_null(strstr(e.text, "card.burn"));
}

static void a_text_is_cleaned(void **state)
{
	static const char text[] =
		"{\"t\":\"do\",\"op\":\"00000384-0000-4000-8000-000000000384\",\"cmd\":\"card."
		"add\","
		"\"id\":\"00000064-0000-4000-8000-000000000064\",\"step\":\"0000001e-0000-4000-"
		"8000-00000000001e\","
		"\"theme\":\"00000014-0000-4000-8000-000000000014\",\"kind\":\"idea\","
		"\"text\":\"Cafe\\u0301\\r\\n\\tgroen\\u202e\"}";
	struct message m;
	struct id op;
	struct err e;

	(void)state;
	assert_true(message_read(text, sizeof text - 1, &m, &op, &e));
	assert_string_equal(m.command.text.text, "Café\n groen");
	message_finish(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(valid_messages_of_clients_are_taken),
		cmocka_unit_test(invalid_messages_are_refused_with_their_code),
		cmocka_unit_test(valid_messages_of_the_server_are_understood),
		cmocka_unit_test(the_operation_is_named_when_a_field_is_wrong),
		cmocka_unit_test(a_text_is_cleaned),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
