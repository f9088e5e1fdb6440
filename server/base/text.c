#include "base/text.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <utf8proc.h>

#include "base/mem.h"

/* Normalising makes at most four code points of one, and so at most one of four. */
#define EXPANSION_MOST 4
#define UNCOUNTED      SIZE_MAX
#define FLAG           0x1f3f4
#define TAG_END        0xe007f
#define REGION_LEAST   3 /* letters and digits of a region that has a flag, such as gbeng */
#define REGION_MOST    7

struct cursor {
	const uint8_t *at;
	const uint8_t *end;
	unsigned flag_left; /* tags ahead that spell a flag */
};

/* Moves past the next code point and returns it; -1 when it is none. */
static int32_t next_raw(struct cursor *c)
{
	int32_t cp;
	utf8proc_ssize_t n = utf8proc_iterate(c->at, c->end - c->at, &cp);

	if (n <= 0)
		return -1;
	c->at += n;
	return cp;
}

static bool is_tag(int32_t cp)
{
	return cp >= 0xe0000 && cp <= 0xe007f;
}

/* How many tags ahead spell a flag: those of a region and their end. */
static unsigned flag_ahead(struct cursor c)
{
	for (unsigned n = 0; c.at < c.end && n <= REGION_MOST; n++) {
		int32_t cp = next_raw(&c);
		if (cp == TAG_END)
			return n >= REGION_LEAST ? n + 1 : 0;
		bool digit = cp >= 0xe0030 && cp <= 0xe0039;
		bool letter = cp >= 0xe0061 && cp <= 0xe007a;
		if (!digit && !letter)
			return 0;
	}
	return 0;
}

static bool is_removed(int32_t cp)
{
	bool control = (cp < 0x20 && cp != '\n') || (cp >= 0x7f && cp <= 0x9f);
	bool direction = (cp >= 0x202a && cp <= 0x202e) || (cp >= 0x2066 && cp <= 0x2069);
	bool noncharacter = (cp >= 0xfdd0 && cp <= 0xfdef) || (cp & 0xfffe) == 0xfffe;

	return control || direction || noncharacter || is_tag(cp);
}

/* The next code point that stays, as it stays. False at the end, and at what is not UTF-8. */
static bool next_kept(struct cursor *c, int32_t *out, bool *broken)
{
	while (c->at < c->end) {
		int32_t cp = next_raw(c);
		if (cp < 0) {
			*broken = true;
			return false;
		}
		if (c->flag_left) {
			c->flag_left--;
		} else if (cp == '\r') {
			if (c->at < c->end && *c->at == '\n')
				continue;
			cp = '\n';
		} else if (cp == '\t') {
			cp = ' ';
		} else if (cp == FLAG) {
			c->flag_left = flag_ahead(*c);
		} else if (is_removed(cp)) {
			continue;
		}
		*out = cp;
		return true;
	}
	return false;
}

static bool is_invisible(int32_t cp)
{
	const utf8proc_property_t *p = utf8proc_get_property(cp);

	switch (p->category) {
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CF:
		return true;
	}
	/* Places that are kept for invisible characters, whether assigned yet or not. */
	bool reserved =
		cp == 0x2065 || (cp >= 0xfff0 && cp <= 0xfff8) || (cp >= 0xe0000 && cp <= 0xe0fff);
	return p->ignorable || reserved;
}

static utf8proc_propval_t mark_class(int32_t cp)
{
	return utf8proc_get_property(cp)->combining_class;
}

/*
 * Puts the last code point in its place among the marks before it. A letter takes in three marks at
 * most, so a longer run than this cannot fit; without that bound one long text of marks would take
 * the square of its length.
 */
static bool sort_last(int32_t *cps, size_t count, size_t most)
{
	size_t i = count - 1;
	int32_t cp = cps[i];
	utf8proc_propval_t class = mark_class(cp);

	if (!class)
		return true;
	for (; i > 0 && mark_class(cps[i - 1]) > class; i--) {
		if (count - i > most + EXPANSION_MOST)
			return false;
		cps[i] = cps[i - 1];
	}
	cps[i] = cp;
	return true;
}

/* Fills cps with the code points in NFC and returns their number; UNCOUNTED when they are surely
 * more than most. */
