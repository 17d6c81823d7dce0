#include "config.h"

#include "text/translit.h"

#include <stddef.h>
#include <string.h>
#include <unictype.h>
#include <uninorm.h>

/* What a run of code points from first on becomes, one character each. */
struct run {
	uint32_t first;
	const char *to;
};

/*
 * Signs and letters that Unicode does not decompose to ASCII, or decomposes
 * to more than one character.  Sorted by first, runs do not overlap.
 */
/* clang-format off */
static const struct run runs[] = {
	{ 0x00a1, "!cL$Y|S\"ca\"--r-o+23'uP.,1o\"???" },
	{ 0x00c6, "A" },
	{ 0x00d0, "D" },
	{ 0x00d7, "xO" },
	{ 0x00de, "Ts" },
	{ 0x00e6, "a" },
	{ 0x00f0, "d" },
	{ 0x00f7, "/o" },
	{ 0x00fe, "t" },
	{ 0x0110, "Dd" },
	{ 0x0126, "Hh" },
	{ 0x0131, "iIi" },
	{ 0x0138, "k" },
	{ 0x013f, "LlLl" },
	{ 0x0149, "nNn" },
	{ 0x0152, "Oo" },
	{ 0x0166, "Tt" },
	{ 0x0180, "b" },
	{ 0x018f, "E" },
	{ 0x0192, "f" },
	{ 0x0197, "I" },
	{ 0x01b5, "Zz" },
	{ 0x01e4, "Gg" },
	{ 0x0259, "e" },
	{ 0x02b9, "'\"''''" },
	{ 0x02c6, "^" },
	{ 0x02c8, "'" },
	{ 0x02dc, "~" },
	{ 0x05f3, "'\"" },
	{ 0x060c, "," },
	{ 0x061b, ";" },
	{ 0x061f, "?" },
	{ 0x066a, "%.," },
	{ 0x06d4, "." },
	{ 0x1e9e, "S" },
	{ 0x2016, "|_''''\"\"\"\"++*>...." },
	{ 0x2030, "%%'\"\"`\"\"^''*!?-" },
	{ 0x2043, "-/" },
	{ 0x2052, "%" },
	{ 0x20ac, "E" },
	{ 0x20bd, "R" },
	{ 0x2116, "#" },
	{ 0x2190, "<^>v-|" },
	{ 0x21d0, "<^>v" },
	{ 0x2212, "-" },
	{ 0x2215, "/\\*" },
	{ 0x2219, "." },
	{ 0x2223, "|" },
	{ 0x2236, ":" },
	{ 0x223c, "~" },
	{ 0x2248, "~" },
	{ 0x2264, "<>" },
	{ 0x22c5, "." },
	/* lines of boxes: light, heavy, dashed; corners and crossings */
	{ 0x2500, "--||--||--||" },
	{ 0x250c, "++++++++++++++++++++++++++++++++"
	          "++++++++++++++++++++++++++++++++" },
	{ 0x254c, "--||=|" },
	{ 0x2552, "+++++++++++++++++++++++++++++++/\\X" },
	{ 0x2574, "-|-|-|-|-|-|" },
	/* blocks: upper half, eighths from below, eighths from the left */
	{ 0x2580, "\".:-=+*%#" },
	{ 0x2589, "####|||#" },
	/* shades, edges, quadrants */
	{ 0x2591, ".:#\"|##########" },
	{ 0x25a0, "##" },
	{ 0x25aa, "**" },
	{ 0x25b2, "^^^^>>>>>>vvvv<<<<<<**" },
	{ 0x25cb, "o" },
	{ 0x25cf, "*" },
	{ 0x25e6, "o" },
	{ 0x2605, "**" },
	{ 0x2713, "++" },
	{ 0x2717, "xx" },
	{ 0x275b, "''\"\"" },
	{ 0x3001, ",." },
	{ 0xfb00, "fffffss" },
};
/* clang-format on */

/* 0 if no run has cp. */
static char
find_run(uint32_t cp)
{
	size_t low = 0, high = sizeof runs / sizeof runs[0], mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (cp < runs[mid].first)
			high = mid;
		else
			low = mid + 1;
	}
	if (low == 0 || cp - runs[low - 1].first >= strlen(runs[low - 1].to))
		return '\0';
	return runs[low - 1].to[cp - runs[low - 1].first];
}

/* 0 if the general category of cp is no answer. */
static char
find_category(uint32_t cp)
{
	int digit;

	if (uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_Zs))
		return ' ';
	if (uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_Pd))
		return '-';
	if (uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_Pc))
		return '_';
	if (uc_is_general_category_withtable(
		cp, UC_CATEGORY_MASK_Pi | UC_CATEGORY_MASK_Pf))
		return '"';
	digit = uc_decimal_value(cp);
	return (char)(digit >= 0 ? '0' + digit : 0);
}

/* The code point under the marks of cp; cp itself if it is no such thing. */
static uint32_t
find_base(uint32_t cp)
{
	ucs4_t part[UC_DECOMPOSITION_MAX_LENGTH];
	int i, n, tag;

	n = uc_decomposition(cp, &tag, part);
	for (i = 1; i < n; i++) {
		if (!uc_is_general_category_withtable(
			part[i], UC_CATEGORY_MASK_M))
			return cp;
	}
	return n > 0 ? part[0] : cp;
}

char
translit_ascii(uint32_t cp)
{
	uint32_t base;
	char c;

	for (;;) {
		if (cp >= 0x20 && cp < 0x7f)
			return (char)cp;
		if ((c = find_run(cp)) != '\0')
			return c;
		if ((c = find_category(cp)) != '\0')
			return c;
		if ((base = find_base(cp)) == cp)
			return '?';
		cp = base;
	}
}
