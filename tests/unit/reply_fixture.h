/* What the server says, held against the golden messages. */
#ifndef BURGERTOP_TESTS_REPLY_FIXTURE_H
#define BURGERTOP_TESTS_REPLY_FIXTURE_H

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "wire/reply.h"

#define MIDNIGHT 1768554000000 /* when the golden messages were said */

/* The ids of the golden messages: 1 the summit, 10 the room, ... */
static inline struct id id(unsigned n)
{
	char text[ID_TEXT_LEN + 1];
	struct id out;

	snprintf(text, sizeof text, "%08x-0000-4000-8000-%012x", n, n);
	assert_true(id_read(text, &out));
	return out;
}

static inline struct entity is(enum entity_type type, unsigned n, uint64_t seq)
{
	return (struct entity){.type = type, .id = id(n), .seq = seq};
}

static inline struct word *word(const char *text, uint64_t seq)
{
	struct word *w = word_create(text, strlen(text));
	w->seq = seq;
	return w;
}

static inline void is_golden(const char *golden, struct buf *said)
{
	char path[512];
	json_t *wanted, *is_said;

	snprintf(path, sizeof path, "%s/messages/valid/server-%s.json", SCHEMA_DIR, golden);
	wanted = json_load_file(path, JSON_REJECT_DUPLICATES, NULL);
	is_said = json_loadb(said->data, said->len, JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(wanted);
	if (!json_equal(wanted, is_said))
		fail_msg("%s: %s", golden, said->data);
	json_decref(wanted);
	json_decref(is_said);
	buf_clear(said);
}

#define STATE_MOST 8 /* entities in a golden state */
#define SEEN(...)  ((const struct entity *const[STATE_MOST]){__VA_ARGS__})

static inline void state_is_golden(const char *golden, uint64_t seq, unsigned part, bool last,
				   enum view view, const struct entity *const set[STATE_MOST])
{
	struct buf out = {0};

	state_begin(&out, seq, part, last);
	for (int i = 0; i < STATE_MOST && set[i]; i++) {
		if (i)
			buf_text(&out, ",");
		entity_write(&out, set[i], view);
	}
	state_end(&out);
	is_golden(golden, &out);
	buf_finish(&out);
}

#endif
