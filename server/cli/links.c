#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/cli.h"
#include "record/links.h"
#include "record/qr.h"

static const char help[] =
	"Usage: burgertop links --db FILE [--base URL] [--seat SEAT] [--replace SEAT]... [--qr "
	"SEAT] "
	"[--json]\n\n"
	"Prints the link and the code of every seat, or of one.\n\n"
	"  --db FILE        the summit; FILE.key lies beside it\n"
	"  --base URL       how the pages are reached (default http://127.0.0.1:7500)\n"
	"  --seat SEAT      this one alone, such as table/12\n"
	"  --replace SEAT   gives this seat another link and code; the old ones stop working.\n"
	"                   Not while a server uses the summit. May be given more than once\n"
	"  --qr SEAT        draws the link as a QR code in the terminal; `wall` for the public "
	"wall\n"
	"  --json           as JSON: [{\"seat\",\"link\",\"code\",\"token\"}]\n";

struct links_options {
	const char *db;
	const char *base;
	const char *seat;
	const char **replace;
	size_t replace_count;
	const char *qr;
	bool json;
};

static bool replace_seats(const struct links_options *o, struct err *e)
{
	struct store *store = store_open(o->db, STORE_WRITE, e);
	bool good = store;

	for (size_t i = 0; i < o->replace_count && good; i++)
		good = store_replace_seat(store, o->replace[i], e);
	store_close(store);
	return good;
}

/* Keeps the links of these seats alone. */
static bool keep(struct links *links, const char *const *seats, size_t count, struct err *e)
{
	struct links kept = {mem_grow(NULL, count, sizeof *kept.items), 0};
	bool good = true;

	for (size_t i = 0; i < count && good; i++) {
		const struct link *found = links_find(links, seats[i]);
		if (!found) {
			good = err_set(e, ERR_UNKNOWN_ID, "there is no seat %s in this summit",
				       seats[i]);
			break;
		}
		struct link *copy = &kept.items[kept.count++];
		*copy = *found;
		copy->url = mem_copy_text(found->url, strlen(found->url));
	}
	links_finish(links);
	*links = kept;
	return good;
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
	struct buf text = {0};

	if (o->qr)
		return print_qr(o, links, e);
	if (o->seat && !keep(links, &o->seat, 1, e))
		return false;
	if (!o->seat && o->replace_count && !keep(links, o->replace, o->replace_count, e))
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
	good = secret_key_read(key_path, &key, &e) && (!o->replace_count || replace_seats(o, &e)) &&
	       (store = store_open(o->db, STORE_READ, &e)) &&
	       links_load(&links, store, &key, o->base, &e) && print(o, &links, &e);
	links_finish(&links);
	store_close(store);
	return good ? EXIT_DONE : cli_fail(&e);
}

static bool read_options(int argc, char **argv, struct links_options *o, bool *help_wanted)
{
	static const struct option long_options[] = {
		{"db", required_argument, NULL, 'd'},   {"base", required_argument, NULL, 'b'},
		{"seat", required_argument, NULL, 's'}, {"replace", required_argument, NULL, 'r'},
		{"qr", required_argument, NULL, 'q'},   {"json", no_argument, NULL, 'j'},
		{"help", no_argument, NULL, 'h'},       {0}};
	int c;

	while ((c = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
		switch (c) {
		case 'd':
			o->db = optarg;
			break;
		case 'b':
			o->base = optarg;
			break;
		case 's':
			o->seat = optarg;
			break;
		case 'r':
			o->replace[o->replace_count++] = optarg;
			break;
		case 'q':
			o->qr = optarg;
			break;
		case 'j':
			o->json = true;
			break;
		case 'h':
			*help_wanted = true;
			break;
		default:
			return false;
		}
	}
	return *help_wanted || (o->db && optind == argc);
}

int cli_links(int argc, char **argv)
{
	struct links_options o = {.base = "http://127.0.0.1:7500"};
	bool help_wanted = false;
	int code = EXIT_DONE;

	o.replace = mem_grow(NULL, (size_t)argc, sizeof *o.replace);
	if (!read_options(argc, argv, &o, &help_wanted))
		code = cli_usage(help, "give --db FILE, and options from these");
	else if (help_wanted)
		fputs(help, stdout);
	else
		code = show(&o);
	free(o.replace);
	return code;
}
