/* What a rehearsal has to tell at its end, in the words of an organiser. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/rehearsal/rehearsal.h"
#include "cli/rehearsal/verdict.h"

static const char *plural(size_t count)
{
	return count == 1 ? "" : "s";
}

static double seconds(int64_t us)
{
	return (double)us / 1e6;
}

static size_t count_of(const struct rehearsal *r, enum actor_kind kind)
{
	size_t count = 0;

	for (size_t i = 0; i < r->actor_count; i++)
		count += r->actors[i].kind == kind;
	return count;
}

static void tell_who(const struct rehearsal *r, struct buf *out)
{
	buf_print(out, "Rehearsal of %s\n", *r->day.name ? r->day.name : "a summit");
	buf_print(out,
		  "  played          profile %s, %g times faster than the clock, %u of %u "
		  "rounds, %.0f s\n",
		  r->options->profile->name, r->options->speed, r->day.round, r->day.rounds,
		  seconds(r->ended_us - (r->began_us ? r->began_us : r->started_us)));
	buf_print(out,
		  "  by              %zu of %zu tables in %zu rooms, a theme team of %zu, "
		  "control room, %zu stages, %zu viewers\n",
		  r->present_count, r->table_count, r->day.room_count, count_of(r, ACTOR_DESK),
		  count_of(r, ACTOR_STAGE), count_of(r, ACTOR_VIEWER));
}

static void tell_comparison(const char *what, const struct comparison *c, struct buf *out)
{
	buf_print(out,
		  "  %-15s %zu cards: missing %zu, twice %zu, other words %zu, other number %zu, "
		  "wrongly taken back or not %zu, not typed by us %zu\n",
		  what, c->rows, c->missing, c->twice, c->other_text, c->other_number,
		  c->other_state, c->strange);
}

static void tell_cards(const struct rehearsal *r, struct buf *out)
{
	const struct typing *t = &r->typing;
	size_t again = 0;

	for (size_t i = 0; i < t->count; i++)
		again += t->cards[i].times_sent > 1;
	buf_print(out, "\nCards\n");
	buf_print(out,
		  "  typed           %zu: acknowledged %zu (late %zu), refused %zu, sent more than "
		  "once %zu\n",
		  t->count, t->acked, t->late, t->refused, again);
	buf_print(out,
		  "  changed         %zu edited, %zu taken back, %zu of these given again; refused "
		  "%zu\n",
		  t->changes.edited, t->changes.withdrawn, t->changes.restored, t->changes.refused);
	buf_print(out,
		  "  theme team      read %zu, made %zu ideas, published %zu, looked again %zu "
		  "times\n",
		  r->team.read, r->team.idea_count, r->team.published, r->team.looked_again);
	if (r->check.shown.made)
		tell_comparison("a new desk sees", &r->check.shown, out);
	if (r->check.file.made)
		tell_comparison("the record has", &r->check.file, out);
	else if (r->options->db)
		buf_print(out, "  the record      could not be read: %s\n", r->check.problem.text);
}

static void tell_around(const struct rehearsal *r, struct buf *out)
{
	struct around_counts calls = around_count(r, COMMAND_CALL_MAKE),
			     seen = around_count(r, COMMAND_NOTICE_SEEN),
			     signoffs = around_count(r, COMMAND_SIGNOFF_GIVE);

	buf_print(out, "\nAround the tables\n");
	buf_print(out, "  help            asked for %zu times, given %zu times\n", calls.asked,
		  calls.ended);
	buf_print(out, "  a message       seen by %zu of %zu tables\n", seen.there,
		  r->present_count);
	buf_print(out, "  sign-offs       %zu of %zu\n", signoffs.there, signoffs.asked);
	if (r->weigh.stage >= WEIGH_PUT && r->weigh.stage != WEIGH_NOTHING)
		buf_print(out,
			  "  weighing        %zu ideas, by %u of %zu tables, %u of %zu points\n",
			  r->weigh.idea_count, r->weigh.shown_tables, r->present_count,
			  r->weigh.shown_points, r->present_count * WEIGHED_POINTS);
}

static void tell_samples(const char *what, struct samples *s, struct buf *out)
{
	if (!s->count)
		return;
	buf_print(out, "  %-28.28s %6zu  %9.1f %9.1f %9.1f %9.1f\n", what, s->count,
		  samples_share(s, 0.5) / 1e3, samples_share(s, 0.95) / 1e3,
		  samples_share(s, 0.99) / 1e3, samples_share(s, 1) / 1e3);
}

static void tell_answers(struct rehearsal *r, struct buf *out)
{
	struct samples all = answers_of(r, -1);
	char name[64];

	tell_samples("a card is kept, all rooms", &all, out);
	samples_finish(&all);
	for (size_t i = 0; i < r->day.room_count; i++) {
		struct samples room = answers_of(r, (long)i);
		snprintf(name, sizeof name, "  %u %.50s", r->day.rooms[i].number,
			 r->day.rooms[i].name);
		tell_samples(name, &room, out);
		samples_finish(&room);
	}
}

/* Those that were not sent when they were typed, or whose connection broke before the answer. */
static void tell_waited(const struct rehearsal *r, struct buf *out)
{
	int64_t longest = 0;
	size_t count = 0;

	for (size_t i = 0; i < r->typing.count; i++) {
		const struct typed *card = &r->typing.cards[i];
		if (!card->acked_us || (card->at_once && card->times_sent == 1))
			continue;
		count++;
		if (card->acked_us - card->typed_us > longest)
			longest = card->acked_us - card->typed_us;
	}
	if (count)
		buf_print(out,
			  "  not in these times: %zu cards that waited on a tablet without "
			  "connection, the longest %.1f s\n",
			  count, seconds(longest));
}

