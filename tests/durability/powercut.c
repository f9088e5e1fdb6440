/*
 * A power cut, simulated: preloaded into a program (LD_PRELOAD), it remembers what every write to a
 * watched file overwrote, until that file is synced. At a chosen write or sync the power fails:
 * what was not yet synced is undone, and the process killed.
 *
 *   POWERCUT_MATCH  files whose path has this in it are watched
 *   POWERCUT_AT     at which write or sync to cut; without it, at SIGUSR2
 *   POWERCUT_MODE   what the disk forgot: `all` unsynced writes, `some` of them, or `torn`: some of
 *                   their sectors
 *   POWERCUT_SEED   picks the dice
 *
 * Names that were made, renamed or removed stay so, and writes through mapped memory are not seen
 * (of SQLite's files: -shm alone, which it makes anew).
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define SECTOR    512
#define PATH_ROOM 512

struct written { /* one write that is not synced */
	struct written *before;
	char path[PATH_ROOM];
	dev_t device;
	ino_t inode;
	off_t at;
	size_t len;
	off_t file_size; /* before it */
	size_t old_len;  /* how much of it the file had */
	bool cut_off;    /* not a write: the file was made shorter */
	unsigned char old[];
};

enum mode { MODE_ALL, MODE_SOME, MODE_TORN };

static struct written *last;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *match;
static enum mode mode = MODE_TORN;
static long cut_at = -1;
static long calls;
static uint64_t dice;
static volatile sig_atomic_t cut_now;

static bool toss(void)
{
	dice ^= dice << 13;
	dice ^= dice >> 7;
	dice ^= dice << 17;
	return dice >> 63;
}

static void on_signal(int number)
{
	(void)number;
	cut_now = 1;
}

static long number_of(const char *name, long otherwise)
{
	const char *text = getenv(name);
	return text ? strtol(text, NULL, 10) : otherwise;
}

__attribute__((constructor)) static void begin(void)
{
	const char *word = getenv("POWERCUT_MODE");

	match = getenv("POWERCUT_MATCH");
	cut_at = number_of("POWERCUT_AT", -1);
	dice = 88172645463325252u ^ (uint64_t)number_of("POWERCUT_SEED", 1) * 0x9e3779b97f4a7c15u;
	if (word && !strcmp(word, "all"))
		mode = MODE_ALL;
	else if (word && !strcmp(word, "some"))
		mode = MODE_SOME;
	signal(SIGUSR2, on_signal);
}

static bool is_watched(int fd, char path[PATH_ROOM], struct stat *st)
{
	char link[64];

	if (!match)
		return false;
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	ssize_t len = readlink(link, path, PATH_ROOM - 1);
	if (len <= 0)
		return false;
	path[len] = '\0';
	return strstr(path, match) && !fstat(fd, st) && S_ISREG(st->st_mode);
}

/* Writes without being seen: the system's own call. */
static void put(int fd, const void *bytes, size_t len, off_t at)
{
	if (len && syscall(SYS_pwrite64, fd, bytes, len, at) < 0)
		perror("powercut: pwrite64");
}

/* What the file had there; zeros where it had nothing. */
static void put_back(int fd, const struct written *w, size_t from, size_t len)
{
	static const unsigned char zeros[SECTOR];
	size_t had = from >= w->old_len ? 0 : w->old_len - from < len ? w->old_len - from : len;

	put(fd, w->old + from, had, w->at + (off_t)from);
	for (size_t done = had; done < len; done += SECTOR)
		put(fd, zeros, len - done < SECTOR ? len - done : SECTOR,
		    w->at + (off_t)(from + done));
}

/* True when all of it was undone. */
static bool undo_sectors(int fd, const struct written *w)
{
	bool all = true;

	for (size_t from = 0, len; from < w->len; from += len) {
		len = SECTOR - ((size_t)w->at + from) % SECTOR;
		if (len > w->len - from)
			len = w->len - from;
		if (toss())
			put_back(fd, w, from, len);
		else
			all = false;
	}
	return all;
}

/* A file that the write made longer is as short again, unless that much was written later. */
static void shorten(int fd, const struct written *w)
{
	struct stat st;
	off_t end = w->at + (off_t)w->len;

	if (end > w->file_size && !fstat(fd, &st) && st.st_size == end &&
	    (mode == MODE_ALL || toss()) && syscall(SYS_ftruncate, fd, w->file_size))
		perror("powercut: ftruncate");
}

