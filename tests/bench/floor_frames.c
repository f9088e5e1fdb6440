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

void welcome_add(struct buf *out, uint64_t seq)
{
	char text[100];
	int len = snprintf(text, sizeof text,
			   "{\"t\":\"welcome\",\"seat\":\"public\",\"seq\":%llu,\"now\":0}",
			   (unsigned long long)seq);

	frame_add(out, OPCODE_TEXT, text, (size_t)len);
}

void answer_add(struct buf *out, const char *op, size_t op_len, uint64_t seq)
{
	char text[160];
	int len = snprintf(
		text, sizeof text,
		seq ? "{\"t\":\"ack\",\"op\":\"%.*s\",\"seq\":%llu}"
		    : "{\"t\":\"nack\",\"op\":\"%.*s\",\"code\":\"id_taken\",\"retry\":false}",
		(int)op_len, op, (unsigned long long)seq);

	frame_add(out, OPCODE_TEXT, text, (size_t)len);
}

void card_add(struct buf *set, uint64_t seq, const char *fields, size_t len)
{
	buf_print(set,
		  "%s{\"type\":\"card\",\"seq\":%llu,\"number\":\"1-%llu\",\"late\":false,\"at\":"
		  "1768554060000,%.*s}",
		  set->len ? "," : "", (unsigned long long)seq, (unsigned long long)seq, (int)len,
		  fields);
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

static void made_up_card_add(struct buf *set, size_t number, size_t pad)
{
	struct buf fields = {0};

	buf_print(&fields, "\"id\":\"00000000-0000-4000-8000-%012zu\",\"text\":\"%0*d\"", number,
		  (int)(310 + pad), 0);
	card_add(set, number, fields.data, fields.len);
	buf_finish(&fields);
}

/* The last card is longer by pad. The bytes of all messages. */
static size_t make_full(struct buf *out, size_t cards, size_t pad)
{
	struct buf set = {0};
	size_t total = 0, part = 0;
	char head[100];

	buf_clear(out);
	for (size_t i = 1; i <= cards; i++) {
		made_up_card_add(&set, i, i == cards ? pad : 0);
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
