#include "config.h"

#include "model/encoding.h"

#include <check.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "running.h"
#include "unit/recoding.h"

#define TEXT(s)                                                                \
	{                                                                      \
		s, sizeof(s) - 1                                               \
	}

/* ---- what is read as what ---- */

static const struct {
	const char *name, *hint;
	struct str in, out;
	const char *is; /* what it is called then */
	bool guessed;
	size_t bad;
} reads[] = {
	/* by nothing but itself */
	{ NULL, NULL, TEXT(""), TEXT(""), "ASCII", false, 0 },
	{ NULL, NULL, TEXT("a"), TEXT("a"), "ASCII", false, 0 },
	{ NULL, NULL, TEXT("a\0b,c\n"), TEXT("a\0b,c\n"), "ASCII", false, 0 },
	{ NULL, NULL, TEXT("\xC3\xA9"), TEXT("\xC3\xA9"), "UTF-8", false, 0 },
	{ NULL, NULL, TEXT("caf\xE9"), TEXT("caf\xC3\xA9"), "WINDOWS-1252",
	    true, 0 },
	{ NULL, NULL, TEXT("a\0,\0\xE9\0\n\0"), TEXT("a,\xC3\xA9\n"),
	    "UTF-16LE", true, 0 },
	{ NULL, NULL, TEXT("\0a\0,\0\xE9\0\n"), TEXT("a,\xC3\xA9\n"),
	    "UTF-16BE", true, 0 },
	{ NULL, NULL, TEXT("a\0\0\0\n\0\0\0"), TEXT("a\n"), "UTF-32LE", true,
	    0 },
	{ NULL, NULL, TEXT("a\033$B%H\033(Bb"),
	    TEXT("a\xE3\x83\x88"
		 "b"),
	    "ISO-2022-JP", false, 0 },
	{ NULL, NULL, TEXT("\033[1m \033$ x"), TEXT("\033[1m \033$ x"), "ASCII",
	    false, 0 },
	{ NULL, NULL, TEXT("\033[1m\xC3\xA9"), TEXT("\033[1m\xC3\xA9"), "UTF-8",
	    false, 0 },
	/* byte order marks */
	{ NULL, NULL, TEXT("\xEF\xBB\xBF"), TEXT(""), "UTF-8", false, 0 },
	{ NULL, NULL,
	    TEXT("\xEF\xBB\xBF"
		 "a,b\n"),
	    TEXT("a,b\n"), "UTF-8", false, 0 },
	{ NULL, NULL, TEXT("\xEF\xBB\xBF\xE9"), TEXT("\xE9"), "UTF-8", false,
	    0 },
	{ NULL, NULL,
	    TEXT("\xEF\xBB\xBF\xEF\xBB\xBF"
		 "a"),
	    TEXT("\xEF\xBB\xBF"
		 "a"),
	    "UTF-8", false, 0 },
	{ NULL, NULL, TEXT("\xFF\xFE"), TEXT(""), "UTF-16LE", false, 0 },
	{ NULL, NULL,
	    TEXT("\xFF\xFE"
		 "a\0\0\0\x0A\0"),
	    TEXT("a\0\n"), "UTF-16LE", false, 0 },
	{ NULL, NULL, TEXT("\xFE\xFF\0a\x4E\x0A"), TEXT("a\xE4\xB8\x8A"),
	    "UTF-16BE", false, 0 },
	{ NULL, NULL, TEXT("\xFF\xFE\0\0a\0\0\0"), TEXT("a"), "UTF-32LE", false,
	    0 },
	{ NULL, NULL, TEXT("\0\0\xFE\xFF\0\0\0a"), TEXT("a"), "UTF-32BE", false,
	    0 },
	/* what the maker of the file says: more than a guess, less than a mark
	 */
	{ NULL, "latin1", TEXT("\xC3\xA9"), TEXT("\xC3\x83\xC2\xA9"),
	    "WINDOWS-1252", false, 0 },
	{ NULL, "latin1", TEXT("\xEF\xBB\xBF\xC3\xA9"), TEXT("\xC3\xA9"),
	    "UTF-8", false, 0 },
	{ NULL, "utf-8", TEXT("\xE9"), TEXT("\xE9"), "UTF-8", false, 0 },
	{ NULL, "utf-8",
	    TEXT("\xFF\xFE"
		 "a\0"),
	    TEXT("a"), "UTF-16LE", false, 0 },
	/* what the user says */
	{ "latin1", "utf8", TEXT("\xC3\xA9"), TEXT("\xC3\x83\xC2\xA9"),
	    "WINDOWS-1252", false, 0 },
	{ "latin1", "no such", TEXT("\xA4"), TEXT("\xC2\xA4"), "WINDOWS-1252",
	    false, 0 },
	{ "cp1252", NULL, TEXT("\xEF\xBB\xBF"),
	    TEXT("\xC3\xAF\xC2\xBB\xC2\xBF"), "WINDOWS-1252", false, 0 },
	{ "utf8", NULL, TEXT("\xEF\xBB\xBF\xE9"), TEXT("\xE9"), "UTF-8", false,
	    0 },
	{ "utf8", NULL,
	    TEXT("\xFF\xFE"
		 "a\0"),
	    TEXT("\xFF\xFE"
		 "a\0"),
	    "UTF-8", false, 0 },
	{ "utf-16", NULL, TEXT("\xFE\xFF\0a"), TEXT("a"), "UTF-16BE", false,
	    0 },
	{ "utf-16", NULL, TEXT("\0a\0,"), TEXT("a,"), "UTF-16BE", false, 0 },
	{ "utf-16", NULL, TEXT("\x2D\x4E"), TEXT("\xE4\xB8\xAD"), "UTF-16LE",
	    false, 0 },
	{ "utf-16le", NULL,
	    TEXT("\xFF\xFE"
		 "a\0"),
	    TEXT("a"), "UTF-16LE", false, 0 },
	{ "utf-16le", NULL, TEXT("\xFE\xFF\0a"), TEXT("a"), "UTF-16BE", false,
	    0 },
	{ "utf-16le", NULL, TEXT("\0a\0,"), TEXT("\xE6\x84\x80\xE2\xB0\x80"),
	    "UTF-16LE", false, 0 },
	{ "utf-32", NULL, TEXT("\0\0\0a"), TEXT("a"), "UTF-32BE", false, 0 },
	{ "ascii", NULL, TEXT("\xC3\xA9"), TEXT("\xC3\xA9"), "UTF-8", false,
	    0 },
	{ "ebcdic-us", NULL, TEXT("\x81\x82"), TEXT("ab"), "EBCDIC-US", false,
	    0 },
	/* bytes that mean nothing */
	{ "cp1252", NULL, TEXT("a\x81\xE9"), TEXT("a\x81\xC3\xA9"),
	    "WINDOWS-1252", false, 1 },
	{ "sjis", NULL, TEXT("\x83\x65\x83\x0A\x83"),
	    TEXT("\xE3\x83\x86\x83\n\x83"), "SHIFT_JIS", false, 2 },
	{ "iso-2022-jp", NULL, TEXT("\033$B%H\x80%H\033(Ba\033x"),
	    TEXT("\xE3\x83\x88\x80\xE3\x83\x88"
		 "a\033x"),
	    "ISO-2022-JP", false, 2 },
	/* two that would be a letter of UTF-8: the second is U+DC81 */
	{ "cp1255", NULL, TEXT("\xDF\x81\x81\xE0"),
	    TEXT("\xDF\xED\xB2\x81\x81\xD7\x90"), "WINDOWS-1255", false, 3 },
	/* a letter and its point, and a byte behind the letter */
	{ "cp1255", NULL, TEXT("\xF9\xD1\xF9\x81"),
	    TEXT("\xEF\xAC\xAA\xD7\xA9\x81"), "WINDOWS-1255", false, 1 },
	/* where iconv goes past it */
	{ "euc-kr", NULL,
	    TEXT("\xB0\xA1\xA2\xE8"
		 "a"),
	    TEXT("\xEA\xB0\x80\xA2\xE8"
		 "a"),
	    "EUC-KR", false, 2 },
	/* lone surrogates; half a number at the end */
	{ "utf-16le", NULL,
	    TEXT("\x3D\xD8\x42\xDE\x3D\xD8"
		 "a\0\0\xDE"),
	    TEXT("\xF0\x9F\x99\x82\xED\xA0\xBD"
		 "a\xED\xB8\x80"),
	    "UTF-16LE", false, 4 },
	{ "utf-16be", NULL, TEXT("\0a\xD8\x3D\xD8"), TEXT("a\xED\xA0\xBD\xD8"),
	    "UTF-16BE", false, 3 },
	{ "utf-32be", NULL, TEXT("\0\x11\0\0\0\0\xD8\0\xFF\xFF\xFF\xFF"),
	    TEXT("\xF4\x90\x80\x80\xED\xA0\x80"
		 "\xFE\x83\xBF\xBF\xBF\xBF\xBF"),
	    "UTF-32BE", false, 12 },
};

