/*
 * A chronicle as it is read: segments, plain arrays by event number, order.
 *
 * Events are numbered from 0 in the order of the file and never change or
 * move; there are more of them after each chronicle_adopt().  The order of
 * reading is by date (chronicle_order()): first day (an open start counts by
 * its end), then the wider interval first, then file order; undated last.
 *
 * Main thread.  Only sealed segments are ever asked.
 */
#ifndef ANNALS_MODEL_CHRONICLE_H
#define ANNALS_MODEL_CHRONICLE_H

#include "base/date.h"
#include "base/err.h"
#include "model/csv.h"
#include "model/dates.h"
#include "model/events.h"
#include "model/problem.h"
#include "model/record.h"
#include "model/sections.h"
#include "model/stamp.h"
#include "text/fold.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct chronicle;
struct date_columns; /* model/date_columns.h */
struct delivery;     /* model/delivery.h: what the loader sends */
struct segment;      /* model/segment.h */

struct chronicle *chronicle_new(void);
void chronicle_free(struct chronicle *c); /* NULL is fine */

/* Lend how words are folded; who reads for c shares it. */
struct fold_map *chronicle_map(const struct chronicle *c);

/*
 * Take what the loader sent (takes d, also on failure).  False with *e if the
 * loader failed or memory was refused; what is there stays readable.
 */
bool chronicle_adopt(struct chronicle *c, struct delivery *d, struct err *e);

/*
 * A date that came showed that earlier ones were misread: they have to be read
 * again, from their cells.
 */
bool chronicle_redating(const struct chronicle *c);

/*
 * Do a piece of that, some ms; *done says that it was the last one, and that
 * events have other dates now and stand in another order.  False with *e if
 * SQLite or memory fails: they stay as they are then, and that was all.
 */
bool chronicle_redate(struct chronicle *c, bool *done, struct err *e);

/* True until the loader said that there is no more. */
bool chronicle_loading(const struct chronicle *c);

/* Is it read from compiled files, where all is settled? */
bool chronicle_compiled(const struct chronicle *c);

/* How much of it is read, in percent; -1 if that is not known. */
int chronicle_share(const struct chronicle *c);

/* Lend the name to show, from the package or the file; "" before it is known */
const char *chronicle_title(const struct chronicle *c);
/* Lend the name of its package; "" if it has none, or before it is known */
const char *chronicle_name(const struct chronicle *c);
/* Lend a line on what its source numbers refer to, e.g. "article"; may be "" */
const char *chronicle_source(const struct chronicle *c);
/* Lend what the file is in, so far, if that is not UTF-8, else NULL; *guessed
 * is whether nobody said so. */
const char *chronicle_encoding(const struct chronicle *c, bool *guessed);
const struct columns *chronicle_columns(const struct chronicle *c);
/* Lend how its first file is written; all zero before that is known */
const struct csv_options *chronicle_dialect(const struct chronicle *c);
const struct sections *chronicle_sections(const struct chronicle *c);
const struct problems *chronicle_problems(const struct chronicle *c);
/* Lend what the files were like that it was read from */
const struct stamps *chronicle_stamps(const struct chronicle *c);

size_t chronicle_count(const struct chronicle *c);

/* Lend dates and sections by event number, for who counts over many. */
const struct events *chronicle_events(const struct chronicle *c);

/* Of event n: the days (DATE_NONE in precision if undated) and section. */
struct date chronicle_date(const struct chronicle *c, size_t n);
uint32_t chronicle_section(const struct chronicle *c, size_t n);

/* How many events have a date and come before the others. */
size_t chronicle_dated(const struct chronicle *c);

/* Lend all events in reading order; *dated is chronicle_dated().  Good until
 * the next chronicle_adopt(). */
const uint32_t *chronicle_order(const struct chronicle *c, size_t *dated);

/*
 * Lend how the dates of the file are written, for who has the text of one and
 * no event; good until the next chronicle_adopt().
 */
const struct dates *chronicle_dates(const struct chronicle *c);

/*
 * Lend how the dates in a column are written that is not the events' own
 * (model/date_columns.h), by its first events; NULL if it holds none.  As
 * date_columns_find().
 */
const struct dates *chronicle_column_dates(
    const struct chronicle *c, size_t column, unsigned *version);

/*
 * Append a line that says so if these were read in one of several ways:
 * "NAME: dates like 3/4/1999 are read ...", see dates_explain().  False if
 * there is nothing to say.
 */
bool chronicle_explain_dates(
    const struct chronicle *c, size_t column, struct buf *out);

/* Lend what is known of all of them, for who goes through their cells. */
struct date_columns *chronicle_date_columns(const struct chronicle *c);

/* Take what from knows of them, whose events came before those of c. */
void chronicle_follow(struct chronicle *c, struct chronicle *from);

/* The cells that the widest text of a date takes, so far; 0 without dates. */
int chronicle_date_cols(const struct chronicle *c);

/* The event with that id; false if there is none. */
bool chronicle_find(const struct chronicle *c, struct str id, size_t *n);

/*
 * Fetch event n into r (record_init() before).  False with *e if SQLite or
 * memory fails; r is then all empty fields, so it may be shown all the same.
 */
bool chronicle_record(
    const struct chronicle *c, size_t n, struct record *r, struct err *e);

/*
 * Lend the segments, which hold all events in their order, for who searches
 * them; *start is the number of the first event of segment i.
 */
size_t chronicle_segments(const struct chronicle *c);
struct segment *chronicle_segment(
    const struct chronicle *c, size_t i, size_t *start);

#endif
