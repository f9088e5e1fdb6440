#include "base/id.h"

#include <string.h>
#include <uuid/uuid.h>

#include "base/secret.h"

_Static_assert(sizeof(struct id) == sizeof(uuid_t), "an id is a UUID's bytes");

struct id id_new(void)
{
	struct id id;

	uuid_generate_random(id.bytes);
	return id;
}

bool id_read(const char *text, struct id *out)
{
	/* libuuid takes upper case too; two spellings of one id would be two ids in a browser. */
	if (strlen(text) != ID_TEXT_LEN || strspn(text, "0123456789abcdef-") != ID_TEXT_LEN)
		return false;
	return uuid_parse(text, out->bytes) == 0;
}

void id_write(const struct id *id, char out[ID_TEXT_LEN + 1])
{
	uuid_unparse_lower(id->bytes, out);
}

bool id_equal(const struct id *a, const struct id *b)
{
	return memcmp(a, b, sizeof *a) == 0;
}

bool id_is_nil(const struct id *id)
{
	return uuid_is_null(id->bytes);
}

uint64_t id_hash(const struct id *id)
{
	return secret_hash(id->bytes, sizeof id->bytes);
}
