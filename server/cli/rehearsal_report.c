/* What a rehearsal has to tell at its end: what was sent and acknowledged, how fast, and whether
 * the record holds exactly that. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/rehearsal.h"
#include "record/csv_read.h"
#include "record/record.h"

static int by_value(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return x < y ? -1 : x > y;
}

static void print_latencies(const struct rehearsal *r)
{
	int64_t *took = mem_grow(NULL, r->acked ? r->acked : 1, sizeof *took);
	size_t count = 0;

	for (size_t i = 0; i < r->typed_count; i++)
		if (r->typed[i].acked_us)
			took[count++] = r->typed[i].acked_us - r->typed[i].sent_us;
	if (count) {
		qsort(took, count, sizeof *took, by_value);
		printf("acknowledged    after %.2f ms (half), %.2f ms (99 of 100), %.2f ms "
		       "(slowest)\n",
		       (double)took[count / 2] / 1e3, (double)took[count * 99 / 100] / 1e3,
		       (double)took[count - 1] / 1e3);
	}
	free(took);
}

struct comparison {
	struct id_map by_id; /* card id -> struct compared */
	size_t rows;
	size_t strange; /* rows that nobody sent */
	size_t other;   /* another text */
};

struct compared {
	const struct typed *typed;
	size_t times;
};

static void compare_row(void *self, char *const *cells)
{
	struct comparison *c = self;
	struct id id;
	struct compared *card = id_read(cells[0], &id) ? id_map_get(&c->by_id, &id) : NULL;
	const char *text = record_cell_text(cells[1]);

	c->rows++;
	if (!card) {
		c->strange++;
		return;
	}
	card->times++;
	c->other += strcmp(text, card->typed->text) != 0;
}

/* Whether the exported cards are those that were sent: each acknowledged one once, with its text.
 */
static bool compare(const struct rehearsal *r, const char *csv, struct err *e)
{
	static const char *const columns[] = {"id", "text"};
	struct comparison c = {0};
	struct compared *all = mem_grow(NULL, r->typed_count ? r->typed_count : 1, sizeof *all);
	size_t missing = 0, twice = 0;
	bool good;

	for (size_t i = 0; i < r->typed_count; i++) {
		all[i] = (struct compared){.typed = &r->typed[i]};
		id_map_put(&c.by_id, &r->typed[i].id, &all[i]);
	}
	good = csv_read(csv, columns, 2, compare_row, &c, e);
	for (size_t i = 0; i < r->typed_count; i++) {
		missing += r->typed[i].acked_us && !all[i].times;
		twice += all[i].times > 1;
	}
	id_map_finish(&c.by_id);
	free(all);
	if (!good)
		return false;
	printf("record          %zu cards: missing %zu, twice %zu, other text %zu, not sent by us "
	       "%zu\n",
	       c.rows, missing, twice, c.other, c.strange);
	return (!missing && !twice && !c.other && !c.strange) ||
	       err_set(e, ERR_DATABASE, "the record does not hold exactly what was sent");
}

static bool compare_export(const struct rehearsal *r, struct err *e)
{
	char dir[] = "/tmp/burgertop-rehearse-XXXXXX", csv[sizeof dir + 16];
	struct record_counts counts;
	struct store *store = store_open(r->options->db, STORE_READ, e);
	bool good;

	if (!store)
		return false;
	if (!mkdtemp(dir)) {
		store_close(store);
		return err_set(e, ERR_FILE, "/tmp: no folder can be made there");
	}
	snprintf(csv, sizeof csv, "%s/cards.csv", dir);
	good = record_export(store, dir, &counts, e) && compare(r, csv, e);
	record_remove(dir);
	store_close(store);
	return good;
}

bool rehearsal_report(const struct rehearsal *r, struct err *e)
{
	size_t resent = 0;

	for (size_t i = 0; i < r->typed_count; i++)
		resent += r->typed[i].times_sent > 1;
	printf("tables          %u, in %u rounds, %.0f seconds\n", r->tables, r->round,
	       (double)(r->ended_us - r->started_us) / 1e6);
	printf("cards           %zu typed, %zu acknowledged, %zu refused, %zu sent more than "
	       "once\n",
	       r->typed_count, r->acked, r->refused, resent);
	print_latencies(r);
	printf("theme team      %zu cards read, %zu ideas, %zu published\n", r->read, r->idea_count,
	       r->published);
	printf("states          %llu messages to %zu clients; %llu connections were lost and made "
	       "again\n",
	       (unsigned long long)r->states, r->actor_count, (unsigned long long)r->reconnects);
	fflush(stdout);
	if (r->problem.code != ERR_NONE) {
		*e = r->problem;
		return false;
	}
	if (r->options->db)
		return compare_export(r, e);
	printf("record          not compared: give --db FILE on the server's own machine\n");
	return true;
}
