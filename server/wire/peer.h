/* What the server says, read by a client of ours (rehearse). Unknown messages and fields are passed
 * over, as the protocol asks of clients. */
#ifndef BURGERTOP_WIRE_PEER_H
#define BURGERTOP_WIRE_PEER_H

#include "base/err.h"
#include "base/id.h"
#include "summit/summit.h"

enum reply_kind {
	REPLY_OTHER,
	REPLY_WELCOME,
	REPLY_STATE,
	REPLY_ACK,
	REPLY_NACK,
	REPLY_PONG,
	REPLY_PRESENCE,
	REPLY_BYE
};

struct peer_card { /* of a card: what a simulated reader or table needs. Strings are borrowed from
		      the reply */
	struct id id;
	struct id theme;
	struct id idea; /* nil when in none */
	uint64_t version;
	uint64_t read; /* 0 when never */
	bool withdrawn;
	const char *number;
	const char *text;
};

struct peer_entity {
	enum entity_type type;
	struct id id;
	uint64_t seq;
	bool gone;
	struct peer_card card;    /* ENTITY_CARD */
	const char *title;        /* ENTITY_THEME, ENTITY_STEP, ENTITY_IDEA: title */
	const char *name;         /* ENTITY_SUMMIT, ENTITY_ROOM */
	struct id room;           /* ENTITY_TABLE */
	uint64_t version;         /* ENTITY_IDEA */
	bool published;           /* ENTITY_IDEA */
	struct id theme;          /* ENTITY_IDEA */
	enum step_kind step_kind; /* ENTITY_STEP */
	unsigned number;          /* ENTITY_THEME, ENTITY_STEP, ENTITY_TABLE, ENTITY_ROOM */
	unsigned minutes;         /* ENTITY_STEP */
	unsigned ballots, points; /* ENTITY_WEIGHING: points of its outcome, in all */
	bool makes_plan;          /* ENTITY_STEP */
	const char *field;        /* ENTITY_STEP that makes a plan: the first of its fields */
	struct peer_work *work;   /* ENTITY_STEP */
	size_t work_count;
	struct id step;       /* ENTITY_SUMMIT: nil when none; ENTITY_CARD: its round */
	unsigned cards, read; /* ENTITY_TALLY */
	bool ended;           /* ENTITY_CALL, ENTITY_NOTICE */
};

struct peer_work {
	struct id theme;
	unsigned *tables;
	size_t table_count;
};

struct reply {
	enum reply_kind kind;
	struct id op;    /* ack, nack */
	uint64_t seq;    /* welcome, state, ack */
	struct id epoch; /* welcome */
	struct id summit;
	char seat[24];
	int64_t now_ms;     /* welcome, pong */
	enum err_code code; /* nack */
	bool retry;
	char text[480];  /* nack: message */
	char number[24]; /* ack of a card: its number, "" when it is of another command */
	bool late;       /* ack of a card */
	bool full, last; /* state */
	unsigned part;
	struct peer_entity *set;
	size_t set_count;
	void *json; /* what the borrowed strings live in */
};

bool reply_read(const char *text, size_t len, struct reply *out, struct err *e);
void reply_finish(struct reply *r);

#endif
