#include "config.h"

#include "model/record.h"

#include <assert.h>
#include <stdbool.h>

#include "base/mem.h"
#include "base/utf8.h"

static const char *const role_names[ROLE_NROLES] = {
	[ROLE_ID] = "id",
	[ROLE_DATE] = "date",
	[ROLE_SECTION] = "section",
	[ROLE_TITLE] = "title",
	[ROLE_TEXT] = "text",
	[ROLE_ACTORS] = "actors",
	[ROLE_PLACES] = "places",
	[ROLE_KIND] = "kind",
	[ROLE_SOURCES] = "sources",
};

const char *
role_name(enum role r)
{
	return r < ROLE_NROLES ? role_names[r] : "";
}

enum role
role_find(struct str name)
{
	for (int r = 0; r < ROLE_NROLES; r++)
		if (str_eq(name, str_of(role_names[r])))
			return (enum role)r;
	return ROLE_NROLES;
}

void
columns_init(struct columns *c)
{
	*c = (struct columns){ 0 };
	for (int r = 0; r < ROLE_NROLES; r++)
		c->role[r] = -1;
}

void
columns_fini(struct columns *c)
{
	columns_reset(c);
	for (size_t i = 0; i < c->n; i++)
		x_free(c->name[i]);
	x_free(c->name);
	x_free(c->composed);
	columns_init(c);
}

static void
add_name(struct columns *c, struct str name)
{
	c->name = x_reallocarray(c->name, c->n + 1, sizeof *c->name);
	c->name[c->n++] = x_strndup(name.p, name.n);
}

void
columns_add(struct columns *c, struct str name)
{
	assert(c->n == c->nfile);
	add_name(c, name);
	c->nfile++;
}

static bool
is_name(const struct columns *c, struct str name)
{
	for (size_t i = 0; i < c->n; i++)
		if (str_eq(str_of(c->name[i]), name))
			return true;
	return false;
}

/* Append " (2)" or what number makes the name in b one of its own.  Where
 * somebody has taken many numbers before, a longer name has to do. */
static void
make_unique(const struct columns *c, struct buf *b)
{
	size_t n = b->n;

	for (int k = 2; b->n < RECORD_NAME_MAX && is_name(c, buf_str(b)); k++) {
		if (k <= 9) {
			b->n = n;
			buf_addf(b, " (%d)", k);
		} else {
			buf_addf(b, " (%zu)", c->n + 1);
		}
	}
}

/* Append a name without what is around it. */
static void
clean_name(struct buf *out, struct str name)
{
	static const char mark[] = "\xEF\xBB\xBF"; /* of files put together */
	size_t start = out->n;

	if (name.n >= 3 && memcmp(name.p, mark, 3) == 0)
		name = (struct str){ name.p + 3, name.n - 3 };
	name = str_trim(name);
	while (name.n > 1 && (name.p[0] == '"' || name.p[0] == '\'') &&
	       name.p[name.n - 1] == name.p[0])
		name = str_trim((struct str){ name.p + 1, name.n - 2 });
	buf_add(out, name.p, name.n);
	for (size_t i = start; i < out->n; i++)
		if (strchr("\r\n\t", out->p[i]) != NULL)
			out->p[i] = ' ';
}

void
columns_add_header(struct columns *c, struct str name)
{
	struct buf b = BUF_INIT;

	clean_name(&b, name);
	if (b.n == 0)
		buf_addf(&b, "column %zu", c->n + 1);
	make_unique(c, &b);
	columns_add(c, buf_str(&b));
	buf_fini(&b);
}

void
columns_add_composed(
    struct columns *c, enum role role, const int *part, size_t n)
{
	size_t at = c->n - c->nfile;
	struct buf name = BUF_INIT;
	struct composed *x;

	for (size_t i = 0; i < n; i++)
		buf_addf(&name, "%s%s", i > 0 ? " + " : "", c->name[part[i]]);
	c->composed = x_reallocarray(c->composed, at + 1, sizeof *c->composed);
	x = &c->composed[at];
	x->part = x_reallocarray(NULL, n, sizeof *x->part);
	memcpy(x->part, part, n * sizeof *part);
	x->n = n;
	x->role = role;
	c->role[role] = (int)c->n;
	add_name(c, buf_str(&name));
	buf_fini(&name);
}

void
columns_reset(struct columns *c)
{
	for (size_t i = 0; i < c->n - c->nfile; i++) {
		x_free(c->composed[i].part);
		x_free(c->name[c->nfile + i]);
	}
	c->n = c->nfile;
	for (int r = 0; r < ROLE_NROLES; r++) {
		c->role[r] = -1;
		c->how[r] = ROLE_HOW_NOT;
	}
}

void
columns_copy(struct columns *to, const struct columns *from)
{
	for (size_t i = 0; i < from->nfile; i++)
		columns_add(to, str_of(from->name[i]));
	for (size_t i = 0; i < from->n - from->nfile; i++)
		columns_add_composed(to, from->composed[i].role,
		    from->composed[i].part, from->composed[i].n);
	memcpy(to->role, from->role, sizeof to->role);
	memcpy(to->how, from->how, sizeof to->how);
}

int
columns_whole(const struct columns *c, size_t column)
{
	for (size_t i = 0; i < c->n - c->nfile; i++)
		for (size_t k = 0; k < c->composed[i].n; k++)
			if (c->composed[i].part[k] == (int)column)
				return (int)(c->nfile + i);
	return -1;
}

void
record_init(struct record *r)
{
	r->field = NULL;
	r->n = 0;
	r->cap = 0;
	buf_init(&r->store);
}

void
record_fini(struct record *r)
{
	x_free(r->field);
	buf_fini(&r->store);
	record_init(r);
}

struct str
record_role(const struct record *r, const struct columns *c, enum role role)
{
	int at = role < ROLE_NROLES ? c->role[role] : -1;

	if (at < 0 || (size_t)at >= r->n)
		return (struct str){ "", 0 };
	return r->field[at];
}

struct str
record_name(const struct record *r, const struct columns *c)
{
	struct str name = str_trim(record_role(r, c, ROLE_TITLE));

	if (name.n == 0)
		name = str_trim(record_role(r, c, ROLE_TEXT));
	name.n = utf8_cut(name, RECORD_NAME_MAX);
	return name;
}
