/* Files of earlier programs, made from the migrations that they had. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "store_fixture.h"

/* What a program with the first migration alone had written: one of each thing, and two cards, one
 * of which was read. */
static const char first_rows[] =
	"PRAGMA application_id = 1114076272; PRAGMA user_version = 1; PRAGMA journal_mode = WAL;"
	"INSERT INTO meta VALUES ('epoch', '00000001-0000-4000-8000-000000000001');"
	"INSERT INTO seat (name) VALUES ('table/1'), ('desk/1');"
	"INSERT INTO operation VALUES (1, '00000002-0000-4000-8000-000000000002', 'burgertop', "
	"NULL,"
	" 'summit.new', 1800000000000, NULL, 1, 6),"
	" (2, '00000003-0000-4000-8000-000000000003', 'table/1', NULL, 'card.add', 1800000000001,"
	" NULL, 7, 7), (3, '00000004-0000-4000-8000-000000000004', 'table/1', NULL, 'card.add',"
	" 1800000000002, NULL, 8, 8), (4, '00000005-0000-4000-8000-000000000005', 'desk/1', NULL,"
	" 'idea.add', 1800000000003, NULL, 9, 10);"
	"INSERT INTO summit VALUES ('0000000a-0000-4000-8000-00000000000a', 1, 'Proef', 'Leiden',"
	" '2027-01-16', 'nl', NULL);"
	"INSERT INTO room VALUES ('0000000b-0000-4000-8000-00000000000b', 2, 1, 'Zaal');"
	"INSERT INTO hall_table VALUES ('0000000c-0000-4000-8000-00000000000c', 3, 1,"
	" '0000000b-0000-4000-8000-00000000000b');"
	"INSERT INTO theme VALUES ('0000000d-0000-4000-8000-00000000000d', 4, 1, 'Wonen', NULL);"
	"INSERT INTO step VALUES ('0000000e-0000-4000-8000-00000000000e', 5, 1, 'round', 'Ronde', "
	"25,"
	" NULL, NULL, NULL);"
	"INSERT INTO scene VALUES ('0000000f-0000-4000-8000-00000000000f', 6,"
	" '0000000b-0000-4000-8000-00000000000b', 'live');"
	"INSERT INTO word VALUES (7, 'text', 'Meer bankjes'), (8, 'text', 'Geen bankjes'),"
	" (9, 'title', 'Bankjes');"
	"INSERT INTO idea VALUES ('00000010-0000-4000-8000-000000000010', 9,"
	" '0000000d-0000-4000-8000-00000000000d', 9, 'draft');"
	"INSERT INTO card VALUES ('00000011-0000-4000-8000-000000000011', 10,"
	" '0000000c-0000-4000-8000-00000000000c', 1, '0000000e-0000-4000-8000-00000000000e',"
	" '0000000d-0000-4000-8000-00000000000d', 'idea', 0, 1800000000001, 7, 7,"
	" '00000010-0000-4000-8000-000000000010'), ('00000012-0000-4000-8000-000000000012', 8,"
	" '0000000c-0000-4000-8000-00000000000c', 2, '0000000e-0000-4000-8000-00000000000e',"
	" '0000000d-0000-4000-8000-00000000000d', 'concern', 1, 1800000000002, 8, NULL, NULL);";

/* The bodies as that program made them. */
static const char first_history[] =
	"INSERT INTO change SELECT 1, '00000002-0000-4000-8000-000000000002', 'summit', id,"
	" '{\"name\":\"Proef\",\"place\":\"Leiden\",\"date\":\"2027-01-16\",\"language\":\"nl\"}'"
	" FROM summit;"
	"INSERT INTO change SELECT 2, '00000002-0000-4000-8000-000000000002', 'room', id,"
	" '{\"number\":1,\"name\":\"Zaal\"}' FROM room;"
	"INSERT INTO change SELECT 3, '00000002-0000-4000-8000-000000000002', 'table', id,"
	" '{\"number\":1,\"room\":\"' || room || '\"}' FROM hall_table;"
	"INSERT INTO change SELECT 4, '00000002-0000-4000-8000-000000000002', 'theme', id,"
	" '{\"number\":1,\"title\":\"Wonen\"}' FROM theme;"
	"INSERT INTO change SELECT 5, '00000002-0000-4000-8000-000000000002', 'step', id,"
	" '{\"number\":1,\"kind\":\"round\",\"title\":\"Ronde\",\"minutes\":25}' FROM step;"
	"INSERT INTO change SELECT 6, '00000002-0000-4000-8000-000000000002', 'scene', id,"
	" '{\"room\":\"' || room || '\",\"kind\":\"live\"}' FROM scene;"
	"INSERT INTO change SELECT 7, '00000003-0000-4000-8000-000000000003', 'card', id,"
	" '{\"table\":\"' || hall_table || '\",\"number\":1,\"step\":\"' || step || "
	"'\",\"theme\":\"'"
	" || theme || '\",\"kind\":\"idea\",\"late\":false,\"at\":1800000000001,\"version\":7}'"
	" FROM card WHERE number = 1;"
	"INSERT INTO change SELECT 8, '00000004-0000-4000-8000-000000000004', 'card', id,"
	" '{\"table\":\"' || hall_table || '\",\"number\":2,\"step\":\"' || step || "
	"'\",\"theme\":\"'"
	" || theme || '\",\"kind\":\"concern\",\"late\":true,\"at\":1800000000002,\"version\":8}'"
	" FROM card WHERE number = 2;"
	"INSERT INTO change SELECT 9, '00000005-0000-4000-8000-000000000005', 'idea', id,"
	" '{\"theme\":\"' || theme || '\",\"version\":9,\"state\":\"draft\"}' FROM idea;"
	"INSERT INTO change SELECT 10, '00000005-0000-4000-8000-000000000005', 'card', id,"
	" '{\"table\":\"' || hall_table || '\",\"number\":1,\"step\":\"' || step || "
	"'\",\"theme\":\"'"
	" || theme || '\",\"kind\":\"idea\",\"late\":false,\"at\":1800000000001,\"version\":7,"
	"\"read\":7,\"idea\":\"' || idea || '\"}' FROM card WHERE number = 1;";

