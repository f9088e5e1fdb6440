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

static int digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Not the library's: it takes upper case too, and two spellings of one id would be two ids in a
 * browser. Reading ids was a sixth of the start with a hundred thousand cards. */
bool id_read(const char *text, struct id *out)
{
	struct id id;
	const char *at = text;

	for (size_t i = 0; i < sizeof id.bytes; i++) {
		if ((i == 4 || i == 6 || i == 8 || i == 10) && *at++ != '-')
			return false;
		int high = digit_of(at[0]), low = high < 0 ? -1 : digit_of(at[1]);
		if (low < 0)
			return false;
		id.bytes[i] = (uint8_t)(high << 4 | low);
		at += 2;
	}
	if (*at)
		return false;
	*out = id;
	return true;
}

void id_write(const struct id *id, char out[ID_TEXT_LEN + 1])
{
	static const char digits[] = "0123456789abcdef";
	char *at = out;

	for (size_t i = 0; i < sizeof id->bytes; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*at++ = '-';
		*at++ = digits[id->bytes[i] >> 4];
		*at++ = digits[id->bytes[i] & 15];
	}
	*at = '\0';
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
