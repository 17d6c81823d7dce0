/*
 * Bookmarks and notes as text, to take along and to put together: annals(5).
 *
 * Lines of UTF-8, in a stable order: the same rows always give the same
 * bytes, and reading them into an empty file and writing again does too.
 * Main thread.
 */
#ifndef ANNALS_MODEL_BOOKMARKS_TEXT_H
#define ANNALS_MODEL_BOOKMARKS_TEXT_H

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "model/bookmarks.h"

#include <stdbool.h>
#include <stddef.h>

#define BOOKMARKS_TEXT_MAX ((size_t)64 << 20) /* bytes that are read */

/* Append all rows of the file.  False with *e: as bookmarks_each(). */
bool bookmarks_export(struct bookmarks *b, struct buf *out, struct err *e);

/*
 * Add the rows of a text to the file (bookmarks_merge()): all of them or, if
 * a line is wrong, none, with *e (ERR_FORMAT, "line 7: ...").  *n is how many
 * there are.
 */
enum bookmarks_answer bookmarks_import(
    struct bookmarks *b, struct str text, size_t *n, struct err *e);

#endif
