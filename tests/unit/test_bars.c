#include "config.h"

#include "ui/bars.h"

#include <check.h>
#include <locale.h>
#include <stdlib.h>

#include "running.h"

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

/* Three rows in one bar: what the list shows of each, and what it does not. */
static const struct {
	uint32_t listed[3], rest, full;
	const char *want;
} stacks[] = {
	{ { 0, 0, 0 }, 0, 1, "\n\n\n" },
	{ { 8, 8, 8 }, 0, 24, "CC\nBB\nAA\n" },
	{ { 24, 0, 0 }, 0, 24, "AA\nAA\nAA\n" },
	{ { 0, 16, 0 }, 8, 24, "##\nBB\nBB\n" },
	{ { 3, 0, 5 }, 0, 24, "\n\nCC\n" },
	{ { 5, 0, 3 }, 0, 24, "\n\nAA\n" },
	{ { 4, 4, 3 }, 0, 24, "\nCC\nBB\n" },
	{ { 3, 4, 5 }, 12, 24, "##\nCC\nBB\n" },
	/* whatever is there is seen */
	{ { 0, 0, 1 }, 0, 1000000, "\n\nCC\n" },
	{ { 0, 0, 0 }, 1, 1000000, "\n\n##\n" },
	{ { 4294967295u, 0, 0 }, 0, 4294967295u, "AA\nAA\nAA\n" },
};

START_TEST(rows_stand_on_each_other)
{
	struct timeline_bar row[3] = { { .all = { 0 } } },
			    all = { .all = { 0 } };
	struct timeline t = { .nbars = 1, .nrows = 3, .bar = row, .all = &all };
	struct canvas *cv = canvas_new(ROWS, 4, false);
	struct box b = { 0, 0, ROWS, 2 };
	struct buf text = BUF_INIT, want = BUF_INIT;

	for (int i = 0; i < 3; i++) {
		/* Wider dates count as well. */
		row[i].listed.within = stacks[_i].listed[i] / 2;
		row[i].listed.wider =
		    stacks[_i].listed[i] - row[i].listed.within;
		row[i].all = row[i].listed;
		all.listed.within += stacks[_i].listed[i];
	}
	all.all = all.listed;
	all.all.wider = stacks[_i].rest;
	bars_stack(cv, b, &t, 0, stacks[_i].full);
	canvas_text(cv, &text);
	for (const char *p = stacks[_i].want; *p != '\0'; p++)
		buf_adds(&want, *p == '#' ? BARS_LIGHT : (char[]){ *p, '\0' });
	ck_assert_str_eq(buf_cstr(&text), buf_cstr(&want));
	buf_fini(&text);
	buf_fini(&want);
	canvas_free(cv);
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_loop_test(tc, a_bar_is_stacked, 0, NBARS);
	tcase_add_loop_test(tc, ascii_tells_shades_from_eighths, 0, NBARS);
	tcase_add_loop_test(tc, rows_stand_on_each_other, 0,
	    (int)(sizeof stacks / sizeof stacks[0]));
}

int
main(void)
{
	if (setlocale(LC_ALL, "") == NULL)
		return EXIT_FAILURE;
	return run_tests("bars", add_tests);
}
