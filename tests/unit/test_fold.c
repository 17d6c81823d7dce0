#include "config.h"

#include "text/fold.h"

#include <check.h>
#include <ctype.h>

#include "running.h"
#include "unit/folding.h"

/* Append what the words of s stand for, "|" between. */
static void
print_places(struct buf *out, struct str s)
{
	struct fold_token t;
	struct fold f;

	fold_init(&f, map, s);
	while (fold_next(&f, &t)) {
		if (out->n > 0)
			buf_addc(out, '|');
		buf_add(out, s.p + t.start, t.end - t.start);
	}
}

/* ---- tables ---- */

struct row {
	const char *text, *words;
	const char *places; /* NULL: as the words */
};

static void
check_row(const struct row *r)
{
	struct buf b = BUF_INIT;

	print_words(&b, str_of(r->text));
	ck_assert_msg(strcmp(buf_cstr(&b), r->words) == 0,
	    "'%s' gives '%s', not '%s'", r->text, buf_cstr(&b), r->words);
	if (r->places != NULL) {
		buf_clear(&b);
		print_places(&b, str_of(r->text));
		ck_assert_msg(strcmp(buf_cstr(&b), r->places) == 0,
		    "'%s' marks '%s', not '%s'", r->text, buf_cstr(&b),
		    r->places);
	}
	buf_fini(&b);
}

#define ZWJ "\u200D"
#define ZWNJ "\u200C"
#define ZWSP "\u200B"
#define SHY "\u00AD"
#define VS16 "\uFE0F"
#define KEYCAP "\u20E3"

/* clang-format off */
static const struct row ascii_rows[] = {
	{ "", "", "" },
	{ " ", "", "" },
	{ "...!?", "", "" },
	{ "a", "a", "a" },
	{ "The Soviet  bloc,votes", "the soviet bloc votes",
	  "The|Soviet|bloc|votes" },
	{ "MiXeD", "mixed", "MiXeD" },
	{ "C++ C# F#", "c c f", "C|C|F" },
	{ "AC/DC", "ac dc", "AC|DC" },
	{ "S-300", "s ~=s300 ~300", "S|S-300|300" },
	{ "EL/W-2090", "el w ~=w2090 ~2090", "EL|W|W-2090|2090" },
	{ "1892-03", "1892 03", "1892|03" },
	{ "1914-1918,1,000.50", "1914 1918 1 000 50", "1914|1918|1|000|50" },
	{ "MiG-29-35", "mig ~=mig29 ~29 35", "MiG|MiG-29|29|35" },
	{ "O'Brien", "o ~=obrien ~brien", "O|O'Brien|Brien" },
	{ "Israel's", "israel ~=israels ~s", "Israel|Israel's|s" },
	{ "co-operate", "co ~=cooperate ~operate", "co|co-operate|operate" },
	{ "state-of-the-art x", "state ~=stateoftheart ~of ~the ~art x",
	  "state|state-of-the-art|of|the|art|x" },
	{ "O'Brien-Smith", "o ~=obriensmith ~brien ~smith",
	  "O|O'Brien-Smith|Brien|Smith" },
	{ "-a- 'b' a--b a'-b", "a b a b a b", "a|b|a|b|a|b" },
	{ "a- b a -b a' b", "a b a b a b", "a|b|a|b|a|b" },
	{ "rock'n'roll", "rock ~=rocknroll ~n ~roll",
	  "rock|rock'n'roll|n|roll" },
	{ "1'000'000", "1 ~=1000000 ~000 ~000", "1|1'000'000|000|000" },
	{ "snake_case aa@bb.cc 50% $5", "snake case aa bb cc 50 5",
	  "snake|case|aa|bb|cc|50|5" },
	{ "he said \"no\"", "he said no", "he|said|no" },
	{ "* # 1 #1 *a", "1 1 a", "1|1|a" },
	{ "U.S. the U.S.S.R.", "u ~=us ~s the u ~=ussr ~s ~s ~r",
	  "U|U.S|S|the|U|U.S.S.R|S|S|R" },
	{ "e.g. J.F.Kennedy a.bc ab.c a.1 1.a a..b a. b",
	  "e ~=eg ~g j ~=jf ~f kennedy a bc ab c a 1 1 a a b a b", NULL },
	{ "U.S.'s U.S.-led x.y-z", "u ~=us ~s s u ~=us ~s led "
				   "x ~=xyz ~y ~z", NULL },
	{ "-", "", "" },
	{ "'", "", "" },
	{ "a-", "a", "a" },
	{ "a\"b", "a b", "a|b" },
};

