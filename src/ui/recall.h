/*
 * What a person comes back to when a chronicle is read again: the queries as
 * texts; section, selected event, jumps and places in texts by id, as their
 * numbers may be others then.  An event without an id is looked for at its
 * number in the file.
 *
 * Main thread.
 */
#ifndef ANNALS_UI_RECALL_H
#define ANNALS_UI_RECALL_H

#include "base/buf.h"
#include "ui/reader.h"

#include <stdbool.h>

struct recall;

/* Remember where r is.  Gives. */
struct recall *recall_new(const struct reader *r);
void recall_free(struct recall *k); /* NULL is fine */

/*
 * Append section, selected event and how far its text was scrolled to a line
 * (ui/fields.h); nothing if all of these are as in a chronicle that was just
 * opened.
 */
void recall_print(const struct recall *k, struct buf *line);

/*
 * What such a line says, which may be any bytes.  An event without an id must
 * have the title that it had.  Gives, or NULL if it says nothing.
 */
struct recall *recall_parse(struct str line);

/*
 * The file is the same, but its columns are for something else: look for
 * events by their numbers, and for no section.
 */
void recall_by_number(struct recall *k);

/* All is to be restored again, in another reader. */
void recall_restart(struct recall *k);

/* Was r not brought to its event yet, and has nobody gone on meanwhile? */
bool recall_waits(const struct recall *k, const struct reader *r);

/*
 * Restore in r, which is new, what can be so far; to be called when its
 * chronicle has grown and when its find is through.  Whoever has gone on
 * meanwhile is left alone.  What there is no more is appended to lost, for the
 * status line.  True if nothing is left to be done.
 */
bool recall_step(struct recall *k, struct reader *r, struct buf *lost);

#endif
