/*
 * A span of time in words: what a bar of the timeline counts.
 *
 * All append to out.  filtered: the list shows less than the chronicle, so
 * its numbers are told against the whole.  Pure functions.
 */
#ifndef ANNALS_UI_SPAN_H
#define ANNALS_UI_SPAN_H

#include "base/buf.h"
#include "model/sections.h"
#include "model/timeline.h"

#include <stdbool.h>
#include <stddef.h>

/* "1990s: 12 of 31 events, 2 with wider dates"; i < t->nbars, here too: */
void span_tell(
    struct buf *out, const struct timeline *t, size_t i, bool filtered);

/* "1990s: 12/31" */
void span_tell_briefly(
    struct buf *out, const struct timeline *t, size_t i, bool filtered);

/*
 * "Soviet Union 3, Tourism 1": the sections of what the list shows in bar i,
 * the largest first.  "" if it shows nothing.  letters: "B Soviet Union 3", as
 * span_tell_letters() names them.
 */
void span_tell_shares(struct buf *out, const struct timeline *t, size_t i,
    const struct sections *s, bool letters);

/* The title of a row.  Lends. */
struct str span_title(
    const struct timeline *t, size_t row, const struct sections *s);

/* "3 of 35", "3/35" if brief: the undated events of a row. */
void span_tell_undated(
    struct buf *out, const struct timeline_row *row, bool filtered, bool brief);

/*
 * What the bars mean: "by year   # listed   . not listed   full height 43
 * events".  full: events of a bar of full height.
 */
void span_tell_legend(
    struct buf *out, const struct timeline *t, uint32_t full, bool filtered);

/* The same where each row is a letter: "by year   full height 43 events   A
 * Soviet Union   B Tourism". */
void span_tell_letters(struct buf *out, const struct timeline *t, uint32_t full,
    const struct sections *s);

#endif
