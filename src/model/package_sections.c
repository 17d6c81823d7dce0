#include "config.h"

#include "model/package.h"

#include <stdint.h>

#include "base/buf.h"
#include "base/mem.h"
#include "model/encoding.h"
#include "model/file.h"

enum { COLUMN_ID, COLUMN_PARENT, COLUMN_TITLE, COLUMN_SUMMARY, NCOLUMNS };

struct reader {
	const char *file;
	const char *encoding; /* as the package says, or NULL */
	struct sections *out;
	struct problems *problems;
	struct csv *csv;
	size_t columns;      /* 0 until the header was read */
	size_t at[NCOLUMNS]; /* SIZE_MAX if there is none */
};

static void
tell(void *arg, enum problem_kind kind, size_t line, size_t column,
    const char *what, struct str raw)
{
	struct reader *s = arg;

	problems_add(s->problems, kind, s->file, line, column, what, raw);
}

/* Lend a cell of the record, trimmed; tell if there is something odd in it. */
static struct str
take_cell(struct reader *s, const struct csv_record *r, int column)
{
	size_t at = s->at[column];
	struct buf what = BUF_INIT;
	enum problem_kind kind;
	struct str cell;

	if (at >= r->n)
		return (struct str){ "", 0 };
	cell = str_trim(r->field[at]);
	if (!encoding_check(cell, &kind, &what))
		tell(s, kind, r->line, at + 1, buf_cstr(&what), cell);
	buf_fini(&what);
	return cell;
}

static uint32_t
take_parent(struct reader *s, const struct csv_record *r)
{
	struct str id = take_cell(s, r, COLUMN_PARENT);
	uint32_t parent = SECTION_NONE;

	if (id.n > 0)
		parent = sections_find(s->out, id);
	if (id.n > 0 && parent == SECTION_NONE)
		tell(s, PROBLEM_SECTION, r->line, s->at[COLUMN_PARENT] + 1,
		    "parent is no section above", id);
	return parent;
}

static void
take_section(struct reader *s, const struct csv_record *r)
{
	struct str id = take_cell(s, r, COLUMN_ID);
	size_t column = s->at[COLUMN_ID] + 1;
	struct str title, summary;
	uint32_t parent;

	if (r->n != s->columns)
		tell(s, PROBLEM_FIELDS, r->line, 0,
		    r->n < s->columns ? "fewer fields than columns"
				      : "more fields than columns",
		    r->raw);
	if (id.n == 0) {
		tell(s, PROBLEM_ID, r->line, column, "section without an id",
		    r->raw);
		return;
	}
	if (sections_find(s->out, id) != SECTION_NONE) {
		tell(s, PROBLEM_ID, r->line, column,
		    "there is a section with that id already", r->raw);
		return;
	}
	parent = take_parent(s, r);
	title = take_cell(s, r, COLUMN_TITLE);
	summary = take_cell(s, r, COLUMN_SUMMARY);
	(void)sections_add(s->out, id, parent, title, summary);
}

static bool
take_header(struct reader *s, const struct csv_record *r)
{
	static const char *const names[NCOLUMNS] = {
		"id",
		"parent",
		"title",
		"summary",
	};

	s->columns = r->n;
	for (size_t i = r->n; i-- > 0;)
		for (int k = 0; k < NCOLUMNS; k++)
			if (str_eq_nocase(
				str_trim(r->field[i]), str_of(names[k])))
				s->at[k] = i;
	return s->at[COLUMN_ID] != SIZE_MAX;
}

static bool
take_record(void *arg, const struct csv_record *r)
{
	struct reader *s = arg;

	if (s->columns == 0)
		return take_header(s, r);
	take_section(s, r);
	return true;
}

static bool
sink_encoding(void *arg, const char *p, size_t n, struct err *e)
{
	return encoding_feed(arg, p, n, e);
}

static bool
sink_csv(void *arg, const char *p, size_t n, struct err *e)
{
	return csv_feed(arg, p, n, e);
}

static bool
read_sections(struct reader *s, struct err *e)
{
	struct encoding_setup setup = {
		.hint = s->encoding,
		.sink = sink_csv,
		.arg = s->csv,
	};
	struct encoding *c = encoding_new(&setup, e);
	bool ok;

	if (c == NULL)
		return err_in(e, "%s", s->file);
	ok = file_read(s->file, PACKAGE_SECTIONS_MAX, sink_encoding, c, e);
	if (ok && !(encoding_finish(c, e) && csv_finish(s->csv, e)))
		ok = err_in(e, "%s", s->file);
	encoding_free(c);
	if (s->at[COLUMN_ID] == SIZE_MAX && (ok || e->code == ERR_STOPPED))
		return err_set(
		    e, ERR_FORMAT, "%s: there is no column id", s->file);
	return ok;
}

bool
package_sections(const struct package *p, struct sections *out,
    struct problems *problems, struct err *e)
{
	static const struct csv_ops ops = { take_record, tell };
	struct reader s = {
		.file = p->sections,
		.encoding = p->sections_encoding,
		.out = out,
		.problems = problems,
		.at = { SIZE_MAX, SIZE_MAX, SIZE_MAX, SIZE_MAX },
	};
	struct err mine;
	bool ok;

	if (p->sections == NULL)
		return true;
	if (p->sections_dialect.no_header)
		return err_set(e, ERR_FORMAT, "%s: sections must have a header",
		    p->sections);
	s.csv = csv_new(&p->sections_dialect, &ops, &s);
	if (s.csv == NULL)
		return err_set(
		    e, ERR_MEMORY, "%s: memory refused", p->sections);
	ok = read_sections(&s, e != NULL ? e : &mine);
	csv_close(s.csv);
	return ok;
}
