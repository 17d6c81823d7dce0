#include "config.h"

#include <check.h>
#include <string.h>

#include "base/date.h"
#include "base/err.h"
#include "running.h"

#define COUNT(a) (sizeof(a) / sizeof(a)[0])

struct civil {
	int32_t year;
	int month, day; /* month 0: open */
};

/* clang-format off */
#define OPEN { 0, 0, 0 }
/* clang-format on */

struct accepted {
	const char *text;
	struct civil first, last;
	enum date_precision precision;
	char flag; /* '?', '~', '%' or 0 */
};

struct refused {
	const char *text;
	const char *message;
};

static bool
is_leap(int32_t year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
days_in(int32_t year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };

	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* clang-format off */
static const struct accepted dates[] = {
	/* Level 0: date. */
	{ "1948-05-17", { 1948, 5, 17 }, { 1948, 5, 17 }, DATE_DAY, 0 },
	{ "1948-05", { 1948, 5, 1 }, { 1948, 5, 31 }, DATE_MONTH, 0 },
	{ "1948", { 1948, 1, 1 }, { 1948, 12, 31 }, DATE_YEAR, 0 },
	{ "1970-01-01", { 1970, 1, 1 }, { 1970, 1, 1 }, DATE_DAY, 0 },
	{ "1969-12-31", { 1969, 12, 31 }, { 1969, 12, 31 }, DATE_DAY, 0 },
	{ "9999-12-31", { 9999, 12, 31 }, { 9999, 12, 31 }, DATE_DAY, 0 },
	{ "0001-01-01", { 1, 1, 1 }, { 1, 1, 1 }, DATE_DAY, 0 },
	{ "0000", { 0, 1, 1 }, { 0, 12, 31 }, DATE_YEAR, 0 },
	{ "0000-02-29", { 0, 2, 29 }, { 0, 2, 29 }, DATE_DAY, 0 },
	{ "0044", { 44, 1, 1 }, { 44, 12, 31 }, DATE_YEAR, 0 },
	/* Lengths of months. */
	{ "2000-02-29", { 2000, 2, 29 }, { 2000, 2, 29 }, DATE_DAY, 0 },
	{ "2020-02-29", { 2020, 2, 29 }, { 2020, 2, 29 }, DATE_DAY, 0 },
	{ "2000-02", { 2000, 2, 1 }, { 2000, 2, 29 }, DATE_MONTH, 0 },
	{ "1900-02", { 1900, 2, 1 }, { 1900, 2, 28 }, DATE_MONTH, 0 },
	{ "2019-02", { 2019, 2, 1 }, { 2019, 2, 28 }, DATE_MONTH, 0 },
	{ "2019-04", { 2019, 4, 1 }, { 2019, 4, 30 }, DATE_MONTH, 0 },
	{ "2019-12", { 2019, 12, 1 }, { 2019, 12, 31 }, DATE_MONTH, 0 },
	{ "2019-01-31", { 2019, 1, 31 }, { 2019, 1, 31 }, DATE_DAY, 0 },
	{ "2019-11-30", { 2019, 11, 30 }, { 2019, 11, 30 }, DATE_DAY, 0 },
	/* Level 0: date and time; the time is dropped. */
	{ "1948-05-17T16:00:00Z", { 1948, 5, 17 }, { 1948, 5, 17 },
	    DATE_DAY, 0 },
	{ "1948-05-17T16:00:00", { 1948, 5, 17 }, { 1948, 5, 17 },
	    DATE_DAY, 0 },
	{ "1948-05-17T00:00:00-04", { 1948, 5, 17 }, { 1948, 5, 17 },
	    DATE_DAY, 0 },
	{ "1948-05-17T23:59:59+05:30", { 1948, 5, 17 }, { 1948, 5, 17 },
	    DATE_DAY, 0 },
	{ "2016-12-31T23:59:60Z", { 2016, 12, 31 }, { 2016, 12, 31 },
	    DATE_DAY, 0 },
	/* Level 0: interval. */
	{ "1970/1999", { 1970, 1, 1 }, { 1999, 12, 31 }, DATE_INTERVAL, 0 },
	{ "2004-06/2006-08", { 2004, 6, 1 }, { 2006, 8, 31 },
	    DATE_INTERVAL, 0 },
	{ "2004-02-01/2005-02-08", { 2004, 2, 1 }, { 2005, 2, 8 },
	    DATE_INTERVAL, 0 },
	{ "2004-02-01/2005-02", { 2004, 2, 1 }, { 2005, 2, 28 },
	    DATE_INTERVAL, 0 },
	{ "2004-02-01/2005", { 2004, 2, 1 }, { 2005, 12, 31 },
	    DATE_INTERVAL, 0 },
	{ "2005/2006-02", { 2005, 1, 1 }, { 2006, 2, 28 },
	    DATE_INTERVAL, 0 },
	{ "1948/1948", { 1948, 1, 1 }, { 1948, 12, 31 }, DATE_INTERVAL, 0 },
	{ "1970-05/1970", { 1970, 5, 1 }, { 1970, 12, 31 },
	    DATE_INTERVAL, 0 },
	{ "1970/1970-01-01", { 1970, 1, 1 }, { 1970, 1, 1 },
	    DATE_INTERVAL, 0 },
	{ "-0044/0014", { -44, 1, 1 }, { 14, 12, 31 }, DATE_INTERVAL, 0 },
	/* Level 1: years of five digits, with and without Y. */
	{ "Y17000", { 17000, 1, 1 }, { 17000, 12, 31 }, DATE_YEAR, 0 },
	{ "Y-17000", { -17000, 1, 1 }, { -17000, 12, 31 }, DATE_YEAR, 0 },
	{ "Y99999", { 99999, 1, 1 }, { 99999, 12, 31 }, DATE_YEAR, 0 },
	{ "Y-99999", { -99999, 1, 1 }, { -99999, 12, 31 }, DATE_YEAR, 0 },
	{ "Y17000~", { 17000, 1, 1 }, { 17000, 12, 31 }, DATE_YEAR, '~' },
	{ "17000", { 17000, 1, 1 }, { 17000, 12, 31 }, DATE_YEAR, 0 },
	{ "+17000", { 17000, 1, 1 }, { 17000, 12, 31 }, DATE_YEAR, 0 },
	{ "-17000", { -17000, 1, 1 }, { -17000, 12, 31 }, DATE_YEAR, 0 },
	{ "+12345-06-07", { 12345, 6, 7 }, { 12345, 6, 7 }, DATE_DAY, 0 },
	{ "12344-02", { 12344, 2, 1 }, { 12344, 2, 29 }, DATE_MONTH, 0 },
	{ "-99999-01-01", { -99999, 1, 1 }, { -99999, 1, 1 }, DATE_DAY, 0 },
	{ "99999-12-31", { 99999, 12, 31 }, { 99999, 12, 31 }, DATE_DAY, 0 },
	{ "99999-12", { 99999, 12, 1 }, { 99999, 12, 31 }, DATE_MONTH, 0 },
	/* Level 1: negative years. */
	{ "-0044", { -44, 1, 1 }, { -44, 12, 31 }, DATE_YEAR, 0 },
	{ "-0001", { -1, 1, 1 }, { -1, 12, 31 }, DATE_YEAR, 0 },
	{ "-0044-03-15", { -44, 3, 15 }, { -44, 3, 15 }, DATE_DAY, 0 },
	{ "-0004-02", { -4, 2, 1 }, { -4, 2, 29 }, DATE_MONTH, 0 },
	{ "-0001-02", { -1, 2, 1 }, { -1, 2, 28 }, DATE_MONTH, 0 },
	/* Level 1: seasons; a winter ends in the next year. */
	{ "1948-21", { 1948, 3, 1 }, { 1948, 5, 31 }, DATE_SEASON, 0 },
	{ "1948-22", { 1948, 6, 1 }, { 1948, 8, 31 }, DATE_SEASON, 0 },
	{ "1948-23", { 1948, 9, 1 }, { 1948, 11, 30 }, DATE_SEASON, 0 },
	{ "1948-24", { 1948, 12, 1 }, { 1949, 2, 28 }, DATE_SEASON, 0 },
	{ "1947-24", { 1947, 12, 1 }, { 1948, 2, 29 }, DATE_SEASON, 0 },
	{ "1899-24", { 1899, 12, 1 }, { 1900, 2, 28 }, DATE_SEASON, 0 },
	{ "-0001-24", { -1, 12, 1 }, { 0, 2, 29 }, DATE_SEASON, 0 },
	{ "1948-21?", { 1948, 3, 1 }, { 1948, 5, 31 }, DATE_SEASON, '?' },
	{ "99999-23", { 99999, 9, 1 }, { 99999, 11, 30 }, DATE_SEASON, 0 },
	/* Level 1: qualifiers, at the end of all only. */
	{ "1984?", { 1984, 1, 1 }, { 1984, 12, 31 }, DATE_YEAR, '?' },
	{ "2004-06~", { 2004, 6, 1 }, { 2004, 6, 30 }, DATE_MONTH, '~' },
	{ "2004-06-11%", { 2004, 6, 11 }, { 2004, 6, 11 }, DATE_DAY, '%' },
	{ "194X?", { 1940, 1, 1 }, { 1949, 12, 31 }, DATE_DECADE, '?' },
	{ "19XX~", { 1900, 1, 1 }, { 1999, 12, 31 }, DATE_CENTURY, '~' },
	{ "1948-XX%", { 1948, 1, 1 }, { 1948, 12, 31 }, DATE_YEAR, '%' },
	{ "-0044?", { -44, 1, 1 }, { -44, 12, 31 }, DATE_YEAR, '?' },
	/* Level 1: unspecified digits. */
	{ "199X", { 1990, 1, 1 }, { 1999, 12, 31 }, DATE_DECADE, 0 },
	{ "000X", { 0, 1, 1 }, { 9, 12, 31 }, DATE_DECADE, 0 },
	{ "19XX", { 1900, 1, 1 }, { 1999, 12, 31 }, DATE_CENTURY, 0 },
	{ "00XX", { 0, 1, 1 }, { 99, 12, 31 }, DATE_CENTURY, 0 },
	{ "-004X", { -49, 1, 1 }, { -40, 12, 31 }, DATE_DECADE, 0 },
	{ "-000X", { -9, 1, 1 }, { -1, 12, 31 }, DATE_DECADE, 0 },
	{ "-01XX", { -199, 1, 1 }, { -100, 12, 31 }, DATE_CENTURY, 0 },
	{ "-00XX", { -99, 1, 1 }, { -1, 12, 31 }, DATE_CENTURY, 0 },
	{ "1948-XX", { 1948, 1, 1 }, { 1948, 12, 31 }, DATE_YEAR, 0 },
	{ "1948-XX-XX", { 1948, 1, 1 }, { 1948, 12, 31 }, DATE_YEAR, 0 },
	{ "1948-02-XX", { 1948, 2, 1 }, { 1948, 2, 29 }, DATE_MONTH, 0 },
	/* Level 1: intervals without a start or an end, and with qualifiers. */
	{ "2022-02-24/..", { 2022, 2, 24 }, OPEN, DATE_INTERVAL, 0 },
	{ "2022-02/..", { 2022, 2, 1 }, OPEN, DATE_INTERVAL, 0 },
	{ "2022/", { 2022, 1, 1 }, OPEN, DATE_INTERVAL, 0 },
	{ "../1948", OPEN, { 1948, 12, 31 }, DATE_INTERVAL, 0 },
	{ "../1948-05-17", OPEN, { 1948, 5, 17 }, DATE_INTERVAL, 0 },
	{ "/1948", OPEN, { 1948, 12, 31 }, DATE_INTERVAL, 0 },
	{ "../..", OPEN, OPEN, DATE_INTERVAL, 0 },
	{ "/..", OPEN, OPEN, DATE_INTERVAL, 0 },
	{ "../", OPEN, OPEN, DATE_INTERVAL, 0 },
	{ "2000~/..", { 2000, 1, 1 }, OPEN, DATE_INTERVAL, '~' },
	{ "../2000?", OPEN, { 2000, 12, 31 }, DATE_INTERVAL, '?' },
	{ "1984~/2004-06", { 1984, 1, 1 }, { 2004, 6, 30 },
	    DATE_INTERVAL, '~' },
	{ "1984/2004-06~", { 1984, 1, 1 }, { 2004, 6, 30 },
	    DATE_INTERVAL, '~' },
	{ "1984?/2004", { 1984, 1, 1 }, { 2004, 12, 31 },
	    DATE_INTERVAL, '?' },
	{ "1984/2004?", { 1984, 1, 1 }, { 2004, 12, 31 },
	    DATE_INTERVAL, '?' },
	{ "1984%/2004", { 1984, 1, 1 }, { 2004, 12, 31 },
	    DATE_INTERVAL, '%' },
	{ "1984?/2004~", { 1984, 1, 1 }, { 2004, 12, 31 },
	    DATE_INTERVAL, '%' },
	{ "199X/2004-21", { 1990, 1, 1 }, { 2004, 5, 31 },
	    DATE_INTERVAL, 0 },
	{ "Y-17000/-9999", { -17000, 1, 1 }, { -9999, 12, 31 },
	    DATE_INTERVAL, 0 },
	/* Blanks around it are not part of it. */
	{ " 1948-05\r\n", { 1948, 5, 1 }, { 1948, 5, 31 }, DATE_MONTH, 0 },
};

static const struct refused not_dates[] = {
	/* Days and months that do not exist. */
	{ "2019-02-29", "2019-02-29: no such day" },
	{ "1900-02-29", "1900-02-29: no such day" },
	{ "2000-02-30", "2000-02-30: no such day" },
	{ "2019-04-31", "2019-04-31: no such day" },
	{ "2019-06-31", "2019-06-31: no such day" },
	{ "2019-09-31", "2019-09-31: no such day" },
	{ "2019-11-31", "2019-11-31: no such day" },
	{ "2019-01-32", "2019-01-32: no such day" },
	{ "2019-01-00", "2019-01-00: no such day" },
	{ "-0001-02-29", "-0001-02-29: no such day" },
	{ "1948-13", "1948-13: no such month" },
	{ "1948-00", "1948-00: no such month" },
	{ "1948-20", "1948-20: no such month" },
	{ "1948-25", "1948-25: no such month" },
	{ "1948-13-01", "1948-13-01: no such month" },
	{ "1948-21-05", "1948-21-05: no such month" },
	{ "1948-24-XX", "1948-24-XX: no such month" },
	{ "2019-02-29T10:00:00Z", "2019-02-29T10:00:00Z: no such day" },
	{ "1948-13?", "1948-13?: no such month" },
	{ "1970/1999-13", "1970/1999-13: no such month" },
	{ "2019-02-29/2020", "2019-02-29/2020: no such day" },
	/* Beyond the range. */
	{ "Y100000", "Y100000: year out of range" },
	{ "Y-100000", "Y-100000: year out of range" },
	{ "Y170000002", "Y170000002: year out of range" },
	{ "Y99999999999999999999", "Y99999999999999999999: year out of range" },
	{ "99999-24", "99999-24: year out of range" },
	/* Backwards. */
	{ "1999/1970", "1999/1970: ends before it begins" },
	{ "1970-02/1970-01", "1970-02/1970-01: ends before it begins" },
	{ "1970-01-02/1970-01-01",
	    "1970-01-02/1970-01-01: ends before it begins" },
	{ "-0044/-0045", "-0044/-0045: ends before it begins" },
	/* Not EDTF. */
	{ "13 May", "13 May: not an EDTF date" },
	{ "1948-5", "1948-5: not an EDTF date" },
	{ "1948-5-17", "1948-5-17: not an EDTF date" },
	{ "1948-05-1", "1948-05-1: not an EDTF date" },
	{ "1948-05-170", "1948-05-170: not an EDTF date" },
	{ "1948-055", "1948-055: not an EDTF date" },
	{ "1948-", "1948-: not an EDTF date" },
	{ "1948-05-", "1948-05-: not an EDTF date" },
	{ "1948-05-17-", "1948-05-17-: not an EDTF date" },
	{ "194", "194: not an EDTF date" },
	{ "48", "48: not an EDTF date" },
	{ "194805", "194805: not an EDTF date" },
	{ "19480517", "19480517: not an EDTF date" },
	{ "1948/05/17", "1948/05/17: not an EDTF date" },
	{ "17.05.1948", "17.05.1948: not an EDTF date" },
	{ "05/17/1948", "05/17/1948: not an EDTF date" },
	{ "1948 05", "1948 05: not an EDTF date" },
	{ "1948 ?", "1948 ?: not an EDTF date" },
	{ "c. 1948", "c. 1948: not an EDTF date" },
	{ "-", "-: not an EDTF date" },
	{ "?", "?: not an EDTF date" },
	{ "..", "..: not an EDTF date" },
	{ "1948..1949", "1948..1949: not an EDTF date" },
	/* Years. */
	{ "+1948", "+1948: not an EDTF date" },
	{ "--1948", "--1948: not an EDTF date" },
	{ "+-17000", "+-17000: not an EDTF date" },
	{ "-0000", "-0000: not an EDTF date" },
	{ "-00000", "-00000: not an EDTF date" },
	{ "123456", "123456: not an EDTF date" },
	{ "Y", "Y: not an EDTF date" },
	{ "Y1948", "Y1948: not an EDTF date" },
	{ "Y01948", "Y01948: not an EDTF date" },
	{ "Y+17000", "Y+17000: not an EDTF date" },
	{ "Y17000-05", "Y17000-05: not an EDTF date" },
	{ "y17000", "y17000: not an EDTF date" },
	{ "Y1700X", "Y1700X: not an EDTF date" },
	{ "Y17E7", "Y17E7: not an EDTF date" },
	{ "1950S2", "1950S2: not an EDTF date" },
	/* X where it may not stand. */
	{ "1XXX", "1XXX: not an EDTF date" },
	{ "XXXX", "XXXX: not an EDTF date" },
	{ "19X8", "19X8: not an EDTF date" },
	{ "X948", "X948: not an EDTF date" },
	{ "199x", "199x: not an EDTF date" },
	{ "1948-xx", "1948-xx: not an EDTF date" },
	{ "1948-0X", "1948-0X: not an EDTF date" },
	{ "1948-X5", "1948-X5: not an EDTF date" },
	{ "1948-05-1X", "1948-05-1X: not an EDTF date" },
	{ "1948-05-X7", "1948-05-X7: not an EDTF date" },
	{ "1948-XX-17", "1948-XX-17: not an EDTF date" },
	{ "1948-X", "1948-X: not an EDTF date" },
	{ "199X-05", "199X-05: not an EDTF date" },
	{ "199X-XX", "199X-XX: not an EDTF date" },
	{ "19XX-05-17", "19XX-05-17: not an EDTF date" },
	{ "1994X", "1994X: not an EDTF date" },
	{ "19XXX", "19XXX: not an EDTF date" },
	{ "+199X", "+199X: not an EDTF date" },
	{ "199XX99999999XXXXXXXXX", "199XX99999999XXXXXXXXX: "
	    "not an EDTF date" },
	/* Qualifiers where they may not stand. */
	{ "1948?-05", "1948?-05: not an EDTF date" },
	{ "?1948", "?1948: not an EDTF date" },
	{ "1948-~05", "1948-~05: not an EDTF date" },
	{ "1948??", "1948??: not an EDTF date" },
	{ "1948?~", "1948?~: not an EDTF date" },
	{ "1948~?", "1948~?: not an EDTF date" },
	{ "1948%?", "1948%?: not an EDTF date" },
	{ "..?/1948", "..?/1948: not an EDTF date" },
	{ "1948/..~", "1948/..~: not an EDTF date" },
	/* Times. */
	{ "1948-05T16:00:00", "1948-05T16:00:00: not an EDTF date" },
	{ "1948T16:00:00", "1948T16:00:00: not an EDTF date" },
	{ "1948-05-XXT16:00:00", "1948-05-XXT16:00:00: not an EDTF date" },
	{ "1948-05-17T", "1948-05-17T: not an EDTF date" },
	{ "1948-05-17T16:00", "1948-05-17T16:00: not an EDTF date" },
	{ "1948-05-17T24:00:00", "1948-05-17T24:00:00: not an EDTF date" },
	{ "1948-05-17T16:60:00", "1948-05-17T16:60:00: not an EDTF date" },
	{ "1948-05-17T16:00:61", "1948-05-17T16:00:61: not an EDTF date" },
	{ "1948-05-17T16:00:00z", "1948-05-17T16:00:00z: not an EDTF date" },
	{ "1948-05-17T16:00:00ZZ", "1948-05-17T16:00:00ZZ: not an EDTF date" },
	{ "1948-05-17T16:00:00+2", "1948-05-17T16:00:00+2: not an EDTF date" },
	{ "1948-05-17T16:00:00+02:", "1948-05-17T16:00:00+02:: "
	    "not an EDTF date" },
	{ "1948-05-17T16:00:00+24", "1948-05-17T16:00:00+24: "
	    "not an EDTF date" },
	{ "1948-05-17T16:00:00Z?", "1948-05-17T16:00:00Z?: "
	    "not an EDTF date" },
	{ "1948-05-17 16:00:00", "1948-05-17 16:00:00: not an EDTF date" },
	{ "1948-05-17T16:00:00Z/1949", "1948-05-17T16:00:00Z/1949: "
	    "not an EDTF date" },
	/* Intervals. */
	{ "/", "/: not an EDTF date" },
	{ "1970//1999", "1970//1999: not an EDTF date" },
	{ "1970/1980/1999", "1970/1980/1999: not an EDTF date" },
	{ "1970 / 1999", "1970 / 1999: not an EDTF date" },
	{ "1970--1999", "1970--1999: not an EDTF date" },
	{ "1970/P1Y", "1970/P1Y: not an EDTF date" },
	{ "1970/...", "1970/...: not an EDTF date" },
	{ "1970/.", "1970/.: not an EDTF date" },
	/* Messages are bounded and clean. */
	{ "1970\xe2\x80\x93" "1999", "1970???1999: not an EDTF date" },
	{ "19\x1b[31m48\x7f", "19?[31m48?: not an EDTF date" },
	{ "19\n48", "19?48: not an EDTF date" },
	{ "0123456789012345678901234567890123456789",
	    "0123456789012345678901234567890123456789: not an EDTF date" },
	{ "01234567890123456789012345678901234567890",
	    "0123456789012345678901234567890123456789...: "
	    "not an EDTF date" },
};
/* clang-format on */

static void
check_bound(
    const char *text, int32_t got, const struct civil *want, int32_t open)
{
	int32_t year;
	int month, day;

	if (want->month == 0) {
		ck_assert_msg(got == open, "%s: not open", text);
		return;
	}
	date_civil(got, &year, &month, &day);
	ck_assert_msg(
	    year == want->year && month == want->month && day == want->day,
	    "%s: %d-%d-%d", text, (int)year, month, day);
}

START_TEST(edtf_is_read)
{
	for (size_t i = 0; i < COUNT(dates); i++) {
		const struct accepted *a = &dates[i];
		struct err e = { ERR_NONE, "" };
		struct date d;

		ck_assert_msg(date_parse(str_of(a->text), &d, &e), "%s: %s",
		    a->text, e.text);
		check_bound(a->text, d.first, &a->first, DATE_OPEN_START);
		check_bound(a->text, d.last, &a->last, DATE_OPEN_END);
		ck_assert_msg(d.precision == a->precision, "%s: precision %d",
		    a->text, (int)d.precision);
		ck_assert_msg(d.uncertain == (a->flag == '?' || a->flag == '%'),
		    "%s: uncertain", a->text);
		ck_assert_msg(
		    d.approximate == (a->flag == '~' || a->flag == '%'),
		    "%s: approximate", a->text);
		ck_assert_int_eq(e.code, ERR_NONE);
	}
}
END_TEST

START_TEST(anything_else_is_refused)
{
	for (size_t i = 0; i < COUNT(not_dates); i++) {
		const struct refused *r = &not_dates[i];
		struct err e = { ERR_NONE, "" };
		struct date d = { 1, 2, DATE_DAY, true, true };

		ck_assert_msg(
		    !date_parse(str_of(r->text), &d, &e), "%s", r->text);
		ck_assert_str_eq(e.text, r->message);
		ck_assert_int_eq(e.code, ERR_FORMAT);
		ck_assert_int_eq(d.precision, DATE_NONE);
		ck_assert(!d.uncertain && !d.approximate);
		ck_assert(!date_parse(str_of(r->text), &d, NULL));
	}
}
END_TEST

START_TEST(a_nul_byte_is_not_the_end)
{
	struct err e;
	struct date d;

	ck_assert(!date_parse((struct str){ "1948\0", 5 }, &d, &e));
	ck_assert_str_eq(e.text, "1948?: not an EDTF date");
	ck_assert(date_parse((struct str){ "1948-05-17", 7 }, &d, &e));
	ck_assert_int_eq(d.precision, DATE_MONTH);
}
END_TEST

START_TEST(blank_is_undated)
{
	static const char *const blank[] = { "", " ", "\t \r\n" };
	struct date d;

	for (size_t i = 0; i < COUNT(blank); i++) {
		d = (struct date){ 1, 2, DATE_DAY, true, true };
		ck_assert(date_parse(str_of(blank[i]), &d, NULL));
		ck_assert_int_eq(d.precision, DATE_NONE);
		ck_assert(!d.uncertain && !d.approximate);
	}
	ck_assert(date_parse((struct str){ NULL, 0 }, &d, NULL));
	ck_assert_int_eq(d.precision, DATE_NONE);
}
END_TEST

START_TEST(known_days)
{
	ck_assert_int_eq(date_day(1970, 1, 1), 0);
	ck_assert_int_eq(date_day(1969, 12, 31), -1);
	ck_assert_int_eq(date_day(2000, 3, 1), 11017);
	/* Julian day numbers less 2440588, by Meeus' tables. */
	ck_assert_int_eq(date_day(1957, 10, 4), 2436116 - 2440588);
	ck_assert_int_eq(date_day(0, 3, 1), -719468);
	ck_assert_int_eq(date_year(0), 1970);
	ck_assert_int_eq(date_year(-1), 1969);
	ck_assert_int_eq(date_year(date_day(-44, 12, 31)), -44);
}
END_TEST

START_TEST(years_follow_each_other)
{
	for (int32_t y = -DATE_YEAR_MAX; y <= DATE_YEAR_MAX; y++) {
		int32_t days = date_day(y + 1, 1, 1) - date_day(y, 1, 1);

		if (days != (is_leap(y) ? 366 : 365))
			ck_abort_msg("%d has %d days", (int)y, (int)days);
	}
}
END_TEST

static void
check_round_trip(int32_t days)
{
	int32_t year;
	int month, day;

	date_civil(days, &year, &month, &day);
	if (month < 1 || month > 12 || day < 1 || day > days_in(year, month) ||
	    date_day(year, month, day) != days || date_year(days) != year)
		ck_abort_msg(
		    "day %d is %d-%d-%d", (int)days, (int)year, month, day);
}

START_TEST(days_there_and_back)
{
	int32_t last = date_day(DATE_YEAR_MAX, 12, 31);

	for (int32_t n = date_day(-DATE_YEAR_MAX, 1, 1); n <= last; n += 41)
		check_round_trip(n);
	check_round_trip(last);
}
END_TEST

START_TEST(every_day_of_some_centuries)
{
	static const int32_t from[] = { -99999, -4713, -401, -1, 1582, 1899,
		99600 };

	for (size_t i = 0; i < COUNT(from); i++) {
		int32_t n = date_day(from[i], 1, 1);
		int32_t year = from[i];
		int month = 1, day = 1;

		for (; year < from[i] + 300; n++) {
			int32_t got_year;
			int got_month, got_day;

			date_civil(n, &got_year, &got_month, &got_day);
			if (got_year != year || got_month != month ||
			    got_day != day || date_day(year, month, day) != n)
				ck_abort_msg("day %d is not %d-%d-%d", (int)n,
				    (int)year, month, day);
			day = day < days_in(year, month) ? day + 1 : 1;
			month = day > 1 ? month : month % 12 + 1;
			year += day == 1 && month == 1;
		}
	}
}
END_TEST

START_TEST(no_day_count_overflows)
{
	int32_t year;

	ck_assert_int_gt(date_year(INT32_MAX), DATE_YEAR_MAX);
	ck_assert_int_lt(date_year(INT32_MIN), -DATE_YEAR_MAX);
	date_civil(INT32_MIN, NULL, NULL, NULL);
	check_round_trip(INT32_MAX);
	check_round_trip(INT32_MIN);
	date_civil(DATE_OPEN_END, &year, NULL, NULL);
	ck_assert_int_eq(year, date_year(INT32_MAX));
}
END_TEST

START_TEST(keys_are_in_order_of_time)
{
	/* An open start counts by its end. */
	static const char *const rising[] = { "Y-99999", "-0044", "-0043-03-15",
		"0000", "0001/..", "19XX", "1947-24", "../1947", "1948",
		"1948-01-02", "1948-21", "1948-05-17", "1948-05-18/..",
		"/1948-05-19", "199X", "Y99999" };
	int32_t before = INT32_MIN;

	for (size_t i = 0; i < COUNT(rising); i++) {
		struct date d;

		ck_assert(date_parse(str_of(rising[i]), &d, NULL));
		ck_assert_msg(date_key(&d) > before, "%s", rising[i]);
		before = date_key(&d);
	}
}
END_TEST

START_TEST(keys_of_what_has_no_place_are_0)
{
	static const char *const nowhere[] = { "", "../..", "/..", "../" };

	for (size_t i = 0; i < COUNT(nowhere); i++) {
		struct date d;

		ck_assert(date_parse(str_of(nowhere[i]), &d, NULL));
		ck_assert_int_eq(date_key(&d), 0);
	}
	/* Of an undated one the days mean nothing. */
	ck_assert_int_eq(
	    date_key(&(struct date){ 7, 8, DATE_NONE, false, false }), 0);
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_test(t, edtf_is_read);
	tcase_add_test(t, anything_else_is_refused);
	tcase_add_test(t, a_nul_byte_is_not_the_end);
	tcase_add_test(t, blank_is_undated);
	tcase_add_test(t, known_days);
	tcase_add_test(t, years_follow_each_other);
	tcase_add_test(t, days_there_and_back);
	tcase_add_test(t, every_day_of_some_centuries);
	tcase_add_test(t, no_day_count_overflows);
	tcase_add_test(t, keys_are_in_order_of_time);
	tcase_add_test(t, keys_of_what_has_no_place_are_0);
	tcase_set_timeout(t, 60);
}

int
main(void)
{
	return run_tests("date", add_tests);
}
