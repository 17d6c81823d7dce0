/*
 * The file of bookmarks (model/bookmarks.h): opened with care, or refused.
 *
 * What is looked at before SQLite may touch it: that the file is one of ours
 * and no newer one, and that it is not an empty one whose journal holds what
 * was in it, which SQLite would throw away.  No lock is held between calls.
 * Main thread.
 */
#ifndef ANNALS_MODEL_BOOKFILE_H
#define ANNALS_MODEL_BOOKFILE_H

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

struct sqlite3;
struct sqlite3_stmt;

/* PRAGMA application_id: "annl" */
#define BOOKFILE_APPLICATION 0x616E6E6C

enum bookfile_answer {
	BOOKFILE_READY,
	BOOKFILE_NONE,   /* there is no file, or nothing is in it yet */
	BOOKFILE_BUSY,   /* locked by another reader */
	BOOKFILE_REFUSED /* with *e */
};

struct bookfile {
	char *path; /* NULL: there is no home */
	struct sqlite3 *db;
	struct stat is; /* the file, when it was opened */
};

void bookfile_init(struct bookfile *f, const char *path);
void bookfile_fini(struct bookfile *f);

/* Close the database; the next call opens it again. */
void bookfile_close(struct bookfile *f);

/* Is the file what it was in *is (all 0: not there), as far as stat() knows?
 * *is is what it is now. */
bool bookfile_same(const struct bookfile *f, struct stat *is);

/* Open the file to be read, unless it is open. */
enum bookfile_answer bookfile_read(struct bookfile *f, struct err *e);

/*
 * Open it to be written, which makes the file and the folders above it, begin
 * a transaction and bring the tables up to date in it.  Never NONE.  If READY,
 * bookfile_commit() or bookfile_rollback() is due.
 */
enum bookfile_answer bookfile_begin(struct bookfile *f, struct err *e);

/* Commit, or take it all back; what was not committed is not in the file. */
enum bookfile_answer bookfile_commit(struct bookfile *f, struct err *e);

/*
 * Take the transaction back after a call of SQLite failed: BUSY or REFUSED
 * with *e.  Unless it was busy the file is closed, as nobody knows what is
 * left of pages that the system could not write.
 */
enum bookfile_answer bookfile_rollback(struct bookfile *f, struct err *e);

/* As bookfile_rollback(), after a read failed. */
enum bookfile_answer bookfile_failed(struct bookfile *f, struct err *e);

/* Give a statement (sqlite3_finalize), or NULL. */
struct sqlite3_stmt *bookfile_query(struct bookfile *f, const char *sql);

/* Ask for one number; false if it fails. */
bool bookfile_number(struct bookfile *f, const char *sql, int64_t *n);

#endif
