#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "cli/cli.h"
#include "net/client.h"
#include "record/links.h"
#include "wire/message.h"
#include "wire/order.h"
#include "wire/peer.h"

static const char help[] =
	"Usage: burgertop order COMMAND --db FILE [--url URL] [--seat SEAT]\n\n"
	"Gives one command to a running server, as that seat would, and prints the answer.\n"
	"Exit code 0: it was taken; 1: it was not.\n\n"
	"  COMMAND       as docs/protocol.md has it, without t and op; \"id\":\"new\" makes an "
	"id:\n"
	"                '{\"cmd\":\"notice.send\",\"id\":\"new\",\"text\":\"Over vijf minuten "
	"pauze\"}'\n"
	"  --db FILE     the summit; FILE.key lies beside it\n"
	"  --url URL     the server (default http://127.0.0.1:7500)\n"
	"  --seat SEAT   who gives it (default control/1)\n";

#define PATIENCE_US 10000000

struct order {
	struct clients *clients;
	struct hello hello;
	struct buf message;
	struct id op;
	int64_t until_us;
	bool over;
	bool taken;
	struct err why; /* when it was not */
};

/* The first reason counts. */
static void end(struct order *o, enum err_code code, const char *why)
{
	if (o->over)
		return;
	o->over = true;
	err_set(&o->why, code, "%s", why);
	clients_stop(o->clients);
}

static void on_opened(void *self, size_t client)
{
	struct order *o = self;
	struct buf text = {0};

	hello_write(&text, &o->hello);
	clients_send(o->clients, client, &text);
	buf_finish(&text);
}

/* The answer to the command, or a refusal of the hello. */
static void on_answer(struct order *o, const struct reply *reply, const char *text, size_t len)
{
	if (reply->kind == REPLY_ACK && !id_equal(&reply->op, &o->op))
		return;
	printf("%.*s\n", (int)len, text);
	o->taken = reply->kind == REPLY_ACK;
	end(o, reply->code, reply->text);
}

static void on_received(void *self, size_t client, const char *text, size_t len)
{
	struct order *o = self;
	struct reply reply;
	struct err e;

	if (!reply_read(text, len, &reply, &e)) {
		end(o, e.code, e.text);
		return;
	}
	if (reply.kind == REPLY_WELCOME)
		clients_send(o->clients, client, &o->message);
	else if (reply.kind == REPLY_ACK || reply.kind == REPLY_NACK)
		on_answer(o, &reply, text, len);
	reply_finish(&reply);
}

static void on_closed(void *self, size_t client)
{
	(void)client;
	end(self, ERR_NETWORK,
	    "no connection to the server: is it running, and is this its address?");
}

static void on_tick(void *self)
{
	struct order *o = self;

	if (clock_monotonic_us() > o->until_us)
		end(o, ERR_NETWORK, "the server does not answer");
}

static bool read_token(const char *db, const char *seat, char *out, size_t size, struct err *e)
{
	struct secret_key key;
	struct links links = {0};
	struct store *store = NULL;
	const struct link *link = NULL;
	char key_path[PATH_MAX];
	bool good;

	links_key_path(db, key_path, sizeof key_path);
	good = secret_key_read(key_path, &key, e) && (store = store_open(db, STORE_READ, e)) &&
	       links_load(&links, store, &key, "", e) &&
	       ((link = links_find(&links, seat)) ||
		err_set(e, ERR_UNKNOWN_ID, "there is no seat %s in this summit", seat));
	if (good)
		snprintf(out, size, "%s", link->token);
	links_finish(&links);
	store_close(store);
	return good;
}

static int give(const char *command, const char *db, const char *url, const char *seat)
{
	static const struct client_events events = {on_opened, on_received, on_closed, on_tick};
	struct order o = {.hello = {.client = "order/1"},
			  .until_us = clock_monotonic_us() + PATIENCE_US};
	struct err e;

	if (order_read(command, &o.message, &o.op, &e) &&
	    read_token(db, seat, o.hello.token, sizeof o.hello.token, &e) &&
	    (o.clients = clients_create(url, 1, &events, &o, &e))) {
		clients_connect(o.clients, 0);
		clients_run(o.clients);
		if (!o.taken)
			e = o.why;
	}
	clients_destroy(o.clients);
	buf_finish(&o.message);
	return o.taken ? EXIT_DONE : cli_fail(&e);
}

int cli_order(int argc, char **argv)
{
	static const struct option long_options[] = {{"db", required_argument, NULL, 'd'},
						     {"url", required_argument, NULL, 'u'},
						     {"seat", required_argument, NULL, 's'},
						     {"help", no_argument, NULL, 'h'},
						     {0}};
	const char *db = NULL, *url = "http://127.0.0.1:7500", *seat = "control/1";
	int c;

	while ((c = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
		if (c == 'd')
			db = optarg;
		else if (c == 'u')
			url = optarg;
		else if (c == 's')
			seat = optarg;
		else if (c == 'h')
			return fputs(help, stdout), EXIT_DONE;
		else
			return cli_usage(help, "wrongly called");
	}
	if (!db || optind + 1 != argc)
		return cli_usage(help, "give one command, and --db FILE");
	return give(argv[optind], db, url, seat);
}
