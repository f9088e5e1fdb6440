/* Opening and closing the file of a summit. create.c makes one. */
#include "store/store.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "store/sql.h"

#define START_WAIT_MS  10000      /* for readers that keep the WAL from being emptied */
#define COMMIT_WAIT_MS 1000       /* for somebody who writes with another program */
#define WAL_FILE_MOST  "67108864" /* bytes that the WAL's file keeps when it is empty */

/* FULL is the promise that what was acknowledged survives a power cut. The tests build a program
 * that breaks it, to see that they would notice; nothing else may define this. */
#ifndef BURGERTOP_TEST_SYNCHRONOUS
#define BURGERTOP_TEST_SYNCHRONOUS "FULL"
#endif

/* Before anything uses SQLite: that it counts its memory costs a lock an allocation, and nobody
 * reads the count. */
__attribute__((constructor)) static void count_no_memory(void)
{
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

struct store *connection_new(enum store_mode mode)
{
	struct store *st = mem_new(sizeof *st);

	st->mode = mode;
	st->lock = -1;
	return st;
}

void store_close(struct store *st)
{
	if (!st)
		return;
	for (int i = 0; i < STMTS; i++)
		sqlite3_finalize(st->stmts[i]);
	/* Closing would checkpoint. A reader must not, and after a failed sync the next start does
	 * it anew. */
	if (st->db && (st->mode == STORE_READ || st->lost))
		sqlite3_db_config(st->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	int rc = sqlite3_close(st->db);
	assert(rc == SQLITE_OK);
	if (st->lock >= 0)
		close(st->lock);
	free(st->path);
	free(st);
}

static int on_wal(void *self, sqlite3 *db, const char *name, int pages)
{
	struct store *st = self;

	(void)db;
	(void)name;
	st->wal_pages = pages;
	return SQLITE_OK;
}

void connection_ready(struct store *st)
{
	sqlite3_wal_hook(st->db, on_wal, st);
	sqlite3_busy_timeout(st->db, COMMIT_WAIT_MS);
}

bool connection_open(struct store *st, struct err *e)
{
	static const int on[] = {SQLITE_DBCONFIG_DEFENSIVE, SQLITE_DBCONFIG_ENABLE_FKEY};
	static const int off[] = {SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_DQS_DDL,
				  SQLITE_DBCONFIG_DQS_DML, SQLITE_DBCONFIG_ENABLE_TRIGGER,
				  SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION};
	int flags = st->mode == STORE_WRITE ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;

	if (sqlite3_open_v2(st->path, &st->db, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
		return sql_fail(st, e);
	sqlite3_extended_result_codes(st->db, 1);
	sqlite3_busy_timeout(st->db, START_WAIT_MS);
	for (size_t i = 0; i < sizeof on / sizeof on[0]; i++)
		sqlite3_db_config(st->db, on[i], 1, NULL);
	for (size_t i = 0; i < sizeof off / sizeof off[0]; i++)
		sqlite3_db_config(st->db, off[i], 0, NULL);
	return sql_exec(st, "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;", e);
}

/* A pragma that gives one value; NULL on failure. Owned by the caller. */
static char *pragma_value(struct store *st, const char *sql, struct err *e)
{
	sqlite3_stmt *s = NULL;
	char *value = NULL;

	if (sqlite3_prepare_v2(st->db, sql, -1, &s, NULL) == SQLITE_OK &&
	    sqlite3_step(s) == SQLITE_ROW)
		value = mem_copy_text(column_text(s, 0), strlen(column_text(s, 0)));
	else
		sql_fail(st, e);
	sqlite3_finalize(s);
	return value;
}

static bool pragma_number(struct store *st, const char *sql, long *out, struct err *e)
{
	char *value = pragma_value(st, sql, e);

	if (!value)
		return false;
	*out = strtol(value, NULL, 10);
	free(value);
	return true;
}

/* Whose file it is, and of which version. The first look into it. */
static bool check_kind(struct store *st, int *version, struct err *e)
{
	long application, found;

	if (!pragma_number(st, "PRAGMA application_id", &application, e) ||
	    !pragma_number(st, "PRAGMA user_version", &found, e)) {
		if (sqlite3_errcode(st->db) == SQLITE_NOTADB)
			err_set(e, ERR_DATABASE, "%s is not a database", st->path);
		return false;
	}
	if (!application && !found)
		return err_set(e, ERR_DATABASE,
			       "%s is no summit: a database without burgertop's mark. If burgertop "
			       "new was interrupted, remove it and make it anew",
			       st->path);
	if (application != APPLICATION_ID)
		return err_set(
			e, ERR_DATABASE,
			"%s is no summit: another application's database (its id is 0x%08lx)",
			st->path, (unsigned long)application & 0xffffffff);
	if (found > migrations_last())
		return err_set(e, ERR_DATABASE,
			       "%s was made by a newer burgertop (tables version %ld; this one "
			       "knows %d): install that one, or a newer one",
			       st->path, found, migrations_last());
	if (found < migrations_last() && st->mode == STORE_READ)
		return err_set(e, ERR_DATABASE,
			       "%s was made by an older burgertop (tables version %ld; this one "
			       "has %d): make a copy, then start burgertop serve once, which "
			       "brings it up to date",
			       st->path, found, migrations_last());
	*version = (int)found;
	return true;
}

bool connection_set_for_writing(struct store *st, struct err *e)
{
	char *journal;
	bool wal;

	if (sqlite3_db_readonly(st->db, "main"))
		return err_set(e, ERR_FILE,
			       "%s cannot be written: permissions, or a read-only disk", st->path);
	journal = pragma_value(st, "PRAGMA journal_mode = WAL", e);
	if (!journal)
		return false;
	wal = !strcmp(journal, "wal");
	free(journal);
	if (!wal)
		return err_set(e, ERR_DATABASE,
			       "%s: this kind of disk cannot hold it: it needs shared memory "
			       "(a network share, perhaps?)",
			       st->path);
	return sql_exec(st,
			"PRAGMA synchronous = " BURGERTOP_TEST_SYNCHRONOUS ";"
			"PRAGMA wal_autocheckpoint = 0;"
			"PRAGMA journal_size_limit = " WAL_FILE_MOST ";",
			e);
}

bool connection_empty_wal(struct store *st, struct err *e)
{
	if (sqlite3_wal_checkpoint_v2(st->db, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) ==
	    SQLITE_OK)
		return true;
	sql_fail(st, e);
	return err_set(e, ERR_DATABASE, "%s (the write-ahead log could not be emptied)", e->text);
}

static bool bring_up_to_date(struct store *st, int version, struct err *e)
{
	char *broken = NULL;

	if (version == migrations_last())
		return true;
	/* A migration may rebuild a table that others refer to. */
	if (!sql_exec(st, "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE", e))
		return false;
	if (!migrations_run(st, version, e))
		return false;
	broken = pragma_value(st, "SELECT count(*) FROM pragma_foreign_key_check", e);
	if (!broken)
		return false;
	bool whole = !strcmp(broken, "0");
	free(broken);
	if (!whole)
		return err_set(e, ERR_DATABASE,
			       "%s: its tables cannot be brought up to date: some rows refer to "
			       "what is not there (the burgertop that made it can check it)",
			       st->path);
	return sql_exec(st, "COMMIT; PRAGMA foreign_keys = ON", e) && connection_empty_wal(st, e);
}

static bool open_file(struct store *st, struct err *e)
{
	int version = 0;

	if (!connection_open(st, e) || !check_kind(st, &version, e))
		return false;
	if (st->mode == STORE_READ)
		return sql_prepare(st, e);
	if (!connection_set_for_writing(st, e) || !connection_empty_wal(st, e) ||
	    !bring_up_to_date(st, version, e) || !sql_prepare(st, e))
		return false;
	connection_ready(st);
	return true;
}

static bool is_file(const char *path, struct err *e)
{
	struct stat is;

	if (stat(path, &is))
		return err_set(e, ERR_FILE, "%s: %s", path, strerror(errno));
	if (!S_ISREG(is.st_mode))
		return err_set(e, ERR_FILE, "%s is no file", path);
	return true;
}

struct store *store_open(const char *path, enum store_mode mode, struct err *e)
{
	struct store *st = connection_new(mode);

	if (!is_file(path, e))
		goto fail;
	/* One file, one lock, by whichever name it is reached. Absolute also means that SQLite
	 * takes it for no URI. */
	st->path = realpath(path, NULL);
	if (!st->path) {
		err_set(e, ERR_FILE, "%s: %s", path, strerror(errno));
		goto fail;
	}
	if (mode == STORE_WRITE && (st->lock = lock_take(st->path, e)) < 0)
		goto fail;
	if (open_file(st, e))
		return st;
fail:
	store_close(st);
	return NULL;
}
