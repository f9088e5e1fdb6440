#include <getopt.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/cli.h"
#include "net/server.h"
#include "record/links.h"

static const char help[] =
	"Usage: burgertop serve --db FILE [--listen ADDRESS:PORT] [--pages DIR]\n"
	"                       [--viewers N] [--tls-cert FILE --tls-key FILE]\n\n"
	"Serves the summit in FILE until it is told to stop (Ctrl-C, SIGTERM).\n\n"
	"  --db FILE               the summit, made by burgertop new; FILE.key lies beside it\n"
	"  --listen ADDRESS:PORT   where (default 127.0.0.1:7500; 0.0.0.0:7500 for every network\n"
	"                          of this machine; port 0 for any that is free)\n"
	"  --pages DIR             the built pages (default: `pages` beside this program, else\n"
	"                          /usr/share/burgertop/pages)\n"
	"  --viewers N             of the public at most N at once (default: as many as there is\n"
	"                          room for beside the seats)\n"
	"  --tls-cert FILE         serves https with this certificate, then those between it and\n"
	"                          its authority; PEM\n"
	"  --tls-key FILE          its private key; PEM. Files that are replaced are used within\n"
	"                          seconds, or at once on SIGHUP, and nobody is cut off\n";

/* The folder `pages` beside the program, as the build leaves it. */
static const char *default_pages(char *room, size_t size)
{
	ssize_t len = readlink("/proc/self/exe", room, size - sizeof "/pages");

	if (len > 0) {
		while (len > 0 && room[len - 1] != '/')
			len--;
		snprintf(room + len, size - (size_t)len, "pages");
		if (!access(room, R_OK))
			return room;
	}
	return "/usr/share/burgertop/pages";
}

static int serve(const struct server_options *options)
{
	struct secret_key key;
	struct err e;
	char key_path[PATH_MAX];
	struct store *store;
	bool good;

	links_key_path(options->db, key_path, sizeof key_path);
	if (!secret_key_read(key_path, &key, &e))
		return cli_fail(&e);
	store = store_open(options->db, STORE_WRITE, &e);
	if (!store)
		return cli_fail(&e);
	good = server_run(options, store, &key, &e);
	store_close(store);
	return good ? EXIT_DONE : cli_fail(&e);
}

static bool read_count(const char *text, size_t *out)
{
	char *end;
	unsigned long number = strtoul(text, &end, 10);

	*out = number;
	return *text >= '0' && *text <= '9' && !*end;
}

int cli_serve(int argc, char **argv)
{
	static const struct option long_options[] = {{"db", required_argument, NULL, 'd'},
						     {"listen", required_argument, NULL, 'l'},
						     {"pages", required_argument, NULL, 'p'},
						     {"viewers", required_argument, NULL, 'v'},
						     {"tls-cert", required_argument, NULL, 'c'},
						     {"tls-key", required_argument, NULL, 'k'},
						     {"help", no_argument, NULL, 'h'},
						     {0}};
	struct server_options options = {.listen = "127.0.0.1:7500", .viewers_most = SIZE_MAX};
	char pages[PATH_MAX];
	int c;

	while ((c = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
		if (c == 'd')
			options.db = optarg;
		else if (c == 'l')
			options.listen = optarg;
		else if (c == 'p')
			options.pages = optarg;
		else if (c == 'c')
			options.cert = optarg;
		else if (c == 'k')
			options.key = optarg;
		else if (c == 'v' && read_count(optarg, &options.viewers_most))
			continue;
		else if (c == 'h')
			return fputs(help, stdout), EXIT_DONE;
		else
			return cli_usage(help, "wrongly called");
	}
	if (!options.db || optind < argc)
		return cli_usage(help, "give --db FILE, and nothing after the options");
	if (!options.cert != !options.key)
		return cli_usage(help, "--tls-cert and --tls-key go together");
	if (!options.pages)
		options.pages = default_pages(pages, sizeof pages);
	return serve(&options);
}
