/* base/id: UUIDs, and the map from them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/id.h"
#include "base/mem.h"

#define EXAMPLE "0b9f6f0e-3c1d-4f55-9a7e-2f1c0d8e4b6a"

static void new_ids_are_random_version_4(void **state)
{
	(void)state;
	struct id a = id_new(), b = id_new();

	assert_false(id_equal(&a, &b));
	assert_int_equal(a.bytes[6] >> 4, 4);
	assert_int_equal(a.bytes[8] >> 6, 2);
	assert_false(id_is_nil(&a));
}

static void written_and_read_is_the_same(void **state)
{
	(void)state;
	struct id a = id_new(), b;
	char text[ID_TEXT_LEN + 1];

	id_write(&a, text);
	assert_int_equal(strlen(text), ID_TEXT_LEN);
	assert_true(id_read(text, &b));
	assert_true(id_equal(&a, &b));

	assert_true(id_read(EXAMPLE, &b));
	assert_int_equal(b.bytes[0], 0x0b);
	assert_int_equal(b.bytes[15], 0x6a);
	id_write(&b, text);
	assert_string_equal(text, EXAMPLE);
}

static void only_the_one_spelling_is_read(void **state)
{
	(void)state;
	static const char *const wrong[] = {
		"",
		"table/12",
		"0B9F6F0E-3C1D-4F55-9A7E-2F1C0D8E4B6A",
		"0b9f6f0e-3c1d-4f55-9a7e-2f1c0d8e4b6",
		"0b9f6f0e-3c1d-4f55-9a7e-2f1c0d8e4b6a0",
		"0b9f6f0e-3c1d-4f55-9a7e-2f1c0d8e4b6g",
		"0b9f6f0e3c1d4f559a7e2f1c0d8e4b6a",
		"0b9f6f0e03c1d04f5509a7e02f1c0d8e4b6a",
		"0b9f-6f0e3c1d-4f55-9a7e-2f1c0d8e4b6a",
		"{0b9f6f0e-3c1d-4f55-9a7e-2f1c0d8e4b}",
		" 0b9f6f0e-3c1d-4f55-9a7e-2f1c0d8e4b6a",
		"------------------------------------",
	};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct id id;
		assert_false(id_read(wrong[i], &id));
	}
}

static void nil_is_known(void **state)
{
	(void)state;
	struct id nil = {{0}}, read;

	assert_true(id_is_nil(&nil));
	assert_true(id_read("00000000-0000-0000-0000-000000000000", &read));
	assert_true(id_is_nil(&read));
	read.bytes[15] = 1;
	assert_false(id_is_nil(&read));
}

static void hash_depends_on_every_byte(void **state)
{
	(void)state;
	struct id id = {{0}};
	uint64_t hash = id_hash(&id);

	assert_int_equal(id_hash(&id), hash);
	for (int i = 0; i < 16; i++) {
		id.bytes[i] ^= 1;
		assert_true(id_hash(&id) != hash);
		id.bytes[i] ^= 1;
	}
}

static void empty_map_finds_nothing(void **state)
{
	(void)state;
	struct id_map map = {0};
	struct id id = id_new();

	assert_null(id_map_get(&map, &id));
	id_map_finish(&map);
}

static void map_finds_each_of_many(void **state)
{
	(void)state;
	enum { MANY = 20000 };
	struct id_map map = {0};
	struct id *ids = mem_grow(NULL, MANY, sizeof *ids);

	for (size_t i = 0; i < MANY; i++) {
		ids[i] = id_new();
		id_map_put(&map, &ids[i], &ids[i]);
	}
	assert_int_equal(map.used, MANY);
	assert_true(map.used < map.room);
	for (size_t i = 0; i < MANY; i++)
		assert_ptr_equal(id_map_get(&map, &ids[i]), &ids[i]);
	struct id other = id_new();
	assert_null(id_map_get(&map, &other));
	id_map_finish(&map);
	assert_int_equal(map.room, 0);
	free(ids);
}

static void map_replaces(void **state)
{
	(void)state;
	struct id_map map = {0};
	struct id id = id_new();
	int first, second;

	id_map_put(&map, &id, &first);
	id_map_put(&map, &id, &second);
	assert_ptr_equal(id_map_get(&map, &id), &second);
	assert_int_equal(map.used, 1);
	id_map_finish(&map);
}

static void map_takes_ids_that_look_alike(void **state)
{
	(void)state;
	/* A peer makes ids: those that differ in a few bits must spread all the same. */
	enum { MANY = 4096 };
	struct id_map map = {0};
	static int values[MANY];

	for (unsigned i = 0; i < MANY; i++) {
		struct id id = {{0}};
		id.bytes[0] = (uint8_t)i;
		id.bytes[15] = (uint8_t)(i >> 8);
		id_map_put(&map, &id, &values[i]);
	}
	for (unsigned i = 0; i < MANY; i++) {
		struct id id = {{0}};
		id.bytes[0] = (uint8_t)i;
		id.bytes[15] = (uint8_t)(i >> 8);
		assert_ptr_equal(id_map_get(&map, &id), &values[i]);
	}
	id_map_finish(&map);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(new_ids_are_random_version_4),
		cmocka_unit_test(written_and_read_is_the_same),
		cmocka_unit_test(only_the_one_spelling_is_read),
		cmocka_unit_test(nil_is_known),
		cmocka_unit_test(hash_depends_on_every_byte),
		cmocka_unit_test(empty_map_finds_nothing),
		cmocka_unit_test(map_finds_each_of_many),
		cmocka_unit_test(map_replaces),
		cmocka_unit_test(map_takes_ids_that_look_alike),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
