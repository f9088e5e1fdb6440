/* Pages, /healthz and /metrics. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "net/wired.h"

#define CHUNK              32768
#define HEADERS_MOST       2048
#define BUSY_LEAST_S       10
#define BUSY_SPREAD_S      20
#define TEMPORARY_REDIRECT 307

static bool add(struct lws *wsi, const char *name, const char *value, unsigned char **p,
		unsigned char *end)
{
	return !lws_add_http_header_by_name(wsi, (const unsigned char *)name,
					    (const unsigned char *)value, (int)strlen(value), p,
					    end);
}

/* The host as the browser named it, if it can be one: older Safari wants its socket named beside
 * 'self'. */
static bool host_of(struct lws *wsi, char *out, int size)
{
	return lws_hdr_copy(wsi, out, size, WSI_TOKEN_HOST) > 0 &&
	       !out[strspn(out,
			   "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.:-[]")];
}

/* Scripts, styles, pictures and sockets of our own alone. Only the wall may stand inside another
 * site's page. */
static void write_policy(struct lws *wsi, const char *path, struct buf *out)
{
	char host[256];

	buf_text(out, "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri "
		      "'none'; form-action 'none'");
	if (host_of(wsi, host, sizeof host)) {
		buf_print(out, "; connect-src 'self' wss://%s", host);
		if (!lws_is_ssl(wsi))
			buf_print(out, " ws://%s", host);
	}
	if (strcmp(path, "/wall"))
		buf_text(out, "; frame-ancestors 'none'");
}

static bool add_policy(struct lws *wsi, const char *path, unsigned char **p, unsigned char *end)
{
	struct buf policy = {0};
	bool good;

	write_policy(wsi, path, &policy);
	good = add(wsi, "content-security-policy:", policy.data, p, end);
	buf_finish(&policy);
	return good;
}

struct answer {
	unsigned status;
	unsigned retry_s; /* 0: not said */
	const char *location;
	const char *type;
	const char *etag; /* NULL: not to be kept */
	const char *cache;
	const char *path;
	bool gzip;
	bool varies;
	const unsigned char *data;
	size_t len;
};

static int completed(struct lws *wsi, struct http_conn *c)
{
	buf_finish(&c->text);
	c->data = NULL;
	return c->last || lws_http_transaction_completed(wsi) ? -1 : 0;
}

static int answer(struct lws *wsi, struct http_conn *c, const struct answer *a)
{
	unsigned char head[LWS_PRE + HEADERS_MOST], *start = head + LWS_PRE, *p = start,
						    *end = head + sizeof head - 1;
	char retry[16];
	bool has_body = a->status != HTTP_STATUS_NOT_MODIFIED;
	bool is_head = lws_hdr_total_length(wsi, WSI_TOKEN_HEAD_URI) > 0;

	snprintf(retry, sizeof retry, "%u", a->retry_s);
	if (lws_add_http_common_headers(wsi, a->status, a->type, has_body ? a->len : 0, &p, end) ||
	    !add(wsi, "x-content-type-options:", "nosniff", &p, end) ||
	    !add(wsi, "referrer-policy:", "no-referrer", &p, end) ||
	    !add(wsi, "cache-control:", a->cache ? a->cache : "no-store", &p, end) ||
	    (a->path && !add_policy(wsi, a->path, &p, end)) ||
	    (a->etag && !add(wsi, "etag:", a->etag, &p, end)) ||
	    (a->varies && !add(wsi, "vary:", "accept-encoding", &p, end)) ||
	    (a->gzip && !add(wsi, "content-encoding:", "gzip", &p, end)) ||
	    (a->location && !add(wsi, "location:", a->location, &p, end)) ||
	    (a->retry_s && !add(wsi, "retry-after:", retry, &p, end)) ||
	    (c->last && !add(wsi, "connection:", "close", &p, end)) ||
	    lws_finalize_write_http_header(wsi, start, &p, end))
		return 1;
	if (!has_body || is_head || !a->len)
		return completed(wsi, c);
	c->data = a->data;
	c->len = a->len;
	c->sent = 0;
	lws_callback_on_writable(wsi);
	return 0;
}

