#include "config.h"

#include "plat/memfile.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

FILE *
memfile_open(struct err *e)
{
	FILE *f = NULL;
#ifdef MFD_CLOEXEC
	int fd = memfd_create("annals", MFD_CLOEXEC);

	if (fd >= 0 && (f = fdopen(fd, "w+")) == NULL)
		(void)close(fd);
#endif
	if (f == NULL)
		f = tmpfile();
	if (f == NULL)
		(void)err_set(e, ERR_IO, "temporary file: %s", strerror(errno));
	return f;
}

bool
memfile_take(FILE *f, struct buf *b, struct err *e)
{
	int fd = fileno(f);
	off_t end = lseek(fd, 0, SEEK_CUR), at = 0;

	buf_reserve(b, end > 0 ? (size_t)end : 0);
	while (at < end) {
		ssize_t r = pread(fd, b->p + b->n, (size_t)(end - at), at);

		if (r < 0 && errno == EINTR)
			continue;
		if (r <= 0)
			return err_set(e, ERR_IO, "temporary file: %s",
			    strerror(r < 0 ? errno : EIO));
		at += r;
		b->n += (size_t)r;
	}
	memfile_forget(f);
	return true;
}

void
memfile_forget(FILE *f)
{
	/* The next bytes go over the old ones: no page is given back and
	 * taken again with each frame. */
	(void)lseek(fileno(f), 0, SEEK_SET);
}
