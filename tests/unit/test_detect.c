#include "config.h"

#include "model/detect.h"

#include <stdint.h>
#include <stdlib.h>

#include "running.h"
#include "unit/languages.h"
#include "unit/recoding.h"

#define TEXT(s)                                                                \
	{                                                                      \
		s, sizeof(s) - 1                                               \
	}

/* ---- UTF-16 and UTF-32 ---- */

static const struct {
	struct str s;
	const char *want; /* NULL: neither */
} wides[] = {
	{ TEXT(""), NULL },
	{ TEXT("a\0"), NULL }, /* too little to tell */
	{ TEXT("a\0b\0"), "UTF-16LE" },
	{ TEXT("\0a\0b"), "UTF-16BE" },
	{ TEXT("a\0\0\0b\0\0\0"), "UTF-32LE" },
	{ TEXT("\0\0\0a\0\0\0b"), "UTF-32BE" },
	{ TEXT("id,title,text\n1,A comet,\n"), NULL },
	{ TEXT("id,title\n1,A \0comet with a zero\n"), NULL },
	{ TEXT("id,title\n1,A\0comet with a zero\n"), NULL },
	{ TEXT("abcd\0\0\0\0efgh\0\0\0\0ijkl\0\0\0\0"), NULL },
	{ TEXT("\0\0\0\0\0\0\0\0"), NULL },
	{ TEXT("\xEF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0\n"), NULL },
};

START_TEST(zero_bytes_tell)
{
	const char *got = detect_wide(wides[_i].s);

	if (wides[_i].want == NULL)
		ck_assert_ptr_null(got);
	else
		ck_assert_str_eq(got, wides[_i].want);
}
END_TEST

/* Whatever the language: its line ends and commas tell, if nothing else. */
START_TEST(any_language_in_utf16)
{
	static const char *const names[] = { "UTF-16LE", "UTF-16BE", "UTF-32LE",
		"UTF-32BE" };
	const struct language *l = &languages[_i];
	struct buf text = BUF_INIT, coded = BUF_INIT;

	for (size_t s = 0; s < LANGUAGE_SENTENCES; s++) {
		buf_addf(&text, "%s\n", l->sentence[s]);
		for (size_t i = 0; i < 4; i++) {
			const char *got;

			recode(names[i], buf_str(&text), &coded);
			got = detect_wide(buf_str(&coded));
			ck_assert_msg(got != NULL, "%s: %s is nothing", l->name,
			    names[i]);
			ck_assert_str_eq(got, names[i]);
		}
		ck_assert_ptr_null(detect_wide(buf_str(&text)));
	}
	buf_fini(&text);
	buf_fini(&coded);
}
END_TEST

/* ---- what is known by its form ---- */

static const struct {
	struct str s;
	bool cut;
	const char *want; /* NULL: ASCII */
	bool sure;
} forms[] = {
	{ TEXT(""), true, NULL, true },
	{ TEXT("plain"), false, NULL, true },
	{ TEXT("caf\xC3\xA9"), false, "UTF-8", true },
	{ TEXT("\xF0\x9F\x99\x82 \xC3"), true, "UTF-8", true },
	{ TEXT("\xC3\xA9 \xF0\x9F\x99"), true, "UTF-8", true },
	{ TEXT("caf\xC3"), true, NULL, true }, /* nobody knows yet */
	{ TEXT("caf\xE9"), false, "WINDOWS-1252", false },
	{ TEXT("\033$B%H%\"\033(B"), false, "ISO-2022-JP", true },
	{ TEXT("\033$)C\016abab\017"), false, "ISO-2022-KR", true },
	{ TEXT("\033[31mred"), false, NULL, true },
	{ TEXT("\033"), true, NULL, true },
	/* Two characters, and one byte that is none. */
	{ TEXT("\xC3\xA9\xC3\xA8 \xFF"), false, "UTF-8", false },
	{ TEXT("\xC3\xA9\xC3\xA8 \xC3"), false, "UTF-8", false },
};

