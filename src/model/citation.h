/*
 * An event as it is cited: a line of text or Markdown, or a record of RIS.
 *
 * Values are sanitised and in one line each, so that nothing in them can end a
 * record or begin another one.  What is empty is left out.  ascii: all that
 * comes out is ASCII.
 *
 *   Recognition of Israel, 17 May 1948. In: Israel–Russia relations,
 *   1948-recognition. Source: article, notes 1, 2
 *
 * RIS is a GEN: TI, PY and DA as precise as the date is, T2 the chronicle, ID,
 * N1 the date in words and the sources, UR the addresses among these.  Lines
 * end with LF.
 *
 * Main thread.
 */
#ifndef ANNALS_MODEL_CITATION_H
#define ANNALS_MODEL_CITATION_H

#include "base/buf.h"
#include "model/chronicle.h"

#include <stdbool.h>
#include <stddef.h>

/* Append event n of c, whose record is r. */
typedef void citation_fn(struct buf *out, const struct chronicle *c, size_t n,
    const struct record *r, bool ascii);

citation_fn citation_text;
citation_fn citation_markdown;
citation_fn citation_ris;

#endif
