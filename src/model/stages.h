/*
 * From the bytes of one file to its records: encoding, dialect, CSV.
 *
 * What neither the user nor a package says of these is guessed by the first
 * bytes, which are held back until then.  What stands above the header is no
 * record but a problem, and a line "sep=;" is neither.
 *
 * One thread at a time, the loader's.
 */
#ifndef ANNALS_MODEL_STAGES_H
#define ANNALS_MODEL_STAGES_H

#include "base/err.h"
#include "model/csv.h"
#include "model/encoding.h"
#include "model/package.h"
#include "model/sniff.h"

#include <stdbool.h>
#include <stddef.h>

struct stages_ops {
	/* The dialect, once, before any record; columns_max may be set. */
	void (*dialect)(void *arg, struct csv_options *dialect);
	struct csv_ops csv;
};

struct stages_setup {
	const char *encoding;          /* what the user says, or NULL */
	struct sniff_known known;      /* likewise */
	const struct package *package; /* the rest is what it says; or NULL */
	struct stages_ops ops;
	void *arg;
};

struct stages;

/* setup is copied, its strings are not needed any more.  NULL with *e if it
 * makes no sense. */
struct stages *stages_new(const struct stages_setup *setup, struct err *e);
void stages_free(struct stages *s); /* NULL is fine */

/* Read n more bytes.  False with *e: as csv_feed(); then only stages_csv(),
 * stages_encoding() and stages_free() may follow. */
bool stages_feed(struct stages *s, const char *p, size_t n, struct err *e);

/* Nothing more comes for now: decide, and read what is there. */
bool stages_flush(struct stages *s, struct err *e);

/* The file ends here. */
bool stages_finish(struct stages *s, struct err *e);

/* Lend what is known of the encoding, and the counts of the CSV so far. */
const struct encoding *stages_encoding(const struct stages *s);
const struct csv_stats *stages_csv(const struct stages *s);

#endif
