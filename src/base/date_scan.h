/*
 * What a cell with a date in words is made of: numbers, words of dates, and
 * what separates them.
 *
 * Case, accents and vowel points do not matter; digits are of any script.
 * What says nothing about the day is gone: blanks, weekdays, articles, the
 * time of day and its zone, brackets, and what stands in them without digits.
 *
 * Pure functions; any thread.
 */
#ifndef ANNALS_BASE_DATE_SCAN_H
#define ANNALS_BASE_DATE_SCAN_H

#include "base/date_words.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DATE_CELL_MAX 128 /* bytes; what is longer is no date */
#define DATE_TOKENS_MAX 24
#define DATE_DASH                                                              \
	'=' /* token before: any dash but a hyphen between letters             \
	     */

struct date_token {
	enum date_word word;
	int64_t value;  /* of a number, or as in the table of words */
	uint8_t digits; /* of a number */
	bool timed;     /* a T and a time of day stood behind it */
	/* The weightiest of what stands before it: 0 for nothing, ' ', '\'',
	 * ',', '.', '-', '/', ':', '+' or DATE_DASH. */
	char before;
};

struct date_tokens {
	struct date_token at[DATE_TOKENS_MAX];
	size_t n;
};

/* False if there is anything in it that is in no date. */
bool date_scan(struct date_tokens *t, struct str cell);

#endif
