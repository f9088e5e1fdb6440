/* A file with the tables of the first version is brought up to date with everything in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/mem.h"
#include "store_fixture.h"

static void run_sql(sqlite3 *db, const char *sql)
{
	char *why = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s: %s", why, sql);
}

static void read_file(const char *path, struct buf *out)
{
	char block[4096];
	size_t n;
	FILE *f = fopen(path, "rb");

	assert_non_null(f);
	while ((n = fread(block, 1, sizeof block, f)) > 0)
		buf_add(out, block, n);
	fclose(f);
}

/* Each table of the first version gets what the other file has in these columns. */
static void copy_rows(sqlite3 *db)
{
	static const char tables[] =
		"SELECT 'INSERT INTO main.' || m.name || ' SELECT ' || "
		"(SELECT group_concat(name) FROM pragma_table_info(m.name)) || ' FROM now.' || "
		"m.name FROM main.sqlite_schema m WHERE m.type = 'table'";
	sqlite3_stmt *s;

	assert_int_equal(sqlite3_prepare_v2(db, tables, -1, &s, NULL), SQLITE_OK);
	while (sqlite3_step(s) == SQLITE_ROW)
		run_sql(db, (const char *)sqlite3_column_text(s, 0));
	sqlite3_finalize(s);
}

/* A summit as the first version would have kept it. */
static void make_first_version(const struct hall *h, const char *path)
{
	struct buf tables = {0}, attach = {0};
	sqlite3 *db;

	read_file(SCHEMA_DIR "/migrations/0001_summit.sql", &tables);
	buf_print(&attach, "ATTACH '%s' AS now", h->path);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	run_sql(db, tables.data);
	run_sql(db, "DELETE FROM meta");
	run_sql(db, attach.data);
	run_sql(db, "BEGIN");
	copy_rows(db);
	run_sql(db, "UPDATE main.change SET body = json_remove(body, '$.makes', '$.fields') "
		    "WHERE type = 'step'");
	run_sql(db,
		"COMMIT; PRAGMA main.application_id = 1114076272; PRAGMA main.user_version = 1");
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	buf_finish(&tables);
	buf_finish(&attach);
}

static void the_first_version_is_brought_up_to_date(void **state)
{
	struct hall *h = *state;
	char path[80];
	struct err e;

	const struct card *card = fixture_card(h->summit, 1, 0, "Van voor de nieuwe tabellen");
	assert_true(card_read(h->summit, &card->e.id, card->text->seq, &e));
	hall_commit(h, "card.add");
	snprintf(path, sizeof path, "%s/first.db", h->dir);
	make_first_version(h, path);
	hall_close(h);
	h->store = store_open(path, STORE_WRITE, &e);
	if (!h->store)
		fail_msg("%s", e.text);
	hall_assert_whole(h->store);
	struct summit *loaded = hall_load(h->store);
	assert_int_equal(loaded->card_count, 1);
	assert_int_equal(loaded->steps[3]->makes, MAKES_CARDS);

	summit_destroy(h->summit);
	h->summit = loaded;
	fixture_makes_plan(loaded->steps[3]);
	summit_touch(loaded, &loaded->steps[3]->e, NULL);
	hall_fill(h);
	hall_fill_plan(h);
	loaded = hall_load(h->store);
	hall_assert_same(loaded, h->summit);
	summit_destroy(loaded);
	hall_assert_whole(h->store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_first_version_is_brought_up_to_date,
						hall_set_up, hall_tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
