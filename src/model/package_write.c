#include "config.h"

#include "model/package_write.h"

#include <stdbool.h>

#include "base/mem.h"
#include "model/encode.h"

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

/* The length of a path without the ending of its last part. */
static size_t
stem_length(const char *path)
{
	const char *base = base_name(path), *dot = strrchr(base, '.');

	return dot != NULL && dot > base ? (size_t)(dot - path) : strlen(path);
}

/* Append "key": value. */
static void
add(struct buf *out, const char *indent, const char *key, struct str value)
{
	buf_addf(out, "%s\"%s\": ", indent, key);
	encode_json(out, value, false);
}

/* A name as packages have it: lower case letters, digits, and "-". */
static void
add_name(struct buf *out, const char *file)
{
	const char *base = base_name(file);
	size_t n = stem_length(file) - (size_t)(base - file), start;

	buf_adds(out, "  \"name\": \"");
	start = out->n;
	for (size_t i = 0; i < n; i++) {
		char c = base[i];

		if (c >= 'A' && c <= 'Z')
			buf_addc(out, (char)(c + 0x20));
		else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
			 c == '.' || c == '_')
			buf_addc(out, c);
		else if (out->n > start && out->p[out->n - 1] != '-')
			buf_addc(out, '-');
	}
	buf_adds(out, out->n > start ? "\",\n" : "events\",\n");
}

static void
add_dialect(struct buf *out, const struct csv_options *d)
{
	char delimiter = d->delimiter != '\0' ? d->delimiter : ',';
	char quote = d->quote != '\0' ? d->quote : '"';

	buf_adds(out, "      \"dialect\": {");
	add(out, "", "delimiter", (struct str){ &delimiter, 1 });
	if (d->no_quote)
		buf_adds(out, ", \"quoteChar\": null");
	else
		add(out, ", ", "quoteChar", (struct str){ &quote, 1 });
	if (d->escape != '\0') {
		add(out, ", ", "escapeChar", (struct str){ &d->escape, 1 });
		buf_adds(out, ", \"doubleQuote\": false");
	}
	buf_addf(out, ", \"header\": %s},\n", d->no_header ? "false" : "true");
}

/* What composes the column of a role, or NULL. */
static const struct composed *
composed_of(const struct columns *c, int role)
{
	int at = c->role[role];

	return at >= (int)c->nfile ? &c->composed[at - (int)c->nfile] : NULL;
}

/* Has the column the role, alone or as a part?  *place is which, from 1. */
static bool
has_role(const struct columns *c, int column, int role, size_t *place)
{
	const struct composed *x = composed_of(c, role);

	*place = 1;
	if (x == NULL)
		return c->role[role] == column;
	for (; *place <= x->n; ++*place)
		if (x->part[*place - 1] == column)
			return true;
	return false;
}

/* Are the parts in another order than in the file? */
static bool
is_mixed(const struct columns *c, int role)
{
	const struct composed *x = composed_of(c, role);

	for (size_t i = 1; x != NULL && i < x->n; i++)
		if (x->part[i] < x->part[i - 1])
			return true;
	return false;
}

static void
add_field(struct buf *out, const struct columns *c, int column)
{
	struct buf roles = BUF_INIT;
	size_t n = 0, place, part = 0;

	add(out, "        {", "name", str_of(c->name[column]));
	for (int r = 0; r < ROLE_NROLES; r++) {
		if (!has_role(c, column, r, &place))
			continue;
		buf_addf(&roles, "%s\"%s\"", n++ > 0 ? ", " : "",
		    role_name((enum role)r));
		if (is_mixed(c, r))
			part = place;
	}
	if (n > 0)
		buf_addf(out, ", \"annals:role\": %s%s%s", n > 1 ? "[" : "",
		    buf_cstr(&roles), n > 1 ? "]" : "");
	buf_fini(&roles);
	if (part > 0)
		buf_addf(out, ", \"annals:part\": %zu", part);
	buf_addc(out, '}');
}

static void
add_without(struct buf *out, const struct columns *c)
{
	size_t n = 0;

	buf_adds(out, "      \"annals:without\": [");
	for (int r = 0; r < ROLE_NROLES; r++)
		if (c->role[r] < 0)
			buf_addf(out, "%s\"%s\"", n++ > 0 ? ", " : "",
			    role_name((enum role)r));
	buf_adds(out, "]\n");
}

void
package_write(struct buf *out, const struct package_about *about)
{
	const struct columns *c = about->columns;

	buf_adds(out, "{\n");
	add_name(out, about->file);
	if (about->title != NULL && about->title[0] != '\0') {
		add(out, "  ", "title", str_of(about->title));
		buf_adds(out, ",\n");
	}
	buf_adds(out, "  \"resources\": [\n    {\n");
	add(out, "      ", "name", str_of("events"));
	add(out, ",\n      ", "path", str_of(base_name(about->file)));
	buf_adds(out, ",\n");
	add_dialect(out, about->dialect);
	if (about->encoding != NULL) {
		add(out, "      ", "encoding", str_of(about->encoding));
		buf_adds(out, ",\n");
	}
	buf_adds(out, "      \"schema\": {\"fields\": [\n");
	for (size_t i = 0; i < c->nfile; i++) {
		add_field(out, c, (int)i);
		buf_adds(out, i + 1 < c->nfile ? ",\n" : "\n");
	}
	buf_adds(out, "      ]},\n");
	add_without(out, c);
	buf_adds(out, "    }\n  ]\n}\n");
}
