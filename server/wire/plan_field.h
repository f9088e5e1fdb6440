/*
 * The fields of a plan file, each read by its name. What is wrong is noted with its place, and
 * reading goes on, so that a plan's writer hears of all mistakes at once. wire/plan.c's own.
 */
#ifndef BURGERTOP_WIRE_PLAN_FIELD_H
#define BURGERTOP_WIRE_PLAN_FIELD_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct plan_reader {
	struct buf *problems;
	size_t problem_count;
};

/* Where in the file something stands: "programme[3].work". They lie on the stack, each inside the
 * one above. */
struct plan_place {
	const struct plan_place *up; /* NULL: the file itself */
	const char *field;           /* NULL: an element of a list */
	size_t index;
};

/* Notes a mistake; field NULL: the place itself. */
void plan_problem(struct plan_reader *r, const struct plan_place *at, const char *field,
		  const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Notes what is no object, and each field that is none of the known. False when nothing can be read
 * from it. */
bool plan_check(struct plan_reader *r, const struct plan_place *at, json_t *object,
		const char *const known[]);

/* A cleaned text, owned by the caller. NULL when it is absent or wrong; a mistake only when it is
 * wrong or needed. */
char *plan_text(struct plan_reader *r, const struct plan_place *at, json_t *object,
		const char *field, size_t most, bool needed);

/* The same of an element of a list, which stands at `at`. */
char *plan_element(struct plan_reader *r, const struct plan_place *at, const json_t *value,
		   size_t most);

/* A whole number. When it is absent, or wrong, *out stays; absent is a mistake when needed. */
bool plan_number(struct plan_reader *r, const struct plan_place *at, json_t *object,
		 const char *field, unsigned least, unsigned most, bool needed, unsigned *out);

/* One of some words: its index. When it is absent, or wrong, *out stays. */
bool plan_word(struct plan_reader *r, const struct plan_place *at, json_t *object,
	       const char *field, const char *const *words, int count, bool needed, int *out);

/* A list of 1 to most elements; NULL when it is not, which is a mistake. A list with too many is
 * one too. */
const json_t *plan_list(struct plan_reader *r, const struct plan_place *at, json_t *object,
			const char *field, size_t most);

#endif
