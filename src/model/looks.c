#include "config.h"

#include "model/looks.h"

#include "base/date_letters.h"
#include "base/date_words.h"
#include "base/utf8.h"

#define DATE_BYTES_MAX 80
#define NUMBER_BYTES_MAX 40

uint32_t
looks_fold(uint32_t cp)
{
	if (cp >= 'A' && cp <= 'Z')
		return cp + 0x20;
	if ((cp >= 0xC0 && cp <= 0x24F) || (cp >= 0x370 && cp <= 0x3FF))
		return date_letter_fold(cp);
	if (cp == 0x401 || cp == 0x451)
		return 0x435;
	if (cp >= 0x400 && cp <= 0x40F)
		return cp + 0x50;
	if (cp >= 0x410 && cp <= 0x42F)
		return cp + 0x20;
	if (cp >= 0x531 && cp <= 0x556)
		return cp + 0x30;
	return cp;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	unsigned char lower = (unsigned char)c | 0x20;

	return (unsigned char)c >= 0x80 || (lower >= 'a' && lower <= 'z');
}

/* ---- dates ---- */

/* What may stand in a date besides numbers and months, folded; the beginning of
 * a word where it ends with a *. */
static const char *const date_words[] = { "monday", "tuesday", "wednesday",
	"thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu",
	"fri", "sat", "sun", "st", "nd", "rd", "th", "t", "z", "utc", "gmt",
	"am", "pm", "x", "xx", "ad", "bc", "ce", "bce", "c", "ca", "circa",
	"about", "early", "mid", "late", "before", "after", "spring", "summer",
	"autumn", "fall", "winter", "to", "of",
	/* German, French, Spanish */
	"um", "bis", "er", "le", "vers", "de", "del",
	/* Russian */
	"г", "гг", "год*", "около", "до", "после", "н", "э",
	/* Chinese and Japanese */
	"年", "月", "日", "号", "時", "分", "秒" };

/* Fold a word; 0 if it is longer than words of dates are. */
static size_t
fold_word(struct str s, uint32_t fold(uint32_t), char out[DATE_WORD_MAX])
{
	size_t n = 0;

	while (s.n > 0) {
		uint32_t cp;
		size_t k = utf8_decode(s.p, s.n, &cp);

		if (cp == UTF8_BAD || n > DATE_WORD_MAX - UTF8_MAX)
			return 0;
		n += utf8_encode(fold(cp), out + n);
		s.p += k;
		s.n -= k;
	}
	return n;
}

/* Is it the name of a month in any language that dates are read in? */
static bool
is_month(struct str s)
{
	char folded[DATE_WORD_MAX];
	struct str word = { folded, fold_word(s, date_letter_fold, folded) };
	const struct date_entry *entry;

	if (word.n > 2 && memcmp(word.p, "ב", 2) == 0) { /* "in" */
		word.p += 2;
		word.n -= 2;
	}
	entry = date_words_find(word);
	return entry != NULL && entry->word == WORD_MONTH;
}

static bool
is_date_word(struct str s)
{
	char folded[DATE_WORD_MAX];
	size_t n = fold_word(s, looks_fold, folded);

	for (size_t i = 0; n > 0 && i < sizeof date_words / sizeof *date_words;
	     i++) {
		struct str word;
		bool stem;

		if (date_words[i][0] != folded[0])
			continue;
		word = str_of(date_words[i]);
		stem = word.p[word.n - 1] == '*';
		if (stem ? n + 1 >= word.n &&
			       memcmp(folded, word.p, word.n - 1) == 0
			 : n == word.n && memcmp(folded, word.p, n) == 0)
			return true;
	}
	return is_month(s);
}

/* What was found while a cell is looked through. */
struct parts {
	bool year;  /* a year of four digits, or one that has to be */
	bool clock; /* a colon, so that a time of day began */
	bool bc;    /* BC, AD and their like */
	size_t numbers, words;
	size_t shorts;   /* numbers of one or two digits before a colon */
	int least, most; /* of these */
};

/* Take a number of n digits at p; false if no date has it. */
static bool
take_number(struct parts *x, const char *p, size_t n)
{
	int value = 0;

	for (size_t i = 0; i < n && i < 4; i++)
		value = value * 10 + (p[i] - '0');
	x->numbers++;
	if (x->clock) { /* a fraction, a time zone, or the year at last */
		x->year = x->year || (n == 4 && value >= 1000 && value <= 2100);
		return n <= 9;
	}
	switch (n) {
	case 1:
	case 2:
		if (value > 31 && x->year)
			return value <= 99; /* 1956/57 */
		if (x->shorts == 0 || value < x->least)
			x->least = value;
		if (value > x->most)
			x->most = value;
		x->shorts++;
		return true;
	case 3:
	case 5:
		return true; /* of a decade or of long ago, if of anything */
	case 4:
		x->year = x->year || (value >= 1000 && value <= 2100);
		return value <= 2100;
	case 8:
	case 14:
		x->year = x->year || (value >= 1000 && value <= 2100);
		return value >= 1000 && value <= 2100 &&
		       (p[4] == '0' || p[4] == '1') && p[6] <= '3';
	default:
		return false;
	}
}

