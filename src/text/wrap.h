/*
 * Text cut into lines of a width.
 *
 * Lines break where UAX #14 allows it (libunistring; a faster pass for
 * stretches of ASCII), inside a word only if the word is wider than a line,
 * never inside a grapheme cluster.  LF, CR, CR LF and U+2028/9 end a line; an
 * empty one stays, but there is none after the last line end.  Blanks at a
 * break or a line end belong to no line.  TAB is a blank.  A cluster that is
 * wider than a line has one of its own.
 *
 * The work is incremental, so that the first screens of a megabyte are there
 * at once.  The text is borrowed and must outlive the wrap.  Main thread.
 */
#ifndef ANNALS_TEXT_WRAP_H
#define ANNALS_TEXT_WRAP_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct wrap_line {
	size_t start, n; /* bytes of the text */
};

struct wrap {
	struct str text;
	int width; /* cells, at least 1 */
	bool ascii;
	struct wrap_line *line;
	size_t nlines, cap;
	size_t next; /* bytes that are done */
};

/* Lends text until wrap_fini().  Nothing is cut yet. */
void wrap_init(struct wrap *w, struct str text, int width, bool ascii);
void wrap_fini(struct wrap *w);

/*
 * Cut until there are at least n lines or the text is done; true if it is
 * done.  One call does at most n lines and a paragraph piece (64 KiB) more.
 */
bool wrap_until(struct wrap *w, size_t n);

/* Lend line i (i < w->nlines). */
struct str wrap_at(const struct wrap *w, size_t i);

/* The line in which byte at lies, of those cut so far. */
size_t wrap_find(const struct wrap *w, size_t at);

#endif
