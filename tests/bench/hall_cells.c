/* What is done with a hall, and what is told of it: one line of JSON. Times are in milliseconds. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hall.h"

#define SETTLE_S 0.5

static double cpu_before, began;
static size_t acked_before;

static void begin(struct hall *h, enum role watched)
{
	hall_run(h, now_s() + SETTLE_S, NULL);
	hall_watch(h, watched);
	h->awake = true;
	cpu_before = server_cpu_us(h->wishes->pid);
	acked_before = h->acked;
	began = now_s();
}

static enum role watched_of(const struct hall *h)
{
	return h->wishes->desks ? ROLE_DESK : ROLE_PUBLIC;
}

/* Waits for the answers and for the last viewer; tells what it took. */
static void finish(struct hall *h)
{
	bool acked = hall_run(h, now_s() + PATIENCE_S, hall_all_acked);
	bool have = acked && hall_run(h, now_s() + PATIENCE_S, hall_all_have);
	double cpu = server_cpu_us(h->wishes->pid) - cpu_before, took = now_s() - began;
	size_t deliveries = (h->acked - acked_before) * h->watchers;

	printf("{\"cell\":\"%s\",\"good\":%s,\"sent\":%zu,\"acked\":%zu,\"refused\":%zu,"
	       "\"closed\":%zu,\"watchers\":%zu,\"deliveries\":%zu,\"frames\":%llu,"
	       "\"bytes\":%llu,\"seconds\":%.3f,\"cpu_us\":%.0f",
	       h->wishes->cell, acked && have && !h->refused && !h->closed ? "true" : "false",
	       h->sent_count, h->acked, h->refused, h->closed, h->watchers, deliveries,
	       (unsigned long long)h->frames, (unsigned long long)h->bytes, took, cpu);
	if (deliveries)
		printf(",\"cpu_us_per_delivery\":%.3f", cpu / (double)deliveries);
}

static void tell_times(struct hall *h)
{
	double *ack = calloc(h->sent_count + 1, sizeof *ack);
	double *all = calloc(h->sent_count + 1, sizeof *all);
	size_t acks = 0, alls = 0;

	for (size_t i = 0; i < h->sent_count; i++) {
		const struct sent *s = &h->sent[i];
		if (s->acked <= 0)
			continue;
		ack[acks++] = s->acked - s->due;
		if (s->seq >= h->seq_first && h->seqs_done[s->seq - h->seq_first] > 0)
			all[alls++] = h->seqs_done[s->seq - h->seq_first] - s->due;
	}
	print_spread("ack", ack, acks);
	print_spread("all_have", all, alls);
	print_spread("each_has", h->each, h->each_count);
	free(ack);
	free(all);
}

static int end(struct hall *h)
{
	printf("}\n");
	return h->acked == h->sent_count && !h->refused && !h->closed ? 0 : 1;
}

/* Tables take turns at a steady pace; a card's time counts from when it was due. */
static void type_steadily(struct hall *h, double from, double seconds)
{
	double step = 1 / h->wishes->rate;
	size_t count = (size_t)(seconds * h->wishes->rate);

	for (size_t i = 0; i < count; i++) {
		double due = from + (double)i * step;
		if (now_s() < due)
			hall_run(h, due, NULL);
		else
			hall_run(h, now_s() + 1e-6, NULL);
		hall_card(h, &h->people[i % h->wishes->tables], due);
	}
}

int cell_steady(struct hall *h)
{
	begin(h, watched_of(h));
	type_steadily(h, began, h->wishes->seconds);
	finish(h);
	tell_times(h);
	return end(h);
}

int cell_burst(struct hall *h)
{
	double last = 0, all = 0;

	begin(h, watched_of(h));
	for (unsigned k = 0; k < h->wishes->each; k++)
		for (unsigned t = 0; t < h->wishes->tables; t++)
			hall_card(h, &h->people[t], began);
	finish(h);
	tell_times(h);
	for (size_t i = 0; i < h->sent_count; i++) {
		const struct sent *s = &h->sent[i];
		double done = s->seq ? h->seqs_done[s->seq - h->seq_first] : 0;
		last = s->acked > last ? s->acked : last;
		all = done > all ? done : all;
	}
	printf(",\"last_ack\":%.3f,\"all_have_all\":%.3f", (last - began) * 1e3,
	       (all - began) * 1e3);
	return end(h);
}

