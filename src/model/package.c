#include "config.h"

#include "model/package.h"

#include <sqlite3.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/mem.h"
#include "model/encoding.h"
#include "model/file.h"

static bool
sink_encoding(void *arg, const char *p, size_t n, struct err *e)
{
	return encoding_feed(arg, p, n, e);
}

static bool
sink_buf(void *arg, const char *p, size_t n, struct err *e)
{
	(void)e;
	buf_add(arg, p, n);
	return true;
}

/* Append the text of a file. */
static bool
read_text(const char *file, struct buf *out, struct err *e)
{
	struct encoding_setup setup = { .sink = sink_buf, .arg = out };
	struct encoding *c = encoding_new(&setup, e);
	bool ok =
	    c != NULL && file_read(file, PACKAGE_MAX, sink_encoding, c, e);

	if (ok && !encoding_finish(c, e))
		ok = err_in(e, "%s", file);
	encoding_free(c);
	return ok;
}

/*
 * JSON, by SQLite's functions: the document is the one row of a table in a
 * database of its own, so no part of it is ever SQL.
 */

struct json {
	sqlite3 *db;
	sqlite3_stmt *q; /* the query that runs */
	const char *file;
};

static bool
json_failed(const struct json *j, struct err *e)
{
	if (sqlite3_errcode(j->db) == SQLITE_NOMEM)
		return err_set(e, ERR_MEMORY, "%s: memory refused", j->file);
	return err_set(e, ERR_FORMAT, "%s: %s", j->file,
	    j->db != NULL ? sqlite3_errmsg(j->db) : "memory refused");
}

static bool
json_query(struct json *j, const char *sql, struct err *e)
{
	(void)sqlite3_finalize(j->q);
	j->q = NULL;
	if (sqlite3_prepare_v2(j->db, sql, -1, &j->q, NULL) != SQLITE_OK)
		return json_failed(j, e);
	return true;
}

static void
json_close(struct json *j)
{
	(void)sqlite3_finalize(j->q);
	(void)sqlite3_close(j->db);
}

/* False with *e if it is no JSON object; json_close() is due all the same. */
static bool
json_open(struct json *j, const char *file, struct str text, struct err *e)
{
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;

	*j = (struct json){ NULL, NULL, file };
	if (sqlite3_open_v2(":memory:", &j->db, flags, NULL) != SQLITE_OK ||
	    sqlite3_exec(j->db, "CREATE TABLE doc(j)", NULL, NULL, NULL) !=
		SQLITE_OK)
		return json_failed(j, e);
	if (!json_query(j, "INSERT INTO doc SELECT ?1 WHERE json_valid(?1)", e))
		return false;
	if (sqlite3_bind_text(j->q, 1, text.p, (int)text.n, SQLITE_STATIC) !=
		SQLITE_OK ||
	    sqlite3_step(j->q) != SQLITE_DONE)
		return json_failed(j, e);
	if (sqlite3_changes(j->db) != 1 || memchr(text.p, '\0', text.n))
		return err_set(e, ERR_FORMAT, "%s: not valid JSON", file);
	return true;
}

/* True if there is a row; *failed only if it could not be had. */
static bool
json_row(struct json *j, bool *failed, struct err *e)
{
	int rc = sqlite3_step(j->q);

	*failed = rc != SQLITE_ROW && rc != SQLITE_DONE;
	if (*failed)
		(void)json_failed(j, e);
	return rc == SQLITE_ROW;
}

/* Lend column i of the row if it is a text, else NULL. */
static const char *
json_text(struct json *j, int i)
{
	if (sqlite3_column_type(j->q, i) != SQLITE_TEXT)
		return NULL;
	return (const char *)sqlite3_column_text(j->q, i);
}

static char *
text_or(const char *s, const char *otherwise)
{
	return x_strdup(s != NULL ? s : otherwise);
}

/*
 * The package.
 */

/* What is known of a resource. */
struct resource {
	int number;     /* -1: there is none */
	char *path;     /* NULL if it has none */
	char *encoding; /* likewise */
	struct csv_options dialect;
};

static bool
read_head(struct json *j, struct package *p, struct err *e)
{
	bool failed;

	if (!json_query(j,
		"SELECT coalesce(json_extract(j, '$.title'),"
		" json_extract(j, '$.name')),"
		" json_extract(j, '$.\"annals:source\"'),"
		" CASE json_type(j, '$.name') WHEN 'text'"
		" THEN json_extract(j, '$.name') END FROM doc",
		e))
		return false;
	if (json_row(j, &failed, e)) {
		p->title = text_or(json_text(j, 0), "");
		p->source = text_or(json_text(j, 1), "");
		p->name = text_or(json_text(j, 2), "");
	}
	return !failed;
}

