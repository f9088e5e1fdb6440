/*
 * Secrets of seats, and what else takes randomness: the only place that knows libsodium.
 *
 * A seat's token is HMAC-SHA-512-256 of "token SEAT GENERATION" under the summit's key, its first
 * 16 bytes in base64url; its code likewise of "code ...", 40 bits as eight characters of
 * Crockford's base 32. The key lies in FILE.key beside the database, never inside it,
 * as 64 hexadecimal digits.
 */
#ifndef BURGERTOP_BASE_SECRET_H
#define BURGERTOP_BASE_SECRET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

#define SECRET_TOKEN_LEN 22
#define SECRET_CODE_LEN  8

struct secret_key {
	unsigned char bytes[32];
};

bool secret_key_create(const char *path, struct secret_key *out,
		       struct err *e); /* mode 0600; refuses to overwrite */
bool secret_key_read(const char *path, struct secret_key *out, struct err *e);

void secret_token(const struct secret_key *key, const char *seat, unsigned generation,
		  char out[SECRET_TOKEN_LEN + 1]);
void secret_code(const struct secret_key *key, const char *seat, unsigned generation,
		 char out[SECRET_CODE_LEN + 1]);

/* Puts a typed code in its one form: upper case, without hyphens and spaces, O as 0, I and L as 1.
 * False when it is no code. */
bool secret_code_normalise(const char *typed, char out[SECRET_CODE_LEN + 1]);

bool secret_equal(const char *a, const char *b, size_t len); /* in constant time */
void secret_random(void *out, size_t len);

/* A hash of bytes under a random key of this process: another one at every start. */
uint64_t secret_hash(const void *data, size_t len);

#endif
