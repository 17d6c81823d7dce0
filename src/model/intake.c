#include "config.h"

#include "model/intake.h"

#include "base/buf.h"
#include "base/date.h"
#include "base/mem.h"
#include "model/csv.h"
#include "model/encoding.h"
#include "model/ids.h"
#include "model/roles.h"
#include "model/segment.h"
#include "model/worded.h"
#include "text/glyph.h"

#include <string.h>

#define KIB ((size_t)1 << 10)
#define MIB ((size_t)1 << 20)

#define DATE_COLS_MAX 64       /* wider ones are not measured */
#define SMALL_FILE (192 * KIB) /* read, indexed and drawn in one go */

struct intake {
	struct intake_setup setup;
	struct encoding *encoding;
	struct csv *csv;
	struct fold_map *map;

	struct columns columns;
	struct worded worded; /* settled by the first delivery of events */
	struct sections sections;
	size_t sections_sent;
	struct problems problems; /* not yet sent */
	struct ids ids;

	struct segment *segment; /* being filled; NULL: none yet */
	size_t bytes;            /* of the file that are in it */
	size_t segment_line;     /* where it starts */
	size_t lost_line;        /* where a segment that was dropped started */
	size_t deliveries;
	int date_cols; /* cells of the widest date so far */

	struct str *field; /* the event at hand, a field for each column */
	struct buf joined; /* its last field, if that is made of several */
	struct buf text;   /* scratch */
	struct err e;      /* of a callback, which cannot say more than no */
};

/* How much goes into one delivery. */
static const struct pace {
	size_t rows, bytes;
} paces[] = {
	{ 100, 256 * KIB },
	{ 2000, 4 * MIB },
	{ SEGMENT_ROWS_MAX, 12 * MIB },
};

static const struct pace *
pace(const struct intake *in)
{
	size_t npaces = sizeof paces / sizeof paces[0];
	bool small = in->setup.size > 0 && in->setup.size <= SMALL_FILE;
	size_t i = in->deliveries + (small ? 1 : 0);

	return &paces[i < npaces ? i : npaces - 1];
}

static void
complain(struct intake *in, enum problem_kind kind, size_t line, size_t column,
    struct str raw)
{
	problems_add(&in->problems, kind, in->setup.file, line, column,
	    buf_cstr(&in->text), raw);
}

/* ---- columns ---- */

static void
add_column(struct intake *in, struct str name)
{
	buf_clear(&in->text);
	name = str_trim(name);
	if (name.n == 0) {
		buf_addf(&in->text, "column %zu", in->columns.n + 1);
		name = buf_str(&in->text);
	}
	columns_add(&in->columns, name);
}

/* The columns are those of the first record: its names, or as many. */
static bool
take_columns(struct intake *in, const struct csv_record *r, bool header)
{
	for (size_t i = 0; i < r->n; i++) {
		struct str name = header ? r->field[i] : str_of("");

		if (i == SEGMENT_COLUMNS_MAX - 1)
			name = str_of(CSV_MORE_COLUMNS);
		add_column(in, name);
	}
	in->field = x_calloc(r->n, sizeof *in->field);
	if (!roles_assign(&in->columns, in->setup.package,
		in->setup.options.role, &in->e))
		return false;
	worded_start(&in->worded, &in->columns);
	return true;
}

/* ---- the fields of an event ---- */

/* The last field and all after it as one. */
static struct str
join_rest(struct intake *in, const struct csv_record *r)
{
	size_t last = in->columns.n - 1, n = r->n;
	char delimiter = in->setup.options.delimiter;

	while (n > last + 1 && r->field[n - 1].n == 0)
		n--; /* a delimiter at the end of the line adds nothing */
	buf_clear(&in->joined);
	buf_add(&in->joined, r->field[last].p, r->field[last].n);
	for (size_t i = last + 1; i < n; i++) {
		buf_addc(&in->joined, delimiter);
		buf_add(&in->joined, r->field[i].p, r->field[i].n);
	}
	return buf_str(&in->joined);
}

