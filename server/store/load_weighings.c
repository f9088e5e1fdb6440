/* Weighings and ballots, and what they are of. */
#include "base/mem.h"
#include "store/load.h"
#include "summit/weighings.h"

bool load_weighing(void *self, sqlite3_stmt *s)
{
	struct loading *l = self;
	struct weighing w = {0}, *kept;
	int state;

	if (!get_entity(l, s, ENTITY_WEIGHING, &w.e) ||
	    (!column_is_null(s, 3) && !get_ref(l, s, 3, ENTITY_STEP, &w.step)) ||
	    !get_number(l, s, 4, &w.points) ||
	    !get_word(l, s, 5, weighing_state_words, WEIGHING_STATES, &state))
		return false;
	w.state = (enum weighing_state)state;
	w.ballots = (unsigned)sqlite3_column_int64(s, 6);
	w.title = copy_text(s, 2);
	w.slate = mem_new(sizeof *w.slate);
	kept = mem_new(sizeof *kept);
	*kept = w;
	summit_add(l->summit, &kept->e);
	return true;
}

/* A count that is not known is NULL in the tables and 0 in memory. */
static bool get_count(struct loading *l, sqlite3_stmt *s, int column, unsigned *out)
{
	int64_t count = sqlite3_column_int64(s, column);

	*out = (unsigned)count;
	return (count >= 0 && count <= INT32_MAX) || refuse(l, s, column);
}

/* Those of one weighing come together, in their order. */
bool load_weighed(void *self, sqlite3_stmt *s)
{
	struct loading *l = self;
	struct weighed weighed = {0};
	struct weighing *w;

	if (!get_ref(l, s, 0, ENTITY_WEIGHING, &w) ||
	    !get_ref(l, s, 2, ENTITY_IDEA, &weighed.idea) || !get_count(l, s, 3, &weighed.points) ||
	    !get_count(l, s, 4, &weighed.tables))
		return false;
	const size_t count = w->slate->count;
	if (count == WEIGHING_IDEAS_MOST || sqlite3_column_int64(s, 1) != (int64_t)count + 1)
		return refuse(l, s, 1);
	w->slate = mem_grow(w->slate, sizeof *w->slate + (count + 1) * sizeof weighed, 1);
	w->slate->ideas[w->slate->count++] = weighed;
	return true;
}

bool load_ballot(void *self, sqlite3_stmt *s)
{
	struct loading *l = self;
	struct ballot ballot = {0}, *kept;

	if (!get_entity(l, s, ENTITY_BALLOT, &ballot.e) ||
	    !get_ref(l, s, 2, ENTITY_WEIGHING, &ballot.weighing) ||
	    !get_ref(l, s, 3, ENTITY_TABLE, &ballot.table))
		return false;
	ballot.at_ms = sqlite3_column_int64(s, 4);
	ballot.late = sqlite3_column_int(s, 5);
	ballot.shares = mem_new(sizeof *ballot.shares);
	kept = mem_new(sizeof *kept);
	*kept = ballot;
	summit_add(l->summit, &kept->e);
	return true;
}

/* Those of one ballot come together, in their order. */
bool load_share(void *self, sqlite3_stmt *s)
{
	struct loading *l = self;
	struct share share;
	struct ballot *ballot;

	if (!get_ref(l, s, 0, ENTITY_BALLOT, &ballot) ||
	    !get_ref(l, s, 2, ENTITY_IDEA, &share.idea) || !get_number(l, s, 3, &share.points))
		return false;
	if (!slate_find(ballot->weighing->slate, share.idea))
		return refuse(l, s, 2);
	const size_t count = ballot->shares->count;
	if (sqlite3_column_int64(s, 1) != (int64_t)count + 1)
		return refuse(l, s, 1);
	ballot->shares =
		mem_grow(ballot->shares, sizeof *ballot->shares + (count + 1) * sizeof share, 1);
	ballot->shares->of[ballot->shares->count++] = share;
	return true;
}
