#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "cli/cli.h"
#include "record/links.h"
#include "wire/plan.h"

static const char help[] =
	"Usage: burgertop new PLAN.json --db FILE [--base URL] [--json]\n\n"
	"Makes a summit from a plan, in a new file FILE, with its key in FILE.key, and prints the "
	"link and\n"
	"the code of every seat. Never overwrites.\n\n"
	"  --db FILE    where the summit is to be kept\n"
	"  --base URL   how the pages will be reached (default http://127.0.0.1:7500)\n"
	"  --json       print the links as JSON: [{\"seat\",\"link\",\"code\",\"token\"}]\n\n"
	"schema/plan.schema.json says what a plan may hold; deploy/plans/ has examples.\n";

#define PLAN_MOST (4 * 1024 * 1024)

static bool read_plan(const char *path, struct plan *plan)
{
	FILE *f = fopen(path, "rb");
	struct buf text = {0}, problems = {0};
	char block[65536];
	size_t n;
	bool good;

	if (!f) {
		perror(path);
		return false;
	}
	while (text.len <= PLAN_MOST && (n = fread(block, 1, sizeof block, f)) > 0)
		buf_add(&text, block, n);
	fclose(f);
	good = plan_read(text.data ? text.data : "", text.len, plan, &problems);
	if (!good)
		fprintf(stderr, "burgertop: %s cannot be used:\n%s", path, problems.data);
	buf_finish(&text);
	buf_finish(&problems);
	return good;
}

static void add_seats(struct seat_row **rows, size_t *count, const char *kind, size_t most)
{
	for (unsigned i = 1; i <= most; i++) {
		*rows = mem_grow(*rows, *count + 1, sizeof **rows);
		struct seat_row *row = &(*rows)[(*count)++];
		snprintf(row->name, sizeof row->name, "%s/%u", kind, i);
		row->generation = 1;
	}
}

static bool fill(struct store *store, const struct plan *plan, struct err *e)
{
	const struct operation made = {.op = id_new(),
				       .seat = "burgertop",
				       .command = "summit.new",
				       .at_ms = clock_wall_ms(),
				       .first = 1,
				       .last = plan->summit->seq};
	const struct batch batch = {&made, 1, plan->summit->log.items, plan->summit->log.count};

	return store_commit(store, &batch, e) == COMMIT_DONE;
}

static struct store *create(const char *db, const struct plan *plan, struct err *e)
{
	struct seat_row *seats = NULL;
	size_t count = 0;
	struct store *store;

	add_seats(&seats, &count, "table", plan->summit->table_count);
	add_seats(&seats, &count, "desk", plan->desks);
	add_seats(&seats, &count, "control", plan->controls);
	add_seats(&seats, &count, "stage", plan->summit->room_count);
	add_seats(&seats, &count, "observer", plan->summit->table_count);
	store = store_create(db, seats, count, e);
	free(seats);
	if (store && !fill(store, plan, e)) {
		store_close(store);
		unlink(db); /* a summit with nothing in it would be in the way of the next try */
		store = NULL;
	}
	return store;
}

static int print(struct store *store, const struct secret_key *key, const char *base, bool json)
{
	struct links links;
	struct buf text = {0};
	struct err e;

	if (!links_load(&links, store, key, base, &e))
		return cli_fail(&e);
	if (json) {
		links_write(&links, &text);
		fputs(text.data, stdout);
		buf_finish(&text);
	} else {
		links_print(&links, stdout);
	}
	links_finish(&links);
	return EXIT_DONE;
}

static int make(const char *path, const char *db, const char *base, bool json)
{
	struct secret_key key;
	struct plan plan;
	struct store *store = NULL;
	struct err e;
	char key_path[PATH_MAX];
	int code = EXIT_FAILED;

	if (!access(db, F_OK)) {
		err_set(&e, ERR_FILE, "%s is there already: a summit is never overwritten", db);
		return cli_fail(&e);
	}
	if (!read_plan(path, &plan))
		return EXIT_FAILED;
	links_key_path(db, key_path, sizeof key_path);
	/* The key first: it refuses to overwrite, and a summit without one could not be opened by
	 * anybody. */
	if (!secret_key_create(key_path, &key, &e)) {
		cli_fail(&e);
		goto out;
	}
	store = create(db, &plan, &e);
	if (!store) {
		unlink(key_path);
		cli_fail(&e);
		goto out;
	}
	code = print(store, &key, base, json);
out:
	store_close(store);
	summit_destroy(plan.summit);
	return code;
}

int cli_new(int argc, char **argv)
{
	static const struct option long_options[] = {{"db", required_argument, NULL, 'd'},
						     {"base", required_argument, NULL, 'b'},
						     {"json", no_argument, NULL, 'j'},
						     {"help", no_argument, NULL, 'h'},
						     {0}};
	const char *db = NULL, *base = "http://127.0.0.1:7500";
	bool json = false;
	int c;

	while ((c = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
		if (c == 'd')
			db = optarg;
		else if (c == 'b')
			base = optarg;
		else if (c == 'j')
			json = true;
		else if (c == 'h')
			return fputs(help, stdout), EXIT_DONE;
		else
			return cli_usage(help, "wrongly called");
	}
	if (!db || optind + 1 != argc)
		return cli_usage(help, "give one plan, and --db FILE");
	return make(argv[optind], db, base, json);
}
