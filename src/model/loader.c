/*
 * The thread owns everything from the descriptor to the segment at hand, and
 * gives away what is finished.  It shares with the main thread only the flag
 * to stop and the mailbox.
 *
 * It waits for input in poll(), together with a pipe that is closed to stop
 * it: so that a pipe nobody writes to cannot hold up the end of the program.
 * Signals are blocked in it: handlers run on the main thread.
 */
#include "config.h"

#include "model/loader.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_BYTES 65536

struct loader {
	pthread_t thread;
	atomic_bool stop;   /* set by the main thread, read by ours */
	atomic_bool cancel; /* likewise */
	int wake[2];        /* nothing is written; closing [1] ends a poll() */
	int fd;             /* of the events; -1 until the package is read */
	bool packaged;
	char *path;
	struct loader_options options;
	struct mailbox *box;
};

static bool
set_cloexec(int fd)
{
	return fcntl(fd, F_SETFD, FD_CLOEXEC) == 0;
}

/* O_NONBLOCK, so that a named pipe waits in poll() and not here. */
static int
open_file(const char *path, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

	if (fd < 0)
		err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
	return fd;
}

/* The size of a regular file, else 0. */
static uint64_t
size_of(int fd)
{
	struct stat st;

	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
		return 0;
	return (uint64_t)st.st_size;
}

/* ---- the loader's own thread ---- */

static void
post(void *arg, struct delivery *d)
{
	struct loader *l = arg;

	mailbox_post(l->box, &d->letter);
}

/* When there was nothing to deliver from. */
static void
post_failure(struct loader *l, const struct err *e)
{
	struct delivery *d = delivery_new();

	d->last = true;
	d->failed = true;
	d->e = *e;
	post(l, d);
}

/* True if the descriptor may be read; false if it is time to stop. */
static bool
wait_for_input(struct loader *l)
{
	struct pollfd fds[] = {
		{ .fd = l->fd, .events = POLLIN },
		{ .fd = l->wake[0], .events = POLLIN },
	};

	while (poll(fds, 2, -1) < 0 && (errno == EINTR || errno == EAGAIN))
		continue;
	return !atomic_load(&l->stop) && !atomic_load(&l->cancel);
}

/* The next bytes: how many, 0 at the end, -1 with *e. */
static ssize_t
read_some(struct loader *l, const char *file, char *p, struct err *e)
{
	ssize_t n = -1;

	while (wait_for_input(l)) {
		n = read(l->fd, p, READ_BYTES);
		if (n >= 0)
			return n;
		if (errno == EINTR || errno == EAGAIN)
			continue;
		err_set(e, ERR_IO, "%s: %s", file, strerror(errno));
		return -1;
	}
	err_set(e, ERR_STOPPED, "stopped");
	return -1;
}

static void
read_events(struct loader *l, const char *file, struct intake *in)
{
	char bytes[READ_BYTES];
	struct err e = { 0 };
	ssize_t n;

	while ((n = read_some(l, file, bytes, &e)) > 0) {
		if (!intake_feed(in, bytes, (size_t)n, &e))
			break;
	}
	if (atomic_load(&l->stop))
		return; /* nobody waits for the rest */
	if (e.code == ERR_STOPPED)
		err_set(&e, ERR_STOPPED, "%s: reading was cancelled", file);
	intake_end(in, e.code != ERR_NONE ? &e : NULL);
}

/* The last part of a path. */
static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL && slash[1] != '\0' ? slash + 1 : path;
}

/* With the package read, or NULL. */
static bool
load_events(struct loader *l, const struct package *p, struct err *e)
{
	bool standard = p == NULL && strcmp(l->path, "-") == 0;
	struct intake_setup setup = {
		.options = l->options,
		.package = p,
		.sink = post,
		.arg = l,
	};
	struct intake *in;

	if (p != NULL) {
		l->fd = open_file(p->events, e);
		if (l->fd < 0)
			return false;
	}
	setup.file = p != NULL  ? p->events
		     : standard ? "standard input"
				: l->path;
	setup.title = base_name(setup.file);
	setup.size = size_of(l->fd);
	in = intake_new(&setup, e);
	if (in == NULL)
		return false;
	read_events(l, setup.file, in);
	intake_free(in);
	return true;
}

