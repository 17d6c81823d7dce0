/*
 * From the bytes of a file to UTF-8.
 *
 * A stage of a stream: bytes go in, UTF-8 goes on to a sink.  So far only
 * UTF-8 itself is read: its byte order mark is dropped, broken bytes stay as
 * they are (encoding_check() finds them, the display shows them replaced).
 *
 * Any thread, one at a time.
 */
#ifndef ANNALS_MODEL_ENCODING_H
#define ANNALS_MODEL_ENCODING_H

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "model/problem.h"

#include <stdbool.h>
#include <stddef.h>

/* Where the UTF-8 goes; false with *e ends it, and is handed up. */
typedef bool encoding_sink(void *arg, const char *p, size_t n, struct err *e);

struct encoding;

struct encoding *encoding_new(encoding_sink *sink, void *arg);
void encoding_free(struct encoding *c); /* NULL is fine */

/*
 * Read n more bytes, any number; what the sink gets does not depend on how
 * they are cut, but for the cuts.  False with *e if the sink says so, or
 * ERR_FORMAT "UTF-16 is not read yet" (UTF-32 likewise) by the byte order
 * mark; then nothing but encoding_free() may follow.
 */
bool encoding_feed(struct encoding *c, const char *p, size_t n, struct err *e);

/* The input ends here: send what was held back.  As encoding_feed(). */
bool encoding_finish(struct encoding *c, struct err *e);

/*
 * True if s is UTF-8 without characters that should not be in a text: C0 but
 * TAB, CR and LF, DEL, C1, and the bidi controls U+200E, U+200F, U+202A to
 * U+202E, U+2066 to U+2069.  Else false: *kind is PROBLEM_ENCODING if bytes
 * are broken anywhere in s, else PROBLEM_CONTROL, and *what is replaced by
 * one line that names the first of that kind and its place.
 *
 * Fast for what is clean: meant to run over every field of a file.
 */
bool encoding_check(struct str s, enum problem_kind *kind, struct buf *what);

#endif
