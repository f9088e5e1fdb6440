#include "net/door.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"

/* In a round of the loop: who is inside does not wait for a crowd at the door. */
#define AT_ONCE 8
#define WAITING 4096
/* Bytes that the system holds unsent. By itself it would take in hundreds of kilobytes for a slow
 * line, and whatever is written next would wait behind them: answers, and the ping whose answer
 * says that the peer lives. */
#define UNSENT_MOST       32768
#define PATIENCE_SHORT_US 1500000 /* for a guest that does nothing, when room is short */
#define PATIENCE_FULL_US  300000
#define DEFER_S           5

static int listen_on(const struct addrinfo *at)
{
	const int on = 1;
	int fd = socket(at->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	if (fd < 0)
		return -1;
	if (!setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) &&
	    !bind(fd, at->ai_addr, at->ai_addrlen) && !listen(fd, WAITING))
		return fd;
	int why = errno;
	close(fd);
	errno = why;
	return -1;
}

static int port_of(int fd)
{
	union {
		struct sockaddr any;
		struct sockaddr_in v4;
		struct sockaddr_in6 v6;
	} at;
	socklen_t len = sizeof at;

	if (getsockname(fd, &at.any, &len))
		return 0;
	return ntohs(at.any.sa_family == AF_INET6 ? at.v6.sin6_port : at.v4.sin_port);
}

bool door_make(struct door *d, const char *host, int port, bool v6, struct err *e)
{
	const struct addrinfo wanted = {.ai_family = v6 ? AF_INET6 : AF_INET,
					.ai_socktype = SOCK_STREAM,
					.ai_flags = AI_PASSIVE | AI_NUMERICSERV};
	struct addrinfo *found;
	char service[16];
	int why;

	d->hall.prev = d->hall.next = &d->hall;
	d->fd = -1;
	snprintf(service, sizeof service, "%d", port);
	why = getaddrinfo(host, service, &wanted, &found);
	if (why)
		return err_set(e, ERR_NETWORK, "cannot listen at %s: %s", host, gai_strerror(why));
	d->fd = listen_on(found);
	why = errno;
	freeaddrinfo(found);
	if (d->fd < 0)
		return err_set(e, ERR_NETWORK, "cannot listen at %s port %d: %s", host, port,
			       strerror(why));
	d->port = port_of(d->fd);
	return true;
}

static void take_in(struct door *d, int fd)
{
	const int on = 1, unsent = UNSENT_MOST;
	struct space *space = app_space(d->app);
	struct guest *g;
	struct lws *wsi;

	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	setsockopt(fd, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &unsent, sizeof unsent);
	wsi = lws_adopt_socket_vhost(d->vhost, fd); /* closes fd when it fails */
	if (!wsi)
		return;
	g = mem_new(sizeof *g);
	*g = (struct guest){.wsi = wsi,
			    .since_us = clock_monotonic_us(),
			    .prev = d->hall.prev,
			    .next = &d->hall};
	g->prev->next = g->next->prev = g;
	lws_set_opaque_user_data(wsi, g);
	space->open++;
}

/* Nothing can be taken in now: looked at again at the next tick, not before, or the loop would
 * spin. */
static void shut_for_now(struct door *d, int why)
{
	ev_io_stop(d->loop, &d->knock);
	if (!d->out_of_files)
		log_warn("nobody can be let in for now: %s", strerror(why));
	d->out_of_files = true;
}

static void on_knock(struct ev_loop *loop, ev_io *w, int events)
{
	struct door *d = w->data;
	int fd;

	(void)events;
	for (int i = 0; i < AT_ONCE; i++) {
		if (space_is_full(app_space(d->app))) {
			ev_io_stop(loop, w);
			return;
		}
		fd = accept4(d->fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
		if (fd >= 0) {
			take_in(d, fd);
			continue;
		}
		if (errno == EAGAIN)
			d->out_of_files = false;
		else if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM)
			shut_for_now(d, errno);
		else if (errno == EINTR || errno == ECONNABORTED || errno == EPROTO)
			continue;
		return;
	}
	d->out_of_files = false;
}

void door_wait_for_words(struct door *d)
{
	const int patience_s = DEFER_S;
	setsockopt(d->fd, IPPROTO_TCP, TCP_DEFER_ACCEPT, &patience_s, sizeof patience_s);
}

void door_open(struct door *d, struct app *app, struct lws_vhost *vhost, struct ev_loop *loop)
{
	d->app = app;
	d->vhost = vhost;
	d->loop = loop;
	ev_io_init(&d->knock, on_knock, d->fd, EV_READ);
	d->knock.data = d;
	ev_io_start(loop, &d->knock);
}

void door_close(struct door *d)
{
	if (d->fd < 0)
		return;
	if (d->loop)
		ev_io_stop(d->loop, &d->knock);
	close(d->fd);
	d->fd = -1;
}

static void unlink_guest(struct guest *g)
{
	g->prev->next = g->next;
	g->next->prev = g->prev;
	g->prev = g->next = g;
}

/* Called from our own timer alone: a connection may be ended at once there, as not within a
 * callback of its own. */
static void show_out(struct door *d)
{
	struct space *space = app_space(d->app);
	int64_t patience = space_is_full(space) ? PATIENCE_FULL_US : PATIENCE_SHORT_US;
	int64_t since = clock_monotonic_us() - patience;
	struct guest *g;

	while ((g = d->hall.next) != &d->hall && g->since_us <= since) {
		unlink_guest(g);
		if (!app_said_hello(d->app, g->session))
			lws_set_timeout(g->wsi, PENDING_TIMEOUT_USER_OK, LWS_TO_KILL_SYNC);
	}
}

void door_tick(struct door *d)
{
	if (space_is_short(app_space(d->app)))
		show_out(d);
	if (d->fd >= 0 && !space_is_full(app_space(d->app)))
		ev_io_start(d->loop, &d->knock);
}

void door_active(struct door *d, struct lws *wsi)
{
	struct guest *g = lws_get_opaque_user_data(wsi);

	if (!g)
		return;
	unlink_guest(g);
	g->since_us = clock_monotonic_us();
	g->prev = d->hall.prev;
	g->next = &d->hall;
	g->prev->next = g->next->prev = g;
}

void door_session(struct door *d, struct lws *wsi, uint64_t session)
{
	struct guest *g = lws_get_opaque_user_data(wsi);

	door_active(d, wsi);
	if (g)
		g->session = session;
}

void door_gone(struct door *d, struct lws *wsi)
{
	struct guest *g = lws_get_opaque_user_data(wsi);

	if (!g)
		return;
	lws_set_opaque_user_data(wsi, NULL);
	unlink_guest(g);
	free(g);
	app_space(d->app)->open--;
	if (d->fd >= 0 && d->loop && !d->out_of_files)
		ev_io_start(d->loop, &d->knock);
}
