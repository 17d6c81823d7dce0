/*
 * Letters and signs of dates, whatever the script.
 *
 * Pure functions; any thread.
 */
#ifndef ANNALS_BASE_DATE_LETTERS_H
#define ANNALS_BASE_DATE_LETTERS_H

#include <stdbool.h>
#include <stdint.h>

/* What a code point is in a date. */
enum date_letter {
	LETTER_NONE,    /* of no date */
	LETTER_IGNORED, /* accents, vowel points, direction marks */
	LETTER_BLANK,
	LETTER_DIGIT,
	LETTER_LETTER,
	LETTER_HAN, /* words of these have nothing between them */
	LETTER_SIGN /* date_letter_fold() says which */
};

enum date_letter date_letter_of(uint32_t cp);

/* The value of a digit. */
int date_letter_digit(uint32_t cp);

/*
 * A letter in lower case and without its accent; a sign as ASCII or, if it is
 * a dash, '='.
 */
uint32_t date_letter_fold(uint32_t cp);

bool date_letter_is_hebrew(uint32_t cp);

#endif
