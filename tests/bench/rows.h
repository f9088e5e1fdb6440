/* The least a disk must do: one row a card, in transactions that are on disk when they end. */
#ifndef BURGERTOP_BENCH_ROWS_H
#define BURGERTOP_BENCH_ROWS_H

#include <stdbool.h>
#include <stddef.h>

/* Any failure of the disk ends the program. */
void rows_open(const char *path);
void rows_begin(void);
bool rows_add(const char *id, size_t id_len, const char *body, size_t len); /* false: id is taken */
void rows_commit(void);
void rows_checkpoint(void); /* when the WAL has grown */

#endif
