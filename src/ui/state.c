#include "config.h"

#include "ui/state.h"

#include "base/mem.h"
#include "plat/paths.h"

#define LOCK_MS 500 /* others write a few kilobytes; a signal leaves 1 s */

void
state_read(const char *name, struct buf *out)
{
	char *path = paths_user(PATH_STATE, name);
	char *text = NULL;
	size_t n = 0;

	if (path != NULL)
		text = paths_read(path, STATE_MAX, &n, NULL);
	if (text != NULL)
		buf_add(out, text, n);
	x_free(text);
	x_free(path);
}

bool
state_write(const char *name, const struct buf *text, struct err *e)
{
	char *path = paths_user(PATH_STATE, name);
	bool ok = path == NULL || paths_write(path, buf_cstr(text), text->n, e);

	x_free(path);
	return ok;
}

void
state_remove(const char *name)
{
	char *path = paths_user(PATH_STATE, name);

	/* What is left over does no harm. */
	if (path != NULL)
		(void)paths_remove(path, NULL);
	x_free(path);
}

bool
state_lock(int *fd, struct err *e)
{
	char *path = paths_user(PATH_STATE, "lock");
	bool ok = true;

	*fd = -1;
	if (path != NULL)
		ok = (*fd = paths_lock(path, LOCK_MS, e)) >= 0;
	x_free(path);
	return ok;
}

void
state_unlock(int fd)
{
	if (fd >= 0)
		paths_unlock(fd);
}
