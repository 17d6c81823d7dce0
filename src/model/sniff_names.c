#include "config.h"

#include "model/sniff_names.h"

#include "model/looks.h"
#include "model/splitter.h"

/* ---- names of rows ---- */

/* What was seen of the first fields. */
struct rows {
	size_t names;    /* in the header */
	bool quoted;     /* all of them are, and all the first fields below */
	bool numbers;    /* those are numbers that grow */
	bool years;      /* and years */
	bool filled;     /* there is something in a last field */
	bool blank;      /* a field begins with a blank: "Jan 5, 1999" */
	struct str last; /* the name of the row before */
	size_t n;
};

/* Is a greater than b?  Both have only digits. */
static bool
is_more(struct str a, struct str b)
{
	if (a.n != b.n)
		return a.n > b.n;
	return a.n > 0 && memcmp(a.p, b.p, a.n) > 0;
}

static bool
is_digits(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return s.n > 0 && (s.p[0] != '0' || s.n == 1);
}

static void
add_name(struct rows *x, const struct split_cell *cell)
{
	struct str s = cell->text;

	x->quoted = x->quoted && cell->quoted && !str_eq(s, x->last);
	x->numbers =
	    x->numbers && is_digits(s) && (x->n == 0 || is_more(s, x->last));
	x->years = x->years && looks_of(s) == LOOK_YEAR;
	x->last = s;
	x->n++;
}

/* Look at a record; false if it has another number of fields. */
static bool
read_row(struct rows *x, struct splitter *s, bool final)
{
	struct split_cell cell = { .last = false };
	const char *start = s->rest.p;
	struct rows was = *x;
	size_t n = 0;

	while (!cell.last && splitter_next(s, &cell)) {
		if (n++ == 0)
			add_name(x, &cell);
		else if (!cell.quoted && cell.text.p > start)
			x->blank = x->blank || cell.text.p[-1] == ' ';
		x->filled = x->filled || (n > x->names && cell.text.n > 0);
	}
	if (n > 0 && (final || s->rest.n > 0))
		return n == x->names + 1;
	*x = was; /* it may be cut, or is none */
	return true;
}

bool
sniff_row_names(struct str sample, bool final, const struct csv_options *d)
{
	struct rows x = { .quoted = true, .numbers = true, .years = true };
	struct splitter s = { .rest = sample,
		.delimiter = d->delimiter,
		.quote = d->no_quote ? '\0' : d->quote,
		.escape = d->escape };
	struct split_cell cell = { .last = false };

	while (!cell.last && splitter_next(&s, &cell)) {
		x.names++;
		x.quoted = x.quoted && cell.quoted;
	}
	while (s.rest.n > 0)
		if (!read_row(&x, &s, final))
			return false;
	if (x.n == 0 || !x.filled)
		return false;
	if (x.quoted)
		return true;
	if (!x.numbers || x.years)
		return false;
	/* Commas may just not be quoted, tabs hardly are in a text. */
	return d->delimiter == '\t' ? x.n >= 2 : x.n >= 3 && !x.blank;
}

/* ---- logs ---- */

static const char fields[] = "#Fields:";

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static struct str
line_of(struct str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] != '\n' && s.p[n] != '\r')
		n++;
	return (struct str){ s.p, n };
}

char
sniff_fields(struct str *sample, size_t *above)
{
	struct str rest = *sample, line;
	size_t n = 0;

	for (;; rest.p += line.n + 1, rest.n -= line.n + 1) {
		line = line_of(rest);
		if (line.n > sizeof fields &&
		    memcmp(line.p, fields, sizeof fields - 1) == 0 &&
		    is_blank(line.p[sizeof fields - 1]))
			break;
		if (line.n == rest.n || (line.n > 0 && line.p[0] != '#'))
			return '\0';
		n += line.n > 0;
	}
	*sample = rest;
	*above = n;
	do {
		rest.p += line.n;
		rest.n -= line.n;
		while (rest.n > 0 && (rest.p[0] == '\n' || rest.p[0] == '\r')) {
			rest.p++;
			rest.n--;
		}
		line = line_of(rest);
	} while (line.n > 0 && line.p[0] == '#');
	return line.n > 0 && memchr(line.p, '\t', line.n) != NULL ? '\t' : ' ';
}

bool
sniff_fields_next(struct str *rest, struct str *name)
{
	while (rest->n > 0 && is_blank(rest->p[0])) {
		rest->p++;
		rest->n--;
	}
	*name = (struct str){ rest->p, 0 };
	while (name->n < rest->n && !is_blank(rest->p[name->n]))
		name->n++;
	rest->p += name->n;
	rest->n -= name->n;
	return name->n > 0;
}
