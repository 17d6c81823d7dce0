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

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "model/compiled_list.h"
#include "model/file.h"
#include "model/package_beside.h"
#include "model/source.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FLUSHES 500   /* so many may come 50 ms after each other */
#define TYPING_MS 300 /* so long after a key somebody types */

struct loader {
	pthread_t thread;
	atomic_bool stop;   /* set by the main thread, read by ours */
	atomic_bool cancel; /* likewise */
	atomic_llong typed; /* when a key was pressed last; likewise */
	bool few;           /* processors: one of them is for keys */
	int wake[2];        /* nothing is written; closing [1] ends a poll() */
	struct source *source; /* NULL until the package is read */
	bool packaged;
	bool compiled; /* all files are, or are other databases */
	char *path;
	struct stamps stamps; /* of what is read, not yet sent */
	unsigned flushes;     /* of silent pipes */
	int64_t flushed;      /* when the last one was */
	int hold;             /* ms to the next one, 0: as soon as silent */
	struct loader_options options;
	struct mailbox *box;
};

static bool
set_cloexec(int fd)
{
	return fcntl(fd, F_SETFD, FD_CLOEXEC) == 0;
}

/* ---- the loader's own thread ---- */

/* Say how far it is. */
static void
mark(void *arg, struct delivery *d)
{
	struct loader *l = arg;

	stamps_move(&d->stamps, &l->stamps);
	if (l->source != NULL)
		d->share = source_share(l->source);
}

static void
post(void *arg, struct delivery *d)
{
	struct loader *l = arg;

	mailbox_post(l->box, &d->letter);
}

/* For intake.c: is the other processor wanted for keys? */
static bool
is_typing(void *arg)
{
	struct loader *l = arg;

	return l->few && clock_ms() - atomic_load(&l->typed) < TYPING_MS;
}

/* When there was nothing to deliver from. */
static void
post_failure(struct loader *l, const struct err *e)
{
	struct delivery *d = delivery_new();

	d->last = true;
	d->failed = true;
	d->e = *e;
	mark(l, d);
	post(l, d);
}

/* For source.c: wait for input, or for the time to stop. */
static int
wait_for_input(void *arg, int fd, int ms)
{
	struct loader *l = arg;
	struct pollfd fds[] = {
		{ .fd = fd, .events = POLLIN },
		{ .fd = l->wake[0], .events = POLLIN },
	};
	int n;

	while (
	    (n = poll(fds, 2, ms)) < 0 && (errno == EINTR || errno == EAGAIN))
		continue;
	if (atomic_load(&l->stop) || atomic_load(&l->cancel))
		return -1;
	return n != 0;
}

/* A file that ends too early; returns false. */
static bool
complain(const struct loader *l, struct err *e)
{
	if (e->code == ERR_STOPPED)
		err_set(e, ERR_STOPPED, "%s: reading was cancelled",
		    source_name(l->source));
	return false;
}

/* Of an archive only one table is read. */
static void
tell_others(const struct source *s, struct intake *in)
{
	struct buf what = BUF_INIT;

	buf_addf(&what, "%zu more table%s in the archive %s not read",
	    source_others(s), source_others(s) == 1 ? "" : "s",
	    source_others(s) == 1 ? "is" : "are");
	if (source_others(s) > 0)
		intake_tell(in, buf_cstr(&what));
	buf_fini(&what);
}

/*
 * Let go what a silent pipe sent.  Each time makes a segment, however small;
 * for a pipe that drips for hours they are made less and less often, so that
 * there are never too many.
 */
static bool
flush(struct loader *l, struct intake *in, struct err *e)
{
	l->flushes++;
	l->flushed = clock_ms();
	if (l->flushes > FLUSHES) {
		l->hold = SOURCE_IDLE_MS + 10 * (int)(l->flushes - FLUSHES);
		source_set_idle(l->source, l->hold);
	}
	return intake_flush(in, e);
}

/* Is it time to let go what drips without a pause? */
static bool
flush_due(const struct loader *l)
{
	return l->hold > 0 && clock_ms() - l->flushed >= l->hold;
}