static int answer_text(struct lws *wsi, struct http_conn *c, unsigned status)
{
	const struct answer a = {.status = status,
				 .type = "text/plain; charset=utf-8",
				 .data = (const unsigned char *)c->text.data,
				 .len = c->text.len};
	return answer(wsi, c, &a);
}

static bool says(struct lws *wsi, enum lws_token_indexes header, const char *word)
{
	char value[512];
	return lws_hdr_copy(wsi, value, sizeof value, header) > 0 && strstr(value, word);
}

static int answer_asset(struct lws *wsi, struct http_conn *c, const struct asset *asset)
{
	bool gzip = asset->gzip && says(wsi, WSI_TOKEN_HTTP_ACCEPT_ENCODING, "gzip");
	struct answer a = {.status = HTTP_STATUS_OK,
			   .type = asset->type,
			   .etag = asset->etag,
			   .cache = asset->immutable ? "public, max-age=31536000, immutable"
						     : "no-cache",
			   .path = asset->path,
			   .gzip = gzip,
			   .varies = asset->gzip != NULL,
			   .data = gzip ? asset->gzip : asset->data,
			   .len = gzip ? asset->gzip_len : asset->len};

	if (says(wsi, WSI_TOKEN_HTTP_IF_NONE_MATCH, asset->etag)) {
		a.status = HTTP_STATUS_NOT_MODIFIED;
		a.gzip = false;
	}
	return answer(wsi, c, &a);
}

/* Pages that nobody in the hall needs for their work. */
static bool is_public(const char *path)
{
	return !strcmp(path, "/") || !strcmp(path, "/wall");
}

/* Asks to come back, and does so by itself; not everybody at the same moment. */
static int answer_busy(struct lws *wsi, struct http_conn *c)
{
	unsigned retry_s = BUSY_LEAST_S + (unsigned)(clock_monotonic_us() % BUSY_SPREAD_S);

	buf_print(&c->text,
		  "<!doctype html>\n<html lang=\"nl\">\n<meta charset=\"utf-8\">\n"
		  "<meta name=\"viewport\" content=\"width=device-width\">\n"
		  "<meta http-equiv=\"refresh\" content=\"%u\">\n<title>Burgertop</title>\n"
		  "<h1>Het is even druk</h1>\n"
		  "<p>Deze pagina probeert het zo vanzelf opnieuw.</p>\n"
		  "<p lang=\"en\">It is busy just now. This page will try again by itself.</p>\n",
		  retry_s);
	return answer(wsi, c,
		      &(struct answer){.status = HTTP_STATUS_SERVICE_UNAVAILABLE,
				       .retry_s = retry_s,
				       .type = "text/html; charset=utf-8",
				       .path = "/wall",
				       .data = (const unsigned char *)c->text.data,
				       .len = c->text.len});
}

/* Who typed http:// for https:// is led there; the key after the # goes along by itself. Not for
 * good, since halls change; and only to pages that there are, so that nothing a peer made up is
 * told to a browser. */
static int answer_elsewhere(struct lws *wsi, struct http_conn *c, const struct asset *asset)
{
	struct buf to = {0};
	char host[256];
	int result;

	c->last = true;
	if (!asset || !host_of(wsi, host, sizeof host)) {
		buf_text(&c->text,
			 "https:// in plaats van http://. / https:// instead of http://.\n");
		return answer_text(wsi, c, HTTP_STATUS_BAD_REQUEST);
	}
	buf_print(&to, "https://%s%s", host, asset->path);
	result = answer(wsi, c,
			&(struct answer){.status = TEMPORARY_REDIRECT,
					 .location = to.data,
					 .type = "text/plain; charset=utf-8"});
	buf_finish(&to);
	return result;
}

static bool is_local(struct lws *wsi)
{
	char address[ADDRESS_MOST] = "";

	ADDRESS_OF(wsi, address);
	return !strncmp(address, "127.", 4) || !strcmp(address, "::1") ||
	       !strncmp(address, "::ffff:127.", 11);
}

