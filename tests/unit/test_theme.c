#include "config.h"

#include "ui/theme.h"

#include "made.h"

static struct theme t;

static const struct look plain = { -1, -1, 0 };
static const struct look pink = { 13, 0, LOOK_UNDERLINE };

static bool
same(struct look a, struct look b)
{
	return a.fg == b.fg && a.bg == b.bg && a.attributes == b.attributes;
}

START_TEST(shipped_looks_need_no_background)
{
	theme_defaults(&t);
	for (int s = 0; s < STYLE_NSTYLES; s++) {
		struct look l = theme_look(&t, (enum style)s, false);

		/* Readable on dark and light ground: no own background, and
		 * none of the colours that vanish on one of them. */
		ck_assert_int_eq(l.bg, -1);
		ck_assert(l.fg == -1 || l.fg == 1 || l.fg == 2 || l.fg == 6);
		ck_assert(!t.own[s]);
	}
	ck_assert(same(theme_look(&t, STYLE_NORMAL, false), plain));
	ck_assert(!same(theme_look(&t, STYLE_CURRENT, false), plain));
}
END_TEST

START_TEST(thrift_leaves_rows_of_lists_plain)
{
	static const enum style rows[] = { STYLE_DATE, STYLE_COUNT,
		STYLE_CURRENT, STYLE_PARKED, STYLE_MARKER, STYLE_NORMAL,
		STYLE_RULE };

	theme_defaults(&t);
	for (size_t i = 0; i < LENGTH(rows); i++)
		ck_assert(same(theme_look(&t, rows[i], true), plain));
	/* What does not change with each key may have a look. */
	ck_assert(!same(theme_look(&t, STYLE_TITLE, true), plain));
	ck_assert(!same(theme_look(&t, STYLE_ERROR, true), plain));
}
END_TEST

START_TEST(looks_of_the_user_are_kept)
{
	for (int s = 0; s < STYLE_NSTYLES; s++) {
		theme_defaults(&t);
		theme_set(&t, (enum style)s, pink);
		ck_assert(same(theme_look(&t, (enum style)s, false), pink));
		ck_assert(same(theme_look(&t, (enum style)s, true), pink));
	}
}
END_TEST

static void
add(TCase *c)
{
	tcase_add_test(c, shipped_looks_need_no_background);
	tcase_add_test(c, thrift_leaves_rows_of_lists_plain);
	tcase_add_test(c, looks_of_the_user_are_kept);
}

int
main(void)
{
	return made_run("theme", add);
}
