/*
 * What was done to a text, to be taken back step by step, and done again.
 *
 * A step puts one piece in the place of another.  What is typed, deleted or
 * pasted at a stretch is one step.  At most UNDO_BYTES are kept: the oldest
 * steps are forgotten.  Positions are bytes of the text.  Main thread.
 */
#ifndef ANNALS_UI_UNDO_H
#define ANNALS_UI_UNDO_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

#define UNDO_BYTES ((size_t)1 << 20)

/* How something was done: all but the first joins what was done so before, if
 * that stands beside it. */
enum undo_kind { UNDO_ALONE, UNDO_TYPED, UNDO_DELETED, UNDO_PASTED };

/* What is to be done to the text: is, at byte at, becomes will.  Lends. */
struct undo_change {
	size_t at;
	struct str is, will;
};

struct undo;

struct undo *undo_new(void);
void undo_free(struct undo *u); /* NULL is fine */

/* was, at byte at, became is.  What was taken back cannot be done again any
 * more. */
void undo_add(struct undo *u, enum undo_kind kind, size_t at, struct str was,
    struct str is);

/* What comes next joins nothing. */
void undo_part(struct undo *u);

/* Take back the last step; do again the last that was.  False if there is
 * none.  What *c lends is good until the next undo_add(). */
bool undo_back(struct undo *u, struct undo_change *c);
bool undo_again(struct undo *u, struct undo_change *c);

#endif