/* In pieces of any length. */
START_TEST(it_is_read_as)
{
	struct reading_of r = { .text = BUF_INIT };

	for (size_t n = 1; n <= reads[_i].in.n + 1; n++) {
		read_as(reads[_i].name, reads[_i].hint, reads[_i].in, n, &r);
		ck_assert_msg(str_eq(buf_str(&r.text), reads[_i].out),
		    "pieces of %zu: %s", n, buf_cstr(&r.text));
		ck_assert_str_eq(r.name, reads[_i].is);
		ck_assert_int_eq(r.guessed, reads[_i].guessed);
		ck_assert_uint_eq(r.bad, reads[_i].bad);
	}
	buf_fini(&r.text);
}
END_TEST

static const struct {
	const char *said, *is; /* NULL: there is none */
} names[] = {
	{ "utf8", "UTF-8" },
	{ "UTF_8", "UTF-8" },
	{ "utf-16", "UTF-16LE" },
	{ "Latin-1", "WINDOWS-1252" },
	{ "iso-8859-1", "WINDOWS-1252" },
	{ "ISO8859-9", "WINDOWS-1254" },
	{ "iso_8859_2", "ISO-8859-2" },
	{ "cp1251", "WINDOWS-1251" },
	{ "windows1251", "WINDOWS-1251" },
	{ "win-1251", "WINDOWS-1251" },
	{ "koi8r", "KOI8-R" },
	{ "sjis", "SHIFT_JIS" },
	{ "Shift-JIS", "SHIFT_JIS" },
	{ "gb2312", "GB18030" },
	{ "gbk", "GB18030" },
	{ "euckr", "EUC-KR" },
	{ "macroman", "MACINTOSH" },
	{ "cp437", "IBM437" },
	{ "ibm037", "IBM037" },
	{ "", NULL },
	{ "-", NULL },
	{ "klingon", NULL },
	{ "utf-8//TRANSLIT", NULL },
	{ "latin1/", NULL },
	{ "latin 1", NULL },
	{ "utf-8,ccs=x", NULL },
	{ "8859123456789012345678901234567890123456789012345678901234", NULL },
};

