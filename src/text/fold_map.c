/*
 * A code point is decomposed (NFKD), its accents are dropped, the rest is put
 * into lower case, and what of it are letters of their own is composed again.
 *
 * Which marks are accents is told by their combining class.  Those that stand
 * above, below or on a letter (1, 200 and more) and the points of Hebrew,
 * Arabic and Syriac (10 to 36) are; vowel signs and viramas of Indic scripts
 * and their neighbours (0, 7 to 9, 84 to 132) are as good as letters.
 */
#include "config.h"

#include "text/fold_map.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#define PAGE 256
#define LAST_PAGE 0x33f /* of letters; above are only tags and selectors, */
#define TAG_PAGE 0xe00  /* in two pages, */
#define TAG_PAGES 2
#define PAGES (LAST_PAGE + 1 + TAG_PAGES) /* and these are all that we keep */
#define PARTS_MAX 32

struct page {
	struct fold_char at[PAGE];
};

struct fold_map {
	atomic_size_t shares;
	_Atomic(struct page *) page[PAGES]; /* NULL: not yet asked for */
};

/* A code point on its way: what it was taken to, in code points. */
struct parts {
	uint32_t at[PARTS_MAX];
	size_t n;
	uint32_t mark; /* that found nothing to melt with; 0: none */
	bool lost;     /* a fraction, or too long: it does not fold */
};

/* Letters that Unicode does not decompose, but people write otherwise. */
static const struct respelling {
	uint32_t from;
	const char *to;
} respellings[] = {
	{ 0x00df, "ss" },
	{ 0x00e6, "ae" },
	{ 0x00f0, "d" },
	{ 0x00f8, "o" },
	{ 0x00fe, "th" },
	{ 0x0111, "d" },
	{ 0x0127, "h" },
	{ 0x0142, "l" },
	{ 0x0153, "oe" },
	{ 0x0167, "t" },
	{ 0x01b6, "z" },
	{ 0x01e5, "g" },
	{ 0x05f0, "\u05d5\u05d5" }, /* Yiddish */
	{ 0x05f1, "\u05d5\u05d9" },
	{ 0x05f2, "\u05d9\u05d9" },
};

/* Cyrillic letters of their own among those that have an accent. */
static const struct own_letter {
	uint32_t base, mark, letter;
} own_letters[] = {
	{ 0x0433, 0x0301, 0x0453 },
	{ 0x0438, 0x0306, 0x0439 },
	{ 0x043a, 0x0301, 0x045c },
	{ 0x0443, 0x0306, 0x045e },
	{ 0x0456, 0x0308, 0x0457 },
};

/* Scripts without blanks between words, first and last. */
static const uint32_t grams[][2] = {
	{ 0x0e00, 0x0eff },   /* Thai, Lao */
	{ 0x1000, 0x109f },   /* Burmese */
	{ 0x1780, 0x17ff },   /* Khmer */
	{ 0x1950, 0x19df },   /* Tai Le, New Tai Lue */
	{ 0x1a20, 0x1aaf },   /* Tai Tham */
	{ 0x1b00, 0x1b7f },   /* Balinese */
	{ 0x2e80, 0x2fdf },   /* radicals */
	{ 0x3005, 0x3007 },   /* Han that stand among punctuation */
	{ 0x3021, 0x3029 },   /* numbers */
	{ 0x3031, 0x303c },   /* Kana repeated */
	{ 0x3041, 0x312f },   /* Hiragana, Katakana, Bopomofo */
	{ 0x31a0, 0x31ff },   /* more of both */
	{ 0x3400, 0x4dbf },   /* Han */
	{ 0x4e00, 0x9fff },   /* Han */
	{ 0xa980, 0xa9ff },   /* Javanese, Burmese */
	{ 0xaa60, 0xaadf },   /* Burmese, Tai Viet */
	{ 0xf900, 0xfaff },   /* Han */
	{ 0x16fe0, 0x18d8f }, /* Tangut, Khitan */
	{ 0x1aff0, 0x1b2ff }, /* Kana, Nushu */
	{ 0x20000, 0x33fff }, /* Han, more with each version of Unicode */
};