/* Fill in->field with as many fields as there are columns. */
static void
fit_fields(struct intake *in, const struct csv_record *r)
{
	size_t n = in->columns.n;

	for (size_t i = 0; i < n; i++)
		in->field[i] = i < r->n ? r->field[i] : str_of("");
	if (r->n > n)
		in->field[n - 1] = join_rest(in, r);
	if (r->n == n)
		return;
	buf_clear(&in->text);
	buf_addf(&in->text, "%zu field%s instead of %zu", r->n,
	    r->n == 1 ? "" : "s", n);
	complain(in, PROBLEM_FIELDS, r->line, 0, r->raw);
}

static void
check_fields(struct intake *in, size_t line)
{
	enum problem_kind kind;

	for (size_t i = 0; i < in->columns.n; i++) {
		if (!encoding_check(in->field[i], &kind, &in->text))
			complain(in, kind, line, i + 1, in->field[i]);
	}
}

/* ---- what an event is ---- */

/* The field of a role, trimmed; *column is its number from 1, 0 if none. */
static struct str
role_field(const struct intake *in, enum role role, size_t *column)
{
	int i = in->columns.role[role];

	*column = i >= 0 ? (size_t)i + 1 : 0;
	return i >= 0 ? str_trim(in->field[i]) : str_of("");
}

static struct date
take_date(struct intake *in, size_t line)
{
	size_t column;
	struct str cell = role_field(in, ROLE_DATE, &column);
	int cols =
	    cell.n <= DATE_COLS_MAX ? glyph_width(cell, false) : DATE_COLS_MAX;
	struct date d;
	struct err e;

	if (cols > in->date_cols)
		in->date_cols = cols;
	if (date_parse(cell, &d, &e))
		return d;
	buf_clear(&in->text);
	buf_adds(&in->text, e.text);
	complain(in, PROBLEM_DATE, line, column, cell);
	return (struct date){ .precision = DATE_NONE };
}

/* For a file without sections: where the date stands. */
static uint32_t
decade_section(struct intake *in, const struct date *d)
{
	uint64_t when = events_when(d->first, d->last, d->precision);
	int32_t year = date_year(date_key(d));
	struct str name;
	uint32_t n;

	buf_clear(&in->text);
	if (when == EVENTS_UNDATED)
		buf_adds(&in->text, "undated");
	else if (year > 0)
		buf_addf(&in->text, "%ds", year / 10 * 10);
	else /* year 0 is 1 BC */
		buf_addf(&in->text, "%ds BC", (1 - year) / 10 * 10);
	name = buf_str(&in->text);
	n = sections_find(&in->sections, name);
	if (n != SECTION_NONE)
		return n;
	n = sections_add(&in->sections, name, SECTION_NONE, name, str_of(""));
	in->sections.at[n].rank = when == EVENTS_UNDATED ? INT32_MAX : year;
	return n;
}

static uint32_t
take_section(struct intake *in, const struct date *d, size_t line)
{
	size_t column;
	struct str id = role_field(in, ROLE_SECTION, &column);
	struct str title = id.n > 0 ? id : str_of("(no section)");
	uint32_t n;

	if (column == 0)
		return decade_section(in, d);
	n = sections_find(&in->sections, id);
	if (n != SECTION_NONE)
		return n;
	if (id.n > 0 && in->setup.package != NULL &&
	    in->setup.package->sections != NULL) {
		buf_clear(&in->text);
		buf_adds(&in->text, "not in the table of sections: ");
		buf_add(&in->text, id.p, id.n);
		complain(in, PROBLEM_SECTION, line, column, id);
	}
	return sections_add(&in->sections, id, SECTION_NONE, title, str_of(""));
}

/* False if memory is refused. */
static bool
take_id(struct intake *in, size_t line, uint32_t *out)
{
	size_t column;
	struct str id = role_field(in, ROLE_ID, &column);
	uint64_t hash = ids_hash(id);
	bool twin = false;

	*out = ids_short(hash);
	if (column == 0)
		return true;
	buf_clear(&in->text);
	if (id.n == 0)
		buf_adds(&in->text, "no id");
	else if (!ids_add(&in->ids, hash, &twin))
		return false;
	if (twin) {
		buf_adds(&in->text, "id is not unique: ");
		buf_add(&in->text, id.p, id.n);
	}
	if (id.n == 0 || twin)
		complain(in, PROBLEM_ID, line, column, id);
	return true;
}

/* ---- segments and deliveries ---- */

