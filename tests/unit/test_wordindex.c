/*
 * What a segment finds is what reading all of it word by word finds.
 */
#include "config.h"

#include "model/wordindex.h"

#include <check.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "model/segment.h"
#include "model/wordwriter.h"
#include "running.h"
#include "unit/chance.h"

#define COLUMNS 4
#define WORDS_MAX 200 /* in a field */
#define PHRASE_MAX 4

/* The last column is not indexed. */
static const bool worded[COLUMNS] = { true, true, true, false };

/* clang-format off */
static const char *const pieces[] = {
	"a", "b", "Peace", "peace", "war", "warrior", "War's", "co-operate",
	"cooperate", "co operate", "S-300", "1892-03", "O'Brien", "brien",
	"Café", "cafe", "cafe\u0301", "straße", "İstanbul", "ı", "x", "xy",
	"ёлка", "елка", "мой", "мои", "п'ять", "пять", "Київ",
	"שָׁלוֹם", "שלום", "צה\"ל", "צהל", "בית־ספר", "בית", "ספר",
	"محمـــد", "محمد", "أحمد", "١٩٤٨", "1948",
	"中国", "中", "国人", "東京都", "が", "ｶﾞ", "ไทย", "น้ำ",
	"😀", "👨\u200D👩\u200D👧", "🇮🇱", "👍🏽", "1\uFE0F\u20E3", "❤",
	"한국", "क्षत्रिय", "\u00AD", "\u200B", "\u0301", "\"", "'", "-",
	".", "\xFF", "*", "(", "AND", "NOT", "c0", "{c0}", ":", "NEAR",
};
/* clang-format on */
#define NPIECES (sizeof pieces / sizeof pieces[0])

struct word {
	char *text;
	size_t at; /* its place in the field */
};

struct field {
	struct buf text;
	struct word word[WORDS_MAX];
	size_t n;
};

static struct fold_map *map;
static struct word_writer *writer;
static struct segment *s;
static struct field *fields; /* COLUMNS for each row */
static size_t nrows;
static uint64_t *found, *want;

static struct field *
field_at(size_t row, size_t column)
{
	return &fields[row * COLUMNS + column];
}

static void
make_field(struct field *f)
{
	size_t n = chance(12), at = 0;
	struct fold_token t;
	struct fold cut;

	for (size_t i = 0; i < n; i++) {
		buf_adds(&f->text, pieces[chance(NPIECES)]);
		if (chance(4) > 0)
			buf_addc(&f->text, chance(30) > 0 ? ' ' : '\0');
	}
	fold_init(&cut, map, buf_str(&f->text));
	while (fold_next(&cut, &t)) {
		ck_assert_uint_lt(f->n, WORDS_MAX);
		if (!t.colocated)
			at++;
		f->word[f->n++] = (struct word){ x_strndup(t.text, t.n), at };
	}
}

/* Rows of which half are there before the index is, in segments of all
 * kinds. */
static void
make_segment(int kind)
{
	struct segment_row row = { .section = 0 };
	struct str field[COLUMNS];
	struct err e;

	nrows = 300;
	fields = x_calloc(nrows * COLUMNS, sizeof *fields);
	found = x_calloc(nrows / 64 + 1, sizeof *found);
	want = x_calloc(nrows / 64 + 1, sizeof *want);
	s = segment_new(COLUMNS, kind < 2 ? 100 : 32768, &e);
	ck_assert(s != NULL);
	for (size_t i = 0; i < nrows; i++) {
		if (i == (kind % 2 == 0 ? 0 : nrows / 2))
			ck_assert(segment_index(s, worded, map, &e));
		for (size_t j = 0; j < COLUMNS; j++) {
			make_field(field_at(i, j));
			field[j] = buf_str(&field_at(i, j)->text);
		}
		ck_assert_msg(segment_add(s, field, &row, &e), "%s", e.text);
	}
	ck_assert_msg(segment_seal(s, writer, &e), "%s", e.text);
}

static void
setup(void)
{
	struct err e;

	ck_assert(segment_setup(&e));
	map = fold_map_new();
	writer = word_writer_new(map);
	s = NULL;
	nrows = 0;
}

static void
teardown(void)
{
	segment_free(s);
	for (size_t i = 0; i < nrows * COLUMNS; i++) {
		buf_fini(&fields[i].text);
		for (size_t j = 0; j < fields[i].n; j++)
			x_free(fields[i].word[j].text);
	}
	if (nrows > 0) {
		x_free(fields);
		x_free(found);
		x_free(want);
	}
	word_writer_free(writer);
	fold_map_free(map);
}

/* ---- reading it all ---- */

static bool
is_word(const struct segment_term *t, size_t i, const char *text)
{
	if (t->prefix && i + 1 == t->nwords)
		return strncmp(text, t->word[i], strlen(t->word[i])) == 0;
	return strcmp(text, t->word[i]) == 0;
}

/* Does the word of t numbered i stand at that place? */
static bool
stands_at(
    const struct field *f, size_t at, const struct segment_term *t, size_t i)
{
	for (size_t j = 0; j < f->n; j++) {
		if (f->word[j].at == at && is_word(t, i, f->word[j].text))
			return true;
	}
	return false;
}

