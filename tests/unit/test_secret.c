/* base/secret: keys, tokens and codes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/secret.h"

static const struct secret_key key = {"0123456789abcdef0123456789abcde"};

struct folder {
	char name[64];
	char path[80];
};

static int folder_make(void **state)
{
	struct folder *f = calloc(1, sizeof *f);

	snprintf(f->name, sizeof f->name, "/tmp/test_secret.XXXXXX");
	if (!mkdtemp(f->name))
		return -1;
	snprintf(f->path, sizeof f->path, "%s/top.key", f->name);
	*state = f;
	return 0;
}

static int folder_remove(void **state)
{
	struct folder *f = *state;

	unlink(f->path);
	rmdir(f->name);
	free(f);
	return 0;
}

static void put_file(const char *path, const char *text, size_t len)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, len, file), len);
	fclose(file);
}

static void key_is_read_as_it_was_made(void **state)
{
	const struct folder *f = *state;
	struct secret_key made, read;
	struct err e;

	assert_true(secret_key_create(f->path, &made, &e));
	assert_true(secret_key_read(f->path, &read, &e));
	assert_memory_equal(made.bytes, read.bytes, sizeof made.bytes);
}

static void key_is_for_its_owner_alone(void **state)
{
	const struct folder *f = *state;
	struct secret_key made;
	struct err e;
	struct stat st;

	mode_t mask = umask(0);
	assert_true(secret_key_create(f->path, &made, &e));
	umask(mask);
	assert_int_equal(stat(f->path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(st.st_size, 65);
}

static void key_is_never_overwritten(void **state)
{
	const struct folder *f = *state;
	struct secret_key made, other, read;
	struct err e;

	assert_true(secret_key_create(f->path, &made, &e));
	assert_false(secret_key_create(f->path, &other, &e));
	assert_int_equal(e.code, ERR_FILE);
	assert_non_null(strstr(e.text, f->path));
	assert_true(secret_key_read(f->path, &read, &e));
	assert_memory_equal(made.bytes, read.bytes, sizeof made.bytes);
}

static void key_that_is_absent_is_named(void **state)
{
	const struct folder *f = *state;
	struct secret_key read;
	struct err e;

	assert_false(secret_key_read(f->path, &read, &e));
	assert_int_equal(e.code, ERR_FILE);
	assert_non_null(strstr(e.text, "No such file"));
}

static void key_may_lack_the_line_end(void **state)
{
	const struct folder *f = *state;
	char text[65];
	struct secret_key read;
	struct err e;

	memset(text, 'f', 64);
	put_file(f->path, text, 64);
	assert_true(secret_key_read(f->path, &read, &e));
	assert_int_equal(read.bytes[31], 0xff);
}

static void key_of_another_size_is_refused(void **state)
{
	const struct folder *f = *state;
	char text[200];

	memset(text, 'a', sizeof text);
	static const size_t lengths[] = {0, 1, 32, 62, 63, 65, 66, 128, 200};
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		struct secret_key read;
		struct err e;
		put_file(f->path, text, lengths[i]);
		assert_false(secret_key_read(f->path, &read, &e));
		assert_int_equal(e.code, ERR_FILE);
		assert_non_null(strstr(e.text, "64 hexadecimal digits"));
	}
}

static void key_of_other_characters_is_refused(void **state)
{
	const struct folder *f = *state;
	char text[65];
	struct secret_key read;
	struct err e;

	memset(text, 'a', 64);
	text[40] = 'g';
	put_file(f->path, text, 64);
	assert_false(secret_key_read(f->path, &read, &e));
	text[40] = '\0';
	put_file(f->path, text, 64);
	assert_false(secret_key_read(f->path, &read, &e));
}

static void key_that_is_a_folder_is_refused(void **state)
{
	const struct folder *f = *state;
	struct secret_key read;
	struct err e;

	assert_false(secret_key_read(f->name, &read, &e));
	assert_int_equal(e.code, ERR_FILE);
}

/* Worked out apart, from FIPS 180-4 and RFC 2104: the first 32 bytes of HMAC-SHA-512. */
static void token_and_code_are_as_promised(void **state)
{
	(void)state;
	char token[SECRET_TOKEN_LEN + 1], code[SECRET_CODE_LEN + 1];

	secret_token(&key, "table/12", 1, token);
	assert_string_equal(token, "xkQodieD4shotkIRWLb8GA");
	secret_code(&key, "table/12", 1, code);
	assert_string_equal(code, "8SXB5FDK");
}

