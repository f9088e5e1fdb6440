/* What the files of store share: the connection, its statements, and how values get in and out.
 * Within store alone. */
#ifndef BURGERTOP_STORE_SQL_H
#define BURGERTOP_STORE_SQL_H

#include <sqlite3.h>

#include "store/store.h"

#define APPLICATION_ID 0x42677470 /* "Bgtp": what we know a summit's file by */

#define STORED_TYPES ENTITY_TALLY /* types before ENTITY_TALLY have a table each */

enum stmt {
	STMT_BEGIN_READ,
	STMT_BEGIN_WRITE,
	STMT_COMMIT,
	STMT_ROLLBACK,
	STMT_LAST_SEQ,
	STMT_COUNT,
	STMT_GET_META,
	STMT_PUT_META,
	STMT_PUT_SEAT,
	STMT_REPLACE_SEAT,
	STMT_EACH_SEAT,
	STMT_EACH_OPERATION,
	STMT_EACH_CHANGE,
	STMT_EACH_WORD,
	STMT_LOAD, /* + type, likewise below */
	STMT_LOAD_WORK = STMT_LOAD + STORED_TYPES,
	STMT_LOAD_CARD_WORDS,
	STMT_LOAD_FIELDS,
	STMT_LOAD_PLAN_TEXT,
	STMT_LOAD_WEIGHED,
	STMT_LOAD_SHARES,
	STMT_PUT_OPERATION,
	STMT_PUT_WORD,
	STMT_CLEAR_WORK,
	STMT_PUT_WORK,
	STMT_CLEAR_CARD_WORDS,
	STMT_PUT_CARD_WORD,
	STMT_CLEAR_PLAN_TEXT,
	STMT_PUT_PLAN_TEXT,
	STMT_CLEAR_WEIGHED,
	STMT_PUT_WEIGHED,
	STMT_CLEAR_SHARES,
	STMT_PUT_SHARE,
	STMT_PUT,
	STMT_PUT_CHANGE = STMT_PUT + STORED_TYPES,
	STMTS = STMT_PUT_CHANGE + STORED_TYPES,
};

struct store {
	sqlite3 *db;
	char *path; /* absolute, without symbolic links */
	enum store_mode mode;
	int lock;      /* descriptor; -1 when none is held */
	bool lost;     /* a write or sync failed */
	int wal_pages; /* in the WAL after the last commit */
	int wal_tried; /* in the WAL when it was last moved into the database, as far as readers
			  allowed */
	sqlite3_stmt *stmts[STMTS];
};

/* The steps of opening one. connection_open looks at nothing in the file. */
struct store *connection_new(enum store_mode mode);
bool connection_open(struct store *st, struct err *e);
bool connection_set_for_writing(struct store *st, struct err *e);
void connection_ready(struct store *st);

/*
 * Whatever an earlier process left in the WAL goes into the database and is synced. What that
 * process was told could not be synced may read as if it had been: written again, it is.
 */
bool connection_empty_wal(struct store *st, struct err *e);

bool sql_prepare(struct store *st, struct err *e);
bool sql_exec(struct store *st, const char *sql, struct err *e);

/* Values of a statement, by the numbers in its text. Texts stay the caller's until it has run. */
void bind_int(sqlite3_stmt *s, int at, int64_t value);
void bind_text(sqlite3_stmt *s, int at, const char *text); /* NULL is NULL */
void bind_id(sqlite3_stmt *s, int at, const struct id *id);
const char *column_text(sqlite3_stmt *s, int column); /* never NULL; borrowed until the next step */
bool column_is_null(sqlite3_stmt *s, int column);
bool column_id(sqlite3_stmt *s, int column, struct id *out); /* false when it is none */

/* Runs a statement that gives no rows. SQLITE_OK, or SQLite's extended code. */
int sql_run(struct store *st, enum stmt which);

/*
 * Calls row for each row of a statement. row returns false, having filled e, to end it.
 * False with ERR_DATABASE when SQLite failed.
 */
bool sql_each(struct store *st, enum stmt which, bool (*row)(void *self, sqlite3_stmt *s),
	      void *self, struct err *e);

/* Fills e with what the connection says went wrong, in words for an organiser. Returns false. */
bool sql_fail(struct store *st, struct err *e);

/* In the transaction that is under way. */
bool meta_new_epoch(struct store *st, struct err *e);

/* Takes the lock on FILE.lock; the descriptor, or -1 with ERR_FILE. */
int lock_take(const char *path, struct err *e);

/* The number of the newest migration; the program's tables have this version. */
int migrations_last(void);

/* Brings the tables from that version to the last. Inside a transaction. */
bool migrations_run(struct store *st, int from, struct err *e);

#endif
