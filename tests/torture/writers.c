/*
 * How long a bookmark takes while others bookmark: so many readers at once,
 * each a process that bookmarks, retries as the program does, and thinks.
 *
 *	writers [WRITERS [MARKS [THINK_MS [LIMIT_MS]]]]
 *
 * Prints the times from the key to "saved", in milliseconds; fails if one is
 * not saved or lost, or if the 99th percentile is not below the limit.
 */
#include "config.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "model/segment.h"
#include "torture/marks.h"

static double
now_ms(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Bookmark and wait for the outcome; -1 if it was not saved. */
static double
bookmark(struct bookmarks *b, unsigned n)
{
	struct err e;
	double start = now_ms();
	enum bookmarks_answer a;

	a = marks_put_at(b, n, &e);
	while (a == BOOKMARKS_BUSY) {
		(void)poll(NULL, 0, bookmarks_wait(b));
		a = bookmarks_retry(b, &e);
	}
	return a == BOOKMARKS_SAVED ? now_ms() - start : -1;
}

static _Noreturn void
write_marks(
    const char *path, unsigned first, unsigned marks, unsigned think, int out)
{
	struct bookmarks *b = bookmarks_new(path);
	unsigned seed = first + 1;

	for (unsigned i = 0; i < marks; i++) {
		/* No notes, whose numbers are multiples of three. */
		double ms = bookmark(b, (first + i) * 3 + 1);

		if (write(out, &ms, sizeof ms) != (ssize_t)sizeof ms)
			_exit(2);
		seed = seed * 1103515245 + 12345;
		if (think > 0)
			(void)poll(NULL, 0, (int)((seed >> 8) % (2 * think)));
	}
	bookmarks_free(b);
	_exit(0);
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Let them all write; the times go to ms. */
static size_t
run(const char *path, unsigned writers, unsigned marks, unsigned think,
    double *ms)
{
	int ends[2];
	size_t n = 0;

	if (pipe(ends) != 0)
		marks_die("no pipe");
	for (unsigned i = 0; i < writers; i++) {
		pid_t pid = fork();

		if (pid < 0)
			marks_die("no process");
		if (pid == 0)
			write_marks(path, i * marks, marks, think, ends[1]);
	}
	(void)close(ends[1]);
	while (n < (size_t)writers * marks &&
	       read(ends[0], &ms[n], sizeof *ms) == (ssize_t)sizeof *ms)
		n++;
	(void)close(ends[0]);
	while (wait(NULL) > 0)
		;
	return n;
}

/* How many of n bookmarks are not there. */
static unsigned
count_lost(const char *path, unsigned n)
{
	struct marks_seen s = { 3 * n, calloc(3 * n, 1) };
	struct bookmarks *b = bookmarks_new(path);
	struct err e;
	unsigned lost = 0;

	if (!bookmarks_each(b, marks_see, &s, &e))
		marks_die(e.text);
	for (unsigned i = 0; i < n; i++)
		lost += !s.seen[3 * i + 1];
	bookmarks_free(b);
	free(s.seen);
	return lost;
}

int
main(int argc, char **argv)
{
	unsigned writers = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 10;
	unsigned marks = argc > 2 ? (unsigned)strtoul(argv[2], NULL, 10) : 20;
	unsigned think = argc > 3 ? (unsigned)strtoul(argv[3], NULL, 10) : 100;
	double limit = argc > 4 ? strtod(argv[4], NULL) : 1e9;
	size_t n = (size_t)writers * marks, got, failed = 0;
	double *ms = calloc(n + 1, sizeof *ms);
	char dir[FOLDER_SIZE];
	char path[64];
	unsigned lost;
	struct err e;

	if (!segment_setup(&e) || !folder_make(dir) || ms == NULL || n == 0)
		marks_die("no folder");
	(void)snprintf(path, sizeof path, "%s/annals.db", dir);
	got = run(path, writers, marks, think, ms);
	qsort(ms, got, sizeof *ms, compare);
	while (failed < got && ms[failed] < 0)
		failed++;
	if (got == 0)
		marks_die("no bookmarks");
	lost = count_lost(path, (unsigned)n);
	(void)printf("writers: %u at once, %zu bookmarks: median %.1f, "
		     "p99 %.1f, most %.1f ms; %zu not saved, %u lost\n",
	    writers, got, ms[got / 2], ms[got - 1 - got / 100], ms[got - 1],
	    failed + n - got, lost);
	failed += n - got;
	limit -= ms[got - 1 - got / 100];
	free(ms);
	marks_clean(dir);
	return failed == 0 && lost == 0 && limit > 0 ? EXIT_SUCCESS
						     : EXIT_FAILURE;
}
