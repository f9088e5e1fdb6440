/* Who sees what. The table in docs/protocol.md ("The shape") is this file in words. */
#ifndef BURGERTOP_SUMMIT_VIEWS_H
#define BURGERTOP_SUMMIT_VIEWS_H

#include "summit/summit.h"

enum view {
	VIEW_PUBLIC,  /* everybody, and the stages */
	VIEW_TABLE,   /* a table: what the public sees, and what is its own or for it */
	VIEW_TEAM,    /* theme team: everything but what is held */
	VIEW_CONTROL, /* control room: everything */
};

/* Whether an entity is to be seen. table is the table whose view it is, for VIEW_TABLE; else NULL.
 */
bool view_sees(enum view view, const struct table *table, const struct entity *e);

/* Whether some tables see it and others do not. It then stays to be seen for those who saw it. */
bool view_is_of_some_tables(const struct entity *e);

#endif
