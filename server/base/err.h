/*
 * Why something failed, for a person or a peer.
 *
 * Three kinds of failure have three answers. The peer's fault fills a struct err and is told. The
 * world's fault (disk, permissions) fills one too and is refused politely. Our own fault, and no
 * memory, ends the process (base/mem.h): devices keep what was not acknowledged and send it again.
 */
#ifndef BURGERTOP_BASE_ERR_H
#define BURGERTOP_BASE_ERR_H

#include <stdbool.h>

/* Codes that reach a peer stand under the same word in docs/protocol.md (wire/words.h has the
 * words). */
enum err_code {
	ERR_NONE,
	ERR_BAD_JSON,
	ERR_BAD_MESSAGE,
	ERR_UNKNOWN_MESSAGE,
	ERR_UNKNOWN_COMMAND,
	ERR_UNKNOWN_FIELD,
	ERR_MISSING_FIELD,
	ERR_BAD_FIELD,
	ERR_TEXT_EMPTY,
	ERR_TEXT_TOO_LONG,
	ERR_HELLO_FIRST,
	ERR_HELLO_TWICE,
	ERR_TOKEN_UNKNOWN,
	ERR_CODE_UNKNOWN,
	ERR_NOT_ALLOWED,
	ERR_UNKNOWN_ID,
	ERR_ID_TAKEN,
	ERR_OP_TAKEN,
	ERR_NOT_A_ROUND,
	ERR_VERSION_CHANGED,
	ERR_STEP_CHANGED,
	ERR_LINK_REPLACED,
	ERR_BAD_BALLOT,
	ERR_NOT_OPEN,
	ERR_TOO_MANY,
	ERR_STORAGE,
	ERR_CLOSING,
	ERR_BUSY,
	/* Never sent to a peer. */
	ERR_USAGE,
	ERR_FILE,
	ERR_DATABASE,
	ERR_NETWORK,
};

struct err {
	enum err_code code;
	char text[480];
};

/* Fills e with a code and a message in plain English. Returns false, so that a function may end
 * with it. */
bool err_set(struct err *e, enum err_code code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif
