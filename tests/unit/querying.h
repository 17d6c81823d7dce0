/*
 * Queries for a chronicle with all roles and some columns of its own, and
 * their trees as text: what the test programs of the parser share.
 */
#ifndef ANNALS_TESTS_QUERYING_H
#define ANNALS_TESTS_QUERYING_H

#include "model/query.h"

#include <check.h>
#include <locale.h>

#include "base/buf.h"
#include "running.h"

#define COUNT(table) (int)(sizeof table / sizeof table[0])

/* The columns of a chronicle with roles, and some of its own. */
enum {
	ID,
	DATE,
	SECTION,
	TITLE,
	TEXT,
	ACTORS,
	PLACES,
	KIND,
	SOURCES,
	YEAR,
	MINE,
	SIZE_M,
	IMYA,
	IS,
	NCOLUMNS
};

static const char *const names[NCOLUMNS] = { "id", "date", "section",
	"Headline", "text", "actors", "places", "kind", "sources", "Year",
	"my column", "Gr\u00f6\u00dfe (m)", "\u0418\u043c\u044f", "is" };

static struct columns columns;
static struct fold_map *map;

static inline void
setup(void)
{
	columns_init(&columns);
	for (size_t i = 0; i < NCOLUMNS; i++)
		columns_add(&columns, str_of(names[i]));
	for (int r = 0; r < ROLE_NROLES; r++)
		columns.role[r] = r; /* they are in the order of the roles */
	map = fold_map_new();
}

static inline void
teardown(void)
{
	fold_map_free(map);
	columns_fini(&columns);
}

/* ---- the tree as a text ------------------------------------------------ */

static inline void
print_day(struct buf *out, int32_t day)
{
	int32_t year;
	int month, dom;

	if (day == DATE_OPEN_START || day == DATE_OPEN_END)
		return;
	date_civil(day, &year, &month, &dom);
	buf_addf(out, "%04d-%02d-%02d", (int)year, month, dom);
}

static inline void
print_words(struct buf *out, const struct query_node *n)
{
	for (size_t i = 0; i < n->nwords; i++)
		buf_addf(out, "%s%s", i > 0 ? "+" : "", n->word[i]);
	if (n->alternative != NULL)
		buf_addf(out, "/%s", n->alternative);
	buf_adds(out, n->prefix ? "*" : "");
}

static inline void
print_leaf(struct buf *out, const struct query_node *n)
{
	static const char *const compare[] = { "<", "<=", ">", ">=" };

	if (n->column >= 0 && n->kind != QUERY_DATE &&
	    n->kind != QUERY_SECTION && n->kind != QUERY_ALL)
		buf_addf(out, "%s%d", n->list ? "l" : "c", n->column);
	if (n->kind == QUERY_COMPARE)
		buf_adds(out, compare[n->compare]);
	if (n->kind == QUERY_COMPARE || n->kind == QUERY_EXACT)
		buf_addf(out, "'%s'%s", n->value, n->prefix ? "*" : "");
	if (n->kind == QUERY_WORDS && n->column >= 0)
		buf_addc(out, ':');
	if (n->kind == QUERY_WORDS || n->kind == QUERY_NOTE ||
	    n->kind == QUERY_LIST)
		print_words(out, n);
	if (n->kind == QUERY_SECTION) {
		buf_addf(out, "%s|", n->value);
		print_words(out, n);
	}
	if (n->kind == QUERY_DAY)
		buf_addf(out, "%02d-%02d", n->on.month, n->on.day);
	if (n->kind == QUERY_IS)
		buf_adds(out, n->value);
	if (n->kind == QUERY_DATE ||
	    (n->kind == QUERY_COMPARE && n->date.precision != DATE_NONE)) {
		print_day(out, n->date.first);
		buf_adds(out, "..");
		print_day(out, n->date.last);
	}
}

static inline void
print(struct buf *out, const struct query_node *n)
{
	static const char *const kinds[] = {
		[QUERY_ALL] = "all",
		[QUERY_WORDS] = "",
		[QUERY_SECTION] = "section",
		[QUERY_DATE] = "date",
		[QUERY_DAY] = "day",
		[QUERY_EXACT] = "=",
		[QUERY_COMPARE] = "?",
		[QUERY_IS] = "is",
		[QUERY_NOTE] = "note",
		[QUERY_LIST] = "list",
	};

	switch (n->kind) {
	case QUERY_AND:
	case QUERY_OR:
		buf_addc(out, '(');
		print(out, n->left);
		buf_adds(out, n->kind == QUERY_AND ? " & " : " | ");
		print(out, n->right);
		buf_addc(out, ')');
		break;
	case QUERY_NOT:
		buf_addc(out, '!');
		print(out, n->left);
		break;
	default:
		buf_adds(out, kinds[n->kind]);
		buf_addc(out, '[');
		print_leaf(out, n);
		buf_addc(out, ']');
		break;
	}
}

static inline void
assert_tree(const char *text, bool typing, const char *want)
{
	struct buf b = BUF_INIT;
	struct err e = { ERR_NONE, "" };
	size_t column = 0;
	struct query *q =
	    query_parse(str_of(text), &columns, map, typing, &column, &e);

	ck_assert_msg(q != NULL, "%s: %zu: %s", text, column, e.text);
	print(&b, query_top(q));
	ck_assert_msg(strcmp(buf_cstr(&b), want) == 0, "%s: %s is not %s", text,
	    buf_cstr(&b), want);
	buf_fini(&b);
	query_free(q);
}

static inline void
assert_mistake(
    struct str text, bool typing, size_t want_column, const char *want)
{
	struct err e = { ERR_NONE, "" };
	size_t column = 0;

	ck_assert_msg(
	    query_parse(text, &columns, map, typing, &column, &e) == NULL,
	    "%.*s is a query", (int)text.n, text.p);
	ck_assert_int_eq(e.code, ERR_USAGE);
	ck_assert_str_eq(e.text, want);
	ck_assert_uint_eq(column, want_column);
	/* And nobody has to ask. */
	ck_assert(
	    query_parse(text, &columns, map, typing, &column, NULL) == NULL);
}

#endif
