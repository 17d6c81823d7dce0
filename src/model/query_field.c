#include "config.h"

#include "model/query_field.h"

#include "model/query_lex.h"

/* The words of the language; ROLE_NROLES: it is no column. */
static const struct word {
	const char *name;
	enum field_kind kind;
	enum role role;
} language[] = {
	{ "title", FIELD_COLUMN, ROLE_TITLE },
	{ "text", FIELD_COLUMN, ROLE_TEXT },
	{ "actor", FIELD_COLUMN, ROLE_ACTORS },
	{ "actors", FIELD_COLUMN, ROLE_ACTORS },
	{ "place", FIELD_COLUMN, ROLE_PLACES },
	{ "places", FIELD_COLUMN, ROLE_PLACES },
	{ "kind", FIELD_COLUMN, ROLE_KIND },
	{ "source", FIELD_COLUMN, ROLE_SOURCES },
	{ "sources", FIELD_COLUMN, ROLE_SOURCES },
	{ "id", FIELD_COLUMN, ROLE_ID },
	{ "section", FIELD_SECTION, ROLE_SECTION },
	{ "date", FIELD_DATE, ROLE_DATE },
	{ "before", FIELD_BEFORE, ROLE_NROLES },
	{ "after", FIELD_AFTER, ROLE_NROLES },
	{ "day", FIELD_DAY, ROLE_NROLES },
	{ "is", FIELD_IS, ROLE_NROLES },
	{ "has", FIELD_HAS, ROLE_NROLES },
	{ "note", FIELD_NOTE, ROLE_NROLES },
	{ "list", FIELD_LIST, ROLE_NROLES },
};

/* Do two names have the same words, as folding has it? */
static bool
is_same(struct fold_map *map, struct str a, struct str b)
{
	struct fold fa, fb;
	struct fold_token ta, tb;
	size_t n = 0;

	fold_init(&fa, map, a);
	fold_init(&fb, map, b);
	for (;; n++) {
		bool more = fold_next(&fa, &ta);

		if (more != fold_next(&fb, &tb))
			return false;
		if (!more)
			return n > 0;
		if (ta.n != tb.n || memcmp(ta.text, tb.text, ta.n) != 0)
			return false;
	}
}

/* The column of that name: in its letters, in any case, folded; or -1. */
static int
find_name(const struct columns *c, struct fold_map *map, struct str name)
{
	for (size_t i = 0; i < c->n; i++)
		if (str_eq(str_trim(str_of(c->name[i])), name))
			return (int)i;
	for (size_t i = 0; i < c->n; i++)
		if (str_eq_nocase(str_trim(str_of(c->name[i])), name))
			return (int)i;
	for (size_t i = 0; i < c->n; i++)
		if (is_same(map, str_of(c->name[i]), name))
			return (int)i;
	return -1;
}

static const struct word *
find_word(struct str name)
{
	for (size_t i = 0; i < sizeof language / sizeof language[0]; i++)
		if (str_eq_nocase(str_of(language[i].name), name))
			return &language[i];
	return NULL;
}

/* Make f what has to be known of a column (-1: none) for that kind. */
static void
fill(struct field *f, const struct columns *c, enum field_kind kind, int column)
{
	*f = (struct field){ .kind = kind, .column = column };
	if (column < 0)
		return;
	f->list = column == c->role[ROLE_ACTORS] ||
		  column == c->role[ROLE_PLACES] ||
		  column == c->role[ROLE_SOURCES];
	f->dated = column == c->role[ROLE_DATE];
	f->worded = f->list || column == c->role[ROLE_TITLE] ||
		    column == c->role[ROLE_TEXT];
}

/*
 * What a word of the language stands for; false if it is that of a role which
 * no column has.
 */
static bool
resolve(const struct columns *c, const struct word *w, struct field *f)
{
	fill(f, c, w->kind, w->role != ROLE_NROLES ? c->role[w->role] : -1);
	/* Sections and dates are there without a column of theirs. */
	return w->kind != FIELD_COLUMN || f->column >= 0;
}

bool
field_find(const struct columns *c, struct fold_map *map, struct str name,
    bool quoted, struct field *f)
{
	const struct word *w = find_word(name);
	int column = find_name(c, map, name);
	bool named = quoted || w == NULL || w->kind == FIELD_NOTE ||
		     w->kind == FIELD_LIST;

	if (!(column >= 0 && named) && w != NULL && resolve(c, w, f)) {
		if (f->kind == FIELD_DAY)
			f->column = column;
		return true;
	}
	fill(f, c, FIELD_COLUMN, column);
	return column >= 0;
}

bool
field_find_column(const struct columns *c, struct fold_map *map,
    struct str name, bool quoted, struct field *f)
{
	const struct word *w = quoted ? NULL : find_word(name);
	int column =
	    w != NULL && w->role != ROLE_NROLES ? c->role[w->role] : -1;

	if (column < 0)
		column = find_name(c, map, name);
	if (column < 0 && quoted)
		return field_find_column(c, map, name, false, f);
	fill(f, c, FIELD_COLUMN, column);
	return column >= 0;
}

/* Is it that column which the name stands for, whatever the operator? */
static bool
stands_for(const struct columns *c, struct fold_map *map, struct str name,
    bool quoted, int column)
{
	struct field by_colon, by_operator;

	return field_find(c, map, name, quoted, &by_colon) &&
	       by_colon.kind == FIELD_COLUMN && by_colon.column == column &&
	       field_find_column(c, map, name, quoted, &by_operator) &&
	       by_operator.column == column;
}

/* The role that only that column has, or ROLE_NROLES. */
static enum role
role_of(const struct columns *c, int column)
{
	int r = 0;

	while (r < ROLE_NROLES && c->role[r] != column)
		r++;
	return (enum role)r;
}

void
field_print(struct buf *out, const struct columns *c, struct fold_map *map,
    const struct field *f)
{
	struct str name = str_trim(str_of(c->name[f->column]));
	struct str role = str_of(role_name(role_of(c, f->column)));

	if (lex_is_name(name) && stands_for(c, map, name, false, f->column))
		buf_add(out, name.p, name.n);
	else if (!stands_for(c, map, name, true, f->column) &&
		 stands_for(c, map, role, false, f->column))
		buf_add(out, role.p, role.n);
	else
		lex_quote(out, name);
}
