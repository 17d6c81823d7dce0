#include "config.h"

#include "model/settle.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "model/compose.h"
#include "model/role_words.h"

/* How much of what is held roles are guessed by: some 3 ms. */
#define SAMPLE_CELLS ((size_t)8192)
#define SAMPLE_ROWS_MIN 20

#define SURE 75 /* of a name, see role_words.h */

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

/* Has it letters that English has not? */
static bool
is_foreign(struct str name)
{
	while (name.n > 0) {
		uint32_t cp;
		size_t n = utf8_decode(name.p, name.n, &cp);

		if (cp >= 0xC0 && cp < 0x2000 && cp != 0xD7 && cp != 0xF7)
			return true;
		name.p += n;
		name.n -= n;
	}
	return false;
}

/*
 * Do those who wrote this put the day before the month?  In English the month
 * may be first; and a semicolon is what spreadsheets take where a comma stands
 * before decimals, which is not in America.
 */
static bool
is_day_first(const struct shaper *s)
{
	for (size_t i = 0; i < s->columns.nfile; i++)
		if (is_foreign(str_of(s->columns.name[i])))
			return true;
	return s->delimiter == ';';
}

/* Is a column called so by people who do? */
static bool
is_day_first_word(struct str date)
{
	static const char *const words[] = { "fecha", "data", "datum", "jour",
		"dia" };

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (str_eq(date, str_of(words[i])))
			return true;
	return false;
}

/*
 * What the name of a column says of the dates in it; how it was found that it
 * has dates, and what is_day_first() says.
 */
static void
take_name(const char *column, enum role_how how, bool day_first,
    struct dates_options *options)
{
	struct buf name = BUF_INIT, rest = BUF_INIT;

	role_words_fold(&name, str_of(column));
	options->years = role_words_part(buf_str(&name), &rest) == PART_YEAR;
	if (how == ROLE_HOW_NOT)
		options->numbers =
		    role_words_score(buf_str(&name), ROLE_DATE) > SURE;
	else
		options->numbers = how != ROLE_HOW_VALUES;
	options->numbers = options->numbers && !options->years;
	options->day_first = day_first || is_day_first_word(buf_str(&name));
	buf_fini(&name);
	buf_fini(&rest);
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
	if (column >= 0)
		take_name(s->columns.name[column], s->columns.how[ROLE_DATE],
		    is_day_first(s), &options);
	dates_init(&s->dates, &options);
	for (size_t i = 0; column >= 0 && i < by->hold->n; i++)
		dates_learn(
		    &s->dates, cell_of(s, by->hold->record[i], (size_t)column));
	s->held = by->hold->n;
	dates_settle(&s->dates);
}

/* The field of a package that is called like column i, from where it should
 * be on; NULL: none is. */
static const struct package_field *
find_field(const struct package *p, const char *column, size_t i)
{
	for (size_t n = 0; p != NULL && n < p->fields.n; n++) {
		size_t at = (i + n) % p->fields.n;

		if (strcmp(p->fields.at[at], column) == 0)
			return &p->field[at];
	}
	return NULL;
}

struct dates_options *
settle_hints(const struct settling *by, const struct shaper *s)
{
	struct dates_options *hint = x_calloc(s->columns.n, sizeof *hint);
	bool day_first = is_day_first(s);

	for (size_t i = 0; i < s->columns.nfile; i++) {
		const struct package_field *field =
		    find_field(by->package, s->columns.name[i], i);

		hint[i] = *by->dates;
		if (field != NULL && hint[i].order == DATE_ORDER_OPEN)
			hint[i].order = field->order;
		take_name(s->columns.name[i],
		    field != NULL && field->dated ? ROLE_HOW_PACKAGE
						  : ROLE_HOW_NOT,
		    day_first, &hint[i]);
	}
	return hint;
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
