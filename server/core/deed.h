/* Carrying out a command. One file a family: cmd_card.c, cmd_hall.c, ...; deed.c has the table of
 * who may do what. */
#ifndef BURGERTOP_CORE_DEED_H
#define BURGERTOP_CORE_DEED_H

#include "core/seats.h"
#include "wire/message.h"
#include "wire/reply.h"

struct deed {
	struct summit *summit;
	struct seats *seats;
	const struct seat *seat; /* whose command it is */
	bool replaced;           /* it came over a link of this seat that was replaced */
	const struct command *command;
	int64_t now_ms;
	const struct seat *is_replaced; /* out: the seat that is given another link */
};

/* The table whose seat gives the command; NULL when it is no table's. */
struct table *own_table(const struct deed *d);

bool cmd_card_add(struct deed *d, struct err *e);
bool cmd_card_read(struct deed *d, struct err *e);
bool cmd_card_place(struct deed *d, struct err *e);
bool cmd_card_edit(struct deed *d, struct err *e);
bool cmd_card_choose(struct deed *d, struct err *e);
bool cmd_card_withdraw(struct deed *d, struct err *e);
bool cmd_card_restore(struct deed *d, struct err *e);
bool cmd_idea_add(struct deed *d, struct err *e);
bool cmd_idea_edit(struct deed *d, struct err *e);
bool cmd_idea_publish(struct deed *d, struct err *e);
bool cmd_idea_withdraw(struct deed *d, struct err *e);
bool cmd_programme_go(struct deed *d, struct err *e);
bool cmd_scene_show(struct deed *d, struct err *e);
bool cmd_plan_write(struct deed *d, struct err *e);
bool cmd_plan_choose(struct deed *d, struct err *e);
bool cmd_plan_hand(struct deed *d, struct err *e);
bool cmd_ballot_cast(struct deed *d, struct err *e);
bool cmd_weighing_put(struct deed *d, struct err *e);
bool cmd_weighing_open(struct deed *d, struct err *e);
bool cmd_weighing_close(struct deed *d, struct err *e);
bool cmd_weighing_show(struct deed *d, struct err *e);
bool cmd_call_make(struct deed *d, struct err *e);
bool cmd_call_end(struct deed *d, struct err *e);
bool cmd_notice_send(struct deed *d, struct err *e);
bool cmd_notice_end(struct deed *d, struct err *e);
bool cmd_notice_seen(struct deed *d, struct err *e);
bool cmd_signoff_give(struct deed *d, struct err *e);
bool cmd_card_release(struct deed *d, struct err *e);
bool cmd_seat_replace(struct deed *d, struct err *e);

/* Whether the seat may give the command, over the link that it came by: asked of one that is
 * repeated too, whose answer may be a secret. */
bool deed_may(const struct deed *d, struct err *e);

/* Asks that, and carries it out. */
bool deed_do(struct deed *d, struct err *e);

/* What the ack of a command that was taken says beside op and seq, looked up in the summit: so a
 * repeat gets the same answer. */
void deed_answer(const struct deed *d, struct ack *ack);
void answer_card_add(const struct deed *d, struct ack *ack);
void answer_card_edit(const struct deed *d, struct ack *ack);
void answer_seat_replace(const struct deed *d, struct ack *ack);
void answer_plan_write(const struct deed *d, struct ack *ack);
void answer_plan_hand(const struct deed *d, struct ack *ack);

/* Whether the seat may give the command: asked before it waits for a batch. */
bool deed_allowed(const struct seat *seat, enum command_kind kind, struct err *e);

#endif
