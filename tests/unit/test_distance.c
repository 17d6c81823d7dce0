#include "config.h"

#include "text/distance.h"

#include <check.h>

#include "running.h"
#include "unit/spelling.h"

#define LENGTH_MAX 12
#define ROUNDS 200000

static const struct letters abc = { { 'a', 'a', 0x5D0, 0x5D1 }, 4 };

static void
make(struct letters *l)
{
	l->n = pick(LENGTH_MAX + 1);
	for (size_t i = 0; i < l->n; i++)
		l->code[i] = abc.code[pick((unsigned)abc.n)];
}

START_TEST(it_is_what_the_whole_table_says)
{
	struct letters a, b;

	seed = 1;
	for (int i = 0; i < ROUNDS; i++) {
		unsigned most = pick(DISTANCE_MOST + 1), want;
		bool prefix = pick(2) == 0;

		make(&a);
		b = a;
		if (pick(4) == 0)
			make(&b);
		else
			spoil(&b, 4, &abc);
		want = least(naive_distance(&a, &b, prefix), most + 1);
		ck_assert_uint_eq(distance(&a, &b, prefix, most), want);
		ck_assert_uint_eq(distance(&b, &a, false, most),
		    least(naive_distance(&a, &b, false), most + 1));
	}
}
END_TEST

static const struct {
	const char *a, *b;
	bool prefix;
	unsigned most, distance;
} words[] = {
	{ "gromiko", "gromyko", false, 2, 1 },
	{ "netanyhu", "netanyahu", false, 2, 1 },
	{ "isreal", "israel", false, 2, 1 },
	{ "putni", "putin", false, 2, 1 },
	{ "ca", "abc", false, 3, 3 }, /* no letter is touched twice */
	{ "a", "", false, 1, 1 },
	{ "", "abcd", false, 3, 4 },
	{ "", "abcd", true, 3, 0 },
	{ "", "", false, 0, 0 },
	{ "same", "same", false, 0, 0 },
	{ "same", "sane", false, 0, 1 },
	{ "gromi", "gromyko", true, 2, 1 },
	{ "gromi", "gromyko", false, 2, 3 },
	{ "kissinger", "kiss", true, 3, 4 },
	{ "abcd", "abdcxyz", true, 1, 1 },
	{ "\u0433\u0440\u043e\u043c\u0438\u043a\u043e",
	    "\u0433\u0440\u043e\u043c\u044b\u043a\u043e", false, 2, 1 },
	{ "\u05e9\u05dc\u05dd", "\u05e9\u05dc\u05d5\u05dd", false, 1, 1 },
	{ "\u05e9\u05dc\u05dd", "\u05e9\u05dc\u05d5\u05dd\u05d9", true, 1, 1 },
};
#define NWORDS ((int)(sizeof words / sizeof words[0]))

START_TEST(letters_are_code_points)
{
	struct letters a, b;

	letters_of(&a, str_of(words[_i].a));
	letters_of(&b, str_of(words[_i].b));
	ck_assert_uint_eq(distance(&a, &b, words[_i].prefix, words[_i].most),
	    words[_i].distance);
}
END_TEST

START_TEST(the_longest_words_are_compared)
{
	struct letters a, b;
	char text[DISTANCE_LETTERS + 10];

	memset(text, 'x', sizeof text);
	letters_of(&a, (struct str){ text, sizeof text });
	ck_assert_uint_eq(a.n, DISTANCE_LETTERS);
	text[DISTANCE_LETTERS - 1] = 'y';
	letters_of(&b, (struct str){ text, DISTANCE_LETTERS });
	ck_assert_uint_eq(distance(&a, &b, false, 3), 1);
	ck_assert_uint_eq(distance(&a, &b, true, 3), 1);
	letters_of(&b, (struct str){ text, DISTANCE_LETTERS - 1 });
	ck_assert_uint_eq(distance(&b, &a, true, 3), 0);
	ck_assert_uint_eq(distance(&a, &b, true, 3), 1);
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_test(tc, it_is_what_the_whole_table_says);
	tcase_add_loop_test(tc, letters_are_code_points, 0, NWORDS);
	tcase_add_test(tc, the_longest_words_are_compared);
}

int
main(void)
{
	return run_tests("distance", add_tests);
}
