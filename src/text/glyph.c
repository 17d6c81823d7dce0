#include "config.h"

#include "text/glyph.h"

#include <limits.h>
#include <unictype.h>
#include <unigbrk.h>
#include <wchar.h>

#include "base/utf8.h"
#include "text/translit.h"

/*
 * Two questions are asked of every code point: may it be sent, and does it
 * stick to the one before it.  Both need look-ups in large tables, which
 * most text does not deserve: printable ASCII is answered at once, and
 * stands_alone() covers the letters of most other running text.
 */

/* Where a grapheme cluster may go on, after UAX #29. */
struct joint {
	int last;       /* GBP_* of the code point before */
	int picture;    /* GB11: 1 after a pictograph and Extend, 2 with ZWJ */
	bool half_flag; /* GB12, GB13: an odd number of regional indicators */
};

static bool
is_ascii_graphic(uint32_t cp)
{
	return cp >= 0x20 && cp < 0x7f;
}

/*
 * Assigned, neither control nor format nor mark, and no grapheme rule but
 * the general one applies.  May say no to others that are the same.
 */
static bool
stands_alone(uint32_t cp)
{
	return is_ascii_graphic(cp) || (cp >= 0xb0 && cp < 0x300) ||
	       (cp >= 0x400 && cp <= 0x482) || (cp >= 0x48a && cp < 0x530) ||
	       (cp >= 0x5d0 && cp <= 0x5ea) || (cp >= 0x2010 && cp <= 0x2027) ||
	       (cp >= 0x4e00 && cp <= 0x9ffc);
}

static bool
is_joiner(uint32_t cp)
{
	return cp == 0x200c || cp == 0x200d;
}

/* FE00 to FE0F, the Mongolian ones, and those for ideographs. */
static bool
is_selector(uint32_t cp)
{
	return cp >= 0x180b && uc_is_property_variation_selector(cp);
}

/* What only tells how others look or where lines break. */
static bool
is_silent(uint32_t cp)
{
	switch (cp) {
	case 0x00ad: /* soft hyphen */
	case 0x061c: /* ALM */
	case 0x200b: /* ZWSP */
	case 0x200e: /* LRM */
	case 0x200f: /* RLM */
	case 0x2060: /* word joiner */
	case 0xfeff: /* BOM */
		return true;
	default:
		return is_joiner(cp) || is_selector(cp);
	}
}

static bool
is_forbidden(uint32_t cp)
{
	return cp > 0x10ffff || uc_is_general_category_withtable(cp,
				    UC_CATEGORY_MASK_C | UC_CATEGORY_MASK_Zl |
					UC_CATEGORY_MASK_Zp);
}

/* glyph_of() for a terminal that has only ASCII; wcwidth(3) of a locale
 * without UTF-8 knows nothing about cp. */
static int
ascii_of(uint32_t cp, uint32_t *shown)
{
	if (is_forbidden(cp)) {
		*shown = '?';
		return 1;
	}
	if (uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_M)) {
		*shown = 0;
		return 0;
	}
	*shown = (unsigned char)translit_ascii(cp);
	return 1;
}

int
glyph_of(uint32_t cp, bool ascii, uint32_t *shown)
{
	int cells = -1;

	*shown = cp;
	if (is_ascii_graphic(cp))
		return 1;
	if (!stands_alone(cp) && is_silent(cp)) {
		*shown = 0;
		return 0;
	}
	if (ascii)
		return ascii_of(cp, shown);
	if (cp < 0x20)
		*shown = 0x2400 + cp;
	else if (cp == 0x7f)
		*shown = 0x2421;
	if (stands_alone(*shown) || !is_forbidden(*shown))
		cells = wcwidth((wchar_t)*shown);
	if (cells >= 0 && cells <= 2)
		return cells;
	*shown = GLYPH_BAD;
	return 1;
}

static int
grapheme_class(uint32_t cp)
{
	if (stands_alone(cp))
		return GBP_OTHER;
	/* Broken bytes are nobody's mark and carry none. */
	return cp == UTF8_BAD ? GBP_CONTROL
			      : uc_graphemeclusterbreak_property(cp);
}

static bool
is_picture(uint32_t cp)
{
	return !stands_alone(cp) && uc_is_property_extended_pictographic(cp);
}

/* GB6 to GB8: syllables of conjoining jamo. */
static bool
is_syllable(int last, int next)
{
	switch (last) {
	case GBP_L:
		return next == GBP_L || next == GBP_V || next == GBP_LV ||
		       next == GBP_LVT;
	case GBP_V:
	case GBP_LV:
		return next == GBP_V || next == GBP_T;
	case GBP_T:
	case GBP_LVT:
		return next == GBP_T;
	default:
		return false;
	}
}

static bool
is_break_class(int class)
{
	return class == GBP_CONTROL || class == GBP_CR || class == GBP_LF;
}

/* Does cp, of that class, belong to the cluster that came to j? */
static bool
joint_holds(const struct joint *j, uint32_t cp, int class)
{
	if (is_break_class(j->last) || is_break_class(class))
		return j->last == GBP_CR && class == GBP_LF;
	if (class == GBP_EXTEND || class == GBP_ZWJ || class == GBP_SPACINGMARK)
		return true;
	if (j->last == GBP_PREPEND || is_syllable(j->last, class))
		return true;
	if (j->last == GBP_RI && class == GBP_RI)
		return j->half_flag;
	return j->picture == 2 && is_picture(cp);
}

