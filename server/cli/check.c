#include <getopt.h>
#include <stdio.h>

#include "cli/cli.h"
#include "store/store.h"

static const char help[] =
	"Usage: burgertop check --db FILE\n\n"
	"Checks a summit: SQLite's own integrity check, and the history replayed against the "
	"tables. Prints\n"
	"what it looked at and what it found; the exit code is 1 when it found anything.\n\n"
	"  --db FILE    the summit; a server may be using it\n";

static void print_finding(void *self, const char *finding)
{
	(void)self;
	printf("found: %s\n", finding);
}

static int check(const char *db)
{
	struct summit *s = summit_create();
	size_t findings = 0;
	struct err e;
	struct store *store = store_open(db, STORE_READ, &e);
	bool good = store && store_check(store, print_finding, NULL, &findings, &e);

	/* A file with findings may be too damaged to be loaded: that is then the reason that is
	 * told. */
	if (good && !findings)
		good = store_load(store, s, &e);
	if (good && !findings)
		printf("%s: %zu cards, %zu ideas, %llu changes: nothing wrong was found\n", db,
		       s->card_count, s->idea_count, (unsigned long long)s->seq);
	else if (good)
		printf("%s: %zu findings. Keep this file, and take the newest backup whose check "
		       "is clean\n",
		       db, findings);
	store_close(store);
	summit_destroy(s);
	if (!good)
		return cli_fail(&e);
	return findings ? EXIT_FAILED : EXIT_DONE;
}

int cli_check(int argc, char **argv)
{
	static const struct option long_options[] = {
		{"db", required_argument, NULL, 'd'}, {"help", no_argument, NULL, 'h'}, {0}};
	const char *db = NULL;
	int c;

	while ((c = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
		if (c == 'd')
			db = optarg;
		else if (c == 'h')
			return fputs(help, stdout), EXIT_DONE;
		else
			return cli_usage(help, "wrongly called");
	}
	if (!db || optind < argc)
		return cli_usage(help, "give --db FILE");
	return check(db);
}
