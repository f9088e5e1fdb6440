#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/id.h"
#include "base/mem.h"

#define ROOM_LEAST 64

struct id_slot {
	struct id id;
	void *value; /* NULL: free */
};

/* The slot that has the id or, when it is absent, the free one where it belongs. There is one: the
 * map is never full. */
static struct id_slot *find(const struct id_map *map, const struct id *id)
{
	size_t mask = map->room - 1;
	size_t i = (size_t)id_hash(id) & mask;

	while (map->slots[i].value && !id_equal(&map->slots[i].id, id))
		i = (i + 1) & mask;
	return &map->slots[i];
}

static void grow(struct id_map *map)
{
	struct id_map wider = {.used = map->used, .room = map->room ? map->room * 2 : ROOM_LEAST};

	assert(wider.room <= SIZE_MAX / sizeof *wider.slots);
	wider.slots = mem_new(wider.room * sizeof *wider.slots);
	for (size_t i = 0; i < map->room; i++)
		if (map->slots[i].value)
			*find(&wider, &map->slots[i].id) = map->slots[i];
	free(map->slots);
	*map = wider;
}

void *id_map_get(const struct id_map *map, const struct id *id)
{
	return map->room ? find(map, id)->value : NULL;
}

void id_map_put(struct id_map *map, const struct id *id, void *value)
{
	assert(value);
	if (map->used >= map->room / 4 * 3)
		grow(map);
	struct id_slot *slot = find(map, id);
	if (!slot->value)
		map->used++;
	*slot = (struct id_slot){*id, value};
}

void id_map_finish(struct id_map *map)
{
	free(map->slots);
	*map = (struct id_map){0};
}
