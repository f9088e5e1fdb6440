#include "wire/words.h"

#include <stddef.h>
#include <string.h>

static const char *const words[] = {
	[ERR_BAD_JSON] = "bad_json",
	[ERR_BAD_MESSAGE] = "bad_message",
	[ERR_UNKNOWN_MESSAGE] = "unknown_message",
	[ERR_UNKNOWN_COMMAND] = "unknown_command",
	[ERR_UNKNOWN_FIELD] = "unknown_field",
	[ERR_MISSING_FIELD] = "missing_field",
	[ERR_BAD_FIELD] = "bad_field",
	[ERR_TEXT_EMPTY] = "text_empty",
	[ERR_TEXT_TOO_LONG] = "text_too_long",
	[ERR_HELLO_FIRST] = "hello_first",
	[ERR_HELLO_TWICE] = "hello_twice",
	[ERR_TOKEN_UNKNOWN] = "token_unknown",
	[ERR_CODE_UNKNOWN] = "code_unknown",
	[ERR_NOT_ALLOWED] = "not_allowed",
	[ERR_UNKNOWN_ID] = "unknown_id",
	[ERR_ID_TAKEN] = "id_taken",
	[ERR_OP_TAKEN] = "op_taken",
	[ERR_NOT_A_ROUND] = "not_a_round",
	[ERR_VERSION_CHANGED] = "version_changed",
	[ERR_STEP_CHANGED] = "step_changed",
	[ERR_LINK_REPLACED] = "link_replaced",
	[ERR_BAD_BALLOT] = "bad_ballot",
	[ERR_NOT_OPEN] = "not_open",
	[ERR_TOO_MANY] = "too_many",
	[ERR_STORAGE] = "storage",
	[ERR_CLOSING] = "closing",
	[ERR_BUSY] = "busy",
};

#define WORDS (sizeof words / sizeof *words)

const char *err_word(enum err_code code)
{
	return (size_t)code < WORDS ? words[code] : NULL;
}

enum err_code err_from_word(const char *word)
{
	for (size_t i = 0; i < WORDS; i++)
		if (words[i] && !strcmp(words[i], word))
			return (enum err_code)i;
	return ERR_NONE;
}

bool err_may_retry(enum err_code code)
{
	return code == ERR_TOO_MANY || code == ERR_STORAGE || code == ERR_CLOSING ||
	       code == ERR_BUSY;
}
