#include "config.h"

#include "model/compose.h"

#include <stdbool.h>

#include "base/mem.h"
#include "model/dates.h"
#include "model/looks.h"

/* A number of at most four digits, or -1. */
static int
small_number(struct str s)
{
	int n = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (i == 4 || s.p[i] < '0' || s.p[i] > '9')
			return -1;
		n = n * 10 + (s.p[i] - '0');
	}
	return s.n > 0 ? n : -1;
}

/* Can it be a month: nothing, 0 to 12, or a name? */
static bool
is_month(struct str s)
{
	int n = small_number(s);

	return s.n == 0 || (n >= 0 && n <= 12) ||
	       (n < 0 && !looks_datelike(s) && memchr(s.p, ':', s.n) == NULL);
}

static void
add_all(struct buf *out, const struct str *part, size_t n, char between)
{
	size_t start = out->n;

	for (size_t i = 0; i < n; i++) {
		if (part[i].n > 0 && out->n > start)
			buf_addc(out, between);
		buf_add(out, part[i].p, part[i].n);
	}
}

void
compose_date(const struct str *part, size_t n, struct buf *out)
{
	struct str none = { "", 0 };

	if (n == 2 && is_month(part[1]) && !looks_datelike(part[1]))
		dates_compose(out, part[0], part[1], none);
	else if (n == 2)
		add_all(out, part, n,
		    part[1].n > 0 && memchr(part[1].p, ':', part[1].n) ? ' '
								       : '/');
	else if (n == 3 && part[2].n == 4 && small_number(part[2]) > 0 &&
		 part[0].n < 4)
		dates_compose(out, part[2], part[1], part[0]);
	else if (n == 3)
		dates_compose(out, part[0], part[1], part[2]);
	else
		add_all(out, part, n, ' ');
}

void
columns_compose(const struct columns *c, size_t composed,
    const struct str *field, struct buf *out)
{
	static const char *const between[ROLE_NROLES] = {
		[ROLE_ID] = "-",
		[ROLE_SECTION] = " / ",
		[ROLE_TITLE] = " \302\267 ",
		[ROLE_TEXT] = "\n\n",
		[ROLE_ACTORS] = "; ",
		[ROLE_PLACES] = "; ",
		[ROLE_KIND] = "; ",
		[ROLE_SOURCES] = "; ",
	};
	const struct composed *x = &c->composed[composed];
	size_t start = out->n;

	if (x->role == ROLE_DATE) {
		struct str *part = x_calloc(x->n, sizeof *part);

		for (size_t i = 0; i < x->n; i++)
			part[i] = str_trim(field[x->part[i]]);
		compose_date(part, x->n, out);
		x_free(part);
		return;
	}
	for (size_t i = 0; i < x->n; i++) {
		struct str part = str_trim(field[x->part[i]]);

		if (part.n > 0 && out->n > start)
			buf_adds(out, between[x->role]);
		buf_add(out, part.p, part.n);
	}
}

void
columns_fill(const struct columns *c, struct str *field, struct buf *store)
{
	size_t from = 0;

	buf_clear(store);
	for (size_t i = 0; i < c->n - c->nfile; i++) {
		columns_compose(c, i, field, store);
		field[c->nfile + i].n = store->n - from;
		from = store->n;
	}
	from = 0;
	for (size_t i = c->nfile; i < c->n; i++) {
		field[i].p = buf_cstr(store) + from;
		from += field[i].n;
	}
}
