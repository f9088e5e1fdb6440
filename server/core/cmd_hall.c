/* The commands about help, notices and sign-off. */
#include "core/deed.h"
#include "summit/hall.h"

bool cmd_call_make(struct deed *d, struct err *e)
{
	const struct command *c = d->command;
	return call_make(d->summit, own_table(d), &c->id, (enum call_kind)c->choice, d->now_ms, e);
}

bool cmd_call_end(struct deed *d, struct err *e)
{
	return call_end(d->summit, own_table(d), &d->command->id, d->now_ms, e);
}

bool cmd_notice_send(struct deed *d, struct err *e)
{
	const struct command *c = d->command;
	const struct notice_new new = {.id = c->id,
				       .room = c->room,
				       .table = c->table,
				       .text = c->text.text,
				       .text_len = c->text.len,
				       .at_ms = d->now_ms};

	return notice_send(d->summit, &new, e);
}

bool cmd_notice_end(struct deed *d, struct err *e)
{
	return notice_end(d->summit, &d->command->id, d->now_ms, e);
}

bool cmd_notice_seen(struct deed *d, struct err *e)
{
	const struct command *c = d->command;
	return notice_seen(d->summit, own_table(d), &c->notice, &c->id, d->now_ms, e);
}

bool cmd_signoff_give(struct deed *d, struct err *e)
{
	const struct command *c = d->command;
	return signoff_give(d->summit, own_table(d), &c->step, c->seen, &c->id, d->now_ms, e);
}
