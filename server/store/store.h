/*
 * The database file of one summit: the only folder that knows SQLite.
 *
 * One connection writes and checkpoints, in one process at a time (a lock on FILE.lock sees to it:
 * SQLite 3.40 can spoil a file when two connections write and checkpoint at the same instant). Any
 * number of read-only connections may look on.
 *
 * schema/migrations/ has the tables, with comments. Each change of an entity is a row in its table
 * and a row in `change`, whose body is made by SQLite from that row: history and tables cannot be
 * written apart.
 */
#ifndef BURGERTOP_STORE_STORE_H
#define BURGERTOP_STORE_STORE_H

#include "base/err.h"
#include "base/id.h"
#include "summit/summit.h"

#define SEAT_NAME_MOST 24 /* "table/12", with its NUL */

struct store;

struct seat_row {
	char name[SEAT_NAME_MOST];
	unsigned generation; /* 1 at first; one more each time its link is replaced */
};

struct store_counts {
	uint64_t tables;
	uint64_t themes;
	uint64_t cards;
	uint64_t ideas;
	uint64_t operations;
	uint64_t changes;
};

/* One command that was taken, or a subcommand of the program ("summit.new"): who did what, and
 * which changes it made. */
struct operation {
	struct id op;
	char seat[SEAT_NAME_MOST]; /* "burgertop" for the program itself */
	struct id device;          /* nil when not said */
	const char *command;       /* "card.add"; static */
	int64_t at_ms;             /* server's clock */
	int64_t device_at_ms;      /* the device's; 0 when not said */
	uint64_t
		first; /* its changes: first to last. Equal to `last + 1` when it changed nothing */
	uint64_t last;
	char replaces[SEAT_NAME_MOST]; /* the seat whose link it replaces; "" when none */
};

/* What one transaction writes. The changes cover the operations' ranges, in order. */
struct batch {
	const struct operation *operations;
	size_t operation_count;
	const struct change *changes;
	size_t change_count;
};

enum commit_result {
	COMMIT_DONE,
	COMMIT_REFUSED, /* nothing was written and the file is whole: no space, or read-only. May be
			   tried again */
	COMMIT_LOST, /* a write or sync failed: what is on disk is not known. The process must end
			and start anew */
};

enum store_mode { STORE_WRITE, STORE_READ };

/* Makes a new file with its tables and these seats. Refuses a path that exists. The store is open
 * for writing; NULL on failure. */
struct store *store_create(const char *path, const struct seat_row *seats, size_t seat_count,
			   struct err *e);

/*
 * Opens an existing file. For writing: takes the lock, brings the tables up to date, recovers and
 * truncates the WAL. Refuses a file that is no summit's, one of a newer program, and (for writing)
 * one that another process has open for writing.
 */
struct store *store_open(const char *path, enum store_mode mode, struct err *e);
void store_close(struct store *st); /* NULL is fine */

/* What is read between these two is of one moment, whatever is written meanwhile. Each function
 * below that reads is of one moment by itself too. */
bool store_read_begin(struct store *st, struct err *e);
void store_read_end(struct store *st);

/* Reads everything into an empty summit. On false the summit holds a part, to be destroyed. */
bool store_load(struct store *st, struct summit *s, struct err *e);
bool store_epoch(struct store *st, struct id *epoch, struct err *e);

/* Calls back for each seat, and for each operation in order. Borrowed for the time of the call. */
bool store_each_seat(struct store *st, void (*each)(void *self, const struct seat_row *seat),
		     void *self, struct err *e);
bool store_each_operation(struct store *st, void (*each)(void *self, const struct operation *op),
			  void *self, struct err *e);

bool store_count(struct store *st, struct store_counts *out, struct err *e);

/* One row of history: a change, with its operation. body is JSON text, words by reference to their
 * seq. */
struct history_row {
	uint64_t seq;
	enum entity_type type;
	struct id id;
	const char *body;
	struct id op;
	const char *seat;
	const char *command;
	int64_t at_ms;
};
bool store_each_change(struct store *st, void (*each)(void *self, const struct history_row *row),
		       void *self, struct err *e);

/* What one change brought to read. */
struct word_row {
	uint64_t seq;
	const char *slot; /* "text" of a card, "title" of an idea, "field" of a plan */
	const char *text;
	const char *kind;        /* of a card, as the two below; else NULL */
	const char *language;    /* NULL: Dutch */
	const char *translation; /* NULL when there is none */
};
bool store_each_word(struct store *st, void (*each)(void *self, const struct word_row *row),
		     void *self, struct err *e);

/* Gives a seat another generation, so that its link and code are others from now on. ERR_UNKNOWN_ID
 * when there is no such seat. */
bool store_replace_seat(struct store *st, const char *name, struct err *e);

/* Writes a batch in one transaction; returns when it is on disk. e is filled unless COMMIT_DONE.
 * After COMMIT_LOST every further commit is lost too. */
enum commit_result store_commit(struct store *st, const struct batch *batch, struct err *e);

/* Moves the WAL into the database when it has grown; between batches, by the writer alone. When a
 * write or sync fails here too, every commit from then on is lost. */
bool store_checkpoint(struct store *st, struct err *e);

/* A consistent copy in a new file, with a new epoch, while others go on. Refuses a path that
 * exists. */
bool store_backup(struct store *st, const char *to, struct err *e);

/*
 * SQLite's own integrity check, and the last that history says of each thing against its table.
 * Calls back with a line for each finding; *findings is how many. False only when it could not
 * look.
 */
bool store_check(struct store *st, void (*each)(void *self, const char *finding), void *self,
		 size_t *findings, struct err *e);

#endif
