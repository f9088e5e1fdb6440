#include "summit/plans.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"
#include "summit/cards.h"
#include "summit/others.h"

static struct table_plan *of_step(const struct table *table, const struct step *step)
{
	struct table_plan *plan = table->plans;

	while (plan && plan->step != step)
		plan = plan->next;
	return plan;
}

struct table_plan *plan_find(const struct summit *s, const struct table *table,
			     const struct id *step)
{
	const struct step *found = summit_find(s, ENTITY_STEP, step);

	return found ? of_step(table, found) : NULL;
}

/* What nobody wrote reads as nothing. */
static bool reads_as(const struct word *word, const char *text, size_t len)
{
	return word ? word->len == len && !memcmp(word->text, text, len) : !len;
}

/* The place among a text's variants of the one that reads so; PLAN_VARIANTS_MOST when none does. */
static unsigned variant_reading(struct word *const *variants, const char *text, size_t len)
{
	unsigned at = 0;

	while (at < PLAN_VARIANTS_MOST && !(variants[at] && reads_as(variants[at], text, len)))
		at++;
	return at;
}

bool plan_has_variant(const struct table_plan *plan, unsigned field, const char *text, size_t len)
{
	return !reads_as(plan->texts[field], text, len) &&
	       variant_reading(plan->variants[field], text, len) < PLAN_VARIANTS_MOST;
}

/* Takes the variant in that place out of the row. */
static struct word *take_variant(struct word **variants, unsigned at)
{
	struct word *taken = variants[at];

	for (; at + 1 < PLAN_VARIANTS_MOST; at++)
		variants[at] = variants[at + 1];
	variants[at] = NULL;
	return taken;
}

static void add_variant(struct summit *s, struct word **variants, struct word *word)
{
	unsigned at = 0;

	if (variants[PLAN_VARIANTS_MOST - 1])
		summit_spend(s, take_variant(variants, 0));
	while (variants[at])
		at++;
	variants[at] = word;
}

/* Of a writing that began from what stands, or where nobody wrote yet. */
static void write_what_stands(struct summit *s, struct table_plan *plan,
			      const struct plan_writing *w)
{
	struct word **stands = &plan->texts[w->field], **variants = plan->variants[w->field];
	unsigned same = variant_reading(variants, w->text, w->text_len);

	if (reads_as(*stands, w->text, w->text_len))
		return;
	if (same < PLAN_VARIANTS_MOST)
		summit_spend(s, take_variant(variants, same));
	if (*stands)
		summit_spend(s, *stands);
	*stands = word_create(w->text, w->text_len);
	summit_touch(s, &plan->e, *stands);
}

/* Of a writing that began from something else. */
static void write_beside(struct summit *s, struct table_plan *plan, const struct plan_writing *w)
{
	struct word **variants = plan->variants[w->field];
	unsigned from = variant_reading(variants, w->was, w->was_len);
	unsigned same = variant_reading(variants, w->text, w->text_len);
	bool is_new = same == PLAN_VARIANTS_MOST &&
		      !reads_as(plan->texts[w->field], w->text, w->text_len);
	bool goes_on = from < PLAN_VARIANTS_MOST && from != same;
	struct word *word = is_new ? word_create(w->text, w->text_len) : NULL;

	if (!is_new && !goes_on)
		return;
	if (goes_on)
		summit_spend(s, take_variant(variants, from));
	if (is_new)
		add_variant(s, variants, word);
	summit_touch(s, &plan->e, word);
}

static bool check_writing(const struct plan_writing *w, const struct step *step,
			  const struct theme *theme, struct err *e)
{
	if (!step)
		return err_set(e, ERR_UNKNOWN_ID, "step: there is no such step");
	if (step->kind != STEP_ROUND || step->makes != MAKES_PLAN)
		return err_set(e, ERR_NOT_A_ROUND, "step: no plan is made in \"%.120s\"",
			       step->title);
	if (!theme)
		return err_set(e, ERR_UNKNOWN_ID, "theme: there is no such theme");
	if (w->field > step->field_count)
		return err_set(e, ERR_BAD_FIELD, "field: the plan has %u beside its title",
			       step->field_count);
	if (!w->field && text_code_points(w->text, w->text_len) > TITLE_MOST)
		return err_set(e, ERR_TEXT_TOO_LONG, "text: %zu code points, at most %d in a title",
			       text_code_points(w->text, w->text_len), TITLE_MOST);
	return true;
}

static struct table_plan *begin_plan(struct summit *s, struct table *table, const struct id *id,
				     struct step *step, struct theme *theme)
{
	struct table_plan *plan = mem_new(sizeof *plan);

	plan->e.type = ENTITY_PLAN;
	plan->e.id = *id;
	plan->table = table;
	plan->step = step;
	plan->theme = theme;
	summit_add(s, &plan->e);
	return plan;
}

