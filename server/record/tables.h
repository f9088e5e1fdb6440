/* The files of the record, each from the summit in memory. Within record alone. */
#ifndef BURGERTOP_RECORD_TABLES_H
#define BURGERTOP_RECORD_TABLES_H

#include <stdio.h>

#include "store/store.h"

/* Whether the file took it all is asked when it is closed. */
typedef bool record_writer(FILE *file, const struct summit *s, struct store *store, struct err *e);

/* For reading by people: by table and number, by theme and title. Owned by the caller, what they
 * point to is not. */
const struct card **sorted_cards(const struct summit *s);
const struct idea **sorted_ideas(const struct summit *s);

record_writer json_write_record;
record_writer csv_write_cards;
record_writer csv_write_ideas;
record_writer csv_write_themes;
record_writer csv_write_tables;
record_writer csv_write_plans;
record_writer csv_write_weighings;
record_writer csv_write_calls;
record_writer csv_write_notices;
record_writer csv_write_signoffs;
record_writer csv_write_history;

#endif
