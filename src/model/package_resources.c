#include "config.h"

#include "model/package_resources.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

void
resources_fini(struct resources *r)
{
	for (size_t i = 0; i < r->n; i++) {
		x_free(r->at[i].name);
		x_free(r->at[i].encoding);
		x_free(r->at[i].wrong);
		package_list_fini(&r->at[i].paths);
		package_list_fini(&r->at[i].odd);
	}
	x_free(r->at);
	*r = (struct resources){ NULL, 0, 0 };
}

static bool
is_one_of(const char *s, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq_nocase(str_of(s), str_of(words[i])))
			return true;
	return false;
}

/* By what it says of itself; NULL is nothing. */
static void
set_kind(struct resource *r, const char *format, const char *mediatype)
{
	static const char *const formats[] = { "csv", "tsv" };
	static const char *const types[] = { "text/csv",
		"text/tab-separated-values" };

	r->typed = format != NULL || mediatype != NULL;
	r->table = (format != NULL && is_one_of(format, formats, 2)) ||
		   (mediatype != NULL && is_one_of(mediatype, types, 2));
}

static bool
ends_with(struct str s, const char *end)
{
	size_t n = strlen(end);

	return s.n >= n &&
	       str_eq_nocase((struct str){ s.p + s.n - n, n }, str_of(end));
}

/* "x.csv", "x.TSV.gz" */
static bool
is_named_table(const char *path)
{
	static const char *const packed[] = { ".gz", ".bz2", ".xz", ".zst",
		".zip" };
	struct str s = str_of(path);

	for (size_t i = 0; i < sizeof packed / sizeof packed[0]; i++)
		if (ends_with(s, packed[i])) {
			s.n -= strlen(packed[i]);
			break;
		}
	return ends_with(s, ".csv") || ends_with(s, ".tsv");
}

static bool
read_names(struct resources *r, struct json *j, struct err *e)
{
	bool failed;

	if (!json_query(j,
		"SELECT key, json_extract(value, '$.name'),"
		" json_extract(value, '$.format'),"
		" json_extract(value, '$.mediatype'),"
		" json_extract(value, '$.encoding')"
		" FROM doc, json_each(doc.j, '$.resources')"
		" WHERE type = 'object'",
		e))
		return false;
	while (json_row(j, &failed, e)) {
		const char *name = json_text(j, 1);
		struct resource *new;

		if (r->n == r->cap) {
			r->cap = r->cap == 0 ? 4 : r->cap * 2;
			r->at = x_reallocarray(r->at, r->cap, sizeof *r->at);
		}
		new = &r->at[r->n++];
		*new = (struct resource){ .number = json_int(j, 0) };
		new->name = x_strdup(name != NULL ? name : "");
		set_kind(new, json_text(j, 2), json_text(j, 3));
		if (json_text(j, 4) != NULL)
			new->encoding = x_strdup(json_text(j, 4));
	}
	return !failed;
}

/* The resource of the row, whose first column is its number; *at is where it
 * was looked for last, as rows come in that order. */
static struct resource *
resource_of(struct resources *r, struct json *j, size_t *at)
{
	int number = json_int(j, 0);

	while (*at < r->n && r->at[*at].number < number)
		(*at)++;
	return *at < r->n && r->at[*at].number == number ? &r->at[*at] : NULL;
}

#define EACH(member)                                                           \
	" FROM doc, json_each(doc.j, '$.resources') AS r,"                     \
	" json_each(r.value, '$." member "') AS m WHERE r.type = 'object'"     \
	" ORDER BY r.key"

static bool
read_paths(struct resources *r, struct json *j, struct err *e)
{
	size_t at = 0;
	bool failed;

	if (!json_query(j, "SELECT r.key, m.atom" EACH("path"), e))
		return false;
	while (json_row(j, &failed, e)) {
		struct resource *one = resource_of(r, j, &at);
		const char *path = json_text(j, 1);

		if (one == NULL || path == NULL)
			continue;
		if (!one->typed && one->paths.n == 0)
			one->table = is_named_table(path);
		package_list_add(&one->paths, path);
	}
	return !failed;
}

/* Take a dialect's character. */
static void
set_char(struct resource *r, char *c, const char *name, const char *value)
{
	struct buf b = BUF_INIT;

	if (value == NULL)
		return;
	if (strlen(value) == 1) {
		*c = value[0];
		return;
	}
	buf_addf(&b, "%s is not one ASCII character", name);
	if (r->wrong == NULL)
		r->wrong = buf_steal(&b);
	buf_fini(&b);
}

