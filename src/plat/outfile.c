#include "config.h"

#include "plat/outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"

#define TRIES 100             /* of names that may be taken */
#define PUSH (1024 * 1024)    /* bytes after which the disk may begin */
#define PERMISSIONS 0666      /* less the umask */
#define PERMISSION_BITS 0777u /* of what is replaced */

struct outfile {
	char *target; /* what the path leads to */
	char *part;   /* what is written */
	int fd;       /* -1: closed */
	bool replace;
	size_t pushed; /* bytes since the disk was told */
	outfile_write_fn *writer;
};

static bool
failed(const char *what, struct err *e)
{
	return err_set(e, errno == ENOMEM ? ERR_MEMORY : ERR_IO, "%s: %s", what,
	    strerror(errno));
}

bool
outfile_look(const char *path, bool *exists, int64_t *size, struct err *e)
{
	struct stat st;
	size_t n = strlen(path);

	*exists = false;
	*size = 0;
	if (stat(path, &st) != 0) {
		if (errno != ENOENT)
			return failed("cannot be saved", e);
		if (lstat(path, &st) == 0)
			return err_set(e, ERR_IO, "is a link to nothing");
		return (n > 0 && path[n - 1] != '/') ||
		       err_set(e, ERR_USAGE, "is no name of a file");
	}
	if (S_ISDIR(st.st_mode))
		return err_set(e, ERR_IO, "is a folder");
	if (!S_ISREG(st.st_mode))
		return err_set(e, ERR_IO, "is no regular file");
	if (access(path, W_OK) != 0)
		return failed("cannot be replaced", e);
	*exists = true;
	*size = st.st_size;
	return true;
}

static void
outfile_free(struct outfile *o)
{
	if (o->fd >= 0)
		(void)close(o->fd); /* it goes, or was synced */
	x_free(o->target);
	x_free(o->part);
	x_free(o);
}

void
outfile_drop(struct outfile *o)
{
	if (o == NULL)
		return;
	if (o->part != NULL)
		(void)unlink(o->part);
	outfile_free(o);
}

/* The length of the folder in a path, with its slash; 0: the current one. */
static size_t
folder_length(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? (size_t)(slash - path) + 1 : 0;
}

/* Make the file to be written, by a name that nobody has. */
static bool
make_part(struct outfile *o, mode_t mode)
{
	struct buf name = BUF_INIT;

	for (int i = 0; i < TRIES && o->fd < 0; i++) {
		buf_clear(&name);
		buf_add(&name, o->target, folder_length(o->target));
		buf_addf(&name, ".annals-%ld-%d.part", (long)getpid(), i);
		o->fd = open(name.p,
		    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
		if (o->fd < 0 && errno != EEXIST)
			break;
	}
	if (o->fd >= 0)
		o->part = buf_steal(&name);
	buf_fini(&name);
	return o->fd >= 0;
}

struct outfile *
outfile_open(
    const char *path, bool replace, outfile_write_fn *writer, struct err *e)
{
	struct outfile *o = x_calloc(1, sizeof *o);
	char *real = realpath(path, NULL);
	mode_t mode = PERMISSIONS;
	struct stat st;
	bool old = replace && stat(path, &st) == 0;

	if (old)
		mode = st.st_mode & PERMISSION_BITS;
	o->target = x_strdup(real != NULL ? real : path);
	free(real);
	o->fd = -1;
	o->replace = replace;
	o->writer = writer != NULL ? writer : write;
	if (make_part(o, mode) && (!old || fchmod(o->fd, mode) == 0))
		return o;
	(void)failed("cannot make a file in its folder", e);
	outfile_drop(o);
	return NULL;
}

const char *
outfile_part(const struct outfile *o)
{
	return o->part;
}

/*
 * Let the disk begin, so that it has little left to do when outfile_close()
 * waits for it.  Linux starts to write and does not wait.
 */
static void
push(struct outfile *o)
{
	o->pushed = 0;
#ifdef POSIX_FADV_DONTNEED
	(void)posix_fadvise(o->fd, 0, 0, POSIX_FADV_DONTNEED);
#endif
}

bool
outfile_write(struct outfile *o, struct str bytes, struct err *e)
{
	o->pushed += bytes.n;
	while (bytes.n > 0) {
		ssize_t w = o->writer(o->fd, bytes.p, bytes.n);

		if (w < 0 && errno == EINTR)
			continue;
		if (w < 0)
			return failed("cannot be written", e);
		bytes.p += w;
		bytes.n -= (size_t)w;
	}
	if (o->pushed >= PUSH)
		push(o);
	return true;
}

/*
 * link(2) takes nobody's name, which rename(2) would; but not every file
 * system has links.
 */
static bool
take_place(struct outfile *o)
{
	struct stat st;

	if (o->replace)
		return rename(o->part, o->target) == 0;
	if (link(o->part, o->target) == 0) {
		(void)unlink(o->part);
		return true;
	}
	if (errno == EEXIST || lstat(o->target, &st) == 0) {
		errno = EEXIST;
		return false;
	}
	return rename(o->part, o->target) == 0;
}

/* A name is durable once its folder is. */
static void
sync_folder(const struct outfile *o)
{
	size_t n = folder_length(o->target);
	char *folder = n > 0 ? x_strndup(o->target, n) : x_strdup(".");
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	x_free(folder);
	if (fd < 0)
		return;
	(void)fsync(fd); /* some file systems refuse; the file is whole */
	(void)close(fd);
}

bool
outfile_close(struct outfile *o, struct err *e)
{
	bool ok = fsync(o->fd) == 0;
	int fd = o->fd;

	o->fd = -1;
	if (!ok) {
		(void)failed("cannot be written to the disk", e);
		(void)close(fd);
	} else if (close(fd) != 0) {
		ok = failed("cannot be written", e);
	} else if (!take_place(o)) {
		ok = failed("cannot be put in its place", e);
	}
	if (!ok) {
		outfile_drop(o);
		return false;
	}
	sync_folder(o);
	outfile_free(o);
	return true;
}
