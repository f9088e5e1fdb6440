/* The commands about plans. */
#include "core/deed.h"
#include "summit/plans.h"

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

	return plan_write(d->summit, own_table(d), &writing, e);
}

bool cmd_plan_choose(struct deed *d, struct err *e)
{
	const struct command *c = d->command;
	return plan_choose(d->summit, own_table(d), &c->id, c->field, c->version, c->seen, e);
}

bool cmd_plan_hand(struct deed *d, struct err *e)
{
	const struct command *c = d->command;
	const struct plan_handing handing = {
		.step = c->step, .card = c->card, .number = c->number, .at_ms = d->now_ms};

	return plan_hand(d->summit, own_table(d), &handing, e);
}

static const struct table_plan *plan_of(const struct deed *d)
{
	return plan_find(d->summit, own_table(d), &d->command->step);
}

void answer_plan_write(const struct deed *d, struct ack *ack)
{
	const struct command *c = d->command;
	const struct table_plan *plan = plan_of(d);

	ack->variant = plan && plan_has_variant(plan, c->field, c->text.text, c->text.len);
}

void answer_plan_hand(const struct deed *d, struct ack *ack)
{
	const struct table_plan *plan = plan_of(d);

	ack->card = plan ? plan->card : NULL;
}
