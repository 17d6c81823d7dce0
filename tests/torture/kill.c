/*
 * Bookmarks and kill -9: writers bookmark as fast as they can and are killed
 * at random moments; all that one of them called saved must be there.
 *
 *	kill [KILLS [WRITERS [SEED]]]
 */
#include "config.h"

#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "model/segment.h"
#include "torture/marks.h"

#define WRITERS_MAX 32
#define ROUNDS 25            /* kills before a new file is begun */
#define EVENTS_MAX (1 << 16) /* bookmarks in one file */
#define LIVE_US 60000        /* a writer lives so long at most */

static unsigned
next(unsigned *seed)
{
	*seed = *seed * 1103515245 + 12345;
	return *seed >> 8;
}

/* Bookmark every stride-th event and tell what is saved, for ever. */
static _Noreturn void
write_marks(const char *path, unsigned n, unsigned stride, int out)
{
	struct bookmarks *b = bookmarks_new(path);
	struct err e;

	for (;; n += stride) {
		enum bookmarks_answer a = marks_put_at(b, n, &e);

		while (a == BOOKMARKS_BUSY) {
			(void)poll(NULL, 0, bookmarks_wait(b));
			a = bookmarks_retry(b, &e);
			/* A note comes after its bookmark. */
			if (a == BOOKMARKS_SAVED && n % 3 == 0)
				a = marks_put_at(b, n, &e);
		}
		if (a == BOOKMARKS_FAILED)
			_exit(1); /* counted by who waits */
		if (write(out, &n, sizeof n) != (ssize_t)sizeof n)
			_exit(2);
	}
}

/* What a file must hold. */
struct ledger {
	bool acked[EVENTS_MAX];
	unsigned next; /* event that was not tried yet */
	unsigned total, failed;
};

static void
take_acks(struct ledger *l, int in)
{
	unsigned n;

	while (read(in, &n, sizeof n) == (ssize_t)sizeof n) {
		if (n >= EVENTS_MAX)
			marks_die("too many bookmarks");
		l->acked[n] = true;
		l->total++;
		if (n >= l->next)
			l->next = n + 1;
	}
}

/* One life: start the writers, kill them all, take what they said. */
static void
live(const char *path, unsigned writers, unsigned us, struct ledger *l)
{
	struct timespec life = { 0, (long)us * 1000 };
	pid_t pid[WRITERS_MAX];
	int ends[2], status;

	if (pipe(ends) != 0)
		marks_die("no pipe");
	for (unsigned i = 0; i < writers; i++) {
		pid[i] = fork();
		if (pid[i] < 0)
			marks_die("no process");
		if (pid[i] == 0)
			write_marks(path, l->next + i, writers, ends[1]);
	}
	(void)close(ends[1]);
	(void)nanosleep(&life, NULL); /* the moment, not what is waited for */
	for (unsigned i = 0; i < writers; i++)
		(void)kill(pid[i], SIGKILL);
	take_acks(l, ends[0]);
	(void)close(ends[0]);
	for (unsigned i = 0; i < writers; i++) {
		if (waitpid(pid[i], &status, 0) != pid[i])
			marks_die("no child");
		l->failed += WIFEXITED(status);
	}
	l->next += writers; /* what was under way may be there */
}

/* Count what was saved and is not there. */
static bool
check(const char *path, const struct ledger *l, unsigned *lost)
{
	struct marks_seen s = { EVENTS_MAX, calloc(EVENTS_MAX, 1) };
	struct bookmarks *b = bookmarks_new(path);
	struct err e = { .code = ERR_NONE };
	bool ok = bookmarks_each(b, marks_see, &s, &e);

	for (unsigned i = 0; ok && i < EVENTS_MAX; i++)
		*lost += l->acked[i] && !s.seen[i];
	if (!ok)
		(void)fprintf(stderr, "kill: %s\n", e.text);
	bookmarks_free(b);
	free(s.seen);
	return ok;
}

int
main(int argc, char **argv)
{
	unsigned kills = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 50;
	unsigned writers = argc > 2 ? (unsigned)strtoul(argv[2], NULL, 10) : 1;
	unsigned seed = argc > 3 ? (unsigned)strtoul(argv[3], NULL, 10) : 1;
	unsigned lost = 0, damaged = 0, acked = 0, failed = 0;
	struct ledger *l = calloc(1, sizeof *l);
	char dir[FOLDER_SIZE];
	char path[64];
	struct err e;

	if (!segment_setup(&e) || !folder_make(dir) || l == NULL ||
	    writers == 0 || writers > WRITERS_MAX)
		marks_die("no folder, or too many writers");
	for (unsigned i = 0; i < kills; i++) {
		if (i % ROUNDS == 0) {
			(void)snprintf(
			    path, sizeof path, "%s/%u/annals.db", dir, i);
			acked += l->total;
			failed += l->failed;
			memset(l, 0, sizeof *l);
		}
		live(path, writers, next(&seed) % LIVE_US, l);
		if (access(path, F_OK) == 0 && !check(path, l, &lost))
			damaged++;
	}
	acked += l->total;
	failed += l->failed;
	(void)printf("kill: %u kills, %u writers, %u saved: "
		     "%u lost, %u damaged, %u refused\n",
	    kills, writers, acked, lost, damaged, failed);
	free(l);
	marks_clean(dir);
	return lost + damaged + failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
