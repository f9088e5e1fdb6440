/*
 * The summit as it runs: sessions, commands, the intake and the hub, wired together. Knows no
 * socket and no SQL: net calls these functions from its one thread, and is called back through
 * struct ops. Read app.c first.
 */
#ifndef BURGERTOP_CORE_APP_H
#define BURGERTOP_CORE_APP_H

#include "base/buf.h"
#include "base/secret.h"
#include "core/hub.h"
#include "core/ops.h"
#include "core/session.h"
#include "core/space.h"
#include "store/writer.h"

#define MESSAGE_MOST        65536 /* bytes in a message of a seat */
#define MESSAGE_MOST_PUBLIC 4096  /* of the public, and of a connection that has not said hello */

struct app;

/* db: the file's path, which is read anew at the start and after a refused commit. The writer stays
 * the caller's. */
struct app *app_create(const char *db, const struct secret_key *key, struct writer *writer,
		       const struct ops *ops, struct err *e);
void app_destroy(struct app *a); /* NULL is fine; nothing may be in flight */

/* A connection came: its session's id, to be given to all that follows. */
uint64_t app_open(struct app *a, void *conn, const char *address);
void app_close(struct app *a, uint64_t session);
void app_receive(struct app *a, uint64_t session, const char *message,
		 size_t len); /* one whole message */
void app_writable(struct app *a, uint64_t session);
size_t app_message_most(struct app *a, uint64_t session); /* bytes that it may send in a message */
bool app_said_hello(struct app *a, uint64_t session);

/* Net measures it, and counts the connections in it. */
struct space *app_space(struct app *a);

/*
 * At the end of each round of the loop, before it sleeps. busy: this round brought something. True:
 * there is more to do, come back without sleeping.
 */
bool app_round_end(struct app *a, bool busy);

/* Five times a second. */
void app_tick(struct app *a);

/* The server stops: no new commands. True once what was taken is on disk and answered; call
 * app_round_end until then, then app_bye. */
bool app_stop(struct app *a);
void app_bye(struct app *a);

bool app_failed(const struct app *a); /* the disk was lost: end the process, let it start anew */
bool app_health(const struct app *a, const char **why);
void app_metrics(struct app *a, struct buf *out); /* Prometheus text */

#endif
