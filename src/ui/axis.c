#include "config.h"

#include "ui/axis.h"

#define MONTHS 12
#define MONTH_COLS 3 /* "Apr" */
#define APART 2      /* cells between two labels */

#define LINE 0x2500u
#define TICK 0x252Cu

/* The next larger step. */
static int32_t
next_step(enum timeline_level level, int32_t step)
{
	int32_t unit = 1, digit;

	if (level == TIMELINE_MONTH) {
		if (step < MONTHS)
			return step == 1 ? 3 : 2 * step;
		unit = MONTHS;
	}
	for (digit = step / unit; digit >= 10; digit /= 10)
		continue;
	return digit == 2 ? step / 2 * 5 : 2 * step;
}

/* The cells of a year. */
static int
year_cols(int32_t year)
{
	struct buf text = BUF_INIT;
	int cols;

	timeline_describe(&text, TIMELINE_YEAR, year);
	cols = (int)text.n; /* it is ASCII */
	buf_fini(&text);
	return cols;
}

/* The cells of the widest label. */
static int
label_cols(const struct timeline *t)
{
	int32_t first = date_year(t->first_day), last = date_year(t->last_day);
	int cols[] = { MONTH_COLS, year_cols(first), year_cols(last),
		year_cols(first < 99 && last > 0 ? 99 : last) };
	int most = 0;

	for (size_t i = 0; i < sizeof cols / sizeof cols[0]; i++)
		if (cols[i] > most)
			most = cols[i]; /* "AD 99" is wider than 100 */
	return most;
}

/* How many bars are from one label to the next, but for gaps in the count. */
static int32_t
find_step(const struct timeline *t, int bar_cols)
{
	int room = label_cols(t) + APART;
	int32_t step = 1;

	while (step < room && step * bar_cols < room)
		step = next_step(t->level, step);
	return step;
}

/* Years before Christ are counted from 1 BC, which is 0. */
static bool
is_round(enum timeline_level level, int32_t number, int32_t step)
{
	if (level == TIMELINE_YEAR && number <= 0)
		number = 1 - number;
	return number % step == 0;
}

/* The year in which the bar begins, or a month that is not January. */
static void
add_label(struct buf *out, enum timeline_level level, int32_t number)
{
	int32_t first, last;

	timeline_days(level, number, &first, &last);
	if (level == TIMELINE_MONTH && number % MONTHS != 0) {
		timeline_describe(out, level, number);
		out->n = MONTH_COLS;
		return;
	}
	timeline_describe(out, TIMELINE_YEAR, date_year(first));
}

int
axis_x(const struct axis *a, int i)
{
	return a->x + i * a->bar_cols;
}

int
axis_middle(const struct axis *a, int i)
{
	return axis_x(a, i) + (a->bar_cols - a->gap) / 2;
}

/* Draw a tick and a label; false if there is no room for that. */
static bool
draw_label(const struct axis *a, struct canvas *cv, const struct timeline *t,
    size_t top, int i)
{
	int x = axis_x(a, i);
	struct buf text = BUF_INIT;
	bool fits;

	add_label(&text, t->level, t->first + (int32_t)top + (int32_t)i);
	fits = x + (int)text.n <= a->end; /* it is ASCII */
	if (fits) {
		canvas_hline(cv, a->line, x, 1, TICK, STYLE_RULE);
		canvas_put(
		    cv, a->labels, x, (int)text.n, buf_str(&text), STYLE_DATE);
	}
	buf_fini(&text);
	return fits;
}

void
axis_draw(const struct axis *a, struct canvas *cv, const struct timeline *t,
    size_t top)
{
	int32_t step = find_step(t, a->bar_cols);
	bool any = false;

	if (a->line < 0)
		return;
	canvas_hline(cv, a->line, a->x, a->shown * a->bar_cols - a->gap, LINE,
	    STYLE_RULE);
	if (top > 0)
		canvas_put(cv, a->line, a->x - 1, 1, str_of("<"), STYLE_RULE);
	if (top + (size_t)a->shown < t->nbars)
		canvas_put(cv, a->line, axis_x(a, a->shown), 1, str_of(">"),
		    STYLE_RULE);
	if (a->labels < 0)
		return;
	for (int i = 0; i < a->shown; i++)
		if (is_round(t->level, t->first + (int32_t)top + i, step))
			any = draw_label(a, cv, t, top, i) || any;
	if (!any)
		(void)draw_label(a, cv, t, top, 0);
}
