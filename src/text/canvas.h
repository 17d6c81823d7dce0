/*
 * The screen in memory: a grid of cells, each a grapheme and a style.
 *
 * Views draw here and never see the terminal.  Only sanitised glyphs get in
 * (text/glyph.h), so whatever is drawn may be sent.  A wide grapheme takes
 * two cells; the canvas never holds half of one: writing over either half
 * blanks the other.  Nothing drawn leaves the box it was given.
 *
 * Coordinates are int, y before x, from 0 at the top left.  What lies
 * outside is cut off silently.  Main thread.
 */
#ifndef ANNALS_TEXT_CANVAS_H
#define ANNALS_TEXT_CANVAS_H

#include "base/buf.h"
#include "base/str.h"
#include "text/style.h"

#include <stdbool.h>
#include <stdint.h>

#define CANVAS_GLYPHS 5 /* code points of a cell: base and 4 marks */

struct cell {
	uint32_t glyph[CANVAS_GLYPHS]; /* 0-terminated if shorter */
	uint8_t style;                 /* enum style */
	uint8_t cells;                 /* 1, 2; 0 is the right half of a 2 */
};

struct box {
	int y, x, rows, cols;
};

struct canvas;

/* rows and cols at least 1; all blank. */
struct canvas *canvas_new(int rows, int cols, bool ascii);
void canvas_free(struct canvas *cv); /* NULL is fine */

/* Change the size; all blank, all dirty. */
void canvas_resize(struct canvas *cv, int rows, int cols);

int canvas_rows(const struct canvas *cv);
int canvas_cols(const struct canvas *cv);
bool canvas_ascii(const struct canvas *cv);

/*
 * From now on draw box and block characters (U+2500 to U+259F) in their ASCII
 * form: old terminals have no glyphs for them, whatever the locale says.
 */
void canvas_plain_lines(struct canvas *cv);

/* The whole canvas. */
struct box canvas_box(const struct canvas *cv);

/* Lend a cell; y and x must be inside. */
const struct cell *canvas_at(const struct canvas *cv, int y, int x);

/* Blank b in style s. */
void canvas_clear(struct canvas *cv, struct box b, enum style s);

/*
 * Draw s at (y, x) on at most max cells and return the cells it took.  A
 * cluster that does not fit whole is left out, with all after it.  LF, CR,
 * CR LF and TAB are drawn as a blank each; a mark without a letter before it
 * stands on a blank; the fifth mark of a cell and later ones are dropped.
 */
int canvas_put(
    struct canvas *cv, int y, int x, int max, struct str s, enum style style);

/*
 * The same, then blanks up to max; if s does not fit its end is replaced by
 * an ellipsis ('>' in ASCII), given two cells at least.  Returns max.
 */
int canvas_put_field(
    struct canvas *cv, int y, int x, int max, struct str s, enum style style);

/* canvas_put() of a C string that is formatted. */
int canvas_putf(struct canvas *cv, int y, int x, int max, enum style style,
    const char *fmt, ...) __attribute__((format(printf, 6, 7)));

/* Draw one glyph n times to the right, or downwards. */
void canvas_hline(
    struct canvas *cv, int y, int x, int n, uint32_t glyph, enum style style);
void canvas_vline(
    struct canvas *cv, int y, int x, int n, uint32_t glyph, enum style style);

/* Give n cells another style, keep what they show. */
void canvas_restyle(struct canvas *cv, int y, int x, int n, enum style style);

/*
 * The cells of row y that differ from what canvas_clean() saw: *from to the
 * one before *to, no half of a wide one.  False, and nothing is set, if none
 * does.
 */
bool canvas_changed(const struct canvas *cv, int y, int *from, int *to);
void canvas_clean(struct canvas *cv);

/*
 * Append the screen as text, a line each, blanks at line ends cut off; or
 * with the letter of each cell's style instead ('a' + style, '.' for
 * STYLE_NORMAL).  For tests.
 */
void canvas_text(const struct canvas *cv, struct buf *out);
void canvas_styles(const struct canvas *cv, struct buf *out);

#endif
