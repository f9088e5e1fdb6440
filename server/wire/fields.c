#include "wire/fields.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "wire/json.h"
#include "wire/message.h"

#define INTEGER_MOST 9007199254740991LL /* what every JSON reader can hold: 2^53 - 1 */
#define NAMES_MOST   8
#define NAME_LEN     20

static bool bad(const struct field *f, const char *expected, struct err *e)
{
	return err_set(e, ERR_BAD_FIELD, "%s: %s", f->name, expected);
}

/* 4711.0 is a whole number too: so JSON Schema has it, and some languages write it. */
static bool is_whole(const json_t *v, json_int_t most, json_int_t *out)
{
	double real = json_real_value(v);

	if (json_is_integer(v))
		*out = json_integer_value(v);
	else if (json_is_real(v) && real >= 0 && real <= INTEGER_MOST && real == floor(real))
		*out = (json_int_t)real;
	else
		return false;
	return *out >= 0 && *out <= most;
}

static bool read_integer(const struct field *f, const json_t *v, json_int_t most, json_int_t *out,
			 struct err *e)
{
	return (is_whole(v, most, out) && *out >= (json_int_t)f->least) ||
	       err_set(e, ERR_BAD_FIELD, "%s: must be a whole number from %zu to %lld", f->name,
		       f->least, (long long)most);
}

static size_t code_points(const json_t *v)
{
	return text_code_points(json_string_value(v), json_string_length(v));
}

static bool read_words(const struct field *f, const json_t *v, char *out, struct err *e)
{
	size_t count = json_is_string(v) ? code_points(v) : 0;

	if (!count || count > f->most)
		return err_set(e, ERR_BAD_FIELD, "%s: must be a string of 1 to %zu code points",
			       f->name, f->most);
	memcpy(out, json_string_value(v), json_string_length(v) + 1);
	return true;
}

static bool read_text(const struct field *f, const json_t *v, struct wire_text *out, struct err *e)
{
	bool (*const clean)(const char *, size_t, size_t, char **, size_t *, struct err *) =
		f->kind == FIELD_DRAFT ? text_clean_or_empty : text_clean;
	struct err why;

	if (!json_is_string(v))
		return bad(f, "must be a string", e);
	if (clean(json_string_value(v), json_string_length(v), f->most, &out->text, &out->len,
		  &why))
		return true;
	return err_set(e, why.code, "%s: %.400s", f->name, why.text);
}

static bool read_choice(const struct field *f, const json_t *v, int *out, struct err *e)
{
	*out = json_is_string(v) ? word_index(f->words, f->word_count, json_string_value(v)) : -1;
	if (*out >= 0)
		return true;
	char list[200] = "";
	for (int i = 0; i < f->word_count; i++)
		snprintf(list + strlen(list), sizeof list - strlen(list), "%s%s", i ? ", " : "",
			 f->words[i]);
	return err_set(e, ERR_BAD_FIELD, "%s: must be one of %s", f->name, list);
}

static const struct field card_fields[] = {
	{.name = "id",
	 .kind = FIELD_ID,
	 .needed = true,
	 .offset = offsetof(struct card_version, id)},
	{.name = "version",
	 .kind = FIELD_SEQ,
	 .needed = true,
	 .offset = offsetof(struct card_version, version)},
	{0},
};

static bool read_cards(const struct field *f, const json_t *v, struct command *out, struct err *e)
{
	size_t count = json_array_size(v);
	struct err why;

	if (!json_is_array(v) || count > f->most)
		return err_set(e, ERR_BAD_FIELD, "%s: must be a list of at most %zu", f->name,
			       f->most);
	out->cards = mem_new((count ? count : 1) * sizeof *out->cards);
	out->card_count = count;
	for (size_t i = 0; i < count; i++) {
		json_t *card = json_array_get(v, i);
		if (!json_is_object(card))
			return err_set(e, ERR_BAD_FIELD, "%s[%zu]: must be an object", f->name, i);
		if (!fields_read(card, card_fields, &out->cards[i], &why))
			return err_set(e, why.code, "%s[%zu].%s", f->name, i, why.text);
	}
	return true;
}

static bool read_ideas(const struct field *f, const json_t *v, struct command *out, struct err *e)
{
	size_t count = json_array_size(v);

	if (!json_is_array(v) || !count || count > f->most)
		return err_set(e, ERR_BAD_FIELD, "%s: must be a list of 1 to %zu", f->name,
			       f->most);
	out->ideas = mem_new(count * sizeof *out->ideas);
	out->idea_count = count;
	for (size_t i = 0; i < count; i++)
		if (!json_to_id(json_array_get(v, i), &out->ideas[i]) || id_is_nil(&out->ideas[i]))
			return err_set(e, ERR_BAD_FIELD, "%s[%zu]: must be a UUID in lower case",
				       f->name, i);
	return true;
}