bool plan_write(struct summit *s, struct table *table, const struct plan_writing *w, struct err *e)
{
	struct step *step = summit_find(s, ENTITY_STEP, &w->step);
	struct theme *theme = summit_find(s, ENTITY_THEME, &w->theme);

	if (!check_writing(w, step, theme, e))
		return false;
	struct table_plan *plan = of_step(table, step);
	if (!plan && !w->text_len)
		return true;
	if (!plan && !summit_id_is_free(s, &w->id, e))
		return false;
	if (!plan)
		plan = begin_plan(s, table, &w->id, step, theme);

	const struct word *stands = plan->texts[w->field];
	if (!stands || reads_as(stands, w->was, w->was_len))
		write_what_stands(s, plan, w);
	else
		write_beside(s, plan, w);
	return true;
}

static unsigned variant_of_version(struct word *const *variants, uint64_t version)
{
	unsigned at = 0;

	while (at < PLAN_VARIANTS_MOST && !(variants[at] && variants[at]->seq == version))
		at++;
	return at;
}

static void settle_variants(struct summit *s, struct word **variants, uint64_t seen)
{
	for (unsigned at = 0; at < PLAN_VARIANTS_MOST && variants[at];)
		if (variants[at]->seq <= seen)
			summit_spend(s, take_variant(variants, at));
		else
			at++;
}

bool plan_choose(struct summit *s, const struct table *table, const struct id *id, unsigned field,
		 uint64_t version, uint64_t seen, struct err *e)
{
	struct table_plan *plan = summit_find(s, ENTITY_PLAN, id);

	if (!plan || plan->table != table)
		return err_set(e, ERR_UNKNOWN_ID, "id: the table has no such plan");
	if (field > plan->step->field_count)
		return err_set(e, ERR_BAD_FIELD, "field: the plan has %u beside its title",
			       plan->step->field_count);
	struct word **stands = &plan->texts[field], **variants = plan->variants[field];
	unsigned at = variant_of_version(variants, version);
	if (at == PLAN_VARIANTS_MOST && version != (*stands ? (*stands)->seq : 0))
		return err_set(e, ERR_VERSION_CHANGED,
			       "version: the field has no such text by now");
	if (!variants[0])
		return true;

	struct word *left = NULL;
	if (at < PLAN_VARIANTS_MOST) {
		left = *stands;
		*stands = take_variant(variants, at);
	}
	settle_variants(s, variants, seen);
	if (left && left->seq > seen)
		add_variant(s, variants, left);
	else if (left)
		summit_spend(s, left);
	summit_touch(s, &plan->e, NULL);
	return true;
}

/* How a plan reads as a card. */
static void compose(const struct table_plan *plan, struct buf *out)
{
	buf_add(out, plan->texts[0]->text, plan->texts[0]->len);
	for (unsigned i = 0; i < plan->step->field_count; i++) {
		const struct word *text = plan->texts[i + 1];
		if (!text || !text->len)
			continue;
		buf_print(out, "\n\n%s\n", plan->step->fields[i]);
		buf_add(out, text->text, text->len);
	}
}

static bool hand_anew(struct summit *s, struct table_plan *plan, const struct plan_handing *h,
		      const struct wording *wording, struct err *e)
{
	const struct card_new new = {.id = h->card,
				     .step = plan->step->e.id,
				     .theme = plan->theme->e.id,
				     .wording = *wording,
				     .at_ms = h->at_ms,
				     .number = h->number};

	if (!card_add(s, plan->table, &new, &plan->card, e))
		return false;
	plan->card->plan = plan;
	return true;
}

static bool hand(struct summit *s, struct table_plan *plan, const struct plan_handing *h,
		 const struct wording *wording, struct err *e)
{
	struct card *card = plan->card;

	if (!card && !hand_anew(s, plan, h, wording, e))
		return false;
	if (card && !card->withdrawn && word_reads(card->text, wording))
		return true;
	if (card && card->withdrawn && !card_restore(s, plan->table, &card->e.id, e))
		return false;
	if (card && !word_reads(card->text, wording))
		card_reword(s, card, wording);
	plan->handed_ms = h->at_ms;
	summit_touch(s, &plan->e, NULL);
	return true;
}

bool plan_hand(struct summit *s, struct table *table, const struct plan_handing *h, struct err *e)
{
	struct table_plan *plan = plan_find(s, table, &h->step);
	struct buf text = {0};

	if (!plan)
		return err_set(e, ERR_UNKNOWN_ID, "step: the table has no plan in it");
	if (!plan->texts[0] || !plan->texts[0]->len)
		return err_set(e, ERR_TEXT_EMPTY, "the plan has no title");
	compose(plan, &text);
	const struct wording wording = {.kind = CARD_PLAN, .text = text.data};
	bool good = hand(s, plan, h, &wording, e);
	buf_finish(&text);
	return good;
}
