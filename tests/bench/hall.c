#include "hall.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

#define EVENTS_AT_ONCE  32
#define LOOK_EVERY_S    0.0005
#define WHOLE_ROOM      (4u << 20)
#define EACH_ROOM       (8u << 20) /* times kept; memory that is not written to costs nothing */
#define TABLES          75         /* that the summit has */
#define DESKS           64
#define CONNECTING_MOST 500 /* at once, when the hall enters in peace */

double now_s(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void must(bool good, const char *what)
{
	if (good)
		return;
	fprintf(stderr, "hall: waited in vain until %s\n", what);
	exit(1);
}

static uint64_t number_after(const char *text, const char *key)
{
	const char *at = strstr(text, key);

	return at ? strtoull(at + strlen(key), NULL, 10) : 0;
}

static void copy_id(const char *whole, const char *mark, char out[ID_LEN + 1])
{
	const char *at = strstr(whole, mark);

	if (at && !out[0])
		snprintf(out, ID_LEN + 1, "%.36s", at + strlen(mark));
}

/* The first round and the first theme, from the first full state that comes. */
static void learn(struct hall *h, const char *whole)
{
	const char *round = strstr(whole, "\"kind\":\"round\"");

	copy_id(whole, "\"type\":\"theme\",\"id\":\"", h->theme);
	while (round && round > whole && strncmp(round, "\"type\":\"step\",\"id\":\"", 20))
		round--;
	if (round)
		copy_id(round, "\"type\":\"step\",\"id\":\"", h->step);
}

static int ep_of(const struct hall *h, const struct person *p)
{
	return p->role == ROLE_TABLE ? h->ep : h->ep_crowd;
}

static void on_opened(void *self, struct line *line)
{
	struct hall *h = self;
	struct person *p = (struct person *)line;
	char hello[256];
	int len = p->token ? snprintf(hello, sizeof hello, "{\"t\":\"hello\",\"token\":\"%s\"}",
				      p->token)
			   : snprintf(hello, sizeof hello, "{\"t\":\"hello\"}");

	line_send(line, ep_of(h, p), hello, (size_t)len);
}

static void note_each(struct hall *h, double took)
{
	if (h->each_count == h->each_room)
		return;
	h->each[h->each_count++] = took;
}

/* Somebody has everything up to seq. */
static void pass(struct hall *h, struct person *p, uint64_t seq)
{
	double now = now_s();

	if (seq <= p->cursor)
		return;
	if (p->role == h->watched && h->seqs_passed) {
		uint64_t from = p->cursor + 1 > h->seq_first ? p->cursor + 1 : h->seq_first;
		for (uint64_t s = from; s <= seq && s - h->seq_first < h->seq_room; s++) {
			if (h->seqs_due[s - h->seq_first] > 0)
				note_each(h, now - h->seqs_due[s - h->seq_first]);
			if (++h->seqs_passed[s - h->seq_first] == h->watchers)
				h->seqs_done[s - h->seq_first] = now;
		}
	}
	p->cursor = seq;
}

static void on_state(struct hall *h, struct person *p)
{
	uint64_t seq = number_after(p->line.kept, "\"seq\":");
	bool full = strstr(p->line.kept, "\"full\":true");

	h->frames++;
	h->bytes += p->line.message_len;
	if (full && p->line.whole)
		learn(h, p->line.whole);
	if (full && !strstr(p->line.kept, "\"last\":true"))
		return;
	if (full && !p->full) {
		p->full = true;
		p->full_at = now_s();
	}
	pass(h, p, seq);
}

static void on_ack(struct hall *h, struct person *p)
{
	/* The operation's number stands at the end of its id. */
	const char *at = strstr(p->line.kept, "\"op\":\"");
	size_t index = at ? strtoull(at + 6 + 24, NULL, 16) : SIZE_MAX;

	if (index >= h->sent_count || h->sent[index].acked > 0)
		return;
	h->sent[index].acked = now_s();
	h->sent[index].seq = number_after(p->line.kept, "\"seq\":");
	if (h->sent[index].seq > h->seq_last)
		h->seq_last = h->sent[index].seq;
	if (h->seqs_due && h->sent[index].seq - h->seq_first < h->seq_room)
		h->seqs_due[h->sent[index].seq - h->seq_first] = h->sent[index].due;
	h->acked++;
	p->inflight--;
	if (h->on_ack)
		h->on_ack(h, p, &h->sent[index]);
}

static void on_message(void *self, struct line *line)
{
	struct hall *h = self;
	struct person *p = (struct person *)line;
	const char *text = line->kept;

	if (!strncmp(text, "{\"t\":\"state\"", 12)) {
		on_state(h, p);
	} else if (!strncmp(text, "{\"t\":\"ack\"", 10)) {
		on_ack(h, p);
	} else if (!strncmp(text, "{\"t\":\"welcome\"", 14)) {
		p->welcome = true;
	} else if (!strncmp(text, "{\"t\":\"nack\"", 11)) {
		fprintf(stderr, "hall: refused: %s\n", text);
		h->refused++;
	}
}

static void on_closed(void *self, struct line *line)
{
	struct hall *h = self;

	(void)line;
	h->closed++;
}

/* A few of those who have something to be read; their lines all hang in this epoll. */
static void read_some(struct hall *h, int ep, struct timespec pause, const struct line_events *on)
{
	struct epoll_event events[EVENTS_AT_ONCE];
	int n = epoll_pwait2(ep, events, EVENTS_AT_ONCE, &pause, NULL);

	for (int i = 0; i < n; i++)
		if (events[i].data.ptr)
			line_ready(events[i].data.ptr, ep, events[i].events, on);
		else
			read_some(h, h->ep_crowd, (struct timespec){0}, on);
}

bool hall_run(struct hall *h, double until, bool (*stop)(struct hall *h))
{
	const struct line_events on = {on_opened, on_message, on_closed, h};
	double look_at = 0;

	for (;;) {
		double now = now_s(), wait = until - now;
		struct timespec pause = {0};
		/* Looking may mean to go through everybody. */
		if (stop && now >= look_at) {
			if (stop(h))
				return true;
			look_at = now + LOOK_EVERY_S;
		}
		if (wait <= 0)
			return false;
		if (!h->awake) {
			if (stop && wait > LOOK_EVERY_S)
				wait = LOOK_EVERY_S;
			pause.tv_sec = (time_t)wait;
			pause.tv_nsec = (long)((wait - (double)pause.tv_sec) * 1e9);
		}
		read_some(h, h->ep, pause, &on);
	}
}

void hall_add(struct hall *h, enum role role, size_t count)
{
	static const char *const seats[] = {"table", "desk", NULL};
	static char *links;

	if (!links && h->wishes->links) {
		FILE *f = fopen(h->wishes->links, "r");
		links = calloc(1, 1 << 20);
		if (!f || !links || !fread(links, 1, (1 << 20) - 1, f))
			exit((perror(h->wishes->links), 1));
		fclose(f);
	}
	for (size_t i = 0; i < count; i++) {
		struct person *p = &h->people[h->count++];
		p->line.fd = -1;
		p->role = role;
		if (!seats[role])
			continue;
		char mark[48], *at;
		/* More connections than seats: several devices serve one. */
		snprintf(mark, sizeof mark, "\"%s/%zu\"", seats[role],
			 i % (role == ROLE_DESK ? DESKS : TABLES) + 1);
		at = links ? strstr(links, mark) : NULL;
		at = at ? strstr(at, "\"token\"") : NULL;
		at = at ? strchr(at + 7, '"') : NULL;
		if (links && !at)
			exit((fprintf(stderr, "hall: no link of %s\n", mark), 1));
		p->token = at ? strndup(at + 1, strcspn(at + 1, "\"")) : "none";
	}
}

void hall_connect(struct hall *h, struct person *p)
{
	p->welcome = p->full = false;
	p->cursor = 0;
	line_connect(&p->line, ep_of(h, p), &h->to);
}

bool hall_all_full(struct hall *h)
{
	for (size_t i = 0; i < h->count; i++)
		if (h->people[i].line.state != LINE_CLOSED && !h->people[i].full)
			return false;
	return true;
}

void hall_enter(struct hall *h)
{
	for (size_t from = 0; from < h->count; from += CONNECTING_MOST) {
		for (size_t i = from; i < h->count && i < from + CONNECTING_MOST; i++) {
			if (i == 0)
				h->people[i].line.whole = calloc(1, WHOLE_ROOM);
			h->people[i].line.whole_room = i == 0 ? WHOLE_ROOM : 0;
			hall_connect(h, &h->people[i]);
		}
		must(hall_run(h, now_s() + PATIENCE_S, hall_all_full), "everybody is in");
	}
	free(h->people[0].line.whole);
	h->people[0].line.whole = NULL;
	if (!h->step[0])
		snprintf(h->step, sizeof h->step, "00000000-0000-4000-8000-000000000001");
	if (!h->theme[0])
		snprintf(h->theme, sizeof h->theme, "00000000-0000-4000-8000-000000000002");
}

bool hall_all_acked(struct hall *h)
{
	return h->acked == h->sent_count;
}

bool hall_all_have(struct hall *h)
{
	for (size_t i = 0; i < h->count; i++)
		if (h->people[i].role == h->watched && h->people[i].cursor < h->seq_last)
			return false;
	return true;
}

void hall_watch(struct hall *h, enum role role)
{
	h->watched = role;
	h->watchers = 0;
	h->seq_first = 0;
	for (size_t i = 0; i < h->count; i++) {
		h->watchers += h->people[i].role == role;
		if (h->people[i].cursor >= h->seq_first)
			h->seq_first = h->people[i].cursor + 1;
	}
	h->seq_room = 4u << 20;
	free(h->seqs_passed);
	free(h->seqs_done);
	free(h->seqs_due);
	free(h->each);
	h->seqs_passed = calloc(h->seq_room, sizeof *h->seqs_passed);
	h->seqs_done = calloc(h->seq_room, sizeof *h->seqs_done);
	h->seqs_due = calloc(h->seq_room, sizeof *h->seqs_due);
	h->each_room = EACH_ROOM;
	h->each = calloc(h->each_room, sizeof *h->each);
	must(h->seqs_passed && h->seqs_done && h->seqs_due && h->each, "there is memory");
	h->frames = h->bytes = h->each_count = 0;
}

const char *hall_id(char kind, size_t index, char out[ID_LEN + 1])
{
	static uint32_t run; /* no operation of this run is one of another */

	if (!run)
		run = (uint32_t)(now_s() * 1e6) ^ (uint32_t)getpid() << 16;
	snprintf(out, ID_LEN + 1, "%08x-0000-4000-%c000-%012zx", run, kind, index);
	return out;
}

void hall_command(struct hall *h, struct person *p, double due, const char *fields)
{
	char text[4096], op[ID_LEN + 1];

	if (h->sent_count == h->sent_room) {
		h->sent_room = h->sent_room ? h->sent_room * 2 : 4096;
		h->sent = realloc(h->sent, h->sent_room * sizeof *h->sent);
		must(h->sent != NULL, "there is memory");
	}
	int len = snprintf(text, sizeof text, "{\"t\":\"do\",\"op\":\"%s\",%s}",
			   hall_id('8', h->sent_count, op), fields);
	must(len < (int)sizeof text, "a command is short");
	h->sent[h->sent_count++] = (struct sent){.due = due};
	p->inflight++;
	line_send(&p->line, ep_of(h, p), text, (size_t)len);
}

void hall_card(struct hall *h, struct person *p, double due)
{
	static const char words[] =
		"Een kaartje van gewone lengte: meer bankjes langs het water, zodat wie slecht ter "
		"been is onderweg kan rusten en een praatje kan maken met wie er langskomt.";
	char fields[1024], id[ID_LEN + 1];

	snprintf(fields, sizeof fields,
		 "\"cmd\":\"card.add\",\"id\":\"%s\",\"step\":\"%s\",\"theme\":\"%s\","
		 "\"kind\":\"idea\",\"text\":\"%s\"",
		 hall_id('9', h->sent_count, id), h->step, h->theme, words);
	hall_command(h, p, due, fields);
}

double server_cpu_us(int pid)
{
	char path[64];
	double sum = 0;
	struct dirent *task;

	snprintf(path, sizeof path, "/proc/%d/task", pid);
	DIR *tasks = pid ? opendir(path) : NULL;
	while (tasks && (task = readdir(tasks))) {
		char file[384];
		unsigned long long ns = 0;
		snprintf(file, sizeof file, "%s/%s/schedstat", path, task->d_name);
		FILE *f = task->d_name[0] == '.' ? NULL : fopen(file, "r");
		if (f && fscanf(f, "%llu", &ns) == 1)
			sum += (double)ns / 1e3;
		if (f)
			fclose(f);
	}
	if (tasks)
		closedir(tasks);
	return sum;
}

double server_memory(int pid)
{
	char path[64], line[256];
	double kib = 0;

	snprintf(path, sizeof path, "/proc/%d/smaps_rollup", pid);
	FILE *f = pid ? fopen(path, "r") : NULL;
	while (f && fgets(line, sizeof line, f))
		if (!strncmp(line, "Pss:", 4))
			kib = strtod(line + 4, NULL);
	if (f)
		fclose(f);
	return kib * 1024;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

void print_spread(const char *name, double *values, size_t count)
{
	if (!count)
		return;
	qsort(values, count, sizeof *values, by_value);
	printf(",\"%s\":{\"count\":%zu,\"p50\":%.3f,\"p95\":%.3f,\"p99\":%.3f,\"max\":%.3f}", name,
	       count, values[count / 2] * 1e3, values[count * 95 / 100] * 1e3,
	       values[count * 99 / 100] * 1e3, values[count - 1] * 1e3);
}
