/* The small summit of summit_fixture.h in a file of its own, in a temporary folder. */
#ifndef BURGERTOP_TESTS_STORE_FIXTURE_H
#define BURGERTOP_TESTS_STORE_FIXTURE_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "store/store.h"
#include "summit_fixture.h"
#include "wire/reply.h"

struct hall {
	char dir[40];
	char path[64];
	struct store *store; /* open for writing */
	struct summit *summit;
};

static const struct seat_row hall_seats[] = {{"table/1", 1},   {"table/2", 1},   {"table/3", 1},
					     {"desk/1", 1},    {"control/1", 1}, {"stage/1", 1},
					     {"observer/1", 1}};
enum { HALL_SEATS = sizeof hall_seats / sizeof hall_seats[0] };

/* Commits all that the summit's log has as one operation. */
static inline enum commit_result hall_try(struct hall *h, const char *command, struct err *e)
{
	struct change_log *log = &h->summit->log;
	struct operation o = {.op = id_new(),
			      .seat = "table/1",
			      .device = id_new(),
			      .command = command,
			      .at_ms = 1800000000000,
			      .first = h->summit->seq + 1 - log->count,
			      .last = h->summit->seq};
	struct batch batch = {&o, 1, log->items, log->count};
	enum commit_result result = store_commit(h->store, &batch, e);

	log->count = 0;
	return result;
}

static inline void hall_commit(struct hall *h, const char *command)
{
	struct err e = {0};

	if (hall_try(h, command, &e) != COMMIT_DONE)
		fail_msg("%s", e.text);
}

static inline struct hall *hall_create(void)
{
	struct hall *h = mem_new(sizeof *h);
	struct err e = {0};

	strcpy(h->dir, "/tmp/burgertop-unit-XXXXXX");
	assert_non_null(mkdtemp(h->dir));
	snprintf(h->path, sizeof h->path, "%s/summit.db", h->dir);
	h->store = store_create(h->path, hall_seats, HALL_SEATS, &e);
	if (!h->store)
		fail_msg("%s", e.text);
	h->summit = fixture_summit();
	hall_commit(h, "summit.new");
	return h;
}

/* A plan that was handed in, with a field that nobody wrote in and one that two devices did. */
static inline void hall_fill_plan(struct hall *h)
{
	struct plan_handing handing = {
		.step = h->summit->steps[3]->e.id, .card = id_new(), .at_ms = 7000};
	struct err e;

	fixture_write(h->summit, 2, 0, "", "Een plein");
	fixture_write(h->summit, 2, 2, "", "Wij samen");
	fixture_write(h->summit, 2, 2, "", "De gemeente");
	hall_commit(h, "plan.write");
	assert_true(plan_hand(h->summit, h->summit->tables[1], &handing, &e));
	hall_commit(h, "plan.hand");
}

/* Help, notices and sign-offs, changed after they came. */
static inline void hall_fill_around(struct hall *h)
{
	struct summit *s = h->summit;
	const struct id call = id_new(), seen = id_new(), signoff = id_new(), none = {0};
	struct notice *all, *one;
	struct err e;

	assert_true(call_make(s, s->tables[0], &call, CALL_CARE, 7000, &e));
	assert_true(call_end(s, NULL, &call, 8000, &e));
	all = fixture_notice(s, 0, "Pauze \"nu\"");
	one = fixture_notice(s, 2, "Tafel 2");
	assert_true(notice_seen(s, s->tables[1], &one->e.id, &seen, 9000, &e));
	assert_true(notice_end(s, &all->e.id, 9500, &e));
	for (int i = 0; i < 2; i++)
		assert_true(signoff_give(s, s->tables[2], &s->steps[1]->e.id, s->seq,
					 i ? &none : &signoff, 9900 + i, &e));
	hall_commit(h, "signoff.give");
}

/* A round, cards that were read or not, ideas that were published or not. */
static inline void hall_fill(struct hall *h)
{
	struct err e;
	struct card *one, *two, *three;

	assert_true(fixture_go(h->summit, 0, &e) && fixture_go(h->summit, 1, &e));
	one = fixture_card(h->summit, 1, 0, "Meer bankjes \"langs\" de singel\n\\ 🌳 عربي");
	two = fixture_card(h->summit, 1, 0, "=1+1");
	three = fixture_card(h->summit, 3, 1, "Drie");
	fixture_card(h->summit, 2, 1, "Ongelezen");
	hall_commit(h, "card.add");
	assert_true(card_read(h->summit, &three->e.id, three->text->seq, &e));
	struct idea *idea = fixture_idea(h->summit, one);
	assert_true(card_place(h->summit, &two->e.id, two->text->seq, &idea->e.id, &e));
	assert_true(idea_edit(h->summit, &idea->e.id, idea->title->seq, "Een bankje", 10, &e));
	assert_true(idea_publish(h->summit, &idea->e.id, idea->title->seq, &e));
	fixture_idea(h->summit, three);
	hall_commit(h, "idea.publish");
	hall_fill_around(h);
}

/* In all, as the control room sees it, in order of change. */
static inline char *hall_text(const struct summit *s)
{
	struct buf out = {0};

	for (const struct entity *e = s->oldest; e; e = e->newer) {
		if (e->type == ENTITY_TALLY)
			continue;
		entity_write(&out, e, VIEW_CONTROL);
		buf_text(&out, "\n");
	}
	return out.data;
}

static inline struct summit *hall_load(struct store *store)
{
	struct summit *s = summit_create();
	struct err e = {0};

	if (!store_load(store, s, &e))
		fail_msg("%s", e.text);
	return s;
}

static inline void hall_assert_same(const struct summit *a, const struct summit *b)
{
	char *x = hall_text(a), *y = hall_text(b);

	assert_string_equal(x, y);
	assert_int_equal(a->seq, b->seq);
	free(x);
	free(y);
}

static inline void hall_print_finding(void *self, const char *finding)
{
	(void)self;
	print_message("found: %s\n", finding);
}

static inline void hall_assert_whole(struct store *store)
{
	size_t findings;
	struct err e = {0};

	if (!store_check(store, hall_print_finding, NULL, &findings, &e))
		fail_msg("%s", e.text);
	assert_int_equal(findings, 0);
}

static inline void hall_close(struct hall *h)
{
	store_close(h->store);
	h->store = NULL;
}

static inline void hall_open(struct hall *h)
{
	struct err e = {0};

	h->store = store_open(h->path, STORE_WRITE, &e);
	if (!h->store)
		fail_msg("%s", e.text);
}

static inline void hall_remove_dir(const char *path)
{
	DIR *dir = opendir(path);
	const struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		char inside[512];
		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
			continue;
		snprintf(inside, sizeof inside, "%.200s/%.300s", path, entry->d_name);
		if (unlink(inside))
			hall_remove_dir(inside);
	}
	if (dir)
		closedir(dir);
	rmdir(path);
}

/* How many files of the folder begin so. */
static inline unsigned hall_files(const struct hall *h, const char *begin)
{
	DIR *dir = opendir(h->dir);
	const struct dirent *entry;
	unsigned count = 0;

	while ((entry = readdir(dir)))
		count += !strncmp(entry->d_name, begin, strlen(begin));
	closedir(dir);
	return count;
}

static inline int hall_set_up(void **state)
{
	*state = hall_create();
	return 0;
}

static inline int hall_tear_down(void **state)
{
	struct hall *h = *state;

	store_close(h->store);
	summit_destroy(h->summit);
	hall_remove_dir(h->dir);
	free(h);
	return 0;
}

#endif
