/*
 * Any bytes as a text to search: words lie in order inside the text and
 * between code points, what lies outside of them has no letter, they are
 * clean and stay as they are when folded again, and neither what stands
 * before nor the case of letters changes them.
 */
#include "config.h"

#include <stdint.h>
#include <string.h>
#include <unictype.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "fuzz/fuzzing.h"
#include "text/fold.h"

/* Kept, because filling it takes longer than everything else. */
static struct fold_map *map;

static bool
is_letter(uint32_t cp)
{
	switch (fold_map_find(map, cp)->class) {
	case FOLD_LETTER:
	case FOLD_LETTER_MARK:
	case FOLD_DIGIT:
	case FOLD_HEBREW:
	case FOLD_GRAM:
	case FOLD_GRAM_MARK:
	case FOLD_EMOJI:
	case FOLD_FLAG:
		return true;
	default:
		return false;
	}
}

static void
check_gap(struct str s)
{
	uint32_t cp;
	size_t n;

	for (; s.n > 0; s.p += n, s.n -= n) {
		n = utf8_decode(s.p, s.n, &cp);
		must(!is_letter(cp), "no letter is lost");
	}
}

/* Control, format, private, unassigned; and separators. */
static bool
is_forbidden(uint32_t cp)
{
	if (cp == 0x200d || (cp >= 0xe0020 && cp <= 0xe007f))
		return false; /* inside an emoji */
	if ((cp >= 0x20000 && cp < 0x34000) ||
	    uc_is_property_extended_pictographic(cp))
		return false; /* whether assigned or not */
	return uc_is_general_category_withtable(
	    cp, UC_CATEGORY_MASK_C | UC_CATEGORY_MASK_Z);
}

static void
check_word(const struct fold_token *t)
{
	char copy[FOLD_TOKEN_MAX];
	struct fold_token again;
	struct fold f;
	uint32_t cp;
	size_t i;

	must(t->n > 0 && t->n <= FOLD_TOKEN_MAX, "a word has some bytes");
	for (i = t->n; i % FOLD_CHUNK != 0; i++)
		must(t->text[i] == '\0', "a word is filled up");
	for (i = 0; i < t->n;) {
		i += utf8_decode(t->text + i, t->n - i, &cp);
		must(cp != UTF8_BAD, "a word is UTF-8");
		must(!is_forbidden(cp), "a word is clean");
	}
	memcpy(copy, t->text, t->n);
	fold_init(&f, map, (struct str){ copy, t->n });
	must(fold_next(&f, &again) && again.n == t->n &&
		 memcmp(again.text, copy, t->n) == 0,
	    "a word folds to itself");
	must(t->gram || !fold_next(&f, &again), "a word is one word");
}

static void
check_places(struct str s)
{
	size_t start = 0, end = 0, at = 0;
	struct fold_token t;
	struct fold f;
	uint32_t cp;

	fold_init(&f, map, s);
	while (fold_next(&f, &t)) {
		check_word(&t);
		must(t.start < t.end && t.end <= s.n, "a word is inside");
		must(t.start >= start, "words are in order");
		must(!t.colocated || t.start == start, "a whole starts with "
						       "its first part");
		if (t.start > end)
			check_gap((struct str){ s.p + end, t.start - end });
		while (at < t.start)
			at += utf8_decode(s.p + at, s.n - at, &cp);
		must(at == t.start, "a word starts at a code point");
		start = t.start;
		if (!t.colocated)
			end = t.end;
	}
	check_gap((struct str){ s.p + end, s.n - end });
}

/* Words of a and b are the same until those of a end, from shift on in b. */
static void
check_same(struct fold *b, struct str s, size_t shift, const char *what)
{
	struct fold_token ta, tb;
	struct fold a;
	bool first = true;

	fold_init(&a, map, s);
	for (; fold_next(&a, &ta); first = false) {
		must(fold_next(b, &tb), what);
		must(ta.n == tb.n && memcmp(ta.text, tb.text, ta.n) == 0, what);
		must(ta.start + shift == tb.start && ta.end + shift == tb.end,
		    what);
		must(ta.gram == tb.gram && ta.colocated == tb.colocated, what);
		must(first || ta.glued == tb.glued, what);
	}
}

static void
check_twice(struct str s)
{
	struct buf b = BUF_INIT;
	struct fold_token t;
	struct fold f;

	buf_add(&b, s.p, s.n);
	buf_addc(&b, ' ');
	buf_add(&b, s.p, s.n);
	fold_init(&f, map, buf_str(&b));
	check_same(&f, s, 0, "once");
	check_same(&f, s, s.n + 1, "and once more");
	must(!fold_next(&f, &t), "and that is all");
	buf_fini(&b);
}

static void
check_case(struct str s)
{
	struct buf b = BUF_INIT;
	struct fold_token t;
	struct fold f;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		buf_addc(&b, c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
	}
	fold_init(&f, map, buf_str(&b));
	check_same(&f, s, 0, "case does not count");
	must(!fold_next(&f, &t), "nor does it make words");
	buf_fini(&b);
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	map = fold_map_new();
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str s = { (const char *)data, size };

	check_places(s);
	check_twice(s);
	check_case(s);
	return 0;
}
