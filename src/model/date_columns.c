#include "config.h"

#include "model/date_columns.h"

#include "base/date_cell.h"
#include "base/mem.h"

/* What is known of a column that was asked for. */
struct known {
	struct dates learned;
	struct dates rule; /* that, as it was settled last */
	size_t cells;      /* that were learned from */
	size_t settled;    /* of these, when it was settled last */
	bool odd;          /* a number is no second or millisecond of ours */
	bool holds;        /* dates */
	unsigned version;
};

struct date_column {
	struct dates_options hint;
	struct known *known; /* NULL: nobody asked */
};

void
date_columns_init(struct date_columns *c)
{
	*c = (struct date_columns){ 0 };
}

void
date_columns_fini(struct date_columns *c)
{
	for (size_t i = 0; i < c->n; i++)
		x_free(c->at[i].known);
	x_free(c->at);
	date_columns_init(c);
}

void
date_columns_set(
    struct date_columns *c, const struct dates_options *hint, size_t n)
{
	date_columns_fini(c);
	c->at = x_calloc(n, sizeof *c->at);
	c->n = n;
	for (size_t i = 0; hint != NULL && i < n; i++)
		c->at[i].hint = hint[i];
}

size_t
date_columns_learned(const struct date_columns *c, size_t column)
{
	const struct known *k = c->at[column].known;

	return k != NULL ? k->cells : 0;
}

static struct known *
ask(struct date_column *column)
{
	struct dates_options options = column->hint;

	if (column->known != NULL)
		return column->known;
	options.numbers = true; /* holds_dates() is stricter */
	column->known = x_calloc(1, sizeof *column->known);
	dates_init(&column->known->learned, &options);
	return column->known;
}

/* From 1973 to 2096 in seconds or milliseconds: of nine or ten digits, or of
 * twelve or thirteen. */
static bool
is_stamp(const struct date_cell_number *n)
{
	int64_t seconds = n->digits > 10 ? n->value / 1000 : n->value;

	return !n->negative && seconds >= 100000000 && seconds < 4000000000;
}

void
date_columns_learn(
    struct date_columns *c, size_t column, size_t event, struct str cell)
{
	struct known *k = ask(&c->at[column]);
	struct date_cell_number n;

	if (c->before + event != k->cells || (k->learned.settled && !k->holds))
		return;
	k->cells++;
	cell = str_trim(cell);
	dates_learn(&k->learned, cell);
	if (!k->learned.settled && date_cell_number(cell, &n) && n.value != 0)
		k->odd = k->odd || !is_stamp(&n);
}

/* Are the numbers of a column days, seconds or milliseconds? */
static bool
has_unit(const struct dates *d, bool sure, bool odd)
{
	return d->unit != DATES_NO_UNIT &&
	       (sure || (d->unit != DATES_DAYS && !odd));
}

static bool
holds_dates(const struct known *k, bool sure)
{
	const struct dates *d = &k->rule;
	/* Those that are no day in any order are no dates. */
	uint64_t n = d->dated - d->orders[0];

	if (d->rule.compact)
		n += d->days;
	if (has_unit(d, sure, k->odd))
		return true;
	return n > 0 && (n + d->years) * 2 >= d->cells;
}

bool
date_columns_settle(struct date_columns *c, size_t column)
{
	struct known *k = ask(&c->at[column]);
	bool first = !k->learned.settled, held = k->holds;
	bool sure = c->at[column].hint.numbers;

	if (first ? k->cells == k->settled
		  : !k->holds || !dates_contradicted(&k->learned))
		return false;
	k->rule = k->learned;
	dates_settle(&k->rule);
	if (first)
		k->holds = holds_dates(k, sure);
	if (!has_unit(&k->rule, sure, k->odd)) {
		k->rule.unit = DATES_NO_UNIT;
		k->rule.options.numbers = false;
	}
	if (!first || k->cells >= DATE_COLUMNS_FIRST)
		k->learned = k->rule; /* only what contradicts from now on */
	k->settled = k->cells;
	if (!held && !k->holds)
		return false;
	k->version++;
	return true;
}

const struct dates *
date_columns_find(
    const struct date_columns *c, size_t column, unsigned *version)
{
	const struct known *k = c->at[column].known;

	*version = k != NULL ? k->version : 0;
	return k != NULL && k->holds ? &k->rule : NULL;
}
