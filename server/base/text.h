/* Unicode: the only place that knows utf8proc. */
#ifndef BURGERTOP_BASE_TEXT_H
#define BURGERTOP_BASE_TEXT_H

#include <stddef.h>

#include "base/err.h"

/*
 * Cleans a text by the rule of docs/protocol.md ("Texts") and puts it in NFC.
 *
 * text    UTF-8, need not be NUL-terminated, without NUL inside
 * most    the most code points the result may have
 * out     the cleaned text, owned by the caller, NUL-terminated; untouched on failure
 *
 * False with ERR_TEXT_EMPTY when nothing of it can be seen, ERR_TEXT_TOO_LONG, or ERR_BAD_FIELD
 * when it is not UTF-8.
 */
bool text_clean(const char *text, size_t len, size_t most, char **out, size_t *out_len,
		struct err *e);

/* The same, but a text of which nothing can be seen becomes an empty one. */
bool text_clean_or_empty(const char *text, size_t len, size_t most, char **out, size_t *out_len,
			 struct err *e);

/* How many code points there are in what is UTF-8. */
size_t text_code_points(const char *text, size_t len);

bool text_is_utf8(const char *text, size_t len);

#endif
