#include "config.h"

#include "model/package.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/mem.h"
#include "model/encoding.h"
#include "model/source.h"

enum { COLUMN_ID, COLUMN_PARENT, COLUMN_TITLE, COLUMN_SUMMARY, NCOLUMNS };

struct reader {
	const char *file;
	const char *encoding; /* as the package says, or NULL */
	const char *id;       /* name of its column */
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

/* The first column of that name, or SIZE_MAX. */
static size_t
find_column(const struct csv_record *r, const char *name)
{
	for (size_t i = 0; i < r->n; i++)
		if (str_eq_nocase(str_trim(r->field[i]), str_of(name)))
			return i;
	return SIZE_MAX;
}

static bool
take_header(struct reader *s, const struct csv_record *r)
{
	s->columns = r->n;
	s->at[COLUMN_ID] = find_column(r, s->id);
	s->at[COLUMN_PARENT] = find_column(r, "parent");
	s->at[COLUMN_TITLE] = find_column(r, "title");
	if (s->at[COLUMN_TITLE] == SIZE_MAX)
		s->at[COLUMN_TITLE] = find_column(r, "name");
	s->at[COLUMN_SUMMARY] = find_column(r, "summary");
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
sink_csv(void *arg, const char *p, size_t n, struct err *e)
{
	return csv_feed(arg, p, n, e);
}

/* No pipe is waited for. */
static struct source *
open_file(const char *path, struct err *e)
{
	struct stat st;

	if (stat(path, &st) != 0 || S_ISREG(st.st_mode))
		return source_open(&path, 1, e);
	err_set(e, ERR_IO, "%s: %s", path,
	    strerror(S_ISDIR(st.st_mode) ? EISDIR : EINVAL));
	return NULL;
}

static bool
feed(struct reader *s, struct source *from, struct encoding *c, struct err *e)
{
	enum source_got got;
	struct str bytes;
	size_t total = 0;

	while ((got = source_read(from, &bytes, e)) != SOURCE_END) {
		if (got == SOURCE_BROKEN)
			return false;
		if (got != SOURCE_BYTES)
			continue;
		total += bytes.n;
		if (total > PACKAGE_SECTIONS_MAX)
			return err_set(e, ERR_FORMAT, "%s: larger than %zu MiB",
			    s->file, PACKAGE_SECTIONS_MAX >> 20);
		if (!encoding_feed(c, bytes.p, bytes.n, e))
			return err_in(e, "%s", s->file);
	}
	return (encoding_finish(c, e) && csv_finish(s->csv, e)) ||
	       err_in(e, "%s", s->file);
}

/* Tell how many bytes mean nothing. */
static void
tell_bytes(struct reader *s, const struct encoding *c)
{
	struct buf what = BUF_INIT;

	if (encoding_explain(c, &what))
		problems_update(
		    s->problems, PROBLEM_BYTES, s->file, buf_cstr(&what), true);
	buf_fini(&what);
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
	struct source *from = NULL;
	bool ok = false;

	if (c == NULL)
		return err_in(e, "%s", s->file);
	from = open_file(s->file, e);
	if (from != NULL)
		ok = feed(s, from, c, e);
	tell_bytes(s, c);
	source_close(from);
	encoding_free(c);
	if (s->at[COLUMN_ID] == SIZE_MAX && (ok || e->code == ERR_STOPPED))
		return err_set(
		    e, ERR_FORMAT, "%s: there is no column %s", s->file, s->id);
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
		.id = p->sections_id != NULL ? p->sections_id : "id",
		.out = out,
		.problems = problems,
		.at = { SIZE_MAX, SIZE_MAX, SIZE_MAX, SIZE_MAX },
	};
	struct err mine;
	bool ok;

	for (size_t i = 0; i < p->notes.n; i++)
		problems_add(problems, PROBLEM_FILE, p->file, 0, 0,
		    p->notes.at[i], (struct str){ "", 0 });
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
