/*
 * Any bytes as a text to wrap: lines fit, lose nothing but blanks and line
 * ends, break where UAX #14 lets them or where nothing else is possible, and
 * are the same in whatever steps they are cut.
 *
 * The first byte is the width, the second the steps; the rest is the text.
 */
#include "config.h"

#include <locale.h>
#include <stdint.h>
#include <unilbrk.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "fuzz/fuzzing.h"
#include "text/glyph.h"
#include "text/wrap.h"

#define PARAMETERS 2

/* Bytes of the line end at the start of s, 0 if there is none. */
static size_t
line_end(struct str s)
{
	uint32_t cp;
	size_t n = utf8_decode(s.p, s.n, &cp);

	if (cp == '\r' && s.n > 1 && s.p[1] == '\n')
		return 2;
	return cp == '\n' || cp == '\r' || cp == 0x2028 || cp == 0x2029 ? n : 0;
}

static size_t
count_ends(struct str s)
{
	uint32_t cp;
	size_t n, ends = 0;

	for (; s.n > 0; s.p += n, s.n -= n) {
		n = line_end(s);
		if (n > 0)
			ends++;
		else
			n = utf8_decode(s.p, s.n, &cp);
	}
	return ends;
}

static bool
is_blank(uint32_t cp)
{
	return cp == ' ' || cp == '\t' || cp == 0x1680 || cp == 0x205f ||
	       cp == 0x3000 || (cp >= 0x2000 && cp <= 0x200a && cp != 0x2007);
}

/* What no line has: blanks, and one line end at most. */
static void
check_gap(struct str s)
{
	uint32_t cp;
	size_t n;

	must(count_ends(s) <= 1, "an empty line stays");
	for (; s.n > 0; s.p += n, s.n -= n) {
		if ((n = line_end(s)) > 0)
			continue;
		n = utf8_decode(s.p, s.n, &cp);
		must(is_blank(cp), "nothing but blanks is lost");
	}
}

static size_t
count_visible(struct str s, bool ascii)
{
	size_t n, visible = 0;
	int cells;

	for (; s.n > 0; s.p += n, s.n -= n) {
		n = glyph_cluster(s, ascii, &cells);
		if (cells > 0)
			visible++;
	}
	return visible;
}

static void
check_lines(const struct wrap *w)
{
	size_t at = 0, i;

	for (i = 0; i < w->nlines; i++) {
		struct str s = wrap_at(w, i);
		size_t start = w->line[i].start;

		must(start >= at, "lines are in order");
		check_gap((struct str){ w->text.p + at, start - at });
		must(count_ends(s) == 0, "no line end in a line");
		must(glyph_width(s, w->ascii) <= w->width ||
			 count_visible(s, w->ascii) == 1,
		    "lines fit");
		must(w->line[wrap_find(w, start)].start == start,
		    "a line is found");
		at = start + s.n;
	}
	check_gap((struct str){ w->text.p + at, w->text.n - at });
}

/* May a line break before offset at of text, whatever the width? */
static bool
is_chance(const struct wrap *w, const char *breaks, size_t start, size_t at)
{
	struct str before = { w->text.p + start, at - start };

	/* LB29, which libunistring 1.0 does not follow */
	if (memchr(".,:;", w->text.p[at - 1], 4) != NULL)
		return false;
	return breaks[at] == UC_BREAK_POSSIBLE &&
	       glyph_width(before, w->ascii) > 0;
}

/* A line that is cut in a word has no better place. */
static void
check_breaks(const struct wrap *w)
{
	char *breaks = x_malloc(w->text.n + 1);
	size_t i, at, n;

	u8_possible_linebreaks(
	    (const uint8_t *)w->text.p, w->text.n, "UTF-8", breaks);
	for (i = 0; i + 1 < w->nlines; i++) {
		size_t start = w->line[i].start, next = w->line[i + 1].start;

		if (next != start + w->line[i].n ||
		    breaks[next] == UC_BREAK_POSSIBLE)
			continue;
		for (at = start; at < next; at += n) {
			n = glyph_cluster(
			    (struct str){ w->text.p + at, w->text.n - at },
			    w->ascii, NULL);
			must(at == start || !is_chance(w, breaks, start, at),
			    "a word is cut only if it must be");
		}
		must(at == next, "no cluster is cut");
	}
	x_free(breaks);
}

static void
check_steps(const struct wrap *all, size_t step)
{
	struct wrap w;

	wrap_init(&w, all->text, all->width, all->ascii);
	while (!wrap_until(&w, w.nlines + step))
		must(w.nlines <= all->nlines, "no line too many");
	must(w.nlines == all->nlines, "as many lines in steps");
	must(w.nlines == 0 ||
		 memcmp(w.line, all->line, w.nlines * sizeof *w.line) == 0,
	    "the same lines in steps");
	wrap_fini(&w);
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	return setlocale(LC_ALL, "C.UTF-8") != NULL ? 0 : 1;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct wrap w;
	struct str s;

	if (size < PARAMETERS)
		return 0;
	s.p = (const char *)data + PARAMETERS;
	s.n = size - PARAMETERS;
	wrap_init(&w, s, data[0] % 100 + 1, (data[1] & 0x80) != 0);
	must(wrap_until(&w, SIZE_MAX), "all is done at last");
	check_lines(&w);
	check_steps(&w, data[1] % 5 + 1);
	if (utf8_check(s) == s.n)
		check_breaks(&w);
	wrap_fini(&w);
	return 0;
}