static size_t normalise(struct cursor c, int32_t *cps, size_t room, size_t most)
{
	size_t count = 0;
	int32_t cp;
	bool broken = false;

	while (next_kept(&c, &cp, &broken)) {
		int32_t parts[EXPANSION_MOST];
		int boundary = 0;
		utf8proc_ssize_t n = utf8proc_decompose_char(cp, parts, EXPANSION_MOST,
							     UTF8PROC_DECOMPOSE, &boundary);
		if (n < 0 || n > EXPANSION_MOST || (size_t)n > room - count)
			return UNCOUNTED;
		for (utf8proc_ssize_t i = 0; i < n; i++) {
			cps[count++] = parts[i];
			if (!sort_last(cps, count, most))
				return UNCOUNTED;
		}
	}
	return (size_t)utf8proc_normalize_utf32(cps, (utf8proc_ssize_t)count,
						UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

/* 1204 as "1,204". */
static void group_digits(size_t number, char out[32])
{
	if (number >= 1000)
		snprintf(out, 32, "%zu,%03zu", number / 1000, number % 1000);
	else
		snprintf(out, 32, "%zu", number);
}

static bool too_long(struct err *e, size_t count, size_t most)
{
	char is[32], may_be[32];

	group_digits(count, is);
	group_digits(most, may_be);
	if (count == UNCOUNTED)
		return err_set(e, ERR_TEXT_TOO_LONG, "more than %s code points", may_be);
	return err_set(e, ERR_TEXT_TOO_LONG, "%s code points, at most %s", is, may_be);
}

/* Printable ASCII and line feeds stay as they are, and most texts have nothing else. */
static bool is_plain(const uint8_t *text, size_t len, bool *seen)
{
	bool plain = true;

	*seen = false;
	for (size_t i = 0; i < len && plain; i++) {
		plain = (text[i] >= ' ' && text[i] < 0x7f) || text[i] == '\n';
		*seen = *seen || (text[i] > ' ' && plain);
	}
	return plain;
}

static bool nothing_seen(struct err *e)
{
	return err_set(e, ERR_TEXT_EMPTY, "nothing of it can be seen");
}

static bool clean_plain(const char *text, size_t len, bool seen, size_t most, char **out,
			size_t *out_len, struct err *e)
{
	if (!seen)
		return nothing_seen(e);
	if (len > most)
		return too_long(e, len, most);
	*out = mem_copy_text(text, len);
	*out_len = len;
	return true;
}

bool text_clean(const char *text, size_t len, size_t most, char **out, size_t *out_len,
		struct err *e)
{
	const uint8_t *from = len ? (const uint8_t *)text : (const uint8_t *)"";
	const struct cursor start = {from, from + len, 0};
	struct cursor c = start;
	size_t kept = 0;
	bool seen = false, broken = false;
	int32_t cp;

	if (is_plain(from, len, &seen))
		return clean_plain(text, len, seen, most, out, out_len, e);
	seen = false;
	while (next_kept(&c, &cp, &broken)) {
		kept++;
		seen = seen || !is_invisible(cp);
	}
	if (broken)
		return err_set(e, ERR_BAD_FIELD, "not UTF-8");
	if (!seen)
		return nothing_seen(e);
	/* What has more than this, before or after it is taken apart, cannot fit. */
	size_t room = most * EXPANSION_MOST;
	if (kept > room)
		return too_long(e, UNCOUNTED, most);
	int32_t *cps = mem_grow(NULL, room, sizeof *cps);
	size_t count = normalise(start, cps, room, most);
	if (count > most) {
		free(cps);
		return too_long(e, count, most);
	}
	uint8_t *clean = mem_grow(NULL, count * 4 + 1, 1);
	size_t clean_len = 0;
	for (size_t i = 0; i < count; i++)
		clean_len += (size_t)utf8proc_encode_char(cps[i], clean + clean_len);
	clean[clean_len] = '\0';
	free(cps);
	*out = mem_grow(clean, clean_len + 1, 1);
	*out_len = clean_len;
	return true;
}

bool text_clean_or_empty(const char *text, size_t len, size_t most, char **out, size_t *out_len,
			 struct err *e)
{
	if (text_clean(text, len, most, out, out_len, e))
		return true;
	if (e->code != ERR_TEXT_EMPTY)
		return false;
	*out = mem_copy_text("", 0);
	*out_len = 0;
	return true;
}

size_t text_code_points(const char *text, size_t len)
{
	size_t count = 0;

	for (size_t i = 0; i < len; i++)
		count += ((unsigned char)text[i] & 0xc0) != 0x80;
	return count;
}

bool text_is_utf8(const char *text, size_t len)
{
	struct cursor c = {(const uint8_t *)text, (const uint8_t *)text + len, 0};

	while (c.at < c.end)
		if (next_raw(&c) < 0)
			return false;
	return true;
}
