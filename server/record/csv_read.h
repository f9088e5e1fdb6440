/* Reading CSV files (RFC 4180; comma or semicolon, with or without a byte order mark; LF or CRLF).
 */
#ifndef BURGERTOP_RECORD_CSV_READ_H
#define BURGERTOP_RECORD_CSV_READ_H

#include <stddef.h>

#include "base/err.h"

/*
 * Calls back for each row after the header with the cells of the columns asked for, NUL-terminated
 * and borrowed for the time of the call. The separator is that of the header row. ERR_FILE when the
 * file cannot be read, lacks a column (it says which it has), or ends inside quotes (it says in
 * which line they began).
 */
bool csv_read(const char *path, const char *const *columns, size_t column_count,
	      void (*each)(void *self, char *const *cells), void *self, struct err *e);

#endif
