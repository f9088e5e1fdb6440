/*
 * Memory that is there or ends the process. Every size a peer controls is bounded before it comes
 * here. The aborting functions return owned memory, to be released with free().
 */
#ifndef BURGERTOP_BASE_MEM_H
#define BURGERTOP_BASE_MEM_H

#include <stddef.h>

void *mem_new(size_t size); /* zeroed */
void *mem_grow(void *old, size_t count,
	       size_t size); /* realloc of count * size, checked for overflow */
char *mem_copy_text(const char *text, size_t len); /* NUL-terminated copy */

#endif
