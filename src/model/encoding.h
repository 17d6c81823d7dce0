/*
 * From the bytes of a file to UTF-8.
 *
 * A stage of a stream: bytes go in, UTF-8 goes on to a sink.  In which
 * encoding they are is, in this order, what the user says, what a byte order
 * mark says, what whoever made the file says, or found out: from how UTF-16
 * and UTF-32 look, and from ENCODING_SAMPLE bytes after the first one that is
 * not ASCII.  All before that one goes straight on.  A byte order mark is
 * dropped.  Once chosen, an encoding stays.
 *
 * Nothing is dropped, and nothing stops it.  What is UTF-8 is passed on as it
 * is, broken bytes too.  In any other encoding, a byte that means nothing goes
 * out as it is, a number that is no character as the UTF-8 it would have (a
 * lone surrogate of UTF-16 as three bytes).  So encoding_check() finds it,
 * unless it is below 0x80, and the display shows it replaced.
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

#define ENCODING_START 1024             /* bytes looked at for UTF-16 */
#define ENCODING_SAMPLE ((size_t)65536) /* bytes looked at for all else */

/* Where the UTF-8 goes; false with *e ends it, and is handed up. */
typedef bool encoding_sink(void *arg, const char *p, size_t n, struct err *e);

struct encoding_setup {
	const char *name; /* what the user says it is, or NULL */
	const char *hint; /* what the maker of the file says, or NULL */
	encoding_sink *sink;
	void *arg;
};

struct encoding;

/*
 * setup is copied, its strings are not needed any more.  Names are taken
 * loosely (model/charset.h); what iconv knows is known, too.  NULL with *e,
 * "no such encoding: NAME", ERR_USAGE if it is the user's, else ERR_FORMAT.
 */
struct encoding *encoding_new(
    const struct encoding_setup *setup, struct err *e);
void encoding_free(struct encoding *c); /* NULL is fine */

/*
 * Read n more bytes, any number; what the sink gets does not depend on how
 * they are cut, but for the cuts.  False with *e if the sink says so; then
 * nothing but encoding_free() may follow.
 */
bool encoding_feed(struct encoding *c, const char *p, size_t n, struct err *e);

/*
 * There is no more input for now: decide by what is there, and send it.  Held
 * back are at most some bytes of a character or mark that is not complete, or
 * a letter that may still get an accent.  As encoding_feed().
 */
bool encoding_flush(struct encoding *c, struct err *e);

/* The input ends here: send what was held back.  As encoding_feed(). */
bool encoding_finish(struct encoding *c, struct err *e);

/* Lend the name of the encoding, e.g. "WINDOWS-1251", as long as c; NULL as
 * long as everything was ASCII. */
const char *encoding_name(const struct encoding *c);

/* Is that a guess?  Not if somebody or a byte order mark says so, and not for
 * UTF-8 without a broken byte in the sample. */
bool encoding_guessed(const struct encoding *c);

/* How many bytes so far mean nothing in the encoding, 0 for UTF-8: those are
 * found by encoding_check(). */
size_t encoding_bad(const struct encoding *c);

/* Append a line that says so: "14 bytes mean nothing in WINDOWS-1252".  False
 * if none does. */
bool encoding_explain(const struct encoding *c, struct buf *out);

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
