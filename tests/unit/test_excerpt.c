#include "config.h"

#include "model/excerpt.h"

#include <check.h>
#include <locale.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "running.h"
#include "text/glyph.h"

#define MAX 3

static void
setup(void)
{
	ck_assert(setlocale(LC_ALL, "") != NULL);
}

static bool
is_blank(char b)
{
	return b == ' ' || b == '\n' || b == '\t' || b == '\r';
}

/* A text in which [ and ] stand around marks, and what is cut from it with |
 * between. */
static const struct {
	const char *text;
	int cells;
	const char *want;
} given[] = {
	{ "", 10, "" },
	{ "nothing marked", 10, "" },
	{ "[all] of it", 10, "all of it" },
	{ "some words before [mark] and some after", 20,
	    "before mark and some" },
	{ "near [the] start of a text", 12, "the start of" },
	{ "this text ends with a [mark]", 13, "with a mark" },
	{ "this text ends with a [mark]", 40, "this text ends with a mark" },
	{ "[one] and [two] together", 40, "one and two together" },
	{ "[one] is far away from [two] here", 12, "one is far|two here" },
	{ "[a] b c d [e] f g h [i] j k l [m] n o p", 5, "a b c|d e f|h i j" },
	{ "pre[fix]es are in the middle of words", 12, "prefixes are" },
	{ "a [mark that is much too long] for it", 10, "mark that" },
	{ "  \n [x]  \n  ", 10, "x" },
	{ "averylongwordwithoutanyblanks[in]sideofitatallreally", 20,
	    "anyblanksinsideofita" },
	{ "\xe4\xb8\xad\xe6\x96\x87\xe4\xb8\xad[\xe6\x96\x87]\xe4\xb8\xad\xe6"
	  "\x96\x87\xe4\xb8\xad",
	    6, "\xe4\xb8\xad\xe6\x96\x87\xe4\xb8\xad" },
};
#define NGIVEN ((int)(sizeof given / sizeof given[0]))

START_TEST(an_excerpt_is_whole_words_around_a_mark)
{
	struct query_mark mark[8];
	struct excerpt x[MAX];
	struct buf text = BUF_INIT, is = BUF_INIT;
	size_t nmarks = 0, n;

	for (const char *p = given[_i].text; *p != '\0'; p++) {
		if (*p == '[')
			mark[nmarks].start = text.n;
		else if (*p == ']')
			mark[nmarks++].end = text.n;
		else
			buf_addc(&text, *p);
	}
	n = excerpt_cut(
	    buf_str(&text), mark, nmarks, given[_i].cells, false, x, MAX);
	for (size_t i = 0; i < n; i++) {
		buf_adds(&is, i > 0 ? "|" : "");
		buf_add(&is, text.p + x[i].start, x[i].end - x[i].start);
	}
	ck_assert_str_eq(buf_cstr(&is), given[_i].want);
	buf_fini(&text);
	buf_fini(&is);
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

/* A text of random pieces, some of them marked; returns how many are. */
static size_t
make_text(struct buf *text, struct query_mark *mark, size_t max, uint32_t *seed)
{
	static const char *const pieces[] = { "a", "word", " ", "  ", "\n",
		"longer-than-others", "\xe4\xb8\xad", "\xf0\x9f\x98\x80",
		"e\xcc\x81", "\xff", "\33", "\xe2\x80\x8b" };
	size_t n = 0;

	buf_clear(text);
	for (uint32_t i = next_random(seed) % 200; i > 0; i--) {
		size_t start = text->n;

		buf_adds(text, pieces[next_random(seed) %
				      (sizeof pieces / sizeof pieces[0])]);
		if (n < max && next_random(seed) % 16 == 0)
			mark[n++] = (struct query_mark){ start, text->n };
	}
	return n;
}

static void
check_edges(struct str s, struct excerpt x, size_t mark, int cells)
{
	struct str cut = { s.p + x.start, x.end - x.start };
	int width = glyph_width(cut, false);

	ck_assert_uint_le(x.end, s.n);
	ck_assert_uint_le(x.start, mark);
	ck_assert_uint_gt(x.end, mark);
	ck_assert_int_le(width, cells);
	ck_assert_uint_eq(utf8_cut(s, x.start), x.start);
	ck_assert_uint_eq(utf8_cut(s, x.end), x.end);
	if (x.start == mark)
		return;
	ck_assert(!is_blank(s.p[x.start]));
}

START_TEST(excerpts_of_any_text_keep_to_their_bounds)
{
	uint32_t seed = 2463534242u + (uint32_t)_i;
	struct buf text = BUF_INIT;
	struct query_mark mark[16];
	struct excerpt x[MAX];

	for (int round = 0; round < 500; round++) {
		size_t n = make_text(&text, mark, 16, &seed), done = 0, m = 0;
		int cells = 2 + (int)(next_random(&seed) % 60);
		size_t count =
		    excerpt_cut(buf_str(&text), mark, n, cells, false, x, MAX);

		ck_assert(count <= MAX && count <= n);
		ck_assert((count > 0) == (n > 0));
		for (size_t i = 0; i < count; i++) {
			while (mark[m].start < done)
				m++;
			ck_assert_uint_ge(x[i].start, done);
			check_edges(buf_str(&text), x[i], mark[m].start, cells);
			done = x[i].end;
			m++;
		}
		for (; count < MAX && m < n; m++)
			ck_assert_uint_lt(mark[m].start, done);
	}
	buf_fini(&text);
}
END_TEST

/* Marks that take no room, as many as there may be in a field. */
START_TEST(a_long_text_is_not_walked_through)
{
	struct buf text = BUF_INIT;
	struct excerpt x[MAX];
	struct query_mark mark;

	for (int i = 0; i < 1 << 20; i++)
		buf_adds(&text, "\xcc\x81");
	mark.start = text.n;
	buf_adds(&text, "x");
	mark.end = text.n;
	for (int i = 0; i < 1 << 20; i++)
		buf_adds(&text, "\xcc\x81");
	for (int i = 0; i < 1000; i++)
		ck_assert_uint_eq(
		    excerpt_cut(buf_str(&text), &mark, 1, 70, false, x, MAX),
		    1);
	ck_assert_uint_lt(x[0].end - x[0].start, 4096);
	buf_fini(&text);
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, NULL);
	tcase_add_loop_test(
	    tc, an_excerpt_is_whole_words_around_a_mark, 0, NGIVEN);
	tcase_add_loop_test(
	    tc, excerpts_of_any_text_keep_to_their_bounds, 0, 4);
	tcase_add_test(tc, a_long_text_is_not_walked_through);
}

int
main(void)
{
	return run_tests("excerpt", add_tests);
}