static const struct row latin_rows[] = {
	{ "Café ÉTÉ naïve", "cafe ete naive", "Café|ÉTÉ|naïve" },
	{ "Cafe\u0301 x", "cafe x", "Cafe\u0301|x" },
	{ "Z\u0323\u0301a\u0300", "za", "Z\u0323\u0301a\u0300" },
	{ "straße STRAẞE strasse", "strasse strasse strasse", NULL },
	{ "Ærø ÆRØ Þór Đà Łódź", "aero aero thor da lodz", NULL },
	{ "Œuvre cœur", "oeuvre coeur", NULL },
	{ "İstanbul ISPARTA ısı", "istanbul isparta isi",
	  "İstanbul|ISPARTA|ısı" },
	{ "ﬁn ﬃ ﬂ Ǆ ŉ", "fin ffi fl dz n", "ﬁn|ﬃ|ﬂ|Ǆ|ŉ" },
	{ "ﬀﬁ", "fffi", "ﬀﬁ" },
	{ "ſtop Ⅻ ⅷ m² H₂O ª", "stop xii viii m2 h2o a", NULL },
	{ "①⑳ ⒈ ½ 5½", "120 1 5", "①⑳|⒈|5" },
	{ "Ｗｉｄｅ１２", "wide12", "Ｗｉｄｅ１２" },
	{ "𝐁𝓸𝕝𝟚", "bol2", "𝐁𝓸𝕝𝟚" },
	{ "É.E\u0301. ч.т.д.", "e ~=ee ~e ч ~=чтд ~т ~д",
	  "É|É.E\u0301|E\u0301|ч|ч.т.д|т|д" },
	{ "Việt Nam Vie\u0323\u0302t", "viet nam viet", NULL },
	{ "paral·lel paraŀlel", "paral ~=parallel ~lel parallel", NULL },
	{ "Ὀδυσσεύς ΟΔΥΣΣΕΥΣ ᾳ", "οδυσσευσ οδυσσευσ α", NULL },
	{ "Qurʾān ʿAbd al-Raḥmān", "qur ~=quran ~an abd al ~=alrahman ~rahman",
	  "Qur|Qurʾān|ān|Abd|al|al-Raḥmān|Raḥmān" },
	{ "© ® ™ ¶ § € № + ± → ★", "", "" },
	{ "été-là", "ete ~=etela ~la", "été|été-là|là" },
	{ "a\u0301-e\u0301", "a ~=ae ~e", "a\u0301|a\u0301-e\u0301|e\u0301" },
	{ "\u0301a \u0301", "a", "a" },
};

/* One of its kind; a wide dash separates. */
static const struct row dash_rows[] = {
	{ "a-b", "a ~=ab ~b", "a|a-b|b" },
	{ "a\u2010b", "a ~=ab ~b", "a|a\u2010b|b" },
	{ "a\u2011b", "a ~=ab ~b", "a|a\u2011b|b" },
	{ "a\u2012b", "a ~=ab ~b", "a|a\u2012b|b" },
	{ "a\u2013b", "a ~=ab ~b", "a|a\u2013b|b" },
	{ "a\u2212b", "a ~=ab ~b", "a|a\u2212b|b" },
	{ "a\uFF0Db", "a ~=ab ~b", "a|a\uFF0Db|b" },
	{ "a\u2014b", "a b", "a|b" },
	{ "a\u2015b", "a b", "a|b" },
	{ "1914\u20131918", "1914 1918", "1914|1918" },
	{ "Israel\u2013Russia", "israel ~=israelrussia ~russia",
	  "Israel|Israel\u2013Russia|Russia" },
	{ "a'b", "a ~=ab ~b", "a|a'b|b" },
	{ "a\u2019b", "a ~=ab ~b", "a|a\u2019b|b" },
	{ "a\u2018b", "a ~=ab ~b", "a|a\u2018b|b" },
	{ "a\u02BCb", "a ~=ab ~b", "a|a\u02BCb|b" },
	{ "a\u2032b", "a ~=ab ~b", "a|a\u2032b|b" },
	{ "a`b", "a ~=ab ~b", "a|a`b|b" },
	{ "a\u00B4b", "a ~=ab ~b", "a|a\u00B4b|b" },
	{ "a\u201Cb\u201D", "a b", "a|b" },
};

