#include "store/writer.h"

#include <assert.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"

struct writer {
	struct store *store;
	void (*on_done)(void *self);
	void *self;
	pthread_t thread;
	pthread_mutex_t mutex; /* for all below */
	pthread_cond_t changed;
	const struct batch *batch; /* submitted and not yet finished */
	bool finished;             /* and not yet taken back */
	bool stop;
	enum commit_result result;
	struct err problem;
};

/* The next batch; NULL when there will be none. */
static const struct batch *wait_for_batch(struct writer *w)
{
	const struct batch *batch;

	pthread_mutex_lock(&w->mutex);
	while (!w->batch && !w->stop)
		pthread_cond_wait(&w->changed, &w->mutex);
	batch = w->batch;
	pthread_mutex_unlock(&w->mutex);
	return batch;
}

static void *run(void *self)
{
	struct writer *w = self;
	const struct batch *batch;
	struct err e;

	while ((batch = wait_for_batch(w))) {
		struct err problem = {0};
		enum commit_result result = store_commit(w->store, batch, &problem);

		pthread_mutex_lock(&w->mutex);
		w->batch = NULL;
		w->result = result;
		w->problem = problem;
		w->finished = true;
		pthread_mutex_unlock(&w->mutex);
		w->on_done(w->self);
		/* Those who wait for this batch need not wait for the checkpoint. */
		if (!store_checkpoint(w->store, &e))
			log_warn("the write-ahead log stays long: %s", e.text);
	}
	return NULL;
}

struct writer *writer_start(struct store *store, void (*on_done)(void *self), void *self,
			    struct err *e)
{
	struct writer *w = mem_new(sizeof *w);
	sigset_t all, before;
	int why;

	w->store = store;
	w->on_done = on_done;
	w->self = self;
	pthread_mutex_init(&w->mutex, NULL);
	pthread_cond_init(&w->changed, NULL);
	/* Signals are the loop's. */
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	why = pthread_create(&w->thread, NULL, run, w);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (!why)
		return w;
	err_set(e, ERR_DATABASE, "the writer's thread cannot be started: %s", strerror(why));
	pthread_cond_destroy(&w->changed);
	pthread_mutex_destroy(&w->mutex);
	free(w);
	return NULL;
}

void writer_stop(struct writer *w)
{
	if (!w)
		return;
	pthread_mutex_lock(&w->mutex);
	w->stop = true;
	pthread_cond_signal(&w->changed);
	pthread_mutex_unlock(&w->mutex);
	pthread_join(w->thread, NULL);
	pthread_cond_destroy(&w->changed);
	pthread_mutex_destroy(&w->mutex);
	free(w);
}

void writer_submit(struct writer *w, const struct batch *batch)
{
	pthread_mutex_lock(&w->mutex);
	assert(!w->batch && !w->finished && !w->stop);
	w->batch = batch;
	pthread_cond_signal(&w->changed);
	pthread_mutex_unlock(&w->mutex);
}

bool writer_take(struct writer *w, enum commit_result *result, struct err *e)
{
	bool finished;

	pthread_mutex_lock(&w->mutex);
	finished = w->finished;
	if (finished) {
		*result = w->result;
		if (w->result != COMMIT_DONE)
			*e = w->problem;
		w->finished = false;
	}
	pthread_mutex_unlock(&w->mutex);
	return finished;
}