static const struct field share_fields[] = {
	{.name = "idea",
	 .kind = FIELD_ID,
	 .needed = true,
	 .offset = offsetof(struct idea_points, idea)},
	{.name = "points",
	 .kind = FIELD_COUNT,
	 .needed = true,
	 .offset = offsetof(struct idea_points, points),
	 .least = 1,
	 .most = WEIGHING_POINTS_MOST},
	{0},
};

static bool read_points(const struct field *f, const json_t *v, struct wire_points *out,
			struct err *e)
{
	size_t count = json_array_size(v);
	struct err why;

	if (!json_is_array(v) || count > f->most)
		return err_set(e, ERR_BAD_FIELD, "%s: must be a list of at most %zu", f->name,
			       f->most);
	out->items = mem_new((count ? count : 1) * sizeof *out->items);
	out->count = count;
	for (size_t i = 0; i < count; i++) {
		json_t *share = json_array_get(v, i);
		if (!json_is_object(share))
			return err_set(e, ERR_BAD_FIELD, "%s[%zu]: must be an object", f->name, i);
		if (!fields_read(share, share_fields, &out->items[i], &why))
			return err_set(e, why.code, "%s[%zu].%.400s", f->name, i, why.text);
	}
	return true;
}

static const struct field wording_fields[] = {
	{.name = "kind",
	 .kind = FIELD_CHOICE,
	 .needed = true,
	 .offset = offsetof(struct wire_wording, kind),
	 .words = card_kind_words,
	 .word_count = CARD_KINDS},
	{.name = "text",
	 .kind = FIELD_TEXT,
	 .needed = true,
	 .offset = offsetof(struct wire_wording, text),
	 .most = CARD_TEXT_MOST},
	{.name = "language",
	 .kind = FIELD_LANGUAGE,
	 .offset = offsetof(struct wire_wording, language)},
	{.name = "translation",
	 .kind = FIELD_TEXT,
	 .offset = offsetof(struct wire_wording, translation),
	 .most = CARD_TEXT_MOST},
	{0},
};

static bool read_wording(const struct field *f, json_t *v, struct wire_wording *out, struct err *e)
{
	struct err why;

	if (!json_is_object(v))
		return bad(f, "must be an object", e);
	return fields_read(v, wording_fields, out, &why) ||
	       err_set(e, why.code, "%s.%.400s", f->name, why.text);
}

static bool read_language(const struct field *f, const json_t *v, char *out, struct err *e)
{
	const char *word = json_is_string(v) ? json_string_value(v) : "";
	size_t len = strspn(word, "abcdefghijklmnopqrstuvwxyz");

	if (word[len] || len < 2 || len > LANGUAGE_MOST)
		return bad(f, "must be two or three small letters of ISO 639", e);
	memcpy(out, word, len + 1);
	return true;
}

static bool read_names(const struct field *f, const json_t *v, bool *out, struct err *e)
{
	if (!json_is_array(v) || json_array_size(v) > NAMES_MOST)
		return bad(f, "must be a list of at most 8 short strings", e);
	for (size_t i = 0; i < json_array_size(v); i++) {
		const json_t *name = json_array_get(v, i);
		if (!json_is_string(name) || code_points(name) > NAME_LEN)
			return bad(f, "must be a list of at most 8 short strings", e);
		*out = *out || !strcmp(json_string_value(name), f->words[0]);
	}
	return true;
}