START_TEST(names_are_taken_loosely)
{
	struct reading_of r = { .text = BUF_INIT };
	struct encoding_setup setup = { names[_i].said, NULL, recoding_sink,
		&r.text };
	struct err e = { ERR_NONE, "" };

	if (names[_i].is != NULL) {
		read_as(setup.name, NULL, str_of("a"), 1, &r);
		ck_assert_str_eq(r.name, names[_i].is);
		read_as(NULL, setup.name, str_of("a"), 1, &r);
		ck_assert_str_eq(r.name, names[_i].is);
	} else {
		ck_assert_ptr_null(encoding_new(&setup, &e));
		ck_assert_int_eq(e.code, ERR_USAGE);
		ck_assert_ptr_nonnull(strstr(e.text, "no such encoding: "));
		setup.hint = setup.name;
		setup.name = NULL;
		ck_assert_ptr_null(encoding_new(&setup, &e));
		ck_assert_int_eq(e.code, ERR_FORMAT);
	}
	buf_fini(&r.text);
}
END_TEST

/* ---- cuts ---- */

static const char mixed[] =
    "id,title\n1,\xD0\x9C\xD0\xB8\xD1\x80\n2,\xD7\xA9\xD7\x9C\n";

static const struct {
	const char *name, *coded;
	const char *text; /* in UTF-8 */
} cuts[] = {
	{ "utf-8", "UTF-8", mixed },
	{ NULL, "UTF-8", mixed },
	{ NULL, "UTF-16LE", mixed },
	{ NULL, "UTF-16BE", mixed },
	{ NULL, "UTF-32LE", mixed },
	{ "utf-16", "UTF-16", "\xF0\x9F\x99\x82 \xE6\x97\xA5,x\n" },
	{ "cp1251", "CP1251", "1,\xD0\x9C\xD0\xB8\xD1\x80\n" },
	{ "cp1255", "CP1255", "\xD7\xA9\xD6\xB8 \xD7\x9C\n" },
	{ "sjis", "CP932", "\xE6\x97\xA5\xE6\x9C\xAC,x\n\xE8\xA1\xA8" },
	{ "euc-jp", "EUC-JP", "\xE6\x97\xA5\xE6\x9C\xAC,\xE8\xA1\xA8" },
	{ NULL, "ISO-2022-JP", "a\xE6\x97\xA5\xE6\x9C\xAC,x\n\xE8\xA1\xA8" },
	{ "gbk", "GB18030", "\xE4\xB8\xAD\xF0\x9F\x99\x82\xC3\xBFx" },
	{ "big5", "BIG5", "\xE4\xB8\xAD\xE6\x96\x87,\xE4\xB8\x80" },
	{ "euc-kr", "CP949", "\xEA\xB0\x80\xEA\xB0\x81,\xEA\xB0\x82" },
	{ "iso-2022-kr", "ISO-2022-KR", "\xEA\xB0\x80x\xEA\xB0\x81" },
	{ "utf-7", "UTF-7", mixed },
};

