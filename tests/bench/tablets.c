/*
 * Tablets that publish at a steady pace, taking turns, or all at once.
 * tablets URL LINKS steady CARDS PER_SECOND     prints the microseconds from sending to
 * acknowledgement, one a line tablets URL LINKS burst CARDS_EACH            the same, every tablet
 * sending all of its cards at once
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "net/client.h"
#include "record/links.h"
#include "wire/message.h"
#include "wire/peer.h"

struct sent {
	struct id op;
	int64_t at_us;
	int64_t took_us;
};

struct bench {
	struct clients *clients;
	struct links links;
	size_t *tables; /* indexes into links */
	size_t table_count;
	size_t ready;
	bool burst;
	size_t cards;
	double per_second;
	struct id step, theme;
	struct sent *sent;
	size_t sent_count;
	size_t acked;
	struct id_map by_op;
	int64_t start_us;
};

static void on_opened(void *self, size_t i)
{
	struct bench *b = self;
	struct hello hello = {.client = "bench/1.0"};
	struct buf text = {0};

	snprintf(hello.token, sizeof hello.token, "%s", b->links.items[b->tables[i]].token);
	hello_write(&text, &hello);
	clients_send(b->clients, i, &text);
	buf_finish(&text);
}

static void on_closed(void *self, size_t i)
{
	(void)self;
	fprintf(stderr, "tablets: connection %zu was closed\n", i);
	exit(1);
}

static void send_card(struct bench *b, size_t table)
{
	static const char words[] =
		"Een kaartje van gewone lengte: meer bankjes langs het water, zodat wie slecht ter "
		"been "
		"is onderweg kan rusten en een praatje kan maken met wie er langskomt.";
	struct sent *s = &b->sent[b->sent_count++];
	struct command c = {.kind = COMMAND_CARD_ADD,
			    .op = id_new(),
			    .id = id_new(),
			    .step = b->step,
			    .theme = b->theme,
			    .choice = CARD_IDEA,
			    .text = {mem_copy_text(words, sizeof words - 1), sizeof words - 1}};
	struct buf text = {0};

	command_write(&text, &c);
	s->op = c.op;
	s->at_us = clock_monotonic_us();
	id_map_put(&b->by_op, &s->op, s);
	clients_send(b->clients, table, &text);
	buf_finish(&text);
	free(c.text.text);
}

static void on_received(void *self, size_t i, const char *message, size_t len)
{
	struct bench *b = self;
	struct reply r;
	struct err e;
	int64_t now = clock_monotonic_us();

	(void)i;
	/* Seventy-five tablets live in this one program: reading what each is shown would be
	 * measured, too. */
	if (b->start_us && !strncmp(message, "{\"t\":\"state\"", 12))
		return;
	if (!reply_read(message, len, &r, &e))
		exit(1);
	for (size_t k = 0; r.kind == REPLY_STATE && k < r.set_count; k++) {
		if (r.set[k].type == ENTITY_STEP && r.set[k].step_kind == STEP_ROUND)
			b->step = r.set[k].id;
		if (r.set[k].type == ENTITY_THEME)
			b->theme = r.set[k].id;
	}
	b->ready += r.kind == REPLY_STATE && r.full && r.last;
	struct sent *s = r.kind == REPLY_ACK ? id_map_get(&b->by_op, &r.op) : NULL;
	if (s && !s->took_us) {
		s->took_us = now - s->at_us;
		if (++b->acked == b->cards)
			clients_stop(b->clients);
	}
	reply_finish(&r);
}

static void on_tick(void *self)
{
	struct bench *b = self;
	int64_t now = clock_monotonic_us();

	if (b->ready < b->table_count)
		return;
	if (!b->start_us)
		b->start_us = now + 500000; /* settle */
	while (b->sent_count < b->cards && now >= b->start_us) {
		if (!b->burst &&
		    now < b->start_us + (int64_t)((double)b->sent_count * 1e6 / b->per_second))
			return;
		send_card(b, b->sent_count % b->table_count);
	}
}

int main(int argc, char **argv)
{
	static const struct client_events events = {on_opened, on_received, on_closed, on_tick};
	struct bench b = {.burst = argc == 5 && !strcmp(argv[3], "burst")};
	struct err e;

	if (argc < 5 || (argc == 5 && !b.burst))
		return fprintf(stderr,
			       "tablets URL LINKS steady CARDS PER_SECOND | burst CARDS_EACH\n"),
		       2;
	if (!links_read(argv[2], &b.links, &e))
		return fprintf(stderr, "tablets: %s\n", e.text), 1;
	for (size_t i = 0; i < b.links.count; i++) {
		if (strncmp(b.links.items[i].seat, "table/", 6))
			continue;
		b.tables = mem_grow(b.tables, b.table_count + 1, sizeof *b.tables);
		b.tables[b.table_count++] = i;
	}
	b.cards = strtoul(argv[4], NULL, 10) * (b.burst ? b.table_count : 1);
	b.per_second = b.burst ? 1 : strtod(argv[5], NULL);
	b.sent = mem_new(b.cards * sizeof *b.sent);
	b.clients = clients_create(argv[1], b.table_count, &events, &b, &e);
	if (!b.clients)
		return fprintf(stderr, "tablets: %s\n", e.text), 1;
	for (size_t i = 0; i < b.table_count; i++)
		clients_connect(b.clients, i);
	clients_run(b.clients);
	for (size_t i = 0; i < b.sent_count; i++)
		printf("%lld\n", (long long)b.sent[i].took_us);
	clients_destroy(b.clients);
	id_map_finish(&b.by_op);
	links_finish(&b.links);
	free(b.tables);
	free(b.sent);
	return b.acked == b.cards ? 0 : 1;
}
