#include "config.h"

#include "plat/draft.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"

/* Write all of text; false with errno. */
static bool
write_all(int fd, struct str text)
{
	while (text.n > 0) {
		ssize_t n = write(fd, text.p, text.n);

		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0) {
			text.p += n;
			text.n -= (size_t)n;
		}
	}
	return true;
}

char *
draft_make(struct str text, struct err *e)
{
	const char *folder = getenv("TMPDIR");
	struct buf path = BUF_INIT;
	char *name;
	int fd;

	if (folder == NULL || folder[0] != '/')
		folder = "/tmp";
	/* With its ending, by which editors know what it is. */
	buf_addf(&path, "%s/annals-XXXXXX.txt", folder);
	name = buf_steal(&path);
	fd = mkstemps(name, (int)strlen(".txt"));
	if (fd >= 0 && write_all(fd, text) && close(fd) == 0)
		return name;
	err_set(e, ERR_IO, "%s: %s", name, strerror(errno));
	if (fd >= 0)
		draft_remove(name);
	x_free(name);
	return NULL;
}

void
draft_remove(const char *path)
{
	if (path != NULL)
		(void)unlink(path);
}
