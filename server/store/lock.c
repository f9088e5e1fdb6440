/* One process writes. The lock is on a file of its own, which stays where it is: removing it would
 * let two processes hold a lock on two files of one name. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "store/sql.h"

static bool refuse(int fd, const char *path, struct err *e)
{
	char text[16] = "";
	ssize_t len = pread(fd, text, sizeof text - 1, 0);
	long pid = len > 0 ? strtol(text, NULL, 10) : 0;

	if (pid > 0)
		return err_set(e, ERR_FILE, "%s is in use by another burgertop (pid %ld)", path,
			       pid);
	return err_set(e, ERR_FILE, "%s is in use by another burgertop", path);
}

/* Who holds the lock is said to whoever is refused. A disk without room for it is no reason to
 * stop: old digits are overwritten or removed, so at worst there is none. */
static void write_pid(int fd)
{
	char text[16];
	int len = snprintf(text, sizeof text, "%ld\n", (long)getpid());

	if (ftruncate(fd, 0) || pwrite(fd, text, (size_t)len, 0) != len)
		return;
}

int lock_take(const char *path, struct err *e)
{
	struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	struct buf lock_path = {0};
	int fd;

	buf_print(&lock_path, "%s.lock", path);
	fd = open(lock_path.data, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0) {
		err_set(e, ERR_FILE, "%s: %s", lock_path.data, strerror(errno));
	} else if (fcntl(fd, F_OFD_SETLK, &whole)) {
		if (errno == EAGAIN || errno == EACCES)
			refuse(fd, path, e);
		else
			err_set(e, ERR_FILE, "%s: cannot be locked: %s", lock_path.data,
				strerror(errno));
		close(fd);
		fd = -1;
	} else {
		write_pid(fd);
	}
	buf_finish(&lock_path);
	return fd;
}