START_TEST(some_are_known_by_form)
{
	bool sure = !forms[_i].sure;
	const char *got = detect_name(forms[_i].s, forms[_i].cut, &sure);

	ck_assert_int_eq(sure, forms[_i].sure);
	if (forms[_i].want == NULL)
		ck_assert_ptr_null(got);
	else
		ck_assert_str_eq(got, forms[_i].want);
}
END_TEST

/* ---- guesses ---- */

static const struct {
	const char *language, *encoding; /* as iconv calls it */
	bool frail; /* a byte that means nothing spoils it all for uchardet */
} written[] = {
	{ "ru", "CP1251", false },
	{ "ru", "KOI8-R", false },
	{ "ru", "CP866", false },
	{ "ru", "MAC-CYRILLIC", false },
	{ "ru", "ISO-8859-5", false },
	{ "uk", "CP1251", false },
	{ "uk", "KOI8-U", false },
	{ "he", "CP1255", false },
	{ "he", "ISO-8859-8", false },
	{ "de", "CP1252", false },
	{ "de", "MACINTOSH", false },
	{ "de", "CP850", false },
	{ "fr", "CP1252", false },
	{ "fr", "MACINTOSH", false },
	{ "fr", "CP850", false },
	{ "fr", "ISO-8859-15", false },
	{ "es", "CP1252", false },
	{ "es", "MACINTOSH", false },
	{ "es", "CP850", false },
	{ "pl", "CP1250", false },
	{ "pl", "ISO-8859-2", false },
	{ "cs", "CP1250", false },
	{ "cs", "ISO-8859-2", false },
	{ "el", "CP1253", true },
	{ "el", "ISO-8859-7", true },
	{ "tr", "CP1254", false },
	{ "tr", "ISO-8859-9", false },
	{ "ar", "CP1256", false },
	{ "ar", "ISO-8859-6", true },
	{ "ja", "CP932", false },
	{ "ja", "EUC-JP", false },
	{ "ja", "ISO-2022-JP", false },
	{ "zh", "GB18030", false },
	{ "zh-TW", "BIG5", false },
	{ "ko", "CP949", false },
};

#define NWRITTEN (sizeof written / sizeof written[0])

static const struct language *
language(const char *name)
{
	const struct language *l = languages;

	while (strcmp(l->name, name) != 0)
		l++;
	return l;
}

/* Records of at least n bytes in that encoding, from a sentence on. */
static void
write_records(size_t which, size_t sentence, size_t n, struct buf *text,
    struct buf *coded)
{
	const struct language *l = language(written[which].language);

	buf_clear(text);
	buf_clear(coded);
	for (size_t i = 0; coded->n < n; i++) {
		buf_addf(text, "%zu-%02zu-%02zu,%s\n", 1900 + i, 1 + i % 12,
		    1 + i % 28, l->sentence[(sentence + i) % 8]);
		recode(written[which].encoding, buf_str(text), coded);
	}
}

/* How many of all texts of n bytes are read right. */
static size_t
count_right(size_t n)
{
	struct buf text = BUF_INIT, coded = BUF_INIT;
	struct reading_of r = { .text = BUF_INIT };
	size_t right = 0;

	for (size_t i = 0; i < NWRITTEN; i++)
		for (size_t s = 0; s < LANGUAGE_SENTENCES; s++) {
			write_records(i, s, n, &text, &coded);
			read_as(NULL, NULL, buf_str(&coded), coded.n, &r);
			if (str_eq(buf_str(&r.text), buf_str(&text)))
				right++;
			else
				printf("%zu bytes of %s in %s: %s\n", n,
				    written[i].language, written[i].encoding,
				    r.name);
		}
	buf_fini(&text);
	buf_fini(&coded);
	buf_fini(&r.text);
	return right;
}

/* In percent; versions of uchardet differ a little. */
static const struct {
	size_t bytes, least;
} shares[] = {
	{ 60, 88 },
	{ 500, 98 },
	{ 5000, 99 },
};

