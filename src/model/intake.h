/*
 * From the bytes of a file to deliveries: encoding, CSV, roles, dates,
 * sections, problems, segments.
 *
 * The first delivery holds title, columns, sections and the first 100 events,
 * the next one 2,000, all others SEGMENT_ROWS_MAX, or less if these have long
 * texts; a file known to be small begins with the 2,000.  The last delivery
 * says that it is the last.  There is always one.
 *
 * What the columns are for is settled by the records of the first delivery,
 * which are held back until then.
 *
 * One thread at a time, the loader's.  Of longer files, segments are sealed by
 * another one too (model/sealer.h).
 */
#ifndef ANNALS_MODEL_INTAKE_H
#define ANNALS_MODEL_INTAKE_H

#include "base/err.h"
#include "model/dates.h"
#include "model/delivery.h"
#include "model/package.h"
#include "model/record.h"
#include "model/roles.h"
#include "text/fold.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What the user said on the command line about a CSV, and what the reader
 * has already. */
struct loader_options {
	char delimiter;       /* 0: find out */
	char quote;           /* 0: likewise */
	char escape;          /* of quotes; 0: likewise */
	bool no_quote;        /* quotes are letters like any other */
	bool no_escape;       /* so are escape characters */
	bool header;          /* the first record has the names */
	bool no_header;       /* it is an event; neither: find out */
	const char *encoding; /* of the file, or NULL: find out */
	struct roles_option role;
	struct fold_map *map; /* shared with what is read; NULL: a new one */
	struct dates_options dates;
	/* A package for a CSV file beside which there is none, as
	 * package_beside() has it; or NULL.  It need not be there. */
	const char *package;
	const char *const *more; /* files that are read after the first */
	size_t nmore;
	/* Whoever takes the deliveries keeps all events, and wants their
	 * order with them (model/ordering.h). */
	bool ordered;
};

/* Takes d; from the intake's thread or from another one, one at a time. */
typedef void intake_sink(void *arg, struct delivery *d);

/* Is shown d before its segment is sealed; from the intake's thread. */
typedef void intake_mark(void *arg, struct delivery *d);

/* Is what is read now to be sealed by this thread alone?  Likewise. */
typedef bool intake_alone(void *arg);

struct intake_setup {
	const char *file;  /* the first, as the user would name it */
	const char *title; /* of the chronicle, if the package has none */
	uint64_t size;     /* of the file in bytes; 0: not known */
	struct loader_options options;
	const struct package *package; /* or NULL */
	intake_mark *mark;             /* or NULL */
	intake_alone *alone;           /* likewise */
	intake_sink *sink;
	void *arg; /* of these three */
};

struct intake;

/*
 * setup is copied; what it points at is lent until intake_free().  NULL with
 * *e if the options make no sense or the sections cannot be read.
 */
struct intake *intake_new(const struct intake_setup *setup, struct err *e);
void intake_free(struct intake *in); /* NULL is fine */

/* Read n more bytes.  After false with *e only intake_end(in, e) may follow. */
bool intake_feed(struct intake *in, const char *p, size_t n, struct err *e);

/*
 * Nothing more comes for now: settle and send what is there.  As
 * intake_feed().
 */
bool intake_flush(struct intake *in, struct err *e);

/*
 * The file at hand ends here, and another one begins, whose columns must be
 * the same: their names may come in another order.  name as in intake_setup,
 * size likewise.  As intake_feed().
 */
bool intake_next_file(
    struct intake *in, const char *name, uint64_t size, struct err *e);

/*
 * The file at hand cannot be read further: a record that is open is dropped.
 * What follows goes on as if it had ended; the last delivery says the first of
 * these failures.
 */
void intake_break_file(struct intake *in, const struct err *why);

/* Tell something about the file at hand as a whole. */
void intake_tell(struct intake *in, const char *what);

/*
 * Send the last delivery.  why is NULL at the end of the file, else what went
 * wrong before it: ERR_MEMORY gives a problem, all else a delivery that
 * failed, with the events up to there in either case.
 */
void intake_end(struct intake *in, const struct err *why);

#endif