static void undo(const struct written *w)
{
	int fd = (int)syscall(SYS_openat, AT_FDCWD, w->path, O_WRONLY, 0);
	struct stat st;
	bool gone;

	if (fd < 0)
		return;
	if (fstat(fd, &st) || st.st_ino != w->inode || st.st_dev != w->device)
		goto out;
	if (w->cut_off) {
		if (mode == MODE_ALL || toss())
			put(fd, w->old, w->old_len, w->at);
		goto out;
	}
	if (mode == MODE_TORN) {
		gone = undo_sectors(fd, w);
	} else {
		gone = mode == MODE_ALL || toss();
		if (gone)
			put_back(fd, w, 0, w->len);
	}
	if (gone)
		shorten(fd, w);
out:
	close(fd);
}

/* Newest first: each undoing finds the file as its write left it. */
static void cut(void)
{
	size_t count = 0;

	for (const struct written *w = last; w; w = w->before, count++)
		undo(w);
	fprintf(stderr, "powercut: at call %ld, %zu writes were not synced\n", calls, count);
	syscall(SYS_kill, getpid(), SIGKILL);
	for (;;)
		pause();
}

static void count_call(void)
{
	calls++;
	if (cut_now || (cut_at >= 0 && calls >= cut_at))
		cut();
}

static ssize_t read_old(int fd, const char *path, void *out, size_t len, off_t at)
{
	ssize_t got = syscall(SYS_pread64, fd, out, len, at);

	if (got >= 0)
		return got;
	int again =
		(int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY, 0); /* fd may be write-only */
	if (again < 0)
		return 0;
	got = syscall(SYS_pread64, again, out, len, at);
	close(again);
	return got > 0 ? got : 0;
}

static void remember(int fd, const char *path, const struct stat *st, size_t len, off_t at,
		     bool cut_off)
{
	struct written *w = calloc(1, sizeof *w + len);

	if (!w)
		abort();
	*w = (struct written){.before = last,
			      .device = st->st_dev,
			      .inode = st->st_ino,
			      .at = at,
			      .len = len,
			      .file_size = st->st_size,
			      .cut_off = cut_off};
	snprintf(w->path, sizeof w->path, "%s", path);
	w->old_len = (size_t)read_old(fd, path, w->old, len, at);
	last = w;
}

static void forget(const struct stat *st)
{
	for (struct written **at = &last; *at;) {
		struct written *w = *at;
		if (w->inode == st->st_ino && w->device == st->st_dev) {
			*at = w->before;
			free(w);
		} else {
			at = &w->before;
		}
	}
}

ssize_t pwrite64(int fd, const void *bytes, size_t len, off64_t at)
{
	char path[PATH_ROOM];
	struct stat st;

	if (!is_watched(fd, path, &st))
		return syscall(SYS_pwrite64, fd, bytes, len, at);
	pthread_mutex_lock(&lock);
	remember(fd, path, &st, len, at, false);
	ssize_t done = syscall(SYS_pwrite64, fd, bytes, len, at);
	count_call();
	pthread_mutex_unlock(&lock);
	return done;
}

ssize_t pwrite(int fd, const void *bytes, size_t len, off_t at)
{
	return pwrite64(fd, bytes, len, at);
}

ssize_t write(int fd, const void *bytes, size_t len)
{
	char path[PATH_ROOM];
	struct stat st;

	if (!is_watched(fd, path, &st))
		return syscall(SYS_write, fd, bytes, len);
	pthread_mutex_lock(&lock);
	remember(fd, path, &st, len, lseek(fd, 0, SEEK_CUR), false);
	ssize_t done = syscall(SYS_write, fd, bytes, len);
	count_call();
	pthread_mutex_unlock(&lock);
	return done;
}

int ftruncate64(int fd, off64_t size)
{
	char path[PATH_ROOM];
	struct stat st;

	if (!is_watched(fd, path, &st))
		return (int)syscall(SYS_ftruncate, fd, size);
	pthread_mutex_lock(&lock);
	if (size < st.st_size)
		remember(fd, path, &st, (size_t)(st.st_size - size), size, true);
	int done = (int)syscall(SYS_ftruncate, fd, size);
	count_call();
	pthread_mutex_unlock(&lock);
	return done;
}

int ftruncate(int fd, off_t size)
{
	return ftruncate64(fd, size);
}

static int sync_with(long call, int fd)
{
	char path[PATH_ROOM];
	struct stat st;

	if (!is_watched(fd, path, &st))
		return (int)syscall(call, fd);
	pthread_mutex_lock(&lock);
	count_call();
	int done = (int)syscall(call, fd);
	if (!done)
		forget(&st);
	pthread_mutex_unlock(&lock);
	return done;
}

int fdatasync(int fd)
{
	return sync_with(SYS_fdatasync, fd);
}

int fsync(int fd)
{
	return sync_with(SYS_fsync, fd);
}
