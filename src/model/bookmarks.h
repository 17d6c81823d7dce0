/*
 * The bookmarks and notes of a user: one SQLite file, for all chronicles.
 *
 * A row is an event of a chronicle that has a bookmark, a note or both.  What
 * was answered with BOOKMARKS_SAVED is on the disk: it outlives a crash, a
 * kill and a power cut.  Several readers share the file.  A write tries once
 * and waits for another reader 5 ms at most; what could not be written stays
 * pending, in order, until bookmarks_retry() has written it or given it up.
 * Between calls no transaction is open and no lock is held.
 *
 * Nothing is made before the first write.  A file that is damaged, of another
 * program or of a newer annals is never changed, deleted or replaced: reading
 * and writing are refused with the reason, and each call looks anew.
 *
 * Texts are any bytes and come back as they were; who shows them cleans them.
 * Main thread.
 */
#ifndef ANNALS_MODEL_BOOKMARKS_H
#define ANNALS_MODEL_BOOKMARKS_H

#include "base/err.h"
#include "base/str.h"
#include "model/bookmark.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum bookmarks_answer {
	BOOKMARKS_SAVED, /* on the disk, with all that was pending */
	BOOKMARKS_BUSY,  /* another reader writes: pending; bookmarks_retry() */
	BOOKMARKS_FAILED /* not saved, with *e; nothing is pending any more */
};

/* What a write did that its caller could not know of before. */
struct bookmarks_told {
	size_t joined;  /* notes that hold the texts of two readers now */
	size_t letters; /* of a merge, that stayed with another event */
};

struct bookmarks;

/*
 * Use the file path (copied; NULL: there is no home, so that all is empty and
 * each write fails).  Touches no file.
 */
struct bookmarks *bookmarks_new(const char *path);
void bookmarks_free(struct bookmarks *b); /* NULL is fine; drops what is
					     pending */

/*
 * Was anything written since the last bookmarks_each(), by whomever, or
 * nothing read yet?  For each key: some 10 us.  Says false while it cannot
 * tell.
 */
bool bookmarks_changed(struct bookmarks *b);

/* Is shown a row; what it lends is good for the call.  False: enough. */
typedef bool (*bookmarks_visit)(void *arg, const struct bookmark *row);

/*
 * Show visit all rows in the order of their bytes: chronicle, key.  No file is
 * no rows.  False with *e if the file cannot be read; rows may have been shown
 * then.  ERR_STOPPED: another reader is writing right now, ask again soon.
 */
bool bookmarks_each(
    struct bookmarks *b, bookmarks_visit visit, void *arg, struct err *e);

#define BOOKMARK_SET_LETTER 1u /* set the letter, which may be none */
#define BOOKMARK_SET_LIST 2u   /* set the lists, which may be none */

/*
 * Bookmark the event of m, which may have one already; of its letter and
 * lists those are set that set names.  Another event of the chronicle with
 * that letter loses it, but not its bookmark.  A note stays as it is.
 *
 * *e says what is not kept and why: "NAME: disk is full, not saved".
 */
enum bookmarks_answer bookmarks_put(
    struct bookmarks *b, const struct bookmark *m, unsigned set, struct err *e);

/* Take away the bookmark of the event of m, if there is one.  A note stays. */
enum bookmarks_answer bookmarks_remove(
    struct bookmarks *b, const struct bookmark *m, struct err *e);

/*
 * Bookmark the event of m, if it has none yet, and put it on the reading list
 * that m->list names; or, if on is false, take it off that list, where its
 * bookmark stays.  Its other lists stay, also those of another reader.
 */
enum bookmarks_answer bookmarks_list(
    struct bookmarks *b, const struct bookmark *m, bool on, struct err *e);

/* What a note was: a hash of its text, 0 for none. */
uint64_t bookmarks_revision(struct str note);

/*
 * Let the note of the event of m be m->note, at most BOOKMARK_NOTE_MAX bytes
 * or no more than it had; an empty one takes it away.  was is the revision from
 * which the writer started.  If the note is another one by now, both texts are
 * kept: the one in the file, a line BOOKMARK_SEPARATOR, and this one; an empty
 * text leaves the one in the file.  A bookmark stays as it is.
 */
enum bookmarks_answer bookmarks_note(
    struct bookmarks *b, const struct bookmark *m, uint64_t was, struct err *e);

/* The rows of the chronicle from->chronicle are those of to->chronicle now;
 * where both have a row for an event, both stay. */
enum bookmarks_answer bookmarks_move(struct bookmarks *b,
    const struct bookmark *from, const struct bookmark *to, struct err *e);

/*
 * Add n rows, all or none.  Where there is one already, nothing of it is
 * lost: it gets the bookmark, the lists and the text of the note that it has
 * not, the earlier time, and the letter if neither it nor another event of the
 * chronicle has one.
 */
enum bookmarks_answer bookmarks_merge(
    struct bookmarks *b, const struct bookmark *m, size_t n, struct err *e);

/* Is something pending? */
bool bookmarks_pending(const struct bookmarks *b);

/*
 * Milliseconds until bookmarks_retry() is worth it (3 to 50), or -1 if nothing
 * is pending.
 */
int bookmarks_wait(const struct bookmarks *b);

/* Write what is pending; SAVED if nothing is.  FAILED once it has been
 * pending for two seconds. */
enum bookmarks_answer bookmarks_retry(struct bookmarks *b, struct err *e);

/* Of the last write that was answered with BOOKMARKS_SAVED. */
struct bookmarks_told bookmarks_told(const struct bookmarks *b);

#endif
