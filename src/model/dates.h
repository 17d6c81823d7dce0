/*
 * How the dates of a column are written: learned from its cells, since one
 * cell alone may not tell (3/4/1999).
 *
 * EDTF (base/date.h) means what it means there, but for 2020-21 in a column
 * that has 2019-20, too: these are two years each, as all its cells of that
 * form are two in a row.  Beside it: numeric
 * dates, in the one order in which most cells make sense; compact ones
 * (20041109) if nearly all such numbers of the column are days; dates in
 * words; days or seconds as numbers, if they are asked for.  A time of day is
 * left out, the day is the one that is written, whatever the zone.
 *
 * Years of two digits are of the century of --year-pivot; else nearest to the
 * column's years of four digits; else, if they only rise or only fall across
 * the pivot of POSIX, of 19xx; else by that pivot.
 *
 * Cells that stand for nothing (NA, 0000-00-00, "unknown") are undated, and
 * so is 1970-01-01, 1900-01-01 or 0001-01-01 where more than 30 % of the
 * dates are that day.
 *
 * To be used thus: learn from the first cells, settle, parse.  Cells that
 * come later are learned, too, and parsed; and if dates_contradicted() says
 * that they were misread, settle and parse all of them again.
 *
 * Pure; a value that may be copied, nothing to free.  Any thread, one at a
 * time; several may parse.
 */
#ifndef ANNALS_MODEL_DATES_H
#define ANNALS_MODEL_DATES_H

#include "base/buf.h"
#include "base/date.h"
#include "base/date_cell.h"
#include "base/date_numeric.h"
#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

#define DATES_SENTINELS 3
#define DATES_EXAMPLE_MAX 24

/* What the user says, or the column's name; all zero if nothing. */
struct dates_options {
	enum date_order order;
	bool has_pivot;
	int32_t pivot; /* 0 to 99: from that on, two digits are 19xx */
	/* A column of numbers only may be days as in spreadsheets (five
	 * digits, 1 is 1900-01-01) or seconds or milliseconds since 1970. */
	bool numbers;
	bool years;     /* numbers of fewer than four digits are years */
	bool day_first; /* in orders that no cell tells, whatever the sign */
};

/* What a number is that is no date by itself. */
enum dates_unit {
	DATES_NO_UNIT,
	DATES_DAYS,
	DATES_SECONDS,
	DATES_MILLISECONDS,
	DATES_NUNITS
};

/* Years of two digits, in the order of the cells. */
struct dates_series {
	uint32_t n, rises, falls;
	int32_t last, low, high;
};

struct dates {
	struct dates_options options;
	struct date_rule rule;
	int sentinel; /* the day that is none, or -1 */
	enum dates_unit unit;
	bool paired; /* 2020-21 are two years */
	bool settled;

	/* What was learned. */
	uint32_t cells;         /* neither blank nor for nothing */
	uint32_t dated;         /* of these, dates for sure */
	uint32_t years;         /* four digits that may be a year */
	uint32_t numbers;       /* all digits: no date by itself */
	uint32_t shorts;        /* of these, of one to three digits */
	uint32_t compact, days; /* of 6, 8, 12, 14 digits; that are days */
	uint32_t units[DATES_NUNITS]; /* numbers by their size */
	uint32_t pairs[DATE_NPAIRS];  /* cells by what date_cell_pair() says */
	/* Numeric dates by the orders that they can have: bits as of
	 * date_numeric_orders(), shifted down by one. */
	uint32_t orders[8];
	uint32_t slashes, others; /* separators of those with several */
	uint32_t sentinels[DATES_SENTINELS];
	int32_t low, high;               /* years of four digits; 0: none */
	struct dates_series front, back; /* years of two */
	char example[DATES_EXAMPLE_MAX]; /* the first of several orders */
};

/* NULL: no options. */
void dates_init(struct dates *d, const struct dates_options *options);

/* Learn from a cell; after settling only what might contradict. */
void dates_learn(struct dates *d, struct str cell);

/* Decide how to read. */
void dates_settle(struct dates *d);

/* Would settling now read cells in another way that were read already? */
bool dates_contradicted(const struct dates *d);

/* Was the order assumed, as no cell tells it and the user did not? */
bool dates_ambiguous(const struct dates *d);

/*
 * Append a line that says so: "dates like 3/4/1999 are read month first;
 * --date-order dmy changes it".  False if they are not ambiguous.
 */
bool dates_explain(const struct dates *d, struct buf *out);

/*
 * Parse a cell; undated and true if it is blank or stands for nothing.  False
 * with *e (ERR_FORMAT, "31/4/1999: no such day", "x: not a date") and *out
 * undated if it is no date in this column.
 */
bool dates_parse(
    const struct dates *d, struct str cell, struct date *out, struct err *e);

/*
 * Append the EDTF text of a date that is spread over cells: 1999-04-05, or
 * 1999-04 or 1999 if day, or day and month, are blank or 0; nothing if the
 * year is blank.  A month may be a name.  What is no number is put there as
 * it is, so that it can be told as an error.
 */
void dates_compose(
    struct buf *out, struct str year, struct str month, struct str day);

#endif
