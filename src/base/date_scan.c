#include "config.h"

#include "base/date_scan.h"

#include <string.h>

#include "base/date_letters.h"
#include "base/utf8.h"

#define NUMBER_DIGITS 15 /* what is longer is no date */

/* What may stand before a token, the weightiest last. */
static const char weights[] = " ',.-/:+=";

struct scan {
	struct str rest;
	struct date_tokens *t;
	char before; /* of the next token */
};

static uint32_t
peek(struct str s, size_t *n)
{
	uint32_t cp;

	if (s.n == 0) {
		*n = 0;
		return UTF8_BAD;
	}
	*n = utf8_decode(s.p, s.n, &cp);
	return cp;
}

static void
skip(struct str *s, size_t n)
{
	s->p += n;
	s->n -= n;
}

static int
weight(char c)
{
	return c == '\0' ? -1 : (int)(strchr(weights, c) - weights);
}

static char
weightier(char a, char b)
{
	return weight(a) > weight(b) ? a : b;
}

static bool
push(struct scan *s, enum date_word word, int64_t value, size_t digits)
{
	if (s->t->n == DATE_TOKENS_MAX)
		return false;
	s->t->at[s->t->n++] = (struct date_token){ .word = word,
		.value = value,
		.digits = (uint8_t)digits,
		.before = s->before };
	s->before = '\0';
	return true;
}

/* ---- blanks and signs ---- */

static bool
take_blank(struct scan *s, size_t n)
{
	skip(&s->rest, n);
	if (s->before == '-' && s->t->n > 0)
		s->before = DATE_DASH;
	else if (s->before == ',')
		s->before = ' ';
	else
		s->before = weightier(s->before, ' ');
	return true;
}

/* The bytes of a bracket that has letters in it and no digit, else 0. */
static size_t
remark_length(struct str s, char close)
{
	struct str rest = s;
	bool letters = false;
	size_t n;

	for (; rest.n > 0 && rest.p[0] != close; skip(&rest, n)) {
		enum date_letter is = date_letter_of(peek(rest, &n));

		if (is == LETTER_DIGIT)
			return 0;
		letters = letters || is == LETTER_LETTER || is == LETTER_HAN;
	}
	return rest.n > 0 && letters ? s.n - rest.n + 1 : 0;
}

static bool
take_sign(struct scan *s, char c, size_t n)
{
	bool again = s->before == c;

	skip(&s->rest, n);
	switch (c) {
	case '?':
		return push(s, WORD_DOUBT, 0, 0);
	case '~':
		return push(s, WORD_CIRCA, 0, 0);
	case '&':
		return push(s, WORD_TO, 0, 0);
	case '(':
	case '[':
		skip(&s->rest, remark_length(s->rest, c == '(' ? ')' : ']'));
		s->before = weightier(s->before, ' ');
		return true;
	case ')':
	case ']':
		s->before = weightier(s->before, ' ');
		return true;
	case '"':
		return true;
	case '/':
	case ':':
	case '+':
		s->before = weightier(s->before, c);
		return !again;
	default:
		if (again && (c == '-' || c == '.'))
			c = DATE_DASH;
		s->before = weightier(s->before, c);
		return true;
	}
}

/* ---- numbers ---- */

static bool
take_number(struct scan *s)
{
	int64_t value = 0;
	size_t digits = 0, n;
	uint32_t cp = peek(s->rest, &n);

	for (; date_letter_of(cp) == LETTER_DIGIT; cp = peek(s->rest, &n)) {
		if (++digits > NUMBER_DIGITS)
			return false;
		value = value * 10 + date_letter_digit(cp);
		skip(&s->rest, n);
	}
	return push(s, WORD_NUMBER, value, digits);
}

/* ---- words ---- */

struct word {
	char text[DATE_WORD_MAX + UTF8_MAX];
	size_t n;
};

/* Do the marks of an acronym stand here, between Hebrew letters? */
static bool
is_gershayim(struct str rest, uint32_t last)
{
	size_t n;

	if (rest.n < 2 || rest.p[0] != '"' || !date_letter_is_hebrew(last))
		return false;
	skip(&rest, 1);
	return date_letter_is_hebrew(peek(rest, &n));
}

/* Append the run of letters that begins *rest; their number. */
static size_t
take_letters(struct str *rest, struct word *w)
{
	size_t letters = 0, n;
	uint32_t last = 0;

	for (;;) {
		uint32_t cp = peek(*rest, &n);
		enum date_letter is = date_letter_of(cp);

		if (is_gershayim(*rest, last)) {
			skip(rest, 1);
			continue;
		}
		if (is == LETTER_LETTER && w->n <= DATE_WORD_MAX) {
			w->n +=
			    utf8_encode(date_letter_fold(cp), w->text + w->n);
			letters++;
			last = cp;
		} else if (is != LETTER_IGNORED && is != LETTER_LETTER) {
			return letters;
		}
		skip(rest, n);
	}
}

