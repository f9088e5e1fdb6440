/* The hub without a socket: a fake connection records what it is sent, and may be busy. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "core/hub.h"
#include "summit_fixture.h"

struct fake {
	struct session *session;
	struct buf sent; /* messages, a line each */
	unsigned messages;
	unsigned packed; /* of these */
	bool busy;
};

static bool fake_send(void *conn, struct frame *frame)
{
	struct fake *f = conn;
	if (f->busy)
		return false;
	buf_add(&f->sent, frame->bytes, frame->len);
	buf_add(&f->sent, "\n", 1);
	f->packed += frame->packed;
	f->messages++;
	return true;
}

static void fake_close(void *conn, unsigned status)
{
	(void)conn, (void)status;
}

static const struct ops ops = {fake_send, fake_close};
static const struct seat everyone = {.name = "public", .kind = SEAT_PUBLIC};
static const struct seat desk = {.name = "desk/1", .kind = SEAT_DESK, .number = 1};
static const struct seat table1 = {.name = "table/1", .kind = SEAT_TABLE, .number = 1};
static const struct seat table2 = {.name = "table/2", .kind = SEAT_TABLE, .number = 2};

struct world {
	struct summit *summit;
	struct hub hub;
	struct sessions sessions;
	struct fake fakes[4];
};

static const struct channel *desk_channel(const struct world *w)
{
	return w->fakes[0].session->channel;
}

static int set_up(void **state)
{
	struct world *w = mem_new(sizeof *w);
	w->summit = fixture_summit();
	hub_init(&w->hub, w->summit, &ops);
	*state = w;
	return 0;
}

static int tear_down(void **state)
{
	struct world *w = *state;
	for (int i = 0; i < 4; i++) {
		if (w->fakes[i].session)
			hub_leave(&w->hub, w->fakes[i].session);
		buf_finish(&w->fakes[i].sent);
	}
	sessions_finish(&w->sessions);
	hub_finish(&w->hub);
	summit_destroy(w->summit);
	free(w);
	return 0;
}

static void settle(struct world *w)
{
	hub_publish(&w->hub, true);
	for (int i = 0; i < 3; i++) {
		hub_fill(&w->hub);
		while (hub_serve(&w->hub, 1000000))
			;
	}
}

static struct fake *join(struct world *w, int i, const struct seat *seat, bool has_cursor,
			 uint64_t cursor)
{
	struct fake *f = &w->fakes[i];
	f->session = sessions_open(&w->sessions, f, "127.0.0.1", 0);
	f->session->seat = seat;
	hub_join(&w->hub, f->session, has_cursor, cursor);
	settle(w);
	return f;
}

static bool got(const struct fake *f, const char *text)
{
	return f->sent.data && strstr(f->sent.data, text);
}

static void forget(struct fake *f)
{
	buf_clear(&f->sent);
	if (f->sent.data)
		f->sent.data[0] = '\0';
	f->messages = 0;
}

static void a_newcomer_gets_everything_that_it_may_see(void **state)
{
	struct world *w = *state;
	fixture_card(w->summit, 1, 0, "geheim van tafel 1");
	struct fake *everybody = join(w, 0, &everyone, false, 0);
	assert_true(got(everybody, "\"full\":true"));
	assert_true(got(everybody, "\"last\":true"));
	assert_true(got(everybody, "\"tally\""));
	assert_false(got(everybody, "geheim"));
	assert_true(got(join(w, 1, &desk, false, 0), "geheim"));
	assert_true(got(join(w, 2, &table1, false, 0), "geheim"));
	assert_false(got(join(w, 3, &table2, false, 0), "geheim"));
}

static void a_change_goes_to_those_who_see_it(void **state)
{
	struct world *w = *state;
	struct fake *d = join(w, 0, &desk, false, 0), *t1 = join(w, 1, &table1, false, 0);
	struct fake *t2 = join(w, 2, &table2, false, 0);
	forget(d), forget(t1), forget(t2);
	fixture_card(w->summit, 1, 0, "nieuw kaartje");
	settle(w);
	assert_true(got(d, "nieuw kaartje") && got(t1, "nieuw kaartje"));
	assert_false(got(t2, "nieuw kaartje"));
	assert_true(got(t2, "tally"));
	assert_false(got(d, "full"));
}

static void counts_reach_desks_at_once_and_others_with_the_tick(void **state)
{
	struct world *w = *state;
	const struct seat stage1 = {.name = "stage/1", .kind = SEAT_STAGE, .number = 1};
	struct fake *d = join(w, 0, &desk, false, 0), *t1 = join(w, 1, &table1, false, 0),
		    *t2 = join(w, 2, &table2, false, 0), *s1 = join(w, 3, &stage1, false, 0);
	forget(d), forget(t1), forget(t2), forget(s1);
	for (int i = 0; i < 20; i++) {
		fixture_card(w->summit, 1, 0, "kaartje");
		hub_publish(&w->hub, false);
		while (hub_serve(&w->hub, 1000000))
			;
	}
	assert_int_equal(d->messages, 20);
	assert_int_equal(t1->messages, 20); /* its own cards; the counts come along */
	assert_int_equal(t2->messages, 0);
	assert_int_equal(s1->messages, 0);
	settle(w);
	assert_int_equal(t2->messages, 1);
	assert_true(got(t2, "tally") && got(s1, "tally"));
	assert_int_equal(t2->session->cursor, w->summit->seq);
}