static void *
thread_main(void *arg)
{
	struct loader *l = arg;
	struct package p;
	struct err e = { 0 };
	bool ok;

	if (l->packaged) {
		ok = package_read(l->path, &p, &e) && load_events(l, &p, &e);
		package_fini(&p);
	} else {
		ok = load_events(l, NULL, &e);
	}
	if (!ok)
		post_failure(l, &e);
	return NULL;
}

/* ---- the main thread ---- */

static bool
start_thread(struct loader *l, struct err *e)
{
	static const int crashes[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL,
		SIGABRT };
	sigset_t all, was;
	int rc;

	sigfillset(&all);
	/* A crash is for whoever crashed: its handler restores the terminal. */
	for (size_t i = 0; i < sizeof crashes / sizeof crashes[0]; i++)
		sigdelset(&all, crashes[i]);
	pthread_sigmask(SIG_SETMASK, &all, &was);
	rc = pthread_create(&l->thread, NULL, thread_main, l);
	pthread_sigmask(SIG_SETMASK, &was, NULL);
	if (rc != 0)
		return err_set(e, ERR_IO, "no thread: %s", strerror(rc));
	return true;
}

/* Open what can be opened now, so that a wrong name is told at once. */
static bool
open_path(struct loader *l, struct err *e)
{
	struct stat st;

	if (strcmp(l->path, "-") == 0) {
		l->fd = STDIN_FILENO;
		return true;
	}
	if (stat(l->path, &st) != 0)
		return err_set(e, ERR_IO, "%s: %s", l->path, strerror(errno));
	l->packaged = package_is(l->path);
	if (l->packaged)
		return true;
	if (S_ISDIR(st.st_mode))
		return err_set(
		    e, ERR_IO, "%s: no %s in it", l->path, PACKAGE_FILE);
	l->fd = open_file(l->path, e);
	return l->fd >= 0;
}

static void
free_loader(struct loader *l)
{
	if (l->fd > STDIN_FILENO)
		(void)close(l->fd);
	for (int i = 0; i < 2; i++) {
		if (l->wake[i] >= 0)
			(void)close(l->wake[i]);
	}
	fold_map_free(l->options.map);
	x_free(l->path);
	x_free(l);
}

struct loader *
loader_start(const char *path, const struct loader_options *options,
    struct mailbox *box, struct err *e)
{
	struct loader *l = x_calloc(1, sizeof *l);

	l->fd = -1;
	l->wake[0] = l->wake[1] = -1;
	l->path = x_strdup(path);
	l->options = *options;
	if (options->map != NULL) /* ours too, whatever becomes of theirs */
		l->options.map = fold_map_share(options->map);
	l->box = box;
	atomic_init(&l->stop, false);
	atomic_init(&l->cancel, false);
	if (!open_path(l, e))
		goto failed;
	if (pipe(l->wake) != 0 || !set_cloexec(l->wake[0]) ||
	    !set_cloexec(l->wake[1])) {
		err_set(e, ERR_IO, "pipe: %s", strerror(errno));
		goto failed;
	}
	if (!start_thread(l, e))
		goto failed;
	return l;
failed:
	free_loader(l);
	return NULL;
}

/* Set a flag and end the poll(). */
static void
wake(struct loader *l, atomic_bool *flag)
{
	atomic_store(flag, true);
	if (l->wake[1] >= 0)
		(void)close(l->wake[1]);
	l->wake[1] = -1;
}

void
loader_cancel(struct loader *l)
{
	if (l != NULL)
		wake(l, &l->cancel);
}

void
loader_stop(struct loader *l)
{
	if (l == NULL)
		return;
	wake(l, &l->stop);
	(void)pthread_join(l->thread, NULL);
	free_loader(l);
}