/* Sections that were not sent yet, with the parents' numbers of the whole. */
static void
send_sections(struct intake *in, struct sections *to)
{
	size_t start = in->sections_sent, n = in->sections.n - start;

	if (n == 0)
		return;
	to->at = x_calloc(n, sizeof *to->at);
	to->n = to->cap = n;
	for (size_t i = 0; i < n; i++) {
		const struct section *from = &in->sections.at[start + i];

		to->at[i].id = x_strdup(from->id);
		to->at[i].title = x_strdup(from->title);
		to->at[i].summary = x_strdup(from->summary);
		to->at[i].parent = from->parent;
		to->at[i].rank = from->rank;
	}
	in->sections_sent += n;
}

static void
send_head(const struct intake *in, struct delivery *d)
{
	const struct package *p = in->setup.package;
	bool titled = p != NULL && p->title[0] != '\0';

	d->title = x_strdup(titled ? p->title : in->setup.title);
	d->source = x_strdup(p != NULL ? p->source : "");
	d->name = p != NULL && p->name != NULL ? x_strdup(p->name) : NULL;
	for (size_t i = 0; i < in->columns.n; i++)
		columns_add(&d->columns, str_of(in->columns.name[i]));
	memcpy(d->columns.role, in->columns.role, sizeof d->columns.role);
}

static void
send(struct intake *in, bool last, const struct err *why)
{
	struct delivery *d = delivery_new();

	if (in->deliveries++ == 0)
		send_head(in, d);
	send_sections(in, &d->sections);
	problems_move(&d->problems, &in->problems);
	d->segment = in->segment;
	d->date_cols = in->date_cols;
	in->segment = NULL;
	d->last = last;
	d->failed = why != NULL;
	if (why != NULL)
		d->e = *why;
	in->setup.sink(in->setup.arg, d);
}

/*
 * After a failure, which mostly is that memory was refused, a segment is of no
 * use any more; and what it gives back is what the reader needs to go on.
 */
static void
drop_segment(struct intake *in)
{
	segment_free(in->segment);
	in->segment = NULL;
	in->lost_line = in->segment_line;
}

static bool
seal(struct intake *in, struct err *e)
{
	if (in->segment == NULL)
		return true;
	if (in->worded.column == NULL) {
		worded_settle(&in->worded);
		if (!segment_index(in->segment, in->worded.column, in->map, e))
			goto failed;
	}
	if (segment_seal(in->segment, e))
		return true;
failed:
	drop_segment(in);
	return false;
}

static bool
open_segment(struct intake *in, size_t line)
{
	if (in->segment != NULL)
		return true;
	in->segment_line = line;
	in->bytes = 0;
	in->segment = segment_new(in->columns.n, pace(in)->rows, &in->e);
	if (in->segment == NULL ||
	    (in->worded.column != NULL &&
		!segment_index(
		    in->segment, in->worded.column, in->map, &in->e))) {
		drop_segment(in);
		return false;
	}
	return true;
}

static bool
take_event(struct intake *in, const struct csv_record *r)
{
	struct segment_row row;

	fit_fields(in, r);
	check_fields(in, r->line);
	row.date = take_date(in, r->line);
	row.section = take_section(in, &row.date, r->line);
	if (!open_segment(in, r->line))
		return false;
	if (!take_id(in, r->line, &row.id))
		return err_set(&in->e, ERR_MEMORY, "memory is used up");
	if (in->worded.column == NULL)
		worded_learn(&in->worded, in->field);
	if (!segment_add(in->segment, in->field, &row, &in->e)) {
		drop_segment(in);
		return false;
	}
	in->bytes += r->raw.n;
	if (in->segment->n < pace(in)->rows && in->bytes < pace(in)->bytes)
		return true;
	if (!seal(in, &in->e))
		return false;
	send(in, false, NULL);
	return true;
}

static bool
on_record(void *arg, const struct csv_record *r)
{
	struct intake *in = arg;
	bool header = !in->setup.options.no_header;

	if (in->columns.n == 0) {
		if (!take_columns(in, r, header))
			return false;
		if (header)
			return true;
	}
	return take_event(in, r);
}

static void
on_problem(void *arg, enum problem_kind kind, size_t line, size_t column,
    const char *what, struct str raw)
{
	struct intake *in = arg;

	problems_add(
	    &in->problems, kind, in->setup.file, line, column, what, raw);
}

static bool
on_text(void *arg, const char *p, size_t n, struct err *e)
{
	struct intake *in = arg;

	return csv_feed(in->csv, p, n, e);
}

