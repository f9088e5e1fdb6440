#include "cli/rehearsal/verdict.h"

#include <math.h>

#include "cli/rehearsal/rehearsal.h"

#define ANSWERS_LEAST 20 /* of a room, for a judgement */

const char *const verdict_words[] = {
	[READY] = "Ready", [READY_WITH_REMARKS] = "Ready, with remarks", [NOT_READY] = "Not ready"};

struct samples answers_of(const struct rehearsal *r, long room)
{
	struct samples s = {0};

	for (size_t i = 0; i < r->typing.count; i++) {
		const struct typed *card = &r->typing.cards[i];
		if (!card->acked_us || !card->at_once || card->times_sent > 1 || card->plan)
			continue;
		if (room < 0 || r->actors[card->table].tablet.room == (size_t)room)
			samples_add(&s, card->acked_us - card->typed_us);
	}
	return s;
}

static double slow_answer(struct rehearsal *r, long room, size_t least)
{
	struct samples s = answers_of(r, room);
	double us = s.count < least ? NAN : samples_share(&s, 0.99);

	samples_finish(&s);
	return us / 1e6;
}

static double answers(struct rehearsal *r)
{
	return slow_answer(r, -1, 1);
}

static double answers_of_a_room(struct rehearsal *r)
{
	double slowest = NAN;

	for (size_t room = 0; room < r->day.room_count; room++)
		slowest = fmax(slowest, slow_answer(r, (long)room, ANSWERS_LEAST));
	return slowest;
}

static double share_of(struct samples *s)
{
	return s->count ? samples_share(s, 0.99) / 1e6 : NAN;
}

static double to_stages(struct rehearsal *r)
{
	return share_of(&r->to_stages);
}

static double to_viewers(struct rehearsal *r)
{
	return share_of(&r->to_viewers);
}

static double round_trips(struct rehearsal *r)
{
	return share_of(&r->lines.round_trips);
}

static double unanswered(struct rehearsal *r)
{
	const struct typing *t = &r->typing;
	return (double)(t->count - t->acked - t->refused) +
	       (double)(t->changes.made - t->changes.acked - t->changes.refused);
}

static double refused(struct rehearsal *r)
{
	return (double)(r->typing.refused + r->typing.changes.refused);
}

/* Of both comparisons the worse one. */
#define OF_COMPARISONS(field)                                                                      \
	static double field(struct rehearsal *r)                                                   \
	{                                                                                          \
		return fmax((double)r->check.shown.field, (double)r->check.file.field);            \
	}
OF_COMPARISONS(missing)
OF_COMPARISONS(twice)
OF_COMPARISONS(other_text)
OF_COMPARISONS(other_state)
OF_COMPARISONS(strange)

static double refused_there(struct rehearsal *r)
{
	return fmax((double)r->check.shown.refused, (double)r->check.file.refused);
}

static double wrong_numbers(struct rehearsal *r)
{
	const struct check *c = &r->check;
	return fmax((double)c->shown.other_number, (double)c->file.other_number) +
	       (double)(c->same_numbers + c->renumbered);
}

static double differing(struct rehearsal *r)
{
	return (double)(r->check.differing + r->sights.contradicted);
}

static double not_compared(struct rehearsal *r)
{
	return !r->check.compared_peers || (r->options->db && !r->check.file.made);
}

static double calls_not_ended(struct rehearsal *r)
{
	struct around_counts calls = around_count(r, COMMAND_CALL_MAKE);
	return (double)(calls.asked - calls.ended);
}

static double tables_without_message(struct rehearsal *r)
{
	return (double)(r->present_count - around_count(r, COMMAND_NOTICE_SEEN).there);
}

static double signoffs_missing(struct rehearsal *r)
{
	struct around_counts signoffs = around_count(r, COMMAND_SIGNOFF_GIVE);
	return (double)(signoffs.asked - signoffs.there);
}

static double worst_losses(struct rehearsal *r)
{
	double most = 0;

	for (size_t i = 0; i < r->actor_count; i++)
		most = fmax(most, r->actors[i].line.losses);
	return most;
}

static double longest_loss(struct rehearsal *r)
{
	double most = 0;

	for (size_t i = 0; i < r->actor_count; i++)
		most = fmax(most, (double)r->actors[i].line.longest_us / 1e6);
	return most;
}

static double outages(struct rehearsal *r)
{
	return r->lines.outages;
}

static double longest_return(struct rehearsal *r)
{
	return (double)r->lines.longest_return_us / 1e6;
}

static double clock_off(struct rehearsal *r)
{
	return fabs((double)r->lines.clock_ahead_ms) / 1e3;
}

static double own_wait(struct rehearsal *r)
{
	return (double)r->longest_tick_us / 1e6;
}

/* Points that the outcome lacks, or has too many. */
static double wrong_points(struct rehearsal *r)
{
	const struct weigh *w = &r->weigh;

	if (w->stage < WEIGH_PUT || w->stage == WEIGH_NOTHING)
		return 0;
	return fabs((double)w->shown_points - (double)(r->present_count * WEIGHED_POINTS)) +
	       fabs((double)w->shown_tables - (double)r->present_count);
}

#define KEEP_IT "Do not use this server; keep its file and run `burgertop check` on it."

/* What is good up to `remark`, to be borne up to `bad`, and more than that not. NAN is not
 * measured. */
