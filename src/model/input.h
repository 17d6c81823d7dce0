/*
 * The part of a CSV file that is at hand, as bytes, lines and quotes.
 *
 * Offsets are counted from the start of the file.  Bytes stay at hand until
 * input_add() is told that they are done.  No answer depends on how the bytes
 * came in pieces: what needs to see more waits for it.
 *
 * For csv.c.  Any thread, one at a time.
 */
#ifndef ANNALS_MODEL_INPUT_H
#define ANNALS_MODEL_INPUT_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* Where a byte was looked for: none in [from, at). */
struct input_seek {
	size_t from, at;
};

/* Where a quote that closes a field was looked for: none in [from, at). */
struct input_scan {
	size_t from, at;
	enum { SCAN_TEXT, SCAN_QUOTE, SCAN_BLANK } state;
	bool found; /* the byte at, or the end there, comes after one */
};

struct input {
	char delimiter, quote;
	bool final; /* no more will come */
	char *p;    /* the bytes from base on */
	size_t base, n, cap;
	struct input_seek lf, cr;
	struct input_scan scan;
};

/* A physical line: it ends with CR, LF, CR LF, CR CR LF or the file. */
struct input_line {
	size_t start, end; /* with its line end */
	size_t text;       /* where its line end starts */
	bool cut;          /* it ends at a bound: its rest follows */
};

enum input_quote { QUOTE_CLOSED, QUOTE_OPEN, QUOTE_WAIT };

void input_init(struct input *in, char delimiter, char quote);
void input_fini(struct input *in);

/* Append n bytes; those before done may go.  False if memory is refused. */
bool input_add(struct input *in, size_t done, const char *p, size_t n);

/* The offset after the last byte at hand. */
size_t input_end(const struct input *in);

/* Lend [from, to), which must be at hand, until input_add(). */
struct str input_str(const struct input *in, size_t from, size_t to);

/* Blank or tab, unless it is the delimiter. */
bool input_is_blank(const struct input *in, char b);

/*
 * The line that starts at start.  One with text from bound on is cut there,
 * or up to three bytes before, so as not to cut a code point.  False if its
 * end is not at hand yet (or nothing is left); l->text is then how far it is
 * known to be text.
 */
bool input_line(
    struct input *in, size_t start, size_t bound, struct input_line *l);

/* Where an unquoted field ends that goes on at from: at most to. */
size_t input_field_end(const struct input *in, size_t from, size_t to);

/*
 * Is a quoted field that is open at line start at closed before bound, or at
 * the end of the file?  Closed means as libcsv has it: by a run of quotes of
 * odd length, perhaps blanks, then delimiter or line end.
 *
 * That does not depend on where the field was opened, so what was found holds
 * for all later lines and each byte is looked at once.  Without that a file
 * of n lines that each open a quote would take n * n steps.
 */
enum input_quote input_closed(struct input *in, size_t at, size_t bound);

/* As n, or up to three less if that would cut a code point; p[n] exists. */
size_t input_cut(const char *p, size_t n);

/* Make *p hold n bytes; growth is by half.  False if memory is refused. */
bool input_grow(char **p, size_t *cap, size_t n);

#endif