/* Members that say nothing that is not so anyway, or that is of use here. */
static bool
is_idle(const char *name, const char *type)
{
	static const char *const idle[] = { "lineTerminator",
		"skipInitialSpace", "caseSensitiveHeader", "csvddfVersion",
		"$schema", "name", "title", "description", "type",
		"doubleQuote" };

	return strcmp(type, "null") == 0 ||
	       is_one_of(name, idle, sizeof idle / sizeof idle[0]);
}

/* type and value as of json_each(); name is NULL if it is no object.  What is
 * in an object "csv" is read after it. */
static void
set_dialect(
    struct resource *r, const char *name, const char *type, const char *value)
{
	struct buf b = BUF_INIT;

	if (name == NULL) {
		package_list_add(&r->odd, "its dialect is not in this file");
	} else if (strcmp(name, "delimiter") == 0) {
		set_char(r, &r->dialect.delimiter, name, value);
	} else if (strcmp(name, "quoteChar") == 0) {
		r->dialect.no_quote = strcmp(type, "null") == 0;
		set_char(r, &r->dialect.quote, name, value);
	} else if (strcmp(name, "escapeChar") == 0) {
		if (strcmp(type, "null") != 0)
			set_char(r, &r->dialect.escape, name, value);
	} else if (strcmp(name, "header") == 0) {
		r->dialect.no_header = strcmp(type, "false") == 0;
	} else if (!is_idle(name, type) &&
		   !(strcmp(name, "csv") == 0 && strcmp(type, "object") == 0)) {
		buf_addf(&b, "%s of its dialect is not used", name);
		package_list_add(&r->odd, buf_cstr(&b));
	}
	buf_fini(&b);
}

static bool
read_dialects_by(
    struct resources *r, struct json *j, const char *sql, struct err *e)
{
	size_t at = 0;
	bool failed;

	if (!json_query(j, sql, e))
		return false;
	while (json_row(j, &failed, e)) {
		struct resource *one = resource_of(r, j, &at);

		if (one != NULL)
			set_dialect(one, json_text(j, 1), json_text(j, 2),
			    json_text(j, 3));
	}
	return !failed;
}

/* As the specification has it, and as frictionless-py 5 writes it. */
static bool
read_dialects(struct resources *r, struct json *j, struct err *e)
{
	return read_dialects_by(r, j,
		   "SELECT r.key, CASE json_type(r.value, '$.dialect')"
		   " WHEN 'object' THEN m.key END, m.type, m.atom" EACH(
		       "dialect"),
		   e) &&
	       read_dialects_by(r, j,
		   "SELECT r.key, m.key, m.type, m.atom" EACH("dialect.csv"),
		   e);
}

/* Which of them say that they have a date? */
static bool
read_dated(struct resources *r, struct json *j, struct err *e)
{
	size_t at = 0;
	bool failed;

	if (!json_query(j,
		"SELECT r.key FROM doc, json_each(doc.j, '$.resources') AS r,"
		" json_each(r.value, '$.schema.fields') AS f"
		" WHERE r.type = 'object' AND f.type = 'object' AND"
		" (json_extract(f.value, '$.type')"
		" IN ('date', 'datetime', 'year', 'yearmonth')"
		" OR json_extract(f.value, '$.name') = 'date'"
		" OR json_extract(f.value, '$.\"annals:role\"') = 'date')"
		" ORDER BY r.key",
		e))
		return false;
	while (json_row(j, &failed, e)) {
		struct resource *one = resource_of(r, j, &at);

		if (one != NULL)
			one->dated = true;
	}
	return !failed;
}

/* Quotes that are escaped by quotes are the usual ones. */
static void
check_escape(struct resource *r)
{
	struct csv_options *d = &r->dialect, alone = { .escape = d->escape };

	if (d->escape == csv_options_filled(d).quote) {
		d->escape = '\0';
	} else if (!csv_options_check(&alone, NULL)) {
		d->escape = '\0';
		package_list_add(
		    &r->odd, "escapeChar of its dialect is not used");
	}
}

bool
resources_read(struct resources *r, struct json *j, struct err *e)
{
	struct err why;

	*r = (struct resources){ NULL, 0, 0 };
	if (!read_names(r, j, e) || !read_paths(r, j, e) ||
	    !read_dialects(r, j, e) || !read_dated(r, j, e))
		return false;
	for (size_t i = 0; i < r->n; i++) {
		struct csv_options *d = &r->at[i].dialect;

		check_escape(&r->at[i]);
		if (r->at[i].wrong == NULL && !csv_options_check(d, &why))
			r->at[i].wrong = x_strdup(why.text);
	}
	return true;
}