/* ---- the whole ---- */

/* What the user says goes before what the package says. */
static void
merge_dialect(const struct intake_setup *setup, struct csv_options *csv)
{
	if (setup->package != NULL)
		*csv = setup->package->dialect;
	if (setup->options.delimiter != '\0')
		csv->delimiter = setup->options.delimiter;
	if (setup->options.quote != '\0') {
		csv->quote = setup->options.quote;
		csv->no_quote = false;
	}
	if (setup->options.no_quote)
		csv->no_quote = true;
	if (setup->options.no_header)
		csv->no_header = true;
	csv->columns_max = SEGMENT_COLUMNS_MAX - 1; /* and one for the rest */
}

static bool
open_stages(struct intake *in, struct err *e)
{
	static const struct csv_ops ops = { on_record, on_problem };
	struct csv_options csv = { 0 };

	merge_dialect(&in->setup, &csv);
	if (!csv_options_check(&csv, e))
		return false;
	in->setup.options.no_header = csv.no_header;
	in->setup.options.delimiter =
	    csv.delimiter != '\0' ? csv.delimiter : ',';
	in->csv = csv_new(&csv, &ops, in);
	in->encoding = encoding_new(on_text, in);
	if (in->csv == NULL || in->encoding == NULL)
		return err_set(e, ERR_MEMORY, "memory is used up");
	return true;
}

struct intake *
intake_new(const struct intake_setup *setup, struct err *e)
{
	struct intake *in = x_calloc(1, sizeof *in);

	in->setup = *setup;
	in->map = setup->options.map != NULL
		      ? fold_map_share(setup->options.map)
		      : fold_map_new();
	columns_init(&in->columns);
	sections_init(&in->sections);
	problems_init(&in->problems);
	worded_init(&in->worded);
	ids_init(&in->ids);
	if (!open_stages(in, e))
		goto failed;
	if (setup->package != NULL &&
	    !package_sections(setup->package, &in->sections, &in->problems, e))
		goto failed;
	return in;
failed:
	intake_free(in);
	return NULL;
}

void
intake_free(struct intake *in)
{
	if (in == NULL)
		return;
	segment_free(in->segment);
	fold_map_free(in->map);
	encoding_free(in->encoding);
	csv_close(in->csv);
	ids_fini(&in->ids);
	problems_fini(&in->problems);
	sections_fini(&in->sections);
	columns_fini(&in->columns);
	buf_fini(&in->joined);
	buf_fini(&in->text);
	worded_fini(&in->worded);
	x_free(in->field);
	x_free(in);
}

/* Say what went wrong in a stage, and where. */
static bool
explain(const struct intake *in, struct err *e)
{
	size_t line = csv_stats(in->csv)->error_line;

	if (in->e.code != ERR_NONE)
		*e = in->e;
	else if (e->code == ERR_FORMAT && line > 0)
		err_in(e, "%s:%zu", in->setup.file, line);
	else if (e->code == ERR_FORMAT)
		err_in(e, "%s", in->setup.file);
	return false;
}

bool
intake_feed(struct intake *in, const char *p, size_t n, struct err *e)
{
	return encoding_feed(in->encoding, p, n, e) || explain(in, e);
}

static bool
finish(struct intake *in, struct err *e)
{
	if (encoding_finish(in->encoding, e) && csv_finish(in->csv, e))
		return true;
	return explain(in, e);
}

/* Tell that the rest is missing, and from where on. */
static void
complain_memory(struct intake *in)
{
	size_t line = in->lost_line;

	if (line == 0)
		line = csv_stats(in->csv)->lines + 1;
	buf_clear(&in->text);
	buf_adds(
	    &in->text, "memory is used up: the rest of the file is missing");
	complain(in, PROBLEM_MEMORY, line, 0, str_of(""));
}

void
intake_end(struct intake *in, const struct err *why)
{
	struct err e = { 0 }, late = { 0 };
	bool ok = false;

	if (why != NULL)
		e = *why;
	else
		ok = finish(in, &e);
	if (!seal(in, &late) && ok) {
		e = late;
		ok = false;
	}
	if (!ok && e.code == ERR_MEMORY) {
		complain_memory(in);
		ok = true;
	}
	send(in, true, ok ? NULL : &e);
}