static int request(struct server *srv, struct lws *wsi, struct http_conn *c, char *path)
{
	const struct asset *asset;
	size_t len = strlen(path);
	const char *why;
	bool good;

	*c = (struct http_conn){.last = space_is_short(app_space(srv->app))};
	door_active(&srv->door, wsi);
	if (!lws_hdr_total_length(wsi, WSI_TOKEN_GET_URI) &&
	    !lws_hdr_total_length(wsi, WSI_TOKEN_HEAD_URI)) {
		buf_text(&c->text, "only GET and HEAD\n");
		return answer_text(wsi, c, HTTP_STATUS_METHOD_NOT_ALLOWED);
	}
	if (!strcmp(path, "/healthz")) {
		good = app_health(srv->app, &why);
		buf_print(&c->text, "%s\n", why);
		return answer_text(wsi, c, good ? HTTP_STATUS_OK : HTTP_STATUS_SERVICE_UNAVAILABLE);
	}
	if (!strcmp(path, "/metrics") && is_local(wsi)) {
		app_metrics(srv->app, &c->text);
		if (srv->tls)
			tls_metrics(srv->tls, &c->text);
		return answer_text(wsi, c, HTTP_STATUS_OK);
	}
	if (len > 1 && path[len - 1] == '/')
		path[len - 1] = '\0';
	asset = assets_find(&srv->assets, path);
	if (!is_secured(srv, wsi))
		return answer_elsewhere(wsi, c, asset);
	if (c->last && is_public(path))
		return answer_busy(wsi, c);
	if (asset)
		return answer_asset(wsi, c, asset);
	buf_text(&c->text, "Deze pagina bestaat niet. / There is no such page.\n");
	return answer_text(wsi, c, HTTP_STATUS_NOT_FOUND);
}

static int write_body(struct server *srv, struct lws *wsi, struct http_conn *c)
{
	unsigned char chunk[LWS_PRE + CHUNK];
	size_t n = c->len - c->sent < CHUNK ? c->len - c->sent : CHUNK;
	bool last = c->sent + n == c->len;

	if (!c->data)
		return 0;
	memcpy(chunk + LWS_PRE, c->data + c->sent, n);
	if (lws_write(wsi, chunk + LWS_PRE, n, last ? LWS_WRITE_HTTP_FINAL : LWS_WRITE_HTTP) < 0)
		return -1;
	c->sent += n;
	door_active(&srv->door, wsi);
	if (!last) {
		lws_callback_on_writable(wsi);
		return 0;
	}
	return completed(wsi, c);
}

/* Only an upgrade to WebSocket: h2c is never spoken. `in` must not be touched: after a keep-alive
 * request it points to freed memory. */
static int confirm_upgrade(struct lws *wsi)
{
	char to[16];
	return lws_hdr_copy(wsi, to, sizeof to, WSI_TOKEN_UPGRADE) > 0 &&
			       !strcasecmp(to, "websocket")
		       ? 0
		       : -1;
}

int http_callback(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in,
		  size_t len)
{
	struct server *srv = server_of(wsi);
	struct http_conn *c = user;

	(void)len;
	switch ((int)reason) {
	case LWS_CALLBACK_OPENSSL_LOAD_EXTRA_SERVER_VERIFY_CERTS: /* the context is made */
		tls_govern(srv->tls, user);
		return 0;
	case LWS_CALLBACK_FILTER_PROTOCOL_CONNECTION: /* a WebSocket without our subprotocol */
		return 1;
	case LWS_CALLBACK_HTTP_CONFIRM_UPGRADE:
		return confirm_upgrade(wsi);
	case LWS_CALLBACK_HTTP:
		return request(srv, wsi, c, in);
	case LWS_CALLBACK_HTTP_WRITEABLE:
		return write_body(srv, wsi, c);
	case LWS_CALLBACK_HTTP_BODY: /* nothing here takes one */
		return -1;
	case LWS_CALLBACK_WSI_DESTROY: /* of every protocol */
		door_gone(&srv->door, wsi);
		return 0;
	case LWS_CALLBACK_CLOSED_HTTP:
		if (c)
			buf_finish(&c->text);
		return 0;
	default:
		return 0;
	}
}
