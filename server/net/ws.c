/* WebSocket messages in and out. It moves bytes; what they mean is core's. */
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

#include "base/log.h"
#include "net/wired.h"

_Static_assert(FRAME_HEAD >= LWS_PRE, "a frame's head room must hold the socket library's header");

#define CLOSE_UNSUPPORTED 1003
#define CLOSE_TOO_BIG     1009
#define UNSENT_MOST       32768

static bool send_frame(void *conn, struct frame *frame)
{
	struct ws_conn *c = conn;

	if (c->closing)
		return false;
	/* A second write on a socket that still holds a remainder is queued without a word; a third
	 * would spoil the stream. */
	if (c->close_status || lws_partial_buffered(c->wsi)) {
		lws_callback_on_writable(c->wsi);
		return false;
	}
	if (lws_write(c->wsi, frame->bytes, frame->len, LWS_WRITE_TEXT) < 0) {
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
 * Programs send none. */
static bool is_own_origin(struct lws *wsi)
{
	char origin[300], host[256];

	if (!lws_hdr_total_length(wsi, WSI_TOKEN_ORIGIN))
		return true;
	if (lws_hdr_copy(wsi, origin, sizeof origin, WSI_TOKEN_ORIGIN) <= 0 ||
	    lws_hdr_copy(wsi, host, sizeof host, WSI_TOKEN_HOST) <= 0)
		return false;
	const char *authority = strstr(origin, "://");
	return authority && !strcasecmp(authority + 3, host);
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

/*
 * The system takes in hundreds of kilobytes for a slow line, and whatever is written next waits
 * behind them: answers, and the ping whose answer says that the peer lives.
 */
static void keep_queue_short(struct lws *wsi)
{
	const int most = UNSENT_MOST;

	if (setsockopt(lws_get_socket_fd(wsi), IPPROTO_TCP, TCP_NOTSENT_LOWAT, &most, sizeof most))
		log_warn("TCP_NOTSENT_LOWAT: %s", strerror(errno));
}

static void established(struct server *srv, struct ws_conn *c, struct lws *wsi)
{
	char address[ADDRESS_MOST] = "";

	ADDRESS_OF(wsi, address);
	*c = (struct ws_conn){.wsi = wsi};
	keep_queue_short(wsi);
	c->session = app_open(srv->app, c, address);
	srv->busy = true;
}

int ws_callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
	struct server *srv = server_of(wsi);
	struct ws_conn *c = user;

	switch ((int)reason) {
	case LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION:
		return srv->stopping || !is_our_path(wsi) || !is_own_origin(wsi);
	case LWS_CALLBACK_ESTABLISHED:
		established(srv, c, wsi);
		return 0;
	case LWS_CALLBACK_RECEIVE:
		return receive(srv, c, in, len);
	case LWS_CALLBACK_SERVER_WRITEABLE:
		if (c->closing)
			return 0; /* a second refusal would cut the line before the peer has heard
				     the first */
		if (c->close_status) {
			c->closing = true;
			lws_close_reason(wsi, c->close_status, NULL, 0);
			return -1;
		}
		app_writable(srv->app, c->session);
		return 0;
	case LWS_CALLBACK_CLOSED:
		app_close(srv->app, c->session);
		buf_finish(&c->in);
		return 0;
	default:
		return 0;
	}
}