static void each_seat_and_generation_has_its_own(void **state)
{
	(void)state;
	char a[SECRET_TOKEN_LEN + 1], b[SECRET_TOKEN_LEN + 1];
	char c[SECRET_CODE_LEN + 1], d[SECRET_CODE_LEN + 1];
	struct secret_key other = key;

	secret_token(&key, "table/12", 1, a);
	assert_int_equal(strlen(a), SECRET_TOKEN_LEN);
	secret_token(&key, "table/12", 2, b);
	assert_string_not_equal(a, b);
	secret_token(&key, "table/1", 21, b);
	assert_string_not_equal(a, b);
	other.bytes[31] ^= 1;
	secret_token(&other, "table/12", 1, b);
	assert_string_not_equal(a, b);

	secret_code(&key, "table/12", 1, c);
	assert_int_equal(strlen(c), SECRET_CODE_LEN);
	secret_code(&key, "desk/1", 1, d);
	assert_string_not_equal(c, d);
}

static void code_is_its_own_normal_form(void **state)
{
	(void)state;
	for (unsigned i = 0; i < 500; i++) {
		char code[SECRET_CODE_LEN + 1], out[SECRET_CODE_LEN + 1];
		secret_code(&key, "table/1", i, code);
		assert_true(secret_code_normalise(code, out));
		assert_string_equal(code, out);
	}
}

static void typed_code_is_put_in_one_form(void **state)
{
	(void)state;
	static const char *const typed[] = {"01AB-CD1Z", "01abcd1z", "oiab cdlz", "OLAB-CDIZ",
					    "--0-1--a-b c-d-1-z"};
	char out[SECRET_CODE_LEN + 1];

	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		assert_true(secret_code_normalise(typed[i], out));
		assert_string_equal(out, "01ABCD1Z");
	}
}

static void what_is_no_code_is_refused(void **state)
{
	(void)state;
	static const char *const typed[] = {
		"",         "-",         "01ABCD1",        "01ABCD1Z2", "01ABCD1U",
		"01ABCD1!", "01AB_CD1Z", "01ABCD\xc3\x89", "01AB\tCD1", "0 1a-b-C",
	};
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		char out[SECRET_CODE_LEN + 1] = "untouch";
		assert_false(secret_code_normalise(typed[i], out));
		assert_string_equal(out, "untouch");
	}
}

static void equal_compares_all_bytes(void **state)
{
	(void)state;
	assert_true(secret_equal("abcd", "abcd", 4));
	assert_false(secret_equal("abcd", "abce", 4));
	assert_true(secret_equal("abcd", "abce", 3));
	assert_true(secret_equal("", "x", 0));
}

static void random_differs(void **state)
{
	(void)state;
	unsigned char a[16], b[16];

	secret_random(a, sizeof a);
	secret_random(b, sizeof b);
	assert_memory_not_equal(a, b, sizeof a);
}

static void hash_is_stable_within_a_process(void **state)
{
	(void)state;
	assert_true(secret_hash("abc", 3) == secret_hash("abc", 3));
	assert_true(secret_hash("abc", 3) != secret_hash("abd", 3));
	assert_true(secret_hash("abc", 3) != secret_hash("ab", 2));
}

#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_make, folder_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_FOLDER(key_is_read_as_it_was_made),
		WITH_FOLDER(key_is_for_its_owner_alone),
		WITH_FOLDER(key_is_never_overwritten),
		WITH_FOLDER(key_that_is_absent_is_named),
		WITH_FOLDER(key_may_lack_the_line_end),
		WITH_FOLDER(key_of_another_size_is_refused),
		WITH_FOLDER(key_of_other_characters_is_refused),
		WITH_FOLDER(key_that_is_a_folder_is_refused),
		cmocka_unit_test(token_and_code_are_as_promised),
		cmocka_unit_test(each_seat_and_generation_has_its_own),
		cmocka_unit_test(code_is_its_own_normal_form),
		cmocka_unit_test(typed_code_is_put_in_one_form),
		cmocka_unit_test(what_is_no_code_is_refused),
		cmocka_unit_test(equal_compares_all_bytes),
		cmocka_unit_test(random_differs),
		cmocka_unit_test(hash_is_stable_within_a_process),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
