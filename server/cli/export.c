#include <getopt.h>
#include <stdio.h>

#include "cli/cli.h"
#include "record/record.h"

static const char help[] =
	"Usage: burgertop export --db FILE --out DIR\n\n"
	"Writes the record to the new folder DIR: record.json with its schema, and cards, ideas, "
	"themes, tables\n"
	"and history as CSV. Works while a server runs; everything is as it was at one moment.\n\n"
	"  --db FILE    the summit\n"
	"  --out DIR    a folder that is not there yet, or is empty\n";

static int export_record(const char *db, const char *out)
{
	struct record_counts counts;
	struct err e;
	struct store *store = store_open(db, STORE_READ, &e);
	bool good;

	if (!store)
		return cli_fail(&e);
	good = record_export(store, out, &counts, &e);
	store_close(store);
	if (!good)
		return cli_fail(&e);
	printf("%s: %zu cards, %zu ideas, %llu changes\n", out, counts.cards, counts.ideas,
	       (unsigned long long)counts.changes);
	return EXIT_DONE;
}

int cli_export(int argc, char **argv)
{
	static const struct option long_options[] = {{"db", required_argument, NULL, 'd'},
						     {"out", required_argument, NULL, 'o'},
						     {"help", no_argument, NULL, 'h'},
						     {0}};
	const char *db = NULL, *out = NULL;
	int c;

	while ((c = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
		if (c == 'd')
			db = optarg;
		else if (c == 'o')
			out = optarg;
		else if (c == 'h')
			return fputs(help, stdout), EXIT_DONE;
		else
			return cli_usage(help, "wrongly called");
	}
	if (!db || !out || optind < argc)
		return cli_usage(help, "give --db FILE and --out DIR");
	return export_record(db, out);
}
