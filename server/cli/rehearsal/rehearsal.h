/*
 * A rehearsal: simulated tables, theme team, control room, stages and viewers that play a day
 * against a server, each over a WebSocket of its own, and look in the end whether all is as it
 * should be.
 *
 *   cast       who takes part, and what the tables say
 *   line       the connections, kept as pages keep theirs
 *   sight      what each is shown
 *   day, tables, changes, team
 *              what control room, tables and theme team do
 *   around     what passes between the tables and the control room beside that
 *   profile, incident*
 *              what goes wrong on purpose, and when
 *   check      the record and all screens, at the end
 *   report, verdict
 *              what is told of it, and whether the hall is ready
 */
#ifndef BURGERTOP_CLI_REHEARSAL_REHEARSAL_H
#define BURGERTOP_CLI_REHEARSAL_REHEARSAL_H

#include "cli/rehearsal/around.h"
#include "cli/rehearsal/check.h"
#include "cli/rehearsal/day.h"
#include "cli/rehearsal/incident.h"
#include "cli/rehearsal/line.h"
#include "cli/rehearsal/sight.h"
#include "cli/rehearsal/tables.h"
#include "cli/rehearsal/team.h"
#include "cli/rehearsal/weigh.h"
#include "net/client.h"
#include "wire/message.h"

#define RETRY_US 1000000

struct rehearsal_options {
	const char *url;
	const char *links;
	const struct profile *profile;
	const char *ideas;  /* CSV; NULL: made-up phrases */
	const char *db;     /* NULL: its export is not compared */
	const char *report; /* file; NULL: none */
	unsigned tables;    /* 0: all that have a link */
	unsigned cards;     /* in all; 0: as many as the profile has */
	unsigned viewers;
	double speed;
};

enum actor_kind {
	ACTOR_TABLE,
	ACTOR_DESK,
	ACTOR_CONTROL,
	ACTOR_STAGE,
	ACTOR_VIEWER,
	ACTOR_WITNESS /* a desk that comes when the day is over */
};

struct actor { /* one client; its index is its connection's. In the order of the kinds */
	enum actor_kind kind;
	unsigned number;
	char token[65];
	struct id device;
	struct line line;
	struct sight sight;
	struct tablet tablet;  /* ACTOR_TABLE */
	struct id room_id;     /* ACTOR_TABLE */
	struct command doing;  /* ACTOR_DESK, ACTOR_CONTROL: the command that waits for its answer;
				  its op is nil when none does */
	int64_t send_again_us; /* 0: it need not go again */
	int64_t free_at_us;    /* ACTOR_DESK: when it has read the card before it */
	bool looking;          /* ACTOR_DESK: somebody was first with what it was doing */
};

enum phase { PHASE_GATHERING, PHASE_PLAYING, PHASE_CHECKING };

struct rehearsal {
	const struct rehearsal_options *options;
	struct clients *clients;
	struct actor *actors;
	size_t actor_count;
	size_t table_count; /* all that have a link and were asked for */
	size_t *present;    /* actors: the tables that take part */
	size_t present_count;
	size_t first_desk;
	size_t first_control;
	size_t witness;
	unsigned seed;
	enum phase phase;
	int64_t started_us;
	int64_t began_us; /* everybody was in */
	int64_t ended_us;
	int64_t ticked_us;
	int64_t told_us;
	int64_t longest_tick_us; /* how long this machine kept its own clients waiting */
	uint64_t states;         /* messages of states, all clients together */
	struct lines lines;
	struct sights sights;
	struct day day;
	struct typing typing;
	struct team team;
	struct around around;
	struct weigh weigh;
	struct incidents incidents;
	struct check check;
	struct samples to_stages; /* from the answer to a publishing until it is shown */
	struct samples to_viewers;
	struct err problem; /* why it was given up */
};

/* cast.c: reads the links and texts. */
bool rehearsal_cast(struct rehearsal *r, struct err *e);

/* Plays it to its end, or until it cannot go on: then r->problem says why. */
bool rehearsal_play(struct rehearsal *r, struct err *e);
void rehearsal_finish(struct rehearsal *r);

void rehearsal_send(struct rehearsal *r, size_t actor, const struct command *c);
void rehearsal_send_text(struct rehearsal *r, size_t actor, const struct buf *text);
double rehearsal_dice(struct rehearsal *r); /* 0 to 1; the same for the same seed */
void rehearsal_fail(struct rehearsal *r, enum err_code code, const char *why);

enum audience audience_of(const struct actor *a);
void actor_name(const struct actor *a, char *out, size_t size); /* "table 12" */

/* report.c: everything that is to be told, the verdict last. True when the hall is ready. */
bool rehearsal_report(struct rehearsal *r, struct buf *out);

#endif
