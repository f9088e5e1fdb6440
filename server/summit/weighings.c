#include "summit/weighings.h"

#include <string.h>

#include "base/mem.h"

static struct weighing *find(const struct summit *s, const struct id *id, struct err *e)
{
	struct weighing *w = summit_find(s, ENTITY_WEIGHING, id);

	if (!w)
		err_set(e, ERR_UNKNOWN_ID, "id: there is no such weighing");
	return w;
}

static struct slate *slate_create(size_t count)
{
	struct slate *slate = mem_new(sizeof *slate + count * sizeof slate->ideas[0]);

	slate->count = count;
	return slate;
}

static bool check_new(const struct summit *s, const struct weighing_new *new, struct err *e)
{
	if (!id_is_nil(&new->step) && !summit_find(s, ENTITY_STEP, &new->step))
		return err_set(e, ERR_UNKNOWN_ID, "step: there is no such step");
	for (size_t i = 0; i < new->idea_count; i++) {
		if (!summit_find(s, ENTITY_IDEA, &new->ideas[i]))
			return err_set(e, ERR_UNKNOWN_ID, "ideas[%zu]: there is no such idea", i);
		for (size_t k = 0; k < i; k++)
			if (id_equal(&new->ideas[i], &new->ideas[k]))
				return err_set(e, ERR_BAD_FIELD, "ideas[%zu]: it stands twice", i);
	}
	return true;
}

static void fill(const struct summit *s, struct weighing *w, const struct weighing_new *new)
{
	w->title = mem_copy_text(new->title, new->title_len);
	w->step = summit_find(s, ENTITY_STEP, &new->step);
	w->points = new->points;
	w->slate = slate_create(new->idea_count);
	for (size_t i = 0; i < new->idea_count; i++)
		w->slate->ideas[i].idea = summit_find(s, ENTITY_IDEA, &new->ideas[i]);
}

bool weighing_put(struct summit *s, const struct weighing_new *new, struct err *e)
{
	struct weighing *w = summit_find(s, ENTITY_WEIGHING, &new->id);

	if (!w && !summit_id_is_free(s, &new->id, e))
		return false;
	if (w && w->state != WEIGHING_DRAFT)
		return err_set(e, ERR_NOT_OPEN, "id: it was open, and stays as it is");
	if (!check_new(s, new, e))
		return false;
	if (w) {
		summit_spend(s, w->title);
		summit_spend(s, w->slate);
		fill(s, w, new);
	} else {
		w = mem_new(sizeof *w);
		w->e.type = ENTITY_WEIGHING;
		w->e.id = new->id;
		fill(s, w, new);
		summit_add(s, &w->e);
	}
	summit_touch(s, &w->e, NULL);
	return true;
}

/* The same ideas, each with no points yet. */
static struct slate *slate_anew(struct summit *s, struct weighing *w)
{
	struct slate *before = w->slate;

	w->slate = slate_create(before->count);
	for (size_t i = 0; i < before->count; i++)
		w->slate->ideas[i].idea = before->ideas[i].idea;
	summit_spend(s, before);
	return w->slate;
}

static unsigned count_ballots(const struct weighing *w)
{
	unsigned count = 0;

	for (const struct ballot *b = w->cast; b; b = b->next)
		count += b->shares->count > 0;
	return count;
}

bool weighing_open(struct summit *s, const struct id *id, struct err *e)
{
	struct weighing *w = find(s, id, e);

	if (!w || w->state == WEIGHING_OPEN)
		return w;
	if (w->state == WEIGHING_SHOWN)
		return err_set(e, ERR_NOT_OPEN, "id: its outcome was shown");
	for (size_t i = 0; i < w->slate->count; i++)
		if (w->slate->ideas[i].idea->state != IDEA_PUBLISHED)
			return err_set(e, ERR_UNKNOWN_ID, "ideas[%zu]: it is not published", i);
	w->state = WEIGHING_OPEN;
	slate_anew(s, w);
	w->ballots = count_ballots(w);
	summit_touch(s, &w->e, NULL);
	for (struct ballot *b = w->cast; b; b = b->next) {
		if (!b->late)
			continue;
		b->late = false;
		summit_touch(s, &b->e, NULL);
	}
	return true;
}

struct weighed *slate_find(struct slate *slate, const struct idea *idea)
{
	for (size_t i = 0; i < slate->count; i++)
		if (slate->ideas[i].idea == idea)
			return &slate->ideas[i];
	return NULL;
}

static void count_points(struct slate *slate, const struct shares *shares)
{
	for (size_t i = 0; i < shares->count; i++) {
		struct weighed *weighed = slate_find(slate, shares->of[i].idea);
		weighed->points += shares->of[i].points;
		weighed->tables++;
	}
}

bool weighing_close(struct summit *s, const struct id *id, struct err *e)
{
	struct weighing *w = find(s, id, e);

	if (!w)
		return false;
	if (w->state == WEIGHING_DRAFT)
		return err_set(e, ERR_NOT_OPEN, "id: it was not open yet");
	if (w->state != WEIGHING_OPEN)
		return true;
	struct slate *slate = slate_anew(s, w);
	for (const struct ballot *b = w->cast; b; b = b->next)
		count_points(slate, b->shares);
	w->state = WEIGHING_CLOSED;
	summit_touch(s, &w->e, NULL);
	return true;
}

