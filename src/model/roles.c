#include "config.h"

#include "model/roles.h"

#include <stdint.h>

#include "base/buf.h"
#include "base/mem.h"
#include "model/looks.h"
#include "model/role_words.h"

#define ENOUGH 20 /* points that a guess must have */

/* Columns, in the order in which they were named. */
struct parts {
	int *at;
	size_t n;
};

static void
add_part(struct parts *p, int column)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->at[i] == column)
			return;
	p->at = x_reallocarray(p->at, p->n + 1, sizeof *p->at);
	p->at[p->n++] = column;
}

/* Give the role to these columns: to one, to what they make together, or to
 * none. */
static void
give(
    struct columns *c, enum role role, enum role_how how, const struct parts *p)
{
	c->how[role] = how;
	if (p->n > 1)
		columns_add_composed(c, role, p->at, p->n);
	else
		c->role[role] = p->n == 1 ? p->at[0] : -1;
}

/* ---- what the user says ---- */

/* A number from 1 to n, or 0. */
static size_t
column_number(struct str s, size_t n)
{
	size_t number = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9' || number > n)
			return 0;
		number = number * 10 + (size_t)(s.p[i] - '0');
	}
	return number <= n ? number : 0;
}

/* The column of the file with exactly that name, or -1. */
static int
find_exact(const struct columns *c, struct str name)
{
	for (size_t i = 0; i < c->nfile; i++)
		if (str_eq(str_of(c->name[i]), name))
			return (int)i;
	return -1;
}

static bool
eq_folded(const char *column, struct str folded)
{
	struct buf b = BUF_INIT;
	bool eq;

	role_words_fold(&b, str_of(column));
	eq = str_eq(buf_str(&b), folded);
	buf_fini(&b);
	return eq;
}

/* The column that a user means, or -1. */
static int
find_named(const struct columns *c, struct str name)
{
	struct buf b = BUF_INIT;
	int found;

	name = str_trim(name);
	found = find_exact(c, name);
	for (size_t i = 0; i < c->nfile && found < 0; i++)
		if (str_eq_nocase(str_of(c->name[i]), name))
			found = (int)i;
	if (name.n > 0 && memchr(name.p, ',', name.n) == NULL)
		role_words_fold(&b, name);
	for (size_t i = 0; i < c->nfile && found < 0; i++)
		if (b.n > 0 && eq_folded(c->name[i], buf_str(&b)))
			found = (int)i;
	buf_fini(&b);
	if (found < 0)
		found = (int)column_number(name, c->nfile) - 1;
	return found;
}

/*
 * Cut the longest piece off *rest that ends at a comma or its end and names a
 * column, and give that; -1 if none does.
 */
static int
take_column(const struct columns *c, struct str *rest)
{
	for (size_t n = rest->n;; n--) {
		int column = -1;

		if (n == rest->n || rest->p[n] == ',')
			column = find_named(c, (struct str){ rest->p, n });
		if (column >= 0) {
			n += n < rest->n;
			rest->p += n;
			rest->n -= n;
		}
		if (column >= 0 || n == 0)
			return column;
	}
}

static bool
take_option(
    struct columns *c, enum role role, const char *option, struct err *e)
{
	struct str rest = str_of(option);
	struct parts parts = { NULL, 0 };
	bool ok = true;

	while (rest.n > 0 && ok) {
		int column = take_column(c, &rest);

		ok = column >= 0;
		if (ok)
			add_part(&parts, column);
	}
	if (ok)
		give(c, role, ROLE_HOW_OPTION, &parts);
	else
		err_set(e, ERR_USAGE, "no column \"%.*s\" for the role %s",
		    (int)(rest.n < 200 ? rest.n : 200), rest.p,
		    role_name(role));
	x_free(parts.at);
	return ok;
}

/* ---- what the package says ---- */

static void
take_package(struct columns *c, enum role role, const struct package_role *says)
{
	struct parts parts = { NULL, 0 };

	for (size_t i = 0; i < says->n; i++) {
		int column = find_exact(c, str_of(says->column[i]));

		if (column >= 0)
			add_part(&parts, column);
	}
	if (parts.n > 0 || says->none)
		give(c, role, ROLE_HOW_PACKAGE, &parts);
	x_free(parts.at);
}