/* Read to the end of all files; false with *e if it is not reached. */
static bool
read_events(struct loader *l, struct intake *in, struct err *e)
{
	struct source *s = l->source;
	struct str bytes;

	for (;;) {
		switch (source_read(s, &bytes, e)) {
		case SOURCE_BYTES:
			if (!intake_feed(in, bytes.p, bytes.n, e) ||
			    (flush_due(l) && !flush(l, in, e)))
				return false;
			break;
		case SOURCE_BROKEN:
			if (e->code == ERR_STOPPED)
				return complain(l, e);
			intake_break_file(in, e);
			break;
		case SOURCE_END:
			return true;
		case SOURCE_SILENT:
			if (!flush(l, in, e))
				return false;
			break;
		case SOURCE_FILE:
			if (!intake_next_file(
				in, source_name(s), source_size(s), e))
				return false;
			break;
		case SOURCE_OVER:
			tell_others(s, in);
			break;
		}
	}
}

static void
read_all(struct loader *l, struct intake *in)
{
	struct err e = { 0 };
	bool ok = read_events(l, in, &e);

	if (!atomic_load(&l->stop)) /* else nobody waits for the rest */
		intake_end(in, ok ? NULL : &e);
}

/* The first is opened.  They are looked at before: what changes from then on
 * is seen. */
static bool
open_files(struct loader *l, const char *const *path, size_t n, struct err *e)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(path[i], "-") != 0)
			stamps_add(&l->stamps, path[i]);
	l->source = source_open(path, n, e);
	return l->source != NULL;
}

/* The files of the events. */
static bool
open_package(struct loader *l, const struct package *p, struct err *e)
{
	size_t n = 1 + p->more.n;
	const char **path = x_calloc(n, sizeof *path);
	bool ok;

	path[0] = p->events;
	for (size_t i = 1; i < n; i++)
		path[i] = p->more.at[i - 1];
	ok = open_files(l, path, n, e);
	x_free(path);
	return ok;
}

/* Give the list of all paths (x_free). */
static const char **
list_paths(const struct loader *l)
{
	size_t n = 1 + l->options.nmore;
	const char **path = x_calloc(n, sizeof *path);

	path[0] = l->path;
	for (size_t i = 1; i < n; i++)
		path[i] = l->options.more[i - 1];
	return path;
}

/* The last part of a path. */
static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL && slash[1] != '\0' ? slash + 1 : path;
}

/* Give the title of what has none (x_free). */
static char *
make_title(const struct loader *l, size_t nmore)
{
	struct buf b = BUF_INIT;

	buf_adds(&b, base_name(source_name(l->source)));
	if (nmore > 0)
		buf_addf(&b, " and %zu more", nmore);
	return buf_steal(&b);
}

/* With the package read, or NULL; odd (or NULL) is what else is to be told. */
static bool
load_events(struct loader *l, const struct package *p, const struct err *odd,
    struct err *e)
{
	struct intake_setup setup = {
		.options = l->options,
		.package = p,
		.mark = mark,
		.alone = is_typing,
		.sink = post,
		.arg = l,
	};
	struct intake *in;
	struct str none;
	char *title;

	if (l->source == NULL && !open_package(l, p, e))
		return false;
	source_set_wait(l->source, wait_for_input, l);
	if (source_read(l->source, &none, e) != SOURCE_FILE)
		return complain(l, e);
	setup.file = source_name(l->source);
	setup.title = title =
	    make_title(l, l->packaged ? p->more.n : l->options.nmore);
	setup.size = source_size(l->source);
	in = intake_new(&setup, e);
	if (in != NULL && odd != NULL)
		intake_tell(in, odd->text);
	if (in != NULL)
		read_all(l, in);
	intake_free(in);
	x_free(title);
	return in != NULL;
}

static bool
load_package(struct loader *l, struct err *e)
{
	char *file = file_in(l->path, PACKAGE_FILE);
	struct package p;
	bool ok;

	stamps_add(&l->stamps, l->path);
	stamps_add(&l->stamps, file); /* one of the two is none */
	ok = package_read(l->path, &p, e);
	if (ok && p.sections != NULL)
		stamps_add(&l->stamps, p.sections);
	if (ok)
		package_choose(&p);
	ok = ok && load_events(l, &p, NULL, e);
	package_fini(&p);
	x_free(file);
	return ok;
}

