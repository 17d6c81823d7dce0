#include "config.h"

#include "model/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"

/* Open a regular file; a FIFO would have us wait for ever. */
static int
file_open(const char *path, struct err *e)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	struct stat st;

	if (fd >= 0 && fstat(fd, &st) == 0) {
		if (S_ISREG(st.st_mode))
			return fd;
		errno = S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
	}
	(void)err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
	if (fd >= 0)
		(void)close(fd);
	return -1;
}

bool
file_read(
    const char *path, size_t max, file_sink *sink, void *arg, struct err *e)
{
	char part[16384];
	size_t total = 0;
	bool ok = false;
	ssize_t n;
	int fd = file_open(path, e);

	if (fd < 0)
		return false;
	for (;;) {
		n = read(fd, part, sizeof part);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		total += (size_t)n;
		if (total > max) {
			(void)err_set(e, ERR_FORMAT, "%s: larger than %zu MiB",
			    path, max >> 20);
			goto out;
		}
		if (!sink(arg, part, (size_t)n, e)) {
			(void)err_in(e, "%s", path);
			goto out;
		}
	}
	ok = n == 0 || err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
out:
	(void)close(fd);
	return ok;
}

char *
file_in(const char *folder, const char *name)
{
	struct buf b = BUF_INIT;

	buf_adds(&b, folder);
	if (b.n > 0 && b.p[b.n - 1] != '/')
		buf_addc(&b, '/');
	buf_adds(&b, name);
	return buf_steal(&b);
}

char *
file_beside(const char *path, const char *name)
{
	struct buf b = BUF_INIT;
	const char *slash = strrchr(path, '/');

	if (slash != NULL)
		buf_add(&b, path, (size_t)(slash - path) + 1);
	buf_adds(&b, name);
	return buf_steal(&b);
}
