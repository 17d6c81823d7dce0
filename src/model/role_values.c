#include "config.h"

#include "model/role_values.h"

#include <stdlib.h>

#include "base/date_cell.h"
#include "base/date_phrase.h"
#include "base/mem.h"
#include "model/looks.h"

#define NEVER (-1000)
#define DATE_BYTES_MAX 64   /* what is longer is no date */
#define SURE 75             /* of a name, see role_words.h */
#define SECTION_ROWS_MIN 10 /* fewer repeat by chance */

/* ---- counting ---- */

static int
compare_str(const void *a, const void *b)
{
	const struct str *x = a, *y = b;
	size_t n = x->n < y->n ? x->n : y->n;
	int order = n > 0 ? memcmp(x->p, y->p, n) : 0;

	return order != 0 ? order : (x->n > y->n) - (x->n < y->n);
}

/* Sorts cell. */
static size_t
count_distinct(struct str *cell, size_t n)
{
	size_t distinct = n > 0;

	qsort(cell, n, sizeof *cell, compare_str);
	for (size_t i = 1; i < n; i++)
		distinct += !str_eq(cell[i - 1], cell[i]);
	return distinct;
}

static size_t
count_points(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
	return n;
}

static size_t
count_digits(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] >= '0' && s.p[i] <= '9';
	return n;
}

/* A date in more words than looks_of() knows: "XIX век", "12/Jan/22". */
static bool
is_phrase(struct str s)
{
	static const struct date_rule rule = { .open = true,
		.pivot = DATE_PIVOT };
	struct date_tokens tokens;
	struct date_numeric n;
	struct date date;

	return s.n <= DATE_BYTES_MAX && date_scan(&tokens, s) &&
	       (date_phrase_numeric(&tokens, &n) ||
		   date_phrase_read(&tokens, &rule, &date) == DATE_FINE);
}

/* From 1973 on, which all have nine or ten digits, or twelve or thirteen; days
 * from 1954 to 2064; months from 1900 to 2100 (201403). */
static bool
is_stamp(struct str s)
{
	struct date_cell_number n;

	if (!date_cell_number(s, &n) || n.negative)
		return false;
	if (n.digits == 5)
		return n.value >= 20000 && n.value < 60000;
	if (n.digits == 6)
		return n.value / 100 >= 1900 && n.value / 100 <= 2100 &&
		       n.value % 100 >= 1 && n.value % 100 <= 12;
	return (n.digits == 9 || n.digits == 10 || n.digits == 12 ||
		   n.digits == 13) &&
	       n.value / (n.digits > 10 ? 1000 : 1) < 4000000000;
}

/* Describe a column of the n cells, of which those that are filled stand in
 * front then, sorted. */
static void
describe(struct role_values *v, struct str *cell)
{
	size_t look[LOOK_TEXT + 1] = { 0 }, points = 0, n = 0;
	size_t stamps = 0, digits = 0;

	for (size_t i = 0; i < v->n; i++) {
		struct str s = str_trim(cell[i]);
		enum look is = looks_of(s);

		if (is == LOOK_EMPTY)
			continue;
		points += count_points(s);
		digits += count_digits(s);
		if (is == LOOK_TEXT && is_phrase(s))
			is = LOOK_DATE;
		look[is]++;
		stamps += is == LOOK_NUMBER && is_stamp(s);
		cell[n++] = s;
	}
	v->filled = n;
	v->distinct = count_distinct(cell, n);
	v->unique = v->n > 0 && v->distinct == v->n;
	if (n == 0)
		return;
	v->mean = points / n;
	v->digits = points > 0 ? (int)(digits * 100 / points) : 0;
	v->dates = (int)(look[LOOK_DATE] * 100 / n);
	v->stamps = (int)(stamps * 100 / n);
	v->years = (int)(look[LOOK_YEAR] * 100 / n);
	v->numbers = (int)(look[LOOK_NUMBER] * 100 / n);
	v->links = (int)(look[LOOK_LINK] * 100 / n);
	v->times = (int)(look[LOOK_TIME] * 100 / n);
}

/* Neither numbers nor dates nor addresses. */
static bool
is_wordy(const struct role_values *v)
{
	return v->filled > 0 &&
	       v->dates + v->years + v->numbers + v->links + v->times < 50;
}

