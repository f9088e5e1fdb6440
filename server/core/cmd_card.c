/* The commands about cards. */
#include <string.h>

#include "core/deed.h"
#include "summit/cards.h"

static struct wording wording_of(const struct command *c)
{
	struct wording w = {.kind = (enum card_kind)c->choice,
			    .text = c->text.text,
			    .translation = c->translation.text};

	memcpy(w.language, c->language, sizeof w.language);
	return w;
}

static struct wording wording_was(const struct command *c)
{
	struct wording w = {.kind = (enum card_kind)c->was.kind,
			    .text = c->was.text.text,
			    .translation = c->was.translation.text};

	memcpy(w.language, c->was.language, sizeof w.language);
	return w;
}

bool cmd_card_add(struct deed *d, struct err *e)
{
	const struct command *c = d->command;
	const struct card_new new = {.id = c->id,
				     .step = c->step,
				     .theme = c->theme,
				     .wording = wording_of(c),
				     .at_ms = d->now_ms,
				     .number = c->number,
				     .held = d->replaced};
	struct card *card;

	return card_add(d->summit, own_table(d), &new, &card, e);
}

void answer_card_add(const struct deed *d, struct ack *ack)
{
	ack->card = card_of(d->summit, own_table(d), &d->command->id);
}

bool cmd_card_edit(struct deed *d, struct err *e)
{
	const struct wording was = wording_was(d->command), to = wording_of(d->command);

	return card_edit(d->summit, own_table(d), &d->command->id, &was, &to, e);
}

void answer_card_edit(const struct deed *d, struct ack *ack)
{
	const struct wording to = wording_of(d->command);
	const struct card *card = card_of(d->summit, own_table(d), &d->command->id);

	ack->variant = card && card_offers(card, &to);
}

bool cmd_card_choose(struct deed *d, struct err *e)
{
	const struct command *c = d->command;
	return card_choose(d->summit, own_table(d), &c->id, c->version, c->seen, e);
}

bool cmd_card_withdraw(struct deed *d, struct err *e)
{
	return card_withdraw(d->summit, own_table(d), &d->command->id, e);
}

bool cmd_card_restore(struct deed *d, struct err *e)
{
	return card_restore(d->summit, own_table(d), &d->command->id, e);
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
