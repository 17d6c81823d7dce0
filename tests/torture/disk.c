#include "config.h"

#include "torture/disk.h"

#include <assert.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"

#define SECTOR 512
#define NAMES_MAX 8
#define NAME_MAX_LEN 256

enum action { WRITE, TRUNCATE, SYNC };

struct entry {
	enum action action;
	int name; /* of the file */
	sqlite3_int64 at;
	size_t n;
	char *bytes;
};

/* There is one for the process, as SQLite gives its file systems no more than
 * a pointer to themselves. */
static struct {
	sqlite3_vfs vfs, *below;
	sqlite3_io_methods methods;
	unsigned which, nth, count;
	int code;
	bool always, recording;
	struct entry *entry;
	size_t n, cap;
	char name[NAMES_MAX][NAME_MAX_LEN];
	int nnames;
} disk;

struct file {
	sqlite3_file base;
	int name;
	sqlite3_file *below; /* behind it */
};

static sqlite3_file *
below(sqlite3_file *f)
{
	return ((struct file *)f)->below;
}

/* Must this operation fail? */
static bool
fails(unsigned what)
{
	if ((disk.which & what) == 0)
		return false;
	disk.count++;
	return disk.nth > 0 && (disk.count == disk.nth ||
				   (disk.always && disk.count > disk.nth));
}

static void
log_entry(sqlite3_file *f, enum action action, sqlite3_int64 at, const void *p,
    size_t n)
{
	struct entry *e;

	if (!disk.recording || ((struct file *)f)->name < 0)
		return;
	if (disk.n == disk.cap) {
		disk.cap = disk.cap > 0 ? 2 * disk.cap : 256;
		disk.entry =
		    x_reallocarray(disk.entry, disk.cap, sizeof *disk.entry);
	}
	e = &disk.entry[disk.n++];
	*e = (struct entry){ action, ((struct file *)f)->name, at, n, NULL };
	if (p != NULL) {
		e->bytes = x_malloc(n);
		memcpy(e->bytes, p, n);
	}
}

static int
io_close(sqlite3_file *f)
{
	return below(f)->pMethods->xClose(below(f));
}

static int
io_read(sqlite3_file *f, void *p, int n, sqlite3_int64 at)
{
	if (fails(DISK_READ))
		return SQLITE_IOERR_READ;
	return below(f)->pMethods->xRead(below(f), p, n, at);
}

static int
io_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 at)
{
	if (fails(DISK_WRITE)) {
		/* A disk that fills up takes a part of it. */
		(void)below(f)->pMethods->xWrite(below(f), p, n / 2, at);
		log_entry(f, WRITE, at, p, (size_t)n / 2);
		return disk.code;
	}
	log_entry(f, WRITE, at, p, (size_t)n);
	return below(f)->pMethods->xWrite(below(f), p, n, at);
}

static int
io_truncate(sqlite3_file *f, sqlite3_int64 size)
{
	if (fails(DISK_TRUNCATE))
		return SQLITE_IOERR_TRUNCATE;
	log_entry(f, TRUNCATE, size, NULL, 0);
	return below(f)->pMethods->xTruncate(below(f), size);
}

static int
io_sync(sqlite3_file *f, int flags)
{
	if (fails(DISK_SYNC))
		return disk.code == SQLITE_FULL ? SQLITE_FULL
						: SQLITE_IOERR_FSYNC;
	log_entry(f, SYNC, 0, NULL, 0);
	/* Nothing here depends on the real disk. */
	(void)flags;
	return SQLITE_OK;
}

static int
io_file_size(sqlite3_file *f, sqlite3_int64 *size)
{
	return below(f)->pMethods->xFileSize(below(f), size);
}

static int
io_lock(sqlite3_file *f, int level)
{
	if (fails(DISK_LOCK))
		return SQLITE_IOERR_LOCK;
	return below(f)->pMethods->xLock(below(f), level);
}

static int
io_unlock(sqlite3_file *f, int level)
{
	return below(f)->pMethods->xUnlock(below(f), level);
}

static int
io_check_reserved(sqlite3_file *f, int *out)
{
	return below(f)->pMethods->xCheckReservedLock(below(f), out);
}

static int
io_control(sqlite3_file *f, int op, void *arg)
{
	return below(f)->pMethods->xFileControl(below(f), op, arg);
}

static int
io_sector_size(sqlite3_file *f)
{
	(void)f;
	return SECTOR;
}

static int
io_characteristics(sqlite3_file *f)
{
	(void)f;
	return 0; /* nothing is promised */
}

