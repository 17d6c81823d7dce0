#include "config.h"

#include "base/date_cell.h"

#include <string.h>

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool
date_cell_number(struct str s, struct date_cell_number *n)
{
	size_t i = 0, start;

	*n = (struct date_cell_number){ .negative = s.n > 0 && s.p[0] == '-' };
	if (n->negative)
		i++;
	for (start = i; i < s.n && is_digit(s.p[i]); i++)
		if (i - start < 15)
			n->value = n->value * 10 + (s.p[i] - '0');
	n->digits = i - start;
	if (n->digits == 0 || n->digits > 15)
		return false;
	if (i < s.n && s.p[i] == '.') {
		n->part = true;
		for (i++; i < s.n && is_digit(s.p[i]); i++)
			continue;
	}
	return i == s.n;
}

enum date_pair
date_cell_pair(struct str s, struct date *d)
{
	int32_t year = 0, two = 0;
	struct date next;

	if (s.n != 7 || s.p[4] != '-')
		return DATE_PAIR_NONE;
	for (size_t i = 0; i < s.n; i++) {
		if (i != 4 && !is_digit(s.p[i]))
			return DATE_PAIR_NONE;
		if (i < 4)
			year = year * 10 + (s.p[i] - '0');
		else if (i > 4)
			two = two * 10 + (s.p[i] - '0');
	}
	if ((year + 1) % 100 != two || date_make(d, year, 0, 0) != DATE_FINE ||
	    date_make(&next, year + 1, 0, 0) != DATE_FINE)
		return DATE_PAIR_OTHER;
	d->last = next.last;
	d->precision = DATE_INTERVAL;
	return (two >= 1 && two <= 12) || (two >= 21 && two <= 24)
		   ? DATE_PAIR_OPEN
		   : DATE_PAIR_SURE;
}

/* "0", "0000-00-00", "0000-00-00 00:00:00", "00/00/0000" */
static bool
is_zeros(struct str s)
{
	static const char date[] = "0-/.", clock[] = "0:.Z";
	const char *may = date;
	size_t zeros = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (may == date && zeros > 0 &&
		    (s.p[i] == ' ' || s.p[i] == 'T'))
			may = clock;
		else if (s.p[i] == '\0' || strchr(may, s.p[i]) == NULL)
			return false;
		zeros += s.p[i] == '0';
	}
	return zeros > 0;
}

bool
date_cell_is_empty(struct str cell)
{
	/* In lower case, as far as the letters are ASCII. */
	static const char *const words[] = { "na", "n/a", "n.a.", "#n/a", "nan",
		"nat", "nil", "n.d.", "nd", "n. d.", "s.d.", "s. d.", "o.d.",
		"o. d.", "o.j.", "o. j.", "s.a.", "s. a.", "s.f.", "null",
		"\\n", "none", "no date", "unknown", "unk", "undated",
		"not available", "not known", "tba", "tbd", "date unknown",
		"unbekannt", "inconnu", "desconocido", "?", "??", "???", "-",
		"--", "---", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\xA6",
		"...", ".", "-0-", "б.д.", "б. д.", "б/д", "Б.д.", "без даты",
		"Без даты", "неизвестно", "Неизвестно", "нет данных", "нет",
		"לא ידוע", "ללא תאריך", "不明", "未知", "不詳" };

	cell = str_trim(cell);
	if (cell.n == 0 || is_zeros(cell))
		return true;
	if (cell.n > 24)
		return false;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (str_eq_nocase(cell, str_of(words[i])))
			return true;
	return false;
}

/* The digits from byte i on. */
static size_t
count_digits(struct str s, size_t i)
{
	size_t n = 0;

	while (i + n < s.n && is_digit(s.p[i + n]))
		n++;
	return n;
}

/* Does a time begin at byte i?  After a T it may be without a colon. */
static bool
is_time(struct str s, size_t i, bool compact)
{
	size_t n = count_digits(s, i);

	if (n == 1 || n == 2)
		return i + n < s.n && s.p[i + n] == ':' &&
		       count_digits(s, i + n + 1) == 2;
	return compact && (n == 4 || n == 6);
}

/* Is there a year from byte i on, which is no zone (+0200) and no fraction? */
static bool
has_year(struct str s, size_t i)
{
	while (i < s.n) {
		size_t n = count_digits(s, i);

		if (n == 4 && s.p[i - 1] == ' ')
			return true;
		i += n > 0 ? n : 1;
	}
	return false;
}

size_t
date_cell_day(struct str s)
{
	size_t i = 1;

	for (; i < s.n; i++) {
		bool t = s.p[i] == 'T' && is_digit(s.p[i - 1]);

		if ((t || s.p[i] == ' ') && is_time(s, i + 1, t))
			break;
	}
	if (i >= s.n || has_year(s, i + 1))
		return s.n;
	while (i > 0 && (s.p[i - 1] == ' ' || s.p[i - 1] == ','))
		i--;
	return i > 0 ? i : s.n;
}