/* ---- guesses ---- */

struct guess {
	struct columns *c;
	struct buf *name; /* of the nfile columns, folded */
	struct role_values *values;
	bool *taken;
	int *score; /* of each role for each column */
	int *named; /* likewise, what the name alone gives */
};

static void
mark_taken(struct guess *g)
{
	const struct columns *c = g->c;

	for (int r = 0; r < ROLE_NROLES; r++)
		if (c->role[r] >= 0 && (size_t)c->role[r] < c->nfile)
			g->taken[c->role[r]] = true;
	for (size_t i = 0; i < c->nfile; i++)
		if (columns_whole(c, i) >= 0)
			g->taken[i] = true;
}

static void
guess_init(struct guess *g, struct columns *c, const struct roles_sample *s)
{
	size_t n = c->nfile;

	g->c = c;
	g->name = x_calloc(n, sizeof *g->name);
	g->values = role_values_new(s, n);
	g->taken = x_calloc(n, sizeof *g->taken);
	g->score = x_calloc(n * ROLE_NROLES, sizeof *g->score);
	g->named = x_calloc(n * ROLE_NROLES, sizeof *g->named);
	mark_taken(g);
	for (size_t i = 0; i < n; i++) {
		role_words_fold(&g->name[i], str_of(c->name[i]));
		for (int r = 0; r < ROLE_NROLES; r++) {
			size_t at = (size_t)r * n + i;

			g->named[at] = role_words_score(
			    buf_str(&g->name[i]), (enum role)r);
			g->score[at] =
			    g->named[at] + role_values_score(&g->values[i],
					       (enum role)r, g->named[at]);
		}
	}
}

static void
guess_fini(struct guess *g)
{
	for (size_t i = 0; i < g->c->nfile; i++)
		buf_fini(&g->name[i]);
	x_free(g->name);
	x_free(g->values);
	x_free(g->taken);
	x_free(g->score);
	x_free(g->named);
}

/* Is the role open to guesses? */
static bool
is_open(const struct columns *c, int role)
{
	return c->role[role] < 0 && c->how[role] == ROLE_HOW_NOT;
}

/* Give the best of what is left; false if nothing is good enough. */
static bool
give_best(struct guess *g)
{
	size_t n = g->c->nfile, best = 0;
	int most = ENOUGH - 1;

	for (size_t at = 0; at < n * ROLE_NROLES; at++) {
		if (g->score[at] > most && !g->taken[at % n] &&
		    is_open(g->c, (int)(at / n))) {
			most = g->score[at];
			best = at;
		}
	}
	if (most < ENOUGH)
		return false;
	g->c->role[best / n] = (int)(best % n);
	g->c->how[best / n] =
	    g->named[best] > 0 ? ROLE_HOW_NAME : ROLE_HOW_VALUES;
	g->taken[best % n] = true;
	return true;
}

/* The free column that is most like a title, or -1; *score is how much. */
static int
find_title(const struct guess *g, int *score)
{
	const size_t n = g->c->nfile;
	int best = -1;

	for (size_t i = 0; i < n; i++) {
		int its = g->score[ROLE_TITLE * n + i];

		if (!g->taken[i] && (best < 0 || its > *score)) {
			*score = its;
			best = (int)i;
		}
	}
	return best;
}

/*
 * Where there is neither title nor text, events would be called nothing: give
 * the column that is most like a title, even if it had to do for a place or
 * another role by which nothing is told.  Without values it is the first one
 * left.
 */
