/*
 * A rehearsal: simulated tables, theme team, control room and viewers that play a day against a
 * server, each over a WebSocket of its own. rehearse.c is the subcommand; rehearsal_report.c what
 * it tells at its end; rehearsal.c the connections; rehearsal_table.c, rehearsal_team.c and
 * rehearsal_control.c what each kind of seat does; phrases.c what tables say when they are given no
 * texts.
 */
#ifndef BURGERTOP_CLI_REHEARSAL_H
#define BURGERTOP_CLI_REHEARSAL_H

#include "base/id.h"
#include "net/client.h"
#include "wire/message.h"
#include "wire/peer.h"

struct rehearsal_options {
	const char *url;
	const char *links;
	const char *ideas; /* CSV; NULL: made-up phrases */
	const char *db;    /* NULL: the export is not compared */
	unsigned tables;   /* 0: all that have a link */
	unsigned cards;    /* in all; 0: four for each table and round */
	unsigned viewers;
	double speed;
};

enum actor_kind { ACTOR_TABLE, ACTOR_DESK, ACTOR_CONTROL, ACTOR_VIEWER };

struct actor { /* one connection; its index is its client's */
	enum actor_kind kind;
	unsigned number;
	char token[65];
	bool welcome;
	unsigned failures;     /* in a row */
	int64_t connect_at_us; /* 0: connected, or on its way */
	size_t *cards;         /* ACTOR_TABLE: its cards in the order they were typed */
	size_t card_count;
	size_t next; /* the first of them not yet sent on this connection */
	unsigned inflight;
	int64_t free_at_us;   /* ACTOR_DESK: when it has read the card before it */
	struct command doing; /* ACTOR_DESK, ACTOR_CONTROL: the command that waits for its answer;
				 its op is nil when none does */
};

struct typed { /* a card that a table typed */
	struct id op;
	struct id id;
	struct id step;
	struct id theme;
	const char *text;
	int64_t sent_us; /* first sent; 0 not yet */
	int64_t acked_us;
	bool refused;
	bool late;
	unsigned times_sent;
};

struct known_step {
	struct id id;
	char title[480];
	enum step_kind kind;
	unsigned number;
	unsigned minutes;
	struct peer_work *work; /* owned */
	size_t work_count;
};

struct known_card {
	struct id id;
	struct id theme;
	uint64_t version;
	bool read;
	bool dealt;
	char text[241]; /* the beginning, for a title */
};

struct known_idea {
	struct id id;
	struct id theme;
	uint64_t version;
	unsigned cards;
	bool published;
	bool publishing;
	char title[481];
};

struct rehearsal {
	const struct rehearsal_options *options;
	struct clients *clients;
	struct actor *actors;
	size_t actor_count;
	unsigned tables;
	unsigned seed;

	char **texts; /* owned */
	size_t text_count;
	struct typed *typed; /* all cards that were typed */
	size_t typed_count;
	size_t typed_room;
	size_t acked;
	size_t refused;
	int64_t *due_us; /* when the cards of this round are typed, in order; the tables take turns
			  */
	size_t due_count;
	size_t due_next;

	/* What control sees. */
	struct known_step *steps; /* in order of number */
	size_t step_count;
	bool knows_programme;
	size_t step_now; /* index; step_count: not begun */
	int64_t step_until_us;
	bool began;
	bool over;
	int64_t started_us;
	int64_t ended_us;

	/* What the theme team sees. */
	struct known_card **known;
	size_t known_count;
	struct id_map known_by_id;
	size_t next_to_deal;
	struct known_idea **ideas;
	size_t idea_count;
	struct id_map ideas_by_id;
	size_t read;
	size_t published;

	uint64_t states; /* messages of states, all clients together */
	uint64_t reconnects;
	unsigned rounds;
	unsigned round; /* how many were opened */
	int64_t told_us;
	struct err problem; /* why it was given up */
};

extern const struct client_events rehearsal_events;

void rehearsal_send(struct rehearsal *r, size_t actor, const struct command *c);
double rehearsal_dice(struct rehearsal *r); /* 0 to 1; the same for the same seed */
void rehearsal_fail(struct rehearsal *r, enum err_code code, const char *why);

/* Tables. */
void table_plan_round(struct rehearsal *r, int64_t from_us, int64_t long_us, size_t cards);
void table_tick(struct rehearsal *r, int64_t now_us);
void table_opened(struct rehearsal *r, size_t actor);
void table_reply(struct rehearsal *r, size_t actor, const struct reply *reply, int64_t now_us);
bool tables_are_done(const struct rehearsal *r);

/* Theme team. */
void team_tick(struct rehearsal *r, int64_t now_us);
void team_state(struct rehearsal *r, const struct reply *reply); /* as the first desk sees it */
void team_reply(struct rehearsal *r, size_t actor, const struct reply *reply);
bool team_is_done(const struct rehearsal *r);

/* Control room. */
void control_tick(struct rehearsal *r, int64_t now_us);
void control_state(struct rehearsal *r, const struct reply *reply);
void control_reply(struct rehearsal *r, size_t actor, const struct reply *reply);

/* Prints the report. False with the reason when the day went wrong or the record differs. */
bool rehearsal_report(const struct rehearsal *r, struct err *e);

/* A made-up idea; index runs through some thousand different ones. Owned by the caller. */
char *phrase(size_t index);

#endif
