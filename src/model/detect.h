/*
 * In which encoding bytes are, by themselves.
 *
 * What is UTF-8 or UTF-16 is known by its form.  All else is a guess: that of
 * uchardet, looked through where it is known to be wrong.
 *
 * Pure functions; any thread.
 */
#ifndef ANNALS_MODEL_DETECT_H
#define ANNALS_MODEL_DETECT_H

#include "base/str.h"

#include <stdbool.h>

/*
 * UTF-16 or UTF-32 without a byte order mark, by what stands at even and odd
 * places: "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"; NULL if start, the
 * first bytes of a text, is none of them.
 */
const char *detect_wide(struct str start);

/*
 * What sample, bytes out of a text that is not UTF-16 or UTF-32, may be in: a
 * name that charset_find() knows; NULL if it is all ASCII.  cut: the text may
 * go on, so that a character cut off at the end of sample is not broken.
 * *sure is whether there is no doubt: it is UTF-8 without a broken byte, or
 * ISO-2022 by its switches.
 */
const char *detect_name(struct str sample, bool cut, bool *sure);

#endif
