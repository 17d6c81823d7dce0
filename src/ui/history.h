/*
 * What was entered at a prompt before: lines, oldest first.
 *
 * No two are equal: adding one again makes it the newest.  Each is a
 * non-empty sanitised line (text/glyph.h) of at most HISTORY_LINE_MAX bytes,
 * so it may be shown and saved as it is.  Reading and writing the file is
 * the caller's.
 *
 * Main thread.
 */
#ifndef ANNALS_UI_HISTORY_H
#define ANNALS_UI_HISTORY_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

#define HISTORY_LINE_MAX 4096

struct history;

/* Keeps the newest max lines; 0 keeps none. */
struct history *history_new(size_t max);
void history_free(struct history *h); /* NULL is fine */

/* Change how many are kept; the oldest go first. */
void history_set_max(struct history *h, size_t max);

/* Add a copy of text, sanitised, as the newest; blanks alone are ignored. */
void history_add(struct history *h, const char *text);

size_t history_count(const struct history *h);

/* Lend line i, 0 is the oldest; NULL from the count on.  Good until the next
 * change. */
const char *history_at(const struct history *h, size_t i);

/* Add each line of a file that history_print() wrote; any bytes will do. */
void history_parse(struct history *h, struct str file_text);

/* Append all of them, a line each. */
void history_print(const struct history *h, struct buf *out);

/*
 * Append what the file is to be: the lines that are in it now, as others may
 * have written since history_parse(), and then those of history_add(); the
 * newest of all.  False if nothing was added.
 */
bool history_merge(
    const struct history *h, struct str file_text, struct buf *out);

#endif
