/*
 * An event as an entry of BibTeX.
 *
 * An entry is a @misc: title; year, month and day as precise as the date is;
 * howpublished, the title of the chronicle; note, the date in words where
 * these fields do not tell all of it, and the sources but those that are a URL
 * and nothing else; url, the first one in them.  What is empty is left out.
 *
 * Main thread.
 */
#ifndef ANNALS_MODEL_BIBTEX_H
#define ANNALS_MODEL_BIBTEX_H

#include "base/buf.h"
#include "model/chronicle.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Append the entry of event n of c, whose record is r; number is what it is
 * called without an id.  The key is the id.  Where that is empty, or not the
 * first of its kind, or has other characters than letters and digits of ASCII
 * and - _ : . + /, the number is in it.
 *
 * Values are sanitised, and what would be a command to TeX or a brace to
 * BibTeX is written as the command that shows it.  ascii: all is ASCII.
 */
void bibtex_add(struct buf *out, const struct chronicle *c, size_t n,
    size_t number, const struct record *r, bool ascii);

#endif