static int
name_of(const char *name)
{
	for (int i = 0; i < disk.nnames; i++)
		if (strcmp(disk.name[i], name) == 0)
			return i;
	assert(disk.nnames < NAMES_MAX);
	(void)snprintf(disk.name[disk.nnames], NAME_MAX_LEN, "%s", name);
	return disk.nnames++;
}

static int
vfs_open(sqlite3_vfs *v, const char *name, sqlite3_file *f, int flags, int *out)
{
	struct file *file = (struct file *)f;
	int rc;

	(void)v;
	f->pMethods = NULL;
	file->below = (sqlite3_file *)(file + 1);
	file->name = name != NULL ? name_of(name) : -1; /* temporary */
	if (fails(DISK_OPEN))
		return SQLITE_CANTOPEN;
	rc = disk.below->xOpen(disk.below, name, file->below, flags, out);
	if (file->below->pMethods != NULL)
		f->pMethods = &disk.methods;
	return rc;
}

void
disk_install(void)
{
	disk.below = sqlite3_vfs_find(NULL);
	disk.vfs = *disk.below;
	disk.vfs.zName = "torture";
	disk.vfs.szOsFile = (int)sizeof(struct file) + disk.below->szOsFile;
	disk.vfs.xOpen = vfs_open;
	disk.methods = (sqlite3_io_methods){
		.iVersion = 1,
		.xClose = io_close,
		.xRead = io_read,
		.xWrite = io_write,
		.xTruncate = io_truncate,
		.xSync = io_sync,
		.xFileSize = io_file_size,
		.xLock = io_lock,
		.xUnlock = io_unlock,
		.xCheckReservedLock = io_check_reserved,
		.xFileControl = io_control,
		.xSectorSize = io_sector_size,
		.xDeviceCharacteristics = io_characteristics,
	};
	if (sqlite3_vfs_register(&disk.vfs, 1) != SQLITE_OK)
		abort();
}

void
disk_fail(unsigned which, unsigned nth, int code, bool always)
{
	disk.which = which;
	disk.nth = nth;
	disk.count = 0;
	disk.code = code;
	disk.always = always;
}

unsigned
disk_operations(void)
{
	return disk.count;
}

void
disk_stop(void)
{
	disk.recording = false;
}

void
disk_forget(void)
{
	for (size_t i = 0; i < disk.n; i++)
		x_free(disk.entry[i].bytes);
	x_free(disk.entry);
	disk.entry = NULL;
	disk.n = disk.cap = 0;
	disk.recording = false;
}

void
disk_record(void)
{
	disk_forget();
	disk.recording = true;
}

size_t
disk_length(void)
{
	return disk.n;
}

/* ---- after the cut ---- */

static unsigned
next(unsigned *seed)
{
	*seed = *seed * 1103515245 + 12345;
	return *seed >> 16;
}

/* Is there a sync of the file behind entry i, before n? */
static bool
is_synced(size_t i, size_t n)
{
	for (size_t j = i + 1; j < n; j++)
		if (disk.entry[j].action == SYNC &&
		    disk.entry[j].name == disk.entry[i].name)
			return true;
	return false;
}

/* Write all of it, or those sectors that seed likes. */
static void
put_bytes(int fd, const struct entry *e, bool torn, unsigned *seed)
{
	for (size_t at = 0; at < e->n;) {
		size_t n = SECTOR - (size_t)(e->at + (off_t)at) % SECTOR;

		if (n > e->n - at)
			n = e->n - at;
		if (!torn || next(seed) % 2 == 0) {
			ssize_t w =
			    pwrite(fd, e->bytes + at, n, e->at + (off_t)at);

			if (w != (ssize_t)n)
				abort();
		}
		at += n;
	}
}

static void
replay(int fd, const struct entry *e, bool synced, unsigned *seed)
{
	unsigned fate = synced ? 0 : next(seed) % 3;

	if (fate == 1) /* it is lost */
		return;
	if (e->action == WRITE)
		put_bytes(fd, e, fate == 2, seed);
	else if (e->action == TRUNCATE && ftruncate(fd, e->at) != 0)
		abort();
}

void
disk_cut(size_t n, unsigned seed, const char *from, const char *to)
{
	for (int i = 0; i < disk.nnames; i++) {
		char path[2 * NAME_MAX_LEN];
		size_t skip = strlen(from);
		int fd;

		if (strncmp(disk.name[i], from, skip) != 0)
			continue;
		(void)snprintf(
		    path, sizeof path, "%s%s", to, disk.name[i] + skip);
		fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
		if (fd < 0)
			abort();
		for (size_t j = 0; j < n; j++)
			if (disk.entry[j].name == i)
				replay(
				    fd, &disk.entry[j], is_synced(j, n), &seed);
		if (close(fd) != 0)
			abort();
	}
}