static bool
is_gram(uint32_t cp)
{
	size_t low = 0, high = sizeof grams / sizeof grams[0];

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (cp > grams[mid][1])
			low = mid + 1;
		else if (cp < grams[mid][0])
			high = mid;
		else
			return true;
	}
	return false;
}

static bool
is_hebrew(uint32_t cp)
{
	return (cp >= 0x05d0 && cp <= 0x05ea) || (cp >= 0x05ef && cp <= 0x05f2);
}

/* Those that follow another one in a syllable: vowels and finals. */
static bool
is_inner_jamo(uint32_t cp)
{
	return (cp >= 0x1161 && cp <= 0x1175) || (cp >= 0x11a8 && cp <= 0x11c2);
}

static bool
is_of(uint32_t cp, uint32_t categories)
{
	return uc_is_general_category_withtable(cp, categories);
}

/* Radicals are symbols for Unicode, and Han that is not assigned yet. */
static bool
is_letter(uint32_t cp)
{
	if (is_of(cp, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N))
		return true;
	if (cp >= 0x20000)
		return is_gram(cp) && (cp & 0xfffe) != 0xfffe;
	return cp >= 0x2e80 && cp < 0x2fe0 && is_of(cp, UC_CATEGORY_MASK_So);
}

/* Is this mark an accent? */
static bool
is_dropped(uint32_t cp)
{
	int class = uc_combining_class(cp);

	return is_of(cp, UC_CATEGORY_MASK_Me) || class == 1 || class == 8 ||
	       (class >= 10 && class <= 36) || class >= 200;
}

/* Dropped, unless fold_compose() makes a letter with it. */
static bool
is_melting(uint32_t cp)
{
	return cp == 0x0301 || cp == 0x0306 || cp == 0x0308 || cp == 0x3099 ||
	       cp == 0x309a;
}

uint32_t
fold_compose(uint32_t base, uint32_t mark)
{
	if (mark >= 0x0300 && mark < 0x0370) {
		for (size_t i = 0;
		     i < sizeof own_letters / sizeof own_letters[0]; i++) {
			if (own_letters[i].base == base &&
			    own_letters[i].mark == mark)
				return own_letters[i].letter;
		}
		return 0;
	}
	return uc_composition(base, mark);
}

/* Signs that may stand inside a word; FOLD_SEPARATOR if cp is none. */
static enum fold_class
find_sign(uint32_t cp)
{
	switch (cp) {
	case '-':
	case 0x00b7: /* middle dot, as in Catalan */
	case 0x0387: /* the same in Greek */
	case 0x058a: /* Armenian hyphen */
	case 0x05be: /* maqaf */
	case 0x2010: /* hyphen */
	case 0x2011: /* hyphen that does not break */
	case 0x2012: /* figure dash */
	case 0x2013: /* en dash */
	case 0x2027: /* hyphenation point */
	case 0x2212: /* minus */
	case 0xfe63: /* small hyphen */
	case 0xff0d: /* wide hyphen */
		return FOLD_HYPHEN;
	case '\'':
	case '`':
	case 0x00b4: /* acute accent */
	case 0x02b9: /* modifier letters, from here ... */
	case 0x02bb:
	case 0x02bc:
	case 0x02bd:
	case 0x02be:
	case 0x02bf: /* ... to here, as in transliterations */
	case 0x0374: /* Greek numeral sign */
	case 0x05f3: /* geresh */
	case 0x1fef: /* Greek grave and acute accent */
	case 0x1ffd:
	case 0x2018: /* quotation marks */
	case 0x2019:
	case 0x201b:
	case 0x2032: /* prime */
	case 0xff07: /* wide apostrophe */
		return FOLD_APOSTROPHE;
	case '.':
	case 0x2024: /* one dot leader */
	case 0xff0e: /* wide full stop */
		return FOLD_STOP;
	case '"':
	case 0x02ba: /* modifier letter double prime */
	case 0x05f4: /* gershayim */
	case 0x201c: /* quotation marks */
	case 0x201d:
	case 0x2033: /* double prime */
	case 0xff02: /* wide quotation mark */
		return FOLD_QUOTE;
	case 0x0640: /* tatweel */
		return FOLD_MARK;
	default:
		return FOLD_SEPARATOR;
	}
}

