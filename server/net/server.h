/*
 * The server on its loop: libwebsockets and libev, and the writer that wakes them. net is the only
 * folder that knows either.
 *
 * Each round of the loop reads what came, then its end (an ev_prepare watcher) lets core decide,
 * answer and send; while core has more to send, an ev_idle watcher keeps the loop from sleeping.
 * libev sees to it that a round's end comes after all of its reads.
 */
#ifndef BURGERTOP_NET_SERVER_H
#define BURGERTOP_NET_SERVER_H

#include <stddef.h>

#include "base/err.h"
#include "base/secret.h"
#include "store/store.h"

struct server_options {
	const char *listen; /* "127.0.0.1:7500", "[::]:7500"; port 0: any */
	const char *pages;  /* folder of the built pages */
	const char *db;     /* path of the summit */
	const char *cert;   /* PEM files; both NULL: plain HTTP */
	const char *key;
	size_t viewers_most; /* SIZE_MAX: as many as there is room for */
};

/*
 * Serves until SIGTERM or SIGINT. The store is open for writing and stays the caller's. False when
 * it could not start, or when the disk was lost on the way.
 */
bool server_run(const struct server_options *options, struct store *store,
		const struct secret_key *key, struct err *e);

#endif