static void an_idea_reaches_tables_at_once_that_lagged_by_counts(void **state)
{
	struct world *w = *state;
	struct err e;
	struct card *card = fixture_card(w->summit, 1, 0, "nu te zien");
	struct idea *idea = fixture_idea(w->summit, card);
	struct fake *t2 = join(w, 0, &table2, false, 0);
	forget(t2);
	fixture_card(w->summit, 1, 0, "alleen een telling");
	hub_publish(&w->hub, false);
	assert_true(idea_publish(w->summit, &idea->e.id, idea->title->seq, &e));
	hub_publish(&w->hub, false);
	hub_serve(&w->hub, 1000000);
	assert_true(got(t2, "\"idea\"") && got(t2, "tally"));
	forget(t2);
	assert_true(idea_withdraw(w->summit, &idea->e.id, &e));
	hub_publish(&w->hub, false);
	hub_serve(&w->hub, 1000000);
	assert_true(got(t2, "\"gone\":true"));
}

static void a_draft_does_not_wake_the_tables(void **state)
{
	struct world *w = *state;
	struct card *card = fixture_card(w->summit, 1, 0, "in een concept");
	struct fake *d = join(w, 0, &desk, false, 0), *t2 = join(w, 1, &table2, false, 0);
	forget(d), forget(t2);
	fixture_idea(w->summit, card);
	hub_publish(&w->hub, false);
	hub_serve(&w->hub, 1000000);
	assert_true(got(d, "draft"));
	assert_int_equal(t2->messages, 0);
}

static void a_viewer_whose_socket_takes_more_is_served_in_its_turn(void **state)
{
	struct world *w = *state;
	struct fake *v = &w->fakes[0];
	v->busy = true;
	join(w, 0, &everyone, false, 0);
	assert_int_equal(v->messages, 0);
	v->busy = false;
	hub_writable(&w->hub, v->session);
	hub_writable(&w->hub, v->session);
	assert_int_equal(v->messages, 0); /* not from within the event */
	while (hub_serve(&w->hub, 1000000))
		;
	assert_true(got(v, "\"last\":true"));
	assert_int_equal(v->session->cursor, w->summit->seq);
	/* One who leaves while standing in line is forgotten. */
	hub_writable(&w->hub, v->session);
	hub_leave(&w->hub, v->session);
	v->session = NULL;
	assert_false(hub_serve(&w->hub, 1000000));
}

static void five_changes_of_one_entity_are_sent_once(void **state)
{
	struct world *w = *state;
	struct err e;
	struct fake *d = join(w, 0, &desk, false, 0);
	forget(d);
	for (size_t i = 0; i < 4; i++)
		assert_true(fixture_go(w->summit, i, &e));
	settle(w);
	assert_int_equal(d->messages, 1);
	char seq[40];
	snprintf(seq, sizeof seq, "\"seq\":%llu,", (unsigned long long)w->summit->seq);
	assert_true(got(d, seq));
}

static void what_leaves_the_view_is_gone(void **state)
{
	struct world *w = *state;
	struct err e;
	struct card *card = fixture_card(w->summit, 1, 0, "eerst te zien");
	struct idea *idea = fixture_idea(w->summit, card);
	struct fake *everybody = join(w, 0, &everyone, false, 0),
		    *t1 = join(w, 1, &table1, false, 0);
	forget(everybody), forget(t1);
	assert_true(idea_publish(w->summit, &idea->e.id, idea->title->seq, &e));
	settle(w);
	assert_true(got(everybody, "eerst te zien") && !got(everybody, "gone"));
	forget(everybody), forget(t1);
	assert_true(idea_withdraw(w->summit, &idea->e.id, &e));
	settle(w);
	assert_true(got(everybody, "\"gone\":true"));
	assert_false(got(everybody, "eerst te zien"));
	assert_true(got(t1, "\"gone\":true") && got(t1, "eerst te zien"));
}

static void what_was_never_seen_is_not_gone(void **state)
{
	struct world *w = *state;
	struct fake *everybody = join(w, 0, &everyone, false, 0);
	forget(everybody);
	fixture_idea(w->summit, fixture_card(w->summit, 1, 0, "a"));
	settle(w);
	assert_false(got(everybody, "gone"));
}

static void a_cursor_within_the_ring_is_resumed(void **state)
{
	struct world *w = *state;
	join(w, 0, &desk, false, 0);
	uint64_t cursor = w->fakes[0].session->cursor;
	fixture_card(w->summit, 1, 0, "terwijl je weg was");
	settle(w);
	struct fake *back = join(w, 1, &desk, true, cursor);
	assert_true(got(back, "terwijl je weg was"));
	assert_false(got(back, "full"));
}