static const struct row ignored_rows[] = {
	{ "co" SHY "op", "coop", "co" SHY "op" },
	{ "co" ZWSP "op", "coop", "co" ZWSP "op" },
	{ "co" ZWJ "op", "coop", "co" ZWJ "op" },
	{ "co" ZWNJ "op", "coop", "co" ZWNJ "op" },
	{ "co\u2060op", "coop", "co\u2060op" },
	{ "\uFEFFco\uFEFFop\uFEFF", "coop", "co\uFEFFop" },
	{ SHY "co" SHY, "co", "co" },
	{ "a" ZWNJ "-" ZWNJ "b", "a ~=ab ~b", "a|a" ZWNJ "-" ZWNJ "b|b" },
	{ "\u202Bab\u202C c\u200Ed", "ab cd", "ab|c\u200Ed" },
	{ ZWSP, "", "" },
	{ "a\uFE00b\U000E0100", "ab", "a\uFE00b\U000E0100" },
	{ "a\u034Fb", "ab", "a\u034Fb" },
	{ "می" ZWNJ "روم", "میروم", "می" ZWNJ "روم" },
};

static const struct row cyrillic_rows[] = {
	{ "Ёлка ёлка елка", "елка елка елка", NULL },
	{ "мой мои МОЙ", "мой мои мой", NULL },
	{ "мои\u0306 е\u0308лка", "мой елка", "мои\u0306|е\u0308лка" },
	{ "за\u0301мок и\u0301", "замок и", "за\u0301мок|и\u0301" },
	{ "и\u0301\u0306", "й", "и\u0301\u0306" },
	{ "Київ Киі\u0308в Киів", "київ київ киів", NULL },
	{ "Ґ г Ў у Ќ ќ к Ѓ", "ґ г ў у ќ ќ к ѓ", NULL },
	{ "Ѝ ѝ", "и и", NULL },
	{ "п'ять п\u2019ять", "п ~=пять ~ять п ~=пять ~ять", NULL },
	{ "С-300", "с ~=с300 ~300", NULL },
	{ "Москва—столица", "москва столица", NULL },
};

static const struct row hebrew_rows[] = {
	{ "שָׁלוֹם שלום", "שלום שלום", "שָׁלוֹם|שלום" },
	{ "בְּרֵאשִׁ֖ית בָּרָ֣א", "בראשית ברא", "בְּרֵאשִׁ֖ית|בָּרָ֣א" },
	{ "צה\"ל", "צהל", "צה\"ל" },
	{ "צה\u05F4ל או\u05F4ם", "צהל אום", "צה\u05F4ל|או\u05F4ם" },
	{ "צה\u201Dל צה''ל צה\u2019\u2019ל", "צהל צהל צהל", NULL },
	{ "בארה\"ב \"שלום\"", "בארהב שלום", "בארה\"ב|שלום" },
	{ "צַהַ\"ל", "צהל", "צַהַ\"ל" },
	{ "ג\u05F3ורג\u05F3 ג'ורג'", "גורג גורג", "ג\u05F3ורג|ג'ורג" },
	{ "בית־ספר בית-ספר", "בית ~=ביתספר ~ספר בית ~=ביתספר ~ספר", NULL },
	{ "ם מ ן נ", "ם מ ן נ", NULL },
	{ "\uFB2A\uFB4F \u05F2", "שאל יי", NULL },
	{ "a\"ב ב\"a ב\"5", "a ב ב a ב 5", NULL },
	{ "ב'''ב", "ב ב", "ב|ב" },
	{ "ה-7 באוקטובר", "ה ~=ה7 ~7 באוקטובר", NULL },
	{ "על" SHY "\"ו", "עלו", "על" SHY "\"ו" },
};

static const struct row arabic_rows[] = {
	{ "القُرْآنُ القران", "القران القران", "القُرْآنُ|القران" },
	{ "محمـــد محمد", "محمد محمد", "محمـــد|محمد" },
	{ "أحمد إ آ ا ٱ", "احمد ا ا ا ٱ", NULL },
	{ "ى ي ة ه", "ى ي ة ه", NULL },
	{ "١٩٤٨ ۱۹۴۸ १९४८ 1948", "1948 1948 1948 1948", NULL },
	{ "ﷲ ﻻ", "الله لا", "ﷲ|ﻻ" },
	{ "ـ ـب بـ", "ب ب", "ب|بـ" },
	{ "ܐܠܗܐ ܐܰܠܳܗܳܐ", "ܐܠܗܐ ܐܠܗܐ", NULL },
};

