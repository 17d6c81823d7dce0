/*
 * What model/csv.h promises of any input, as properties, and a second reader
 * that is as simple as can be, to compare with.  For test_csv and fuzz_csv.
 */
#ifndef ANNALS_TESTS_FUZZ_CSV_ORACLE_H
#define ANNALS_TESTS_FUZZ_CSV_ORACLE_H

#include "base/buf.h"
#include "base/err.h"
#include "model/csv.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Read p in pieces of 1 to most bytes, by a series of numbers from seed, and
 * append a line for each record ("LINE:[field][field]", "LINE!" if a quote is
 * literal), problem ("? KIND LINE:COLUMN") and error ("error LINE: text").
 * *stats is what was counted; raw (may be NULL) gets each record's raw text
 * and a NUL.
 */
void oracle_read(const struct csv_options *o, struct str p, size_t most,
    unsigned seed, struct buf *out, struct csv_stats *stats, struct buf *raw);

/* Append what oracle_read() should, for options without bounds and without an
 * escape character. */
void oracle_expect(const struct csv_options *o, struct str p, struct buf *out);

/* All that must hold for p, with bounds or not; prints and aborts if not. */
void oracle_check(const struct csv_options *o, struct str p, unsigned seed);

#endif
