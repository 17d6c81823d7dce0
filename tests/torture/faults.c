/*
 * Bookmarks and a disk that fails: each operation of a session fails in turn,
 * once or from then on.  Nothing may be called saved that is not, nothing that
 * was saved may be lost, and once the disk works again, so do bookmarks.
 *
 *	faults [STEP]
 *
 * STEP 1 lets every operation fail, 2 every other one.
 */
#include "config.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/segment.h"
#include "torture/disk.h"
#include "torture/marks.h"

#define MARKS 12

struct fault {
	const char *name;
	unsigned which; /* operations */
	int code;
};

static const struct fault faults[] = {
	{ "ENOSPC, write", DISK_WRITE, SQLITE_FULL },
	{ "EIO, write", DISK_WRITE, SQLITE_IOERR_WRITE },
	{ "EROFS, write", DISK_WRITE, SQLITE_READONLY },
	{ "EIO, sync", DISK_SYNC, SQLITE_IOERR_FSYNC },
	{ "ENOSPC, sync", DISK_SYNC, SQLITE_FULL },
	{ "EIO, truncate", DISK_TRUNCATE, SQLITE_IOERR_TRUNCATE },
	{ "EACCES, open", DISK_OPEN, SQLITE_CANTOPEN },
	{ "EIO, read", DISK_READ, SQLITE_IOERR_READ },
	{ "EIO, lock", DISK_LOCK, SQLITE_IOERR_LOCK },
	{ "EIO, any change", DISK_WRITE | DISK_SYNC | DISK_TRUNCATE,
	    SQLITE_IOERR_WRITE },
};

/* Some bookmarks that are there before anything fails. */
static void
begin(const char *path)
{
	struct bookmarks *b = bookmarks_new(path);

	(void)unlink(path);
	for (unsigned i = 0; i < MARKS; i++)
		if (marks_put(b, i) != BOOKMARKS_SAVED)
			marks_die("not saved");
	bookmarks_free(b);
}

/* What was saved, as the session knows. */
struct session {
	bool saved[2 * MARKS];
	unsigned failed; /* writes that were not saved */
	unsigned silent; /* and did not say why */
};

/* Write more of them while the disk fails; go on after each failure. */
static void
go_on(const char *path, struct session *s)
{
	struct bookmarks *b = bookmarks_new(path);

	for (unsigned i = MARKS; i < 2 * MARKS; i++) {
		struct err e = { .code = ERR_NONE };

		s->saved[i] = marks_put_at(b, i, &e) == BOOKMARKS_SAVED;
		if (s->saved[i])
			continue;
		s->failed++;
		s->silent += strstr(e.text, ", not saved") == NULL;
	}
	bookmarks_free(b);
}

/* How many that were saved are not there. */
static unsigned
count_lost(const char *path, const struct session *s, bool *ok)
{
	struct marks_seen seen = { 2 * MARKS, calloc(2 * MARKS, 1) };
	struct bookmarks *b = bookmarks_new(path);
	struct err e;
	unsigned lost = 0, none = 0;

	*ok = bookmarks_each(b, marks_see, &seen, &e);
	bookmarks_free(b);
	for (unsigned i = 0; i < 2 * MARKS; i++)
		lost += s->saved[i] && !seen.seen[i];
	free(seen.seen);
	*ok = marks_check(path, 0, &none) && *ok;
	return lost;
}

/* Let the nth operation fail.  Returns what went wrong; *done: there are not
 * so many. */
static unsigned
run(const char *path, const struct fault *f, unsigned nth, bool always,
    bool *done)
{
	struct session s = { .failed = 0 };
	unsigned lost;
	bool ok;

	begin(path);
	for (unsigned i = 0; i < MARKS; i++)
		s.saved[i] = true;
	disk_fail(f->which, nth, f->code, always);
	go_on(path, &s);
	*done = disk_operations() < nth;
	disk_fail(0, 0, 0, false);
	lost = count_lost(path, &s, &ok);
	if (lost + s.silent == 0 && ok)
		return 0;
	(void)fprintf(stderr, "faults: %s %u%s: %u lost, %u silent, %s\n",
	    f->name, nth, always ? " and on" : "", lost, s.silent,
	    ok ? "whole" : "damaged");
	return 1;
}

int
main(int argc, char **argv)
{
	unsigned step = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 7;
	unsigned runs = 0, wrong = 0;
	char dir[FOLDER_SIZE];
	char path[64];
	struct err e;

	if (!segment_setup(&e) || !folder_make(dir) || step == 0)
		marks_die("no folder");
	(void)snprintf(path, sizeof path, "%s/annals.db", dir);
	disk_install();
	for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
		bool done = false;

		for (unsigned nth = 1; !done; nth += step, runs += 2) {
			bool once;

			wrong += run(path, &faults[i], nth, false, &once);
			wrong += run(path, &faults[i], nth, true, &done);
			done = done && once;
		}
	}
	(void)printf("faults: %u runs, %u wrong\n", runs, wrong);
	marks_clean(dir);
	return wrong == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
