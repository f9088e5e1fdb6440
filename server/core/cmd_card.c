/* The commands about cards. */
#include "core/deed.h"
#include "summit/cards.h"

bool cmd_card_add(struct deed *d, struct err *e)
{
	const struct command *c = d->command;
	const struct card_new new = {.id = c->id,
				     .step = c->step,
				     .theme = c->theme,
				     .kind = (enum card_kind)c->choice,
				     .text = c->text.text,
				     .text_len = c->text.len,
				     .at_ms = d->now_ms,
				     .number = c->number,
				     .held = d->replaced};

	return card_add(d->summit, summit_table(d->summit, d->seat->number), &new, &d->card, e);
}

bool cmd_card_read(struct deed *d, struct err *e)
{
	return card_read(d->summit, &d->command->id, d->command->version, e);
}

bool cmd_card_place(struct deed *d, struct err *e)
{
	const struct command *c = d->command;
	return card_place(d->summit, &c->id, c->version, id_is_nil(&c->idea) ? NULL : &c->idea, e);
}

bool cmd_card_release(struct deed *d, struct err *e)
{
	return card_release(d->summit, &d->command->id, e);
}
