/* What is read row by row. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "store/sql.h"

static bool ignore_row(void *self, sqlite3_stmt *s)
{
	(void)self;
	(void)s;
	return true;
}

bool store_read_begin(struct store *st, struct err *e)
{
	assert(sqlite3_get_autocommit(st->db));
	if (sql_run(st, STMT_BEGIN_READ) != SQLITE_OK)
		return sql_fail(st, e);
	/* The moment is that of the first look. */
	if (sql_each(st, STMT_LAST_SEQ, ignore_row, NULL, e))
		return true;
	store_read_end(st);
	return false;
}

/* A transaction that only read has nothing to lose: how it ends cannot fail. */
void store_read_end(struct store *st)
{
	if (!sqlite3_get_autocommit(st->db))
		sql_run(st, STMT_ROLLBACK);
}

struct epoch {
	struct id *out;
	bool found;
};

static bool read_epoch(void *self, sqlite3_stmt *s)
{
	struct epoch *epoch = self;

	epoch->found = column_id(s, 0, epoch->out);
	return true;
}

bool store_epoch(struct store *st, struct id *out, struct err *e)
{
	struct epoch epoch = {.out = out};

	bind_text(st->stmts[STMT_GET_META], 1, "epoch");
	if (!sql_each(st, STMT_GET_META, read_epoch, &epoch, e))
		return false;
	return epoch.found ||
	       err_set(e, ERR_DATABASE, "%s: its epoch (in meta) is missing or no UUID", st->path);
}

bool meta_new_epoch(struct store *st, struct err *e)
{
	sqlite3_stmt *s = st->stmts[STMT_PUT_META];
	const struct id epoch = id_new();

	bind_text(s, 1, "epoch");
	bind_id(s, 2, &epoch);
	return sql_run(st, STMT_PUT_META) == SQLITE_OK || sql_fail(st, e);
}

static bool read_counts(void *self, sqlite3_stmt *s)
{
	struct store_counts *out = self;

	*out = (struct store_counts){
		.tables = (uint64_t)sqlite3_column_int64(s, 0),
		.themes = (uint64_t)sqlite3_column_int64(s, 1),
		.cards = (uint64_t)sqlite3_column_int64(s, 2),
		.ideas = (uint64_t)sqlite3_column_int64(s, 3),
		.operations = (uint64_t)sqlite3_column_int64(s, 4),
		.changes = (uint64_t)sqlite3_column_int64(s, 5),
	};
	return true;
}

bool store_count(struct store *st, struct store_counts *out, struct err *e)
{
	return sql_each(st, STMT_COUNT, read_counts, out, e);
}

struct seats {
	void (*each)(void *self, const struct seat_row *seat);
	void *self;
};

static bool read_seat(void *self, sqlite3_stmt *s)
{
	struct seats *seats = self;
	struct seat_row seat = {.generation = (unsigned)sqlite3_column_int64(s, 1)};

	snprintf(seat.name, sizeof seat.name, "%s", column_text(s, 0));
	seats->each(seats->self, &seat);
	return true;
}

bool store_each_seat(struct store *st, void (*each)(void *self, const struct seat_row *seat),
		     void *self, struct err *e)
{
	struct seats seats = {each, self};

	return sql_each(st, STMT_EACH_SEAT, read_seat, &seats, e);
}

bool store_replace_seat(struct store *st, const char *name, struct err *e)
{
	sqlite3_stmt *s = st->stmts[STMT_REPLACE_SEAT];

	assert(st->mode == STORE_WRITE);
	bind_text(s, 1, name);
	bind_int(s, 2, clock_wall_ms());
	if (sql_run(st, STMT_REPLACE_SEAT) != SQLITE_OK)
		return sql_fail(st, e);
	return sqlite3_changes(st->db) == 1 ||
	       err_set(e, ERR_UNKNOWN_ID, "%s: there is no seat \"%s\"", st->path, name);
}

struct operations {
	struct store *store;
	void (*each)(void *self, const struct operation *op);
	void *self;
	struct err *e;
};

static bool read_operation(void *self, sqlite3_stmt *s)
{
	struct operations *all = self;
	struct operation o = {
		.command = column_text(s, 3),
		.at_ms = sqlite3_column_int64(s, 4),
		.device_at_ms = sqlite3_column_int64(s, 5),
		.first = (uint64_t)sqlite3_column_int64(s, 6),
		.last = (uint64_t)sqlite3_column_int64(s, 7),
	};

	if (!column_id(s, 0, &o.op) || (!column_is_null(s, 2) && !column_id(s, 2, &o.device)))
		return err_set(all->e, ERR_DATABASE,
			       "%s: operation \"%s\": its op or device is no UUID",
			       all->store->path, column_text(s, 0));
	snprintf(o.seat, sizeof o.seat, "%s", column_text(s, 1));
	all->each(all->self, &o);
	return true;
}

bool store_each_operation(struct store *st, void (*each)(void *self, const struct operation *op),
			  void *self, struct err *e)
{
	struct operations all = {st, each, self, e};

	return sql_each(st, STMT_EACH_OPERATION, read_operation, &all, e);
}

struct changes {
	struct store *store;
	void (*each)(void *self, const struct history_row *row);
	void *self;
	struct err *e;
};

static bool read_change(void *self, sqlite3_stmt *s)
{
	struct changes *all = self;
	struct history_row row = {
		.seq = (uint64_t)sqlite3_column_int64(s, 0),
		.body = column_text(s, 3),
		.seat = column_text(s, 5),
		.command = column_text(s, 6),
		.at_ms = sqlite3_column_int64(s, 7),
	};
	int type = word_index(entity_type_words, STORED_TYPES, column_text(s, 1));

	if (type < 0 || !column_id(s, 2, &row.id) || !column_id(s, 4, &row.op))
		return err_set(
			all->e, ERR_DATABASE,
			"%s: change %llu is of no type that is known, or its id or op is no UUID",
			all->store->path, (unsigned long long)row.seq);
	row.type = (enum entity_type)type;
	all->each(all->self, &row);
	return true;
}

bool store_each_change(struct store *st, void (*each)(void *self, const struct history_row *row),
		       void *self, struct err *e)
{
	struct changes all = {st, each, self, e};

	return sql_each(st, STMT_EACH_CHANGE, read_change, &all, e);
}

struct words {
	void (*each)(void *self, const struct word_row *row);
	void *self;
};

static const char *optional_text(sqlite3_stmt *s, int column)
{
	return column_is_null(s, column) ? NULL : column_text(s, column);
}

static bool read_word(void *self, sqlite3_stmt *s)
{
	struct words *all = self;
	const struct word_row row = {.seq = (uint64_t)sqlite3_column_int64(s, 0),
				     .slot = column_text(s, 1),
				     .text = column_text(s, 2),
				     .kind = optional_text(s, 3),
				     .language = optional_text(s, 4),
				     .translation = optional_text(s, 5)};

	all->each(all->self, &row);
	return true;
}

bool store_each_word(struct store *st, void (*each)(void *self, const struct word_row *row),
		     void *self, struct err *e)
{
	struct words all = {each, self};

	return sql_each(st, STMT_EACH_WORD, read_word, &all, e);
}
