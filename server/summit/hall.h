/* What passes between a table and the control room beside cards. Each function changes everything
 * it says or, returning false, nothing. Said again, it changes nothing. */
#ifndef BURGERTOP_SUMMIT_HALL_H
#define BURGERTOP_SUMMIT_HALL_H

#include "summit/summit.h"

/* A table asks for help. ERR_ID_TAKEN. */
bool call_make(struct summit *s, struct table *table, const struct id *id, enum call_kind kind,
	       int64_t now_ms, struct err *e);

/* Help came, or is no longer wanted: the table says so, or (NULL) the control room. ERR_UNKNOWN_ID,
 * also when the call is another table's. */
bool call_end(struct summit *s, const struct table *table, const struct id *id, int64_t now_ms,
	      struct err *e);

struct notice_new {
	struct id id;
	struct id room;   /* nil: for no room */
	struct id table;  /* nil: for no table; with neither: for all */
	const char *text; /* cleaned */
	size_t text_len;
	int64_t at_ms;
};

/* ERR_ID_TAKEN, ERR_UNKNOWN_ID, ERR_BAD_FIELD when it is for a room and a table. */
bool notice_send(struct summit *s, const struct notice_new *new, struct err *e);
bool notice_end(struct summit *s, const struct id *id, int64_t now_ms,
		struct err *e); /* ERR_UNKNOWN_ID */

/* Whether it is for that table, ended or not. */
bool notice_is_for(const struct notice *notice, const struct table *table);

/* A table has seen a notice. The first of its devices counts; id is what the receipt is to be
 * called if there is none yet. ERR_UNKNOWN_ID, also when the notice is not for this table;
 * ERR_ID_TAKEN. */
bool notice_seen(struct summit *s, struct table *table, const struct id *notice,
		 const struct id *id, int64_t now_ms, struct err *e);

/*
 * A table says that its result of a round is right, as it stood at `seen`. A table has one sign-off
 * a round, and the one that saw most counts: a device that was apart takes back nothing of what
 * another saw since. What a device saw of an epoch that is gone counts no further than to now.
 * id is what it is to be called if there is none yet. ERR_UNKNOWN_ID, ERR_NOT_A_ROUND,
 * ERR_ID_TAKEN.
 */
bool signoff_give(struct summit *s, struct table *table, const struct id *step, uint64_t seen,
		  const struct id *id, int64_t now_ms, struct err *e);

#endif
