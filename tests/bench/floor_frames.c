#include "floor_frames.h"

#include <stdio.h>
#include <string.h>

static void frame_head(struct buf *out, unsigned opcode, size_t len)
{
	const unsigned char head[] = {(unsigned char)(0x80 | opcode),
				      (unsigned char)(len < 126 ? len : 126),
				      (unsigned char)(len >> 8), (unsigned char)len};

	buf_add(out, head, len < 126 ? 2 : 4);
}

void frame_add(struct buf *out, unsigned opcode, const char *bytes, size_t len)
{
	frame_head(out, opcode, len);
	buf_add(out, bytes, len);
}

size_t state_add(struct buf *out, const char *head, const struct buf *elements)
{
	size_t len = strlen(head) + elements->len + 2;

	frame_head(out, OPCODE_TEXT, len);
	buf_text(out, head);
	buf_add(out, elements->data, elements->len);
	buf_text(out, "]}");
	return len;
}

static void card_add(struct buf *set, size_t number, size_t pad)
{
	buf_print(set,
		  "%s{\"type\":\"card\",\"id\":\"00000000-0000-4000-8000-%012zu\",\"seq\":%zu,"
		  "\"number\":\"1-%zu\",\"late\":false,\"at\":1768554060000,\"text\":\"%0*d\"}",
		  set->len ? "," : "", number, number, number, (int)(310 + pad), 0);
}

/* The last card is longer by pad. The bytes of all messages. */
static size_t make_full(struct buf *out, size_t cards, size_t pad)
{
	struct buf set = {0};
	size_t total = 0, part = 0;
	char head[100];

	buf_clear(out);
	for (size_t i = 1; i <= cards; i++) {
		card_add(&set, i, i == cards ? pad : 0);
		if (i < cards && (set.len < SET_MOST || i == cards - 1))
			continue;
		snprintf(head, sizeof head,
			 "{\"t\":\"state\",\"seq\":0,\"full\":true,\"part\":%zu,\"last\":%s,"
			 "\"set\":[",
			 ++part, i == cards ? "true" : "false");
		total += state_add(out, head, &set);
		buf_clear(&set);
	}
	buf_finish(&set);
	return total;
}

void full_of_cards(struct buf *out, size_t cards)
{
	make_full(out, cards ? cards : 1, 0);
}

void full_of_bytes(struct buf *out, size_t bytes)
{
	size_t cards = 1, whole = make_full(out, 1, 0), more;

	while ((more = make_full(out, cards + 1, 0)) <= bytes) {
		cards++;
		whole = more;
	}
	make_full(out, cards, whole < bytes ? bytes - whole : 0);
}
