/* JSON as text: what a library reads back is what was put. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "wire/put.h"

static json_t *read_back(struct buf *text)
{
	json_error_t why;
	json_t *value = json_loadb(text->data, text->len, JSON_DECODE_ANY, &why);

	if (!value)
		fail_msg("%s: %s", why.text, text->data);
	buf_finish(text);
	return value;
}

static void every_character_comes_back(void **state)
{
	char all[256];
	size_t len = 0;
	struct buf text = {0};

	(void)state;
	for (int c = 1; c < 0x80; c++)
		all[len++] = (char)c;
	strcpy(all + len, "\u00e9\u20ac\U0001f6b2\"");
	len = strlen(all);
	put_text(&text, NULL, all, len);
	json_t *value = read_back(&text);
	assert_string_equal(json_string_value(value), all);
	json_decref(value);
}

static void numbers_come_back(void **state)
{
	static const int64_t numbers[] = {0, 7, -1, 1000, INT64_MAX, INT64_MIN};
	struct buf text = {0};

	(void)state;
	put_list(&text, NULL);
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		put_number(&text, NULL, numbers[i]);
	put_list_end(&text);
	json_t *list = read_back(&text);
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		assert_int_equal(json_integer_value(json_array_get(list, i)), numbers[i]);
	json_decref(list);
}

static void commas_stand_between_values_alone(void **state)
{
	struct buf text = {0};

	(void)state;
	put_object(&text, NULL);
	put_string(&text, "a", "x");
	put_string(&text, "left out", NULL);
	put_list(&text, "b");
	put_object(&text, NULL);
	put_object_end(&text);
	put_bool(&text, NULL, true);
	put_text(&text, NULL, "", 0);
	put_list_end(&text);
	put_bool(&text, "c", false);
	put_object_end(&text);
	assert_string_equal(text.data, "{\"a\":\"x\",\"b\":[{},true,\"\"],\"c\":false}");
	buf_finish(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_character_comes_back),
		cmocka_unit_test(numbers_come_back),
		cmocka_unit_test(commas_stand_between_values_alone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