static double closed_until;

static void again(struct hall *h, struct person *p, struct sent *s)
{
	(void)s;
	if (now_s() < closed_until)
		hall_card(h, p, now_s());
}

int cell_closed(struct hall *h)
{
	begin(h, watched_of(h));
	closed_until = began + h->wishes->seconds;
	h->on_ack = again;
	for (unsigned t = 0; t < h->wishes->tables; t++)
		hall_card(h, &h->people[t], began);
	hall_run(h, closed_until, NULL);
	size_t in_time = h->acked;
	double stopped = now_s();
	finish(h);
	double behind = now_s() - stopped; /* the last answers, and the last viewer */
	tell_times(h);
	printf(",\"cards_per_second\":%.0f,\"behind\":%.1f", (double)in_time / h->wishes->seconds,
	       behind * 1e3);
	return end(h);
}

/* Cards as fast as they are taken, then ideas of them, published. */
static void more(struct hall *h, struct person *p, struct sent *s)
{
	(void)s;
	if (h->sent_count < h->wishes->cards)
		hall_card(h, p, now_s());
}

/* The theme team takes turns. */
static struct person *desk_of(struct hall *h, size_t turn)
{
	if (!h->wishes->desks)
		exit((fputs("hall: this needs --desks 1 or more\n", stderr), 2));
	return &h->people[h->wishes->tables + turn % h->wishes->desks];
}

/* Puts cards from to from + count in an idea of their own. */
static void add_idea(struct hall *h, size_t from, size_t count)
{
	char fields[4000], list[3600] = "", id[ID_LEN + 1];
	size_t used = 0;

	for (size_t i = from; i < from + count && used < sizeof list; i++)
		used += (size_t)snprintf(list + used, sizeof list - used,
					 "%s{\"id\":\"%s\",\"version\":%llu}", i > from ? "," : "",
					 hall_id('9', i, id), (unsigned long long)h->sent[i].seq);
	snprintf(fields, sizeof fields,
		 "\"cmd\":\"idea.add\",\"id\":\"%s\",\"theme\":\"%s\","
		 "\"title\":\"Bankjes langs het water\",\"cards\":[%s]",
		 hall_id('a', h->sent_count, id), h->theme, list);
	hall_command(h, desk_of(h, 0), now_s(), fields);
}

static void publish(struct hall *h, size_t idea, size_t turn, double due)
{
	char fields[256], id[ID_LEN + 1];

	snprintf(fields, sizeof fields, "\"cmd\":\"idea.publish\",\"id\":\"%s\",\"version\":%llu",
		 hall_id('a', idea, id), (unsigned long long)h->sent[idea].version);
	hall_command(h, desk_of(h, turn), due, fields);
}

/* Ideas of the cards that were sent; returns which command made the first. */
static size_t make_ideas(struct hall *h, unsigned ideas, size_t cards)
{
	size_t first = h->sent_count, each = cards / ideas;

	for (unsigned i = 0; i < ideas; i++) {
		add_idea(h, i * each, each);
		hall_run(h, now_s() + PATIENCE_S, hall_all_acked);
		/* The title is the first change, each card one more; the answer names the last. */
		h->sent[first + i].version = h->sent[first + i].seq - each;
	}
	return first;
}

static void fill_cards(struct hall *h)
{
	h->on_ack = more;
	for (unsigned t = 0; t < h->wishes->tables && h->sent_count < h->wishes->cards; t++)
		for (unsigned k = 0; k < 4 && h->sent_count < h->wishes->cards; k++)
			hall_card(h, &h->people[t], now_s());
	hall_run(h, now_s() + 10 * PATIENCE_S, hall_all_acked);
	h->on_ack = NULL;
}

