#include "wire/plan_field.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "summit/summit.h"

/* Adds a text of the file's. A mistake is one line, whatever the file says. */
static void add_line_part(struct buf *out, const char *text)
{
	for (; *text; text++) {
		bool control = (unsigned char)*text < 0x20 || *text == 0x7f;
		buf_add(out, control ? " " : text, 1);
	}
}

static void add_place(struct buf *out, const struct plan_place *at)
{
	if (!at)
		return;
	add_place(out, at->up);
	if (!at->field) {
		buf_print(out, "[%zu]", at->index);
		return;
	}
	if (at->up)
		buf_text(out, ".");
	add_line_part(out, at->field);
}

void plan_problem(struct plan_reader *r, const struct plan_place *at, const char *field,
		  const char *format, ...)
{
	const struct plan_place inner = {at, field, 0};
	char text[480];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	add_place(r->problems, field ? &inner : at);
	if (field || at)
		buf_text(r->problems, ": ");
	add_line_part(r->problems, text);
	buf_text(r->problems, "\n");
	r->problem_count++;
}

bool plan_check(struct plan_reader *r, const struct plan_place *at, json_t *object,
		const char *const known[])
{
	if (!json_is_object(object)) {
		plan_problem(r, at, NULL, "must be an object, in braces");
		return false;
	}
	const char *name;
	json_t *value;
	json_object_foreach(object, name, value)
	{
		const char *const *k = known;
		while (*k && strcmp(*k, name) != 0)
			k++;
		if (!*k)
			plan_problem(r, at, name, "no such field here");
	}
	return true;
}

/* The value of a field; NULL when it is absent, noted when it is needed. */
static const json_t *find(struct plan_reader *r, const struct plan_place *at, json_t *object,
			  const char *field, bool needed)
{
	const json_t *value = json_object_get(object, field);

	if (!value && needed)
		plan_problem(r, at, field, "is missing");
	return value;
}

static char *clean_text(struct plan_reader *r, const struct plan_place *at, const char *field,
			const json_t *value, size_t most)
{
	char *text = NULL;
	size_t len;
	struct err e;

	if (!json_is_string(value)) {
		plan_problem(r, at, field, "must be a text, in quotation marks");
		return NULL;
	}
	if (!text_clean(json_string_value(value), json_string_length(value), most, &text, &len, &e))
		plan_problem(r, at, field, "%s", e.text);
	return text;
}

char *plan_text(struct plan_reader *r, const struct plan_place *at, json_t *object,
		const char *field, size_t most, bool needed)
{
	const json_t *value = find(r, at, object, field, needed);

	return value ? clean_text(r, at, field, value, most) : NULL;
}

char *plan_element(struct plan_reader *r, const struct plan_place *at, const json_t *value,
		   size_t most)
{
	return clean_text(r, at, NULL, value, most);
}

bool plan_number(struct plan_reader *r, const struct plan_place *at, json_t *object,
		 const char *field, unsigned least, unsigned most, bool needed, unsigned *out)
{
	const json_t *value = find(r, at, object, field, needed);
	json_int_t number = json_integer_value(value);

	if (!value)
		return false;
	if (!json_is_integer(value) || number < least || number > most) {
		plan_problem(r, at, field, "must be a whole number from %u to %u", least, most);
		return false;
	}
	*out = (unsigned)number;
	return true;
}

bool plan_word(struct plan_reader *r, const struct plan_place *at, json_t *object,
	       const char *field, const char *const *words, int count, bool needed, int *out)
{
	const json_t *value = find(r, at, object, field, needed);
	const char *word = json_string_value(value);
	int index = word ? word_index(words, count, word) : -1;

	if (!value)
		return false;
	if (index >= 0) {
		*out = index;
		return true;
	}
	struct buf all = {0};
	for (int i = 0; i < count; i++)
		buf_print(&all, "%s\"%s\"", i ? ", " : "", words[i]);
	plan_problem(r, at, field, "must be one of %s", all.data);
	buf_finish(&all);
	return false;
}

const json_t *plan_list(struct plan_reader *r, const struct plan_place *at, json_t *object,
			const char *field, size_t most)
{
	const json_t *value = find(r, at, object, field, true);

	if (!value)
		return NULL;
	if (!json_is_array(value) || !json_array_size(value)) {
		plan_problem(r, at, field, "must be a list, in brackets, of at least one");
		return NULL;
	}
	if (json_array_size(value) > most) {
		plan_problem(r, at, field, "%zu of them, at most %zu", json_array_size(value),
			     most);
		return NULL;
	}
	return value;
}