/*
 * Initials are one word: after the one letter that w ends with, "B.C." and
 * "v.Chr."; with a blank or hyphen between only "B. C.", "J.-C.", "v. Chr.".
 */
static bool
take_initial(struct str *rest, struct word *w)
{
	struct str s = *rest;
	size_t start = w->n, letters;
	bool apart;

	if (s.n == 0 || s.p[0] != '.')
		return false;
	skip(&s, 1);
	apart = s.n > 0 && (s.p[0] == ' ' || s.p[0] == '-');
	skip(&s, apart ? 1 : 0);
	letters = take_letters(&s, w);
	if (letters == 0 ||
	    (apart && !(letters == 1 && (unsigned char)w->text[start] < 0x80) &&
		!str_eq((struct str){ w->text + start, w->n - start },
		    str_of("chr")))) {
		w->n = start;
		return false;
	}
	*rest = s;
	return letters == 1;
}

/* Roman numerals up to 39, also those of Cyrillic letters; else 0. */
static int
roman_value(struct str s)
{
	int value = 0, least = 10;
	size_t n;

	for (; s.n > 0; skip(&s, n)) {
		uint32_t cp = peek(s, &n);
		int digit = cp == 'i' || cp == 0x456   ? 1
			    : cp == 'v'                ? 5
			    : cp == 'x' || cp == 0x445 ? 10
						       : 0;

		if (digit == 0 || value > 30)
			return 0;
		value += digit > least ? digit - 2 * least : digit;
		least = digit;
	}
	return value;
}

/* Two pairs of Arabic months are a first one and "the second". */
static bool
make_second(struct scan *s)
{
	struct date_token *last;

	if (s->t->n == 0)
		return false;
	last = &s->t->at[s->t->n - 1];
	if (last->word != WORD_MONTH || last->value < 10)
		return false;
	last->value = last->value == 12 ? 1 : 11;
	s->before = '\0';
	return true;
}

static bool
push_word(struct scan *s, struct str w)
{
	const struct date_entry *entry = date_words_find(w);
	uint32_t first;
	size_t n;
	int roman;

	if (entry == NULL && w.n > 0) {
		first = peek(w, &n);
		/* "in" and "the" are written together with their word. */
		if (first == 0x5D1 || first == 0x5D4)
			skip(&w, n);
		entry = date_words_find(w);
	}
	if (entry != NULL)
		return push(s, (enum date_word)entry->word, entry->value, 0);
	if (str_eq(w, str_of("الثاني")))
		return make_second(s);
	roman = roman_value(w);
	if (roman == 0 && w.n > 1 && w.p[w.n - 1] == 'e') /* XVIIIe */
		roman = roman_value((struct str){ w.p, w.n - 1 });
	return roman > 0 && push(s, WORD_ROMAN, roman, 0);
}

static bool
take_word(struct scan *s)
{
	struct word w = { .n = 0 };

	if (take_letters(&s->rest, &w) == 1)
		while (take_initial(&s->rest, &w))
			continue;
	return w.n <= DATE_WORD_MAX &&
	       push_word(s, (struct str){ w.text, w.n });
}

/* The longest word that begins here. */
static bool
take_han(struct scan *s)
{
	for (size_t n = 9; n > 0; n -= 3) {
		const struct date_entry *entry;

		if (n > s->rest.n)
			continue;
		entry = date_words_find((struct str){ s->rest.p, n });
		if (entry == NULL)
			continue;
		skip(&s->rest, n);
		return push(s, (enum date_word)entry->word, entry->value, 0);
	}
	return false;
}

/* ---- what says nothing ---- */

/* Take n tokens out; what stood before them is before the next. */
static void
drop(struct date_tokens *t, size_t i, size_t n)
{
	char before = t->at[i].before;

	t->n -= n;
	memmove(&t->at[i], &t->at[i + n], (t->n - i) * sizeof t->at[0]);
	if (i == t->n)
		return;
	/* A hyphen joins a number to an article: "the 19th" in Hebrew. */
	if (t->at[i].before == '-')
		t->at[i].before = before;
	else
		t->at[i].before = weightier(before, t->at[i].before);
}

static bool
is_word(const struct date_tokens *t, size_t i, enum date_word word)
{
	return i < t->n && t->at[i].word == word;
}

/* A number of that many digits at most, with that before it. */
static bool
is_number(const struct date_tokens *t, size_t i, const char *before, int digits)
{
	return is_word(t, i, WORD_NUMBER) && t->at[i].digits <= digits &&
	       (before == NULL || (t->at[i].before != '\0' &&
				      strchr(before, t->at[i].before) != NULL));
}

/* Does a time of day follow its date with a colon?  02JAN1999:10:11:12 */
static bool
is_behind_year(const struct date_tokens *t, size_t i)
{
	return i >= 3 && is_word(t, i - 1, WORD_NUMBER) &&
	       t->at[i - 1].digits == 4 && t->at[i - 1].before != ':' &&
	       is_number(t, i + 2, ":", 2);
}

