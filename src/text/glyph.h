/*
 * What is shown for a code point, and how wide.
 *
 * This is the sanitiser: the one place that decides which code points may
 * leave the program, whatever the sink (screen, batch output, messages).  It
 * works on decoded code points by general category, so no encoding trick
 * passes it.  Nothing that comes out is a control, a format character, an
 * unassigned or private code point, or a surrogate.
 *
 * Any thread after setlocale().
 */
#ifndef ANNALS_TEXT_GLYPH_H
#define ANNALS_TEXT_GLYPH_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

#define GLYPH_BAD 0xFFFD /* shown for what cannot be shown */

/*
 * How cp (UTF8_BAD too) is shown: *shown is the code point to send, 0 if
 * nothing is sent.  Returns its cells: 0 (combining or nothing), 1 or 2.
 *
 * C0 controls and DEL are shown as control pictures (U+2400 + c, U+2421), C1
 * controls, bidi overrides, embeddings and isolates, private, unassigned and
 * noncharacters as U+FFFD.  ZWJ, VS1 to VS16, LRM, RLM, ALM, ZWNJ, word
 * joiner, BOM, soft hyphen and ZWSP are not sent.  U+2028 and U+2029 are
 * U+FFFD too.  What wcwidth(3) gives no width (-1) is U+FFFD.
 *
 * ascii: the terminal or locale has no UTF-8.  Dashes, quotes, blanks,
 * ellipsis, bullets and accented letters become the nearest ASCII character,
 * box and block characters their ASCII form, combining marks nothing, all
 * else '?'; always one cell.
 */
int glyph_of(uint32_t cp, bool ascii, uint32_t *shown);

/*
 * The length in bytes of the first grapheme cluster of s (UAX #29, extended),
 * 0 only if s is empty.  *cells (may be NULL) is the sum of its glyphs; a
 * mark without a letter before it stands on a blank, which counts.  Emoji
 * sequences, flags and letters with marks are one cluster; a broken byte is
 * a cluster of its own.  CR LF is one, of one cell.
 */
size_t glyph_cluster(struct str s, bool ascii, int *cells);

/* The cells that s takes on one line. */
int glyph_width(struct str s, bool ascii);

/*
 * The length in bytes of the longest run of whole clusters at the start of s
 * that fits into max cells; *cells (may be NULL) is what it takes.
 */
size_t glyph_fit(struct str s, int max, bool ascii, int *cells);

enum { GLYPH_ONE_LINE = 1, GLYPH_ASCII = 2 };

/*
 * Append s as it may be printed: every code point through glyph_of(), but
 * ZWJ, ZWNJ and variation selectors kept, as they carry meaning in text that
 * is copied: at most one selector and then one joiner after what is shown.
 * LF and TAB are kept (CR LF is LF), unless GLYPH_ONE_LINE asks for blanks
 * instead.  GLYPH_ASCII: all of it is ASCII.
 */
void glyph_sanitize(struct buf *out, struct str s, unsigned flags);

#endif