static bool read_value(const struct field *f, json_t *v, void *at, void *record, struct err *e)
{
	json_int_t n = 0;

	switch (f->kind) {
	case FIELD_ID:
		return (json_to_id(v, at) && !id_is_nil(at)) ||
		       bad(f, "must be a UUID in lower case", e);
	case FIELD_SEQ:
		if (!read_integer(f, v, INTEGER_MOST, &n, e))
			return false;
		*(uint64_t *)at = (uint64_t)n;
		return true;
	case FIELD_TIME:
		if (!read_integer(f, v, INTEGER_MOST, &n, e))
			return false;
		*(int64_t *)at = n;
		return true;
	case FIELD_COUNT:
		if (!read_integer(f, v, (json_int_t)f->most, &n, e))
			return false;
		*(unsigned *)at = (unsigned)n;
		return true;
	case FIELD_SHARE:
		*(double *)at = json_number_value(v);
		return (json_is_number(v) && *(double *)at >= 0 && *(double *)at <= 1) ||
		       bad(f, "must be a number from 0 to 1", e);
	case FIELD_WORDS:
		return read_words(f, v, at, e);
	case FIELD_TEXT:
	case FIELD_DRAFT:
		return read_text(f, v, at, e);
	case FIELD_LANGUAGE:
		return read_language(f, v, at, e);
	case FIELD_WORDING:
		return read_wording(f, v, at, e);
	case FIELD_CHOICE:
		return read_choice(f, v, at, e);
	case FIELD_CARDS:
		return read_cards(f, v, record, e);
	case FIELD_IDEAS:
		return read_ideas(f, v, record, e);
	case FIELD_POINTS:
		return read_points(f, v, at, e);
	case FIELD_NAMES:
		return read_names(f, v, at, e);
	case FIELD_FIXED:
		return true;
	}
	return false;
}

static const struct field *find_field(const struct field *fields, const char *name)
{
	for (const struct field *f = fields; f->name; f++)
		if (!strcmp(f->name, name))
			return f;
	return NULL;
}

bool fields_read(json_t *object, const struct field *fields, void *record, struct err *e)
{
	const char *name;
	json_t *value;

	json_object_foreach(object, name, value)
	{
		if (!find_field(fields, name))
			return err_set(e, ERR_UNKNOWN_FIELD, "%.*s: there is no such field here",
				       json_quoted(name), name);
	}
	for (const struct field *f = fields; f->name; f++) {
		value = json_object_get(object, f->name);
		if (!value && f->needed)
			return err_set(e, ERR_MISSING_FIELD, "%s: is missing", f->name);
		if (value && !read_value(f, value, (char *)record + f->offset, record, e))
			return false;
	}
	return true;
}

static json_t *cards_value(const struct command *c)
{
	json_t *list = json_array();

	for (size_t i = 0; i < c->card_count; i++) {
		json_t *card = json_object();
		fields_write(card, card_fields, &c->cards[i]);
		json_array_append_new(list, card);
	}
	return list;
}

static json_t *ideas_value(const struct command *c)
{
	json_t *list = json_array();

	for (size_t i = 0; i < c->idea_count; i++)
		json_array_append_new(list, json_of_id(&c->ideas[i]));
	return list;
}

static json_t *points_value(const struct wire_points *points)
{
	json_t *list = json_array();

	for (size_t i = 0; i < points->count; i++) {
		json_t *share = json_object();
		fields_write(share, share_fields, &points->items[i]);
		json_array_append_new(list, share);
	}
	return list;
}

static json_t *wording_value(const struct wire_wording *wording)
{
	json_t *value = json_object();

	fields_write(value, wording_fields, wording);
	return value;
}

static json_t *value_of(const struct field *f, const void *at, const void *record)
{
	const struct wire_text *text = at;

	switch (f->kind) {
	case FIELD_ID:
		return f->needed || !id_is_nil(at) ? json_of_id(at) : NULL;
	case FIELD_SEQ:
		return json_integer((json_int_t)(*(const uint64_t *)at));
	case FIELD_TIME:
		return f->needed || *(const int64_t *)at ? json_integer(*(const int64_t *)at)
							 : NULL;
	case FIELD_COUNT:
		return f->needed || *(const unsigned *)at ? json_integer(*(const unsigned *)at)
							  : NULL;
	case FIELD_SHARE:
		return *(const double *)at >= 0 ? json_real(*(const double *)at) : NULL;
	case FIELD_WORDS:
	case FIELD_LANGUAGE:
		return *(const char *)at ? json_string(at) : NULL;
	case FIELD_TEXT:
	case FIELD_DRAFT:
		return text->text ? json_stringn(text->text, text->len) : NULL;
	case FIELD_WORDING:
		return wording_value(at);
	case FIELD_CHOICE:
		return json_string(f->words[*(const int *)at]);
	case FIELD_CARDS:
		return cards_value(record);
	case FIELD_IDEAS:
		return ideas_value(record);
	case FIELD_POINTS:
		return points_value(at);
	case FIELD_NAMES:
		return *(const bool *)at ? json_pack("[s]", f->words[0]) : NULL;
	case FIELD_FIXED:
		break;
	}
	return NULL;
}

void fields_write(json_t *object, const struct field *fields, const void *record)
{
	for (const struct field *f = fields; f->name; f++)
		json_put(object, f->name, value_of(f, (const char *)record + f->offset, record));
}
