/* The commands about the programme and the stages. */
#include "core/deed.h"
#include "summit/programme.h"

bool cmd_programme_go(struct deed *d, struct err *e)
{
	const struct command *c = d->command;
	return programme_go(d->summit, id_is_nil(&c->from) ? NULL : &c->from, &c->to, d->now_ms, e);
}

bool cmd_scene_show(struct deed *d, struct err *e)
{
	return scene_show(d->summit, &d->command->id, (enum scene_kind)d->command->choice, e);
}
