/* The built pages, held in memory: read once at the start, compressed once. What is not here does
 * not exist: no path of a peer ever reaches the disk. */
#ifndef BURGERTOP_NET_ASSETS_H
#define BURGERTOP_NET_ASSETS_H

#include <stddef.h>

#include "base/err.h"

struct asset {
	char *path; /* as in a URL: "/", "/table", "/assets/table-4f2a.js" */
	const char *type;
	char etag[20]; /* quoted */
	unsigned char *data;
	size_t len;
	unsigned char *gzip; /* NULL when it would not be smaller */
	size_t gzip_len;
	bool immutable; /* its name bears a hash of what is in it */
};

struct assets {
	struct asset *items;
	size_t count;
};

/* Reads a folder. Its index.html is "/", its table/index.html "/table". ERR_FILE when it has no
 * index.html. */
bool assets_load(struct assets *a, const char *dir, struct err *e);
const struct asset *assets_find(const struct assets *a,
				const char *path); /* NULL when there is none */
void assets_finish(struct assets *a);

#endif