static void
feed(struct encoding *c, const char *p, size_t n)
{
	struct err e = { ERR_NONE, "" };

	ck_assert(encoding_feed(c, p, n, &e));
}

/* Between any two bytes, and any other two. */
START_TEST(cuts_change_nothing)
{
	struct buf coded = BUF_INIT, got = BUF_INIT;
	struct encoding_setup setup = { cuts[_i].name, NULL, recoding_sink,
		&got };
	struct err e = { ERR_NONE, "" };

	recode(cuts[_i].coded, str_of(cuts[_i].text), &coded);
	for (size_t a = 0; a <= coded.n; a++)
		for (size_t b = a; b <= coded.n; b++) {
			struct encoding *c = encoding_new(&setup, &e);

			buf_clear(&got);
			feed(c, coded.p, a);
			feed(c, coded.p + a, b - a);
			feed(c, coded.p + b, coded.n - b);
			ck_assert(encoding_finish(c, &e));
			ck_assert_str_eq(buf_cstr(&got), cuts[_i].text);
			ck_assert_uint_eq(encoding_bad(c), 0);
			encoding_free(c);
		}
	buf_fini(&coded);
	buf_fini(&got);
}
END_TEST

/*
 * A text of 200,000 bytes in that encoding, with what is not ASCII from a
 * place on: across all that is held back, and all buffers.
 */
static void
write_long(size_t which, size_t start, struct buf *text, struct buf *coded)
{
	buf_clear(text);
	while (text->n < start)
		buf_addc(text, text->n % 60 == 59 ? '\n' : 'a');
	while (text->n < 200000)
		buf_adds(text, cuts[which].text);
	recode(cuts[which].coded, buf_str(text), coded);
}

START_TEST(long_texts_in_any_pieces)
{
	static const size_t starts[] = { 0, ENCODING_START - 1, ENCODING_START,
		65535, 65536, 100000 };
	static const size_t pieces[] = { 1000, 4095, 4097, 65536, 1000000 };
	struct buf text = BUF_INIT, coded = BUF_INIT;
	struct reading_of r = { .text = BUF_INIT };

	for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
		write_long((size_t)_i, starts[i], &text, &coded);
		for (size_t k = 0; k < sizeof pieces / sizeof pieces[0]; k++) {
			read_as(cuts[_i].name, NULL, buf_str(&coded), pieces[k],
			    &r);
			ck_assert(str_eq(buf_str(&r.text), buf_str(&text)));
			ck_assert_uint_eq(r.bad, 0);
		}
	}
	buf_fini(&text);
	buf_fini(&coded);
	buf_fini(&r.text);
}
END_TEST

/* ASCII is looked through by blocks: no byte is overlooked. */
START_TEST(the_first_other_byte_is_seen)
{
	struct reading_of r = { .text = BUF_INIT };
	char text[3000];

	for (size_t at = ENCODING_START - 70; at < ENCODING_START + 200; at++) {
		memset(text, 'a', sizeof text);
		text[at] = (char)0xE9;
		read_as(NULL, NULL, (struct str){ text, sizeof text },
		    sizeof text, &r);
		ck_assert_str_eq(r.name, "WINDOWS-1252");
		ck_assert_uint_eq(r.text.n, sizeof text + 1);
		memcpy(text + at, "\033$B%H\033(B", 8);
		read_as(NULL, NULL, (struct str){ text, sizeof text },
		    sizeof text, &r);
		ck_assert_str_eq(r.name, "ISO-2022-JP");
	}
	buf_fini(&r.text);
}
END_TEST

