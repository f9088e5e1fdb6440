/*
 * The writer: the one other thread, which owns the store for as long as it runs. One batch is in
 * flight at a time. The summit's memory stays still in the meantime: only the batch's own copies,
 * words and unchanging names are read from the thread.
 */
#ifndef BURGERTOP_STORE_WRITER_H
#define BURGERTOP_STORE_WRITER_H

#include "store/store.h"

struct writer;

/* on_done is called on the writer's thread: it may only wake the loop. The store stays the caller's
 * and must not be used until writer_stop. */
struct writer *writer_start(struct store *store, void (*on_done)(void *self), void *self,
			    struct err *e);
void writer_stop(struct writer *w); /* after the batch in flight, if any; NULL is fine */

/* The batch must stay as it is until it is taken back. Nothing may be in flight. */
void writer_submit(struct writer *w, const struct batch *batch);

/* Whether a submitted batch is finished; true once for each, with its result. */
bool writer_take(struct writer *w, enum commit_result *result, struct err *e);

#endif
