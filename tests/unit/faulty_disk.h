/* A disk that fails: a VFS of SQLite that passes everything on, but the N-th write or sync. */
#ifndef BURGERTOP_TESTS_FAULTY_DISK_H
#define BURGERTOP_TESTS_FAULTY_DISK_H

#include <sqlite3.h>
#include <stdbool.h>
#include <string.h>

struct faulty_disk {
	int writes;    /* so far, since it was set; syncs and truncations count too */
	int fail_at;   /* the number of the one that fails; 0: none does */
	bool for_ever; /* and all after it */
	int write_error;
	int sync_error;
	sqlite3_vfs vfs;
	sqlite3_vfs *real;
};
static struct faulty_disk faulty_disk;

struct faulty_file {
	sqlite3_file base;
	sqlite3_file *real;
};

static sqlite3_file *faulty_real(sqlite3_file *f)
{
	return ((struct faulty_file *)f)->real;
}

static bool faulty_now(void)
{
	int n = ++faulty_disk.writes;
	return faulty_disk.fail_at &&
	       (n == faulty_disk.fail_at || (faulty_disk.for_ever && n > faulty_disk.fail_at));
}

static int faulty_close(sqlite3_file *f)
{
	return faulty_real(f)->pMethods->xClose(faulty_real(f));
}

static int faulty_read(sqlite3_file *f, void *to, int len, sqlite3_int64 at)
{
	return faulty_real(f)->pMethods->xRead(faulty_real(f), to, len, at);
}

static int faulty_write(sqlite3_file *f, const void *from, int len, sqlite3_int64 at)
{
	if (faulty_now())
		return faulty_disk.write_error;
	return faulty_real(f)->pMethods->xWrite(faulty_real(f), from, len, at);
}

static int faulty_truncate(sqlite3_file *f, sqlite3_int64 size)
{
	if (faulty_now())
		return SQLITE_IOERR_TRUNCATE;
	return faulty_real(f)->pMethods->xTruncate(faulty_real(f), size);
}

static int faulty_sync(sqlite3_file *f, int flags)
{
	if (faulty_now())
		return faulty_disk.sync_error;
	return faulty_real(f)->pMethods->xSync(faulty_real(f), flags);
}

static int faulty_size(sqlite3_file *f, sqlite3_int64 *size)
{
	return faulty_real(f)->pMethods->xFileSize(faulty_real(f), size);
}

static int faulty_lock(sqlite3_file *f, int level)
{
	return faulty_real(f)->pMethods->xLock(faulty_real(f), level);
}

static int faulty_unlock(sqlite3_file *f, int level)
{
	return faulty_real(f)->pMethods->xUnlock(faulty_real(f), level);
}

static int faulty_reserved(sqlite3_file *f, int *out)
{
	return faulty_real(f)->pMethods->xCheckReservedLock(faulty_real(f), out);
}

static int faulty_control(sqlite3_file *f, int what, void *arg)
{
	return faulty_real(f)->pMethods->xFileControl(faulty_real(f), what, arg);
}

static int faulty_sector(sqlite3_file *f)
{
	return faulty_real(f)->pMethods->xSectorSize(faulty_real(f));
}

static int faulty_device(sqlite3_file *f)
{
	return faulty_real(f)->pMethods->xDeviceCharacteristics(faulty_real(f));
}

static int faulty_shm_map(sqlite3_file *f, int page, int size, int extend, void volatile **out)
{
	return faulty_real(f)->pMethods->xShmMap(faulty_real(f), page, size, extend, out);
}

static int faulty_shm_lock(sqlite3_file *f, int at, int n, int flags)
{
	return faulty_real(f)->pMethods->xShmLock(faulty_real(f), at, n, flags);
}

static void faulty_shm_barrier(sqlite3_file *f)
{
	faulty_real(f)->pMethods->xShmBarrier(faulty_real(f));
}

static int faulty_shm_unmap(sqlite3_file *f, int remove)
{
	return faulty_real(f)->pMethods->xShmUnmap(faulty_real(f), remove);
}

static const sqlite3_io_methods faulty_methods = {
	.iVersion = 2,
	.xClose = faulty_close,
	.xRead = faulty_read,
	.xWrite = faulty_write,
	.xTruncate = faulty_truncate,
	.xSync = faulty_sync,
	.xFileSize = faulty_size,
	.xLock = faulty_lock,
	.xUnlock = faulty_unlock,
	.xCheckReservedLock = faulty_reserved,
	.xFileControl = faulty_control,
	.xSectorSize = faulty_sector,
	.xDeviceCharacteristics = faulty_device,
	.xShmMap = faulty_shm_map,
	.xShmLock = faulty_shm_lock,
	.xShmBarrier = faulty_shm_barrier,
	.xShmUnmap = faulty_shm_unmap,
};

static int faulty_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *out)
{
	struct faulty_file *file = (struct faulty_file *)f;

	(void)vfs;
	file->real = (sqlite3_file *)(file + 1);
	int rc = faulty_disk.real->xOpen(faulty_disk.real, name, file->real, flags, out);
	file->base.pMethods = file->real->pMethods ? &faulty_methods : NULL;
	return rc;
}

/* From here on every file is on that disk, which works until it is told otherwise. */
static void faulty_disk_insert(void)
{
	if (!faulty_disk.real) {
		faulty_disk.real = sqlite3_vfs_find(NULL);
		faulty_disk.vfs = *faulty_disk.real;
		faulty_disk.vfs.zName = "faulty";
		faulty_disk.vfs.szOsFile =
			(int)sizeof(struct faulty_file) + faulty_disk.real->szOsFile;
		faulty_disk.vfs.xOpen = faulty_open;
	}
	sqlite3_vfs_register(&faulty_disk.vfs, 1);
	faulty_disk.writes = faulty_disk.fail_at = 0;
}

static inline void faulty_disk_set(int fail_at, bool for_ever, int write_error, int sync_error)
{
	faulty_disk.writes = 0;
	faulty_disk.fail_at = fail_at;
	faulty_disk.for_ever = for_ever;
	faulty_disk.write_error = write_error;
	faulty_disk.sync_error = sync_error;
}

static void faulty_disk_remove(void)
{
	sqlite3_vfs_unregister(&faulty_disk.vfs);
}

#endif
