#include "net/client.h"

#include <ev.h>
#include <libwebsockets.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "base/log.h"
#include "base/mem.h"

#define TICK_S       0.002
#define RECEIVE_ROOM 4096
#define FILES_BESIDE 64

struct outgoing {
	struct outgoing *next;
	size_t len;
	unsigned char bytes[]; /* LWS_PRE, then the message */
};

struct client {
	struct clients *all;
	struct lws *wsi;
	bool trying; /* asked to connect, and not told that it closed */
	bool open;
	struct buf in;
	struct outgoing *first;
	struct outgoing **end;
};

struct clients {
	struct client *items;
	size_t count;
	const struct client_events *events;
	void *self;
	char host[256];
	int port;
	bool tls;
	bool interrupted;
	struct ev_loop *loop;
	struct lws_context *context;
	ev_timer tick;
	ev_signal interrupt;
	ev_signal term;
};

static size_t index_of(const struct client *c)
{
	return (size_t)(c - c->all->items);
}

static void drop_outgoing(struct client *c)
{
	struct outgoing *o = c->first;

	c->first = o->next;
	if (!c->first)
		c->end = &c->first;
	free(o);
}

static void on_closed(struct client *c)
{
	if (!c->trying)
		return;
	c->trying = c->open = false;
	c->wsi = NULL;
	while (c->first)
		drop_outgoing(c);
	buf_finish(&c->in);
	if (c->all->events)
		c->all->events->closed(c->all->self, index_of(c));
}

static void on_received(struct client *c, const char *data, size_t len)
{
	buf_add(&c->in, data, len);
	if (!lws_is_final_fragment(c->wsi) || lws_remaining_packet_payload(c->wsi))
		return;
	struct buf message = c->in;
	c->in = (struct buf){0};
	c->all->events->received(c->all->self, index_of(c), message.data, message.len);
	buf_finish(&message);
}

static int write_one(struct client *c)
{
	if (!c->first)
		return 0;
	if (lws_write(c->wsi, c->first->bytes + LWS_PRE, c->first->len, LWS_WRITE_TEXT) < 0)
		return -1;
	drop_outgoing(c);
	if (c->first)
		lws_callback_on_writable(c->wsi);
	return 0;
}

static int callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in,
		    size_t len)
{
	struct client *c = lws_get_opaque_user_data(wsi);

	(void)user;
	if (!c) /* not a connection of ours, or one that was cut */
		return 0;
	switch ((int)reason) {
	case LWS_CALLBACK_CLIENT_ESTABLISHED:
		c->open = true;
		c->all->events->opened(c->all->self, index_of(c));
		return 0;
	case LWS_CALLBACK_CLIENT_RECEIVE:
		on_received(c, in, len);
		return 0;
	case LWS_CALLBACK_CLIENT_WRITEABLE:
		return write_one(c);
	case LWS_CALLBACK_CLIENT_CONNECTION_ERROR:
	case LWS_CALLBACK_CLIENT_CLOSED:
		on_closed(c);
		return 0;
	default:
		return 0;
	}
}

static void on_tick(struct ev_loop *loop, ev_timer *w, int events)
{
	struct clients *all = w->data;
	(void)loop, (void)events;
	all->events->tick(all->self);
}

static void on_signal(struct ev_loop *loop, ev_signal *w, int events)
{
	struct clients *all = w->data;
	(void)events;
	all->interrupted = true;
	ev_break(loop, EVBREAK_ALL);
}

static bool parse_url(const char *url, struct clients *all, struct err *e)
{
	char scheme[8], rest;
	int got;
	bool plain;

	all->port = 0;
	got = sscanf(url, "%7[a-z]://%255[^:/]:%d%c", scheme, all->host, &all->port, &rest);
	all->tls = got >= 2 && (!strcmp(scheme, "https") || !strcmp(scheme, "wss"));
	plain = got >= 2 && (!strcmp(scheme, "http") || !strcmp(scheme, "ws"));
	if ((!all->tls && !plain) || (got == 4 && rest != '/'))
		return err_set(e, ERR_USAGE, "%s: give the address as http://host:port", url);
	if (!all->port)
		all->port = all->tls ? 443 : 80;
	return true;
}

static void log_lws(int level, const char *line)
{
	(void)level;
	log_warn("libwebsockets: %.*s", (int)strcspn(line, "\n"), line);
}

