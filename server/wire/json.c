#include "wire/json.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define QUOTED_MOST 80

static void *take_memory(size_t size)
{
	return mem_grow(NULL, size, 1);
}

/* Before anything uses jansson. Its own answer to no memory is to leave a value out, or to find
 * fault with a good message: a card would be refused that its tablet was right to send. */
__attribute__((constructor)) static void use_memory(void)
{
	json_set_alloc_funcs(take_memory, free);
}

static int add_bytes(const char *bytes, size_t len, void *out)
{
	buf_add(out, bytes, len);
	return 0;
}

void json_append(struct buf *out, json_t *value)
{
	int failed = json_dump_callback(value, add_bytes, out, JSON_COMPACT | JSON_ENCODE_ANY);
	assert(!failed);
	(void)failed;
	json_decref(value);
}

json_t *json_of_id(const struct id *id)
{
	char text[ID_TEXT_LEN + 1];

	id_write(id, text);
	return json_stringn_nocheck(text, ID_TEXT_LEN);
}

void json_put(json_t *object, const char *key, json_t *value)
{
	if (value)
		json_object_set_new_nocheck(object, key, value);
}

bool json_to_id(const json_t *value, struct id *out)
{
	return json_is_string(value) && json_string_length(value) == ID_TEXT_LEN &&
	       id_read(json_string_value(value), out);
}

int json_quoted(const char *text)
{
	size_t len = strnlen(text, QUOTED_MOST + 1);

	if (len > QUOTED_MOST)
		for (len = QUOTED_MOST; len && ((unsigned char)text[len] & 0xc0) == 0x80;)
			len--;
	return (int)len;
}