int cell_fill(struct hall *h)
{
	begin(h, ROLE_DESK);
	fill_cards(h);
	if (h->wishes->ideas) {
		size_t first = make_ideas(h, h->wishes->ideas, h->wishes->cards);
		for (unsigned i = 0; i < h->wishes->ideas; i++) {
			publish(h, first + i, i, now_s());
			hall_run(h, now_s() + PATIENCE_S, hall_all_acked);
		}
	}
	finish(h);
	return end(h);
}

/* Ideas are published, all at once or at a pace (--rate ideas a second), seen by the public; a
 * viewer's time counts from the publishing. */
int cell_publish(struct hall *h)
{
	fill_cards(h);
	size_t first = make_ideas(h, h->wishes->ideas, h->wishes->cards);

	begin(h, ROLE_PUBLIC);
	double memory = server_memory(h->wishes->pid);
	size_t from = h->sent_count;
	for (unsigned i = 0; i < h->wishes->ideas; i++) {
		double due = began + (h->wishes->rate > 0 ? i / h->wishes->rate : 0);
		if (due > now_s())
			hall_run(h, due, NULL);
		publish(h, first + i, i, due);
	}
	finish(h);
	h->sent += from; /* of these alone */
	h->sent_count -= from;
	tell_times(h);
	h->sent -= from;
	h->sent_count += from;
	printf(",\"memory_before\":%.0f,\"memory\":%.0f", memory, server_memory(h->wishes->pid));
	return end(h);
}

/* The public's lines are cut all at once and come back all at once. */
int cell_storm(struct hall *h)
{
	double *took = calloc(h->count, sizeof *took);
	size_t back = 0;

	for (int round = 0; round < 2; round++) {
		begin(h, ROLE_PUBLIC);
		for (size_t i = 0; i < h->count; i++)
			if (h->people[i].role == ROLE_PUBLIC)
				line_reset(&h->people[i].line);
		for (size_t i = 0; i < h->count; i++)
			if (h->people[i].role == ROLE_PUBLIC)
				hall_connect(h, &h->people[i]);
		if (!hall_run(h, now_s() + PATIENCE_S, hall_all_full))
			h->closed++;
	}
	double seconds = 0;
	for (size_t i = 0; i < h->count; i++)
		if (h->people[i].role == ROLE_PUBLIC) {
			took[back] = h->people[i].full_at - began;
			seconds = took[back] > seconds ? took[back] : seconds;
			back++;
		}
	double cpu = server_cpu_us(h->wishes->pid) - cpu_before;
	double memory = server_memory(h->wishes->pid);
	finish(h);
	printf(",\"all_served\":%.3f,\"cpu_us_per_connection\":%.1f,\"memory\":%.0f", seconds * 1e3,
	       back ? cpu / (double)back : 0, memory);
	print_spread("served", took, back);
	free(took);
	return end(h);
}

/* Everybody is in and nothing happens. Memory is measured before the viewers come, and after. */
int cell_idle(struct hall *h)
{
	hall_run(h, now_s() + h->wishes->seconds, NULL);
	double before = server_memory(h->wishes->pid);
	size_t count = h->count;

	hall_add(h, ROLE_PUBLIC, h->wishes->viewers);
	for (size_t i = count; i < h->count; i++) {
		hall_connect(h, &h->people[i]);
		if (i % 200 == 199)
			hall_run(h, now_s() + PATIENCE_S, hall_all_full);
	}
	hall_run(h, now_s() + PATIENCE_S, hall_all_full);
	begin(h, ROLE_PUBLIC);
	hall_run(h, now_s() + h->wishes->seconds, NULL);
	double memory = server_memory(h->wishes->pid) - before;
	finish(h);
	printf(",\"memory_before\":%.0f,\"memory_per_viewer\":%.0f", before,
	       memory / (double)(h->wishes->viewers ? h->wishes->viewers : 1));
	return end(h);
}
