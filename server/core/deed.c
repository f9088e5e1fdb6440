#include "core/deed.h"

#define SEAT_TEAM (SEAT_BIT(SEAT_DESK) | SEAT_BIT(SEAT_CONTROL))

struct rule {
	unsigned seats; /* SEAT_BITs */
	bool (*run)(struct deed *d, struct err *e);
};

/* Who may do what. What is not here may not be done. */
static const struct rule rules[COMMANDS] = {
	[COMMAND_CARD_ADD] = {SEAT_BIT(SEAT_TABLE), cmd_card_add},
	[COMMAND_CARD_READ] = {SEAT_BIT(SEAT_DESK), cmd_card_read},
	[COMMAND_CARD_PLACE] = {SEAT_BIT(SEAT_DESK), cmd_card_place},
	[COMMAND_IDEA_ADD] = {SEAT_BIT(SEAT_DESK), cmd_idea_add},
	[COMMAND_IDEA_EDIT] = {SEAT_BIT(SEAT_DESK), cmd_idea_edit},
	[COMMAND_IDEA_PUBLISH] = {SEAT_BIT(SEAT_DESK), cmd_idea_publish},
	[COMMAND_IDEA_WITHDRAW] = {SEAT_BIT(SEAT_DESK), cmd_idea_withdraw},
	[COMMAND_PROGRAMME_GO] = {SEAT_BIT(SEAT_CONTROL), cmd_programme_go},
	[COMMAND_SCENE_SHOW] = {SEAT_BIT(SEAT_CONTROL), cmd_scene_show},
	[COMMAND_CARD_EDIT] = {SEAT_BIT(SEAT_TABLE), cmd_card_edit},
	[COMMAND_CARD_CHOOSE] = {SEAT_BIT(SEAT_TABLE), cmd_card_choose},
	[COMMAND_CARD_WITHDRAW] = {SEAT_BIT(SEAT_TABLE), cmd_card_withdraw},
	[COMMAND_CARD_RESTORE] = {SEAT_BIT(SEAT_TABLE), cmd_card_restore},
	[COMMAND_PLAN_WRITE] = {SEAT_BIT(SEAT_TABLE), cmd_plan_write},
	[COMMAND_PLAN_CHOOSE] = {SEAT_BIT(SEAT_TABLE), cmd_plan_choose},
	[COMMAND_PLAN_HAND] = {SEAT_BIT(SEAT_TABLE), cmd_plan_hand},
	[COMMAND_BALLOT_CAST] = {SEAT_BIT(SEAT_TABLE), cmd_ballot_cast},
	[COMMAND_WEIGHING_PUT] = {SEAT_TEAM, cmd_weighing_put},
	[COMMAND_WEIGHING_OPEN] = {SEAT_TEAM, cmd_weighing_open},
	[COMMAND_WEIGHING_CLOSE] = {SEAT_TEAM, cmd_weighing_close},
	[COMMAND_WEIGHING_SHOW] = {SEAT_TEAM, cmd_weighing_show},
	[COMMAND_CALL_MAKE] = {SEAT_BIT(SEAT_TABLE), cmd_call_make},
	[COMMAND_CALL_END] = {SEAT_BIT(SEAT_TABLE) | SEAT_BIT(SEAT_CONTROL), cmd_call_end},
	[COMMAND_NOTICE_SEND] = {SEAT_BIT(SEAT_CONTROL), cmd_notice_send},
	[COMMAND_NOTICE_END] = {SEAT_BIT(SEAT_CONTROL), cmd_notice_end},
	[COMMAND_NOTICE_SEEN] = {SEAT_BIT(SEAT_TABLE), cmd_notice_seen},
	[COMMAND_SIGNOFF_GIVE] = {SEAT_BIT(SEAT_TABLE), cmd_signoff_give},
	[COMMAND_CARD_RELEASE] = {SEAT_BIT(SEAT_CONTROL), cmd_card_release},
	[COMMAND_SEAT_REPLACE] = {SEAT_BIT(SEAT_CONTROL), cmd_seat_replace},
};

struct table *own_table(const struct deed *d)
{
	return d->seat->kind == SEAT_TABLE ? summit_table(d->summit, d->seat->number) : NULL;
}

bool deed_allowed(const struct seat *seat, enum command_kind kind, struct err *e)
{
	if (rules[kind].seats & SEAT_BIT(seat->kind))
		return true;
	return err_set(e, ERR_NOT_ALLOWED, "%s is not for %s", command_word(kind), seat->name);
}

bool deed_may(const struct deed *d, struct err *e)
{
	if (!deed_allowed(d->seat, d->command->kind, e))
		return false;
	if (d->replaced && d->command->kind != COMMAND_CARD_ADD)
		return err_set(e, ERR_LINK_REPLACED,
			       "the link of %s was replaced; over this one cards alone are taken",
			       d->seat->name);
	return true;
}

bool deed_do(struct deed *d, struct err *e)
{
	return deed_may(d, e) && rules[d->command->kind].run(d, e);
}

/* Of other commands op and seq say it all. */
static void (*const answers[COMMANDS])(const struct deed *d, struct ack *ack) = {
	[COMMAND_CARD_ADD] = answer_card_add,         [COMMAND_CARD_EDIT] = answer_card_edit,
	[COMMAND_SEAT_REPLACE] = answer_seat_replace, [COMMAND_PLAN_WRITE] = answer_plan_write,
	[COMMAND_PLAN_HAND] = answer_plan_hand,
};

void deed_answer(const struct deed *d, struct ack *ack)
{
	if (answers[d->command->kind])
		answers[d->command->kind](d, ack);
}
