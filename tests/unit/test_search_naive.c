/*
 * Plain words over a chronicle made by chance: a search finds the events in
 * whose decoded text somebody sees these words who knows nothing of tokens.
 * Such a person leaves out case and what is written above and below letters,
 * by the tables of libunistring, and looks for words between blanks and
 * commas; for Chinese, which has no blanks, anywhere.  What is typed goes on.
 */
#include "config.h"

#include "unit/searching.h"

#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

#include "base/utf8.h"
#include "running.h"
#include "unit/chance.h"

#define NEVENTS 200
#define NQUERIES 300
#define WORDS_MAX 4 /* of a query */
#define BREVE 0x306
#define TATWEEL 0x640

/* How a letter may be written; the first one is the plain one. */
#define FORMS 6
typedef const char *letter[FORMS];

/* clang-format off */
static const letter latin[] = {
	{ "a", "A", "\u00e1", "\u00c1", "a\u0301", "A\u0323\u0301" },
	{ "n", "N", "\u00f1", "n\u0303" },
	{ "o", "O", "\u00f6", "O\u0308", "\u014d" },
};
static const letter cyrillic[] = {
	{ "\u0435", "\u0415", "\u0451", "\u0401", "\u0435\u0308" },
	{ "\u0438", "\u0418", "\u0438\u0301" },
	{ "\u0439", "\u0419", "\u0438\u0306" },
};
static const letter hebrew[] = {
	{ "\u05e9", "\u05e9\u05b8\u05c1", "\u05e9\u05c2" },
	{ "\u05dc", "\u05dc\u05b4", "\u05dc\u0591" },
	{ "\u05d5", "\u05d5\u05b9" },
};
static const letter arabic[] = {
	{ "\u0633", "\u0633\u064e", "\u0633\u0640" },
	{ "\u0644", "\u0644\u0651\u064e" },
	{ "\u0645", "\u0645\u0652", "\u0645\u0640\u0640" },
};
static const letter chinese[] = {
	{ "\u4e70" }, { "\u624b" }, { "\u673a" },
};
/* clang-format on */

static const struct {
	const letter *letter;
	size_t n;
} scripts[] = { { latin, 3 }, { cyrillic, 3 }, { hebrew, 3 }, { arabic, 3 },
	{ chinese, 3 } };
#define NSCRIPTS (sizeof scripts / sizeof scripts[0])

static const char *const between[] = { " ", " ", ", ", "\n", "\u00a0" };

static char *seen[NEVENTS]; /* what a person sees, a blank at both ends */
static size_t segments;

/* ---- what is written ---------------------------------------------------- */

static void
write_word(struct buf *out)
{
	size_t script = chance(NSCRIPTS);

	for (size_t n = 1 + chance(4); n > 0; n--) {
		const letter *l =
		    &scripts[script].letter[chance(scripts[script].n)];
		size_t forms = 1;

		while (forms < FORMS && (*l)[forms] != NULL)
			forms++;
		buf_adds(out, (*l)[chance(forms)]);
	}
}

static void
write_text(struct buf *out, size_t most)
{
	for (size_t n = chance(most + 1); n > 0; n--) {
		write_word(out);
		buf_adds(out, n > 1 ? between[chance(5)] : "");
	}
}

/* ---- what is seen ------------------------------------------------------- */

/* Append s as a person reads it: small letters, nothing on them. */
static void
see(struct buf *out, struct str s)
{
	size_t n;
	uint8_t *folded = u8_casefold(
	    (const uint8_t *)s.p, s.n, NULL, UNINORM_NFKD, NULL, &n);
	ucs4_t cp;

	ck_assert(folded != NULL);
	for (size_t i = 0; i < n;) {
		char bytes[UTF8_MAX];

		i += (size_t)u8_mbtouc(&cp, folded + i, n - i);
		if (cp == BREVE &&
		    str_eq((struct str){ out->p + out->n - 2, 2 },
			str_of("\u0438"))) {
			out->n -= 2; /* the one mark that makes a letter */
			buf_adds(out, "\u0439");
		} else if (cp == ',' || uc_is_property_white_space(cp)) {
			buf_addc(out, ' ');
		} else if (cp != TATWEEL &&
			   !uc_is_general_category(cp, UC_NON_SPACING_MARK)) {
			buf_add(out, bytes, utf8_encode(cp, bytes));
		}
	}
	free(folded);
}

