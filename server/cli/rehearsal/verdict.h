/* Whether the hall is ready: what was measured, against limits that stand in one table. */
#ifndef BURGERTOP_CLI_REHEARSAL_VERDICT_H
#define BURGERTOP_CLI_REHEARSAL_VERDICT_H

#include "base/buf.h"

struct rehearsal;

enum verdict { READY, READY_WITH_REMARKS, NOT_READY };

/* Adds a line for each remark, with what to do about it. bad_incidents: how many did not end as
 * they should. */
enum verdict verdict_of(struct rehearsal *r, size_t bad_incidents, struct buf *remarks);

extern const char *const verdict_words[];

/* From typing a card to its answer, of those that were sent when they were typed and answered on
 * the same connection: what the server and the network take. room: its index; -1: all. */
struct samples answers_of(const struct rehearsal *r, long room);

#endif
