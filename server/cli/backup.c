#include <getopt.h>
#include <stdio.h>

#include "cli/cli.h"
#include "store/store.h"

static const char help[] = "Usage: burgertop backup --db FILE --to FILE\n\n"
			   "Makes a consistent copy of a summit, also while a server writes to it. "
			   "The copy has an epoch of its\n"
			   "own: tablets that see it send everything again that they still keep, "
			   "which gives it what came after.\n"
			   "Its links need the key of the summit: copy FILE.key to the copy's name "
			   "with .key behind it.\n\n"
			   "  --db FILE    the summit\n"
			   "  --to FILE    the copy, which must not be there yet\n";

static int backup(const char *db, const char *to)
{
	struct err e;
	struct store *store = store_open(db, STORE_READ, &e);
	bool good;

	if (!store)
		return cli_fail(&e);
	good = store_backup(store, to, &e);
	store_close(store);
	if (!good)
		return cli_fail(&e);
	printf("%s: a copy of %s\n", to, db);
	return EXIT_DONE;
}

int cli_backup(int argc, char **argv)
{
	static const struct option long_options[] = {{"db", required_argument, NULL, 'd'},
						     {"to", required_argument, NULL, 't'},
						     {"help", no_argument, NULL, 'h'},
						     {0}};
	const char *db = NULL, *to = NULL;
	int c;

	while ((c = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
		if (c == 'd')
			db = optarg;
		else if (c == 't')
			to = optarg;
		else if (c == 'h')
			return fputs(help, stdout), EXIT_DONE;
		else
			return cli_usage(help, "wrongly called");
	}
	if (!db || !to || optind < argc)
		return cli_usage(help, "give --db FILE and --to FILE");
	return backup(db, to);
}
