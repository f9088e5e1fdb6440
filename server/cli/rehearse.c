#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/rehearsal/rehearsal.h"

static const char help[] =
	"Usage: burgertop rehearse URL --links FILE [--profile NAME] [--db FILE] [--speed N]\n"
	"                          [--tables N] [--cards N] [--viewers N] [--ideas FILE.csv] "
	"[--report FILE]\n\n"
	"Plays the programme of a fresh summit into the server at URL (http://host:port), as real "
	"tablets and\n"
	"pages do: one WebSocket a table, a theme team that reads and groups, a control room, "
	"stages, viewers.\n"
	"In the end it compares what the tables typed with what is there, and what everybody "
	"sees, and says\n"
	"whether the hall is ready. Exit code 0: ready, perhaps with remarks; 1: not ready.\n\n"
	"  --links FILE       the seats' links: what `burgertop new --json` or `links --json` "
	"printed\n"
	"  --profile NAME     plan: 3 to 5 cards a table and round, most in the last six minutes "
	"(default)\n"
	"                     leiden: 4 to 8 cards a table, for one long round\n"
	"                     storm: plan, with tables that never come, tablets that start anew, a "
	"room\n"
	"                     without network, and more that goes wrong\n"
	"  --db FILE          the summit's file, when it is on this machine: its export is "
	"compared too\n"
	"  --speed N          how many times faster than the clock (default 20)\n"
	"  --tables N         how many tables take part (default: all)\n"
	"  --cards N          how many cards in all, instead of the profile's\n"
	"  --viewers N        people who watch (default 10)\n"
	"  --ideas FILE.csv   what the tables type: the column `text` (default: made-up wishes)\n"
	"  --report FILE      writes the report there too\n";

static bool keep_report(const char *path, const struct buf *text, struct err *e)
{
	FILE *f;
	bool good;

	if (!path)
		return true;
	f = fopen(path, "w");
	if (!f)
		return err_set(e, ERR_FILE, "%s: %s", path, strerror(errno));
	good = fwrite(text->data, 1, text->len, f) == text->len;
	good = !fclose(f) && good;
	return good || err_set(e, ERR_FILE, "%s: %s", path, strerror(errno));
}

static int play(const struct rehearsal_options *options)
{
	struct rehearsal r = {.options = options, .seed = 1};
	struct buf report = {0};
	struct err e;
	bool ready = false, good = rehearsal_cast(&r, &e) && rehearsal_play(&r, &e);

	if (good) {
		ready = rehearsal_report(&r, &report);
		fputs(report.data, stdout);
		fflush(stdout);
		good = keep_report(options->report, &report, &e);
	}
	buf_finish(&report);
	rehearsal_finish(&r);
	if (!good)
		return cli_fail(&e);
	return ready ? EXIT_DONE : EXIT_FAILED;
}

static bool set_option(struct rehearsal_options *o, int c)
{
	switch (c) {
	case 'l':
		o->links = optarg;
		return true;
	case 'p':
		o->profile = profile_find(optarg);
		return o->profile;
	case 'd':
		o->db = optarg;
		return true;
	case 'i':
		o->ideas = optarg;
		return true;
	case 'r':
		o->report = optarg;
		return true;
	case 't':
		o->tables = (unsigned)strtoul(optarg, NULL, 10);
		return o->tables > 0;
	case 'c':
		o->cards = (unsigned)strtoul(optarg, NULL, 10);
		return o->cards > 0 && o->cards <= 1000000;
	case 'v':
		o->viewers = (unsigned)strtoul(optarg, NULL, 10);
		return o->viewers <= 15000;
	case 's':
		o->speed = strtod(optarg, NULL);
		return o->speed > 0;
	}
	return false;
}

int cli_rehearse(int argc, char **argv)
{
	static const struct option long_options[] = {{"links", required_argument, NULL, 'l'},
						     {"profile", required_argument, NULL, 'p'},
						     {"db", required_argument, NULL, 'd'},
						     {"ideas", required_argument, NULL, 'i'},
						     {"report", required_argument, NULL, 'r'},
						     {"tables", required_argument, NULL, 't'},
						     {"cards", required_argument, NULL, 'c'},
						     {"speed", required_argument, NULL, 's'},
						     {"viewers", required_argument, NULL, 'v'},
						     {"help", no_argument, NULL, 'h'},
						     {0}};
	struct rehearsal_options options = {
		.speed = 20, .viewers = 10, .profile = profile_find("plan")};
	int c;

	while ((c = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
		if (c == 'h')
			return fputs(help, stdout), EXIT_DONE;
		if (!set_option(&options, c))
			return cli_usage(help, "an option is unknown, or its value cannot be used");
	}
	if (optind + 1 != argc || !options.links)
		return cli_usage(help, "give the address of one server, and --links FILE");
	options.url = argv[optind];
	return play(&options);
}
