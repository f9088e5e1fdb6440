/* The commands about plans. */
#include "core/deed.h"
#include "summit/plans.h"

static struct table *table_of(const struct deed *d)
{
	return summit_table(d->summit, d->seat->number);
}

bool cmd_plan_write(struct deed *d, struct err *e)
{
	const struct command *c = d->command;
	const struct plan_writing writing = {.id = c->id,
					     .step = c->step,
					     .theme = c->theme,
					     .field = c->field,
					     .was = c->was_text.text,
					     .was_len = c->was_text.len,
					     .text = c->text.text,
					     .text_len = c->text.len};

	return plan_write(d->summit, table_of(d), &writing, &d->variant, e);
}

bool cmd_plan_choose(struct deed *d, struct err *e)
{
	const struct command *c = d->command;
	return plan_choose(d->summit, table_of(d), &c->id, c->field, c->version, c->seen, e);
}

bool cmd_plan_hand(struct deed *d, struct err *e)
{
	const struct command *c = d->command;
	const struct plan_handing handing = {
		.step = c->step, .card = c->card, .number = c->number, .at_ms = d->now_ms};

	return plan_hand(d->summit, table_of(d), &handing, &d->card, e);
}
