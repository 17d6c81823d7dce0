/*
 * The words that dates are written with: names of months and days, eras,
 * "before", "circa", "century", in English, Russian, Ukrainian, Hebrew,
 * Arabic, German, French, Spanish, Portuguese, Italian, Dutch, Danish,
 * Norwegian, Swedish, Finnish, Polish, Czech, Romanian, Hungarian, Greek,
 * Turkish, Chinese, Japanese and Korean.
 *
 * Pure functions; any thread.
 */
#ifndef ANNALS_BASE_DATE_WORDS_H
#define ANNALS_BASE_DATE_WORDS_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

#define DATE_WORD_MAX 32 /* bytes; no word is longer */

/* What a word is for. */
enum date_word {
	WORD_NUMBER,  /* digits: of a token only, no word */
	WORD_ROMAN,   /* likewise */
	WORD_MONTH,   /* value 1 to 12 */
	WORD_WEEKDAY, /* says nothing that the rest does not */
	WORD_GLUE,    /* "of", "the": nothing at all */
	WORD_IN,      /* likewise, or the century of a Roman number */
	WORD_BC,
	WORD_AD,
	WORD_ERA,   /* "Christ": AD, and BC after "before" */
	WORD_CIRCA, /* approximate */
	WORD_DOUBT, /* uncertain */
	WORD_BEFORE,
	WORD_AFTER,
	WORD_FROM, /* and "since" */
	WORD_UNTIL,
	WORD_TO,
	WORD_PRESENT, /* today, at the end of an interval */
	WORD_QUARTER,
	WORD_SEASON, /* value 21 to 24, as in EDTF */
	WORD_CENTURY,
	WORD_DECADE,
	WORD_SUFFIX,    /* of a number: value is 1 for an ordinal, 3 for a
			   decade, 2 for either */
	WORD_YEAR_UNIT, /* these stand behind their number */
	WORD_MONTH_UNIT,
	WORD_DAY_UNIT,
	WORD_CLOCK_UNIT,
	WORD_NOON, /* "pm", "Uhr": behind an hour */
	WORD_ZONE, /* of a time of day */
	WORD_T,    /* before a time of day */
	WORD_WEEK
};

struct date_entry {
	const char *text; /* folded: lower case, without accents */
	unsigned char word, value;
};

/* Lend what a folded word means; NULL if it is none of a date. */
const struct date_entry *date_words_find(struct str folded);

/* Lend all of them, in the order of their bytes: for the test that holds this
 * order, as date_words_find() finds nothing without it. */
const struct date_entry *date_words_all(size_t *n);

#endif
