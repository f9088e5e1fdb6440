/*
 * The door: it listens, and takes in as many connections as there is room for; the others wait in
 * the system's queue, in order. Who has come in and not said hello yet is a guest; when room is
 * short, guests that only stand there are shown out.
 *
 * Listening is done here and not by libwebsockets, whose listener takes in everybody at once, and
 * spins when the process has no descriptor left.
 */
#ifndef BURGERTOP_NET_DOOR_H
#define BURGERTOP_NET_DOOR_H

#include <ev.h>
#include <libwebsockets.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "core/app.h"

struct guest {
	struct lws *wsi;
	uint64_t session; /* 0: no WebSocket yet */
	int64_t since_us; /* when it came, or last did something */
	struct guest *prev;
	struct guest *next;
};

struct door {
	struct app *app;
	struct lws_vhost *vhost;
	struct ev_loop *loop;
	ev_io knock;
	int fd;
	int port;
	bool out_of_files; /* which was said in the log */
	struct guest hall; /* head of the guests, the one that was silent longest first */
};

/* Binds and listens; nobody is let in before door_open. port 0: any that is free. */
bool door_make(struct door *d, const char *host, int port, bool v6, struct err *e);
/* Lets in who has said something, before door_open. With TLS that is the first half of a handshake,
 * the costly one: so there are no more of these in a round of the loop than are let in, even when
 * the whole hall comes at once. */
void door_wait_for_words(struct door *d);
void door_open(struct door *d, struct app *app, struct lws_vhost *vhost, struct ev_loop *loop);
void door_close(struct door *d); /* for good; those inside stay */

/* Five times a second. */
void door_tick(struct door *d);

/* What libwebsockets tells of a connection that door let in. */
void door_active(struct door *d, struct lws *wsi); /* it sent or took something over HTTP */
void door_session(struct door *d, struct lws *wsi, uint64_t session);
void door_gone(struct door *d, struct lws *wsi);

#endif
