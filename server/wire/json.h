/* What the writers of wire share: jansson values into a buf. Within wire alone. */
#ifndef BURGERTOP_WIRE_JSON_H
#define BURGERTOP_WIRE_JSON_H

#include <jansson.h>

#include "base/buf.h"
#include "base/id.h"

/* Appends a value, compact and in the order it was made, and lets it go. */
void json_append(struct buf *out, json_t *value);

/* A UUID as a value. */
json_t *json_of_id(const struct id *id);

/* Sets a key; a NULL value leaves it out. */
void json_put(json_t *object, const char *key, json_t *value);

/* Reads a UUID from a string value. False when it is none, and out stays. */
bool json_to_id(const json_t *value, struct id *out);

/* How many bytes of a peer's text an error repeats: not all of a long one, and whole characters. */
int json_quoted(const char *text);

#endif
