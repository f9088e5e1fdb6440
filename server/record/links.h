/* The links and codes of the seats: for people, for machines, and read back by machines. */
#ifndef BURGERTOP_RECORD_LINKS_H
#define BURGERTOP_RECORD_LINKS_H

#include <stdio.h>

#include "base/buf.h"
#include "base/secret.h"
#include "store/store.h"

#define LINK_TOKEN_MOST 64

struct link {
	char seat[SEAT_NAME_MOST];
	char code[SECRET_CODE_LEN + 2]; /* as people read it: K7QX-2MPA */
	char token[LINK_TOKEN_MOST + 1];
	char *url; /* owned */
};

struct links {
	struct link *items;
	size_t count;
};

/* Where the key of a database lies: beside it. */
void links_key_path(const char *db, char *out, size_t size);

/* The links of all seats, in the order of the plan. base: how pages are reached, such as
 * http://127.0.0.1:7500. */
bool links_load(struct links *links, struct store *store, const struct secret_key *key,
		const char *base, struct err *e);
void links_finish(struct links *links);

/* NULL when there is no such seat. Borrowed. */
const struct link *links_find(const struct links *links, const char *seat);

/* One line each, for people. */
void links_print(const struct links *links, FILE *out);

/* An array of {"seat","link","code","token"}, and read back: ERR_FILE when the file is none. */
void links_write(const struct links *links, struct buf *out);
bool links_read(const char *path, struct links *links, struct err *e);

#endif
