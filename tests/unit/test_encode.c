#include "config.h"

#include "model/encode.h"

#include <check.h>
#include <locale.h>
#include <string.h>

#include "base/utf8.h"
#include "model/csv.h"
#include "running.h"
#include "text/glyph.h"

/* All bytes of C strings in here, NUL too where one is written. */
#define STR(s)                                                                 \
	{                                                                      \
		"" s, sizeof(s) - 1                                            \
	}

/* check writes a note for each ck_assert(), too slow for millions. */
#define MUST(x)                                                                \
	do {                                                                   \
		if (!(x))                                                      \
			ck_abort_msg("not so: %s", #x);                        \
	} while (0)

static struct buf out, back;

static void
setup(void)
{
	ck_assert(setlocale(LC_ALL, "") != NULL);
	buf_init(&out);
	buf_init(&back);
}

static void
teardown(void)
{
	buf_fini(&out);
	buf_fini(&back);
}

static void
assert_bytes(struct str is, struct str want)
{
	if (!str_eq(is, want))
		ck_abort_msg("'%.*s' is not '%.*s'", (int)is.n, is.p,
		    (int)want.n, want.p);
}

/* ---- what may come out at all ---- */

/* May cp be in a file, besides line ends and tabs? */
static bool
is_kept(uint32_t cp)
{
	uint32_t shown;

	if (cp == UTF8_BAD)
		return false;
	(void)glyph_of(cp, false, &shown);
	return shown == cp || shown == 0;
}

/* Nothing in s is a control or another character that acts on a terminal. */
static void
assert_harmless(struct str s)
{
	uint32_t cp;

	for (size_t i = 0; i < s.n;) {
		size_t n = utf8_decode(s.p + i, s.n - i, &cp);

		if (cp == '\r')
			MUST(i + 1 < s.n && s.p[i + 1] == '\n');
		else if (cp != '\n' && cp != '\t')
			MUST(is_kept(cp));
		i += n;
	}
}

static bool
is_clean(struct str s)
{
	uint32_t cp;

	for (size_t i = 0; i < s.n;) {
		size_t n = utf8_decode(s.p + i, s.n - i, &cp);

		if (cp == '\r' && (i + 1 == s.n || s.p[i + 1] != '\n'))
			return false;
		if (cp != '\r' && cp != '\n' && cp != '\t' && !is_kept(cp))
			return false;
		i += n;
	}
	return true;
}

/* ---- cells ---- */

static const struct {
	struct str cell, csv, tsv, safe;
} cells[] = {
	{ STR(""), STR(""), STR(""), STR("") },
	{ STR("plain"), STR("plain"), STR("plain"), STR("plain") },
	{ STR("a b"), STR("a b"), STR("a b"), STR("a b") },
	{ STR("a,b"), STR("\"a,b\""), STR("a,b"), STR("\"a,b\"") },
	{ STR("\"q\""), STR("\"\"\"q\"\"\""), STR("\"q\""),
	    STR("\"\"\"q\"\"\"") },
	{ STR("a\nb"), STR("\"a\nb\""), STR("a\\nb"), STR("\"a\nb\"") },
	{ STR("a\r\nb"), STR("\"a\r\nb\""), STR("a\\r\\nb"),
	    STR("\"a\r\nb\"") },
	{ STR("a\rb"),
	    STR("\"a\xe2\x90\x8d"
		"b\""),
	    STR("a\\rb"),
	    STR("\"a\xe2\x90\x8d"
		"b\"") },
	{ STR("a\tb"), STR("a\tb"), STR("a\\tb"), STR("a\tb") },
	{ STR(" a"), STR("\" a\""), STR(" a"), STR("\" a\"") },
	{ STR("a\t"), STR("\"a\t\""), STR("a\\t"), STR("\"a\t\"") },
	{ STR("C:\\t"), STR("C:\\t"), STR("C:\\\\t"), STR("C:\\t") },
	{ STR("=1+1"), STR("=1+1"), STR("=1+1"), STR("'=1+1") },
	{ STR("+1"), STR("+1"), STR("+1"), STR("'+1") },
	{ STR("-1"), STR("-1"), STR("-1"), STR("'-1") },
	{ STR("@SUM(1,2)"), STR("\"@SUM(1,2)\""), STR("@SUM(1,2)"),
	    STR("\"'@SUM(1,2)\"") },
	{ STR("\t=1"), STR("\"\t=1\""), STR("\\t=1"), STR("\"'\t=1\"") },
	{ STR("\r=1"), STR("\"\xe2\x90\x8d=1\""), STR("\\r=1"),
	    STR("\"'\xe2\x90\x8d=1\"") },
	{ STR("a=1"), STR("a=1"), STR("a=1"), STR("a=1") },
	{ STR("\33[31m"), STR("\xe2\x90\x9b[31m"), STR("\xe2\x90\x9b[31m"),
	    STR("\xe2\x90\x9b[31m") },
	{ STR("\0"), STR("\xe2\x90\x80"), STR("\xe2\x90\x80"),
	    STR("\xe2\x90\x80") },
	{ STR("\xc2\x9b"), STR("\xef\xbf\xbd"), STR("\xef\xbf\xbd"),
	    STR("\xef\xbf\xbd") },
	{ STR("\xff"), STR("\xef\xbf\xbd"), STR("\xef\xbf\xbd"),
	    STR("\xef\xbf\xbd") },
	{ STR("\xe2\x80\xae"), STR("\xef\xbf\xbd"), STR("\xef\xbf\xbd"),
	    STR("\xef\xbf\xbd") },
	{ STR("soft\xc2\xadhyphen"), STR("soft\xc2\xadhyphen"),
	    STR("soft\xc2\xadhyphen"), STR("soft\xc2\xadhyphen") },
	{ STR("\xef\xbb\xbfid"), STR("\"\xef\xbb\xbfid\""),
	    STR("\xef\xbb\xbfid"), STR("\"\xef\xbb\xbfid\"") },
	{ STR("\xd7\xa6\xd7\x94\"\xd7\x9c"),
	    STR("\"\xd7\xa6\xd7\x94\"\"\xd7\x9c\""),
	    STR("\xd7\xa6\xd7\x94\"\xd7\x9c"),
	    STR("\"\xd7\xa6\xd7\x94\"\"\xd7\x9c\"") },
};
#define NCELLS ((int)(sizeof cells / sizeof cells[0]))

START_TEST(a_cell_looks_like_this)
{
	encode_csv(&out, cells[_i].cell, 0);
	assert_bytes(buf_str(&out), cells[_i].csv);
	buf_clear(&out);
	encode_tsv(&out, cells[_i].cell, 0);
	assert_bytes(buf_str(&out), cells[_i].tsv);
	buf_clear(&out);
	encode_csv(&out, cells[_i].cell, ENCODE_SAFE);
	assert_bytes(buf_str(&out), cells[_i].safe);
}
END_TEST

START_TEST(a_safe_tsv_cell_is_guarded_too)
{
	encode_tsv(&out, str_of("\t=1"), ENCODE_SAFE);
	assert_bytes(buf_str(&out), str_of("'\\t=1"));
}
END_TEST

START_TEST(without_utf8_all_is_ascii)
{
	struct str s = STR("\xc3\xa9\xe2\x80\x93\xd0\x9b\xc2\xad\33");

	encode_csv(&out, s, ENCODE_ASCII);
	encode_tsv(&out, s, ENCODE_ASCII);
	encode_markdown(&out, s, true);
	assert_bytes(buf_str(&out), str_of("e-??e-??e-??"));
}
END_TEST

static bool
take_record(void *arg, const struct csv_record *r)
{
	size_t *n = arg;

	ck_assert_uint_eq(r->n, 3);
	MUST(str_eq(r->field[0], r->field[1]));
	MUST(str_eq(r->field[2], str_of("end")));
	buf_add(&back, r->field[0].p, r->field[0].n);
	++*n;
	return true;
}

static void
no_problem(void *arg, enum problem_kind kind, size_t line, size_t column,
    const char *what, struct str raw)
{
	(void)arg, (void)kind, (void)line, (void)column, (void)raw;
	ck_abort_msg("%s", what);
}

/* What our own reader makes of the cell in out, as first and second of 3. */
static void
read_csv(void)
{
	static const struct csv_options usual;
	static const struct csv_ops ops = { take_record, no_problem };
	struct buf line = BUF_INIT;
	struct err e = { 0 };
	size_t n = 0;
	struct csv *c = csv_new(&usual, &ops, &n);

	for (int i = 0; i < 2; i++) {
		buf_add(&line, out.p, out.n);
		buf_addc(&line, ',');
	}
	buf_adds(&line, "end\n");
	buf_clear(&back);
	ck_assert_msg(csv_feed(c, line.p, line.n, &e), "%s", e.text);
	ck_assert_msg(csv_finish(c, &e), "%s", e.text);
	ck_assert_uint_eq(n, 1);
	csv_close(c);
	buf_fini(&line);
}

static void
check_csv(struct str s)
{
	buf_clear(&out);
	encode_csv(&out, s, 0);
	assert_harmless(buf_str(&out));
	read_csv();
	if (is_clean(s))
		assert_bytes(buf_str(&back), s);
	assert_harmless(buf_str(&back));
}

static void
check_tsv(struct str s)
{
	struct str is;

	buf_clear(&out);
	buf_clear(&back);
	encode_tsv(&out, s, 0);
	assert_harmless(buf_str(&out));
	is = buf_str(&out);
	for (size_t i = 0; i < is.n; i++) {
		MUST(is.p[i] != '\t' && is.p[i] != '\n');
		if (is.p[i] != '\\') {
			buf_addc(&back, is.p[i]);
			continue;
		}
		i++;
		MUST(i < is.n && strchr("tnr\\", is.p[i]) != NULL);
		buf_addc(&back, "\t\n\r\\"[strchr("tnr\\", is.p[i]) - "tnr\\"]);
	}
	if (is_clean(s))
		assert_bytes(buf_str(&back), s);
}

/* ---- JSON ---- */

static unsigned
hex4(const char *p)
{
	unsigned n = 0;

	for (int i = 0; i < 4; i++) {
		const char *digits = "0123456789abcdef";
		const char *at = p[i] != '\0' ? strchr(digits, p[i]) : NULL;

		MUST(at != NULL);
		n = n * 16 + (unsigned)(at - digits);
	}
	return n;
}

/* One escape at p; returns its bytes. */
static size_t
read_escape(const char *p, uint32_t *cp)
{
	const char *named = "\"\\/bfnrt";
	unsigned low;

	if (p[1] != 'u') {
		MUST(p[1] != '\0' && strchr(named, p[1]) != NULL);
		*cp = (unsigned char)"\"\\/\b\f\n\r\t"[strchr(named, p[1]) -
						       named];
		return 2;
	}
	*cp = hex4(p + 2);
	MUST(*cp < 0xdc00 || *cp > 0xdfff);
	if (*cp < 0xd800 || *cp > 0xdbff)
		return 6;
	MUST(p[6] == '\\' && p[7] == 'u');
	low = hex4(p + 8);
	MUST(low >= 0xdc00 && low <= 0xdfff);
	*cp = 0x10000 + ((*cp - 0xd800) << 10) + (low - 0xdc00);
	return 12;
}

/* What a strict reader (RFC 8259) makes of the string in out. */
static void
read_json(bool ascii)
{
	char bytes[UTF8_MAX];
	uint32_t cp;

	buf_clear(&back);
	MUST(out.n >= 2 && out.p[0] == '"' && out.p[out.n - 1] == '"');
	for (size_t i = 1; i < out.n - 1;) {
		if (out.p[i] == '\\') {
			i += read_escape(out.p + i, &cp);
		} else {
			i += utf8_decode(out.p + i, out.n - i, &cp);
			MUST(cp >= 0x20 && cp != '"');
			MUST(is_kept(cp));
			MUST(cp < (ascii ? 0x7f : 0x110000));
		}
		MUST(i < out.n);
		buf_add(&back, bytes, utf8_encode(cp, bytes));
	}
}

static void
check_json(struct str s)
{
	struct buf want = BUF_INIT;
	char bytes[UTF8_MAX];
	uint32_t cp;

	for (size_t i = 0; i < s.n;) {
		i += utf8_decode(s.p + i, s.n - i, &cp);
		if (cp == UTF8_BAD)
			cp = GLYPH_BAD;
		buf_add(&want, bytes, utf8_encode(cp, bytes));
	}
	for (int ascii = 0; ascii < 2; ascii++) {
		buf_clear(&out);
		encode_json(&out, s, ascii);
		read_json(ascii);
		assert_bytes(buf_str(&back), buf_str(&want));
	}
	buf_fini(&want);
}

static const struct {
	struct str s, json;
} strings[] = {
	{ STR(""), STR("\"\"") },
	{ STR("a\"b\\c/d"), STR("\"a\\\"b\\\\c/d\"") },
	{ STR("\b\f\n\r\t"), STR("\"\\b\\f\\n\\r\\t\"") },
	{ STR("\0\1\33\177"), STR("\"\\u0000\\u0001\\u001b\\u007f\"") },
	{ STR("\xc2\x9b"), STR("\"\\u009b\"") },
	{ STR("\xe2\x80\xae\xe2\x80\xa8"), STR("\"\\u202e\\u2028\"") },
	{ STR("\xef\xbb\xbf"), STR("\"\\ufeff\"") },
	{ STR("\xff\xc3"), STR("\"\\ufffd\\ufffd\"") },
	{ STR("\xd7\xa9\xd7\x9c"), STR("\"\xd7\xa9\xd7\x9c\"") },
	{ STR("\xf0\x9f\x98\x80"), STR("\"\xf0\x9f\x98\x80\"") },
	{ STR("\xf3\xa0\x81\x81"), STR("\"\\udb40\\udc41\"") },
};
#define NSTRINGS ((int)(sizeof strings / sizeof strings[0]))

START_TEST(a_string_looks_like_this)
{
	encode_json(&out, strings[_i].s, false);
	assert_bytes(buf_str(&out), strings[_i].json);
}
END_TEST

/* ---- Markdown ---- */

static const struct {
	const char *s, *markdown;
} lines[] = {
	{ "", "" },
	{ "plain, text: (all) of it!", "plain, text: (all) of it!" },
	{ "*a* _b_ `c` ~d~", "\\*a\\* \\_b\\_ \\`c\\` \\~d\\~" },
	{ "snake_case", "snake_case" },
	{ "<b>&amp;|[x](y)\\", "\\<b\\>\\&amp;\\|\\[x\\](y)\\\\" },
	{ "# no heading # ", "\\# no heading #" },
	{ "- no item - ", "\\- no item -" },
	{ "+ no item", "\\+ no item" },
	{ "==", "\\==" },
	{ "1. no item 2.", "1\\. no item 2." },
	{ "1991) no item", "1991\\) no item" },
	{ "1991 no item.", "1991 no item." },
	{ "    no code", "no code" },
	{ "a\nb\33[m", "a b\xe2\x90\x9b\\[m" },
};
#define NLINES ((int)(sizeof lines / sizeof lines[0]))

START_TEST(a_line_of_markdown_looks_like_this)
{
	encode_markdown(&out, str_of(lines[_i].s), false);
	ck_assert_str_eq(buf_cstr(&out), lines[_i].markdown);
}
END_TEST

/* Without its backslashes it is the sanitised line, trimmed. */
static void
check_markdown(struct str s)
{
	struct buf want = BUF_INIT;

	buf_clear(&out);
	buf_clear(&back);
	encode_markdown(&out, s, false);
	for (size_t i = 0; i < out.n; i++) {
		if (out.p[i] == '\\')
			i++;
		else
			MUST(strchr("*`[]<>&~|", out.p[i]) == NULL);
		MUST(i < out.n);
		buf_addc(&back, out.p[i]);
	}
	glyph_sanitize(&want, s, GLYPH_ONE_LINE);
	assert_bytes(buf_str(&back), str_trim(buf_str(&want)));
	buf_fini(&want);
}

/* ---- anything ---- */

START_TEST(every_code_point_is_held)
{
	char bytes[UTF8_MAX];

	for (uint32_t cp = 0; cp < 0x110000; cp++) {
		struct str s = { bytes, 0 };

		if (cp >= 0xd800 && cp < 0xe000)
			continue;
		s.n = utf8_encode(cp, bytes);
		check_json(s);
		check_tsv(s);
		if (cp < 0x300 || cp / 0x100 == 0x20 || cp % 997 == 0)
			check_csv(s);
	}
}
END_TEST

static uint32_t
next_random(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

START_TEST(any_bytes_are_held)
{
	static const char *const pieces[] = { "a", "\"", ",", "\n", "\r",
		"\r\n", "\t", " ", "\\", "=", "\33[31m", "\xd7\xa9", "\xff",
		"\xe2\x80\xae", "\xef\xbb\xbf", "*", "_", "1.", "\xc2\x9b",
		"\xf0\x9f\x87\xae", "\xe2\x80\x8d", "\xcc\x81" };
	uint32_t seed = 2463534242u + (uint32_t)_i;
	struct buf s = BUF_INIT;

	for (int round = 0; round < 2000; round++) {
		buf_clear(&s);
		for (uint32_t n = next_random(&seed) % 9; n > 0; n--)
			buf_adds(
			    &s, pieces[next_random(&seed) %
				       (sizeof pieces / sizeof pieces[0])]);
		check_csv(buf_str(&s));
		check_tsv(buf_str(&s));
		check_json(buf_str(&s));
		check_markdown(buf_str(&s));
	}
	buf_fini(&s);
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, a_cell_looks_like_this, 0, NCELLS);
	tcase_add_test(tc, a_safe_tsv_cell_is_guarded_too);
	tcase_add_test(tc, without_utf8_all_is_ascii);
	tcase_add_loop_test(tc, a_string_looks_like_this, 0, NSTRINGS);
	tcase_add_loop_test(tc, a_line_of_markdown_looks_like_this, 0, NLINES);
	tcase_add_test(tc, every_code_point_is_held);
	tcase_add_loop_test(tc, any_bytes_are_held, 0, 4);
}

int
main(void)
{
	return run_tests("encode", add_tests);
}
