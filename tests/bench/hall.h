/*
 * A hall full of clients in one program: publishers (tables), readers (the theme team) and viewers
 * (the public). hall.c holds the lines and what is measured of them; hall_cells.c what is done with
 * them; hall_main.c reads the command.
 */
#ifndef BURGERTOP_BENCH_HALL_H
#define BURGERTOP_BENCH_HALL_H

#include "line.h"

#define ID_LEN     36
#define PATIENCE_S 120

enum role { ROLE_TABLE, ROLE_DESK, ROLE_PUBLIC };

struct person {
	struct line line; /* first: an event's pointer is both */
	enum role role;
	const char *token; /* NULL: the public */
	bool welcome;
	bool full; /* has a full state */
	uint64_t cursor;
	unsigned inflight;
	double full_at; /* when the full state was there */
};

struct sent { /* a command */
	double due;
	double acked;     /* 0: not yet */
	uint64_t seq;     /* as acknowledged */
	uint64_t version; /* of the title that an idea.add brought */
};

struct wishes {
	const char *cell;
	int port;
	int pid; /* the server's; 0: not measured */
	const char *links;
	unsigned tables, desks, viewers;
	double rate; /* cards a second */
	double seconds;
	unsigned each;  /* cards of a table in a burst */
	unsigned cards; /* to fill a summit with */
	unsigned ideas;
};

struct hall {
	const struct wishes *wishes;
	int ep;       /* the tables, and ep_crowd */
	int ep_crowd; /* everybody else: a table's answer does not wait until ten thousand are read
		       */
	struct sockaddr_in to;
	struct person *people;
	size_t count;
	char step[ID_LEN + 1], theme[ID_LEN + 1];
	struct sent *sent; /* in the order of sending */
	size_t sent_count, sent_room, acked, refused, closed;
	uint64_t *seqs_passed; /* by seq - seq_first: how many watchers have it */
	double *seqs_done;
	double *seqs_due; /* when what was acknowledged with it was due; 0: not known */
	double *each;     /* for every change and watcher, how long it took after that */
	size_t each_count, each_room;
	uint64_t seq_first;
	size_t seq_room;
	size_t watchers; /* people whose having everything counts */
	enum role watched;
	uint64_t seq_last; /* the highest that was acknowledged */
	uint64_t frames, bytes;
	void (*on_ack)(struct hall *h, struct person *p, struct sent *s);
	/* Never sleeps while it measures: what it takes this machine to wake a sleeping program is
	 * then in the server's time alone. */
	bool awake;
};

double now_s(void);

/* Connects people of a role, and waits until each has its full state. */
void hall_add(struct hall *h, enum role role, size_t count);
void hall_enter(struct hall *h);
void hall_connect(struct hall *h, struct person *p);

/* Handles what comes until `until`, or (stop not NULL) until it says true. False: time is up. */
bool hall_run(struct hall *h, double until, bool (*stop)(struct hall *h));
bool hall_all_full(struct hall *h);
bool hall_all_acked(struct hall *h);
bool hall_all_have(struct hall *h); /* every watcher has all that was acknowledged */

/* From now on the changes are counted that watchers of this role have. */
void hall_watch(struct hall *h, enum role role);

/* Sends a command, or the card.add whose card has its number; it is the last of h->sent then. */
void hall_command(struct hall *h, struct person *p, double due, const char *fields);
void hall_card(struct hall *h, struct person *p, double due);

/* The id of what command `index` of this run is or makes. kind: 8 an operation, 9 a card, a an
 * idea. */
const char *hall_id(char kind, size_t index, char out[ID_LEN + 1]);

/* The server's: microseconds of CPU so far; bytes of memory that are its own. */
double server_cpu_us(int pid);
double server_memory(int pid);

void print_spread(const char *name, double *values, size_t count); /* sorts; milliseconds */

int cell_steady(struct hall *h);
int cell_burst(struct hall *h);
int cell_closed(struct hall *h);
int cell_fill(struct hall *h);
int cell_publish(struct hall *h);
int cell_storm(struct hall *h);
int cell_idle(struct hall *h);

#endif
