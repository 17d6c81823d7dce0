#include "config.h"

#include "model/shaper.h"

#include "base/date.h"
#include "base/mem.h"
#include "model/columns_match.h"
#include "model/compose.h"
#include "model/csv_stray.h"
#include "model/encoding.h"
#include "text/glyph.h"

#define DATE_COLS_MAX 64 /* wider ones are not measured */

void
shaper_init(struct shaper *s)
{
	*s = (struct shaper){ .delimiter = ',', .quote = '"' };
	columns_init(&s->columns);
	sections_init(&s->sections);
	problems_init(&s->problems);
	ids_init(&s->ids);
	dates_init(&s->dates, NULL);
}

void
shaper_fini(struct shaper *s)
{
	ids_fini(&s->ids);
	problems_fini(&s->problems);
	sections_fini(&s->sections);
	section_case_fini(&s->spelled);
	columns_fini(&s->columns);
	buf_fini(&s->joined);
	buf_fini(&s->composed);
	buf_fini(&s->text);
	x_free(s->field);
	x_free(s->from);
}

void
shaper_complain(struct shaper *s, enum problem_kind kind, size_t line,
    size_t column, struct str raw)
{
	problems_add(
	    &s->problems, kind, s->file, line, column, buf_cstr(&s->text), raw);
}

/* ---- columns ---- */

void
shaper_columns(struct shaper *s, const struct csv_record *r, bool header)
{
	bool named = header || s->nnames == r->n;
	struct str *name = x_calloc(r->n, sizeof *name);

	for (size_t i = 0; i < r->n; i++)
		name[i] =
		    header ? r->field[i] : str_of(named ? s->names[i] : "");
	columns_take(
	    &s->columns, &(struct csv_record){ .n = r->n, .field = name });
	s->named = r->n;
	while (named && s->named > 1 && str_trim(name[s->named - 1]).n == 0)
		s->named--;
	s->field = x_calloc(r->n + ROLE_NROLES, sizeof *s->field);
	x_free(name);
}

bool
shaper_columns_of(struct shaper *s, const char *first,
    const struct csv_record *header, struct err *e)
{
	x_free(s->from);
	s->from = NULL;
	if (columns_match(&s->columns, first, header, &s->from, e))
		return true;
	return err_in(e, "%s:%zu", s->file, header->line);
}

/* ---- the fields of an event ---- */

/*
 * Find the last field and all after it as they stand in the file, with the
 * blanks after delimiters: "A fire, big".  False if there are quotes in them.
 */
static bool
find_rest(const struct shaper *s, const struct csv_record *r, struct str *rest)
{
	const struct str *first = &r->field[s->columns.nfile - 1];
	const char *start = r->raw.p, *end = start + r->raw.n, *p = end;

	for (size_t i = s->columns.nfile; i <= r->n; i++) {
		p -= i > s->columns.nfile && p > start; /* the delimiter */
		while (p > start && p[-1] != s->delimiter)
			p--;
	}
	while (p < end && *p == ' ')
		p++;
	while (end > p && (end[-1] == ' ' || end[-1] == s->delimiter))
		end--;
	*rest = (struct str){ p, (size_t)(end - p) };
	return rest->n >= first->n && memchr(p, s->quote, rest->n) == NULL &&
	       (first->n == 0 || memcmp(p, first->p, first->n) == 0);
}

/* The last field and all after it as one. */
static struct str
join_rest(struct shaper *s, const struct csv_record *r)
{
	size_t last = s->columns.nfile - 1, n = r->n;
	char delimiter = s->delimiter;
	struct str rest;

	if (find_rest(s, r, &rest))
		return rest;
	while (n > last + 1 && r->field[n - 1].n == 0)
		n--; /* a delimiter at the end of the line adds nothing */
	buf_clear(&s->joined);
	buf_add(&s->joined, r->field[last].p, r->field[last].n);
	for (size_t i = last + 1; i < n; i++) {
		buf_addc(&s->joined, delimiter);
		buf_add(&s->joined, r->field[i].p, r->field[i].n);
	}
	return buf_str(&s->joined);
}

/* Which field of the file at hand is a column. */
static size_t
field_at(const struct shaper *s, size_t column)
{
	return s->from != NULL ? s->from[column] : column;
}

/* Tell of a quote that stands where none belongs. */
static void
check_quotes(struct shaper *s, const struct csv_record *r)
{
	bool inside = false;
	size_t column;

	if (r->plain || r->literal_quote)
		return;
	column = csv_stray(r->raw, s->delimiter, s->quote, &inside);
	if (column == 0)
		return;
	buf_clear(&s->text);
	buf_adds(&s->text, inside ? "a quote in the field is not doubled"
				  : "a quote in a field that is not quoted");
	shaper_complain(
	    s, inside ? PROBLEM_QUOTE : PROBLEM_STRAY, r->line, column, r->raw);
}

/*
 * Has it as many fields as there are columns, but for those that a delimiter
 * at the end of lines makes, of the header or of others?
 */