static bool
field_has(const struct field *f, const struct segment_term *t)
{
	for (size_t at = 1; at <= f->n; at++) {
		size_t i = 0;

		while (i < t->nwords && stands_at(f, at + i, t, i))
			i++;
		if (i == t->nwords)
			return true;
	}
	return false;
}

static bool
is_asked(const struct segment_term *t, size_t column)
{
	if (!worded[column])
		return false;
	for (size_t i = 0; i < t->ncolumns; i++) {
		if (t->column[i] == (int)column)
			return true;
	}
	return t->ncolumns == 0;
}

static size_t
read_all(const struct segment_term *t)
{
	size_t n = 0;

	memset(want, 0, (nrows / 64 + 1) * sizeof *want);
	for (size_t i = 0; i < nrows; i++) {
		bool has = false;

		for (size_t j = 0; j < COLUMNS; j++)
			has = has ||
			      (is_asked(t, j) && field_has(field_at(i, j), t));
		want[i / 64] |= (uint64_t)has << i % 64;
		n += has;
	}
	return n;
}

static void
check_term(const struct segment_term *t)
{
	size_t n = read_all(t), count = 5;
	struct err e;

	memset(found, 0, (nrows / 64 + 1) * sizeof *found);
	ck_assert_msg(segment_match(s, t, found, &count, &e), "%s", e.text);
	if (count != n + 5 ||
	    memcmp(found, want, (nrows / 64 + 1) * sizeof *want) != 0)
		ck_abort_msg("'%s' (%zu words%s, %zu columns): %zu rows, "
			     "not %zu",
		    t->word[0], t->nwords, t->prefix ? ", prefix" : "",
		    t->ncolumns, count - 5, n);
	ck_assert(segment_match(s, t, found, &count, &e));
	ck_assert_uint_eq(count, n + 5); /* there is nothing new */
}

/* ---- what is asked ---- */

/* Words that do stand one after another somewhere; 0 if the field is short. */
static size_t
pick_phrase(const char **word, size_t n)
{
	const struct field *f = field_at(chance(nrows), chance(COLUMNS));
	size_t at, i = 0;

	if (f->n == 0)
		return 0;
	at = f->word[chance(f->n)].at;
	for (size_t j = 0; i < n && j < f->n; j++) {
		bool last = j + 1 == f->n || f->word[j + 1].at > at + i;

		if (f->word[j].at == at + i && (last || chance(2) == 0))
			word[i++] = f->word[j].text;
	}
	return i;
}

/* As bytes go; the index knows nothing of code points. */
static char *
cut_word(const char *word)
{
	struct str whole = str_of(word);

	return x_strndup(word, utf8_cut(whole, 1 + chance(whole.n)));
}

static void
check_one(void)
{
	static const int columns[] = { 2, 0, 3, 1, 3 };
	struct segment_term t = { .prefix = chance(3) == 0 };
	const char *word[PHRASE_MAX];
	char *cut = NULL;

	t.word = word;
	t.nwords =
	    pick_phrase(word, chance(2) == 0 ? 1 : 1 + chance(PHRASE_MAX));
	if (t.nwords == 0)
		return;
	if (chance(8) == 0)
		word[chance(t.nwords)] = "nowhere";
	if (t.prefix) {
		cut = cut_word(word[t.nwords - 1]);
		if (*cut != '\0')
			word[t.nwords - 1] = cut;
	}
	t.ncolumns = chance(2) == 0 ? 0 : 1 + chance(3);
	t.column = columns + chance(3);
	check_term(&t);
	x_free(cut);
}

START_TEST(found_is_what_is_there)
{
	struct err e;

	chance_start(_i);
	make_segment(_i % 4);
	ck_assert_msg(segment_check(s, &e), "%s", e.text);
	for (int i = 0; i < 1500; i++)
		check_one();
	ck_assert_msg(segment_check(s, &e), "%s", e.text);
}
END_TEST

START_TEST(any_string_may_be_asked)
{
	static const char *const words[] = { "\"", "\"\"", "a\"b", "a b", "*",
		"c0:a", "a AND b", "a*", "(", ")", "{c0}:a", "^a", "NEAR(a b)",
		"-", "'", "\\", "\x01", "\xff", "\xc3", "%s%n", ";", "a-b" };
	struct segment_term t = { .word = words, .nwords = 1 };
	struct err e;
	size_t n = 0;

	chance_start(1);
	make_segment(0);
	for (size_t i = 0; i < 2 * sizeof words / sizeof words[0]; i++) {
		t.word = &words[i / 2];
		t.prefix = i % 2 == 1;
		ck_assert_msg(segment_match(s, &t, found, &n, &e), "%s: %s",
		    *t.word, e.text);
		ck_assert_msg(n == 0, "%s", *t.word);
	}
}
END_TEST