/* ---- letters ---- */

static void
push(struct parts *p, uint32_t cp)
{
	if (p->n < PARTS_MAX)
		p->at[p->n++] = cp;
	else
		p->lost = true;
}

/* A mark, or what behaves like one. */
static void
push_mark(struct parts *p, uint32_t cp)
{
	bool dropped = is_dropped(cp);
	uint32_t whole = 0;

	if (p->n > 0 && (!dropped || is_melting(cp)))
		whole = fold_compose(p->at[p->n - 1], cp);
	if (whole != 0)
		p->at[p->n - 1] = whole;
	else if (!dropped)
		push(p, cp);
	else if (is_melting(cp))
		p->mark = cp;
}

static void
push_letter(struct parts *p, uint32_t cp)
{
	struct str to;
	size_t i, n;

	cp = uc_tolower(uc_toupper(cp)); /* by way of upper case: final sigma */
	for (i = 0; i < sizeof respellings / sizeof respellings[0]; i++) {
		if (respellings[i].from != cp)
			continue;
		to = str_of(respellings[i].to);
		for (; to.n > 0; to.p += n, to.n -= n) {
			n = utf8_decode(to.p, to.n, &cp);
			push(p, cp);
		}
		return;
	}
	push(p, cp);
}

/* What cannot be decomposed; of compatibility forms blanks and brackets too. */
static void
push_simple(struct parts *p, uint32_t cp)
{
	int digit = uc_decimal_value(cp);

	if (digit >= 0)
		push(p, (uint32_t)('0' + digit));
	else if (is_of(cp, UC_CATEGORY_MASK_M) || is_inner_jamo(cp))
		push_mark(p, cp);
	else if (cp == 0x2044)
		p->lost = true;
	else if (is_letter(cp) && find_sign(cp) == FOLD_SEPARATOR)
		push_letter(p, cp);
}

/* As deep as compatibility forms of composed letters go: four levels. */
static void
decompose(struct parts *p, uint32_t cp)
{
	ucs4_t part[UC_DECOMPOSITION_MAX_LENGTH];
	int n, tag;

	n = uc_decomposition(cp, &tag, part);
	for (int i = 0; i < n; i++)
		decompose(p, part[i]);
	if (n <= 0)
		push_simple(p, cp);
}

static enum fold_class
class_of(const struct parts *p)
{
	bool digits = true;

	for (size_t i = 0; i < p->n; i++)
		digits = digits && p->at[i] >= '0' && p->at[i] <= '9';
	if (digits)
		return FOLD_DIGIT;
	if (is_inner_jamo(p->at[0]))
		return FOLD_LETTER_MARK;
	return is_hebrew(p->at[0]) ? FOLD_HEBREW
	       : is_gram(p->at[0]) ? FOLD_GRAM
				   : FOLD_LETTER;
}

static void
set_text(struct fold_char *c, const uint32_t *cp, size_t n)
{
	char bytes[UTF8_MAX];

	c->n = 0;
	for (size_t i = 0; i < n; i++) {
		size_t more = utf8_encode(cp[i], bytes);

		memcpy(c->text + c->n, bytes, more);
		c->n = (uint8_t)(c->n + more);
	}
}

/* What becomes more than there is room for, as honorifics do, stays cp. */
static void
set_parts(struct fold_char *c, uint32_t cp, const struct parts *p)
{
	char bytes[UTF8_MAX];
	size_t n = 0;

	for (size_t i = 0; i < p->n; i++)
		n += utf8_encode(p->at[i], bytes);
	if (n > FOLD_BYTES)
		set_text(c, &cp, 1);
	else
		set_text(c, p->at, p->n);
}

/* What becomes several letters of a script without blanks stays one, too. */
static void
describe_letter(uint32_t cp, struct fold_char *c)
{
	struct parts p = { .n = 0 };

	decompose(&p, cp);
	if (p.lost) {
		c->class = FOLD_SEPARATOR;
		return;
	}
	if (p.n == 0) {
		c->class = FOLD_MARK;
		if (p.mark != 0)
			set_text(c, &p.mark, 1);
		return;
	}
	c->class = (uint8_t)class_of(&p);
	if (c->class == FOLD_GRAM && p.n > 1)
		set_text(c, &cp, 1);
	else
		set_parts(c, cp, &p);
}

