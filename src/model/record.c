#include "config.h"

#include "model/record.h"

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
	c->n = 0;
	c->name = NULL;
	for (int r = 0; r < ROLE_NROLES; r++)
		c->role[r] = -1;
}

void
columns_fini(struct columns *c)
{
	for (size_t i = 0; i < c->n; i++)
		x_free(c->name[i]);
	x_free(c->name);
	columns_init(c);
}

void
columns_add(struct columns *c, struct str name)
{
	c->name = x_reallocarray(c->name, c->n + 1, sizeof *c->name);
	c->name[c->n++] = x_strndup(name.p, name.n);
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
