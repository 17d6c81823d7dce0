/*
 * Any bytes on their way out: what glyph_sanitize() makes of them is clean
 * and stays as it is, what glyph_fit() says fits is what canvas_put() draws,
 * and the canvas stays whole and clean wherever that is.
 *
 * The first four bytes are y, x, cells and flags; the rest is the text.
 */
#include "config.h"

#include <locale.h>
#include <stdint.h>
#include <unictype.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "fuzz/fuzzing.h"
#include "text/canvas.h"
#include "text/glyph.h"

#define ROWS 4
#define COLS 12
#define PARAMETERS 4

static bool
is_forbidden(uint32_t cp)
{
	return uc_is_general_category_withtable(
	    cp, UC_CATEGORY_MASK_C | UC_CATEGORY_MASK_Zl | UC_CATEGORY_MASK_Zp);
}

static bool
is_kept(uint32_t cp, unsigned flags)
{
	if (cp == '\n' || cp == '\t')
		return (flags & GLYPH_ONE_LINE) == 0;
	return cp == 0x200c || cp == 0x200d;
}

static void
check_sanitize(struct str s, unsigned flags)
{
	struct buf once = BUF_INIT, twice = BUF_INIT;
	uint32_t cp;
	size_t at;

	glyph_sanitize(&once, s, flags);
	for (at = 0; at < once.n;) {
		at += utf8_decode(once.p + at, once.n - at, &cp);
		must(cp != UTF8_BAD, "sanitized is UTF-8");
		must(is_kept(cp, flags) || !is_forbidden(cp),
		    "sanitized is clean");
		must((flags & GLYPH_ASCII) == 0 || cp < 0x7f,
		    "sanitized is ASCII");
	}
	glyph_sanitize(&twice, buf_str(&once), flags);
	must(str_eq(buf_str(&once), buf_str(&twice)), "sanitized stays");
	buf_fini(&once);
	buf_fini(&twice);
}

/* Returns the cells of what fits. */
static int
check_fit(struct str s, int max, bool ascii)
{
	size_t n = glyph_fit(s, max, ascii, NULL), at = 0;
	int cells, sum = 0;

	while (at < n) {
		at += glyph_cluster(
		    (struct str){ s.p + at, s.n - at }, ascii, &cells);
		sum += cells;
	}
	must(at == n, "whole clusters fit");
	must(sum <= max, "what fits is not too wide");
	must(sum == glyph_width((struct str){ s.p, n }, ascii),
	    "the width is the sum of the clusters");
	if (n < s.n) {
		(void)glyph_cluster(
		    (struct str){ s.p + n, s.n - n }, ascii, &cells);
		must(sum + cells > max, "as much as fits");
	}
	return sum;
}

static void
check_cell(const struct canvas *cv, int y, int x)
{
	const struct cell *c = canvas_at(cv, y, x);
	const struct cell *left = x > 0 ? canvas_at(cv, y, x - 1) : NULL;
	uint32_t shown;
	int i;

	if (left != NULL && left->cells == 2) {
		must(c->cells == 0 && c->glyph[0] == 0 &&
			 c->style == left->style,
		    "a right half after a left half");
		return;
	}
	must(c->cells == 1 || (c->cells == 2 && x + 1 < COLS),
	    "no half but after its other half");
	must(glyph_of(c->glyph[0], canvas_ascii(cv), &shown) == c->cells &&
		 shown == c->glyph[0],
	    "a cell shows what may be shown, as wide as it is");
	for (i = 1; i < CANVAS_GLYPHS && c->glyph[i] != 0; i++) {
		must(glyph_of(c->glyph[i], canvas_ascii(cv), &shown) == 0 &&
			 shown == c->glyph[i],
		    "marks on a cell have no width");
	}
}

static void
check_canvas(struct canvas *cv, int y)
{
	int row, x, from, to;

	for (row = 0; row < ROWS; row++) {
		must(row == y || !canvas_changed(cv, row, &from, &to),
		    "other rows stay as they are");
		for (x = 0; x < COLS; x++)
			check_cell(cv, row, x);
	}
	canvas_clean(cv);
}

/* Is the text short enough for the canvas to look at all of it? */
static bool
is_bounded(struct str s, int max)
{
	return s.n < 1024 || s.n < (size_t)max * 1024;
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	return setlocale(LC_ALL, "C.UTF-8") != NULL ? 0 : 1;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct canvas *cv;
	struct str s;
	int y, x, max, cells, half;
	bool ascii;

	if (size < PARAMETERS)
		return 0;
	y = data[0] % (ROWS + 2) - 1;
	x = data[1] % (COLS + 6) - 3;
	max = data[2] % (COLS + 4);
	ascii = (data[3] & 4) != 0;
	s.p = (const char *)data + PARAMETERS;
	s.n = size - PARAMETERS;

	check_sanitize(s, data[3] & (GLYPH_ONE_LINE | GLYPH_ASCII));
	cells = check_fit(s, max, ascii);

	cv = canvas_new(ROWS, COLS, ascii);
	canvas_clean(cv);
	must(canvas_put(cv, y, x, max, s, STYLE_TITLE) == cells ||
		 !is_bounded(s, max),
	    "drawn is what fits");
	check_canvas(cv, y);
	half = x + (data[3] >> 4) % COLS;
	(void)canvas_put(cv, y, half, 2, s, STYLE_MATCH);
	check_canvas(cv, y);
	must(canvas_put_field(cv, y, x, max, s, STYLE_DIM) == max,
	    "a field is as wide as asked for");
	check_canvas(cv, y);
	canvas_restyle(cv, y, half, 3, STYLE_ERROR);
	check_canvas(cv, y);
	canvas_clear(cv, (struct box){ y, half, 1, 3 }, STYLE_NORMAL);
	check_canvas(cv, y);
	canvas_free(cv);
	return 0;
}