/* Take a dialect's character: column i of the row. */
static bool
read_char(struct json *j, int i, const char *what, char *c, struct err *e)
{
	const char *s = json_text(j, i);

	if (s == NULL)
		return true;
	if (strlen(s) != 1)
		return err_set(e, ERR_FORMAT,
		    "%s: %s is not one ASCII character", j->file, what);
	*c = s[0];
	return true;
}

/* Take path and dialect from the row of find_resource(). */
static bool
read_resource(struct json *j, struct resource *r, struct err *e)
{
	const char *quote_type = json_text(j, 5);
	const char *header_type = json_text(j, 6);
	struct err why;

	r->number = sqlite3_column_int(j->q, 0);
	if (json_text(j, 2) != NULL)
		r->path = x_strdup(json_text(j, 2));
	if (json_text(j, 7) != NULL)
		r->encoding = x_strdup(json_text(j, 7));
	if (!read_char(j, 3, "delimiter", &r->dialect.delimiter, e))
		return false;
	if (quote_type != NULL && strcmp(quote_type, "null") == 0)
		r->dialect.no_quote = true;
	else if (!read_char(j, 4, "quoteChar", &r->dialect.quote, e))
		return false;
	r->dialect.no_header =
	    header_type != NULL && strcmp(header_type, "false") == 0;
	return csv_options_check(&r->dialect, &why) ||
	       err_set(e, ERR_FORMAT, "%s: %s", j->file, why.text);
}

/* Find the first resource that the condition is true of. */
static bool
find_resource(
    struct json *j, const char *sql, struct resource *r, struct err *e)
{
	bool failed;

	if (!json_query(j, sql, e))
		return false;
	if (json_row(j, &failed, e))
		return read_resource(j, r, e);
	return !failed;
}

#define RESOURCES                                                              \
	"SELECT key, json_extract(value, '$.name') AS name,"                   \
	" CASE json_type(value, '$.path') WHEN 'text'"                         \
	" THEN json_extract(value, '$.path') END,"                             \
	" json_extract(value, '$.dialect.delimiter'),"                         \
	" json_extract(value, '$.dialect.quoteChar'),"                         \
	" json_type(value, '$.dialect.quoteChar'),"                            \
	" json_type(value, '$.dialect.header'),"                               \
	" CASE json_type(value, '$.encoding') WHEN 'text'"                     \
	" THEN json_extract(value, '$.encoding') END"                          \
	" FROM doc, json_each(doc.j, '$.resources') WHERE type = 'object'"

static void
add_role(struct package_role *role, const char *name)
{
	role->column =
	    x_reallocarray(role->column, role->n + 1, sizeof *role->column);
	role->column[role->n++] = x_strdup(name);
}

/* Take the roles that the query's rows of name (NULL: none is to have it) and
 * role give; once: a role that has a field already is left alone. */
static bool
read_roles(struct json *j, const char *sql, int resource, bool once,
    struct package *p, struct err *e)
{
	bool failed;

	if (!json_query(j, sql, e))
		return false;
	if (sqlite3_bind_int(j->q, 1, resource) != SQLITE_OK)
		return json_failed(j, e);
	while (json_row(j, &failed, e)) {
		const char *name = json_text(j, 0);
		const char *role = json_text(j, 1);
		enum role r;

		if (role == NULL)
			continue;
		r = role_find(str_of(role));
		if (r == ROLE_NROLES || (once && p->role[r].n > 0))
			continue;
		if (name != NULL)
			add_role(&p->role[r], name);
		else
			p->role[r].none = true;
	}
	return !failed;
}

#define FIELDS                                                                 \
	" FROM doc, json_each(doc.j,"                                          \
	" '$.resources[' || ?1 || '].schema.fields')"                          \
	" WHERE type = 'object' AND"

