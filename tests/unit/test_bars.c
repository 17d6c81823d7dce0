#include "config.h"

#include "ui/bars.h"

#include <check.h>
#include <locale.h>
#include <stdlib.h>

#define ROWS 3

static const struct {
	uint32_t within, wider, rest; /* listed, listed, not listed */
	uint32_t full;
	const char *blocks; /* from the top */
	const char *ascii;
} bars[] = {
	{ 0, 0, 0, 1, "\n\n\n", "\n\n\n" },
	{ 24, 0, 0, 24, "██\n██\n██\n", "##\n##\n##\n" },
	{ 1, 0, 0, 24, "\n\n▁▁\n", "\n\n--\n" },
	{ 2, 0, 0, 24, "\n\n▂▂\n", "\n\n--\n" },
	{ 4, 0, 0, 24, "\n\n▄▄\n", "\n\n==\n" },
	{ 9, 0, 0, 24, "\n▁▁\n██\n", "\n--\n##\n" },
	{ 15, 0, 0, 24, "\n▇▇\n██\n", "\n%%\n##\n" },
	/* whatever is there is seen */
	{ 1, 0, 0, 1000000, "\n\n▁▁\n", "\n\n--\n" },
	{ 0, 1, 0, 1000000, "\n\n▒▒\n", "\n\n::\n" },
	{ 0, 0, 1, 1000000, "\n\n░░\n", "\n\n..\n" },
	{ 1, 1, 1, 3, "░░\n▒▒\n██\n", "..\n::\n##\n" },
	{ 12, 1, 11, 24, "░░\n▄▄\n██\n", "..\n==\n##\n" },
	{ 8, 1, 1, 24, "\n▒▒\n██\n", "\n::\n##\n" },
	{ 4294967295u, 0, 0, 4294967295u, "██\n██\n██\n", "##\n##\n##\n" },
};
#define NBARS (int)(sizeof bars / sizeof bars[0])

static void
check_bar(int i, struct canvas *cv, const char *want)
{
	struct timeline_bar bar = {
		.all = { bars[i].within + bars[i].rest, bars[i].wider },
		.listed = { bars[i].within, bars[i].wider },
	};
	struct box b = { 0, 0, ROWS, 2 };
	bool blocks = bars_blocks(cv, b);
	struct buf text = BUF_INIT;

	canvas_clear(cv, b, STYLE_NORMAL);
	bars_draw(cv, b, &bar, bars[i].full, blocks);
	canvas_text(cv, &text);
	ck_assert_str_eq(buf_cstr(&text), want);
	buf_fini(&text);
	canvas_free(cv);
}

START_TEST(a_bar_is_stacked)
{
	check_bar(_i, canvas_new(ROWS, 4, false), bars[_i].blocks);
}
END_TEST

START_TEST(ascii_tells_shades_from_eighths)
{
	struct canvas *plain = canvas_new(ROWS, 4, false);

	canvas_plain_lines(plain);
	check_bar(_i, plain, bars[_i].ascii);
	check_bar(_i, canvas_new(ROWS, 4, true), bars[_i].ascii);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("bars");
	TCase *tc = tcase_create("all");
	SRunner *sr;
	int failed;

	if (setlocale(LC_ALL, "") == NULL)
		return EXIT_FAILURE;
	tcase_add_loop_test(tc, a_bar_is_stacked, 0, NBARS);
	tcase_add_loop_test(tc, ascii_tells_shades_from_eighths, 0, NBARS);
	suite_add_tcase(suite, tc);
	sr = srunner_create(suite);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