/* ---- everything else ---- */

static void
describe_mark(uint32_t cp, struct fold_char *c)
{
	struct parts p = { .n = 0 };

	if (is_dropped(cp)) {
		c->class = FOLD_MARK;
		if (is_melting(cp))
			set_text(c, &cp, 1);
		return;
	}
	decompose(&p, cp);
	c->class = is_gram(cp) ? FOLD_GRAM_MARK : FOLD_LETTER_MARK;
	set_parts(c, cp, &p);
}

/*
 * Arrows, trade marks and squares are emoji only where it is said; so are
 * digits, which never come here.  From U+2600 on nearly all are pictures, and
 * so will be what is not assigned yet.
 */
static void
describe_picture(uint32_t cp, struct fold_char *c)
{
	if (uc_is_property_regional_indicator(cp))
		c->class = FOLD_FLAG;
	else if (uc_is_property_emoji_presentation(cp) ||
		 (cp >= 0x2600 && uc_is_property_emoji(cp)) ||
		 (cp >= 0x1f000 && uc_is_property_extended_pictographic(cp)))
		c->class = FOLD_EMOJI;
	else if (cp >= 0xa9 && uc_is_property_emoji(cp))
		c->class = FOLD_SYMBOL;
	else
		return;
	set_text(c, &cp, 1);
}

static void
describe(uint32_t cp, struct fold_char *c)
{
	*c = (struct fold_char){ .class = (uint8_t)find_sign(cp) };
	if (c->class != FOLD_SEPARATOR)
		return;
	if (is_of(cp, UC_CATEGORY_MASK_Cf) ||
	    uc_is_property_default_ignorable_code_point(cp))
		c->class =
		    is_of(cp, UC_CATEGORY_MASK_M) ? FOLD_MARK : FOLD_IGNORED;
	else if (is_of(cp, UC_CATEGORY_MASK_M))
		describe_mark(cp, c);
	else if (is_letter(cp))
		describe_letter(cp, c);
	else
		describe_picture(cp, c);
}

/* ---- the map ---- */

struct fold_map *
fold_map_new(void)
{
	struct fold_map *m = x_calloc(1, sizeof *m);

	atomic_init(&m->shares, 1);
	for (size_t i = 0; i < PAGES; i++)
		atomic_init(&m->page[i], NULL);
	return m;
}

struct fold_map *
fold_map_share(struct fold_map *m)
{
	atomic_fetch_add(&m->shares, 1);
	return m;
}

void
fold_map_free(struct fold_map *m)
{
	if (m == NULL || atomic_fetch_sub(&m->shares, 1) > 1)
		return;
	for (size_t i = 0; i < PAGES; i++)
		x_free(atomic_load(&m->page[i]));
	x_free(m);
}

/* Fill a page and let everybody see it, unless somebody was faster. */
static struct page *
fill_page(struct fold_map *m, size_t at, uint32_t first)
{
	struct page *p = x_malloc(sizeof *p), *other = NULL;

	for (uint32_t i = 0; i < PAGE; i++)
		describe(first + i, &p->at[i]);
	if (atomic_compare_exchange_strong(&m->page[at], &other, p))
		return p;
	x_free(p);
	return other;
}

const struct fold_char *
fold_map_find(struct fold_map *m, uint32_t cp)
{
	static const struct fold_char nothing = { .class = FOLD_SEPARATOR };
	size_t at = cp / PAGE;
	struct page *p;

	if (at > LAST_PAGE) {
		if (at < TAG_PAGE || at >= TAG_PAGE + TAG_PAGES)
			return &nothing;
		at -= TAG_PAGE - LAST_PAGE - 1;
	}
	p = atomic_load_explicit(&m->page[at], memory_order_acquire);
	if (p == NULL)
		p = fill_page(m, at, cp & ~(uint32_t)(PAGE - 1));
	return &p->at[cp % PAGE];
}
