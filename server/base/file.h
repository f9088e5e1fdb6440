/* Making sure that a file, and the name it bears, will survive a power cut. */
#ifndef BURGERTOP_BASE_FILE_H
#define BURGERTOP_BASE_FILE_H

#include <stdbool.h>

/* False with errno. For the database only once no connection has it open: closing a file here would
 * drop SQLite's locks on it. */
bool file_sync(const char *path);
bool file_sync_folder_of(const char *path);

#endif
