/* What the files that read a summit share: a row is taken apart column by column, and what makes no
 * sense is refused. Within store alone. */
#ifndef BURGERTOP_STORE_LOAD_H
#define BURGERTOP_STORE_LOAD_H

#include "store/sql.h"

struct loading {
	struct store *store;
	struct summit *summit;
	const char *what; /* which rows are being read */
	struct id step;   /* the step the programme is in; nil when none */
	struct recent {
		char text[ID_TEXT_LEN + 1];
		struct entity *entity;
	} recent[256]; /* what rows referred to: of a million cards, most to the same few */
	struct err *e;
};

/* A row that makes no sense: says which one, and in which column. Returns false. */
bool refuse(struct loading *l, sqlite3_stmt *s, int column);

bool get_number(struct loading *l, sqlite3_stmt *s, int column, unsigned *out); /* from 1 */
bool get_word(struct loading *l, sqlite3_stmt *s, int column, const char *const *words, int count,
	      int *out);

/* What a column refers to; NULL, and false, when there is no such thing. */
bool get_ref(struct loading *l, sqlite3_stmt *s, int column, enum entity_type type, void *out);

/* Columns 0 and 1 of every type. */
bool get_entity(struct loading *l, sqlite3_stmt *s, enum entity_type type, struct entity *out);

/* A text with the number of the change that brought it; NULL, with e filled, when it is not
 * there. */
struct word *load_text(struct loading *l, sqlite3_stmt *s, int seq, int text);

char *copy_text(sqlite3_stmt *s, int column); /* owned by the caller */

/* Rows of load_plans.c and load_weighings.c, for sql_each. */
bool load_plan(void *self, sqlite3_stmt *s);
bool load_plan_text(void *self, sqlite3_stmt *s);
bool load_weighing(void *self, sqlite3_stmt *s);
bool load_weighed(void *self, sqlite3_stmt *s);
bool load_ballot(void *self, sqlite3_stmt *s);
bool load_share(void *self, sqlite3_stmt *s);

#endif
