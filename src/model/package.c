#include "config.h"

#include "model/package.h"

#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/mem.h"
#include "model/encoding.h"
#include "model/file.h"
#include "model/package_json.h"
#include "model/package_resources.h"

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

static char *
text_or(const char *s, const char *otherwise)
{
	return x_strdup(s != NULL ? s : otherwise);
}

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

/* ---- the schema of the events ---- */

#define SCHEMA(member)                                                         \
	" FROM doc, json_each(doc.j,"                                          \
	" '$.resources[' || ?1 || '].schema." member "')"

/* Ask for what the schema of a resource says. */
static bool
ask(struct json *j, const char *sql, int resource, struct err *e)
{
	return json_query(j, sql, e) && json_bind(j, resource, e);
}

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

	if (!ask(j, sql, resource, e))
		return false;
	while (json_row(j, &failed, e)) {
		const char *name = json_text(j, 0);
		const char *role = json_text(j, 1);
		enum role r;

		if (role == NULL)
			continue;
		r = role_find(str_of(role));
		if (r == ROLE_NROLES ||
		    (once && (p->role[r].n > 0 || p->role[r].none)))
			continue;
		if (name != NULL)
			add_role(&p->role[r], name);
		else
			p->role[r].none = true;
	}
	return !failed;
}

static bool
is_date_type(const char *type)
{
	static const char *const types[] = { "date", "datetime", "year",
		"yearmonth" };

	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
		if (strcmp(type, types[i]) == 0)
			return true;
	return false;
}

/* A format of strptime(3), which is read for its order only: "%d/%m/%Y". */
static enum date_order
order_of(const char *format)
{
	static const char *const orders[] = {
		[DATE_ORDER_DMY] = "dmy",
		[DATE_ORDER_MDY] = "mdy",
		[DATE_ORDER_YMD] = "ymd",
	};
	char order[4] = "";
	size_t n = 0;

	for (const char *p = format; *p != '\0' && n < 3; p++) {
		if (p[0] != '%' || p[1] == '\0')
			continue;
		p++;
		if (*p == 'd' || *p == 'e')
			order[n++] = 'd';
		else if (strchr("mbBh", *p) != NULL)
			order[n++] = 'm';
		else if (*p == 'y' || *p == 'Y')
			order[n++] = 'y';
	}
	for (int i = DATE_ORDER_DMY; i <= DATE_ORDER_YMD; i++)
		if (strcmp(order, orders[i]) == 0)
			return (enum date_order)i;
	return DATE_ORDER_OPEN;
}

/* Any of the three may be NULL. */
static void
add_field(
    struct package *p, const char *name, const char *type, const char *format)
{
	size_t n = p->fields.n;

	package_list_add(&p->fields, name != NULL ? name : "");
	p->field = x_reallocarray(p->field, n + 1, sizeof *p->field);
	p->field[n] = (struct package_field){
		.dated = type != NULL && is_date_type(type),
		.order = format != NULL ? order_of(format) : DATE_ORDER_OPEN,
	};
}

/* All names; the date, if that has no column yet, and its order. */
static bool
read_fields(struct json *j, int resource, struct package *p, struct err *e)
{
	struct package_role *date = &p->role[ROLE_DATE];
	bool failed;

	if (!ask(j,
		"SELECT json_extract(value, '$.name'),"
		" json_extract(value, '$.type'),"
		" json_extract(value, '$.format')" SCHEMA(
		    "fields") " WHERE json_each.type = 'object'",
		resource, e))
		return false;
	while (json_row(j, &failed, e)) {
		const char *name = json_text(j, 0);
		const char *type = json_text(j, 1);
		const char *format = json_text(j, 2);

		add_field(p, name, type, format);
		if (name == NULL)
			continue;
		if (type != NULL && is_date_type(type) && date->n == 0 &&
		    !date->none)
			add_role(date, name);
		if (format != NULL && date->n == 1 &&
		    strcmp(date->column[0], name) == 0)
			p->order = order_of(format);
	}
	return !failed;
}

static bool
read_missing(struct json *j, int resource, struct package *p, struct err *e)
{
	bool failed;

	if (!ask(j, "SELECT atom" SCHEMA("missingValues"), resource, e))
		return false;
	while (json_row(j, &failed, e)) {
		const char *text = json_text(j, 0);

		if (text != NULL && p->missing.n < PACKAGE_MISSING_MAX)
			package_list_add(&p->missing, text);
	}
	return !failed;
}

#define ITS_ROLE "'$.\"annals:role\"'"
#define IS_NAMED                                                               \
	" WHERE type = 'object' AND json_type(value, '$.name') = 'text'"       \
	" AND json_type(value, " ITS_ROLE ") IS "

/* What a field says of itself goes before what no field is to be, and that
 * before what a field is called. */
