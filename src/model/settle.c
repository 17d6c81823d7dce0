#include "config.h"

#include "model/settle.h"

#include "base/mem.h"
#include "model/compose.h"

/* How much of what is held roles are guessed by: some 3 ms. */
#define SAMPLE_CELLS ((size_t)8192)
#define SAMPLE_ROWS_MIN 20

/* The field in column i of a record. */
static struct str
field_of(const struct csv_record *r, size_t i)
{
	return i < r->n ? r->field[i] : str_of("");
}

static bool
settle_roles(const struct settling *by, struct shaper *s, struct err *e)
{
	size_t n = s->columns.nfile;
	size_t rows = SAMPLE_CELLS / (n > 0 ? n : 1) + SAMPLE_ROWS_MIN;
	struct roles_sample sample = { .n = 0 };
	struct str *field;
	bool ok;

	if (rows > by->hold->n)
		rows = by->hold->n;
	field = x_calloc(rows * n, sizeof *field);
	for (; sample.n < rows; sample.n++)
		for (size_t i = 0; i < n; i++)
			field[sample.n * n + i] =
			    field_of(by->hold->record[sample.n], i);
	sample.field = field;
	ok = roles_assign(&s->columns, by->package, by->role, &sample, e);
	x_free(field);
	return ok;
}

static void
settle_worded(
    const struct settling *by, const struct shaper *s, struct worded *w)
{
	worded_start(w, &s->columns);
	for (size_t i = 0; i < by->hold->n; i++)
		worded_learn(
		    w, by->hold->record[i]->field, by->hold->record[i]->n);
	worded_settle(w, by->more);
}

/* The cell of a column, also of a composed one; lent for now. */
static struct str
cell_of(struct shaper *s, const struct csv_record *r, size_t column)
{
	size_t n = s->columns.nfile;

	if (column < n)
		return field_of(r, column);
	for (size_t i = 0; i < n; i++)
		s->field[i] = field_of(r, i);
	buf_clear(&s->text);
	columns_compose(&s->columns, column - n, s->field, &s->text);
	return buf_str(&s->text);
}

static void
settle_dates(const struct settling *by, struct shaper *s)
{
	int column = s->columns.role[ROLE_DATE];
	struct dates_options options = *by->dates;

	/* The user goes before the package, which speaks of its own column. */
	if (options.order == DATE_ORDER_OPEN &&
	    s->columns.how[ROLE_DATE] == ROLE_HOW_PACKAGE)
		options.order = by->package->order;
	dates_init(&s->dates, &options);
	for (size_t i = 0; column >= 0 && i < by->hold->n; i++)
		dates_learn(
		    &s->dates, cell_of(s, by->hold->record[i], (size_t)column));
	s->held = by->hold->n;
	dates_settle(&s->dates);
}

bool
settle_columns(const struct settling *by, struct shaper *s, struct worded *w,
    struct err *e)
{
	if (!settle_roles(by, s, e))
		return false;
	settle_worded(by, s, w);
	settle_dates(by, s);
	return true;
}