static bool make_context(struct clients *all, struct err *e)
{
	static const struct lws_protocols protocols[] = {
		{"burgertop.1", callback, 0, RECEIVE_ROOM, 0, NULL, 0}, {0}};
	void *loops[] = {all->loop};
	struct lws_context_creation_info info = {
		.port = CONTEXT_PORT_NO_LISTEN,
		.protocols = protocols,
		.gid = (gid_t)-1,
		.uid = (uid_t)-1,
		.foreign_loops = loops,
		.options = LWS_SERVER_OPTION_LIBEV | LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT,
	};

	lws_set_log_level(LLL_ERR, log_lws);
	all->context = lws_create_context(&info);
	return all->context || err_set(e, ERR_NETWORK, "no connection can be made on this machine");
}

/* A thousand viewers need more files than a shell allows at first. */
static void allow_files(size_t count)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) || limit.rlim_cur >= count + FILES_BESIDE)
		return;
	limit.rlim_cur =
		limit.rlim_max < count + FILES_BESIDE ? limit.rlim_max : count + FILES_BESIDE;
	setrlimit(RLIMIT_NOFILE, &limit);
}

struct clients *clients_create(const char *url, size_t count, const struct client_events *events,
			       void *self, struct err *e)
{
	struct clients *all = mem_new(sizeof *all);

	all->events = events;
	all->self = self;
	all->loop = ev_loop_new(EVFLAG_AUTO);
	allow_files(count);
	if (!parse_url(url, all, e) || !make_context(all, e)) {
		clients_destroy(all);
		return NULL;
	}
	all->count = count;
	all->items = mem_new(count * sizeof *all->items);
	for (size_t i = 0; i < count; i++) {
		all->items[i].all = all;
		all->items[i].end = &all->items[i].first;
	}
	ev_timer_init(&all->tick, on_tick, TICK_S, TICK_S);
	ev_signal_init(&all->interrupt, on_signal, SIGINT);
	ev_signal_init(&all->term, on_signal, SIGTERM);
	all->tick.data = all->interrupt.data = all->term.data = all;
	return all;
}

void clients_destroy(struct clients *all)
{
	if (!all)
		return;
	all->events = NULL; /* nobody is told of what closes now */
	if (all->context)
		lws_context_destroy(all->context);
	for (size_t i = 0; i < all->count; i++) {
		while (all->items[i].first)
			drop_outgoing(&all->items[i]);
		buf_finish(&all->items[i].in);
	}
	ev_loop_destroy(all->loop);
	free(all->items);
	free(all);
}

void clients_connect(struct clients *all, size_t client)
{
	struct client *c = &all->items[client];
	struct lws_client_connect_info info = {
		.context = all->context,
		.address = all->host,
		.port = all->port,
		.ssl_connection = all->tls ? LCCSCF_USE_SSL : 0,
		.path = "/ws",
		.host = all->host,
		.protocol = "burgertop.1",
		.local_protocol_name = "burgertop.1",
		.opaque_user_data = c,
		.pwsi = &c->wsi,
	};

	c->trying = true;
	/* A failure that shows at once may have been told through the callback already: on_closed
	 * tells it once. */
	if (!lws_client_connect_via_info(&info))
		on_closed(c);
}

void clients_cut(struct clients *all, size_t client)
{
	struct client *c = &all->items[client];

	if (!c->trying)
		return;
	if (c->wsi) {
		lws_set_opaque_user_data(c->wsi, NULL);
		lws_set_timeout(c->wsi, PENDING_TIMEOUT_USER_REASON_BASE, LWS_TO_KILL_SYNC);
	}
	on_closed(c);
}

void clients_send(struct clients *all, size_t client, const struct buf *message)
{
	struct client *c = &all->items[client];
	struct outgoing *o;

	if (!c->open)
		return;
	o = mem_new(sizeof *o + LWS_PRE + message->len);
	o->len = message->len;
	memcpy(o->bytes + LWS_PRE, message->data, message->len);
	*c->end = o;
	c->end = &o->next;
	lws_callback_on_writable(c->wsi);
}

bool clients_is_open(const struct clients *all, size_t client)
{
	return all->items[client].open;
}

void clients_run(struct clients *all)
{
	ev_timer_start(all->loop, &all->tick);
	ev_signal_start(all->loop, &all->interrupt);
	ev_signal_start(all->loop, &all->term);
	ev_run(all->loop, 0);
	ev_timer_stop(all->loop, &all->tick);
	ev_signal_stop(all->loop, &all->interrupt);
	ev_signal_stop(all->loop, &all->term);
}

void clients_stop(struct clients *all)
{
	ev_break(all->loop, EVBREAK_ALL);
}

bool clients_interrupted(const struct clients *all)
{
	return all->interrupted;
}
