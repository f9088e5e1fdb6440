#include "base/secret.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"

#define KEY_TEXT_LEN 64
#define CODE_DIGITS  "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

_Static_assert(sizeof((struct secret_key *)0)->bytes == crypto_auth_KEYBYTES, "a key of that size");
_Static_assert(KEY_TEXT_LEN == 2 * crypto_auth_KEYBYTES, "two digits a byte");

static pthread_once_t once = PTHREAD_ONCE_INIT;
static unsigned char hash_key[crypto_shorthash_KEYBYTES];

static void begin(void)
{
	if (sodium_init() < 0)
		abort();
	randombytes_buf(hash_key, sizeof hash_key);
}

static bool write_all(int fd, const char *text, size_t len)
{
	while (len) {
		ssize_t n = write(fd, text, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		text += n;
		len -= (size_t)n;
	}
	return true;
}

/* A file is safe against a power cut only when its name is too. */
static bool sync_folder_of(const char *path)
{
	char *copy = mem_copy_text(path, strlen(path));
	int fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;

	if (fd >= 0)
		close(fd);
	free(copy);
	return ok;
}

bool secret_key_create(const char *path, struct secret_key *out, struct err *e)
{
	char text[KEY_TEXT_LEN + 2];

	pthread_once(&once, begin);
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return err_set(e, ERR_FILE, "%s: %s", path, strerror(errno));

	randombytes_buf(out->bytes, sizeof out->bytes);
	sodium_bin2hex(text, sizeof text, out->bytes, sizeof out->bytes);
	text[KEY_TEXT_LEN] = '\n';
	bool ok = write_all(fd, text, KEY_TEXT_LEN + 1) && fsync(fd) == 0;
	int why = errno;
	if (close(fd) != 0 && ok) {
		ok = false;
		why = errno;
	}
	if (ok && !sync_folder_of(path)) {
		ok = false;
		why = errno;
	}
	sodium_memzero(text, sizeof text);
	if (ok)
		return true;
	unlink(path);
	sodium_memzero(out, sizeof *out);
	return err_set(e, ERR_FILE, "%s: %s", path, strerror(why));
}

bool secret_key_read(const char *path, struct secret_key *out, struct err *e)
{
	char text[KEY_TEXT_LEN + 2]; /* one byte more than belongs there, to notice it */
	size_t len = 0;
	ssize_t n;

	pthread_once(&once, begin);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return err_set(e, ERR_FILE, "%s: %s", path, strerror(errno));
	while (len < sizeof text && (n = read(fd, text + len, sizeof text - len)) != 0) {
		if (n > 0)
			len += (size_t)n;
		else if (errno != EINTR)
			break;
	}
	int why = n < 0 ? errno : 0;
	close(fd);
	if (why)
		return err_set(e, ERR_FILE, "%s: %s", path, strerror(why));

	if (len == KEY_TEXT_LEN + 1 && text[KEY_TEXT_LEN] == '\n')
		len--;
	size_t got = 0;
	bool ok = len == KEY_TEXT_LEN &&
		  sodium_hex2bin(out->bytes, sizeof out->bytes, text, len, NULL, &got, NULL) == 0;
	sodium_memzero(text, sizeof text);
	if (!ok || got != sizeof out->bytes)
		return err_set(e, ERR_FILE, "%s: no key: it must be %d hexadecimal digits", path,
			       KEY_TEXT_LEN);
	return true;
}

/* What a secret of a seat is cut from. */
static void seat_hash(const struct secret_key *key, const char *what, const char *seat,
		      unsigned generation, unsigned char out[crypto_auth_BYTES])
{
	char text[64];
	int len = snprintf(text, sizeof text, "%s %s %u", what, seat, generation);

	assert(len > 0 && (size_t)len < sizeof text);
	crypto_auth(out, (const unsigned char *)text, (size_t)len, key->bytes);
}

void secret_token(const struct secret_key *key, const char *seat, unsigned generation,
		  char out[SECRET_TOKEN_LEN + 1])
{
	unsigned char hash[crypto_auth_BYTES];

	seat_hash(key, "token", seat, generation, hash);
	sodium_bin2base64(out, SECRET_TOKEN_LEN + 1, hash, 16,
			  sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

void secret_code(const struct secret_key *key, const char *seat, unsigned generation,
		 char out[SECRET_CODE_LEN + 1])
{
	unsigned char hash[crypto_auth_BYTES];
	uint64_t bits = 0;

	seat_hash(key, "code", seat, generation, hash);
	for (int i = 0; i < 5; i++)
		bits = bits << 8 | hash[i];
	for (int i = 0; i < SECRET_CODE_LEN; i++)
		out[i] = CODE_DIGITS[bits >> (5 * (SECRET_CODE_LEN - 1 - i)) & 31];
	out[SECRET_CODE_LEN] = '\0';
}

/* '\0' when it is no digit of a code. */
static char code_digit(char c)
{
	if (c >= 'a' && c <= 'z')
		c = (char)(c - 'a' + 'A');
	if (c == 'O')
		return '0';
	if (c == 'I' || c == 'L')
		return '1';
	return c && strchr(CODE_DIGITS, c) ? c : '\0';
}

bool secret_code_normalise(const char *typed, char out[SECRET_CODE_LEN + 1])
{
	char code[SECRET_CODE_LEN + 1] = "";
	size_t len = 0;

	for (; *typed; typed++) {
		if (*typed == '-' || *typed == ' ')
			continue;
		char digit = code_digit(*typed);
		if (!digit || len == SECRET_CODE_LEN)
			return false;
		code[len++] = digit;
	}
	if (len != SECRET_CODE_LEN)
		return false;
	memcpy(out, code, sizeof code);
	return true;
}

bool secret_equal(const char *a, const char *b, size_t len)
{
	return sodium_memcmp(a, b, len) == 0;
}

void secret_random(void *out, size_t len)
{
	pthread_once(&once, begin);
	randombytes_buf(out, len);
}

uint64_t secret_hash(const void *data, size_t len)
{
	uint64_t hash;

	_Static_assert(sizeof hash == crypto_shorthash_BYTES, "a hash of 64 bits");
	pthread_once(&once, begin);
	crypto_shorthash((unsigned char *)&hash, data, len, hash_key);
	return hash;
}
