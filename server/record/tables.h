/* The files of the record, each from the summit in memory. Within record alone. */
#ifndef BURGERTOP_RECORD_TABLES_H
#define BURGERTOP_RECORD_TABLES_H

#include <stdio.h>

#include "store/store.h"

typedef bool record_writer(FILE *file, const struct summit *s, struct store *store, struct err *e);

record_writer json_write_record;
record_writer csv_write_cards;
record_writer csv_write_ideas;
record_writer csv_write_themes;
record_writer csv_write_tables;
record_writer csv_write_history;

#endif
