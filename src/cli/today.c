#include "config.h"

#include "cli/today.h"

#include <errno.h>
#include <string.h>
#include <time.h>

static bool
is_digit(char b)
{
	return b >= '0' && b <= '9';
}

bool
today_looks_like(const char *s)
{
	return strlen(s) == 5 && is_digit(s[0]) && is_digit(s[1]) &&
	       s[2] == '-' && is_digit(s[3]) && is_digit(s[4]);
}

static int
two_digits(const char *s)
{
	return (s[0] - '0') * 10 + s[1] - '0';
}

bool
today_read(struct today *t, const char *s, struct err *e)
{
	static const int days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };

	if (!today_looks_like(s))
		return err_set(e, ERR_USAGE, "'%s' is not MM-DD", s);
	t->month = two_digits(s);
	t->day = two_digits(s + 3);
	if (t->month < 1 || t->month > 12 || t->day < 1 ||
	    t->day > days[t->month - 1])
		return err_set(e, ERR_USAGE, "%s: no such day", s);
	return true;
}

bool
today_now(struct today *t, struct err *e)
{
	time_t now = time(NULL);
	struct tm tm;

	if (now == (time_t)-1 || localtime_r(&now, &tm) == NULL)
		return err_set(e, ERR_IO, "no date: %s", strerror(errno));
	t->month = tm.tm_mon + 1;
	t->day = tm.tm_mday;
	return true;
}

bool
today_matches(const struct today *t, const struct date *d)
{
	int month, day;

	if (d->precision != DATE_DAY)
		return false;
	date_civil(d->first, NULL, &month, &day);
	return month == t->month && day == t->day;
}