static bool
is_complete(const struct shaper *s, const struct csv_record *r)
{
	size_t n = s->columns.nfile;

	if (r->n < n)
		return s->from == NULL && r->n >= s->named;
	while (n < r->n && r->field[n].n == 0)
		n++;
	return n == r->n;
}

void
shaper_fit(struct shaper *s, const struct csv_record *r)
{
	size_t n = s->columns.nfile;

	s->problems.event = s->events++;
	check_quotes(s, r);
	for (size_t i = 0; i < n; i++) {
		size_t at = field_at(s, i);

		if (at == n - 1 && r->n > n)
			s->field[i] = join_rest(s, r);
		else
			s->field[i] = at < r->n ? r->field[at] : str_of("");
	}
	columns_fill(&s->columns, s->field, &s->composed);
	if (is_complete(s, r))
		return;
	buf_clear(&s->text);
	buf_addf(&s->text, "%zu field%s instead of %zu", r->n,
	    r->n == 1 ? "" : "s", n);
	shaper_complain(s, PROBLEM_FIELDS, r->line, 0, r->raw);
}

static void
check_fields(struct shaper *s, size_t line)
{
	enum problem_kind kind;

	for (size_t i = 0; i < s->columns.nfile; i++) {
		if (!encoding_check(s->field[i], &kind, &s->text))
			shaper_complain(
			    s, kind, line, field_at(s, i) + 1, s->field[i]);
	}
}

/* ---- what an event is ---- */

static bool
is_missing(const struct shaper *s, struct str cell)
{
	for (size_t i = 0; i < s->nmissing; i++)
		if (str_eq(cell, str_of(s->missing[i])))
			return true;
	return false;
}

/* The field of a role, trimmed; *column is its number from 1 in the file (of
 * several the first), 0 if none. */
static struct str
role_field(const struct shaper *s, enum role role, size_t *column)
{
	const struct columns *c = &s->columns;
	int i = c->role[role], first = i;
	struct str cell;

	if (i >= (int)c->nfile)
		first = c->composed[i - (int)c->nfile].part[0];
	*column = i >= 0 ? field_at(s, (size_t)first) + 1 : 0;
	if (i < 0)
		return str_of("");
	cell = str_trim(s->field[i]);
	return is_missing(s, cell) ? str_of("") : cell;
}

static struct date
take_date(struct shaper *s, size_t line)
{
	size_t column;
	struct str cell = role_field(s, ROLE_DATE, &column);
	int cols =
	    cell.n <= DATE_COLS_MAX ? glyph_width(cell, false) : DATE_COLS_MAX;
	struct date d;
	struct err e;

	if (cols > s->date_cols)
		s->date_cols = cols;
	if (s->events > s->held)
		dates_learn(&s->dates, cell);
	if (dates_parse(&s->dates, cell, &d, &e))
		return d;
	buf_clear(&s->text);
	buf_adds(&s->text, e.text);
	shaper_complain(s, PROBLEM_DATE, line, column, cell);
	return (struct date){ .precision = DATE_NONE };
}

static uint32_t
take_section(struct shaper *s, const struct date *d, size_t line)
{
	size_t column;
	struct str id = role_field(s, ROLE_SECTION, &column);
	struct str title = id.n > 0 ? id : str_of("(no section)");
	uint32_t n;

	if (column == 0)
		return sections_of_decade(&s->sections, d, &s->text);
	n = sections_find(&s->sections, id);
	if (n == SECTION_NONE && !s->listed)
		n = section_case_find(&s->spelled, &s->sections, id);
	if (n != SECTION_NONE)
		return n;
	if (id.n > 0 && s->listed) {
		buf_clear(&s->text);
		buf_adds(&s->text, "not in the table of sections: ");
		buf_add(&s->text, id.p, id.n);
		shaper_complain(s, PROBLEM_SECTION, line, column, id);
	}
	n = sections_add(&s->sections, id, SECTION_NONE, title, str_of(""));
	if (!s->listed)
		section_case_add(&s->spelled, &s->sections, n);
	return n;
}

/* False if memory is refused. */
static bool
take_id(struct shaper *s, size_t line, uint32_t *out)
{
	size_t column;
	struct str id = role_field(s, ROLE_ID, &column);
	uint64_t hash = ids_hash(id);
	bool twin = false;

	*out = ids_short(hash);
	if (column == 0)
		return true;
	buf_clear(&s->text);
	if (id.n == 0)
		buf_adds(&s->text, "no id");
	else if (!ids_add(&s->ids, hash, &twin))
		return false;
	if (twin) {
		buf_adds(&s->text, "id is not unique: ");
		buf_add(&s->text, id.p, id.n);
	}
	if (id.n == 0 || twin)
		shaper_complain(s, PROBLEM_ID, line, column, id);
	return true;
}

bool
shaper_shape(struct shaper *s, size_t line, struct segment_row *row)
{
	size_t column;

	ids_fetch(&s->ids, ids_hash(role_field(s, ROLE_ID, &column)));
	check_fields(s, line);
	row->date = take_date(s, line);
	row->section = take_section(s, &row->date, line);
	return take_id(s, line, &row->id);
}
