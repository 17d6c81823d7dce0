/*
 * UTF-8, strictly (Unicode 15, table 3-7): no overlong forms, no surrogates,
 * nothing above U+10FFFF.  Any thread.
 */
#ifndef ANNALS_BASE_UTF8_H
#define ANNALS_BASE_UTF8_H

#include "base/str.h"

#include <stdint.h>

#define UTF8_BAD UINT32_MAX /* what broken bytes decode to */
#define UTF8_MAX 4          /* bytes of the longest form */

/*
 * Decode what stands at p (n bytes, n >= 1) into *cp and return the bytes it
 * took, at least 1.  Broken bytes give UTF8_BAD and take the maximal subpart
 * (Unicode 15, 3.9, "U+FFFD Substitution of Maximal Subparts").
 */
size_t utf8_decode(const char *p, size_t n, uint32_t *cp);

/* Encode cp (a scalar value) and return its bytes, 1 to UTF8_MAX. */
size_t utf8_encode(uint32_t cp, char out[UTF8_MAX]);

/* The offset of the first broken byte, or s.n if there is none. */
size_t utf8_check(struct str s);

/*
 * The length to which s may be cut, at most n, without cutting a code point
 * in two.
 */
size_t utf8_cut(struct str s, size_t n);

#endif
