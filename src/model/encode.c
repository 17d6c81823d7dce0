#include "config.h"

#include "model/encode.h"

#include <string.h>

#include "base/utf8.h"
#include "text/glyph.h"

static bool
is_graphic(char b)
{
	return b >= 0x20 && b < 0x7f;
}

static bool
is_digit(char b)
{
	return b >= '0' && b <= '9';
}

/* Letter or digit, or a byte of what is not ASCII. */
static bool
is_wordlike(char b)
{
	return is_digit(b) || (b >= 'A' && b <= 'Z') ||
	       (b >= 'a' && b <= 'z') || (unsigned char)b >= 0x80;
}

static void
add_code_point(struct buf *out, uint32_t cp)
{
	char bytes[UTF8_MAX];

	buf_add(out, bytes, utf8_encode(cp, bytes));
}

/* Append cp as a file may hold it, see format.h. */
static void
add_safely(struct buf *out, uint32_t cp, bool ascii)
{
	uint32_t shown;

	(void)glyph_of(cp, ascii, &shown);
	if (shown == 0 && !ascii)
		shown = cp;
	if (shown != 0)
		add_code_point(out, shown);
}

/* Printable ASCII at the start of s, without quote and backslash. */
static size_t
plain_run(struct str s)
{
	size_t n = 0;

	while (n < s.n && is_graphic(s.p[n]) && s.p[n] != '"' && s.p[n] != '\\')
		n++;
	return n;
}

/* Append the start of *s that is plain, and take the code point behind it; how
 * many bytes it had, 0 at the end of s. */
static size_t
take(struct str *s, struct buf *out, uint32_t *cp)
{
	size_t plain = plain_run(*s), n;

	if (plain > 0) {
		buf_add(out, s->p, plain);
		*s = (struct str){ s->p + plain, s->n - plain };
	}
	if (s->n == 0)
		return 0;
	n = utf8_decode(s->p, s->n, cp);
	*s = (struct str){ s->p + n, s->n - n };
	return n;
}

/* What the list of OWASP's "CSV Injection" begins a formula with. */
static bool
is_formula(struct str cell)
{
	return cell.n > 0 && memchr("=+-@\t\r", cell.p[0], 6) != NULL;
}

static bool
is_blank(char b)
{
	return b == ' ' || b == '\t';
}

/* Would a reader cut it, trim it or take it for a byte order mark? */
static bool
needs_quotes(struct str cell)
{
	if (cell.n == 0)
		return false;
	if (is_blank(cell.p[0]) || is_blank(cell.p[cell.n - 1]))
		return true;
	if (cell.n >= 3 && memcmp(cell.p, "\xef\xbb\xbf", 3) == 0)
		return true;
	for (size_t i = 0; i < cell.n; i++)
		if (memchr(",\"\n\r", cell.p[i], 4) != NULL)
			return true;
	return false;
}

void
encode_csv(struct buf *out, struct str cell, unsigned flags)
{
	bool quotes = needs_quotes(cell), ascii = (flags & ENCODE_ASCII) != 0;
	uint32_t cp;

	if (quotes)
		buf_addc(out, '"');
	if ((flags & ENCODE_SAFE) != 0 && is_formula(cell))
		buf_addc(out, '\'');
	while (take(&cell, out, &cp) > 0) {
		if (cp == '\r' && cell.n > 0 && cell.p[0] == '\n')
			buf_adds(out, "\r");
		else if (cp == '"')
			buf_adds(out, "\"\"");
		else if (cp == '\\' || cp == '\t' || cp == '\n')
			buf_addc(out, (char)cp);
		else
			add_safely(out, cp, ascii);
	}
	if (quotes)
		buf_addc(out, '"');
}

void
encode_tsv(struct buf *out, struct str cell, unsigned flags)
{
	static const char escaped[] = "\t\n\r\\", letter[] = "tnr\\";
	const char *at;
	uint32_t cp;

	if ((flags & ENCODE_SAFE) != 0 && is_formula(cell))
		buf_addc(out, '\'');
	while (take(&cell, out, &cp) > 0) {
		at = cp > 0 && cp < 0x80 ? strchr(escaped, (int)cp) : NULL;
		if (at != NULL)
			buf_addf(out, "\\%c", letter[at - escaped]);
		else
			add_safely(out, cp, (flags & ENCODE_ASCII) != 0);
	}
}

static void
add_escape(struct buf *out, uint32_t cp)
{
	static const char named[] = "\"\\\b\f\n\r\t", letter[] = "\"\\bfnrt";
	const char *at = cp > 0 && cp < 0x80 ? strchr(named, (int)cp) : NULL;

	if (at != NULL) {
		buf_addf(out, "\\%c", letter[at - named]);
	} else if (cp < 0x10000) {
		buf_addf(out, "\\u%04x", (unsigned)cp);
	} else {
		cp -= 0x10000; /* as a pair of surrogates */
		buf_addf(out, "\\u%04x\\u%04x", (unsigned)(0xd800 + (cp >> 10)),
		    (unsigned)(0xdc00 + (cp & 0x3ff)));
	}
}

/* May cp stand in a JSON text as it is? */
static bool
is_shown(uint32_t cp, bool ascii)
{
	uint32_t shown;

	if (cp < 0x80 || ascii)
		return cp >= 0x20 && cp < 0x7f && cp != '"' && cp != '\\';
	(void)glyph_of(cp, false, &shown);
	return shown == cp;
}

void
encode_json(struct buf *out, struct str s, bool ascii)
{
	uint32_t cp;
	size_t n;

	buf_addc(out, '"');
	while ((n = take(&s, out, &cp)) > 0) {
		if (is_shown(cp, ascii))
			buf_add(out, s.p - n, n);
		else
			add_escape(out, cp == UTF8_BAD ? GLYPH_BAD : cp);
	}
	buf_addc(out, '"');
}

/* Does the byte at i begin a block where a line begins with it? */
static bool
begins_block(struct str s, size_t i)
{
	size_t n = 0;

	if (i == 0 && memchr("#+-=", s.p[0], 4) != NULL)
		return true;
	while (n < i && is_digit(s.p[n]))
		n++;
	return n > 0 && n == i && (s.p[i] == '.' || s.p[i] == ')');
}

static bool
is_markup(struct str s, size_t i)
{
	if (memchr("\\`*[]<>&~|", s.p[i], 10) != NULL)
		return true;
	if (s.p[i] == '_') /* none within a word */
		return i == 0 || i + 1 == s.n || !is_wordlike(s.p[i - 1]) ||
		       !is_wordlike(s.p[i + 1]);
	return begins_block(s, i);
}

void
encode_markdown(struct buf *out, struct str s, bool ascii)
{
	struct buf shown = BUF_INIT;

	glyph_sanitize(
	    &shown, s, GLYPH_ONE_LINE | (ascii ? (unsigned)GLYPH_ASCII : 0));
	s = str_trim(buf_str(&shown));
	for (size_t i = 0; i < s.n; i++) {
		if (is_markup(s, i))
			buf_addc(out, '\\');
		buf_addc(out, s.p[i]);
	}
	buf_fini(&shown);
}