/* Take a word; false if no date has it. */
static bool
take_word(struct parts *x, struct str word, size_t digits)
{
	static const char *const eras[] = { "ad", "bc", "ce", "bce" };

	x->words++;
	for (size_t i = 0; i < sizeof eras / sizeof eras[0]; i++)
		x->bc = x->bc || str_eq_nocase(word, str_of(eras[i]));
	if (word.p[0] == 'X' || word.p[0] == 'x')
		x->year = x->year || digits + word.n == 4;
	return is_date_word(word);
}

/* How many bytes at the start of s pass. */
static size_t
run(struct str s, bool (*passes)(char))
{
	size_t n = 0;

	while (n < s.n && passes(s.p[n]))
		n++;
	return n;
}

static bool
is_dash(struct str s)
{
	return s.n == 3 && memcmp(s.p, "\342\200", 2) == 0;
}

/* Look through the cell; false as soon as there is what no date has. */
static bool
take_parts(struct parts *x, struct str s)
{
	size_t n, digits = 0;

	for (; s.n > 0; s.p += n, s.n -= n) {
		if ((n = run(s, is_digit)) > 0) {
			digits = n;
			if (!take_number(x, s.p, n))
				return false;
		} else if ((n = run(s, is_letter)) > 0) {
			struct str word = { s.p, n };

			if (!is_dash(word) && !take_word(x, word, digits))
				return false;
		} else {
			n = 1;
			x->clock = x->clock || (*s.p == ':' && digits > 0);
			digits = 0;
			if (*s.p == '\0' ||
			    strchr("-/., :~?%+()[]'", *s.p) == NULL)
				return false;
		}
	}
	return true;
}

bool
looks_datelike(struct str s)
{
	struct parts x = { 0 };
	size_t i = 0;

	s = str_trim(s);
	if (s.n > DATE_BYTES_MAX)
		return false;
	while (i < s.n && !is_digit(s.p[i]))
		i++;
	if (i == s.n || !take_parts(&x, s))
		return false;
	return x.year || (x.bc && x.numbers > 0) ||
	       (x.shorts == 3 && x.words == 0 && x.least <= 12 && x.most >= 10);
}

/* ---- the others ---- */

static bool
is_empty(struct str s)
{
	static const char *const words[] = { "na", "n/a", "#n/a", "null",
		"none", "nil", "nan", "-", "--", ".", "..", "?", "\\N" };

	for (size_t i = 0; s.n <= 4 && i < sizeof words / sizeof words[0]; i++)
		if (str_eq_nocase(s, str_of(words[i])))
			return true;
	return s.n == 0;
}

/* Drop a sign or a currency in front, and a percent sign behind. */
static struct str
strip_signs(struct str s)
{
	static const char *const signs[] = { "-", "+", "$", "\302\243", "~",
		"<", ">", "\342\202\254", "\342\210\222", "\302\245" };

	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
		size_t n = strlen(signs[i]);

		if (is_digit(s.p[0]))
			break;
		if (s.n > n && memcmp(s.p, signs[i], n) == 0) {
			s.p += n;
			s.n -= n;
		}
	}
	if (s.n > 1 && s.p[s.n - 1] == '%')
		s.n--;
	return str_trim(s);
}

/* Digits with single signs between them; *signs counts these. */
static bool
is_number(struct str s, size_t *signs)
{
	bool between = true, digits = false;

	*signs = 0;
	if (s.n > NUMBER_BYTES_MAX)
		return false;
	s = strip_signs(s);
	for (size_t i = 0; i < s.n; i++) {
		if (is_digit(s.p[i])) {
			between = false;
			digits = true;
		} else if ((between && s.p[i] != '.') || s.p[i] == '\0' ||
			   strchr(".,' eE", s.p[i]) == NULL) {
			return false;
		} else {
			between = true;
			*signs += 1;
		}
	}
	return digits && (!between || s.p[s.n - 1] == '.');
}

static bool
is_time(struct str s)
{
	size_t digits = 0;
	bool clock = false;

	for (size_t i = 0; i < s.n && s.n < 20; i++) {
		if (is_digit(s.p[i])) {
			digits++;
		} else if (s.p[i] == ':' || s.p[i] == '.') {
			clock = clock || s.p[i] == ':';
		} else if (s.p[i] == '\0' || !strchr(" ampAMP", s.p[i])) {
			return false;
		}
	}
	return clock && digits >= 3 && digits <= 9;
}

static bool
is_link(struct str s)
{
	static const char *const starts[] = { "http://", "https://", "www.",
		"ftp://", "//", "mailto:" };
	const char *at = memchr(s.p, '@', s.n);

	for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
		size_t n = strlen(starts[i]);

		if (s.n > n &&
		    str_eq_nocase((struct str){ s.p, n }, str_of(starts[i])))
			return true;
	}
	return at != NULL && at > s.p && memchr(s.p, ' ', s.n) == NULL &&
	       memchr(at, '.', s.n - (size_t)(at - s.p)) != NULL;
}

enum look
looks_of(struct str s)
{
	size_t signs;
	bool number, dated;

	s = str_trim(s);
	if (is_empty(s))
		return LOOK_EMPTY;
	number = is_number(s, &signs);
	dated = looks_datelike(s);
	if (number && dated && s.n == 4 && signs == 0)
		return LOOK_YEAR;
	if (number && (!dated || signs == 1)) /* 12.1999 is no month */
		return LOOK_NUMBER;
	if (dated)
		return LOOK_DATE;
	if (is_time(s))
		return LOOK_TIME;
	return is_link(s) ? LOOK_LINK : LOOK_TEXT;
}
