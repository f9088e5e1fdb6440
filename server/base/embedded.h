/* A text file that was built into the program (deploy/cmake/embed.cmake). */
#ifndef BURGERTOP_BASE_EMBEDDED_H
#define BURGERTOP_BASE_EMBEDDED_H

#include <stddef.h>

struct embedded_file {
	const char *name; /* without its folder; NULL ends a list */
	const char *text;
	size_t len;
};

#endif
