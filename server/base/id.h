/* UUIDs: the only place that knows libuuid. */
#ifndef BURGERTOP_BASE_ID_H
#define BURGERTOP_BASE_ID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ID_TEXT_LEN 36

struct id {
	uint8_t bytes[16];
};

struct id id_new(void);
bool id_read(const char *text, struct id *out); /* lower case, hyphened; false when it is none */
void id_write(const struct id *id, char out[ID_TEXT_LEN + 1]);
bool id_equal(const struct id *a, const struct id *b);
bool id_is_nil(const struct id *id);
uint64_t id_hash(
	const struct id *id); /* keyed by a secret of this process: a peer cannot aim at a bucket */

/* A hash map from ids to pointers that the caller owns. Zero-initialised it is empty and valid. */
struct id_map {
	struct id_slot *slots;
	size_t used;
	size_t room; /* 0 or a power of two */
};

void *id_map_get(const struct id_map *map, const struct id *id); /* NULL when absent */
void id_map_put(struct id_map *map, const struct id *id,
		void *value); /* value is not NULL; replaces */
void id_map_finish(struct id_map *map);

#endif