static void
joint_advance(struct joint *j, uint32_t cp, int class)
{
	if (class == GBP_ZWJ)
		j->picture = j->picture == 1 ? 2 : 0;
	else if (class != GBP_EXTEND || j->picture != 1)
		j->picture = is_picture(cp) ? 1 : 0;
	j->half_flag = class == GBP_RI && !j->half_flag;
	j->last = class;
}

/* Count the glyph of cp into the cells of its cluster. */
static void
add_glyph(uint32_t cp, bool ascii, int *cells)
{
	uint32_t shown;
	int n = glyph_of(cp, ascii, &shown);

	if (n == 0 && shown != 0 && *cells == 0)
		n = 1; /* a mark that has no base stands on a blank */
	*cells += n;
}

/* The rest of a cluster whose first code point is cp, of n bytes. */
static size_t
scan_cluster(struct str s, size_t n, uint32_t cp, bool ascii, int *cells)
{
	struct joint j = { .last = GBP_OTHER };
	int class = grapheme_class(cp);

	joint_advance(&j, cp, class);
	add_glyph(cp, ascii, cells);
	while (n < s.n) {
		size_t more = utf8_decode(s.p + n, s.n - n, &cp);

		class = grapheme_class(cp);
		if (!joint_holds(&j, cp, class))
			break;
		n += more;
		joint_advance(&j, cp, class);
		if (class != GBP_LF) /* the blank of CR LF is that of CR */
			add_glyph(cp, ascii, cells);
	}
	return n;
}

/* Is cp, the first n bytes of s, a cluster whatever the tables say? */
static bool
is_lone(struct str s, size_t n, uint32_t cp)
{
	uint32_t next;

	if (!stands_alone(cp))
		return false;
	if (n == s.n || (unsigned char)s.p[n] < 0x80)
		return true;
	(void)utf8_decode(s.p + n, s.n - n, &next);
	return stands_alone(next);
}

size_t
glyph_cluster(struct str s, bool ascii, int *cells)
{
	uint32_t cp, shown;
	size_t n = 0;
	int sum = 0;

	if (s.n > 0 && is_ascii_graphic((unsigned char)s.p[0]) &&
	    (s.n == 1 || (unsigned char)s.p[1] < 0x80)) {
		n = 1;
		sum = 1;
	} else if (s.n > 0) {
		n = utf8_decode(s.p, s.n, &cp);
		if (is_lone(s, n, cp))
			sum = glyph_of(cp, ascii, &shown);
		else
			n = scan_cluster(s, n, cp, ascii, &sum);
	}
	if (cells != NULL)
		*cells = sum;
	return n;
}

int
glyph_width(struct str s, bool ascii)
{
	int cells;

	(void)glyph_fit(s, INT_MAX, ascii, &cells);
	return cells;
}

size_t
glyph_fit(struct str s, int max, bool ascii, int *cells)
{
	size_t at = 0, n;
	int sum = 0, more;

	while (at < s.n) {
		n = glyph_cluster(
		    (struct str){ s.p + at, s.n - at }, ascii, &more);
		if (more > max - sum)
			break;
		at += n;
		sum += more;
	}
	if (cells != NULL)
		*cells = sum;
	return at;
}

/* Bytes of printable ASCII at the start of s. */
static size_t
ascii_run(struct str s)
{
	size_t n = 0;

	while (n < s.n && is_ascii_graphic((unsigned char)s.p[n]))
		n++;
	return n;
}

/*
 * What glyph_sanitize() makes of cp, 0 for nothing.  *before is what it made
 * of the code point before.
 */
static uint32_t
sanitize_one(uint32_t cp, unsigned flags, uint32_t before)
{
	bool ascii = (flags & GLYPH_ASCII) != 0;
	bool base = before != 0 && before != '\n' && before != '\t' &&
		    !is_joiner(before);
	uint32_t shown;

	if (cp == '\n' || cp == '\t')
		return (flags & GLYPH_ONE_LINE) != 0 ? ' ' : cp;
	if (!ascii && is_selector(cp))
		return base && !is_selector(before) ? cp : 0;
	if (!ascii && is_joiner(cp))
		return base ? cp : 0;
	(void)glyph_of(cp, ascii, &shown);
	return shown;
}

void
glyph_sanitize(struct buf *out, struct str s, unsigned flags)
{
	char bytes[UTF8_MAX];
	uint32_t before = 0, cp;
	size_t n;

	while (s.n > 0) {
		if ((n = ascii_run(s)) > 0) {
			buf_add(out, s.p, n);
			before = (unsigned char)s.p[n - 1];
		} else {
			n = utf8_decode(s.p, s.n, &cp);
			if (cp == '\r' && n < s.n && s.p[n] == '\n')
				cp = (unsigned char)s.p[n++];
			cp = sanitize_one(cp, flags, before);
			if (cp != 0) {
				buf_add(out, bytes, utf8_encode(cp, bytes));
				before = cp;
			}
		}
		s.p += n;
		s.n -= n;
	}
}
