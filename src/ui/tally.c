#include "config.h"

#include "ui/tally.h"

#include <stdio.h>

#include "ui/layout.h"

/* A blank, the digits of the largest count, a blank. */
static int
count_cols(size_t most)
{
	return 2 + snprintf(NULL, 0, "%zu", most);
}

int
tally_cols(int names, size_t most)
{
	return names + count_cols(most);
}

static void
draw_row(const struct tally *t, struct canvas *cv, struct box b, size_t i)
{
	struct tally_row row = { .style = STYLE_NORMAL };
	int digits = count_cols(t->most);

	t->row(t->arg, i, &row);
	if (row.indent > b.cols / 2)
		row.indent = b.cols / 2;
	if (row.closed)
		canvas_put(cv, b.y, b.x + 1, 1, str_of("+"), STYLE_MARKER);
	canvas_put_field(cv, b.y, b.x + row.indent,
	    b.cols - row.indent - digits, row.name, row.style);
	canvas_putf(cv, b.y, b.x + b.cols - digits, digits - 1, STYLE_COUNT,
	    "%*zu", digits - 1, row.count);
}

static void
draw_current(
    struct canvas *cv, struct box b, int y, const struct view_look *look)
{
	canvas_put(cv, y, b.x, 1, str_of(">"), STYLE_MARKER);
	if (look->bar)
		canvas_restyle(cv, y, b.x, b.cols - 1,
		    look->focused ? STYLE_CURRENT : STYLE_PARKED);
}

static void
draw_heading(const struct tally *t, struct canvas *cv, struct box b,
    const struct view_look *look)
{
	canvas_put_field(cv, b.y, b.x + TALLY_INDENT, b.cols - 3, t->heading,
	    look->focused ? STYLE_LABEL : STYLE_DIM);
}

void
tally_draw(const struct tally *t, struct scroll *s, struct view *v,
    struct canvas *cv, struct box b, const struct view_look *look)
{
	int cols =
	    t->cols > LAYOUT_SECTIONS_COLS ? t->cols : LAYOUT_SECTIONS_COLS;

	canvas_clear(cv, b, STYLE_NORMAL);
	if (b.rows > 5) {
		draw_heading(t, cv, b, look);
		b.y++;
		b.rows--;
	}
	scroll_fit(s, t->nrows, b.rows, look->beside);
	v->cursor_y = b.y + (int)(s->current - s->top);
	v->cursor_x = b.x;
	for (int y = 0; y < b.rows && s->top + (size_t)y < t->nrows; y++) {
		size_t i = s->top + (size_t)y;
		struct box row = { b.y + y, b.x, 1,
			cols < b.cols ? cols : b.cols };

		draw_row(t, cv, row, i);
		if (i == s->current)
			draw_current(cv, b, row.y, look);
	}
}
