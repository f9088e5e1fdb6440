#include "cli/cli.h"

#include <stdio.h>

int cli_fail(const struct err *e)
{
	fprintf(stderr, "burgertop: %s\n", e->text);
	return EXIT_FAILED;
}

int cli_usage(const char *help, const char *problem)
{
	fprintf(stderr, "burgertop: %s\n\n%s", problem, help);
	return EXIT_USAGE;
}
