/* A copy under a name of its own: made beside its place, then moved there, so that it is whole or
 * not there at all. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "store/sql.h"

/* VACUUM copies a file of another moment than the one it is called in: it cannot be in a
 * transaction, and takes one of its own. */
static bool copy_into(struct store *st, const char *to, struct err *e)
{
	sqlite3_stmt *s = NULL;
	bool good = sqlite3_prepare_v2(st->db, "VACUUM INTO ?1", -1, &s, NULL) == SQLITE_OK;

	if (good) {
		bind_text(s, 1, to);
		good = sqlite3_step(s) == SQLITE_DONE;
	}
	if (!good)
		err_set(e, ERR_DATABASE, "%s: %s", to, sqlite3_errmsg(st->db));
	sqlite3_finalize(s);
	return good;
}

/* A copy is another line of history: devices must send again what it may lack. */
static bool give_epoch(const char *path, struct err *e)
{
	static const char copied[] = "INSERT INTO meta (key, value) "
				     "VALUES ('copied', strftime('%Y-%m-%dT%H:%M:%SZ', 'now')) "
				     "ON CONFLICT (key) DO UPDATE SET value = excluded.value";
	struct store *copy = connection_new(STORE_WRITE);
	bool good;

	copy->path = mem_copy_text(path, strlen(path));
	good = connection_open(copy, e) && sql_exec(copy, "PRAGMA synchronous = FULL; BEGIN", e) &&
	       sql_prepare(copy, e) && meta_new_epoch(copy, e) && sql_exec(copy, copied, e) &&
	       sql_exec(copy, "COMMIT", e);
	store_close(copy);
	return good;
}

static bool move_into_place(const char *made, const char *to, struct err *e)
{
	if (!file_sync(made))
		return err_set(e, ERR_FILE, "%s: cannot be synced: %s", to, strerror(errno));
	/* Disks that cannot say "unless it exists" (some for USB sticks) were asked before. */
	if (renameat2(AT_FDCWD, made, AT_FDCWD, to, RENAME_NOREPLACE) &&
	    (errno != EINVAL || rename(made, to)))
		return err_set(e, ERR_FILE, "%s: %s", to, strerror(errno));
	if (!file_sync_folder_of(to))
		return err_set(e, ERR_FILE, "%s: its folder cannot be synced: %s", to,
			       strerror(errno));
	return true;
}

static bool is_free(const char *to, struct err *e)
{
	static const char *const suffixes[] = {"", "-wal", "-journal"};
	struct stat is;
	bool good = true;

	for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0] && good; i++) {
		struct buf path = {0};
		buf_print(&path, "%s%s", to, suffixes[i]);
		if (!lstat(path.data, &is))
			good = err_set(e, ERR_FILE, "%s exists already; nothing was done",
				       path.data);
		buf_finish(&path);
	}
	return good;
}

bool store_backup(struct store *st, const char *to, struct err *e)
{
	struct buf made = {0}, journal = {0};
	bool good = false;
	int fd;

	if (!is_free(to, e))
		return false;
	/* "./": what begins with "file:" would be taken for a URI. */
	buf_print(&made, "%s%s.part-XXXXXX", to[0] == '/' ? "" : "./", to);
	fd = mkstemp(made.data);
	if (fd < 0) {
		err_set(e, ERR_FILE, "%s: %s", to, strerror(errno));
		goto out;
	}
	close(fd);
	good = copy_into(st, made.data, e) && give_epoch(made.data, e) &&
	       move_into_place(made.data, to, e);
	if (!good) {
		buf_print(&journal, "%s-journal", made.data);
		unlink(made.data);
		unlink(journal.data);
	}
out:
	buf_finish(&made);
	buf_finish(&journal);
	return good;
}
