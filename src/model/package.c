#include "config.h"

#include "model/package.h"

#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/mem.h"
#include "model/encoding.h"
#include "model/file.h"
#include "model/package_json.h"

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

	r->number = json_int(j, 0);
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
	if (!json_bind(j, resource, e))
		return false;
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
