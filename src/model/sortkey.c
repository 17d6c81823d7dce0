/*
 * The first byte tells what it is: 0x40 a number below zero, 0x41 another
 * one, 0x80 to 0xBF a date, 0xC0 text.  None of the bytes behind it is 0, so
 * that 0 is the end.
 */
#include "config.h"

#include "model/sortkey.h"

#include "base/date.h"
#include "model/cell.h"

#define NUMBER_BELOW 0x40
#define NUMBER 0x41
#define DATE (UINT64_C(2) << 62)
#define TEXT 0xC0

#define NUMBER_MAX 200  /* digits; longer ones are text */
#define NUMBER_END ':'  /* of one below zero: behind all digits */
#define NUMBER_MARK '0' /* of one in a text: before all letters */

#define DAY_DIGITS 8 /* 20041109; more have a time */

#define DATE_BITS 27 /* enough for the days that there are, and widths */

/* Takes bytes of a key: skips the first ones, then keeps eight. */
struct packer {
	size_t skip;
	unsigned left; /* bytes that have room */
	uint64_t key;
};

static void
put(struct packer *p, unsigned byte)
{
	if (p->skip > 0)
		p->skip--;
	else if (p->left > 0)
		p->key |= (uint64_t)byte << 8 * --p->left;
}

/* The digits, or of a number below zero what they lack to nine. */
static void
put_digits(struct packer *p, struct str digits, bool negative)
{
	for (size_t i = 0; i < digits.n; i++)
		put(p, (unsigned char)(negative ? '0' + '9' - digits.p[i]
						: digits.p[i]));
}

/* The more digits before the point the greater; else it is as they say. */
static void
put_number(struct packer *p, const struct cell_number *x)
{
	unsigned n = (unsigned)x->whole.n + 1;

	put(p, x->negative ? NUMBER_BELOW : NUMBER);
	put(p, x->negative ? 0xFF - n : n);
	put_digits(p, x->whole, x->negative);
	put_digits(p, x->part, x->negative);
	if (x->negative)
		put(p, NUMBER_END);
}

/* A number inside a text.  Returns the bytes of s that it takes. */
static size_t
put_inner(struct packer *p, struct str s)
{
	size_t start = 0, end;

	while (start < s.n && s.p[start] == '0')
		start++;
	for (end = start; end < s.n && s.p[end] >= '0' && s.p[end] <= '9';)
		end++;
	put(p, NUMBER_MARK);
	put(p, (unsigned)(end - start) + 1);
	put_digits(p, (struct str){ s.p + start, end - start }, false);
	return end;
}

static void
put_word(struct packer *p, struct str word)
{
	while (word.n > 0) {
		size_t n = 1;

		if (word.p[0] >= '0' && word.p[0] <= '9')
			n = put_inner(p, word);
		else
			put(p, (unsigned char)word.p[0]);
		word.p += n;
		word.n -= n;
	}
}

static void
put_text(struct packer *p, struct fold_map *map, struct str s)
{
	struct fold_token t;
	struct fold f;
	bool first = true;

	put(p, TEXT);
	fold_init(&f, map, s);
	while (p->left > 0 && fold_next(&f, &t)) {
		if (t.colocated)
			continue;
		if (!first)
			put(p, ' ');
		put_word(p, (struct str){ t.text, t.n });
		first = false;
	}
}

/* As events_when(), in the seven bytes that there are. */
static uint64_t
date_key_of(const struct date *d)
{
	const uint64_t most = (UINT64_C(1) << DATE_BITS) - 1;
	const int64_t half = INT64_C(1) << (DATE_BITS - 1);
	int32_t key = d->first != DATE_OPEN_START ? d->first : d->last;
	uint64_t day = (uint64_t)(key + half);
	uint64_t width = (uint32_t)d->last - (uint32_t)d->first;

	if (key == DATE_OPEN_END)
		day = most;
	if (width > most)
		width = most;
	return DATE | day << (8 + DATE_BITS) | (most - width) << 8;
}

static bool
read_date(struct str s, struct date *d)
{
	return date_parse(s, d, NULL) && d->precision != DATE_NONE;
}

/* What follows behind the date of a number tells the time of day. */
static uint64_t
make_compact(const struct cell_number *x, const struct date *d, size_t chunk)
{
	struct packer p = { .skip = 8 * (chunk - 1), .left = 8 };

	if (chunk == 0)
		return date_key_of(d) | (x->whole.n > DAY_DIGITS);
	if (x->whole.n > DAY_DIGITS)
		put_number(&p, x);
	return p.key;
}

/* In a column of dates.  Of numbers that are seconds, more than the day is in
 * their order. */
static uint64_t
make_written(const struct sortkey *k, struct str cell, size_t chunk)
{
	struct packer p = { .skip = 8 * chunk, .left = 8 };
	struct cell_number x;
	struct date d;
	bool number = cell_read_number(cell, &x) && x.whole.n <= NUMBER_MAX;
	bool read = dates_parse(k->written, cell, &d, NULL);

	if (read && d.precision == DATE_NONE)
		return SORTKEY_NONE;
	if (number && (!read || k->written->unit != DATES_NO_UNIT))
		put_number(&p, &x);
	else if (number)
		return make_compact(&x, &d, chunk);
	else if (read)
		return chunk == 0 ? date_key_of(&d) : 0;
	else
		put_text(&p, k->map, cell);
	return p.key;
}

uint64_t
sortkey_make(struct sortkey *k, struct str cell, size_t chunk)
{
	struct packer p = { .skip = 8 * chunk, .left = 8 };
	struct cell_number x;
	struct date d;
	bool number, dated;

	if (k->written != NULL)
		return make_written(k, cell, chunk);
	number = cell_read_number(cell, &x) && x.whole.n <= NUMBER_MAX;
	dated = read_date(cell, &d);
	if (number) {
		k->yearly = k->yearly || dated;
		k->odd = k->odd || !dated;
	} else if (dated) {
		k->dates = true;
	}
	if (number && !k->years)
		put_number(&p, &x);
	else if (dated)
		return chunk == 0 ? date_key_of(&d) : 0;
	else
		put_text(&p, k->map, cell);
	return p.key;
}

bool
sortkey_settle(struct sortkey *k)
{
	if (k->years || !k->dates || !k->yearly || k->odd)
		return false;
	k->years = true;
	return true;
}
