#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

static const struct {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *what;
} subcommands[] = {
	{"new", cli_new, "make a summit from a plan, and print its links"},
	{"serve", cli_serve, "serve a summit: pages and live connections"},
	{"links", cli_links, "show or replace the links and codes of the seats"},
	{"order", cli_order, "give one command to a running server"},
	{"export", cli_export, "write the record as JSON and CSV"},
	{"check", cli_check, "check that history, tables and file agree"},
	{"backup", cli_backup, "make a consistent copy while it is in use"},
	{"rehearse", cli_rehearse, "play a day into a server, as real clients do"},
};
enum { SUBCOMMANDS = sizeof subcommands / sizeof subcommands[0] };

static void print_help(FILE *out)
{
	fprintf(out, "burgertop %s: the software of a citizens' summit\n\n", BURGERTOP_VERSION);
	for (int i = 0; i < SUBCOMMANDS; i++)
		fprintf(out, "  burgertop %-9s %s\n", subcommands[i].name, subcommands[i].what);
	fprintf(out, "\nburgertop SUBCOMMAND --help says more.\n");
}

int main(int argc, char **argv)
{
	if (argc < 2) {
		print_help(stderr);
		return EXIT_USAGE;
	}
	if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h")) {
		print_help(stdout);
		return EXIT_DONE;
	}
	if (!strcmp(argv[1], "--version")) {
		printf("burgertop %s\n", BURGERTOP_VERSION);
		return EXIT_DONE;
	}
	for (int i = 0; i < SUBCOMMANDS; i++)
		if (!strcmp(argv[1], subcommands[i].name))
			return subcommands[i].run(argc - 1, argv + 1);
	fprintf(stderr, "burgertop: there is no subcommand \"%s\"\n\n", argv[1]);
	print_help(stderr);
	return EXIT_USAGE;
}
