/*
 * Makes events of records: fits them to the columns, checks their fields,
 * finds date, section and id.
 *
 * Nothing is dropped in silence.  A record with too few fields has empty ones
 * at its end.  What goes beyond the last column is put behind the last field,
 * with delimiters between, which is what the text was if a delimiter in it
 * was not quoted.  These, and whatever a role cannot use as it stands, are
 * problems, and the field stays as it is.  But a delimiter at the end of a line
 * is none, if there is nothing behind it.
 *
 * One thread at a time, the loader's.
 */
#ifndef ANNALS_MODEL_SHAPER_H
#define ANNALS_MODEL_SHAPER_H

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "model/csv.h"
#include "model/dates.h"
#include "model/ids.h"
#include "model/problem.h"
#include "model/record.h"
#include "model/section_case.h"
#include "model/sections.h"
#include "model/segment.h"

#include <stdbool.h>
#include <stddef.h>

struct shaper {
	const char *file; /* as the user would name it; lent */
	char delimiter, quote;
	/* Texts that stand for nothing where there should be a date, a section
	 * or an id; lent. */
	const char *const *missing;
	size_t nmissing;
	const char *const *names; /* of columns without a header; lent */
	size_t nnames;            /* 0: they are numbered */
	bool listed; /* there is a table of sections: others are problems */

	struct columns columns;
	struct sections sections;
	struct section_case spelled; /* those of a column that no table lists */
	struct problems problems;
	struct ids ids;
	struct dates dates; /* how the cells of the date column are read */
	size_t held;        /* events that it learned from before */
	size_t events;      /* fitted so far */
	int date_cols;      /* cells of the widest date so far */

	size_t named; /* columns up to the last one with a name */

	/* The field of each column in the file at hand; NULL: as they come. */
	size_t *from;
	struct str *field;   /* the event at hand, a field for each column */
	struct buf joined;   /* its last field, if that is made of several */
	struct buf composed; /* the fields of its composed columns */
	struct buf text;     /* scratch */
};

void shaper_init(struct shaper *s);
void shaper_fini(struct shaper *s);

/* The columns are those of the first record: its names, or as many, which
 * s->names may name. */
void shaper_columns(struct shaper *s, const struct csv_record *r, bool header);

/*
 * Another file begins with a header: what comes next is of its columns.  False
 * with *e (ERR_FORMAT) if they are not those of the first file.
 */
bool shaper_columns_of(struct shaper *s, const char *first,
    const struct csv_record *header, struct err *e);

/* Fill s->field from a record, for the calls below. */
void shaper_fit(struct shaper *s, const struct csv_record *r);

/*
 * Check s->field, of the record at that line, and tell what segment_add()
 * wants to know of it.  False if memory is refused.
 */
bool shaper_shape(struct shaper *s, size_t line, struct segment_row *row);

/* Add a problem of the file; what is in s->text. */
void shaper_complain(struct shaper *s, enum problem_kind kind, size_t line,
    size_t column, struct str raw);

#endif
