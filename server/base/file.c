#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"

bool file_sync(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	int why = 0;

	if (fd < 0)
		return false;
	if (fsync(fd))
		why = errno;
	close(fd);
	errno = why;
	return !why;
}

bool file_sync_folder_of(const char *path)
{
	char *copy = mem_copy_text(path, strlen(path));
	bool good = file_sync(dirname(copy));
	int why = errno;

	free(copy);
	errno = why;
	return good;
}
