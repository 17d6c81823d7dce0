/*
 * CSV as a stream: bytes go in, records with line numbers come out.
 *
 * RFC 4180 read leniently (libcsv): any line end (CR, LF, CR LF, CR CR LF),
 * blanks around unquoted fields are dropped, quoted fields are kept as they
 * are, blank lines are no records, NUL is a byte like any other.  What comes
 * out does not depend on how the input is cut into pieces.
 *
 * With an escape character, that and a quote within a quoted field are two
 * quotes from the start (model/csv_escape.h), in raw texts too.
 *
 * Nothing is lost: every byte belongs to a record, to a blank line, or to what
 * lies beyond record_max and was told as a problem (struct csv_stats).  A
 * field over field_max is cut and told; the record's raw text has all of it.
 * A quote that is never closed (within the bounds or at all) is told with its
 * line; the record then ends with that line, from the quote on quotes mean
 * nothing, and reading goes on with the next line.  But if the file ends in
 * that very field, the field is what stands behind the quote.
 *
 * Memory: at most the open record twice (as it stands and as fields), one
 * field and a few chunks; a refusal is ERR_MEMORY.  Time is linear in the
 * input, whatever is in it.  Any thread, one at a time.
 */
#ifndef ANNALS_MODEL_CSV_H
#define ANNALS_MODEL_CSV_H

#include "base/err.h"
#include "base/str.h"
#include "model/csv_options.h"
#include "model/problem.h"

#include <stdbool.h>
#include <stddef.h>

/* Name of the field after the last, into which the rest is folded. */
#define CSV_MORE_COLUMNS "more columns"

struct csv_record {
	const struct str *field; /* n of them, 1 to columns_max + 1 */
	size_t n;
	size_t line;        /* physical line where it starts, from 1 */
	bool literal_quote; /* it holds a quote that is never closed */
	bool plain;         /* all its quotes are where they belong, for sure */
	struct str raw;     /* as it stands in the file, without line end */
};

struct csv_ops {
	/* A record, lent for the call; the header is the first.  False stops
	 * the parse with ERR_STOPPED. */
	bool (*record)(void *arg, const struct csv_record *r);
	/* column is the field from 1, or 0; what and raw are lent.  Comes
	 * before the record that it is about. */
	void (*problem)(void *arg, enum problem_kind kind, size_t line,
	    size_t column, const char *what, struct str raw);
};

/* bytes == record_bytes + blank_bytes + cut_bytes after csv_finish(). */
struct csv_stats {
	size_t bytes;        /* fed */
	size_t lines;        /* physical lines read */
	size_t records;      /* given, with the header */
	size_t record_bytes; /* in them as they stand, line ends included */
	size_t blank_lines;
	size_t blank_bytes;
	size_t cut_bytes;  /* beyond record_max, told as problems */
	size_t peak;       /* most bytes of memory held at a time */
	size_t error_line; /* of an ERR_FORMAT, else 0 */
};

struct csv;

/* NULL if memory is refused.  options (checked before) and ops are copied. */
struct csv *csv_new(
    const struct csv_options *options, const struct csv_ops *ops, void *arg);

/* NULL is fine.  (The name csv_free is libcsv's.) */
void csv_close(struct csv *c);

/*
 * Read n more bytes, any number.  False with *e: ERR_MEMORY, ERR_STOPPED, or
 * ERR_FORMAT "quote opened in the header is never closed" (error_line says
 * where); then nothing but csv_stats() and csv_close() may follow.
 */
bool csv_feed(struct csv *c, const char *p, size_t n, struct err *e);

/* The input ends here: give the last record.  As csv_feed(). */
bool csv_finish(struct csv *c, struct err *e);

/* Lend the counts so far. */
const struct csv_stats *csv_stats(const struct csv *c);

#endif
