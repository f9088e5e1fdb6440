/*
 * Messages described as data: a message is a list of fields, each with its name, its kind and where
 * in the record it goes. From this one description messages are read, refused and written. Within
 * wire alone.
 */
#ifndef BURGERTOP_WIRE_FIELDS_H
#define BURGERTOP_WIRE_FIELDS_H

#include <jansson.h>
#include <stddef.h>

#include "base/err.h"

enum field_kind {
	FIELD_ID,       /* struct id */
	FIELD_SEQ,      /* uint64_t */
	FIELD_TIME,     /* int64_t */
	FIELD_COUNT,    /* unsigned, from least to most */
	FIELD_SHARE,    /* double, 0 to 1 */
	FIELD_WORDS,    /* char[4 * most + 1]: kept as it is; most is in code points */
	FIELD_TEXT,     /* struct wire_text: cleaned; most is in code points */
	FIELD_DRAFT,    /* the same; may be empty */
	FIELD_LANGUAGE, /* char[LANGUAGE_MOST + 1]: of ISO 639 */
	FIELD_WORDING,  /* struct wire_wording */
	FIELD_CHOICE,   /* int: index into words */
	FIELD_CARDS,    /* struct command's cards and card_count */
	FIELD_IDEAS,    /* struct command's ideas and idea_count: at least one */
	FIELD_POINTS,   /* struct wire_points */
	FIELD_NAMES,    /* bool: whether `words` [0] is among these short strings */
	FIELD_FIXED,    /* t and cmd: looked at before */
};

struct field {
	const char *name; /* NULL ends a list */
	enum field_kind kind;
	bool needed;
	size_t offset;
	size_t least;
	size_t most;
	const char *const *words;
	int word_count;
};

/* Checks every field of the object and puts the values in the record, which the caller has zeroed
 * and releases also on failure. */
bool fields_read(json_t *object, const struct field *fields, void *record, struct err *e);

/* Adds the fields of the record to the object. What is zero and not needed is left out. */
void fields_write(json_t *object, const struct field *fields, const void *record);

#endif
