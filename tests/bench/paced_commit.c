/*
 * The anchor for acknowledgements: bare SQLite, WAL, synchronous=FULL, one row of 500 bytes a
 * commit, paced. paced_commit FILE COMMITS PER_SECOND prints the microseconds of each commit, one a
 * line.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static long long now_us(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000LL + t.tv_nsec / 1000;
}

static void must(int rc, sqlite3 *db)
{
	if (rc == SQLITE_OK || rc == SQLITE_DONE)
		return;
	fprintf(stderr, "paced_commit: %s\n", sqlite3_errmsg(db));
	exit(1);
}

int main(int argc, char **argv)
{
	sqlite3 *db;
	sqlite3_stmt *insert;
	char text[500];

	if (argc != 4)
		return fprintf(stderr, "paced_commit FILE COMMITS PER_SECOND\n"), 2;
	long count = strtol(argv[2], NULL, 10);
	long long step = (long long)(1e6 / strtod(argv[3], NULL));
	must(sqlite3_open(argv[1], &db), db);
	must(sqlite3_exec(db,
			  "pragma journal_mode=wal; pragma synchronous=full;"
			  "create table row(id integer primary key, text text)",
			  NULL, NULL, NULL),
	     db);
	must(sqlite3_prepare_v2(db, "insert into row(text) values(?)", -1, &insert, NULL), db);
	memset(text, 'x', sizeof text);
	for (long long i = 0, start = now_us(); i < count; i++) {
		long long due = start + i * step, wait = due - now_us();
		struct timespec pause = {.tv_sec = wait / 1000000,
					 .tv_nsec = wait % 1000000 * 1000};
		if (wait > 0)
			nanosleep(&pause, NULL);
		long long before = now_us();
		must(sqlite3_bind_text(insert, 1, text, sizeof text, SQLITE_STATIC), db);
		must(sqlite3_step(insert), db);
		must(sqlite3_reset(insert), db);
		printf("%lld\n", now_us() - before);
	}
	sqlite3_finalize(insert);
	return sqlite3_close(db) != SQLITE_OK;
}