static const struct row indic_rows[] = {
	{ "क्षत्रिय", "क्षत्रिय", "क्षत्रिय" },
	{ "कि की", "कि की", "कि|की" },
	{ "ಕೊ ಕ\u0CC6\u0CC2", "ಕೊ ಕೊ", NULL },
	{ "한국 \u1112\u1161\u11AB\u1100\u116E\u11A8", "한국 한국",
	  "한국|\u1112\u1161\u11AB\u1100\u116E\u11A8" },
	{ "한국어 검색", "한국어 검색", "한국어|검색" },
	{ "Հայ ՀԱՅ և", "հայ հայ եւ", NULL },
	{ "ᲥᲐᲠᲗᲣᲚᲘ ქართული", "ქართული ქართული", NULL },
};

static const struct row emoji_rows[] = {
	{ "😀", "😀", "😀" },
	{ "a😀b", "a ~😀 ~b", "a|😀|b" },
	{ "😀😀 😀", "😀 ~😀 😀", "😀|😀|😀" },
	{ "hi 👨" ZWJ "👩" ZWJ "👧 x", "hi 👨" ZWJ "👩" ZWJ "👧 x",
	  "hi|👨" ZWJ "👩" ZWJ "👧|x" },
	{ "👍🏽👍", "👍 ~👍", "👍🏽|👍" },
	{ "👩🏽" ZWJ "🚀", "👩" ZWJ "🚀", "👩🏽" ZWJ "🚀" },
	{ "🇮🇱🇷🇺", "🇮🇱 ~🇷🇺", "🇮🇱|🇷🇺" },
	{ "🇮🇱🇷", "🇮🇱 ~🇷", "🇮🇱|🇷" },
	{ "1" VS16 KEYCAP "#" VS16 KEYCAP "*" KEYCAP,
	  "1" KEYCAP " ~#" KEYCAP " ~*" KEYCAP,
	  "1" VS16 KEYCAP "|#" VS16 KEYCAP "|*" KEYCAP },
	{ "a1" VS16 KEYCAP "2", "a ~1" KEYCAP " ~2", "a|1" VS16 KEYCAP "|2" },
	{ "a-1" KEYCAP, "a 1" KEYCAP, "a|1" KEYCAP },
	{ "1" VS16 "2", "12", "1" VS16 "2" },
	{ "❤ ❤" VS16, "❤ ❤", "❤|❤" VS16 },
	{ "©" VS16 " ©", "©" VS16, "©" VS16 },
	{ "🏳" VS16 ZWJ "🌈", "🏳" ZWJ "🌈", "🏳" VS16 ZWJ "🌈" },
	{ "🙂" ZWJ "↔" VS16, "🙂" ZWJ "↔", "🙂" ZWJ "↔" VS16 },
	{ "😀" ZWJ "a", "😀 ~a", "😀|a" },
	{ "✡ ☎ ♥", "✡ ☎ ♥", NULL },
	{ "🏽", "🏽", "🏽" },
	{ "\U0001F3F4\U000E0067\U000E0062\U000E007F",
	  "\U0001F3F4\U000E0067\U000E0062\U000E007F", NULL },
	{ "שלום😀中", "שלום ~😀 ~中", "שלום|😀|中" },
	{ "▪ item ▶ play ✓", "item play", "item|play" },
};

static const struct row gram_rows[] = {
	{ "中", "中", "中" },
	{ "中国", "中国 ~国", "中国|国" },
	{ "中国人", "中国 ~国人 ~人", "中国|国人|人" },
	{ "中国 人", "中国 ~国 人", "中国|国|人" },
	{ "中-国", "中 国", "中|国" },
	{ "x中国y", "x ~中国 ~国 ~y", "x|中国|国|y" },
	{ "2020年1月", "2020 ~年 ~1 ~月", "2020|年|1|月" },
	{ "が か\u3099 ｶﾞ", "が が ガ", "が|か\u3099|ｶﾞ" },
	{ "かは\u309Aく", "かぱ ~ぱく ~く", "かは\u309A|は\u309Aく|く" },
	{ "コーヒー", "コー ~ーヒ ~ヒー ~ー", "コー|ーヒ|ヒー|ー" },
	{ "東" ZWSP "京", "東京 ~京", "東" ZWSP "京|京" },
	{ "ไทย", "ไท ~ทย ~ย", "ไท|ทย|ย" },
	{ "น้ำ", "น้ำ ~ำ", "น้ำ|ำ" },
	{ "กี่กุ", "กี่กุ ~กุ", "กี่กุ|กุ" },
	{ "မြန်မာ", "မြန် ~န်မာ ~မာ", "မြန်|န်မာ|မာ" },
	{ "ភាសា", "ភាសា ~សា", "ភាសា|សា" },
	{ "๑๒๓", "123", "๑๒๓" },
	{ "⼀⼆ 﨑", "一二 ~二 﨑", "⼀⼆|⼆|﨑" },
	{ "々", "々", "々" },
	{ "\U00020000\U00030000", "\U00020000\U00030000 ~\U00030000", NULL },
	{ "中。国「人」", "中 国 人", "中|国|人" },
};

