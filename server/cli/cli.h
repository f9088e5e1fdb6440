/*
 * The subcommands: one file each. Exit codes: 0 done, 1 it failed or found something wrong, 2
 * wrongly called.
 */
#ifndef BURGERTOP_CLI_CLI_H
#define BURGERTOP_CLI_CLI_H

#include "base/err.h"

enum { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

int cli_new(int argc, char **argv);
int cli_serve(int argc, char **argv);
int cli_links(int argc, char **argv);
int cli_order(int argc, char **argv);
int cli_export(int argc, char **argv);
int cli_check(int argc, char **argv);
int cli_backup(int argc, char **argv);
int cli_rehearse(int argc, char **argv);

/* Says on stderr why it failed; returns EXIT_FAILED. */
int cli_fail(const struct err *e);

/* Says on stderr how it is called; returns EXIT_USAGE. */
int cli_usage(const char *help, const char *problem);

#endif