static void tell_times(struct rehearsal *r, struct buf *out)
{
	buf_print(out, "\n%-30s %6s  %9s %9s %9s %9s\n", "Times (milliseconds)", "number", "half",
		  "95 of 100", "99 of 100", "slowest");
	tell_answers(r, out);
	tell_samples("an idea is on the stages", &r->to_stages, out);
	tell_samples("an idea is with the viewers", &r->to_viewers, out);
	tell_samples("there and back", &r->lines.round_trips, out);
	tell_waited(r, out);
}

static void tell_losses(const struct rehearsal *r, struct buf *out)
{
	const struct actor *worst = NULL;
	size_t connections = 0, losses = 0;
	char name[40];

	for (size_t i = 0; i < r->actor_count; i++) {
		const struct actor *a = &r->actors[i];
		if (!a->line.losses)
			continue;
		connections++;
		losses += a->line.losses;
		if (!worst || a->line.losses > worst->line.losses ||
		    (a->line.losses == worst->line.losses &&
		     a->line.longest_us > worst->line.longest_us))
			worst = a;
	}
	if (!worst) {
		buf_print(out, "  lost            none but by an incident\n");
		return;
	}
	actor_name(worst, name, sizeof name);
	buf_print(
		out,
		"  lost            %zu time%s, on %zu connection%s; the worst: %s, %u time%s, the "
		"longest %.1f s\n",
		losses, plural(losses), connections, plural(connections), name, worst->line.losses,
		plural(worst->line.losses), seconds(worst->line.longest_us));
}

static void tell_connections(const struct rehearsal *r, struct buf *out)
{
	const struct lines *l = &r->lines;

	buf_print(out, "\nConnections\n");
	tell_losses(r, out);
	if (l->outages)
		buf_print(
			out,
			"  everybody       lost at once %u time%s, for %.1f s; all were back after "
			"%.1f s\n",
			l->outages, plural(l->outages), seconds(l->longest_outage_us),
			seconds(l->longest_return_us));
	buf_print(out, "  clock           the server's is %.2f s %s this machine's\n",
		  (double)llabs((long long)l->clock_ahead_ms) / 1e3,
		  l->clock_ahead_ms < 0 ? "behind" : "ahead of");
	buf_print(out,
		  "  messages        %llu of states; this machine kept its clients waiting for "
		  "%.2f s at most\n",
		  (unsigned long long)r->states, seconds(r->longest_tick_us));
}

static void tell_screens(const struct rehearsal *r, struct buf *out)
{
	const struct check *c = &r->check;
	char name[40];

	buf_print(out, "\nScreens and tablets\n");
	if (!c->compared_peers) {
		buf_print(out, "  compared        no: no new desk was shown everything\n");
		return;
	}
	buf_print(out, "  compared        %zu: %zu show what they should\n", c->peers,
		  c->peers - c->differing);
	if (c->differing) {
		actor_name(&r->actors[c->first_differing], name, sizeof name);
		buf_print(out, "  not so          %s%s\n", name,
			  c->differing > 1 ? ", and others" : "");
	}
	if (r->sights.contradicted)
		buf_print(out,
			  "  contradictions  %zu states were told differently to different "
			  "ones\n",
			  r->sights.contradicted);
}

static void tell_incident(const struct rehearsal *r, const struct incident *i, size_t *bad,
			  struct buf *out)
{
	struct buf line = {0};
	bool good = true;

	if (i->begun)
		good = i->kind->tell(r, i, &line);
	else
		buf_print(&line, "one was not played: it needs %s", i->kind->needs);
	if (i->begun && i->at >= 0)
		buf_print(out, "  %c %5.0f s  %s\n", good ? ' ' : '!',
			  seconds(i->begun_us - r->began_us), line.data);
	else
		buf_print(out, "  %c          %s\n", good ? ' ' : '!', line.data);
	*bad += !good;
	buf_finish(&line);
}

/* How many did not end as they should. */
static size_t tell_incidents(const struct rehearsal *r, struct buf *out)
{
	size_t bad = 0;

	if (!r->incidents.count)
		return 0;
	buf_print(out, "\nIncidents\n");
	for (size_t i = 0; i < r->incidents.count; i++)
		tell_incident(r, &r->incidents.items[i], &bad, out);
	return bad;
}

bool rehearsal_report(struct rehearsal *r, struct buf *out)
{
	struct buf remarks = {0};
	enum verdict verdict;
	size_t bad;

	tell_who(r, out);
	tell_cards(r, out);
	tell_around(r, out);
	tell_times(r, out);
	tell_connections(r, out);
	tell_screens(r, out);
	bad = tell_incidents(r, out);
	verdict = verdict_of(r, bad, &remarks);
	if (remarks.len)
		buf_print(out, "\nRemarks\n%s", remarks.data);
	buf_print(out, "\nVerdict: %s\n", verdict_words[verdict]);
	buf_finish(&remarks);
	return verdict != NOT_READY;
}
