#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Abort and not exit: no handler may run that would write something half done. */
static void *there(void *memory)
{
	if (!memory) {
		fputs("burgertop: out of memory\n", stderr);
		abort();
	}
	return memory;
}

void *mem_new(size_t size)
{
	return there(calloc(1, size ? size : 1));
}

void *mem_grow(void *old, size_t count, size_t size)
{
	if (!count || !size)
		count = size = 1; /* realloc to nothing would free */
	return there(reallocarray(old, count, size));
}

char *mem_copy_text(const char *text, size_t len)
{
	char *copy = there(malloc(len + 1));

	if (len)
		memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}
