/*
 * What a cell looks like: a number, a date, an address, or words.
 *
 * For guesses about columns and dialects, where many cells vote: quick and
 * rough, no calendar, no locale.  Pure functions; any thread.
 */
#ifndef ANNALS_MODEL_LOOKS_H
#define ANNALS_MODEL_LOOKS_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

enum look {
	LOOK_EMPTY, /* or a word for it: "NA", "n/a", "NULL", "-", ".." */
	LOOK_NUMBER,
	LOOK_YEAR, /* nothing but four digits, 1000 to 2100 */
	LOOK_DATE,
	LOOK_TIME, /* of a day */
	LOOK_LINK, /* an address of the web or of mail */
	LOOK_TEXT
};

/* Blanks around it do not count. */
enum look looks_of(struct str cell);

/*
 * A year from 1000 to 2100, alone or beside what dates are made of: numbers
 * of one or two digits, names of months, signs, a time.  Also YYYYMMDD, three
 * short numbers (3/4/99), decades (199X) and years BC.
 */
bool looks_datelike(struct str cell);

/* Lower case of the letters in Latin, Greek, Cyrillic and Armenian, without
 * accents where they are one code point; ё is е. */
uint32_t looks_fold(uint32_t cp);

#endif