static bool
read_schema(struct json *j, int resource, struct package *p, struct err *e)
{
	static const char said[] =
	    "SELECT json_extract(f.value, '$.name'), role.value" SCHEMA(
		"fields") " AS f, json_each(f.value, " ITS_ROLE ") AS role"
			  " WHERE f.type = 'object'"
			  " AND json_type(f.value, '$.name') = 'text'"
			  " ORDER BY CAST(json_extract(f.value,"
			  " '$.\"annals:part\"') AS INTEGER), f.key";
	static const char named[] =
	    "SELECT json_extract(value, '$.name'),"
	    " json_extract(value, '$.name')" SCHEMA("fields") IS_NAMED "NULL";
	static const char without[] =
	    "SELECT NULL, value FROM doc, json_each(doc.j,"
	    " '$.resources[' || ?1 || '].\"annals:without\"')";

	return read_roles(j, said, resource, false, p, e) &&
	       read_roles(j, without, resource, true, p, e) &&
	       read_roles(j, named, resource, true, p, e) &&
	       read_fields(j, resource, p, e) &&
	       read_missing(j, resource, p, e);
}

/* ---- which resource is what ---- */

static bool
is_called(const struct resource *r, const char *name)
{
	return strcmp(r->name, name) == 0;
}

/* How much less than another one a resource looks like the events. */
static int
rank(const struct resource *r)
{
	if (is_called(r, "events"))
		return 0;
	if (is_called(r, "sections"))
		return 4;
	return !r->table ? 3 : r->dated ? 1 : 2;
}

/* NULL if there are no resources. */
static const struct resource *
find_events(const struct resources *all)
{
	const struct resource *best = NULL;

	for (size_t i = 0; i < all->n; i++)
		if (best == NULL || rank(&all->at[i]) < rank(best))
			best = &all->at[i];
	return best;
}

static const struct resource *
find_called(const struct resources *all, const char *name)
{
	for (size_t i = 0; i < all->n; i++)
		if (is_called(&all->at[i], name))
			return &all->at[i];
	return NULL;
}

/* What the foreign key of the events' sections points at, or NULL. */
static bool
find_pointed(struct json *j, const struct resources *all, int events,
    struct package *p, const struct resource **found, struct err *e)
{
	const struct package_role *role = &p->role[ROLE_SECTION];
	bool failed;

	*found = NULL;
	if (!ask(j,
		"SELECT coalesce(json_extract(value, '$.fields[0]'),"
		" json_extract(value, '$.fields')),"
		" json_extract(value, '$.reference.resource'),"
		" coalesce(json_extract(value, '$.reference.fields[0]'),"
		" json_extract(value, '$.reference.fields'))" SCHEMA(
		    "foreignKeys") " WHERE type = 'object'",
		events, e))
		return false;
	while (*found == NULL && json_row(j, &failed, e)) {
		const char *field = json_text(j, 0);
		const char *resource = json_text(j, 1);
		const char *id = json_text(j, 2);

		if (field == NULL || resource == NULL || id == NULL ||
		    resource[0] == '\0' || role->n != 1 ||
		    strcmp(field, role->column[0]) != 0)
			continue;
		*found = find_called(all, resource);
		if (*found != NULL)
			p->sections_id = x_strdup(id);
	}
	return *found != NULL || !failed;
}

/* A path may not lead out of the folder. */
static bool
path_check(const char *path, struct err *e)
{
	struct str rest = str_of(path), part;

	if (path[0] == '\0')
		return err_set(e, ERR_FORMAT, "path is empty");
	if (path[0] == '/')
		return err_set(e, ERR_FORMAT, "path is not relative: %s", path);
	if (strstr(path, "://") != NULL)
		return err_set(e, ERR_FORMAT, "path is a URL: %s", path);
	while (str_split(&rest, '/', &part))
		if (str_eq(part, str_of("..")))
			return err_set(
			    e, ERR_FORMAT, "path leaves the folder: %s", path);
	return true;
}

