/* Error codes as the protocol spells them. */
#ifndef BURGERTOP_WIRE_WORDS_H
#define BURGERTOP_WIRE_WORDS_H

#include "base/err.h"

const char *err_word(enum err_code code); /* "text_empty"; NULL for a code that peers never see */
enum err_code err_from_word(const char *word); /* ERR_NONE when it is none */
bool err_may_retry(enum err_code code);

#endif
