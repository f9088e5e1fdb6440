/* The commands about weighings and ballots. */
#include "core/deed.h"
#include "summit/weighings.h"

bool cmd_weighing_put(struct deed *d, struct err *e)
{
	const struct command *c = d->command;
	const struct weighing_new new = {.id = c->id,
					 .step = c->step,
					 .title = c->text.text,
					 .title_len = c->text.len,
					 .ideas = c->ideas,
					 .idea_count = c->idea_count,
					 .points = c->points};

	return weighing_put(d->summit, &new, e);
}

bool cmd_weighing_open(struct deed *d, struct err *e)
{
	return weighing_open(d->summit, &d->command->id, e);
}

bool cmd_weighing_close(struct deed *d, struct err *e)
{
	return weighing_close(d->summit, &d->command->id, e);
}

bool cmd_weighing_show(struct deed *d, struct err *e)
{
	return weighing_show(d->summit, &d->command->id, e);
}

bool cmd_ballot_cast(struct deed *d, struct err *e)
{
	const struct command *c = d->command;
	const struct ballot_new new = {.id = c->id,
				       .weighing = c->weighing,
				       .was = c->was_shares.items,
				       .was_count = c->was_shares.count,
				       .shares = c->shares.items,
				       .share_count = c->shares.count,
				       .at_ms = d->now_ms};

	return ballot_cast(d->summit, own_table(d), &new, e);
}
