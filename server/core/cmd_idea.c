/* The commands about ideas. */
#include "core/deed.h"
#include "summit/ideas.h"

bool cmd_idea_add(struct deed *d, struct err *e)
{
	const struct command *c = d->command;
	return idea_add(d->summit, &c->id, &c->theme, c->text.text, c->text.len, c->cards,
			c->card_count, e);
}

bool cmd_idea_edit(struct deed *d, struct err *e)
{
	const struct command *c = d->command;
	return idea_edit(d->summit, &c->id, c->version, c->text.text, c->text.len, e);
}

bool cmd_idea_publish(struct deed *d, struct err *e)
{
	return idea_publish(d->summit, &d->command->id, d->command->version, e);
}

bool cmd_idea_withdraw(struct deed *d, struct err *e)
{
	return idea_withdraw(d->summit, &d->command->id, e);
}
