#include "config.h"

#include "text/canvas.h"

#include <assert.h>
#include <stdarg.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/glyph.h"

/*
 * Text of more bytes than this for each cell is a flood of marks or of what
 * has no width; what lies beyond is not looked at, so that drawing takes no
 * longer than the screen deserves.
 */
#define BYTES_PER_CELL 1024

struct canvas {
	int rows, cols;
	bool ascii;
	bool plain;         /* lines and blocks in ASCII */
	struct cell *cells; /* row by row */
	struct cell *shown; /* the same as of canvas_clean() */
	bool *touched;      /* by row: written to since then */
	bool fresh;         /* nothing was shown in this size yet */
};

/* Where drawing goes on, and the cell that may still get marks. */
struct pen {
	struct canvas *cv;
	int y, x;
	struct cell cell; /* cells is 0: none yet */
};

static struct cell
blank_cell(enum style style)
{
	return (struct cell){ { ' ' }, (uint8_t)style, 1 };
}

static struct cell *
cell_at(const struct canvas *cv, int y, int x)
{
	return &cv->cells[(size_t)y * (size_t)cv->cols + (size_t)x];
}

static bool
same_cell(const struct cell *a, const struct cell *b)
{
	return a->style == b->style && a->cells == b->cells &&
	       memcmp(a->glyph, b->glyph, sizeof a->glyph) == 0;
}

static void
set_cell(struct canvas *cv, int y, int x, const struct cell *c)
{
	struct cell *old = cell_at(cv, y, x);

	if (same_cell(old, c))
		return;
	*old = *c;
	cv->touched[y] = true;
}

static void
set_blank(struct canvas *cv, int y, int x, uint8_t style)
{
	struct cell blank = blank_cell((enum style)style);

	set_cell(cv, y, x, &blank);
}

/* Draw c at (y, x), inside; what it halves becomes blank. */
static void
place_inside(struct canvas *cv, int y, int x, const struct cell *c)
{
	const struct cell right = { { 0 }, c->style, 0 };
	const struct cell *old = cell_at(cv, y, x);
	int last = x + c->cells - 1;

	if (same_cell(old, c))
		return; /* its right half is the same as well */
	if (old->cells == 0)
		set_blank(cv, y, x - 1, old->style);
	old = cell_at(cv, y, last);
	if (old->cells == 2)
		set_blank(cv, y, last + 1, old->style);
	set_cell(cv, y, x, c);
	if (c->cells == 2)
		set_cell(cv, y, last, &right);
}

/* Draw c at (y, x), wherever that is; half of a wide one shows as blank. */
static void
place(struct canvas *cv, int y, int x, const struct cell *c)
{
	const struct cell blank = blank_cell((enum style)c->style);

	if (y < 0 || y >= cv->rows || x < -1 || x >= cv->cols)
		return;
	if (x >= 0 && x + c->cells <= cv->cols)
		place_inside(cv, y, x, c);
	else if (c->cells == 2)
		place_inside(cv, y, x < 0 ? 0 : x, &blank);
}

/* Cut the n cells from *x on to what lies in 0 to limit - 1. */
static int
clip(int *x, int n, int limit)
{
	int64_t end = (int64_t)*x + n;

	if (end > limit)
		end = limit;
	if (*x < 0)
		*x = 0;
	return end > *x ? (int)(end - *x) : 0;
}

struct canvas *
canvas_new(int rows, int cols, bool ascii)
{
	struct canvas *cv = x_calloc(1, sizeof *cv);

	cv->ascii = ascii;
	canvas_resize(cv, rows, cols);
	return cv;
}

void
canvas_free(struct canvas *cv)
{
	if (cv == NULL)
		return;
	x_free(cv->touched);
	x_free(cv->shown);
	x_free(cv->cells);
	x_free(cv);
}

void
canvas_resize(struct canvas *cv, int rows, int cols)
{
	size_t i, n;

	assert(rows >= 1 && cols >= 1);
	cv->rows = rows;
	cv->cols = cols;
	n = (size_t)rows * (size_t)cols;
	cv->cells = x_reallocarray(cv->cells, n, sizeof *cv->cells);
	for (i = 0; i < n; i++)
		cv->cells[i] = blank_cell(STYLE_NORMAL);
	cv->shown = x_reallocarray(cv->shown, n, sizeof *cv->shown);
	cv->touched =
	    x_reallocarray(cv->touched, (size_t)rows, sizeof *cv->touched);
	memset(cv->touched, false, (size_t)rows * sizeof *cv->touched);
	cv->fresh = true;
}

