#include "config.h"

#include "model/order_by.h"

#include "model/query_field.h"

#define SHOWN 60 /* bytes of a name that a message shows */

static const char *const words[] = {
	[ORDER_DATE] = "date",
	[ORDER_FILE] = "file",
	[ORDER_RANK] = "rank",
};

#define NWORDS (sizeof words / sizeof words[0])

const char *
order_by_word(size_t i)
{
	return i < NWORDS ? words[i] : NULL;
}

/* Cut the quotes off a name; false if it has none. */
static bool
cut_quotes(struct str *name)
{
	if (name->n < 2 || name->p[0] != '"' || name->p[name->n - 1] != '"')
		return false;
	name->p++;
	name->n -= 2;
	return true;
}

static bool
read_word(struct order_by *by, struct str name)
{
	for (size_t i = 0; i < NWORDS; i++)
		if (str_eq_nocase(str_of(words[i]), name)) {
			by->kind = (enum order_kind)i;
			return true;
		}
	return false;
}

static bool
read_column(struct order_by *by, const struct columns *columns,
    struct fold_map *map, struct str name, bool quoted)
{
	struct field field;

	if (!field_find_column(columns, map, name, quoted, &field))
		return false;
	by->kind = field.dated ? ORDER_DATE : ORDER_COLUMN;
	by->column = field.column;
	return true;
}

bool
order_by_read(struct order_by *by, const struct columns *columns,
    struct fold_map *map, struct str name, struct err *e)
{
	struct str whole = name = str_trim(name);
	bool quoted;

	*by = (struct order_by){ ORDER_DATE, -1, false };
	if (name.n > 1 && name.p[0] == '-') {
		by->reverse = true;
		name.p++;
		name.n--;
	}
	quoted = cut_quotes(&name);
	if ((quoted || !read_word(by, name)) &&
	    !read_column(by, columns, map, name, quoted))
		return err_set(e, ERR_USAGE, "no column '%.*s'",
		    (int)(name.n < SHOWN ? name.n : SHOWN), name.p);
	if (by->kind == ORDER_RANK && by->reverse)
		return err_set(e, ERR_USAGE,
		    "no order '%.*s': the best come first", (int)whole.n,
		    whole.p);
	return true;
}
