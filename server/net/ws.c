/* WebSocket messages in and out. It moves bytes; what they mean is core's. */
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "net/wired.h"

_Static_assert(FRAME_HEAD >= LWS_PRE, "a frame's head room must hold the socket library's header");

#define CLOSE_UNSUPPORTED 1003
#define CLOSE_TOO_BIG     1009
#define LONG_LEAST        4096

/*
 * A second write on a socket that still holds a remainder is queued without a word; a third would
 * spoil the stream. And of a long message the remainder would be copied, and sent on when the
 * socket library sees fit: asking the system first costs a twentieth of sending it.
 */
static bool is_busy(struct lws *wsi, size_t len)
{
	return len < LONG_LEAST ? lws_partial_buffered(wsi) : lws_send_pipe_choked(wsi);
}

static bool send_frame(void *conn, struct frame *frame)
{
	struct ws_conn *c = conn;

	if (c->closing)
		return false;
	if (c->close_status || is_busy(c->wsi, frame->len)) {
		lws_callback_on_writable(c->wsi);
		return false;
	}
	if (lws_write(c->wsi, frame->bytes, frame->len,
		      frame->packed ? LWS_WRITE_BINARY : LWS_WRITE_TEXT) < 0) {
		lws_set_timeout(c->wsi, PENDING_TIMEOUT_USER_OK, LWS_TO_KILL_ASYNC);
		return false;
	}
	return true;
}

/* Closes when the socket can be written, and takes nothing in until then: closed with bytes unread,
 * the system would reset the connection, and the peer never hear why. */
static void close_conn(void *conn, unsigned status)
{
	struct ws_conn *c = conn;

	if (c->close_status)
		return;
	c->close_status = status;
	lws_callback_on_writable(c->wsi);
}

const struct ops ws_ops = {send_frame, close_conn};

/* A page of another site may not open a socket here: its Origin is not the host it speaks to.
 * Programs send none. Over plain HTTP a page may be https all the same: something before us speaks
 * TLS. */
static bool is_own_origin(struct lws *wsi)
{
	char origin[300], host[256];

	if (!lws_hdr_total_length(wsi, WSI_TOKEN_ORIGIN))
		return true;
	if (lws_hdr_copy(wsi, origin, sizeof origin, WSI_TOKEN_ORIGIN) <= 0 ||
	    lws_hdr_copy(wsi, host, sizeof host, WSI_TOKEN_HOST) <= 0)
		return false;
	const char *authority = strstr(origin, "://");
	return authority && !strcasecmp(authority + 3, host) &&
	       (!lws_is_ssl(wsi) || !strncasecmp(origin, "https:", 6));
}

static bool is_our_path(struct lws *wsi)
{
	char path[16];
	return lws_hdr_copy(wsi, path, sizeof path, WSI_TOKEN_GET_URI) > 0 && !strcmp(path, "/ws");
}

static int receive(struct server *srv, struct ws_conn *c, const char *data, size_t len)
{
	bool whole = lws_is_final_fragment(c->wsi) && !lws_remaining_packet_payload(c->wsi);

	srv->busy = true;
	pulse_heard(&srv->pulse, &c->beat, clock_monotonic_us());
	if (c->close_status)
		return 0;
	if (lws_frame_is_binary(c->wsi))
		return close_conn(c, CLOSE_UNSUPPORTED), 0;
	if (c->in.len + len > app_message_most(srv->app, c->session))
		return close_conn(c, CLOSE_TOO_BIG), 0;
	if (whole && !c->in.len) {
		app_receive(srv->app, c->session, data, len);
		return 0;
	}
	buf_add(&c->in, data, len);
	if (whole) {
		app_receive(srv->app, c->session, c->in.data, c->in.len);
		buf_finish(&c->in);
	}
	return 0;
}

static void established(struct server *srv, struct ws_conn *c, struct lws *wsi)
{
	char address[ADDRESS_MOST] = "";

	ADDRESS_OF(wsi, address);
	*c = (struct ws_conn){.wsi = wsi};
	pulse_begin(&srv->pulse, &c->beat, clock_monotonic_us());
	c->session = app_open(srv->app, c, address);
	door_session(&srv->door, wsi, c->session);
	srv->busy = true;
}

void ws_ask(struct beat *b)
{
	struct ws_conn *c = (struct ws_conn *)b;

	c->ping = true;
	lws_callback_on_writable(c->wsi);
}

void ws_end(struct beat *b)
{
	lws_set_timeout(((struct ws_conn *)b)->wsi, PENDING_TIMEOUT_USER_OK, LWS_TO_KILL_SYNC);
}

/* With a word in it: the socket library says nothing of answers that are empty. False: the line is
 * broken. */
static bool send_ping(struct ws_conn *c)
{
	unsigned char room[LWS_PRE + 1] = {[LWS_PRE] = '?'};

	c->ping = false;
	lws_callback_on_writable(c->wsi); /* one write at a time */
	return lws_write(c->wsi, room + LWS_PRE, 1, LWS_WRITE_PING) >= 0;
}

int ws_callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	struct server *srv = server_of(wsi);
	struct ws_conn *c = user;

	switch ((int)reason) {
	case LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION:
		return srv->stopping || !is_secured(srv, wsi) || !is_our_path(wsi) ||
		       !is_own_origin(wsi);
	case LWS_CALLBACK_ESTABLISHED:
		established(srv, c, wsi);
		return 0;
	case LWS_CALLBACK_RECEIVE:
		return receive(srv, c, in, len);
	case LWS_CALLBACK_RECEIVE_PONG:
		pulse_heard(&srv->pulse, &c->beat, clock_monotonic_us());
		return 0;
	case LWS_CALLBACK_SERVER_WRITEABLE:
		if (c->closing)
			return 0; /* a second refusal would cut the line before the peer has heard
				     the first */
		if (c->close_status) {
			c->closing = true;
			lws_close_reason(wsi, c->close_status, NULL, 0);
			return -1;
		}
		if (c->ping)
			return send_ping(c) ? 0 : -1;
		app_writable(srv->app, c->session);
		return 0;
	case LWS_CALLBACK_CLOSED:
		if (!c->session)
			return 0; /* it was refused before it was established */
		app_close(srv->app, c->session);
		pulse_end(&c->beat);
		buf_finish(&c->in);
		return 0;
	default:
		return 0;
	}
}
