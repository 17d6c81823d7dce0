#include "config.h"

#include "plat/paths.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"

#define LOCK_TRY_MS 5 /* between two attempts to take a lock */

/* clang-format off */
static const struct {
	const char *variable; /* of the environment */
	const char *fallback; /* below HOME */
} kinds[] = {
	[PATH_CONFIG] = { "XDG_CONFIG_HOME", ".config" },
	[PATH_DATA] =   { "XDG_DATA_HOME",   ".local/share" },
	[PATH_STATE] =  { "XDG_STATE_HOME",  ".local/state" },
};
/* clang-format on */

/* An absolute path out of the environment, or NULL.  Lends. */
static const char *
absolute(const char *variable)
{
	const char *s = getenv(variable);

	return s != NULL && s[0] == '/' ? s : NULL;
}

static const char *
home(void)
{
	const char *s = absolute("HOME");
	const struct passwd *pw;

	if (s != NULL)
		return s;
	pw = getpwuid(getuid());
	if (pw == NULL || pw->pw_dir == NULL || pw->pw_dir[0] != '/')
		return NULL;
	return pw->pw_dir;
}

char *
paths_user(enum path_kind kind, const char *name)
{
	struct buf path = BUF_INIT;
	const char *top = absolute(kinds[kind].variable);

	if (top != NULL) {
		buf_adds(&path, top);
	} else {
		top = home();
		if (top == NULL)
			return NULL;
		buf_addf(&path, "%s/%s", top, kinds[kind].fallback);
	}
	buf_addf(&path, "/annals/%s", name);
	return buf_steal(&path);
}

/* Does the running program lie below the folder it was built in? */
static bool
in_build_tree(void)
{
	char exe[PATH_MAX], build[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
	size_t len;

	if (n <= 0 || realpath(ANNALS_BUILDDIR, build) == NULL)
		return false;
	exe[n] = '\0';
	len = strlen(build);
	return strncmp(exe, build, len) == 0 && exe[len] == '/';
}

char *
paths_shipped(const char *name, struct err *e)
{
	struct buf path = BUF_INIT;
	const char *top = PKGDATADIR;

	if (in_build_tree())
		top = ANNALS_SRCDIR "/data";
	buf_addf(&path, "%s/%s", top, name);
	if (access(buf_cstr(&path), R_OK) != 0) {
		(void)err_set(e, ERR_NOTFOUND, "%s: %s", buf_cstr(&path),
		    strerror(errno));
		buf_fini(&path);
		return NULL;
	}
	return buf_steal(&path);
}

char *
paths_expand(const char *path, struct err *e)
{
	struct buf out = BUF_INIT;
	const char *top;

	if (strncmp(path, "~/", 2) != 0)
		return x_strdup(path);
	if ((top = home()) == NULL) {
		(void)err_set(e, ERR_NOTFOUND, "%s: there is no home", path);
		return NULL;
	}
	buf_addf(&out, "%s%s", top, path + 1);
	return buf_steal(&out);
}

static bool
failed(const char *path, struct err *e)
{
	return err_set(e, errno == ENOENT ? ERR_NOTFOUND : ERR_IO, "%s: %s",
	    path, strerror(errno));
}

char *
paths_read(const char *path, size_t max, size_t *n, struct err *e)
{
	struct buf b = BUF_INIT;
	char *got = NULL;
	char piece[8192];
	ssize_t r;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0) {
		(void)failed(path, e);
		return NULL;
	}
	while ((r = read(fd, piece, sizeof piece)) != 0) {
		if (r < 0 && errno == EINTR)
			continue;
		if (r < 0) {
			(void)failed(path, e);
			goto out;
		}
		if ((size_t)r > max - b.n) {
			(void)err_set(e, ERR_FORMAT,
			    "%s: larger than %zu bytes", path, max);
			goto out;
		}
		buf_add(&b, piece, (size_t)r);
	}
	*n = b.n;
	got = buf_steal(&b);
out:
	buf_fini(&b);
	(void)close(fd); /* nothing was written to it */
	return got;
}

/* Make the folders above path.  Changes path for a while. */
static bool
make_folders(char *path, struct err *e)
{
	char *slash = path;

	while ((slash = strchr(slash + 1, '/')) != NULL) {
		*slash = '\0';
		if (mkdir(path, 0700) != 0 && errno != EEXIST) {
			(void)failed(path, e);
			*slash = '/';
			return false;
		}
		*slash = '/';
	}
	return true;
}

static bool
write_all(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t w = write(fd, p, n);

		if (w < 0 && errno == EINTR)
			continue;
		if (w < 0)
			return false;
		p += w;
		n -= (size_t)w;
	}
	return true;
}

/* A rename is durable once the folder is. */
static void
sync_folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *dir =
	    slash != NULL ? x_strndup(path, (size_t)(slash - path) + 1) : NULL;
	int fd =
	    open(dir != NULL ? dir : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	x_free(dir);
	if (fd < 0)
		return;
	(void)fsync(fd); /* some file systems refuse; the file is whole */
	(void)close(fd);
}

bool
paths_write(const char *path, const char *p, size_t n, struct err *e)
{
	struct buf tmp = BUF_INIT;
	char *real = realpath(path, NULL); /* a link stays a link */
	char *to = x_strdup(real != NULL ? real : path);
	bool ok = false;
	int fd = -1;

	free(real);
	if (!make_folders(to, e))
		goto out;
	buf_addf(&tmp, "%s.XXXXXX", to);
	fd = mkstemp(tmp.p);
	if (fd < 0) {
		(void)failed(to, e);
		goto out;
	}
	ok = write_all(fd, p, n) && fsync(fd) == 0;
	if (!ok)
		(void)failed(to, e);
	if (close(fd) != 0 && ok)
		ok = failed(to, e);
	if (ok && rename(tmp.p, to) != 0)
		ok = failed(to, e);
	if (!ok)
		(void)unlink(tmp.p);
	else
		sync_folder_of(to);
out:
	x_free(to);
	buf_fini(&tmp);
	return ok;
}

int
paths_lock(const char *path, int ms, struct err *e)
{
	struct flock all = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	char *to = x_strdup(path);
	int fd = -1;

	if (make_folders(to, e)) {
		fd =
		    open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
		if (fd < 0)
			(void)failed(path, e);
	}
	x_free(to);
	while (fd >= 0 && fcntl(fd, F_SETLK, &all) != 0) {
		if (errno != EAGAIN && errno != EACCES && errno != EINTR)
			break; /* no locks here */
		if (ms <= 0) {
			(void)err_set(
			    e, ERR_IO, "%s: another reader writes", path);
			(void)close(fd);
			return -1;
		}
		(void)poll(NULL, 0, LOCK_TRY_MS);
		ms -= LOCK_TRY_MS;
	}
	return fd;
}

void
paths_unlock(int fd)
{
	(void)close(fd); /* nothing was written to it */
}

bool
paths_remove(const char *path, struct err *e)
{
	return unlink(path) == 0 || errno == ENOENT || failed(path, e);
}
