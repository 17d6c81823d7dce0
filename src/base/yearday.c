#include "config.h"

#include "base/yearday.h"

#define MONTH_PLACES 31
#define SHOWN 20 /* bytes of a refused text that a message shows */

static bool
is_digit(char b)
{
	return b >= '0' && b <= '9';
}

bool
yearday_looks_like(struct str s)
{
	return s.n == 5 && is_digit(s.p[0]) && is_digit(s.p[1]) &&
	       s.p[2] == '-' && is_digit(s.p[3]) && is_digit(s.p[4]);
}

static int
two_digits(const char *s)
{
	return (s[0] - '0') * 10 + s[1] - '0';
}

/* Nothing of s but printable ASCII gets out.  Returns false. */
static bool
refuse(struct str s, struct err *e)
{
	char shown[SHOWN + 1] = "";

	for (size_t i = 0; i < s.n && i < SHOWN; i++)
		shown[i] = s.p[i] >= ' ' && s.p[i] <= '~' ? s.p[i] : '?';
	return err_set(e, ERR_USAGE, "'%s%s' is not MM-DD", shown,
	    s.n > SHOWN ? "..." : "");
}

bool
yearday_parse(struct str s, struct yearday *y, struct err *e)
{
	static const int days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };

	if (!yearday_looks_like(s))
		return refuse(s, e);
	y->month = two_digits(s.p);
	y->day = two_digits(s.p + 3);
	if (y->month < 1 || y->month > 12 || y->day < 1 ||
	    y->day > days[y->month - 1])
		return err_set(e, ERR_USAGE, "%.5s: no such day", s.p);
	return true;
}

bool
yearday_of(const struct date *d, struct yearday *y)
{
	if (d->precision != DATE_DAY)
		return false;
	date_civil(d->first, NULL, &y->month, &y->day);
	return true;
}

bool
yearday_equal(const struct yearday *a, const struct yearday *b)
{
	return a->month == b->month && a->day == b->day;
}

size_t
yearday_place(const struct yearday *y)
{
	return (size_t)(y->month - 1) * MONTH_PLACES + (size_t)(y->day - 1);
}

struct yearday
yearday_at(size_t place)
{
	return (struct yearday){ (int)(place / MONTH_PLACES) + 1,
		(int)(place % MONTH_PLACES) + 1 };
}

void
yearday_describe(struct buf *out, const struct yearday *y)
{
	buf_addf(out, "%d %s", y->day, date_month_name(y->month));
}
