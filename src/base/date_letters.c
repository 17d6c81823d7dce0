#include "config.h"

#include "base/date_letters.h"

#include <stddef.h>

/* Ranges of code points; fold is what those of one sign are. */
struct range {
	uint32_t low, high;
	enum date_letter letter;
	char fold;
};

static const struct range ranges[] = {
	{ 0xA0, 0xA0, LETTER_BLANK, ' ' },
	{ 0xAA, 0xAA, LETTER_IGNORED, 0 },
	{ 0xAD, 0xAD, LETTER_IGNORED, 0 },
	{ 0xB0, 0xB0, LETTER_IGNORED, 0 }, /* degree, for an ordinal */
	{ 0xBA, 0xBA, LETTER_IGNORED, 0 },
	{ 0xC0, 0xD6, LETTER_LETTER, 0 },
	{ 0xD8, 0xF6, LETTER_LETTER, 0 },
	{ 0xF8, 0x24F, LETTER_LETTER, 0 },
	{ 0x300, 0x36F, LETTER_IGNORED, 0 },
	{ 0x370, 0x52F, LETTER_LETTER, 0 },
	{ 0x591, 0x5BD, LETTER_IGNORED, 0 },
	{ 0x5BE, 0x5BE, LETTER_SIGN, '-' },
	{ 0x5BF, 0x5C7, LETTER_IGNORED, 0 },
	{ 0x5D0, 0x5EA, LETTER_LETTER, 0 },
	{ 0x5F3, 0x5F4, LETTER_IGNORED, 0 },
	{ 0x60C, 0x60C, LETTER_SIGN, ',' },
	{ 0x620, 0x63F, LETTER_LETTER, 0 },
	{ 0x640, 0x640, LETTER_IGNORED, 0 },
	{ 0x641, 0x64A, LETTER_LETTER, 0 },
	{ 0x64B, 0x65F, LETTER_IGNORED, 0 },
	{ 0x660, 0x669, LETTER_DIGIT, 0 },
	{ 0x66E, 0x6D3, LETTER_LETTER, 0 },
	{ 0x6F0, 0x6F9, LETTER_DIGIT, 0 },
	{ 0x966, 0x96F, LETTER_DIGIT, 0 },
	{ 0x9E6, 0x9EF, LETTER_DIGIT, 0 },
	{ 0xE50, 0xE59, LETTER_DIGIT, 0 },
	{ 0x2000, 0x200A, LETTER_BLANK, ' ' },
	{ 0x200B, 0x200F, LETTER_IGNORED, 0 },
	{ 0x2010, 0x2011, LETTER_SIGN, '-' },
	{ 0x2012, 0x2015, LETTER_SIGN, '=' },
	{ 0x2018, 0x201B, LETTER_SIGN, '\'' },
	{ 0x202A, 0x202E, LETTER_IGNORED, 0 },
	{ 0x202F, 0x202F, LETTER_BLANK, ' ' },
	{ 0x2044, 0x2044, LETTER_SIGN, '/' },
	{ 0x2060, 0x2069, LETTER_IGNORED, 0 },
	{ 0x2212, 0x2212, LETTER_SIGN, '-' },
	{ 0x2215, 0x2215, LETTER_SIGN, '/' },
	{ 0x223C, 0x223C, LETTER_SIGN, '~' },
	{ 0x2248, 0x2248, LETTER_SIGN, '~' },
	{ 0x3000, 0x3000, LETTER_BLANK, ' ' },
	{ 0x4E00, 0x9FFF, LETTER_HAN, 0 },
	{ 0xAC00, 0xD7A3, LETTER_LETTER, 0 },
	{ 0xFEFF, 0xFEFF, LETTER_IGNORED, 0 },
	{ 0xFF08, 0xFF08, LETTER_SIGN, '(' },
	{ 0xFF09, 0xFF09, LETTER_SIGN, ')' },
	{ 0xFF0C, 0xFF0C, LETTER_SIGN, ',' },
	{ 0xFF0D, 0xFF0D, LETTER_SIGN, '-' },
	{ 0xFF0E, 0xFF0E, LETTER_SIGN, '.' },
	{ 0xFF0F, 0xFF0F, LETTER_SIGN, '/' },
	{ 0xFF10, 0xFF19, LETTER_DIGIT, 0 },
	{ 0xFF1A, 0xFF1A, LETTER_SIGN, ':' },
	{ 0xFF5E, 0xFF5E, LETTER_SIGN, '~' },
};

