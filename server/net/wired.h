/* What the callbacks of libwebsockets share: the server that runs, and the protocols they serve.
 * Within net alone. */
#ifndef BURGERTOP_NET_WIRED_H
#define BURGERTOP_NET_WIRED_H

#include <libwebsockets.h>

#include "core/app.h"
#include "net/assets.h"
#include "net/door.h"
#include "net/pulse.h"
#include "net/tls.h"

struct server {
	struct app *app;
	struct tls *tls; /* NULL: plain HTTP */
	struct assets assets;
	struct door door;
	struct pulse pulse;
	bool busy;     /* something came in this round of the loop */
	bool stopping; /* no new clients */
};

#define ADDRESS_OF(wsi, out) lws_get_peer_simple((wsi), (out), sizeof(out))

struct http_conn { /* one request */
	const struct asset *asset;
	struct buf text; /* made for this request */
	const unsigned char *data;
	size_t len;
	size_t sent;
	bool last; /* the connection is closed after it */
};

struct ws_conn {
	struct beat beat; /* first: net/ws.c finds its connection by it */
	struct lws *wsi;
	uint64_t session; /* 0: not open */
	struct buf in;    /* pieces of the message being received */
	bool ping;        /* one is to be sent */
	unsigned close_status;
	bool closing; /* the close frame is on its way, and the peer's is waited for */
};

int http_callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in,
		  size_t len);
int ws_callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in,
		size_t len);
extern const struct ops ws_ops;

/* Whether it speaks as it should: over TLS, where there is any. */
static inline bool is_secured(const struct server *srv, struct lws *wsi)
{
	return !srv->tls || lws_is_ssl(wsi);
}

/* What pulse does to a silent connection. */
void ws_ask(struct beat *b);
void ws_end(struct beat *b);

static inline struct server *server_of(struct lws *wsi)
{
	return lws_context_user(lws_get_context(wsi));
}

#endif