/* Tokens of 10:00 or 10:00:00.000 from i on, or 0. */
static size_t
colons(const struct date_tokens *t, size_t i)
{
	size_t k = i + 2;

	if (!is_number(t, i, NULL, 2) ||
	    (t->at[i].before == ':' && !is_behind_year(t, i)) ||
	    !is_number(t, i + 1, ":", 2) || t->at[i].value > 24 ||
	    t->at[i + 1].value > 59)
		return 0;
	if (is_number(t, k, ":", 2) && t->at[k].value <= 60)
		k++;
	if (k == i + 3 && is_number(t, k, ".,", NUMBER_DIGITS))
		k++;
	return k - i;
}

/* Tokens of a time of day from i on, with its zone, or 0. */
static size_t
clock_length(const struct date_tokens *t, size_t i)
{
	size_t start = i;

	if (is_word(t, i, WORD_T))
		i++;
	if (colons(t, i) > 0) {
		i += colons(t, i);
	} else if (i > start && is_number(t, i, NULL, 6) &&
		   t->at[i].before == '\0' &&
		   (t->at[i].digits == 4 || t->at[i].digits == 6)) {
		i++;
	} else if (is_number(t, i, NULL, 2) && t->at[i].value <= 24 &&
		   is_word(t, i + 1, WORD_NOON)) {
		i++;
	} else {
		while (is_number(t, i, NULL, 2) &&
		       is_word(t, i + 1, WORD_CLOCK_UNIT))
			i += 2;
		return is_word(t, start, WORD_T) ? 0 : i - start;
	}
	if (is_word(t, i, WORD_NOON))
		i++;
	if (is_word(t, i, WORD_ZONE))
		i++;
	if (is_number(t, i, "+-", 4)) {
		i++;
		if (is_number(t, i, ":", 2))
			i++;
	}
	return i - start;
}

/* "st", "-е", "s" of a number; false if it has none of these. */
static bool
tidy_suffix(struct date_tokens *t, size_t *i)
{
	struct date_token *suffix = &t->at[*i];
	const struct date_token *of = suffix - 1;

	if (*i == 0 || of->word != WORD_NUMBER ||
	    weight(suffix->before) > weight('-') || suffix->before == ' ')
		return false;
	if (suffix->value >= 2 && of->digits == 4) {
		suffix->word = WORD_DECADE;
		++*i;
		return true;
	}
	if (suffix->value == 3 || of->digits > 2)
		return false;
	drop(t, *i, 1);
	return true;
}

/* Token *i, or what it is with the one before it. */
static bool
tidy_token(struct date_tokens *t, size_t *i)
{
	struct date_token *at = &t->at[*i];

	switch (at->word) {
	case WORD_SUFFIX:
		return tidy_suffix(t, i);
	case WORD_IN:
		if (*i > 0 && at[-1].word == WORD_ROMAN) {
			at->word = WORD_CENTURY;
			++*i;
			return true;
		}
		drop(t, *i, 1);
		return true;
	case WORD_GLUE:
	case WORD_WEEKDAY:
	case WORD_NOON:
		drop(t, *i, 1);
		return true;
	case WORD_ERA:
		at->word = WORD_AD;
		if (*i > 0 &&
		    (at[-1].word == WORD_BEFORE || at[-1].word == WORD_AFTER)) {
			at[-1].word =
			    at[-1].word == WORD_BEFORE ? WORD_BC : WORD_AD;
			drop(t, *i, 1);
			return true;
		}
		break;
	default:
		break;
	}
	++*i;
	return true;
}

static bool
tidy(struct date_tokens *t)
{
	for (size_t i = 0; i < t->n;) {
		size_t n = clock_length(t, i);

		if (n > 0 && i > 0 && is_word(t, i, WORD_T))
			t->at[i - 1].timed = true;
		if (n > 0)
			drop(t, i, n);
		else
			i++;
	}
	for (size_t i = 0; i < t->n;)
		if (!tidy_token(t, &i))
			return false;
	return t->n > 0;
}

/* ---- the whole ---- */

static bool
take(struct scan *s)
{
	size_t n;
	uint32_t cp = peek(s->rest, &n);

	switch (date_letter_of(cp)) {
	case LETTER_IGNORED:
		skip(&s->rest, n);
		return true;
	case LETTER_BLANK:
		return take_blank(s, n);
	case LETTER_SIGN:
		return take_sign(s, (char)date_letter_fold(cp), n);
	case LETTER_DIGIT:
		return take_number(s);
	case LETTER_LETTER:
		return take_word(s);
	case LETTER_HAN:
		return take_han(s);
	case LETTER_NONE:
		break;
	}
	return false;
}

bool
date_scan(struct date_tokens *t, struct str cell)
{
	struct scan s = { .rest = cell, .t = t, .before = '\0' };

	t->n = 0;
	if (cell.n > DATE_CELL_MAX)
		return false;
	while (s.rest.n > 0)
		if (!take(&s))
			return false;
	/* What ends with a hyphen or a slash is cut off, and no date. */
	return weight(s.before) < weight('-') && tidy(t);
}
