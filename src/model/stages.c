#include "config.h"

#include "model/stages.h"

#include "base/mem.h"
#include "model/sniff_names.h"
#include "model/sniffing.h"
#include "model/splitter.h"

struct stages {
	struct stages_setup setup;
	struct encoding *encoding;
	struct sniffer *sniffer;
	struct csv *csv; /* NULL until the dialect is known */
	bool sep;        /* the next record is a line "sep=;" */
	size_t titles;   /* so many come before the header */
	size_t columns_max;
	bool ruled;     /* rules are no records */
	bool row_names; /* the next record but these lacks a first name */
	bool begun;     /* the first record was given */
	bool commented; /* those below may be comments */
	bool log;       /* or is a line "#Fields: date time" */
};

/* ---- from stage to stage ---- */

static bool
has_text(const struct csv_record *r)
{
	for (size_t i = 0; i < r->n; i++)
		if (str_trim(r->field[i]).n > 0)
			return true;
	return false;
}

static bool
leave_out(struct stages *s, const struct csv_record *r, const char *why)
{
	if (has_text(r))
		s->setup.ops.csv.problem(
		    s->setup.arg, PROBLEM_FILE, r->line, 0, why, r->raw);
	return true;
}

/* Put the names where their columns are, and pass the header on. */
static bool
give_names(struct stages *s, const struct csv_record *r)
{
	size_t most = s->columns_max + 1;
	struct csv_record header = *r;
	struct str rest = r->raw, *name = x_calloc(most + 1, sizeof *name);
	bool ok;

	header.field = name;
	header.n = s->row_names;
	for (size_t i = 0; s->row_names && i < r->n && header.n < most; i++)
		name[header.n++] = r->field[i];
	if (s->log) /* drop the first word */
		(void)sniff_fields_next(&rest, name);
	while (s->log && header.n < most &&
	       sniff_fields_next(&rest, &name[header.n]))
		header.n++;
	s->row_names = s->log = false;
	ok = s->setup.ops.csv.record(s->setup.arg, &header);
	x_free(name);
	return ok;
}

static bool
on_record(void *arg, const struct csv_record *r)
{
	struct stages *s = arg;
	const struct csv_ops *ops = &s->setup.ops.csv;

	if (s->sep) {
		s->sep = false;
		return true;
	}
	if (s->begun && s->commented && r->raw.n > 0 && r->raw.p[0] == '#')
		return leave_out(s, r, "left out, as it is a comment");
	if (s->ruled && splitter_is_rule(r->raw))
		return true;
	if (s->titles == 0) {
		s->begun = true;
		return s->row_names || s->log ? give_names(s, r)
					      : ops->record(s->setup.arg, r);
	}
	s->titles--;
	return leave_out(s, r, "left out, as it stands above the table");
}

static void
on_problem(void *arg, enum problem_kind kind, size_t line, size_t column,
    const char *what, struct str raw)
{
	struct stages *s = arg;

	s->setup.ops.csv.problem(s->setup.arg, kind, line, column, what, raw);
}

static bool
on_dialect(void *arg, const struct sniff *sniff, struct err *e)
{
	struct stages *s = arg;
	static const struct csv_ops ops = { on_record, on_problem };
	struct csv_options dialect = sniff->dialect;

	s->sep = sniff->sep;
	s->titles = sniff->titles;
	s->row_names = sniff->row_names;
	s->log = s->commented = sniff->log;
	s->setup.ops.dialect(s->setup.arg, &dialect);
	s->ruled = dialect.delimiter == '|';
	s->columns_max = csv_options_filled(&dialect).columns_max;
	s->csv = csv_new(&dialect, &ops, s);
	return s->csv != NULL || err_set(e, ERR_MEMORY, "memory is used up");
}

static bool
on_csv(void *arg, const char *p, size_t n, struct err *e)
{
	struct stages *s = arg;

	return csv_feed(s->csv, p, n, e);
}

static bool
on_text(void *arg, const char *p, size_t n, struct err *e)
{
	struct stages *s = arg;

	return sniffer_feed(s->sniffer, p, n, e);
}

/* ---- what is known ---- */

/* What the user says goes before what a package says, and that says all. */
static struct sniff_known
merge(const struct stages_setup *setup)
{
	struct sniff_known known = setup->known;
	const struct csv_options *o;

	if (setup->package == NULL)
		return known;
	o = &setup->package->dialect;
	if (known.delimiter == '\0')
		known.delimiter = o->delimiter != '\0' ? o->delimiter : ',';
	if (known.quote == '\0' && !known.no_quote) {
		known.quote = o->quote != '\0' ? o->quote : '"';
		known.no_quote = o->no_quote;
	}
	if (known.escape == '\0' && !known.no_escape) {
		known.escape = o->escape;
		known.no_escape = o->escape == '\0';
	}
	if (!known.header && !known.no_header) {
		known.header = !o->no_header;
		known.no_header = o->no_header;
	}
	return known;
}

static bool
check(const struct sniff_known *known, struct err *e)
{
	const struct csv_options dialect = {
		.delimiter = known->delimiter,
		.quote = known->quote,
		.escape = known->escape,
		.no_quote = known->no_quote,
	};

	return csv_options_check(&dialect, e);
}

/* ---- the whole ---- */

struct stages *
stages_new(const struct stages_setup *setup, struct err *e)
{
	static const struct sniffer_ops ops = { on_dialect, on_csv };
	const struct package *p = setup->package;
	struct sniff_known known = merge(setup);
	struct stages *s;
	struct encoding_setup encoding = {
		.name = setup->encoding,
		.hint = p != NULL ? p->encoding : NULL,
		.sink = on_text,
	};

	if (!check(&known, e))
		return NULL;
	s = x_calloc(1, sizeof *s);
	s->setup = *setup;
	s->sniffer = sniffer_new(&known, &ops, s);
	encoding.arg = s;
	s->encoding = encoding_new(&encoding, e);
	if (s->encoding != NULL)
		return s;
	stages_free(s);
	return NULL;
}

void
stages_free(struct stages *s)
{
	if (s == NULL)
		return;
	encoding_free(s->encoding);
	sniffer_free(s->sniffer);
	csv_close(s->csv);
	x_free(s);
}

bool
stages_feed(struct stages *s, const char *p, size_t n, struct err *e)
{
	return encoding_feed(s->encoding, p, n, e);
}

bool
stages_flush(struct stages *s, struct err *e)
{
	return encoding_flush(s->encoding, e) &&
	       sniffer_flush(s->sniffer, false, e);
}

bool
stages_finish(struct stages *s, struct err *e)
{
	return encoding_finish(s->encoding, e) &&
	       sniffer_flush(s->sniffer, true, e) && csv_finish(s->csv, e);
}

const struct encoding *
stages_encoding(const struct stages *s)
{
	return s->encoding;
}

const struct csv_stats *
stages_csv(const struct stages *s)
{
	static const struct csv_stats none = { 0 };

	return s->csv != NULL ? csv_stats(s->csv) : &none;
}