static const struct limit {
	double (*measure)(struct rehearsal *r);
	const char *what;
	double remark, bad;
	const char *why;
	const char *todo;
} limits[] = {
	{missing, "cards that were acknowledged and are missing", 0, 0,
	 "what a tablet calls kept must be there", KEEP_IT},
	{unanswered, "cards, and changes of cards, that never got an answer", 0, 0,
	 "all of it must come in, however late",
	 "Look at the network between this machine and the server, then rehearse again."},
	{refused, "cards, and changes of cards, that were refused", 0, 0,
	 "a table's words are taken as they are",
	 "Run `burgertop check` on the server's file, and look at what the server logged."},
	{twice, "cards that stand twice", 0, 0, "a card that is sent again is still one card",
	 KEEP_IT},
	{other_text, "cards with other words than were typed", 0, 0,
	 "the record is in the tables' own words", KEEP_IT},
	{other_state, "cards that are taken back and should not be, or the other way", 0, 0,
	 "a table says what becomes of its cards", KEEP_IT},
	{wrong_numbers, "cards whose number is not theirs alone, or not as acknowledged", 0, 0,
	 "people find their card back by its number", KEEP_IT},
	{wrong_points, "points or tables that the outcome of the weighing has wrong", 0, 0,
	 "every table's points count once", KEEP_IT},
	{refused_there, "cards that were refused and are there all the same", 0, 0,
	 "a refusal changes nothing", KEEP_IT},
	{calls_not_ended, "calls for help that did not come, or were not ended", 0, 0,
	 "a table must be able to count on it", KEEP_IT},
	{tables_without_message, "tables that did not confirm the control room's message", 0, 0,
	 "it is how the control room reaches the hall", KEEP_IT},
	{signoffs_missing, "sign-offs of a round that are missing", 0, 0,
	 "a table said that its result is right", KEEP_IT},
	{not_compared, "what could not be compared", 0, 0,
	 "without it nobody knows whether anything is lost",
	 "Rehearse again; see why above, or give no --db when the file is not the server's."},
	{differing, "screens and tablets that do not show what a new one is shown", 0, 0,
	 "all who may see the same see the same",
	 "Look at the one that is named above: reload it, and rehearse again."},
	{strange, "cards that this rehearsal did not type", 0, INFINITY, "they are somebody else's",
	 "Did anybody type on a real tablet meanwhile? Then all is well. If not, ask for help."},
	{answers, "seconds to an answer, 99 of 100", 1, 10,
	 "a facilitator looks for `bewaard` before typing on",
	 "Use a wire between server and access points, and a Wi-Fi channel of your own."},
	{answers_of_a_room, "seconds to an answer in the slowest room, 99 of 100", 1, 10,
	 "a room has an access point of its own",
	 "Look at that room's access point: nearer, another channel, or one more."},
	{worst_losses, "times that one and the same connection was lost", 0, 10,
	 "a tablet keeps its cards meanwhile, but its table worries",
	 "Bring the access point nearer, or put fewer devices on it."},
	{longest_loss, "seconds that one connection was lost", 15, 120,
	 "a tablet tries again after at most 15 seconds",
	 "Bring the access point nearer, or put fewer devices on it."},
	{outages, "times that everybody was lost at once", 0, 10,
	 "that is the server, or this machine's own network",
	 "Did you stop the server yourself? Then this is as it should be. If not, find out why."},
	{longest_return, "seconds until everybody was back after that", 30, 120,
	 "a break of that length is still taken for a hitch",
	 "See how long the server takes to start, and whether the Wi-Fi takes so many at once."},
	{to_stages, "seconds until the stages show an idea, 99 of 100", 2, 30,
	 "people look up when it is announced", "Connect the stages by wire."},
	{to_viewers, "seconds until viewers see an idea, 99 of 100", 2, 30, "they hear it read out",
	 "Give the public's Wi-Fi an access point of its own."},
	{round_trips, "seconds there and back, 99 of 100", 0.3, INFINITY,
	 "so much is the network's, not the server's",
	 "Look for another network on the same channel, and for too many devices on one point."},
	{clock_off, "seconds between the server's clock and this machine's", 60, INFINITY,
	 "the record says when each card came in",
	 "Set the clock of whichever is wrong, the server's before it is started."},
	{own_wait, "seconds that this machine was too busy to play everybody", 1, INFINITY,
	 "what it measured then is not the hall's fault",
	 "Rehearse from a faster machine, or with fewer --viewers."},
};

static enum verdict judge(struct rehearsal *r, const struct limit *l, struct buf *remarks)
{
	double value = l->measure(r);

	if (isnan(value) || value <= l->remark)
		return READY;
	buf_print(remarks, "  - %s: ", l->what);
	if (l->remark > 0)
		buf_print(remarks, "%.2f, and at most %g is good", value, l->remark);
	else
		buf_print(remarks, "%.0f", value);
	buf_print(remarks, " (%s). %s\n", l->why, l->todo);
	return value > l->bad ? NOT_READY : READY_WITH_REMARKS;
}

enum verdict verdict_of(struct rehearsal *r, size_t bad_incidents, struct buf *remarks)
{
	enum verdict worst = READY;

	if (r->problem.code != ERR_NONE) {
		buf_print(remarks, "  - it was given up: %s\n", r->problem.text);
		return NOT_READY;
	}
	if (bad_incidents) {
		buf_print(remarks,
			  "  - incidents that did not end as they should: %zu (marked with ! "
			  "above). Rehearse again; if it is still so, do not use this server.\n",
			  bad_incidents);
		worst = NOT_READY;
	}
	for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
		enum verdict one = judge(r, &limits[i], remarks);
		worst = one > worst ? one : worst;
	}
	return worst;
}
