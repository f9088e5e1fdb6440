/*
 * One or many WebSocket clients on one loop, for order and rehearse: each as a browser's, with
 * subprotocol burgertop.1. A client is a number from 0; who it is and what it says is the caller's.
 */
#ifndef BURGERTOP_NET_CLIENT_H
#define BURGERTOP_NET_CLIENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

struct clients;

struct client_events { /* called on the loop, with the caller's self */
	void (*opened)(void *self, size_t client);
	void (*received)(void *self, size_t client, const char *message, size_t len);
	void (*closed)(void *self, size_t client); /* also when it could not connect */
	void (*tick)(void *self);                  /* every 2 ms */
};

/* url: http://host:port or https://host:port, as pages are opened; ws and wss are the same. NULL
 * with ERR_USAGE or ERR_NETWORK. */
struct clients *clients_create(const char *url, size_t count, const struct client_events *events,
			       void *self, struct err *e);
void clients_destroy(struct clients *all); /* NULL is fine */

void clients_connect(struct clients *all, size_t client);

/* Ends a connection, or the attempt at one, at once and without a goodbye: what has not left yet
 * does not go out any more. `closed` is called before it returns. Not from inside an event but
 * tick. */
void clients_cut(struct clients *all, size_t client);

void clients_send(struct clients *all, size_t client,
		  const struct buf *message); /* copies; in order */
bool clients_is_open(const struct clients *all, size_t client);

void clients_run(struct clients *all); /* until clients_stop, or SIGINT or SIGTERM */
void clients_stop(struct clients *all);
bool clients_interrupted(const struct clients *all);

#endif