static char *read_migration(const char *name)
{
	char path[256], block[4096];
	struct buf text = {0};
	size_t n;

	snprintf(path, sizeof path, "%s/migrations/%s", SCHEMA_DIR, name);
	FILE *f = fopen(path, "rb");
	assert_non_null(f);
	while ((n = fread(block, 1, sizeof block, f)) > 0)
		buf_add(&text, block, n);
	fclose(f);
	return text.data;
}

/* The hall's file gives way to one of the first program. */
static void make_first(struct hall *h)
{
	char *tables = read_migration("0001_summit.sql");
	const char *const all[] = {tables, first_rows, first_history};
	sqlite3 *db;

	hall_close(h);
	assert_int_equal(unlink(h->path), 0);
	assert_int_equal(sqlite3_open(h->path, &db), SQLITE_OK);
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		if (sqlite3_exec(db, all[i], NULL, NULL, NULL) != SQLITE_OK)
			fail_msg("%s", sqlite3_errmsg(db));
	sqlite3_close(db);
	free(tables);
	summit_destroy(h->summit);
	h->summit = NULL;
}

static void a_first_file_is_brought_up_to_date_and_whole(void **state)
{
	struct hall *h = *state;

	make_first(h);
	hall_open(h);
	hall_assert_whole(h->store);
	h->summit = hall_load(h->store);
	assert_int_equal(h->summit->seq, 10);
	assert_int_equal(h->summit->card_count, 2);
	const struct card *card = (const struct card *)h->summit->newest;
	while (card->e.type != ENTITY_CARD || card->number != 2)
		card = (const struct card *)card->e.older;
	assert_int_equal(card->text->kind, CARD_CONCERN);
	assert_string_equal(card->text->text, "Geen bankjes");
	assert_null(card->text->translation);
	assert_false(card->withdrawn);
	assert_null(card->others);
	assert_false(card->held);
}

static void cards_of_a_first_file_can_be_edited(void **state)
{
	struct hall *h = *state;
	const struct wording was = {.text = "Meer bankjes"},
			     to = {.text = "More benches", .language = "en"};
	struct id id;
	struct err e;

	make_first(h);
	hall_open(h);
	h->summit = hall_load(h->store);
	assert_true(id_read("00000011-0000-4000-8000-000000000011", &id));
	assert_true(card_edit(h->summit, h->summit->tables[0], &id, &was, &to, &e));
	hall_commit(h, "card.edit");
	hall_close(h);
	hall_open(h);
	struct summit *loaded = hall_load(h->store);
	hall_assert_same(loaded, h->summit);
	const struct card *card = summit_find(loaded, ENTITY_CARD, &id);
	assert_string_equal(card->read->text, "Meer bankjes");
	summit_destroy(loaded);
	hall_assert_whole(h->store);
}

static void keep_seat(void *self, const struct seat_row *seat)
{
	buf_print(self, "%s %u|", seat->name, seat->generation);
}

static void tables_of_a_first_file_get_observers(void **state)
{
	struct hall *h = *state;
	struct buf seats = {0};
	struct err e;

	make_first(h);
	hall_open(h);
	assert_true(store_each_seat(h->store, keep_seat, &seats, &e));
	assert_string_equal(seats.data, "table/1 1|desk/1 1|observer/1 1|");
	buf_finish(&seats);
	hall_close(h);
	hall_open(h);
	h->summit = hall_load(h->store);
	assert_non_null(fixture_notice(h->summit, 1, "Welkom terug"));
	hall_commit(h, "notice.send");
	hall_assert_whole(h->store);
}

static void a_first_file_is_refused_to_who_only_reads(void **state)
{
	struct hall *h = *state;
	struct err e = {0};

	make_first(h);
	assert_null(store_open(h->path, STORE_READ, &e));
	assert_non_null(strstr(e.text, "made by an older burgertop (tables version 1; "));
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, hall_set_up, hall_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_first_file_is_brought_up_to_date_and_whole),
		TEST(cards_of_a_first_file_can_be_edited),
		TEST(tables_of_a_first_file_get_observers),
		TEST(a_first_file_is_refused_to_who_only_reads),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
