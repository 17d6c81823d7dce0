/*
 * What is in the columns of a sample of records, and how well that fits a
 * role.
 *
 * Pure functions; any thread.
 */
#ifndef ANNALS_MODEL_ROLE_VALUES_H
#define ANNALS_MODEL_ROLE_VALUES_H

#include "base/str.h"
#include "model/record.h"

#include <stdbool.h>
#include <stddef.h>

/* The first records of a file. */
struct roles_sample {
	/* n records of as many fields as the file has columns, one after the
	 * other. */
	const struct str *field;
	size_t n;
};

/* What a column looks like; shares are of what is filled, 0 to 100. */
struct role_values {
	size_t n;      /* records */
	size_t filled; /* of them, what is not empty */
	size_t distinct;
	int dates, years, numbers, links, times;
	int stamps;  /* numbers that may be seconds or milliseconds since 1970,
			or days as in spreadsheets, or months, of our time */
	size_t mean; /* code points of what is filled */
	int digits;  /* the share of these that are ASCII digits */
	bool unique; /* all are filled, and differ */
	int longest; /* how long it is, of the longest with text: 0 to 100 */
};

/* Describe the n columns of a sample (may be NULL).  Gives an array (x_free).
 */
struct role_values *role_values_new(const struct roles_sample *s, size_t n);

/*
 * How much these values speak for the role: about 0 if they say nothing,
 * below if they can hardly be it, -1000 if they must not.  name is the
 * role_words_score() of the column; 0 if it has to be found by its values.
 */
int role_values_score(const struct role_values *v, enum role role, int name);

#endif
