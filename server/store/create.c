/* Making the file of a summit: whole with its tables, seats and epoch, or not at all. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "store/sql.h"

/* What SQLite keeps beside a database: without it, cards may be missing from that database. */
static bool has_leftover(const char *path, const char *suffix, struct err *e)
{
	struct buf beside = {0};
	struct stat is;

	buf_print(&beside, "%s%s", path, suffix);
	bool there = !stat(beside.data, &is) && is.st_size > 0;
	if (there)
		err_set(e, ERR_FILE,
			"%s is left of another file of this name, and may hold part of it: move it "
			"away first",
			beside.data);
	buf_finish(&beside);
	return there;
}

/* An empty file of our own, readable by its owner alone. SQLite gives the files beside it the same
 * permissions. */
static bool make_empty(const char *path, struct err *e)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return errno == EEXIST
			       ? err_set(e, ERR_FILE, "%s exists already; nothing was done", path)
			       : err_set(e, ERR_FILE, "%s: %s", path, strerror(errno));
	close(fd);
	if (!has_leftover(path, "-wal", e) && !has_leftover(path, "-journal", e))
		return true;
	unlink(path);
	return false;
}

/* locked: the lock was ours. It stays where it is for others' sake, but nobody knows of this file
 * yet. */
static void remove_made(const char *path, bool locked)
{
	static const char *const suffixes[] = {"", "-wal", "-shm", "-journal", ".lock"};

	for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0] - !locked; i++) {
		struct buf beside = {0};
		buf_print(&beside, "%s%s", path, suffixes[i]);
		unlink(beside.data);
		buf_finish(&beside);
	}
}

static bool put_seats(struct store *st, const struct seat_row *seats, size_t count, struct err *e)
{
	for (size_t i = 0; i < count; i++) {
		sqlite3_stmt *s = st->stmts[STMT_PUT_SEAT];
		bind_text(s, 1, seats[i].name);
		bind_int(s, 2, seats[i].generation);
		if (sql_run(st, STMT_PUT_SEAT) != SQLITE_OK)
			return sql_fail(st, e);
	}
	return true;
}

static bool fill(struct store *st, const struct seat_row *seats, size_t seat_count, struct err *e)
{
	static const char made[] = "INSERT INTO meta (key, value) "
				   "VALUES ('made', strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))";
	struct buf mark = {0};
	bool good;

	buf_print(&mark, "PRAGMA application_id = %d", APPLICATION_ID);
	good = connection_set_for_writing(st, e) && sql_exec(st, "BEGIN IMMEDIATE", e) &&
	       migrations_run(st, 0, e) && sql_exec(st, mark.data, e) && sql_exec(st, made, e) &&
	       sql_prepare(st, e) && put_seats(st, seats, seat_count, e) && meta_new_epoch(st, e) &&
	       sql_exec(st, "COMMIT", e) && connection_empty_wal(st, e);
	buf_finish(&mark);
	return good;
}

struct store *store_create(const char *path, const struct seat_row *seats, size_t seat_count,
			   struct err *e)
{
	struct store *st = connection_new(STORE_WRITE);
	char *made = NULL;
	bool locked;

	if (!make_empty(path, e))
		goto fail;
	made = mem_copy_text(path, strlen(path));
	st->path = realpath(path, NULL);
	if (!st->path) {
		err_set(e, ERR_FILE, "%s: %s", path, strerror(errno));
		goto fail;
	}
	st->lock = lock_take(st->path, e);
	if (st->lock < 0 || !connection_open(st, e) || !fill(st, seats, seat_count, e))
		goto fail;
	if (!file_sync_folder_of(st->path)) {
		err_set(e, ERR_FILE, "%s: its folder cannot be synced: %s", path, strerror(errno));
		goto fail;
	}
	connection_ready(st);
	free(made);
	return st;
fail:
	locked = st->lock >= 0;
	store_close(st);
	if (made)
		remove_made(made, locked);
	free(made);
	return NULL;
}