int
canvas_rows(const struct canvas *cv)
{
	return cv->rows;
}

int
canvas_cols(const struct canvas *cv)
{
	return cv->cols;
}

bool
canvas_ascii(const struct canvas *cv)
{
	return cv->ascii;
}

void
canvas_plain_lines(struct canvas *cv)
{
	cv->plain = true;
}

struct box
canvas_box(const struct canvas *cv)
{
	return (struct box){ 0, 0, cv->rows, cv->cols };
}

const struct cell *
canvas_at(const struct canvas *cv, int y, int x)
{
	assert(y >= 0 && y < cv->rows && x >= 0 && x < cv->cols);
	return cell_at(cv, y, x);
}

void
canvas_clear(struct canvas *cv, struct box b, enum style s)
{
	int i, rows = clip(&b.y, b.rows, cv->rows);

	for (i = 0; i < rows; i++)
		canvas_hline(cv, b.y + i, b.x, b.cols, ' ', s);
}

static void
pen_flush(struct pen *pen)
{
	if (pen->cell.cells == 0)
		return;
	place(pen->cv, pen->y, pen->x, &pen->cell);
	pen->x += pen->cell.cells;
	pen->cell.cells = 0;
}

static void
pen_start(struct pen *pen, uint32_t glyph, int cells)
{
	pen_flush(pen);
	memset(pen->cell.glyph, 0, sizeof pen->cell.glyph);
	pen->cell.glyph[0] = glyph;
	pen->cell.cells = (uint8_t)cells;
}

/* A fifth mark and later ones are dropped. */
static void
pen_mark(struct pen *pen, uint32_t mark)
{
	int i;

	if (pen->cell.cells == 0)
		pen_start(pen, ' ', 1);
	for (i = 1; i < CANVAS_GLYPHS && pen->cell.glyph[i] != 0; i++)
		continue;
	if (i < CANVAS_GLYPHS)
		pen->cell.glyph[i] = mark;
}

/* glyph_of() as this canvas has it. */
static int
glyph_here(const struct canvas *cv, uint32_t cp, uint32_t *shown)
{
	bool line = cp >= 0x2500 && cp <= 0x259F;

	return glyph_of(cp, cv->ascii || (cv->plain && line), shown);
}

/* Draw one cluster, each glyph that has a width in cells of its own. */
static void
pen_cluster(struct pen *pen, struct str s)
{
	uint32_t cp, shown;
	size_t at, n;
	int cells;

	for (at = 0; at < s.n; at += n) {
		n = utf8_decode(s.p + at, s.n - at, &cp);
		if (cp == '\n' && at > 0)
			break; /* CR LF is one blank */
		if (cp == '\n' || cp == '\r' || cp == '\t')
			cp = ' ';
		cells = glyph_here(pen->cv, cp, &shown);
		if (cells > 0)
			pen_start(pen, shown, cells);
		else if (shown != 0)
			pen_mark(pen, shown);
	}
	pen_flush(pen);
}

static struct str
bounded(struct str s, int max)
{
	if (s.n / BYTES_PER_CELL > (size_t)max)
		s.n = utf8_cut(s, (size_t)max * BYTES_PER_CELL);
	return s;
}

int
canvas_put(
    struct canvas *cv, int y, int x, int max, struct str s, enum style style)
{
	struct pen pen = { cv, y, x, { { 0 }, (uint8_t)style, 0 } };
	int cells, used = 0;
	size_t n;

	if (max <= 0 || s.n == 0)
		return 0;
	s = bounded(s, max);
	while (s.n > 0) {
		n = glyph_cluster(s, cv->ascii, &cells);
		if (cells > max - used)
			break;
		if (x < cv->cols) /* else x + cells may be too much for int */
			pen_cluster(&pen, (struct str){ s.p, n });
		used += cells;
		s.p += n;
		s.n -= n;
	}
	return used;
}

int
canvas_put_field(
    struct canvas *cv, int y, int x, int max, struct str s, enum style style)
{
	int used;
	bool cut;

	if (max <= 0)
		return 0;
	cut =
	    max >= 2 && glyph_fit(bounded(s, max), max, cv->ascii, NULL) < s.n;
	used = canvas_put(cv, y, x, cut ? max - 1 : max, s, style);
	if (x >= cv->cols)
		return max;
	/* In ASCII the ellipsis would be a full stop, as if s ended there. */
	if (cut)
		canvas_hline(
		    cv, y, x + used++, 1, cv->ascii ? '>' : 0x2026, style);
	canvas_hline(cv, y, x + used, max - used, ' ', style);
	return max;
}