/* Mean length over all records: what is mostly empty is no text. */
static size_t
spread(const struct role_values *v)
{
	return v->n > 0 ? v->mean * v->filled / v->n : 0;
}

struct role_values *
role_values_new(const struct roles_sample *s, size_t n)
{
	struct role_values *v = x_calloc(n, sizeof *v);
	size_t rows = s != NULL ? s->n : 0, longest = 0;
	struct str *cell = x_calloc(rows, sizeof *cell);

	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < rows; k++)
			cell[k] = s->field[k * n + i];
		v[i].n = rows;
		describe(&v[i], cell);
		if (is_wordy(&v[i]) && spread(&v[i]) > longest)
			longest = spread(&v[i]);
	}
	for (size_t i = 0; i < n && longest > 0; i++)
		if (is_wordy(&v[i]))
			v[i].longest = (int)(spread(&v[i]) * 100 / longest);
	x_free(cell);
	return v;
}

/* ---- judging ---- */

static int
score_date(const struct role_values *v, bool named)
{
	if (!named && v->filled * 2 < v->n)
		return NEVER;
	if (!named && v->years >= 98 && v->distinct > 1)
		return 24;
	if (named && v->stamps == 100)
		return 0;
	if (v->dates + v->years >= 50)
		return v->dates * 3 / 10 + v->years / 4;
	return v->dates + v->years < 20 ? -40 : 0;
}

static int
score_text(const struct role_values *v)
{
	size_t length = spread(v);
	int score = length < 80 ? (int)length * 60 / 80 : 60;

	if (!is_wordy(v))
		return -60;
	return score * v->longest / 100;
}

/* Short, but more than a word or two, and mostly distinct. */
static int
score_title(const struct role_values *v)
{
	int length = v->mean < 20 ? (int)v->mean : 20;
	int score = (int)(v->distinct * 2 * (size_t)length / v->filled);

	if (!is_wordy(v))
		return -60;
	if (v->mean > 80)
		score -= v->mean < 125 ? (int)(v->mean - 80) * 2 : 90;
	if (v->distinct == 1 && v->filled > 1)
		score -= 40;
	if (v->digits >= 45) /* codes, and numbers with remarks */
		score -= 30;
	return score - (int)((v->n - v->filled) * 40 / v->n);
}

static int
score_section(const struct role_values *v, bool named)
{
	size_t repeats = v->distinct > 0 ? v->filled / v->distinct : 0;

	if (v->dates + v->years > 50)
		return NEVER;
	if (named)
		return v->filled < 3 * v->distinct && v->mean > 60 ? -30 : 0;
	if (!is_wordy(v) || v->n < SECTION_ROWS_MIN || v->distinct < 2 ||
	    repeats < 5 || v->mean > 60 || v->filled * 10 < v->n * 7)
		return NEVER;
	/* Yes and no, and codes of a letter or two, divide but say little. */
	return 23 - (v->distinct == 2) - (v->mean < 3) - (v->filled < v->n);
}

/* What is called id and is there twice by mistake is to be told of. */
static int
score_id(const struct role_values *v, int name)
{
	if (v->unique)
		return v->mean <= 120 ? 10 : NEVER;
	return name > SURE && v->distinct * 2 >= v->filled ? 0 : NEVER;
}

static int
score_kind(const struct role_values *v)
{
	if (v->dates + v->numbers > 50 || v->mean > 60)
		return -60;
	return v->filled >= 10 && v->distinct * 2 > v->filled ? -20 : 0;
}

int
role_values_score(const struct role_values *v, enum role role, int name)
{
	if (v->n == 0)
		return name > 0 ? 0 : NEVER;
	if (v->filled == 0)
		return name > 0 ? -40 : NEVER;
	switch (role) {
	case ROLE_DATE:
		return score_date(v, name > 0);
	case ROLE_SECTION:
		return score_section(v, name > 0);
	case ROLE_TITLE:
		return score_title(v);
	case ROLE_TEXT:
		return score_text(v);
	default:
		break;
	}
	if (name == 0) /* only a name tells these */
		return NEVER;
	switch (role) {
	case ROLE_ID:
		return score_id(v, name);
	case ROLE_ACTORS:
	case ROLE_PLACES:
		return is_wordy(v) ? 0 : -90;
	case ROLE_KIND:
		return score_kind(v);
	case ROLE_SOURCES:
		return v->dates > 50 ? -60 : v->links / 5;
	default:
		return NEVER;
	}
}
