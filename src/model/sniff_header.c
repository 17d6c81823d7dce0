#include "config.h"

#include "model/sniff_header.h"

#include "model/looks.h"
#include "model/role_words.h"
#include "model/splitter.h"

#define COLUMNS 128
#define LONG_NAME 120 /* bytes */

struct column {
	struct str first;
	enum look look;              /* of the first */
	size_t below[LOOK_TEXT + 1]; /* how many of each there are below */
	size_t filled, again;        /* below: not empty, equal to the first */
};

struct first_rows {
	struct column column[COLUMNS];
	size_t ncolumns, nrows;
	size_t same; /* cells of the row at hand that are as in the first */
};

static void
add_cell(struct first_rows *x, size_t row, size_t at, struct str text)
{
	struct column *c = &x->column[at];
	enum look look = looks_of(text);

	if (row == 0) {
		c->first = str_trim(text);
		c->look = look;
		x->ncolumns = at + 1;
		return;
	}
	if (at >= x->ncolumns || look == LOOK_EMPTY)
		return;
	c->below[look]++;
	c->filled++;
	if (str_eq(str_trim(text), c->first)) {
		c->again++;
		x->same++;
	}
}

/* A header that comes again, as where files were put together, is no value. */
static void
end_row(struct first_rows *x)
{
	for (size_t i = 0; i < x->ncolumns && x->same == x->ncolumns; i++)
		x->column[i].again--;
	x->same = 0;
	x->nrows++;
}

static void
read_rows(struct first_rows *x, struct splitter *s, bool final)
{
	struct split_cell cell;
	size_t at = 0;

	while (splitter_next(s, &cell)) {
		if (at < COLUMNS && (final || s->rest.n > 0 || x->nrows == 0))
			add_cell(x, x->nrows, at, cell.text);
		at++;
		if (cell.last) {
			end_row(x);
			at = 0;
		}
	}
}

/* Are at least 70 of 100 below of these kinds? */
static bool
is_below(const struct column *c, enum look a, enum look b)
{
	size_t n = c->below[a] + (a != b ? c->below[b] : 0);

	return c->filled > 0 && n * 10 >= c->filled * 7;
}

/* Is it one of three years or more that stand side by side? */
static bool
is_in_a_row(const struct first_rows *x, size_t at)
{
	size_t from = at, to = at;

	while (from > 0 && x->column[from - 1].look == LOOK_YEAR)
		from--;
	while (to + 1 < x->ncolumns && x->column[to + 1].look == LOOK_YEAR)
		to++;
	return to - from >= 2;
}

/* Does it begin with a number and go on, as no name of a column does? */
static bool
is_line(struct str s)
{
	return s.n > 0 && s.p[0] >= '0' && s.p[0] <= '9';
}

static int
judge_text(const struct first_rows *x, const struct column *c)
{
	if (c->again > 0)
		return c->again > 1 ? -3 : -1;
	if (role_words_has(c->first))
		return 4;
	if (c->first.n > LONG_NAME || (x->ncolumns == 1 && is_line(c->first)))
		return -1;
	return c->filled > 0 && !is_below(c, LOOK_TEXT, LOOK_EMPTY) &&
		       !is_below(c, LOOK_TEXT, LOOK_LINK)
		   ? 2
		   : 0;
}

/* What the first cell of a column says for a header. */
static int
judge(const struct first_rows *x, size_t at)
{
	const struct column *c = &x->column[at];

	switch (c->look) {
	case LOOK_NUMBER:
		return c->filled == 0 || is_below(c, LOOK_NUMBER, LOOK_YEAR)
			   ? -3
			   : 0;
	case LOOK_YEAR:
		if (is_in_a_row(x, at))
			return 0;
		return c->filled == 0 || is_below(c, LOOK_YEAR, LOOK_DATE) ? -3
									   : 0;
	case LOOK_DATE:
	case LOOK_TIME:
	case LOOK_LINK:
		return -4;
	case LOOK_TEXT:
		return judge_text(x, c);
	case LOOK_EMPTY:
		return c->filled > 0 && at > 0 ? -1 : 0;
	}
	return 0;
}

int
sniff_header(struct str sample, bool final, const struct csv_options *d)
{
	struct first_rows x = { .ncolumns = 0 };
	struct splitter s = { .rest = sample,
		.delimiter = d->delimiter != '\0' ? d->delimiter : ',',
		.quote = d->quote != '\0' ? d->quote : '"',
		.escape = d->escape };
	int votes = 0;

	if (d->no_quote)
		s.quote = '\0';
	read_rows(&x, &s, final);
	for (size_t i = 0; i < x.ncolumns; i++)
		votes += judge(&x, i);
	votes *= 10;
	return votes > 100 ? 100 : votes < -100 ? -100 : votes;
}