int
canvas_putf(struct canvas *cv, int y, int x, int max, enum style style,
    const char *fmt, ...)
{
	struct buf text = BUF_INIT;
	va_list ap;
	int used;

	va_start(ap, fmt);
	buf_vaddf(&text, fmt, ap);
	va_end(ap);
	used = canvas_put(cv, y, x, max, buf_str(&text), style);
	buf_fini(&text);
	return used;
}

/* What lines are drawn with: one cell wide, else a blank. */
static struct cell
line_cell(const struct canvas *cv, uint32_t glyph, enum style style)
{
	struct cell c = blank_cell(style);
	uint32_t shown;

	if (glyph_here(cv, glyph, &shown) == 1)
		c.glyph[0] = shown;
	return c;
}

void
canvas_hline(
    struct canvas *cv, int y, int x, int n, uint32_t glyph, enum style style)
{
	const struct cell c = line_cell(cv, glyph, style);
	int i;

	n = clip(&x, n, cv->cols);
	for (i = 0; i < n; i++)
		place(cv, y, x + i, &c);
}

void
canvas_vline(
    struct canvas *cv, int y, int x, int n, uint32_t glyph, enum style style)
{
	const struct cell c = line_cell(cv, glyph, style);
	int i;

	n = clip(&y, n, cv->rows);
	for (i = 0; i < n; i++)
		place(cv, y + i, x, &c);
}

/* A wide grapheme that lies across an end of the n cells keeps its style. */
void
canvas_restyle(struct canvas *cv, int y, int x, int n, enum style style)
{
	struct cell c;
	int i;

	n = clip(&x, n, cv->cols);
	if (y < 0 || y >= cv->rows)
		return;
	for (i = x; i<x + n; i += c.cells> 0 ? c.cells : 1) {
		c = *cell_at(cv, y, i);
		if (c.cells == 0 || i + c.cells > x + n)
			continue;
		c.style = (uint8_t)style;
		place_inside(cv, y, i, &c);
	}
}

bool
canvas_changed(const struct canvas *cv, int y, int *from, int *to)
{
	const struct cell *now, *was;
	int x = 0, end = cv->cols;

	if (y < 0 || y >= cv->rows || (!cv->fresh && !cv->touched[y]))
		return false;
	now = cell_at(cv, y, 0);
	was = &cv->shown[now - cv->cells];
	/* Drawn anew is not changed: a view clears its box before it draws. */
	while (!cv->fresh && x < end && same_cell(&now[x], &was[x]))
		x++;
	if (x == end)
		return false;
	while (!cv->fresh && same_cell(&now[end - 1], &was[end - 1]))
		end--;
	if (now[x].cells == 0)
		x--; /* not from the middle of a wide one */
	if (now[end - 1].cells == 2)
		end++;
	*from = x;
	*to = end;
	return true;
}

void
canvas_clean(struct canvas *cv)
{
	size_t cols = (size_t)cv->cols;

	for (int y = 0; y < cv->rows; y++) {
		size_t at = (size_t)y * cols;

		if (cv->fresh || cv->touched[y])
			memcpy(&cv->shown[at], &cv->cells[at],
			    cols * sizeof *cv->cells);
		cv->touched[y] = false;
	}
	cv->fresh = false;
}

static void
add_row(const struct canvas *cv, int y, struct buf *out)
{
	char bytes[UTF8_MAX];
	size_t ink = out->n;
	int i, x;

	for (x = 0; x < cv->cols; x++) {
		const struct cell *c = cell_at(cv, y, x);

		for (i = 0; i < CANVAS_GLYPHS && c->glyph[i] != 0; i++)
			buf_add(out, bytes, utf8_encode(c->glyph[i], bytes));
		if (c->glyph[0] != ' ' || c->glyph[1] != 0)
			ink = out->n;
	}
	out->n = ink;
	buf_addc(out, '\n');
}

void
canvas_text(const struct canvas *cv, struct buf *out)
{
	int y;

	for (y = 0; y < cv->rows; y++)
		add_row(cv, y, out);
}

void
canvas_styles(const struct canvas *cv, struct buf *out)
{
	int x, y;

	for (y = 0; y < cv->rows; y++) {
		for (x = 0; x < cv->cols; x++) {
			uint8_t s = cell_at(cv, y, x)->style;

			buf_addc(
			    out, (char)(s == STYLE_NORMAL ? '.' : 'a' + s));
		}
		buf_addc(out, '\n');
	}
}
