/*
 * A text in a private temporary file, for an editor.  Main thread.
 */
#ifndef ANNALS_PLAT_DRAFT_H
#define ANNALS_PLAT_DRAFT_H

#include "base/err.h"
#include "base/str.h"

/*
 * Write text to a new file that only the user may read, in $TMPDIR or /tmp,
 * and give its path (x_free).  NULL with *e.
 */
char *draft_make(struct str text, struct err *e);

/* Remove the file.  NULL is fine. */
void draft_remove(const char *path);

#endif