static void
give_title(struct guess *g)
{
	static const enum role less[] = { ROLE_PLACES, ROLE_ACTORS, ROLE_KIND };
	struct columns *c = g->c;
	int score = 0, best;

	if (!is_open(c, ROLE_TITLE) || c->role[ROLE_TEXT] >= 0)
		return;
	best = find_title(g, &score);
	for (size_t i = 0; i < 3 && score < 0; i++) {
		int at = c->role[less[i]];

		if (at < 0 || c->how[less[i]] < ROLE_HOW_NAME ||
		    (best >= 0 &&
			g->score[ROLE_TITLE * c->nfile + (size_t)at] <= score))
			continue;
		c->role[less[i]] = -1;
		best = at;
		break;
	}
	if (best < 0)
		return;
	c->role[ROLE_TITLE] = best;
	c->how[ROLE_TITLE] = ROLE_HOW_VALUES;
	g->taken[best] = true;
}

/* ---- year, month and day in columns of their own ---- */

/* Can these be months (most is 12) or days (31)? */
static bool
is_small(const struct role_values *v)
{
	return v->n == 0 || v->filled == 0 || v->numbers >= 90 || v->mean <= 12;
}

/* The free column that is that part of a date and else called as rest. */
static int
find_part(const struct guess *g, enum date_part part, struct str rest)
{
	for (size_t i = 0; i < g->c->nfile; i++) {
		struct buf its = BUF_INIT;
		bool is;

		is = role_words_part(buf_str(&g->name[i]), &its) == part &&
		     str_eq(buf_str(&its), rest);
		buf_fini(&its);
		if (is && !g->taken[i] && is_small(&g->values[i]))
			return (int)i;
	}
	return -1;
}

/* The column of months for a column of years, or -1; what else the two are
 * called goes to rest. */
static int
month_of(const struct guess *g, size_t year, struct buf *rest)
{
	buf_clear(rest);
	if (role_words_part(buf_str(&g->name[year]), rest) != PART_YEAR)
		return -1;
	return find_part(g, PART_MONTH, buf_str(rest));
}

/* If a column for years was found as the date, add those for its months and
 * days; or take another one for years that has them. */
static void
complete_date(struct guess *g)
{
	struct columns *c = g->c;
	struct parts parts = { NULL, 0 };
	struct buf rest = BUF_INIT;
	int date = c->role[ROLE_DATE], month;

	if (date < 0 || (size_t)date >= c->nfile ||
	    c->how[ROLE_DATE] != ROLE_HOW_NAME ||
	    role_words_part(buf_str(&g->name[date]), &rest) != PART_YEAR)
		goto out;
	month = month_of(g, (size_t)date, &rest);
	for (size_t i = 0; i < c->nfile && month < 0; i++) {
		if (g->taken[i] || g->named[ROLE_DATE * c->nfile + i] < ENOUGH)
			continue;
		month = month_of(g, i, &rest);
		date = (int)i;
	}
	if (month < 0)
		goto out;
	g->taken[c->role[ROLE_DATE]] = date == c->role[ROLE_DATE];
	g->taken[date] = true;
	add_part(&parts, date);
	add_part(&parts, month);
	g->taken[month] = true;
	date = find_part(g, PART_DAY, buf_str(&rest));
	if (date >= 0) {
		add_part(&parts, date);
		g->taken[date] = true;
	}
	give(c, ROLE_DATE, ROLE_HOW_NAME, &parts);
out:
	buf_fini(&rest);
	x_free(parts.at);
}

static void
guess_all(struct columns *c, const struct roles_sample *sample)
{
	struct guess g;
	bool date = is_open(c, ROLE_DATE);

	guess_init(&g, c, sample);
	while (give_best(&g))
		if (date && c->role[ROLE_DATE] >= 0) {
			complete_date(&g);
			date = false;
		}
	give_title(&g);
	guess_fini(&g);
}

bool
roles_assign(struct columns *c, const struct package *p,
    const struct roles_option *option, const struct roles_sample *sample,
    struct err *e)
{
	columns_reset(c);
	for (int r = 0; r < ROLE_NROLES; r++) {
		const char *says = option != NULL ? option->column[r] : NULL;

		if (says != NULL && !take_option(c, (enum role)r, says, e))
			return false;
		if (says == NULL && p != NULL)
			take_package(c, (enum role)r, &p->role[r]);
	}
	guess_all(c, sample);
	return true;
}
