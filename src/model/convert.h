/*
 * From an encoding that iconv knows to UTF-8.
 *
 * Nothing is dropped, and nothing stops it.  A byte that means nothing goes
 * out as it is, a number that is no character as the UTF-8 it would have (a
 * lone surrogate of UTF-16 as three bytes); both are broken UTF-8, but for
 * bytes below 0x80.
 *
 * Any thread, one at a time.
 */
#ifndef ANNALS_MODEL_CONVERT_H
#define ANNALS_MODEL_CONVERT_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

/* Where the UTF-8 goes; false with *e ends it, and is handed up. */
typedef bool convert_sink(void *arg, const char *p, size_t n, struct err *e);

struct convert;

/* name is one of model/charset.h or iconv's; NULL if it is neither, or is one
 * of those that iconv has nothing to do for (UTF-8) or cannot know (UTF-16:
 * which of the two). */
struct convert *convert_new(const char *name, convert_sink *sink, void *arg);
void convert_free(struct convert *c); /* NULL is fine */

/* True unless convert_new() is NULL for name. */
bool convert_knows(const char *name);

/*
 * Convert n more bytes, any number; what the sink gets does not depend on how
 * they are cut, but for the cuts.  The bytes of a character that is not
 * complete wait, and so does a letter on which an accent may follow.  False
 * with *e if the sink says so; then only convert_free() may follow.
 */
bool convert_feed(struct convert *c, const char *p, size_t n, struct err *e);

/* Nothing follows: send what waits.  As convert_feed(). */
bool convert_finish(struct convert *c, struct err *e);

/* How many bytes so far mean nothing. */
size_t convert_bad(const struct convert *c);

#endif