static const struct row broken_rows[] = {
	{ "a\x01" "b\x1B[31mc\x7F" "d", "a b 31mc d", "a|b|31mc|d" },
	{ "a\xFF" "b", "a b", "a|b" },
	{ "a\xC3", "a", "a" },
	{ "\xC3" "a", "a", "a" },
	{ "\xED\xA0\x80" "a", "a", "a" },
	{ "\xC0\xAF" "a\xF0\x9F\x98", "a", "a" },
	{ "a-\xFF" "b", "a b", "a|b" },
	{ "a\xC2\x85" "b\u2028c\u00A0d", "a b c d", "a|b|c|d" },
	{ "a\uE000b\U0010FFFFc", "a b c", "a|b|c" },
	{ "1\xEF\xB8", "1", "1" },
	{ "1" VS16 "\xE2\x83", "1", "1" VS16 },
	{ "ב\"\xD7", "ב", "ב" },
};
/* clang-format on */

#define ROWS_TEST(name)                                                        \
	START_TEST(name##_are_folded)                                          \
	{                                                                      \
		for (size_t i = 0;                                             \
		     i < sizeof name##_rows / sizeof *name##_rows; i++)        \
			check_row(&name##_rows[i]);                            \
	}                                                                      \
	END_TEST

ROWS_TEST(ascii)
ROWS_TEST(latin)
ROWS_TEST(dash)
ROWS_TEST(ignored)
ROWS_TEST(cyrillic)
ROWS_TEST(hebrew)
ROWS_TEST(arabic)
ROWS_TEST(indic)
ROWS_TEST(emoji)
ROWS_TEST(gram)
ROWS_TEST(broken)

START_TEST(a_nul_separates)
{
	struct buf b = BUF_INIT;

	print_words(&b, (struct str){ "a\0b\0", 4 });
	ck_assert_str_eq(buf_cstr(&b), "a b");
	buf_clear(&b);
	print_words(&b, (struct str){ NULL, 0 });
	ck_assert_uint_eq(b.n, 0);
	buf_fini(&b);
}
END_TEST

START_TEST(pairs_say_that_they_are)
{
	struct fold_token t;
	struct fold f;

	fold_init(&f, map, str_of("a-b 中国 😀"));
	for (int i = 0; fold_next(&f, &t); i++)
		ck_assert_int_eq(t.gram, i == 3 || i == 4);
}
END_TEST

/* Every byte there is ends a word of every length, or is part of it. */
START_TEST(ascii_words_are_folded_in_chunks)
{
	size_t n = (size_t)_i % 140 + 1;
	char text[160], want[160];
	struct fold_token t;
	struct fold f;

	for (size_t i = 0; i < n; i++) {
		text[i] = "aZz09AbQ"[(i * 5 + n) % 8];
		want[i] = (char)tolower((unsigned char)text[i]);
	}
	for (int c = 0; c < 0x80; c++) {
		text[n] = (char)c;
		want[n] = (char)tolower(c);
		fold_init(&f, map, (struct str){ text, n + 1 });
		ck_assert(fold_next(&f, &t));
		ck_assert_uint_eq(t.end, n + (isalnum(c) != 0));
		ck_assert_uint_eq(
		    t.n, t.end < FOLD_TOKEN_MAX ? t.end : FOLD_TOKEN_MAX);
		ck_assert_mem_eq(t.text, want, t.n);
		for (size_t i = t.n; i % FOLD_CHUNK != 0; i++)
			ck_assert_int_eq(t.text[i], 0);
		ck_assert(!fold_next(&f, &t));
	}
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, ascii_are_folded);
	tcase_add_test(tc, latin_are_folded);
	tcase_add_test(tc, dash_are_folded);
	tcase_add_test(tc, ignored_are_folded);
	tcase_add_test(tc, cyrillic_are_folded);
	tcase_add_test(tc, hebrew_are_folded);
	tcase_add_test(tc, arabic_are_folded);
	tcase_add_test(tc, indic_are_folded);
	tcase_add_test(tc, emoji_are_folded);
	tcase_add_test(tc, gram_are_folded);
	tcase_add_test(tc, broken_are_folded);
	tcase_add_test(tc, a_nul_separates);
	tcase_add_test(tc, pairs_say_that_they_are);
	tcase_add_loop_test(tc, ascii_words_are_folded_in_chunks, 0, 140);
}

int
main(void)
{
	return run_tests("fold", add_tests);
}