/* ---- flushing ---- */

/* What is sent after each of the steps. */
static const struct {
	const char *name;
	struct {
		const char *in, *out;
	} step[4];
	const char *rest; /* at the end */
	const char *is;
} flushes[] = {
	{ NULL, { { "id\n", "id\n" }, { "1\n", "1\n" } }, "", NULL },
	{ NULL,
	    { { "caf\xE9\n", "caf\xC3\xA9\n" },
		{ "\xC3\xA9", "\xC3\x83\xC2\xA9" } },
	    "", "WINDOWS-1252" },
	/* half a character says nothing; it may be one of UTF-8 */
	{ NULL, { { "caf\xC3", "caf" }, { "\xA9", "\xC3\xA9" } }, "", "UTF-8" },
	{ NULL, { { "caf\xE9", "caf" } }, "\xC3\xA9", "WINDOWS-1252" },
	/* half a byte order mark */
	{ NULL,
	    { { "\xEF", "" }, { "\xBB", "" }, { "\xBF", "" }, { "a", "a" } },
	    "", "UTF-8" },
	{ NULL,
	    { { "\xFE", "" }, { "\xFF\x4E", "" },
		{ "\x0Axx", "\xE4\xB8\x8A\xE7\xA1\xB8" } },
	    "", "UTF-16BE" },
	/* later bytes do not change what was sent */
	{ NULL, { { "id", "id" }, { "\xEF\xBB\xBF", "\xEF\xBB\xBF" } }, "",
	    "UTF-8" },
	{ NULL, { { "\033[1m", "\033[1m" }, { "\xC3\xA9", "\xC3\xA9" } }, "",
	    "UTF-8" },
	{ "sjis", { { "\x83", "" }, { "\x65\x83", "\xE3\x83\x86" } }, "\x83",
	    "SHIFT_JIS" },
};

START_TEST(what_is_there_is_sent_when_flushed)
{
	struct buf got = BUF_INIT;
	struct encoding_setup setup = { flushes[_i].name, NULL, recoding_sink,
		&got };
	struct err e = { ERR_NONE, "" };
	struct encoding *c = encoding_new(&setup, &e);

	for (size_t i = 0; i < 4 && flushes[_i].step[i].in != NULL; i++) {
		struct str in = str_of(flushes[_i].step[i].in);

		buf_clear(&got);
		feed(c, in.p, in.n);
		ck_assert(encoding_flush(c, &e));
		ck_assert_str_eq(buf_cstr(&got), flushes[_i].step[i].out);
		ck_assert(encoding_flush(c, &e));
		ck_assert_str_eq(buf_cstr(&got), flushes[_i].step[i].out);
	}
	buf_clear(&got);
	ck_assert(encoding_finish(c, &e));
	ck_assert_str_eq(buf_cstr(&got), flushes[_i].rest);
	if (flushes[_i].is != NULL)
		ck_assert_str_eq(encoding_name(c), flushes[_i].is);
	else
		ck_assert_ptr_null(encoding_name(c));
	encoding_free(c);
	buf_fini(&got);
}
END_TEST

/* ---- the sink ---- */

static bool
refuse(void *arg, const char *p, size_t n, struct err *e)
{
	(void)p;
	(void)n;
	return --*(int *)arg >= 0 || err_set(e, ERR_MEMORY, "no");
}

/* Whenever it is, the sink's word goes up. */
START_TEST(the_sink_may_refuse)
{
	static const struct {
		const char *name;
		struct str in;
	} t[] = {
		{ NULL, TEXT("plain") },
		{ NULL, TEXT("caf\xE9") },
		{ NULL, TEXT("caf\xC3\xA9") },
		{ "sjis", TEXT("\x83\x65") },
		{ "utf-16", TEXT("a\0b\0") },
	};
	struct err e = { ERR_NONE, "" };

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++)
		for (int left = 0; left < 1; left++) {
			int more = left;
			struct encoding_setup setup = { t[i].name, NULL, refuse,
				&more };
			struct encoding *c = encoding_new(&setup, &e);

			e.code = ERR_NONE;
			ck_assert(!encoding_feed(c, t[i].in.p, t[i].in.n, &e) ||
				  !encoding_finish(c, &e));
			ck_assert_int_eq(e.code, ERR_MEMORY);
			encoding_free(c);
		}
}
END_TEST