static const struct range *
range_of(uint32_t cp)
{
	size_t lo = 0, hi = sizeof ranges / sizeof ranges[0];

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (cp > ranges[mid].high)
			lo = mid + 1;
		else if (cp < ranges[mid].low)
			hi = mid;
		else
			return &ranges[mid];
	}
	return NULL;
}

static bool
is_between(uint32_t cp, uint32_t low, uint32_t high)
{
	return cp >= low && cp <= high;
}

enum date_letter
date_letter_of(uint32_t cp)
{
	const struct range *r;

	if (is_between(cp, '0', '9'))
		return LETTER_DIGIT;
	if (is_between(cp | 0x20, 'a', 'z'))
		return LETTER_LETTER;
	if (cp == ' ' || is_between(cp, '\t', '\r'))
		return LETTER_BLANK;
	switch (cp) {
	case '"':
	case '\'':
	case '(':
	case ')':
	case '[':
	case ']':
	case '&':
	case '+':
	case ',':
	case ';':
	case '-':
	case '_':
	case '.':
	case '/':
	case ':':
	case '?':
	case '~':
		return LETTER_SIGN;
	default:
		break;
	}
	r = range_of(cp);
	return r != NULL ? r->letter : LETTER_NONE;
}

int
date_letter_digit(uint32_t cp)
{
	const struct range *r;

	if (cp < 0x80)
		return (int)(cp - '0');
	r = range_of(cp);
	return r != NULL ? (int)(cp - r->low) : 0;
}

/* Greek in lower case, without accents and forms at the end of words. */
static uint32_t
fold_greek(uint32_t cp)
{
	/* U+0386 to U+0390, and U+03AC to U+03B0 */
	static const uint16_t capital[] = { 0x3B1, 0x387, 0x3B5, 0x3B7, 0x3B9,
		0x38B, 0x3BF, 0x38D, 0x3C5, 0x3C9, 0x3B9 };
	static const uint16_t small[] = { 0x3B1, 0x3B5, 0x3B7, 0x3B9, 0x3C5 };
	static const uint16_t last[] = { 0x3B9, 0x3C5, 0x3BF, 0x3C5, 0x3C9 };

	if (is_between(cp, 0x386, 0x390))
		return capital[cp - 0x386];
	if (is_between(cp, 0x391, 0x3A9))
		return cp + 0x20;
	if (is_between(cp, 0x3AA, 0x3AB))
		return cp == 0x3AA ? 0x3B9 : 0x3C5;
	if (is_between(cp, 0x3AC, 0x3B0))
		return small[cp - 0x3AC];
	if (is_between(cp, 0x3CA, 0x3CE))
		return last[cp - 0x3CA];
	return cp == 0x3C2 ? 0x3C3 : cp;
}

/* U+00C0 to U+017F without case and accents; * and / stay signs. */
static const char latin[] = "aaaaaaaceeeeiiiidnooooo*ouuuuyts"
			    "aaaaaaaceeeeiiiidnooooo/ouuuuyty"
			    "aaaaaaccccccccddddeeeeeeeeeegggg"
			    "gggghhhhiiiiiiiiiiiijjkkklllllll"
			    "lllnnnnnnnnnoooooooorrrrrrssssss"
			    "ssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

uint32_t
date_letter_fold(uint32_t cp)
{
	const struct range *r;

	if (cp < 0x80) {
		if (cp == ';')
			return ',';
		if (cp == '_')
			return '-';
		return is_between(cp, 'A', 'Z') ? cp + 0x20 : cp;
	}
	if (is_between(cp, 0xC0, 0x17F))
		return (unsigned char)latin[cp - 0xC0];
	if (is_between(cp, 0x218, 0x21B)) /* with a comma below */
		return cp < 0x21A ? 's' : 't';
	if (is_between(cp, 0x370, 0x3FF))
		return fold_greek(cp);
	if (is_between(cp, 0x410, 0x42F))
		cp += 0x20;
	else if (is_between(cp, 0x400, 0x40F))
		cp += 0x50;
	switch (cp) {
	case 0x439: /* short i */
		return 0x438;
	case 0x451: /* yo */
		return 0x435;
	case 0x457: /* yi */
		return 0x456;
	case 0x622: /* alefs with something on or below */
	case 0x623:
	case 0x625:
		return 0x627;
	default:
		break;
	}
	r = range_of(cp);
	return r != NULL && r->fold != 0 ? (unsigned char)r->fold : cp;
}

bool
date_letter_is_hebrew(uint32_t cp)
{
	return is_between(cp, 0x5D0, 0x5EA);
}
