/* What must hold of any text that is wrapped. */
#include "config.h"

#include <check.h>
#include <locale.h>
#include <stdint.h>
#include <stdlib.h>
#include <unilbrk.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "running.h"
#include "text/glyph.h"
#include "text/wrap.h"

/* For long loops: ck_assert() reports each time it holds, this does not. */
#define EXPECT(claim, ...)                                                     \
	do {                                                                   \
		if (!(claim))                                                  \
			ck_abort_msg(__VA_ARGS__);                             \
	} while (0)

static uint32_t
random_next(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/*
 * The same in another way, for valid UTF-8 without line ends: unbreakable
 * chunks by the library alone, put on lines one by one.
 */
struct slow {
	struct str text;
	int width;
	char *breaks;
	size_t start, end; /* of the line; end is after its last ink */
	int cells;         /* of the line with the blanks at its end */
	bool soft;         /* it began at a break */
	struct buf out;
};

static bool
is_blank_at(struct str s, size_t at, size_t n)
{
	static const char *const blanks[] = { " ", "\t", "\u1680", "\u2003",
		"\u3000" };
	size_t i;

	for (i = 0; i < sizeof blanks / sizeof blanks[0]; i++) {
		if (strlen(blanks[i]) == n &&
		    memcmp(s.p + at, blanks[i], n) == 0)
			return true;
	}
	return false;
}

static void
slow_flush(struct slow *w, size_t next)
{
	if (w->end > w->start) {
		buf_add(&w->out, w->text.p + w->start, w->end - w->start);
		buf_addc(&w->out, '|');
	}
	w->start = w->end = next;
	w->cells = 0;
	w->soft = true;
}

/* Cells of the chunk at at without its last blanks, *n its bytes. */
static int
slow_chunk(const struct slow *w, size_t at, size_t *n)
{
	size_t to = at, len;
	int cells = 0, ink = 0, more;
	bool inked = false, blank, chance;

	for (; to < w->text.n; to += len) {
		struct str rest = { w->text.p + to, w->text.n - to };

		len = glyph_cluster(rest, false, &more);
		blank = is_blank_at(w->text, to, len);
		chance = w->breaks[to] == UC_BREAK_POSSIBLE ||
			 (!inked && w->end == w->start);
		if (to > at && chance && w->cells + cells > 0)
			break;
		cells += more;
		inked = inked || !blank;
		if (!blank)
			ink = cells;
	}
	*n = to - at;
	return ink;
}

static void
slow_add(struct slow *w, size_t at, size_t n)
{
	size_t end = at + n, len;
	int more;

	for (; at < end; at += len) {
		struct str rest = { w->text.p + at, w->text.n - at };
		bool blank;

		len = glyph_cluster(rest, false, &more);
		blank = is_blank_at(w->text, at, len);
		if (blank && w->soft && w->end == w->start) {
			w->start = w->end = at + len;
			continue;
		}
		if (!blank && w->cells > 0 && w->cells + more > w->width)
			slow_flush(w, at);
		w->cells += more;
		if (!blank)
			w->end = at + len;
	}
}

/* Of those that these tests use, and has the class AL or HL. */
static bool
is_letter(struct str s)
{
	uint32_t cp;

	(void)utf8_decode(s.p, s.n, &cp);
	return (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z') ||
	       (cp >= 0x410 && cp <= 0x44f) || (cp >= 0x5d0 && cp <= 0x5ea) ||
	       (cp >= 0xe01 && cp <= 0xe44);
}

static void
slow_wrap(struct slow *w, struct str text, int width)
{
	size_t at, n;
	int cells;

	*w = (struct slow){ .text = text, .width = width };
	w->breaks = x_malloc(text.n);
	u8_possible_linebreaks(
	    (const uint8_t *)text.p, text.n, "UTF-8", w->breaks);
	for (at = 1; at < text.n; at++) {
		if (memchr(".,:;", text.p[at - 1], 4) != NULL &&
		    is_letter((struct str){ text.p + at, text.n - at }))
			w->breaks[at] = UC_BREAK_PROHIBITED; /* LB29 */
	}
	for (at = 0; at < text.n; at += n) {
		cells = slow_chunk(w, at, &n);
		if (w->cells > 0 && w->cells + cells > width)
			slow_flush(w, at);
		slow_add(w, at, n);
	}
	slow_flush(w, text.n);
	x_free(w->breaks);
}

static void
expect_same(struct str text, int width)
{
	struct buf got = BUF_INIT;
	struct slow slow;
	struct wrap w;
	size_t i;

	wrap_init(&w, text, width, false);
	(void)wrap_until(&w, SIZE_MAX);
	for (i = 0; i < w.nlines; i++) {
		struct str s = wrap_at(&w, i);

		if (s.n == 0)
			continue; /* only blanks */
		buf_add(&got, s.p, s.n);
		buf_addc(&got, '|');
	}
	slow_wrap(&slow, text, width);
	EXPECT(str_eq(buf_str(&got), buf_str(&slow.out)),
	    "\"%.*s\" in %d:\n%s\n%s", (int)text.n, text.p, width,
	    buf_cstr(&got), buf_cstr(&slow.out));
	buf_fini(&slow.out);
	buf_fini(&got);
	wrap_fini(&w);
}

/* Words, stops and blanks as in prose; anything printable now and then. */
static void
add_ascii(struct buf *text, uint32_t *state)
{
	static const char some[] = "abcXYZ0159      ,.;:!?";
	uint32_t r = random_next(state);

	if (r % 8 == 0)
		buf_addc(text, (char)(0x20 + (r >> 8) % 95));
	else if (r % 64 == 1)
		buf_addc(text, '\t');
	else
		buf_addc(text, some[(r >> 8) % (sizeof some - 1)]);
}

START_TEST(fast_is_like_slow_in_ascii)
{
	struct buf text = BUF_INIT;
	uint32_t state = 11;
	int i, n;

	for (i = 0; i < 30000; i++) {
		buf_clear(&text);
		for (n = 1 + (int)(random_next(&state) % 40); n > 0; n--)
			add_ascii(&text, &state);
		expect_same(buf_str(&text), 1 + i % 30);
	}
	buf_fini(&text);
}
END_TEST

/* One of those, whatever its sense. */
static void
add_any(struct buf *text, uint32_t *state)
{
	static const char *const part[] = { "a", "word", "Слово", " ", "  ",
		"\t", "中", "。", "「", "」", "ー", "ァ", "\u0301", "\u00a0",
		"\u00ad", "\u200b", "\u2060", "—", "–", "-", "“", "”", "'", "(",
		")", "/", "$", "5", "%", "שָׁ", "־", "ไท", "\u3000", "\u2003",
		"\U0001F1EE", "\U0001F1F1", "\U0001F468", "\u200d",
		"\U0001F3FD", "\ufe0f", "…", "." };
	uint32_t r = random_next(state);

	if (r % 4 == 0)
		add_ascii(text, state);
	else
		buf_adds(text, part[(r >> 4) % (sizeof part / sizeof part[0])]);
}

START_TEST(fast_is_like_slow_in_any_script)
{
	struct buf text = BUF_INIT;
	uint32_t state = 12;
	int i, n;

	for (i = 0; i < 30000; i++) {
		buf_clear(&text);
		for (n = 1 + (int)(random_next(&state) % 30); n > 0; n--)
			add_any(&text, &state);
		expect_same(buf_str(&text), 1 + i % 20);
	}
	buf_fini(&text);
}
END_TEST

/* Line ends and broken bytes as well. */
static void
add_hostile(struct buf *text, uint32_t *state)
{
	static const char *const part[] = { "\n", "\r", "\r\n", "\u2028",
		"\u2029", "\n\n", "\xff", "\xe2\x80", "\xf0\x9f", "\xc2",
		"\x1b", "\x0c", "\xc2\x85", "\xed\xa0\x80", "\u202e" };
	uint32_t r = random_next(state);

	if (r % 4 == 0)
		buf_adds(text, part[(r >> 4) % (sizeof part / sizeof part[0])]);
	else
		add_any(text, state);
}

static bool
is_gap(struct str s)
{
	static const char *const gaps[] = { " ", "\t", "\n", "\r", "\u2028",
		"\u2029", "\u2003", "\u3000" };
	size_t i, n = 0;

	for (; s.n > 0; s.p += n, s.n -= n) {
		for (i = 0; i < sizeof gaps / sizeof gaps[0]; i++) {
			n = strlen(gaps[i]);
			if (n <= s.n && memcmp(gaps[i], s.p, n) == 0)
				break;
		}
		if (i == sizeof gaps / sizeof gaps[0])
			return false;
	}
	return true;
}

static bool
is_one_cluster(struct str s)
{
	int cells, visible = 0;
	size_t n;

	for (; s.n > 0; s.p += n, s.n -= n) {
		n = glyph_cluster(s, false, &cells);
		if (cells > 0)
			visible++;
	}
	return visible == 1;
}

static size_t
count_line_ends(struct str s)
{
	size_t n = 0;

	for (; s.n > 0; s.p++, s.n--) {
		if (s.p[0] == '\n' ||
		    (s.p[0] == '\r' && (s.n < 2 || s.p[1] != '\n')))
			n++;
		else if (s.n >= 3 && (memcmp(s.p, "\u2028", 3) == 0 ||
					 memcmp(s.p, "\u2029", 3) == 0))
			n++;
	}
	return n;
}

/* Every line fits, and between them only blanks and line ends are lost. */
static void
check_lines(const struct wrap *w)
{
	struct str gap = { w->text.p, 0 };
	size_t i, at = 0;

	for (i = 0; i < w->nlines; i++) {
		struct str s = wrap_at(w, i);

		EXPECT(
		    glyph_width(s, w->ascii) <= w->width || is_one_cluster(s),
		    "\"%.*s\" in %d", (int)s.n, s.p, w->width);
		EXPECT(w->line[i].start >= at, "line %zu goes back", i);
		gap = (struct str){ w->text.p + at, w->line[i].start - at };
		EXPECT(is_gap(gap), "\"%.*s\" is lost", (int)gap.n, gap.p);
		EXPECT(count_line_ends(s) == 0, "a line end in \"%.*s\"",
		    (int)s.n, s.p);
		EXPECT(count_line_ends(gap) <= 1, "a line is lost");
		at = w->line[i].start + w->line[i].n;
		EXPECT(wrap_find(w, w->line[i].start) == i ||
			   (i + 1 < w->nlines &&
			       w->line[i + 1].start == w->line[i].start),
		    "line %zu is not found", i);
	}
	gap = (struct str){ w->text.p + at, w->text.n - at };
	EXPECT(is_gap(gap), "\"%.*s\" is lost", (int)gap.n, gap.p);
	EXPECT(count_line_ends(gap) <= 1, "a line is lost");
}

/* The lines are the same, in whatever steps they are cut. */
static void
check_steps(const struct wrap *all, uint32_t *state)
{
	struct wrap w;
	size_t n = 0;

	wrap_init(&w, all->text, all->width, all->ascii);
	while (!wrap_until(&w, n))
		n = w.nlines + random_next(state) % 4;
	EXPECT(w.nlines == all->nlines &&
		   (w.nlines == 0 || memcmp(w.line, all->line,
					 w.nlines * sizeof *w.line) == 0),
	    "\"%.*s\" in %d", (int)w.text.n, w.text.p, w.width);
	wrap_fini(&w);
}

static void
check_all(struct str text, int width, uint32_t *state)
{
	struct wrap w;

	wrap_init(&w, text, width, false);
	EXPECT(wrap_until(&w, SIZE_MAX), "not done");
	check_lines(&w);
	check_steps(&w, state);
	wrap_fini(&w);
}

START_TEST(nothing_is_lost)
{
	struct buf text = BUF_INIT;
	uint32_t state = 13;
	int i, n;

	for (i = 0; i < 20000; i++) {
		buf_clear(&text);
		for (n = (int)(random_next(&state) % 60); n > 0; n--)
			add_hostile(&text, &state);
		check_all(buf_str(&text), 1 + i % 25, &state);
	}
	buf_fini(&text);
}
END_TEST

START_TEST(nothing_is_lost_at_any_width)
{
	struct buf text = BUF_INIT;
	uint32_t state = 14;
	int n, width;

	for (n = 0; n < 2000; n++)
		add_hostile(&text, &state);
	for (width = 1; width <= 200; width++)
		check_all(buf_str(&text), width, &state);
	buf_fini(&text);
}
END_TEST

/* Paragraphs that take several pieces. */
static const char *const units[] = { "Some words, more or less. ", "слово ",
	"中文。", "longwordwithoutblank", "\u0301", "\u200b", " ", "\xff",
	"a\u0301\u200d", "\U0001F468\u200d\U0001F469 ", "\xe2\x80" };

START_TEST(long_paragraphs)
{
	struct buf text = BUF_INIT;
	uint32_t state = 15;
	int at;

	for (at = 0; at < 4; at++) {
		buf_clear(&text);
		while (text.n < (size_t)200000)
			buf_adds(&text, units[_i]);
		/* so that pieces end at other bytes of it */
		buf_addf(&text, "%.*s\nend", at, "xyz");
		check_all(buf_str(&text), 40, &state);
	}
	buf_fini(&text);
}
END_TEST

/* Pieces do not show: nothing else can end a line of words. */
START_TEST(pieces_do_not_show)
{
	struct buf text = BUF_INIT;
	uint32_t state = 16;
	int i;

	while (text.n < (size_t)300000) {
		for (i = 1 + (int)(random_next(&state) % 9); i > 0; i--)
			buf_adds(&text, i % 3 == 0 ? "ы" : "n");
		buf_addc(&text, ' ');
	}
	for (i = 20; i < 120; i += 33)
		expect_same(buf_str(&text), i);
	buf_clear(&text);
	while (text.n < (size_t)200000)
		buf_adds(&text, "中文字");
	expect_same(buf_str(&text), 76);
	expect_same(buf_str(&text), 77);
	buf_fini(&text);
}
END_TEST

#define ROWS(table) (int)(sizeof(table) / sizeof((table)[0]))

static void
add(TCase *t)
{
	tcase_set_timeout(t, 60);
	tcase_add_test(t, fast_is_like_slow_in_ascii);
	tcase_add_test(t, fast_is_like_slow_in_any_script);
	tcase_add_test(t, nothing_is_lost);
	tcase_add_test(t, nothing_is_lost_at_any_width);
	tcase_add_loop_test(t, long_paragraphs, 0, ROWS(units));
	tcase_add_test(t, pieces_do_not_show);
}

int
main(void)
{
	(void)setlocale(LC_ALL, "");
	return run_tests("wrap any", add);
}
