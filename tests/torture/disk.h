/*
 * A file system for SQLite that can fail and remembers what it was told.
 *
 * It stands before the one of the system and passes all on.  It can make the
 * Nth operation fail, and it keeps a log of writes, truncations and syncs, out
 * of which a disk after a power cut is made: what was synced is there; of the
 * rest each write may be there, be missing, or be there in some sectors.
 *
 * One for the process.
 */
#ifndef ANNALS_TESTS_DISK_H
#define ANNALS_TESTS_DISK_H

#include <stdbool.h>
#include <stddef.h>

/* What can fail, as bits. */
#define DISK_WRITE 1u
#define DISK_SYNC 2u
#define DISK_TRUNCATE 4u
#define DISK_OPEN 8u
#define DISK_READ 16u
#define DISK_LOCK 32u

/* Become the file system that SQLite uses. */
void disk_install(void);

/*
 * From now on the nth operation (from 1) of those in which fails with the
 * result code of SQLite; and, if always, all that come after it.  0: none.
 */
void disk_fail(unsigned which, unsigned nth, int code, bool always);

/* How many of these operations there were since disk_fail(). */
unsigned disk_operations(void);

/* Keep a log from now on, which is empty; until it is stopped. */
void disk_record(void);
void disk_stop(void);
void disk_forget(void);

/* The entries of the log. */
size_t disk_length(void);

/*
 * Make the files as they may be if the power fails after the first n entries
 * of the log; seed chooses what becomes of what was not synced.  The names of
 * the files begin with to in place of from.
 */
void disk_cut(size_t n, unsigned seed, const char *from, const char *to);

#endif
