/*
 * What every kind of segment has, and can do: see model/segment.h, by which it
 * is asked.
 */
#ifndef ANNALS_MODEL_SEGMENT_OPS_H
#define ANNALS_MODEL_SEGMENT_OPS_H

#include "base/err.h"
#include "base/str.h"
#include "model/events.h"
#include "model/record.h"
#include "model/wordindex.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct segment;
struct word_walk;       /* model/wordwalk.h */
struct word_walk_setup; /* likewise */

/* Is shown the cells of a column; the bytes are lent for the call. */
typedef void (*segment_cell)(void *arg, size_t row, struct str cell);

/* Likewise, until it has enough: false. */
typedef bool (*segment_take)(void *arg, size_t row, struct str cell);

struct segment_ops {
	/* See segment_record(). */
	bool (*record)(
	    struct segment *s, size_t row, struct record *r, struct err *e);
	/* See segment_indexes(). */
	bool (*indexes)(const struct segment *s, size_t column);
	/* See segment_scan_column(). */
	bool (*scan)(struct segment *s, size_t column, const uint64_t *within,
	    segment_cell fn, void *arg, struct err *e);
	/* See segment_read_column(). */
	bool (*read)(struct segment *s, size_t column, size_t *row,
	    segment_take fn, void *arg, struct err *e);
	/* See segment_match(). */
	bool (*match)(struct segment *s, const struct segment_term *t,
	    uint64_t *set, size_t *count, struct err *e);
	/* See segment_words_after(). */
	bool (*words)(struct segment *s, struct str prefix, struct str after,
	    word_visit visit, void *arg, struct err *e);
	/* See segment_walk() and segment_words_total(). */
	struct word_walk *(*walk)(struct segment *s,
	    const struct word_walk_setup *setup, struct err *e);
	bool (*total)(struct segment *s, uint64_t *words, struct err *e);
	/* See segment_copy_words(). */
	bool (*copy)(struct segment *s, const struct word_source *to,
	    struct buf *pieces, uint32_t *words, struct err *e);
	/* See segment_check(); NULL: it is not known. */
	bool (*check)(struct segment *s, struct err *e);
	void (*free)(struct segment *s);
};

struct segment { /* first member of every kind of segment */
	const struct segment_ops *ops;
	size_t n;             /* events in it */
	struct events events; /* by row, sorted once it is sealed; may be taken
				 out of it then, with events_init() */
	struct segment *next; /* what comes with it and after it, whose events
				 are in this one's; else NULL */
};

#endif