static void note(struct package *p, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

static void
note(struct package *p, const char *fmt, ...)
{
	struct buf b = BUF_INIT;
	va_list ap;

	va_start(ap, fmt);
	buf_vaddf(&b, fmt, ap);
	va_end(ap);
	package_list_add(&p->notes, buf_cstr(&b));
	buf_fini(&b);
}

/* Take path, encoding and dialect of a resource that must be good. */
static bool
take(const struct resource *r, const char *what, struct package *p, char **path,
    char **encoding, struct csv_options *dialect, struct err *e)
{
	if (r->wrong != NULL)
		return err_set(e, ERR_FORMAT, "%s: %s", p->file, r->wrong);
	if (r->paths.n == 0)
		return err_set(e, ERR_FORMAT,
		    "%s: resource of the %s has no path", p->file, what);
	if (!path_check(r->paths.at[0], e))
		return err_in(e, "%s", p->file);
	for (size_t i = 0; i < r->odd.n; i++)
		note(p, "resource '%s': %s", r->name, r->odd.at[i]);
	*path = file_beside(p->file, r->paths.at[0]);
	*encoding = r->encoding != NULL ? x_strdup(r->encoding) : NULL;
	*dialect = r->dialect;
	return true;
}

/* The files of a resource from number first on are more events. */
static void
add_files(struct package *p, const struct resource *r, size_t first)
{
	for (size_t i = first; i < r->paths.n; i++) {
		struct err why;
		char *path;

		if (p->more.n == PACKAGE_FILES_MAX) {
			note(p, "more than %d files of events",
			    PACKAGE_FILES_MAX);
			return;
		}
		if (!path_check(r->paths.at[i], &why)) {
			note(p, "resource '%s': %s", r->name, why.text);
			continue;
		}
		path = file_beside(p->file, r->paths.at[i]);
		package_list_add(&p->more, path);
		x_free(path);
	}
}

static bool
is_same_dialect(const struct csv_options *a, const struct csv_options *b)
{
	char da = a->delimiter != '\0' ? a->delimiter : ',';
	char db = b->delimiter != '\0' ? b->delimiter : ',';
	char qa = a->quote != '\0' ? a->quote : '"';
	char qb = b->quote != '\0' ? b->quote : '"';

	return da == db && a->no_header == b->no_header &&
	       a->no_quote == b->no_quote && (a->no_quote || qa == qb) &&
	       a->escape == b->escape;
}

/* Another table may be more events. */
static void
add_table(struct package *p, const struct resource *r)
{
	if (r->wrong != NULL)
		note(p, "resource '%s' is left out: %s", r->name, r->wrong);
	else if (r->encoding != NULL && p->encoding != NULL &&
		 !str_eq_nocase(str_of(r->encoding), str_of(p->encoding)))
		note(p,
		    "resource '%s' is left out: its encoding is not that "
		    "of the events",
		    r->name);
	else if (!is_same_dialect(&r->dialect, &p->dialect))
		note(p,
		    "resource '%s' is left out: its dialect is not that "
		    "of the events",
		    r->name);
	else
		add_files(p, r, 0);
}

static bool
read_resources(struct json *j, const struct resources *all, struct package *p,
    struct err *e)
{
	const struct resource *events = find_events(all), *sections;

	if (events == NULL)
		return err_set(e, ERR_FORMAT, "%s: no resources", p->file);
	if (!take(events, "events", p, &p->events, &p->encoding, &p->dialect,
		e) ||
	    !read_schema(j, events->number, p, e))
		return false;
	sections = find_called(all, "sections");
	if (sections == NULL &&
	    !find_pointed(j, all, events->number, p, &sections, e))
		return false;
	if (sections == events)
		sections = NULL;
	if (sections != NULL &&
	    !take(sections, "sections", p, &p->sections, &p->sections_encoding,
		&p->sections_dialect, e))
		return false;
	add_files(p, events, 1);
	for (size_t i = 0; i < all->n; i++)
		if (&all->at[i] != events && &all->at[i] != sections &&
		    all->at[i].table)
			add_table(p, &all->at[i]);
	return true;
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
	struct resources all = { NULL, 0, 0 };
	struct buf text = BUF_INIT;
	struct json j = { NULL, NULL, NULL };
	struct stat st;
	bool ok = false;

	memset(p, 0, sizeof *p);
	if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		p->file = file_in(path, PACKAGE_FILE);
	else
		p->file = x_strdup(path);
	if (!read_text(p->file, &text, e))
		goto out;
	ok = json_open(&j, p->file, buf_str(&text), e) && read_head(&j, p, e) &&
	     resources_read(&all, &j, e) && read_resources(&j, &all, p, e);
out:
	resources_fini(&all);
	json_close(&j);
	buf_fini(&text);
	if (!ok)
		package_fini(p);
	return ok;
}

void
package_fini(struct package *p)
{
	x_free(p->file);
	x_free(p->name);
	x_free(p->title);
	x_free(p->source);
	x_free(p->events);
	x_free(p->sections);
	x_free(p->sections_id);
	package_list_fini(&p->more);
	package_list_fini(&p->fields);
	x_free(p->field);
	package_list_fini(&p->missing);
	package_list_fini(&p->notes);
	x_free(p->encoding);
	x_free(p->sections_encoding);
	for (int r = 0; r < ROLE_NROLES; r++) {
		for (size_t i = 0; i < p->role[r].n; i++)
			x_free(p->role[r].column[i]);
		x_free(p->role[r].column);
	}
	memset(p, 0, sizeof *p);
}
