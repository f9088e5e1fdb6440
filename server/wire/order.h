/* A command as a person types it. */
#ifndef BURGERTOP_WIRE_ORDER_H
#define BURGERTOP_WIRE_ORDER_H

#include "base/buf.h"
#include "base/err.h"
#include "base/id.h"

/*
 * Makes a command out of what was typed: `{"cmd":"notice.send","id":"new","text":"..."}`. t and op
 * are added, and "new" as an id becomes a new one. Checks its shape as the server would. Appends
 * the message; false with the reason when it is no command.
 */
bool order_read(const char *typed, struct buf *message, struct id *op, struct err *e);

#endif
