/*
 * Borrowed bytes: a pointer and a length, owned by somebody else.
 *
 * Not NUL-terminated, may hold NUL bytes and broken UTF-8.  Good as long as
 * the lender says.  Any thread.
 */
#ifndef ANNALS_BASE_STR_H
#define ANNALS_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct str {
	const char *p; /* n bytes; may be NULL only if n is 0 */
	size_t n;
};

/* The bytes of a C string; lends s. */
static inline struct str
str_of(const char *s)
{
	return (struct str){ s, strlen(s) };
}

static inline bool
str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* s without ASCII blanks, tabs and line ends at both ends. */
struct str str_trim(struct str s);

/*
 * Cut the next piece off *rest at byte sep; the piece goes to *piece, trimmed.
 * False when nothing is left.  "a; b;;c" gives "a", "b", "", "c".
 */
bool str_split(struct str *rest, char sep, struct str *piece);

/* Equal but for the case of ASCII letters. */
bool str_eq_nocase(struct str a, struct str b);

#endif
