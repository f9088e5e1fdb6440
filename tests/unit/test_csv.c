#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "record/csv_read.h"

static const char *const columns[] = {"id", "text"};

static void collect(void *self, char *const *cells)
{
	buf_print(self, "%s=%s|", cells[0], cells[1]);
}

static bool read_text(const char *text, struct buf *out, struct err *e)
{
	char path[] = "/tmp/test-csv-XXXXXX";
	int fd = mkstemp(path);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
	bool good = csv_read(path, columns, 2, collect, out, e);
	unlink(path);
	return good;
}

static void expect(const char *text, const char *rows)
{
	struct buf out = {0};
	struct err e;
	assert_true(read_text(text, &out, &e));
	assert_string_equal(out.data ? out.data : "", rows);
	buf_finish(&out);
}

static void plain_rows_are_read(void **state)
{
	(void)state;
	expect("id,text\n1,een\n2,twee\n", "1=een|2=twee|");
}

static void columns_are_found_by_name(void **state)
{
	(void)state;
	expect("text,other,id\nhallo,x,7\n", "7=hallo|");
}

static void quotes_hold_commas_lines_and_quotes(void **state)
{
	(void)state;
	expect("id,text\n1,\"a, \"\"b\"\"\nc\"\n", "1=a, \"b\"\nc|");
}

static void semicolons_crlf_and_a_mark_are_taken(void **state)
{
	(void)state;
	expect("\xef\xbb\xbfid;text\r\n1;a,b\r\n", "1=a,b|");
}

static void a_missing_cell_is_empty(void **state)
{
	(void)state;
	expect("id,text\n1\n", "1=|");
}

static void a_missing_column_is_named(void **state)
{
	(void)state;
	struct buf out = {0};
	struct err e;
	assert_false(read_text("id,words\n", &out, &e));
	assert_non_null(strstr(e.text, "\"text\""));
}

static void open_quotes_are_told_with_their_line(void **state)
{
	(void)state;
	struct buf out = {0};
	struct err e;
	assert_false(read_text("id,text\n1,a\n2,\"never\nclosed\n", &out, &e));
	assert_non_null(strstr(e.text, "line 3"));
	buf_finish(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_rows_are_read),
		cmocka_unit_test(columns_are_found_by_name),
		cmocka_unit_test(quotes_hold_commas_lines_and_quotes),
		cmocka_unit_test(semicolons_crlf_and_a_mark_are_taken),
		cmocka_unit_test(a_missing_cell_is_empty),
		cmocka_unit_test(a_missing_column_is_named),
		cmocka_unit_test(open_quotes_are_told_with_their_line),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
