/* Brings the tables up to date: schema/migrations/, in order of number, each once. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "embedded/migrations.h"
#include "store/sql.h"

/* NNNN_name.sql */
static int number_of(const struct embedded_file *file)
{
	return (int)strtol(file->name, NULL, 10);
}

int migrations_last(void)
{
	int last = 0;

	for (const struct embedded_file *file = embedded_migrations; file->name; file++) {
		assert(number_of(file) == last + 1);
		last++;
	}
	return last;
}

bool migrations_run(struct store *st, int from, struct err *e)
{
	char pragma[64];

	assert(!sqlite3_get_autocommit(st->db));
	for (const struct embedded_file *file = embedded_migrations; file->name; file++) {
		if (number_of(file) <= from)
			continue;
		if (!sql_exec(st, file->text, e))
			return false;
	}
	snprintf(pragma, sizeof pragma, "PRAGMA user_version = %d", migrations_last());
	return sql_exec(st, pragma, e);
}
