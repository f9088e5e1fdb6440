/*
 * The record: everything the day produced, as files that need no Burgertop to be read.
 *
 * record.json (record.schema.json and protocol.schema.json beside it say what is in it): all
 * entities as theme team and control room see them, ballots whole, every text that ever was, the
 * whole history.
 *
 * cards.csv, ideas.csv, themes.csv, tables.csv, plans.csv, weighings.csv, history.csv and what
 * happened around the tables: RFC 4180 with a header row; comma, CRLF, UTF-8 without a byte order
 * mark. A cell that a spreadsheet might run (it begins with = + - @, a tab, a line's end, or a
 * full-width ＝ ＋ － ＠) or that begins with ' gets a ' in front; whoever reads the file back
 * takes one ' from the front of a cell.
 */
#ifndef BURGERTOP_RECORD_RECORD_H
#define BURGERTOP_RECORD_RECORD_H

#include "store/store.h"

struct record_counts {
	size_t cards;
	size_t ideas;
	uint64_t changes;
};

/*
 * Writes the record to a folder, which must not be there, or be empty. Everything is as it was at
 * one moment; a server may go on writing. The folder is whole or absent. ERR_FILE, ERR_DATABASE.
 */
bool record_export(struct store *store, const char *dir, struct record_counts *out, struct err *e);

/* Removes a folder that record_export made, and what is in it. */
void record_remove(const char *dir);

/* What a cell of the record's CSV says: without the ' in front. Borrowed. */
const char *record_cell_text(const char *cell);

#endif
