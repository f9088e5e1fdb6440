/*
 * A slow disk: preloaded into a program (LD_PRELOAD), it lets every sync take SLOWDISK_MS
 * milliseconds more, as consumer disks do that flush their cache.
 */
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static struct timespec delay;

__attribute__((constructor)) static void begin(void)
{
	const char *text = getenv("SLOWDISK_MS");
	long ms = text ? strtol(text, NULL, 10) : 0;

	delay = (struct timespec){ms / 1000, ms % 1000 * 1000000};
}

int fdatasync(int fd)
{
	nanosleep(&delay, NULL);
	return (int)syscall(SYS_fdatasync, fd);
}

int fsync(int fd)
{
	nanosleep(&delay, NULL);
	return (int)syscall(SYS_fsync, fd);
}
