#include "net/server.h"

#include <ev.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/machine.h"
#include "net/wired.h"
#include "store/writer.h"

#define TICK_S       0.2
#define FAREWELL_S   0.3 /* for goodbyes to leave */
#define RECEIVE_ROOM 1024
#define WRITE_MOST   65536
#define HEADERS_ROOM 8192
#define FILES_MOST   65536
#define TLS_COST     2 /* so many times the memory for a connection: 20 KB more when idle */

struct run {
	struct server server;
	struct ev_loop *loop;
	ev_prepare round;
	ev_idle more;
	ev_async written;
	ev_timer tick;
	ev_timer farewell;
	ev_signal term;
	ev_signal interrupt;
	ev_signal hangup;
	bool said_bye;
};

static void on_more(struct ev_loop *loop, ev_idle *w, int events)
{
	(void)loop, (void)w, (void)events; /* that it is active keeps the loop from sleeping */
}

static void on_farewell(struct ev_loop *loop, ev_timer *w, int events)
{
	(void)w, (void)events;
	ev_break(loop, EVBREAK_ALL);
}

static void on_round(struct ev_loop *loop, ev_prepare *w, int events)
{
	struct run *r = w->data;
	bool more = app_round_end(r->server.app, r->server.busy);

	(void)events;
	r->server.busy = false;
	if (more)
		ev_idle_start(loop, &r->more);
	else
		ev_idle_stop(loop, &r->more);
	if (app_failed(r->server.app))
		ev_break(loop, EVBREAK_ALL);
	if (r->server.stopping && !r->said_bye && app_stop(r->server.app)) {
		r->said_bye = true;
		app_bye(r->server.app);
		ev_timer_start(loop, &r->farewell);
	}
}

static void on_written(struct ev_loop *loop, ev_async *w, int events)
{
	(void)loop, (void)w, (void)events; /* the round's end takes the result */
}

static void wake(void *self) /* on the writer's thread */
{
	struct run *r = self;
	ev_async_send(r->loop, &r->written);
}

static void on_tick(struct ev_loop *loop, ev_timer *w, int events)
{
	struct run *r = w->data;
	(void)loop, (void)events;
	app_tick(r->server.app);
	door_tick(&r->server.door);
	pulse_tick(&r->server.pulse, clock_monotonic_us());
	if (r->server.tls)
		tls_tick(r->server.tls, clock_monotonic_us());
}

static void on_signal(struct ev_loop *loop, ev_signal *w, int events)
{
	struct run *r = w->data;

	(void)loop, (void)events;
	if (!r->server.stopping)
		log_info("stopping");
	r->server.stopping = true;
	door_close(&r->server.door);
}

static void on_hangup(struct ev_loop *loop, ev_signal *w, int events)
{
	struct run *r = w->data;

	(void)loop, (void)events;
	tls_reload(r->server.tls);
}

static void log_lws(int level, const char *line)
{
	int len = (int)strcspn(line, "\n");

	(void)level;
	log_warn("libwebsockets: %.*s", len, line);
}

struct place {
	char host[256];
	int port;
	bool v6;
};

static bool parse_listen(const char *text, struct place *out, struct err *e)
{
	const char *colon = strrchr(text, ':');
	char *end;

	if (!colon || !colon[1])
		goto bad;
	long port = strtol(colon + 1, &end, 10);
	size_t len = (size_t)(colon - text);
	if (*end || port < 0 || port > 65535 || !len || len >= sizeof out->host)
		goto bad;
	out->v6 = text[0] == '[' && text[len - 1] == ']';
	snprintf(out->host, sizeof out->host, "%.*s", (int)(out->v6 ? len - 2 : len),
		 out->v6 ? text + 1 : text);
	out->port = (int)port;
	return true;
bad:
	return err_set(
		e, ERR_USAGE,
		"--listen %s: give an address and a port, such as 127.0.0.1:7500 or [::]:7500",
		text);
}

/* A plain request at the port of TLS reaches our callbacks, which know what to say. */
#define TLS_OPTIONS                                                                                \
	(LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT | LWS_SERVER_OPTION_ALLOW_NON_SSL_ON_SSL_PORT |      \
	 LWS_SERVER_OPTION_ALLOW_HTTP_ON_HTTPS_LISTENER)