static bool
is_file(const char *path)
{
	struct stat st;

	return path != NULL && stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/*
 * A CSV file may have a package of its own, beside it or where the options
 * say.  One that cannot be used is told, and does not keep us from reading.
 */
static bool
load_file(struct loader *l, struct err *e)
{
	char *beside = package_beside(l->path);
	const char *file = is_file(beside) ? beside : l->options.package;
	struct err odd = { .code = ERR_NONE };
	struct package p;
	bool ok;

	if (strcmp(l->path, "-") == 0 || !is_file(file)) {
		ok = load_events(l, NULL, NULL, e);
	} else if (package_read_of(file, l->path, &p, &odd)) {
		stamps_add(&l->stamps, file);
		ok = load_events(l, &p, NULL, e);
		package_fini(&p);
	} else { /* one about another file is none */
		ok = load_events(
		    l, NULL, odd.code != ERR_NOTFOUND ? &odd : NULL, e);
	}
	x_free(beside);
	return ok;
}

/* There is nothing to read: what is asked for is fetched. */
static bool
load_compiled(struct loader *l, struct err *e)
{
	size_t n = 1 + l->options.nmore;
	const char **path = list_paths(l);
	bool ok;

	for (size_t i = 0; i < n; i++)
		stamps_add(&l->stamps, path[i]);
	ok = compiled_list_load(path, n, post, l, e);
	x_free(path);
	return ok;
}

static void *
thread_main(void *arg)
{
	struct loader *l = arg;
	struct err e = { 0 };
	bool ok = l->packaged   ? load_package(l, &e)
		  : l->compiled ? load_compiled(l, &e)
				: load_file(l, &e);

	if (!ok && !atomic_load(&l->stop))
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

/* What of a CSV file is said makes no sense with a compiled one. */
static bool
check_options(const struct loader *l, struct err *e)
{
	const struct loader_options *o = &l->options;
	bool said = o->encoding != NULL || o->delimiter != '\0' ||
		    o->quote != '\0' || o->no_quote || o->escape != '\0' ||
		    o->no_escape || o->header || o->no_header ||
		    o->dates.order != DATE_ORDER_OPEN || o->dates.has_pivot ||
		    o->dates.numbers;

	for (int r = 0; r < ROLE_NROLES; r++)
		said = said || o->role.column[r] != NULL;
	return !said ||
	       err_set(e, ERR_USAGE,
		   "%s: is compiled: how a CSV file is read is settled",
		   l->path);
}

static bool
open_list(struct loader *l, struct err *e)
{
	size_t n = 1 + l->options.nmore;
	const char **path = list_paths(l);
	bool ok =
	    compiled_list_look(path, n, &l->compiled, e) &&
	    (l->compiled ? check_options(l, e) : open_files(l, path, n, e));

	x_free(path);
	return ok;
}

/* Open what can be opened now, so that a wrong name is told at once. */
static bool
open_path(struct loader *l, struct err *e)
{
	struct stat st;

	if (strcmp(l->path, "-") != 0) {
		if (stat(l->path, &st) != 0)
			return err_set(
			    e, ERR_IO, "%s: %s", l->path, strerror(errno));
		l->packaged = package_is(l->path);
		if (l->packaged && l->options.nmore > 0)
			return err_set(e, ERR_USAGE,
			    "%s: a folder is read alone, not together with %s",
			    l->path, l->options.more[0]);
		if (l->packaged)
			return true;
		if (S_ISDIR(st.st_mode))
			return err_set(e, ERR_IO, "%s: no %s in it", l->path,
			    PACKAGE_FILE);
	}
	return open_list(l, e);
}

static void
free_loader(struct loader *l)
{
	source_close(l->source);
	stamps_fini(&l->stamps);
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

	l->wake[0] = l->wake[1] = -1;
	l->path = x_strdup(path);
	l->options = *options;
	if (options->map != NULL) /* ours too, whatever becomes of theirs */
		l->options.map = fold_map_share(options->map);
	l->box = box;
	atomic_init(&l->stop, false);
	atomic_init(&l->cancel, false);
	atomic_init(&l->typed, clock_ms() - TYPING_MS);
	l->few = sysconf(_SC_NPROCESSORS_ONLN) <= 2;
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

bool
loader_reads_standard(const char *path, const struct loader_options *options)
{
	bool standard = strcmp(path, "-") == 0;

	for (size_t i = 0; i < options->nmore; i++)
		standard = standard || strcmp(options->more[i], "-") == 0;
	return standard;
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
loader_typed(struct loader *l)
{
	if (l != NULL)
		atomic_store(&l->typed, clock_ms());
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
