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

#define PRINT_MOST 200

static void print_finding(void *self, const char *finding)
{
	size_t *printed = self;

	if (++*printed <= PRINT_MOST)
		printf("found: %s\n", finding);
	else if (*printed == PRINT_MOST + 1)
		printf("found: more like these\n");
}

static void print_counts(const char *db, struct store *store)
{
	struct store_counts counts;
	struct err e;

	if (store_count(store, &counts, &e))
		printf("%s: %llu cards, %llu ideas, %llu operations, %llu changes\n", db,
		       (unsigned long long)counts.cards, (unsigned long long)counts.ideas,
		       (unsigned long long)counts.operations, (unsigned long long)counts.changes);
}

static int check(const char *db)
{
	size_t findings = 0, printed = 0;
	struct err e;
	struct store *store = store_open(db, STORE_READ, &e);
	bool good = store && store_check(store, print_finding, &printed, &findings, &e);

	if (good)
		print_counts(db, store);
	store_close(store);
	if (!good)
		return cli_fail(&e);
	if (!findings) {
		printf("Nothing wrong was found.\n");
		return EXIT_DONE;
	}
	printf("%zu findings. Keep this file, and take the newest backup whose check is clean.\n",
	       findings);
	return EXIT_FAILED;
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