/* What a field says of itself goes before what it is called. */
static bool
read_schema(struct json *j, int resource, struct package *p, struct err *e)
{
	return read_roles(j,
		   "SELECT json_extract(value, '$.name'),"
		   " json_extract(value, '$.\"annals:role\"')" FIELDS
		   " json_type(value, '$.\"annals:role\"') IS NOT NULL"
		   " AND json_type(value, '$.name') = 'text'",
		   resource, false, p, e) &&
	       read_roles(j,
		   "SELECT json_extract(value, '$.name'),"
		   " json_extract(value, '$.name')" FIELDS
		   " json_type(value, '$.\"annals:role\"') IS NULL"
		   " AND json_type(value, '$.name') = 'text'",
		   resource, true, p, e) &&
	       read_roles(j,
		   "SELECT NULL, value FROM doc, json_each(doc.j,"
		   " '$.resources[' || ?1 || '].\"annals:without\"')",
		   resource, true, p, e);
}

/* A path may not lead out of the folder. */
static bool
path_check(const struct json *j, const char *path, struct err *e)
{
	struct str rest = str_of(path), part;

	if (path[0] == '\0')
		return err_set(e, ERR_FORMAT, "%s: path is empty", j->file);
	if (path[0] == '/')
		return err_set(e, ERR_FORMAT, "%s: path is not relative: %s",
		    j->file, path);
	if (strstr(path, "://") != NULL)
		return err_set(
		    e, ERR_FORMAT, "%s: path is a URL: %s", j->file, path);
	while (str_split(&rest, '/', &part))
		if (str_eq(part, str_of("..")))
			return err_set(e, ERR_FORMAT,
			    "%s: path leaves the folder: %s", j->file, path);
	return true;
}

/* Give the path of r, which is what, with its folder. */
static bool
read_path(const struct json *j, const struct resource *r, const char *what,
    char **path, struct err *e)
{
	if (r->path == NULL)
		return err_set(e, ERR_FORMAT,
		    "%s: resource of the %s has no path", j->file, what);
	if (!path_check(j, r->path, e))
		return false;
	*path = file_beside(j->file, r->path);
	return true;
}

static bool
read_resources(struct json *j, struct package *p, struct err *e)
{
	struct resource events = { .number = -1 };
	struct resource sections = { .number = -1 };
	bool ok;

	ok =
	    find_resource(j,
		RESOURCES " ORDER BY name IS NOT 'events',"
			  " name IS 'sections', key",
		&events, e) &&
	    find_resource(j, RESOURCES " AND name IS 'sections'", &sections, e);
	if (ok && events.number < 0)
		ok = err_set(e, ERR_FORMAT, "%s: no resources", j->file);
	if (ok)
		ok = read_path(j, &events, "events", &p->events, e);
	if (ok && sections.number >= 0 && sections.number != events.number)
		ok = read_path(j, &sections, "sections", &p->sections, e);
	if (ok)
		ok = read_schema(j, events.number, p, e);
	p->dialect = events.dialect;
	p->sections_dialect = sections.dialect;
	p->encoding = events.encoding;
	p->sections_encoding = sections.encoding;
	x_free(events.path);
	x_free(sections.path);
	return ok;
}

bool
package_is(const char *path)
{
	const char *slash = strrchr(path, '/');
	struct stat st;
	char *file;
	bool is;

	if (strcmp(slash != NULL ? slash + 1 : path, PACKAGE_FILE) == 0)
		return true;
	file = file_in(path, PACKAGE_FILE);
	is = stat(file, &st) == 0;
	x_free(file);
	return is;
}

bool
package_read(const char *path, struct package *p, struct err *e)
{
	struct buf text = BUF_INIT;
	struct json j = { NULL, NULL, NULL };
	struct stat st;
	char *file = NULL;
	bool ok = false;

	memset(p, 0, sizeof *p);
	if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		file = file_in(path, PACKAGE_FILE);
	else
		file = x_strdup(path);
	if (!read_text(file, &text, e))
		goto out;
	ok = json_open(&j, file, buf_str(&text), e) && read_head(&j, p, e) &&
	     read_resources(&j, p, e);
out:
	json_close(&j);
	buf_fini(&text);
	x_free(file);
	if (!ok)
		package_fini(p);
	return ok;
}

void
package_fini(struct package *p)
{
	x_free(p->name);
	x_free(p->title);
	x_free(p->source);
	x_free(p->events);
	x_free(p->sections);
	x_free(p->encoding);
	x_free(p->sections_encoding);
	for (int r = 0; r < ROLE_NROLES; r++) {
		for (size_t i = 0; i < p->role[r].n; i++)
			x_free(p->role[r].column[i]);
		x_free(p->role[r].column);
	}
	memset(p, 0, sizeof *p);
}

/*
 * The sections.
 */

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