/* ---- what is no text ---- */

static const struct {
	struct str s;
	int kind; /* PROBLEM_NKINDS: it is clean */
	const char *what;
} fields[] = {
	{ TEXT(""), PROBLEM_NKINDS, "" },
	{ TEXT("Plain text, long enough for two steps.\r\n\tMore ~"),
	    PROBLEM_NKINDS, "" },
	{ TEXT("Привет, שלום, 中文, 🙂 é\302\240x"),
	    PROBLEM_NKINDS, "" },
	{ TEXT("12345\033[2J"), PROBLEM_CONTROL,
	    "control character U+001B at byte 6" },
	{ TEXT("12345678\0"), PROBLEM_CONTROL,
	    "control character U+0000 at byte 9" },
	{ TEXT("\177"), PROBLEM_CONTROL, "control character U+007F at byte 1" },
	{ TEXT("é\302\233"), PROBLEM_CONTROL,
	    "control character U+009B at byte 3" },
	{ TEXT("a\342\200\256b"), PROBLEM_CONTROL,
	    "control character U+202E at byte 2" },
	{ TEXT("\342\201\246"), PROBLEM_CONTROL,
	    "control character U+2066 at byte 1" },
	{ TEXT("\342\200\216"), PROBLEM_CONTROL,
	    "control character U+200E at byte 1" },
	{ TEXT("abc\377"), PROBLEM_ENCODING,
	    "byte 4 of the field, 0xFF, is no UTF-8" },
	{ TEXT("\001abcdefghijk\303"), PROBLEM_ENCODING,
	    "byte 13 of the field, 0xC3, is no UTF-8" },
	{ TEXT("\300\200"), PROBLEM_ENCODING,
	    "byte 1 of the field, 0xC0, is no UTF-8" },
	{ TEXT("\355\240\200"), PROBLEM_ENCODING,
	    "byte 1 of the field, 0xED, is no UTF-8" },
};

START_TEST(fields_are_checked)
{
	struct buf what = BUF_INIT;
	enum problem_kind kind = PROBLEM_NKINDS;
	char *copy = x_strndup(fields[_i].s.p, fields[_i].s.n);
	bool clean;

	buf_adds(&what, fields[_i].kind == PROBLEM_NKINDS ? "" : "old");
	clean =
	    encoding_check((struct str){ copy, fields[_i].s.n }, &kind, &what);
	ck_assert_int_eq(clean, fields[_i].kind == PROBLEM_NKINDS);
	ck_assert_int_eq((int)kind, fields[_i].kind);
	ck_assert_str_eq(buf_cstr(&what), fields[_i].what);
	x_free(copy);
	buf_fini(&what);
}
END_TEST

/* Every byte, wherever it stands among clean ones. */
START_TEST(no_odd_byte_is_overlooked)
{
	char text[40];
	struct buf what = BUF_INIT;
	enum problem_kind kind;

	for (size_t at = 0; at < sizeof text; at++)
		for (int b = 0; b < 256; b++) {
			bool fine = (b >= 0x20 && b < 0x7F) || b == '\t' ||
				    b == '\r' || b == '\n';

			memset(text, 'a', sizeof text);
			text[at] = (char)b;
			ck_assert_int_eq(
			    encoding_check((struct str){ text, sizeof text },
				&kind, &what),
			    fine);
		}
	buf_fini(&what);
}
END_TEST

static void
add(TCase *t)
{
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(
	    t, it_is_read_as, 0, sizeof reads / sizeof reads[0]);
	tcase_add_loop_test(
	    t, names_are_taken_loosely, 0, sizeof names / sizeof names[0]);
	tcase_add_loop_test(
	    t, cuts_change_nothing, 0, sizeof cuts / sizeof cuts[0]);
	tcase_add_loop_test(
	    t, long_texts_in_any_pieces, 0, sizeof cuts / sizeof cuts[0]);
	tcase_add_test(t, the_first_other_byte_is_seen);
	tcase_add_loop_test(t, what_is_there_is_sent_when_flushed, 0,
	    sizeof flushes / sizeof flushes[0]);
	tcase_add_test(t, the_sink_may_refuse);
	tcase_add_loop_test(
	    t, fields_are_checked, 0, sizeof fields / sizeof fields[0]);
	tcase_add_test(t, no_odd_byte_is_overlooked);
}

int
main(void)
{
	return run_tests("encoding", add);
}
