/* What core asks of whoever carries its bytes (net, or a unit test). conn is theirs; core only
 * hands it back. */
#ifndef BURGERTOP_CORE_OPS_H
#define BURGERTOP_CORE_OPS_H

#include <stdbool.h>

#include "base/frame.h"

struct ops {
	/* Writes one message. False: the connection is busy; call again from app_writable, which it
	 * brings about. */
	bool (*send)(void *conn, struct frame *frame);
	/* Closes after what was sent, with a WebSocket status. app_close follows, never from within
	 * this call. */
	void (*close)(void *conn, unsigned status);
};

#endif
