#include "rows.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#define CHECKPOINT_PAGES 1000

static sqlite3 *db;
static sqlite3_stmt *begin, *insert, *commit;
static int wal_pages;

static void must(int rc)
{
	if (rc == SQLITE_OK || rc == SQLITE_DONE)
		return;
	fprintf(stderr, "rows: %s\n", sqlite3_errmsg(db));
	exit(1);
}

static void run(sqlite3_stmt *s)
{
	must(sqlite3_step(s));
	must(sqlite3_reset(s));
}

static int on_wal(void *self, sqlite3 *of, const char *name, int pages)
{
	(void)self, (void)of, (void)name;
	wal_pages = pages;
	return SQLITE_OK;
}

void rows_open(const char *path)
{
	must(sqlite3_open(path, &db));
	must(sqlite3_exec(db,
			  "pragma journal_mode=wal; pragma synchronous=full;"
			  "create table card(seq integer primary key, id text unique, body text)",
			  NULL, NULL, NULL));
	must(sqlite3_prepare_v2(db, "begin immediate", -1, &begin, NULL));
	must(sqlite3_prepare_v2(db, "insert into card(id, body) values(?, ?)", -1, &insert, NULL));
	must(sqlite3_prepare_v2(db, "commit", -1, &commit, NULL));
	sqlite3_wal_hook(db, on_wal, NULL); /* takes the place of checkpoints within a commit */
}

void rows_begin(void)
{
	run(begin);
}

bool rows_add(const char *id, size_t id_len, const char *body, size_t len)
{
	must(sqlite3_bind_text(insert, 1, id, (int)id_len, SQLITE_STATIC));
	must(sqlite3_bind_text(insert, 2, body, (int)len, SQLITE_STATIC));
	int rc = sqlite3_step(insert);
	sqlite3_reset(insert);
	if (rc == SQLITE_CONSTRAINT)
		return false;
	must(rc);
	return true;
}

void rows_commit(void)
{
	run(commit);
}

void rows_checkpoint(void)
{
	if (wal_pages < CHECKPOINT_PAGES)
		return;
	wal_pages = 0;
	must(sqlite3_wal_checkpoint_v2(db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL));
}
