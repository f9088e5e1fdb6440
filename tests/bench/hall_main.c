#include <arpa/inet.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>

#include "hall.h"

static const char help[] =
	"usage: hall CELL --port N [--pid N] [--links FILE] [OPTION...]\n\n"
	"Fills a hall with clients of the server at that port, and prints one line of JSON.\n\n"
	"  steady    tables type --rate cards a second for --seconds\n"
	"  burst     every table sends --each cards at once\n"
	"  closed    every table sends its next card when the one before is acknowledged\n"
	"  fill      --cards cards, in --ideas published ideas\n"
	"  publish   the same, the publishing (--rate ideas a second; 0: at once)\n"
	"            measured at the viewers\n"
	"  storm     the viewers' lines are cut and come back all at once\n"
	"  idle      viewers who are only there\n\n"
	"  --tables N --desks N --viewers N   who is there (viewers: the public)\n";

static const struct {
	const char *name;
	int (*play)(struct hall *h);
} cells[] = {{"steady", cell_steady}, {"burst", cell_burst},     {"closed", cell_closed},
	     {"fill", cell_fill},     {"publish", cell_publish}, {"storm", cell_storm},
	     {"idle", cell_idle}};

static int wrong(void)
{
	fputs(help, stderr);
	return 2;
}

static bool set(struct wishes *w, int option)
{
	switch (option) {
	case 'p':
		w->port = (int)strtol(optarg, NULL, 10);
		return true;
	case 'P':
		w->pid = (int)strtol(optarg, NULL, 10);
		return true;
	case 'l':
		w->links = optarg;
		return true;
	case 't':
		w->tables = (unsigned)strtoul(optarg, NULL, 10);
		return true;
	case 'd':
		w->desks = (unsigned)strtoul(optarg, NULL, 10);
		return true;
	case 'v':
		w->viewers = (unsigned)strtoul(optarg, NULL, 10);
		return true;
	case 'r':
		w->rate = strtod(optarg, NULL);
		return true;
	case 's':
		w->seconds = strtod(optarg, NULL);
		return true;
	case 'e':
		w->each = (unsigned)strtoul(optarg, NULL, 10);
		return true;
	case 'c':
		w->cards = (unsigned)strtoul(optarg, NULL, 10);
		return true;
	case 'i':
		w->ideas = (unsigned)strtoul(optarg, NULL, 10);
		return true;
	}
	return false;
}

static void raise_limit(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit))
		return;
	limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_NOFILE, &limit);
}

static int play(const struct wishes *w, int (*cell)(struct hall *h))
{
	struct hall h = {.wishes = w, .ep = epoll_create1(0), .ep_crowd = epoll_create1(0)};
	struct epoll_event crowd = {.events = EPOLLIN};

	raise_limit();
	epoll_ctl(h.ep, EPOLL_CTL_ADD, h.ep_crowd, &crowd);
	h.to = (struct sockaddr_in){.sin_family = AF_INET,
				    .sin_port = htons((uint16_t)w->port),
				    .sin_addr = {htonl(INADDR_LOOPBACK)}};
	h.people = calloc(w->tables + w->desks + w->viewers + 1, sizeof *h.people);
	if (!h.people)
		return 1;
	hall_add(&h, ROLE_TABLE, w->tables);
	hall_add(&h, ROLE_DESK, w->desks);
	if (cell != cell_idle)
		hall_add(&h, ROLE_PUBLIC, w->viewers);
	if (h.count)
		hall_enter(&h);
	return cell(&h);
}

int main(int argc, char **argv)
{
	static const struct option options[] = {
		{"port", required_argument, NULL, 'p'},  {"pid", required_argument, NULL, 'P'},
		{"links", required_argument, NULL, 'l'}, {"tables", required_argument, NULL, 't'},
		{"desks", required_argument, NULL, 'd'}, {"viewers", required_argument, NULL, 'v'},
		{"rate", required_argument, NULL, 'r'},  {"seconds", required_argument, NULL, 's'},
		{"each", required_argument, NULL, 'e'},  {"cards", required_argument, NULL, 'c'},
		{"ideas", required_argument, NULL, 'i'}, {0}};
	struct wishes w = {.tables = 75, .rate = 75, .seconds = 6, .each = 10};
	int c;

	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1)
		if (!set(&w, c))
			return wrong();
	if (optind + 1 != argc || !w.port)
		return wrong();
	w.cell = argv[optind];
	for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++)
		if (!strcmp(cells[i].name, w.cell))
			return play(&w, cells[i].play);
	return wrong();
}