START_TEST(a_column_without_words_has_none)
{
	static const int column[] = { 3 };
	static const char *const word[] = { "a" };
	struct segment_term t = { word, 1, true, column, 1 };
	struct err e;
	size_t n = 0;

	chance_start(1);
	make_segment(0);
	ck_assert(segment_match(s, &t, found, &n, &e));
	ck_assert_uint_eq(n, 0);
}
END_TEST

START_TEST(nothing_indexed_has_nothing)
{
	static const bool none[] = { false };
	static const char *const word[] = { "a" };
	struct segment_term t = { word, 1, true, NULL, 0 };
	struct segment_row row = { .section = 0 };
	struct str field = str_of("a");
	uint64_t bits = 0;
	size_t n = 0;
	struct err e;

	s = segment_new(1, 100, &e);
	ck_assert(segment_index(s, none, map, &e));
	ck_assert(segment_add(s, &field, &row, &e));
	ck_assert(segment_seal(s, writer, &e));
	ck_assert(segment_match(s, &t, &bits, &n, &e));
	ck_assert(segment_words(s, str_of(""), NULL, NULL, &e));
	ck_assert_uint_eq(n, 0);
}
END_TEST

/* ---- the vocabulary ---- */

struct seen {
	char last[FOLD_TOKEN_MAX + 1];
	struct str prefix;
	size_t n, most;
};

static bool
see_word(void *arg, struct str word, size_t rows)
{
	struct seen *seen = arg;
	const char *one[1] = { seen->last };
	struct segment_term t = { .word = one, .nwords = 1 };
	char *text = x_strndup(word.p, word.n);

	ck_assert_msg(
	    strcmp(seen->last, text) < 0, "%s before %s", seen->last, text);
	ck_assert_uint_le(word.n, FOLD_TOKEN_MAX);
	ck_assert(strncmp(text, seen->prefix.p, seen->prefix.n) == 0);
	memcpy(seen->last, text, word.n + 1);
	x_free(text);
	ck_assert_uint_eq(rows, read_all(&t));
	return ++seen->n < seen->most;
}

/* How many words begin with prefix. */
static size_t
count_words(const char *prefix)
{
	const char **known =
	    x_calloc(nrows * COLUMNS * WORDS_MAX, sizeof *known);
	size_t n = 0, len = strlen(prefix);

	for (size_t i = 0; i < nrows * COLUMNS; i++) {
		if (!worded[i % COLUMNS])
			continue;
		for (size_t j = 0; j < fields[i].n; j++) {
			const char *text = fields[i].word[j].text;
			size_t k = 0;

			if (strncmp(text, prefix, len) != 0)
				continue;
			while (k < n && strcmp(known[k], text) != 0)
				k++;
			known[k] = text;
			n += k == n;
		}
	}
	x_free(known);
	return n;
}

START_TEST(words_are_those_that_are_there)
{
	static const char *const prefixes[] = { "", "a", "co", "в", "м", "ש",
		"中", "nowhere", "\u00F4\u00FF", "1" };
	struct err e;

	chance_start(77);
	make_segment(_i % 4);
	for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
		struct seen seen = { .prefix = str_of(prefixes[i]),
			.most = SIZE_MAX };

		ck_assert_msg(
		    segment_words(s, seen.prefix, see_word, &seen, &e), "%s",
		    e.text);
		ck_assert_uint_eq(seen.n, count_words(prefixes[i]));
	}
}
END_TEST

START_TEST(a_visitor_may_have_enough)
{
	struct seen seen = { .prefix = str_of(""), .most = 3 };
	struct err e;

	chance_start(77);
	make_segment(0);
	ck_assert(segment_words(s, seen.prefix, see_word, &seen, &e));
	ck_assert_uint_eq(seen.n, 3);
	seen = (struct seen){ .prefix = str_of(""), .most = 3 };
	ck_assert(segment_words(s, seen.prefix, see_word, &seen, &e));
	ck_assert_uint_eq(seen.n, 3);
}
END_TEST

/* Bit by bit it sees what it sees at one go. */
START_TEST(a_visitor_may_come_again)
{
	static const char *const prefixes[] = { "", "a", "ש", "nowhere" };
	struct err e;

	chance_start(77);
	make_segment(_i % 4);
	for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
		struct seen seen = { .prefix = str_of(prefixes[i]), .most = 1 };
		char after[sizeof seen.last];
		size_t n = 0;

		do {
			n = seen.n;
			memcpy(after, seen.last, sizeof after);
			ck_assert(segment_words_after(s, seen.prefix,
			    str_of(after), see_word, &seen, &e));
			seen.most += chance(3);
		} while (seen.n > n);
		ck_assert_uint_eq(seen.n, count_words(prefixes[i]));
	}
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, found_is_what_is_there, 0, 8);
	tcase_add_test(tc, any_string_may_be_asked);
	tcase_add_test(tc, a_column_without_words_has_none);
	tcase_add_test(tc, nothing_indexed_has_nothing);
	tcase_add_loop_test(tc, words_are_those_that_are_there, 0, 4);
	tcase_add_test(tc, a_visitor_may_have_enough);
	tcase_add_loop_test(tc, a_visitor_may_come_again, 0, 4);
}

int
main(void)
{
	return run_tests("wordindex", add_tests);
}