static struct lws_context *make_context(struct run *r, const struct server_options *options,
					bool v6, struct err *e)
{
	static const struct lws_protocols protocols[] = {
		{"http", http_callback, sizeof(struct http_conn), 0, 0, NULL, WRITE_MOST},
		{"burgertop.1", ws_callback, sizeof(struct ws_conn), RECEIVE_ROOM, 0, NULL,
		 WRITE_MOST},
		{0},
	};
	static const lws_retry_bo_t no_liveness = {0}; /* that is net/pulse.h's */
	void *loops[] = {r->loop};
	const struct lws_context_creation_info info = {
		.port = CONTEXT_PORT_NO_LISTEN_SERVER, /* the door listens */
		.protocols = protocols,
		.user = &r->server,
		.gid = (gid_t)-1,
		.uid = (uid_t)-1,
		.foreign_loops = loops,
		.options = LWS_SERVER_OPTION_LIBEV | LWS_SERVER_OPTION_VALIDATE_UTF8 |
			   (v6 ? 0 : LWS_SERVER_OPTION_DISABLE_IPV6) |
			   (r->server.tls ? TLS_OPTIONS : 0),
		.ssl_cert_filepath = options->cert,
		.ssl_private_key_filepath = options->key,
		.retry_and_idle_policy = &no_liveness,
		.timeout_secs = 10,
		.keepalive_timeout = 30,
		.max_http_header_data = HEADERS_ROOM,
		.alpn = "http/1.1",
		.extensions = NULL, /* permessage-deflate would let any client end the server */
	};
	struct lws_context *context = lws_create_context(&info);

	if (!context)
		err_set(e, ERR_NETWORK, "libwebsockets cannot start");
	return context;
}

/* The socket library counts on as many descriptors as are allowed when its context is made. */
static void measure(struct run *r, size_t viewers_wanted)
{
	struct space *space = app_space(r->server.app);
	uint64_t memory = machine_memory();

	if (r->server.tls)
		memory /= TLS_COST;
	space_measure(space, machine_files(FILES_MOST), memory, viewers_wanted);
	log_info("room for %zu viewers, beside %zu seats", space->viewers_most, space->seat_count);
	if (!space->viewers_most && viewers_wanted)
		log_warn("the seats need all descriptors and memory there are; allow more open "
			 "files (ulimit -n) to let the public in");
}

static void start_watchers(struct run *r)
{
	ev_prepare_init(&r->round, on_round);
	ev_idle_init(&r->more, on_more);
	ev_async_init(&r->written, on_written);
	ev_timer_init(&r->tick, on_tick, TICK_S, TICK_S);
	ev_timer_init(&r->farewell, on_farewell, FAREWELL_S, 0);
	ev_signal_init(&r->term, on_signal, SIGTERM);
	ev_signal_init(&r->interrupt, on_signal, SIGINT);
	ev_signal_init(&r->hangup, on_hangup, SIGHUP);
	r->round.data = r->tick.data = r->term.data = r->interrupt.data = r->hangup.data = r;
	ev_prepare_start(r->loop, &r->round);
	ev_async_start(r->loop, &r->written);
	ev_timer_start(r->loop, &r->tick);
	ev_signal_start(r->loop, &r->term);
	ev_signal_start(r->loop, &r->interrupt);
	if (r->server.tls)
		ev_signal_start(r->loop, &r->hangup);
}

static bool serve(struct run *r, const struct place *place, const struct server_options *options,
		  struct err *e)
{
	struct door *door = &r->server.door;
	struct lws_context *context;

	measure(r, options->viewers_most);
	context = make_context(r, options, place->v6, e);
	if (!context)
		return false;
	if (r->server.tls)
		door_wait_for_words(door);
	door_open(door, r->server.app, lws_get_vhost_by_name(context, "default"), r->loop);
	log_info(place->v6 ? "ready at %s://[%s]:%d (%s)" : "ready at %s://%s:%d (%s)",
		 r->server.tls ? "https" : "http", place->host, door->port, options->db);
	ev_run(r->loop, 0);

	bool good = !app_failed(r->server.app) ||
		    err_set(e, ERR_DATABASE,
			    "the disk failed; what was acknowledged is on it. Start again");
	door_close(door);
	lws_context_destroy(context);
	return good;
}

bool server_run(const struct server_options *options, struct store *store,
		const struct secret_key *key, struct err *e)
{
	struct run r = {0};
	struct place place;
	struct writer *writer = NULL;
	bool good = false;

	lws_set_log_level(LLL_ERR | LLL_WARN, log_lws);
	r.server.door.fd = -1;
	pulse_init(&r.server.pulse, ws_ask, ws_end);
	if (!parse_listen(options->listen, &place, e) ||
	    (options->cert && !(r.server.tls = tls_open(options->cert, options->key, e))) ||
	    !assets_load(&r.server.assets, options->pages, e) ||
	    !door_make(&r.server.door, place.host, place.port, place.v6, e))
		goto out_assets;
	r.loop = ev_loop_new(EVFLAG_AUTO);
	start_watchers(&r);
	writer = writer_start(store, wake, &r, e);
	if (!writer)
		goto out_loop;
	r.server.app = app_create(options->db, key, writer, &ws_ops, e);
	if (r.server.app)
		good = serve(&r, &place, options, e);
	writer_stop(writer);
	app_destroy(r.server.app);
out_loop:
	ev_loop_destroy(r.loop);
out_assets:
	door_close(&r.server.door);
	assets_finish(&r.server.assets);
	tls_close(r.server.tls);
	return good;
}
