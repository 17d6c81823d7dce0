#include "config.h"

#include "model/sniff_titles.h"

#include "model/role_words.h"
#include "model/sniff_header.h"
#include "model/splitter.h"

#define SURE 40 /* votes for a header below, of a name at least */

/* One of the first records. */
struct first {
	size_t n, filled; /* fields, and those that are not empty */
	bool sign;        /* begins with that of a comment */
	bool apart;       /* and that stands apart from what follows */
	bool name;        /* begins with a name that headers have */
	size_t end;       /* where what follows it starts */
};

struct titles {
	struct str sample;
	bool final;
	const struct csv_options *dialect;
	size_t fields;
	struct first first[SNIFF_TITLES_MAX + 1];
	size_t nfirst;
	size_t records, alike; /* all of them, those with so many fields */
};

/* ---- looking through ---- */

static void
start_record(struct first *r, const struct split_cell *cell)
{
	struct str s = cell->text;

	*r = (struct first){ .name = role_words_has(s) };
	if (cell->quoted || s.n == 0 || (s.p[0] != '#' && s.p[0] != '%'))
		return;
	r->sign = true;
	r->apart = s.n == 1 || s.p[1] == ' ' || s.p[1] == s.p[0];
}

static void
read_records(struct titles *x)
{
	const struct csv_options *d = x->dialect;
	struct splitter s = { .rest = x->sample,
		.delimiter = d->delimiter,
		.quote = d->no_quote ? '\0' : d->quote,
		.escape = d->escape };
	struct split_cell cell;
	struct first spare, *r = &spare;
	bool within = false;

	while (splitter_next(&s, &cell)) {
		if (!within) {
			r = x->nfirst <= SNIFF_TITLES_MAX ? &x->first[x->nfirst]
							  : &spare;
			start_record(r, &cell);
		}
		r->n++;
		r->filled += str_trim(cell.text).n > 0;
		within = !cell.last;
		if (within || (!x->final && s.rest.n == 0))
			continue;
		r->end = x->sample.n - s.rest.n;
		x->nfirst += r != &spare;
		x->records++;
		x->alike += r->n == x->fields;
	}
}

/* What follows the first n records. */
static struct str
below(const struct titles *x, size_t n)
{
	size_t at = n > 0 ? x->first[n - 1].end : 0;

	return (struct str){ x->sample.p + at, x->sample.n - at };
}

static bool
is_header_below(const struct titles *x, size_t n)
{
	return n < x->records &&
	       sniff_header(below(x, n), x->final, x->dialect) >= SURE;
}

/* ---- judging ---- */

/* "#tag,9" is one of the records; "# tag,9" may be. */
static bool
is_comment(const struct titles *x, size_t i)
{
	const struct first *r = &x->first[i];

	return r->sign && (r->n != x->fields || r->apart);
}

static size_t
count_comments(const struct titles *x)
{
	size_t n = 0;

	while (n < x->nfirst && is_comment(x, n))
		n++;
	if (n == x->records)
		return 0;
	/* The last one is "# date,title,text". */
	if (n > 0 && x->first[n - 1].n == x->fields && !is_header_below(x, n))
		n--;
	return n;
}

static bool
is_title(const struct titles *x, size_t i)
{
	const struct first *r = &x->first[i];

	if (r->n >= x->fields && x->dialect->no_header)
		return false; /* it is an event */
	if (r->n >= x->fields && r->filled * 3 > x->fields)
		return r->filled * 2 <= x->fields && is_header_below(x, i + 1);
	if (r->n >= x->fields)
		return true;
	if (r->n == 1)
		return !r->name;
	return r->filled <= 1 || r->filled * 2 <= x->fields;
}

/* Are the records below the first n those of a table? */
static bool
is_table(const struct titles *x, size_t n)
{
	size_t records = x->records - n, alike = x->alike;

	for (size_t i = 0; i < n; i++)
		alike -= x->first[i].n == x->fields;
	if (x->fields < 3) /* may be a text with a comma now and then */
		return records >= 3 && alike == records &&
		       is_header_below(x, n);
	return records >= 2 && alike * 4 >= records * 3;
}

static size_t
count_titles(const struct titles *x, size_t comments)
{
	size_t n = comments;

	if (x->fields < 2)
		return n;
	while (n < x->nfirst && is_title(x, n))
		n++;
	return n < x->nfirst && is_table(x, n) ? n : comments;
}

size_t
sniff_titles(
    struct str *sample, bool final, const struct csv_options *d, size_t fields)
{
	struct titles x = { .sample = *sample,
		.final = final,
		.dialect = d,
		.fields = fields };
	size_t n;

	read_records(&x);
	n = count_titles(&x, count_comments(&x));
	*sample = below(&x, n);
	return n;
}
