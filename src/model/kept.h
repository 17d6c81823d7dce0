/*
 * What a reader keeps of one chronicle: its bookmarks and notes, by event.
 *
 * The rows of the file (model/bookmarks.h) are read and each is looked for in
 * the chronicle: by its id first, and what has no id, or an id that is gone or
 * names something else now, by name, date and text.  The latter reads the
 * titles of the chronicle once, in short steps, and only if it is needed.
 * Rows of a CSV that lies at its path no more belong to a file with the same
 * columns in which more than half of them are found, one of them unchanged: it
 * was renamed.
 *
 * Only what is saved is here: after BOOKMARKS_BUSY a change shows once
 * kept_retry() says SAVED.  Main thread.
 */
#ifndef ANNALS_MODEL_KEPT_H
#define ANNALS_MODEL_KEPT_H

#include "base/err.h"
#include "model/bookmarks.h"
#include "model/chronicle.h"
#include "model/kept_item.h"
#include "model/query_node.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct kept;

/*
 * For the chronicle that is read from path (a package, a CSV, "-").  Lends
 * store and c until kept_free().  Reads nothing yet; NULL if memory is
 * refused.
 */
struct kept *kept_new(
    struct bookmarks *store, const struct chronicle *c, const char *path);
void kept_free(struct kept *k); /* NULL is fine */

/*
 * Look whether somebody wrote to the file or the chronicle grew; for each key
 * and delivery, it is cheap if neither did.  Returns true if kept_step() has
 * something to do.
 */
bool kept_stale(struct kept *k);

/*
 * Do a piece of the work (a few ms): read the rows again, look for them.
 * *done says that nothing is left to do for the chronicle as it is now.
 * False with *e if the file cannot be read (or memory is refused): the
 * chronicle has no bookmarks then, and kept_stale() is false until the file
 * changes.  ERR_STOPPED: another reader is writing, try again soon.
 */
bool kept_step(struct kept *k, bool *done, struct err *e);

/* Goes up whenever one of the answers below may have changed. */
unsigned kept_version(const struct kept *k);

/* All rows of the chronicle: bookmarks by created, then notes alone.  A row
 * is good until the next kept_step() or write. */
size_t kept_count(const struct kept *k);
const struct kept_item *kept_item(const struct kept *k, size_t i);

/* Lend the row of an event, or NULL; O(log n). */
const struct kept_item *kept_at(const struct kept *k, size_t event);

/* Is it bookmarked?  Has it a note? */
bool kept_marked(const struct kept *k, size_t event);
bool kept_noted(const struct kept *k, size_t event);

/* Lend the row with that letter, 'a' to 'z', or NULL. */
const struct kept_item *kept_letter(const struct kept *k, char letter);

/*
 * Bookmark an event; letter and list as set says (BOOKMARK_SET_LETTER,
 * BOOKMARK_SET_LIST).  Answers as bookmarks_put(); a row that was found for
 * the event by its content goes on to be its row.
 */
enum bookmarks_answer kept_mark(struct kept *k, size_t event, unsigned set,
    char letter, struct str list, struct err *e);

/* Put an event on the reading list of that name, which bookmarks it, or take
 * it off; see bookmarks_list().  A name has 1 to BOOKMARK_NAME_MAX bytes of
 * UTF-8, no controls, no ; and no blanks at its ends. */
enum bookmarks_answer kept_list(
    struct kept *k, size_t event, struct str name, bool on, struct err *e);

/* Take the bookmark of an event away. */
enum bookmarks_answer kept_unmark(struct kept *k, size_t event, struct err *e);

/* Write the note of an event, that was was (bookmarks_revision()) when the
 * writer started.  See bookmarks_note(). */
enum bookmarks_answer kept_note(
    struct kept *k, size_t event, struct str note, uint64_t was, struct err *e);

/* Take the bookmark of a row away, also of one that is gone. */
enum bookmarks_answer kept_unmark_item(
    struct kept *k, const struct kept_item *item, struct err *e);

/* As bookmarks_retry(); what was saved shows then. */
enum bookmarks_answer kept_retry(struct kept *k, struct err *e);

/*
 * The answer to is:bookmarked, is:note, has:note, note:words
 * and list:words, to be handed
 * to search_ask() (a search_left) with the kept as arg.
 */
bool kept_left(void *arg, const struct query_node *node, size_t start,
    uint64_t *set, size_t n, struct err *e);

#endif
