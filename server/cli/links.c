#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "cli/cli.h"
#include "record/links.h"
#include "record/qr.h"

static const char help[] =
	"Usage: burgertop links --db FILE [--base URL] [--seat SEAT] [--replace SEAT] [--qr SEAT] "
	"[--json]\n\n"
	"Prints the link and the code of every seat, or of one.\n\n"
	"  --db FILE        the summit; FILE.key lies beside it\n"
	"  --base URL       how the pages are reached (default http://127.0.0.1:7500)\n"
	"  --seat SEAT      this one alone, such as table/12\n"
	"  --replace SEAT   gives this seat another link and code; the old ones stop working.\n"
	"                   Not while a server uses the summit\n"
	"  --qr SEAT        draws the link as a QR code in the terminal; `wall` for the public "
	"wall\n"
	"  --json           as JSON: [{\"seat\",\"link\",\"code\",\"token\"}]\n";

struct links_options {
	const char *db;
	const char *base;
	const char *seat;
	const char *replace;
	const char *qr;
	bool json;
};

static bool replace_seat(const struct links_options *o, struct err *e)
{
	struct store *store = store_open(o->db, STORE_WRITE, e);
	bool good = store && store_replace_seat(store, o->replace, e);

	store_close(store);
	return good;
}

static bool keep_one(struct links *links, const char *seat, struct err *e)
{
	const struct link *found = links_find(links, seat);
	struct link one;

	if (!found)
		return err_set(e, ERR_UNKNOWN_ID, "there is no seat %s in this summit", seat);
	one = *found;
	one.url = mem_copy_text(found->url, strlen(found->url));
	links_finish(links);
	links->items = mem_new(sizeof one);
	links->items[0] = one;
	links->count = 1;
	return true;
}

static bool print_qr(const struct links_options *o, const struct links *links, struct err *e)
{
	const struct link *link = links_find(links, o->qr);
	char wall[512];

	if (!link && strcmp(o->qr, "wall"))
		return err_set(e, ERR_UNKNOWN_ID, "there is no seat %s in this summit", o->qr);
	snprintf(wall, sizeof wall, "%s/wall", o->base);
	return qr_print(link ? link->url : wall, stdout, e);
}

static bool print(const struct links_options *o, struct links *links, struct err *e)
{
	const char *one = o->seat ? o->seat : o->replace;
	struct buf text = {0};

	if (o->qr)
		return print_qr(o, links, e);
	if (one && !keep_one(links, one, e))
		return false;
	if (!o->json) {
		links_print(links, stdout);
		return true;
	}
	links_write(links, &text);
	fputs(text.data, stdout);
	buf_finish(&text);
	return true;
}

static int show(const struct links_options *o)
{
	struct secret_key key;
	struct links links = {0};
	struct store *store = NULL;
	struct err e;
	char key_path[PATH_MAX];
	bool good;

	links_key_path(o->db, key_path, sizeof key_path);
	good = (!o->replace || replace_seat(o, &e)) && secret_key_read(key_path, &key, &e) &&
	       (store = store_open(o->db, STORE_READ, &e)) &&
	       links_load(&links, store, &key, o->base, &e) && print(o, &links, &e);
	links_finish(&links);
	store_close(store);
	return good ? EXIT_DONE : cli_fail(&e);
}

int cli_links(int argc, char **argv)
{
	static const struct option long_options[] = {
		{"db", required_argument, NULL, 'd'},   {"base", required_argument, NULL, 'b'},
		{"seat", required_argument, NULL, 's'}, {"replace", required_argument, NULL, 'r'},
		{"qr", required_argument, NULL, 'q'},   {"json", no_argument, NULL, 'j'},
		{"help", no_argument, NULL, 'h'},       {0}};
	struct links_options o = {.base = "http://127.0.0.1:7500"};
	int c;

	while ((c = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
		switch (c) {
		case 'd':
			o.db = optarg;
			break;
		case 'b':
			o.base = optarg;
			break;
		case 's':
			o.seat = optarg;
			break;
		case 'r':
			o.replace = optarg;
			break;
		case 'q':
			o.qr = optarg;
			break;
		case 'j':
			o.json = true;
			break;
		case 'h':
			return fputs(help, stdout), EXIT_DONE;
		default:
			return cli_usage(help, "wrongly called");
		}
	}
	if (!o.db || optind < argc)
		return cli_usage(help, "give --db FILE");
	return show(&o);
}