static void many_small_changes_are_kept_in_few_frames(void **state)
{
	struct world *w = *state;
	struct fake *d = join(w, 0, &desk, false, 0);
	uint64_t cursor = d->session->cursor;
	for (int i = 0; i < 3 * RING_FRAMES; i++) {
		fixture_card(w->summit, 1, 0, "kort");
		settle(w);
	}
	struct fake *back = join(w, 1, &desk, true, cursor);
	assert_false(got(back, "full"));
	assert_int_equal(back->session->cursor, w->summit->seq);
	assert_true(back->messages < RING_FRAMES);
	/* Each card is there once, in order. */
	int cards = 0;
	for (const char *at = back->sent.data; (at = strstr(at, "\"kort\"")); at++)
		cards++;
	assert_int_equal(cards, 3 * RING_FRAMES);
}

static void a_cursor_outside_the_ring_gets_everything(void **state)
{
	struct world *w = *state;
	assert_true(got(join(w, 0, &desk, true, 1), "full"));
	assert_true(got(join(w, 1, &desk, true, w->summit->seq + 100), "full"));
}

static void one_who_does_not_read_falls_back_to_a_full_state(void **state)
{
	struct world *w = *state;
	char text[3000];
	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	struct fake *slow = join(w, 0, &desk, false, 0), *other = join(w, 1, &desk, false, 0);
	slow->busy = true;
	for (int i = 0; i < 2500; i++) {
		fixture_card(w->summit, 1, 0, text);
		settle(w);
	}
	assert_int_equal(other->session->cursor, w->summit->seq);
	assert_true(desk_channel(w)->bytes <= RING_BYTES);
	forget(slow);
	slow->busy = false;
	hub_writable(&w->hub, slow->session);
	settle(w);
	assert_true(got(slow, "full"));
	assert_int_equal(slow->session->cursor, w->summit->seq);
}

static void a_long_change_is_sent_in_frames_of_bounded_size(void **state)
{
	struct world *w = *state;
	char text[900];
	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	struct fake *d = join(w, 0, &desk, false, 0);
	forget(d);
	for (int i = 0; i < 200; i++)
		fixture_card(w->summit, 1, 0, text);
	settle(w);
	assert_true(d->messages > 5);
	for (unsigned i = 0; i < desk_channel(w)->count; i++)
		assert_true(desk_channel(w)->ring[i]->len < FRAME_MOST + 1500);
	assert_int_equal(d->session->cursor, w->summit->seq);
}

static void one_who_accepts_it_gets_long_messages_deflated(void **state)
{
	struct world *w = *state;
	char text[900];
	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	for (int i = 0; i < 40; i++)
		fixture_card(w->summit, 1, 0, text);
	struct fake *plain = join(w, 0, &desk, false, 0), *d = &w->fakes[1];
	d->session = sessions_open(&w->sessions, d, "127.0.0.1", 0);
	d->session->seat = &desk;
	d->session->deflate = true;
	hub_join(&w->hub, d->session, false, 0);
	settle(w);
	assert_int_equal(plain->packed, 0);
	assert_int_equal(d->packed, plain->messages);
	assert_true(d->sent.len < plain->sent.len / 5);
	forget(d);
	fixture_card(w->summit, 1, 0, "kort");
	settle(w);
	assert_true(got(d, "kort")); /* a short one as it is */
	assert_int_equal(d->session->cursor, w->summit->seq);
}

static void after_a_restart_everybody_gets_everything(void **state)
{
	struct world *w = *state;
	struct fake *d = join(w, 0, &desk, false, 0);
	forget(d);
	hub_restart(&w->hub, w->summit);
	settle(w);
	assert_true(got(d, "full"));
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_newcomer_gets_everything_that_it_may_see),
		TEST(a_change_goes_to_those_who_see_it),
		TEST(counts_reach_desks_at_once_and_others_with_the_tick),
		TEST(an_idea_reaches_tables_at_once_that_lagged_by_counts),
		TEST(a_draft_does_not_wake_the_tables),
		TEST(a_viewer_whose_socket_takes_more_is_served_in_its_turn),
		TEST(five_changes_of_one_entity_are_sent_once),
		TEST(what_leaves_the_view_is_gone),
		TEST(what_was_never_seen_is_not_gone),
		TEST(a_cursor_within_the_ring_is_resumed),
		TEST(many_small_changes_are_kept_in_few_frames),
		TEST(a_cursor_outside_the_ring_gets_everything),
		TEST(one_who_does_not_read_falls_back_to_a_full_state),
		TEST(a_long_change_is_sent_in_frames_of_bounded_size),
		TEST(one_who_accepts_it_gets_long_messages_deflated),
		TEST(after_a_restart_everybody_gets_everything),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
