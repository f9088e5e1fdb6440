/* How the server does, for those who look after it. */
#include <stdlib.h>

#include "base/mem.h"
#include "core/app_parts.h"

bool app_health(const struct app *a, const char **why)
{
	*why = a->failed     ? "the disk failed"
	       : a->refused  ? "the disk has no room"
	       : a->stopping ? "stopping"
			     : "ok";
	return !a->failed && !a->refused && !a->stopping;
}

static void metric(struct buf *out, const char *name, const char *type, const char *help,
		   uint64_t value)
{
	buf_print(out, "# HELP burgertop_%s %s\n# TYPE burgertop_%s %s\nburgertop_%s %llu\n", name,
		  help, name, type, name, (unsigned long long)value);
}

void app_metrics(struct app *a, struct buf *out)
{
	const struct intake_counts *in = intake_counts(a->intake);
	const struct space *space = &a->space;
	bool *taken = mem_new(a->seats.count + 1);
	uint64_t outbox = 0, seats_taken = 0;

	for (size_t i = 0; i < a->sessions.room; i++) {
		const struct session *s = sessions_at(&a->sessions, i);
		if (!s || !s->seat || s->seat->kind == SEAT_PUBLIC)
			continue;
		outbox += s->status.outbox;
		/* A device that came back has two, until the old one is found to be dead. */
		seats_taken += !taken[s->seat - a->seats.items];
		taken[s->seat - a->seats.items] = true;
	}
	free(taken);
	metric(out, "connections", "gauge", "Open connections.", a->sessions.count);
	metric(out, "seat_connections", "gauge", "Open connections that have a seat.",
	       space->seats);
	metric(out, "seats_taken", "gauge", "Seats with an open connection, however many.",
	       seats_taken);
	metric(out, "viewers", "gauge", "Viewers of the public.", space->viewers);
	metric(out, "viewers_most", "gauge", "Viewers that there is room for.",
	       space->viewers_most);
	metric(out, "viewers_turned_away_total", "counter", "Viewers that found no room.",
	       space->turned_away);
	metric(out, "viewers_let_go_total", "counter", "Viewers that had to make room for seats.",
	       space->let_go);
	metric(out, "outbox_cards", "gauge", "Cards that tablets say they have not sent yet.",
	       outbox);
	metric(out, "cards", "gauge", "Cards in the summit.", a->summit->card_count);
	metric(out, "ideas", "gauge", "Ideas in the summit.", a->summit->idea_count);
	metric(out, "seq", "counter", "Number of the last change.", a->summit->seq);
	metric(out, "commands_total", "counter", "Commands taken since the start.", in->commands);
	metric(out, "commands_refused_total", "counter", "Commands refused since the start.",
	       in->refused);
	metric(out, "commands_repeated_total", "counter", "Commands that were sent again.",
	       in->repeats);
	metric(out, "commits_total", "counter", "Transactions since the start.", in->commits);
	metric(out, "commit_microseconds_total", "counter",
	       "Time from deciding a batch to having it on disk.", in->commit_us);
	metric(out, "disk_free_bytes", "gauge", "Room on the disk that holds the summit.",
	       a->disk.free);
	metric(out, "states_sent_total", "counter", "Messages of states sent since the start.",
	       a->hub.delivered);
}
