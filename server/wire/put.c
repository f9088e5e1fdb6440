#include "wire/put.h"

#include <assert.h>
#include <string.h>

#define DIGITS_MOST 21
#define KEY_MOST    32

/* What stands before a value: a comma, when one came before it, and its key. */
static void begin_value(struct buf *out, const char *key)
{
	char head[KEY_MOST + 4];
	char last = out->len ? out->data[out->len - 1] : '{';
	size_t len = 0;

	if (last != '{' && last != '[' && last != ',')
		head[len++] = ',';
	if (key) {
		size_t key_len = strlen(key);
		assert(key_len <= KEY_MOST);
		head[len++] = '"';
		memcpy(head + len, key, key_len);
		len += key_len;
		head[len++] = '"';
		head[len++] = ':';
	}
	buf_add(out, head, len);
}

void put_object(struct buf *out, const char *key)
{
	begin_value(out, key);
	buf_add(out, "{", 1);
}

void put_object_end(struct buf *out)
{
	buf_add(out, "}", 1);
}

void put_list(struct buf *out, const char *key)
{
	begin_value(out, key);
	buf_add(out, "[", 1);
}

void put_list_end(struct buf *out)
{
	buf_add(out, "]", 1);
}

static void put_escaped(struct buf *out, unsigned char c)
{
	static const char shorts[] = "\"\"\\\\\bb\ff\nn\rr\tt";

	for (size_t i = 0; i + 1 < sizeof shorts; i += 2)
		if ((unsigned char)shorts[i] == c) {
			buf_add(out, (const char[]){'\\', shorts[i + 1]}, 2);
			return;
		}
	buf_print(out, "\\u%04X", c);
}

void put_text(struct buf *out, const char *key, const char *text, size_t len)
{
	size_t from = 0;

	begin_value(out, key);
	buf_add(out, "\"", 1);
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];
		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		buf_add(out, text + from, i - from);
		put_escaped(out, c);
		from = i + 1;
	}
	buf_add(out, text + from, len - from);
	buf_add(out, "\"", 1);
}

void put_string(struct buf *out, const char *key, const char *text)
{
	if (text)
		put_text(out, key, text, strlen(text));
}

void put_number(struct buf *out, const char *key, int64_t number)
{
	char digits[DIGITS_MOST];
	size_t at = sizeof digits;
	uint64_t left = number < 0 ? -(uint64_t)number : (uint64_t)number;

	begin_value(out, key);
	do {
		digits[--at] = (char)('0' + left % 10);
		left /= 10;
	} while (left);
	if (number < 0)
		digits[--at] = '-';
	buf_add(out, digits + at, sizeof digits - at);
}

void put_share(struct buf *out, const char *key, double share)
{
	int hundredths = (int)(share * 100 + 0.5);

	begin_value(out, key);
	buf_print(out, "%d.%02d", hundredths / 100, hundredths % 100);
}

void put_bool(struct buf *out, const char *key, bool value)
{
	begin_value(out, key);
	buf_text(out, value ? "true" : "false");
}

void put_id(struct buf *out, const char *key, const struct id *id)
{
	char text[ID_TEXT_LEN + 2];

	begin_value(out, key);
	text[0] = '"';
	id_write(id, text + 1);
	text[ID_TEXT_LEN + 1] = '"';
	buf_add(out, text, sizeof text);
}
