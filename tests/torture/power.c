/*
 * Bookmarks and power cuts: records what a session writes and syncs, cuts it
 * at random points, and looks whether all that was saved by then is there.
 *
 *	power [CUTS [SEED]]
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/bookmarks.h"
#include "model/segment.h"
#include "torture/disk.h"
#include "torture/marks.h"

#define MARKS 40

static unsigned
next(unsigned *seed)
{
	*seed = *seed * 1103515245 + 12345;
	return *seed >> 8;
}

/* Write bookmarks; saved[i] is how long the log was when i was saved. */
static void
record(const char *path, size_t *saved)
{
	struct bookmarks *b = bookmarks_new(path);

	disk_record();
	for (unsigned i = 0; i < MARKS; i++) {
		if (i % 10 == 9) { /* another reader goes on */
			bookmarks_free(b);
			b = bookmarks_new(path);
		}
		if (marks_put(b, i) != BOOKMARKS_SAVED)
			marks_die("not saved");
		saved[i] = disk_length();
	}
	bookmarks_free(b);
	disk_stop();
}

int
main(int argc, char **argv)
{
	unsigned cuts = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 100;
	unsigned seed = argc > 2 ? (unsigned)strtoul(argv[2], NULL, 10) : 1;
	unsigned lost = 0, damaged = 0;
	char dir[FOLDER_SIZE];
	char from[64], to[64];
	size_t saved[MARKS];
	struct err e;

	if (!segment_setup(&e) || !folder_make(dir))
		marks_die("no folder");
	(void)snprintf(from, sizeof from, "%s/was.db", dir);
	(void)snprintf(to, sizeof to, "%s/is.db", dir);
	disk_install();
	record(from, saved);
	for (unsigned i = 0; i < cuts; i++) {
		size_t at = next(&seed) % (disk_length() + 1);
		unsigned acked = 0;

		while (acked < MARKS && saved[acked] <= at)
			acked++;
		disk_cut(at, seed, from, to);
		if (!marks_check(to, acked, &lost))
			damaged++;
	}
	(void)printf("power: %u cuts in %zu entries: %u lost, %u damaged\n",
	    cuts, disk_length(), lost, damaged);
	disk_forget();
	marks_clean(dir);
	return lost + damaged == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
