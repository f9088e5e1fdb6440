/* Writing CSV files by the rules of record.h. */
#ifndef BURGERTOP_RECORD_CSV_WRITE_H
#define BURGERTOP_RECORD_CSV_WRITE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct csv {
	FILE *file;
	bool inside; /* of a row */
};

void csv_text(struct csv *c, const char *text); /* NULL: an empty cell */
void csv_number(struct csv *c, uint64_t number);
void csv_time(struct csv *c, int64_t ms); /* 2027-01-16T09:30:00.123Z; 0: an empty cell */
void csv_end(struct csv *c);              /* of the row */
void csv_header(struct csv *c, const char *const *names, size_t count);

#endif
