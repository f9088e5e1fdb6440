/*
 * Whether everything is as it should be, once the day is over. Two questions: does the record hold
 * exactly what the tables typed, under the numbers they were told; and does everybody see the same?
 *
 * The record is asked of a witness, a desk that connects afresh and is shown everything, and, where
 * the summit's file is at hand, of its export.
 */
#ifndef BURGERTOP_CLI_REHEARSAL_CHECK_H
#define BURGERTOP_CLI_REHEARSAL_CHECK_H

#include "base/err.h"
#include "wire/peer.h"

struct rehearsal;

struct comparison { /* of the cards of a record with those that were typed */
	bool made;
	size_t rows;
	size_t missing;      /* acknowledged, and not there */
	size_t twice;        /* there more than once, or another card with its words */
	size_t other_text;   /* there in other words */
	size_t other_number; /* there under another number than was acknowledged */
	size_t other_state;  /* taken back although its table has it, or the other way */
	size_t refused;      /* there although it was refused */
	size_t strange;      /* typed by nobody of us: perhaps on a real tablet */
};

struct shown_card { /* a card as the witness was shown it last */
	struct id id;
	char number[32];
	bool withdrawn;
	char *text; /* owned */
};

struct check {
	int64_t until_us; /* when it is given up; 0: it has not begun */
	int64_t next_us;
	unsigned *times;           /* by card: how often it was there in the comparison under way */
	bool *as_typed;            /* by card: the last comparison found it, in its words */
	struct id_map typed;       /* id -> struct typed */
	struct shown_card **cards; /* what the witness is shown; owned */
	size_t card_count;
	struct id_map by_id;
	uint64_t shown_up_to; /* by then the witness has everything */
	bool has_full;
	struct comparison shown; /* to the witness */
	struct comparison file;  /* the export */
	size_t renumbered;       /* answered a second time with another number */
	size_t same_numbers;     /* acknowledged cards that share their number with another */
	bool compared_peers;
	size_t peers;
	size_t differing;
	size_t first_differing; /* its actor */
	struct err problem;     /* why the file could not be compared */
};

void check_tick(struct rehearsal *r, int64_t now_us); /* stops the clients when all is looked at */
void check_welcome(struct rehearsal *r, const struct reply *reply); /* the witness is there */
void check_state(struct rehearsal *r, const struct reply *reply);   /* what it is shown */
void check_file(struct rehearsal *r); /* compares the export, when there is a file */
void check_finish(struct check *c);

#endif
