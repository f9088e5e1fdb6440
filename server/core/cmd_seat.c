/* The command about the links of seats. */
#include "core/deed.h"

bool cmd_seat_replace(struct deed *d, struct err *e)
{
	d->is_replaced = seats_replace(d->seats, d->command->seat, e);
	return d->is_replaced;
}

void answer_seat_replace(const struct deed *d, struct ack *ack)
{
	const struct seat *seat = seats_by_name(d->seats, d->command->seat);

	_Static_assert(sizeof ack->code == SECRET_CODE_LEN + 2, "as people read it");
	if (seat)
		seats_code(d->seats, seat, ack->code);
}
