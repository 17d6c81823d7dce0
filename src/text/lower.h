/*
 * Text without regard to case: for who asks whether two names are one.
 *
 * Pure function; any thread.
 */
#ifndef ANNALS_TEXT_LOWER_H
#define ANNALS_TEXT_LOWER_H

#include "base/buf.h"
#include "base/str.h"

/*
 * Append s in small letters, one for each letter (Unicode simple case
 * mapping, by way of upper case, so that both Greek sigmas are one).  All
 * else, accents and broken bytes too, stays as it is.
 */
void lower_add(struct buf *out, struct str s);

#endif