/* All other scripts here take two bytes a letter at most. */
static bool
is_chinese(const char *word)
{
	return (unsigned char)word[0] >= 0xE0;
}

static bool
sees(const char *text, const char *word, bool goes_on)
{
	struct buf b = BUF_INIT;
	bool found;

	buf_addf(&b, "%s%s%s", is_chinese(word) ? "" : " ", word,
	    goes_on || is_chinese(word) ? "" : " ");
	found = strstr(text, buf_cstr(&b)) != NULL;
	buf_fini(&b);
	return found;
}

/* Does text hold all words of the query? */
static bool
sees_all(const char *text, const char *query, bool typing)
{
	struct buf b = BUF_INIT;
	struct str rest, word;
	bool all = true;

	see(&b, str_of(query));
	rest = buf_str(&b);
	while (all && str_split(&rest, ' ', &word)) {
		bool last = word.p + word.n == b.p + b.n;
		char *w = x_strndup(word.p, word.n);

		all = word.n == 0 || sees(text, w, typing && last);
		x_free(w);
	}
	buf_fini(&b);
	return all;
}

/* ---- both --------------------------------------------------------------- */

static void
add_any_event(size_t i)
{
	static const int columns[] = { TITLE, TEXT, ACTORS };
	struct buf text[3] = { BUF_INIT, BUF_INIT, BUF_INIT }, all = BUF_INIT;
	const char *field[NCOLUMNS] = { "", "", "", "", "", "", "", "", "" };

	buf_addc(&all, ' ');
	for (size_t k = 0; k < 3; k++) {
		write_text(&text[k], 6);
		field[columns[k]] = buf_cstr(&text[k]);
		see(&all, buf_str(&text[k]));
		buf_addc(&all, ' ');
	}
	add_event(field, 0);
	seen[i] = x_strdup(buf_cstr(&all));
	for (size_t k = 0; k < 3; k++)
		buf_fini(&text[k]);
	buf_fini(&all);
}

static void
make(void)
{
	setup();
	add_section("a", SECTION_NONE, "A");
	for (size_t i = 0; i < NEVENTS; i++) {
		add_any_event(i);
		if (chance(20) == 0) {
			deliver();
			segments++;
		}
	}
	deliver();
}

static size_t
check(const char *query, bool typing)
{
	struct query *q = parse_typed(query, typing);
	struct search *s = run(q);
	size_t found = search_count(s);

	for (size_t i = 0; i < NEVENTS; i++)
		ck_assert_msg(bitset_has(search_set(s), i) ==
				  sees_all(seen[i], query, typing),
		    "'%s'%s in '%s'", query, typing ? ", typed," : "", seen[i]);
	search_free(s);
	query_free(q);
	return found;
}

/* As it is typed, without its last characters. */
static void
check_typed(struct buf *query)
{
	while (query->n > 0) {
		(void)check(buf_cstr(query), true);
		query->n = utf8_cut(buf_str(query), query->n - 1);
		query->p[query->n] = '\0';
	}
}

START_TEST(a_search_finds_what_is_seen)
{
	size_t found = 0, all = 0;

	chance_start(_i);
	segments = 0;
	make();
	ck_assert_uint_ge(segments, 2);
	for (size_t k = 0; k < NQUERIES; k++) {
		struct buf query = BUF_INIT;

		write_word(&query);
		for (size_t n = chance(WORDS_MAX); n > 0 && chance(2); n--) {
			buf_addc(&query, ' ');
			write_word(&query);
		}
		found += check(buf_cstr(&query), false);
		all += NEVENTS;
		check_typed(&query);
		buf_fini(&query);
	}
	/* It is about something. */
	ck_assert_uint_gt(found, all / 50);
	ck_assert_uint_lt(found, all / 2);
	for (size_t i = 0; i < NEVENTS; i++)
		x_free(seen[i]);
	teardown();
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_loop_test(tc, a_search_finds_what_is_seen, 0, 4);
}

int
main(void)
{
	return run_tests("search_naive", add_tests);
}
