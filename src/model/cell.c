#include "config.h"

#include "model/cell.h"

#define YEAR_DIGITS 4

static bool
is_digits(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return true;
}

/* Cut zeros off the front, or the back. */
static struct str
cut_zeros(struct str s, bool front)
{
	while (s.n > 0 && s.p[front ? 0 : s.n - 1] == '0') {
		s.p += front;
		s.n--;
	}
	return s;
}

bool
cell_read_number(struct str s, struct cell_number *x)
{
	const char *dot;
	bool sign;

	s = str_trim(s);
	sign = s.n > 0 && (s.p[0] == '-' || s.p[0] == '+');
	x->negative = sign && s.p[0] == '-';
	s.p += sign;
	s.n -= sign;
	dot = s.n > 0 ? memchr(s.p, '.', s.n) : NULL;
	x->whole = s;
	x->part = (struct str){ "", 0 };
	if (dot != NULL) {
		x->whole.n = (size_t)(dot - s.p);
		x->part = (struct str){ dot + 1, s.n - x->whole.n - 1 };
	}
	if (x->whole.n + x->part.n == 0 || !is_digits(x->whole) ||
	    !is_digits(x->part))
		return false;
	x->whole = cut_zeros(x->whole, true);
	x->part = cut_zeros(x->part, false);
	if (x->whole.n + x->part.n == 0)
		x->negative = false; /* zero has no sign */
	return true;
}

/* As memcmp(), and the shorter first. */
static int
compare_bytes(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n > 0 ? memcmp(a.p, b.p, n) : 0;

	return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

bool
cell_compare_numbers(struct str a, struct str b, int *order)
{
	struct cell_number x, y;

	if (!cell_read_number(a, &x) || !cell_read_number(b, &y))
		return false;
	if (x.negative != y.negative) {
		*order = x.negative ? -1 : 1;
		return true;
	}
	if (x.whole.n != y.whole.n)
		*order = x.whole.n < y.whole.n ? -1 : 1;
	else
		*order = compare_bytes(x.whole, y.whole);
	if (*order == 0)
		*order = compare_bytes(x.part, y.part);
	if (x.negative)
		*order = -*order;
	return true;
}

bool
cell_compare_dates(
    const struct date *a, enum query_compare how, const struct date *b)
{
	switch (how) {
	case QUERY_LT:
		return a->last < b->first;
	case QUERY_LE:
		return a->last <= b->last;
	case QUERY_GT:
		return a->first > b->last;
	default:
		return a->first >= b->first;
	}
}

static bool
is_order(int order, enum query_compare how)
{
	switch (how) {
	case QUERY_LT:
		return order < 0;
	case QUERY_LE:
		return order <= 0;
	case QUERY_GT:
		return order > 0;
	default:
		return order >= 0;
	}
}

void
cell_fold(struct buf *out, struct fold_map *map, struct str s)
{
	struct fold_token t;
	struct fold f;

	fold_init(&f, map, s);
	while (fold_next(&f, &t)) {
		if (t.colocated)
			continue;
		if (out->n > 0)
			buf_addc(out, ' ');
		buf_add(out, t.text, t.n);
	}
}

/* Compare and cut what a text begins with off it; 0 if it begins with it. */
static int
compare_start(struct str start, struct str *text)
{
	size_t n = start.n < text->n ? start.n : text->n;
	int order = compare_bytes(start, (struct str){ text->p, n });

	text->p += n;
	text->n -= n;
	return order;
}

/* As cell_fold() and compare_bytes(), but no further than they differ. */
static int
compare_folded(struct fold_map *map, struct str s, struct str folded)
{
	struct fold_token t;
	struct fold f;
	int order = 0;
	bool first = true;

	fold_init(&f, map, s);
	while (order == 0 && fold_next(&f, &t)) {
		if (t.colocated)
			continue;
		if (!first)
			order = compare_start((struct str){ " ", 1 }, &folded);
		if (order == 0)
			order =
			    compare_start((struct str){ t.text, t.n }, &folded);
		first = false;
	}
	return order != 0 ? order : folded.n > 0 ? -1 : 0;
}

void
cell_test_init(
    struct cell_test *t, const struct query_node *node, struct fold_map *map)
{
	struct str value = { node->value, node->nvalue };
	struct cell_number number;

	*t = (struct cell_test){ .node = node, .map = map };
	t->number = cell_read_number(value, &number);
	t->date = node->date;
	cell_fold(&t->folded, map, value);
}

void
cell_test_fini(struct cell_test *t)
{
	buf_fini(&t->folded);
}

/* Beside numbers that are seconds, one of more than four digits is such a
 * number, and a shorter one a year. */
void
cell_test_dates(struct cell_test *t, const struct dates *dates)
{
	struct str value = { t->node->value, t->node->nvalue };

	t->dates = dates;
	t->date = t->node->date;
	if (dates == NULL || t->node->kind != QUERY_COMPARE)
		return;
	if (!t->number || dates->unit == DATES_NO_UNIT)
		(void)dates_parse(dates, value, &t->date, NULL); /* or none */
	else if (value.n > YEAR_DIGITS)
		t->date.precision = DATE_NONE;
}

static bool
is_exact(const struct query_node *node, struct str s)
{
	struct str value = { node->value, node->nvalue };

	if (node->prefix && s.n > value.n)
		s.n = value.n;
	return str_eq(s, value);
}

/* Read a cell; false if it is a date, or nothing, in no way. */
static bool
read_date(const struct cell_test *t, struct str s, struct date *d)
{
	if (t->dates != NULL)
		return dates_parse(t->dates, s, d, NULL);
	return date_parse(s, d, NULL) && d->precision != DATE_NONE;
}

static bool
compare(struct cell_test *t, struct str s)
{
	const struct query_node *node = t->node;
	struct str value = { node->value, node->nvalue };
	bool period = t->date.precision != DATE_NONE;
	struct date d = { .precision = DATE_NONE };
	int order;

	if (s.n == 0)
		return false;
	if (t->dates != NULL && read_date(t, s, &d) && d.precision == DATE_NONE)
		return false;
	if (value.n == 0)
		return node->compare == QUERY_GT || node->compare == QUERY_GE;
	if (t->number && (t->dates == NULL || !period) &&
	    cell_compare_numbers(s, value, &order))
		return is_order(order, node->compare);
	if (period && (d.precision != DATE_NONE ||
			  (t->dates == NULL && read_date(t, s, &d))))
		return cell_compare_dates(&d, node->compare, &t->date);
	if (t->number || period)
		return false;
	order = compare_folded(t->map, s, str_of(buf_cstr(&t->folded)));
	return is_order(order, node->compare);
}

static bool
overlaps(const struct cell_test *t, struct str s)
{
	struct date d;

	return s.n > 0 && read_date(t, s, &d) && d.precision != DATE_NONE &&
	       d.first <= t->date.last && d.last >= t->date.first;
}

static bool
pass(struct cell_test *t, struct str s)
{
	s = str_trim(s);
	switch (t->node->kind) {
	case QUERY_EXACT:
		return is_exact(t->node, s);
	case QUERY_COMPARE:
		return compare(t, s);
	default:
		return overlaps(t, s);
	}
}

bool
cell_test_pass(struct cell_test *t, struct str cell)
{
	struct str piece;

	if (pass(t, cell))
		return true;
	if (!t->node->list || cell.n == 0 ||
	    memchr(cell.p, ';', cell.n) == NULL)
		return false;
	while (str_split(&cell, ';', &piece))
		if (pass(t, piece))
			return true;
	return false;
}