bool weighing_show(struct summit *s, const struct id *id, struct err *e)
{
	struct weighing *w = find(s, id, e);

	if (!w || w->state == WEIGHING_SHOWN)
		return w;
	if (w->state != WEIGHING_CLOSED)
		return err_set(e, ERR_NOT_OPEN, "id: it is not closed");
	w->state = WEIGHING_SHOWN;
	summit_touch(s, &w->e, NULL);
	return true;
}

static bool check_shares(const struct summit *s, const struct weighing *w,
			 const struct ballot_new *new, struct err *e)
{
	unsigned sum = 0;

	for (size_t i = 0; i < new->share_count; i++) {
		const struct idea_points *share = &new->shares[i];
		const struct idea *idea = summit_find(s, ENTITY_IDEA, &share->idea);
		if (!idea || !slate_find(w->slate, idea))
			return err_set(e, ERR_BAD_BALLOT, "shares[%zu]: it is not weighed", i);
		for (size_t k = 0; k < i; k++)
			if (id_equal(&share->idea, &new->shares[k].idea))
				return err_set(e, ERR_BAD_BALLOT, "shares[%zu]: it stands twice",
					       i);
		sum += share->points;
	}
	if (sum > w->points)
		return err_set(e, ERR_BAD_BALLOT, "shares: %u points, at most %u", sum, w->points);
	return true;
}

/* Their order does not matter. Of what the list says each idea counts once. */
static bool reads_as(const struct shares *shares, const struct idea_points *list, size_t count)
{
	if (count != shares->count)
		return false;
	for (size_t i = 0; i < shares->count; i++) {
		size_t k = 0;
		while (k < count && !id_equal(&list[k].idea, &shares->of[i].idea->e.id))
			k++;
		if (k == count || list[k].points != shares->of[i].points)
			return false;
	}
	return true;
}

static struct ballot *ballot_of(const struct weighing *w, const struct table *table)
{
	struct ballot *b = w->cast;

	while (b && b->table != table)
		b = b->next;
	return b;
}

static struct shares *shares_create(const struct summit *s, const struct ballot_new *new)
{
	struct shares *shares = mem_new(sizeof *shares + new->share_count * sizeof shares->of[0]);

	shares->count = new->share_count;
	for (size_t i = 0; i < new->share_count; i++)
		shares->of[i] = (struct share){summit_find(s, ENTITY_IDEA, &new->shares[i].idea),
					       new->shares[i].points};
	return shares;
}

static struct ballot *begin_ballot(struct summit *s, struct weighing *w, struct table *table,
				   const struct ballot_new *new)
{
	struct ballot *b = mem_new(sizeof *b);

	b->e.type = ENTITY_BALLOT;
	b->e.id = new->id;
	b->weighing = w;
	b->table = table;
	b->shares = shares_create(s, new);
	summit_add(s, &b->e);
	return b;
}

bool ballot_cast(struct summit *s, struct table *table, const struct ballot_new *new, struct err *e)
{
	struct weighing *w = summit_find(s, ENTITY_WEIGHING, &new->weighing);

	if (!w)
		return err_set(e, ERR_UNKNOWN_ID, "weighing: there is no such weighing");
	if (w->state == WEIGHING_DRAFT)
		return err_set(e, ERR_NOT_OPEN, "weighing: it was not open yet");
	if (!check_shares(s, w, new, e))
		return false;
	struct ballot *b = ballot_of(w, table);
	if (b ? reads_as(b->shares, new->shares, new->share_count) : !new->share_count)
		return true;
	if (b && !reads_as(b->shares, new->was, new->was_count))
		return err_set(e, ERR_VERSION_CHANGED, "was: the points are divided otherwise");
	if (!b && !summit_id_is_free(s, &new->id, e))
		return false;

	if (b) {
		summit_spend(s, b->shares);
		b->shares = shares_create(s, new);
	} else {
		b = begin_ballot(s, w, table, new);
	}
	b->at_ms = new->at_ms;
	b->late = w->state != WEIGHING_OPEN;
	if (!b->late) {
		unsigned before = w->ballots;
		w->ballots = count_ballots(w);
		w->counted = w->ballots != before;
	}
	summit_touch(s, &b->e, NULL);
	return true;
}

void weighing_rank(const struct weighing *w, const struct weighed *ranked[WEIGHING_IDEAS_MOST])
{
	for (size_t i = 0; i < w->slate->count; i++) {
		size_t at = i;
		for (; at && ranked[at - 1]->points < w->slate->ideas[i].points; at--)
			ranked[at] = ranked[at - 1];
		ranked[at] = &w->slate->ideas[i];
	}
}

void weighing_loaded(struct weighing *w)
{
	if (w->state != WEIGHING_OPEN)
		return;
	w->ballots = count_ballots(w);
	for (const struct ballot *b = w->cast; b; b = b->next)
		if (b->e.seq > w->e.seq)
			w->e.seq = b->e.seq;
}