START_TEST(guesses_are_mostly_right)
{
	size_t all = NWRITTEN * LANGUAGE_SENTENCES;
	size_t right = count_right(shares[_i].bytes);

	printf("%zu bytes: %zu of %zu\n", shares[_i].bytes, right, all);
	ck_assert_uint_ge(right * 100, all * shares[_i].least);
}
END_TEST

/* Little text, and what uchardet alone gets wrong. */
static const struct {
	const char *text, *encoding, *want;
} shorts[] = {
	{ "The “quick” fox’s den – said to be old", "CP1252", "WINDOWS-1252" },
	{ "It cost £5 in 1901, at 20°C", "CP1252", "WINDOWS-1252" },
	{ "a café in Paris", "CP1252", "WINDOWS-1252" },
	{ "naïve", "CP1252", "WINDOWS-1252" },
	{ "ça va", "CP1252", "WINDOWS-1252" },
	{ "Zürich,Köln,München", "CP1252", "WINDOWS-1252" },
	{ "São Paulo", "CP1252", "WINDOWS-1252" },
	{ "Łódź", "CP1250", "WINDOWS-1250" },
	{ "Dvořák", "CP1250", NULL },
	{ "Żeby nie było wątpliwości", "ISO-8859-2", "ISO-8859-2" },
	{ "Москва", "CP1251", "WINDOWS-1251" },
	{ "МОСКВА", "CP1251", "WINDOWS-1251" },
	{ "ОАО «РЖД»", "CP1251", "WINDOWS-1251" },
	{ "Иванов Иван Иванович", "KOI8-R", "KOI8-R" },
	{ "Київ, Житомир, Чернігів", "KOI8-U", "KOI8-U" },
	{ "ירושלים", "CP1255", "WINDOWS-1255" },
	{ "Θεσσαλονίκη, Πάτρα", "CP1253", NULL },
};

START_TEST(short_texts)
{
	struct str text = str_of(shorts[_i].text);
	struct buf coded = BUF_INIT;
	struct reading_of r = { .text = BUF_INIT };

	recode(shorts[_i].encoding, text, &coded);
	read_as(NULL, NULL, buf_str(&coded), coded.n, &r);
	ck_assert_msg(str_eq(buf_str(&r.text), text), "%s: %s: %s",
	    shorts[_i].text, r.name, buf_cstr(&r.text));
	if (shorts[_i].want != NULL)
		ck_assert_str_eq(r.name, shorts[_i].want);
	ck_assert(r.guessed);
	buf_fini(&coded);
	buf_fini(&r.text);
}
END_TEST

/* One byte that means nothing, mostly. */
START_TEST(a_broken_byte_changes_nothing)
{
	struct buf text = BUF_INIT, coded = BUF_INIT;
	struct reading_of before = { .text = BUF_INIT };
	struct reading_of after = { .text = BUF_INIT };

	if (written[_i].frail)
		return;
	write_records((size_t)_i, 0, 4000, &text, &coded);
	read_as(NULL, NULL, buf_str(&coded), coded.n, &before);
	coded.p[2000] = (char)0xFF;
	read_as(NULL, NULL, buf_str(&coded), coded.n, &after);
	ck_assert_str_eq(before.name, after.name);
	buf_fini(&text);
	buf_fini(&coded);
	buf_fini(&before.text);
	buf_fini(&after.text);
}
END_TEST

static void
add(TCase *t)
{
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(
	    t, zero_bytes_tell, 0, sizeof wides / sizeof wides[0]);
	tcase_add_loop_test(t, any_language_in_utf16, 0,
	    sizeof languages / sizeof languages[0]);
	tcase_add_loop_test(
	    t, some_are_known_by_form, 0, sizeof forms / sizeof forms[0]);
	tcase_add_loop_test(
	    t, guesses_are_mostly_right, 0, sizeof shares / sizeof shares[0]);
	tcase_add_loop_test(
	    t, short_texts, 0, sizeof shorts / sizeof shorts[0]);
	tcase_add_loop_test(t, a_broken_byte_changes_nothing, 0, (int)NWRITTEN);
}

int
main(void)
{
	return run_tests("detect", add);
}
