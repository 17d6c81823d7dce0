#include "config.h"

#include <check.h>
#include <string.h>

#include "base/mem.h"
#include "plat/caps.h"
#include "running.h"

#define COUNT(a) (sizeof(a) / sizeof(a)[0])
#define E "\033"

struct pair {
	const char *in, *out;
};

/* clang-format off */
static const struct pair delays[] = {
	{ "", "" },
	{ E "[H" E "[J$<50>", E "[H" E "[J" },
	{ "$<2*/>a$<1.5>b", "ab" },
	{ "$5 <> $<", "$5 <> $<" }, /* none of them is one */
};

static const struct pair frames[] = {
	{ "", "" },
	{ "text", "text" },
	{ E "(B" E "[m", E "[m" },
	{ E "[m\017", E "[m" },
	{ E "[39m" E "(B" E "[m", E "[m" },
	{ E "[39;49m" E "[0;1m", E "[0;1m" },
	{ E "(B" E "[0;1;2m" E "[32m" E "[44m", E "[0;1;2;32;44m" },
	{ E "[m" E "[31m", E "[0;31m" },
	{ E "[0m" E "[31m", E "[0;31m" },
	{ E "[1m" E "[38;5;0m", E "[1;38;5;0m" },
	{ E "[38;5;0m" E "[48;5;0m", E "[38;5;0;48;5;0m" },
	{ E "[1m" E "[;31m", E "[;31m" },
	/* What stands between them keeps them apart. */
	{ E "[1ma" E "[mb", E "[1ma" E "[mb" },
	{ E "[1m" E "[5;2H" E "[m", E "[1m" E "[5;2H" E "[m" },
	/* Other sequences, and what was cut off. */
	{ E "[?25l" E ")0" E "[4l" E "(", E "[?25l" E ")0" E "[4l" E "(" },
	{ E "[1", E "[1" },
	{ E, E },
};
/* clang-format on */

START_TEST(delays_are_left_out)
{
	struct buf b = BUF_INIT;

	caps_add(&b, delays[_i].in);
	ck_assert_str_eq(buf_cstr(&b), delays[_i].out);
	buf_fini(&b);
}
END_TEST

START_TEST(frames_become_shorter)
{
	size_t n = strlen(frames[_i].in);
	/* Not a byte more, so that reading on is seen. */
	char *p = x_malloc(n);

	memcpy(p, frames[_i].in, n);
	n = caps_squeeze(p, n);
	ck_assert_uint_eq(n, strlen(frames[_i].out));
	ck_assert_int_eq(memcmp(p, frames[_i].out, n), 0);
	x_free(p);
}
END_TEST

START_TEST(some_can_paste)
{
	ck_assert(caps_can_paste("xterm-256color"));
	ck_assert(caps_can_paste("tmux-256color"));
	ck_assert(!caps_can_paste("vt100"));
	ck_assert(!caps_can_paste("linux"));
	ck_assert(!caps_can_paste(""));
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_loop_test(t, delays_are_left_out, 0, (int)COUNT(delays));
	tcase_add_loop_test(t, frames_become_shorter, 0, (int)COUNT(frames));
	tcase_add_test(t, some_can_paste);
}

int
main(void)
{
	return run_tests("caps", add_tests);
}
