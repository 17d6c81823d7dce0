#include "config.h"

#include "ui/text_title.h"

#include "text/glyph.h"
#include "ui/highlight.h"

#define ROWS_MAX 2

static void
wrap_title(struct wrap *w, const struct doc *d, int cols)
{
	wrap_init(w, buf_str(&d->title), cols > 1 ? cols : 1, d->wrap.ascii);
	(void)wrap_until(w, ROWS_MAX + 1);
}

/* Line y of a title of so many rows: the last one has all that is left. */
static struct str
line_at(const struct wrap *w, int y, int rows)
{
	struct str line = wrap_at(w, (size_t)y);

	if (y + 1 == rows && w->nlines > (size_t)rows)
		line.n = (size_t)(w->text.p + w->text.n - line.p);
	return line;
}

/* Draw the lines of t->box; the cells that the last one took. */
static int
draw_lines(struct text_title *t, const struct wrap *w, const struct find *f,
    int column, struct canvas *cv)
{
	struct box b = t->box;
	int taken = 0;

	for (int y = 0; y < b.rows; y++) {
		struct str line = line_at(w, y, b.rows);

		taken = glyph_width(line, w->ascii);
		if (taken > b.cols) { /* its last cell is an ellipsis */
			taken = b.cols;
			t->shown = (size_t)(line.p - w->text.p) +
				   glyph_fit(line, taken - 1, w->ascii, NULL);
		}
		canvas_put_field(cv, b.y + y, b.x, taken, line, STYLE_TITLE);
		highlight_text(cv, b.y + y, b.x, taken, line, f, column);
	}
	return taken;
}

int
text_title_draw(struct text_title *t, const struct doc *d, const struct find *f,
    int column, struct canvas *cv, struct box b)
{
	struct str meta = buf_str(&d->meta);
	int rows = b.rows > 6 ? ROWS_MAX : 1, taken;
	int want = glyph_width(meta, d->wrap.ascii);
	struct wrap w;

	wrap_title(&w, d, b.cols);
	if (w.nlines < (size_t)rows)
		rows = (int)w.nlines;
	*t = (struct text_title){ { b.y, b.x, rows, b.cols }, d->title.n };
	taken = draw_lines(t, &w, f, column, cv);
	wrap_fini(&w);
	if (want == 0 || b.rows < 4)
		return rows > 0 ? rows : 1;
	if (rows > 0 && taken + 3 + want <= b.cols) {
		canvas_put(cv, b.y + rows - 1, b.x + b.cols - want, want, meta,
		    STYLE_DIM);
		return rows;
	}
	canvas_put_field(cv, b.y + rows, b.x, b.cols, meta, STYLE_DIM);
	return rows + 1;
}

void
text_title_place(
    const struct text_title *t, const struct doc *d, size_t at, int *y, int *x)
{
	struct wrap w;
	struct str line;
	size_t i;

	wrap_title(&w, d, t->box.cols);
	i = wrap_find(&w, at);
	if (i >= (size_t)t->box.rows)
		i = (size_t)t->box.rows - 1;
	line = line_at(&w, (int)i, t->box.rows);
	line.n = at - (size_t)(line.p - w.text.p);
	*y = t->box.y + (int)i;
	*x = t->box.x + glyph_width(line, w.ascii);
	wrap_fini(&w);
}
