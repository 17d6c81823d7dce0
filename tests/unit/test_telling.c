#include "config.h"

#include "model/telling.h"

#include "unit/made.h"
#include "unit/refusing.h"

static struct chronicle *c;

static void
setup(void)
{
	c = NULL;
}

static void
teardown(void)
{
	chronicle_free(c);
}

static void
tells(const char *title, const char *want)
{
	struct err e = { .code = ERR_NONE };
	struct str word;

	ck_assert_msg(telling_word(c, str_of(title), &word, &e), "%s", e.text);
	ck_assert_msg(str_eq(word, str_of(want)), "%s: '%.*s' is not '%s'",
	    title, (int)word.n, word.p, want);
}

START_TEST(the_rarest_word_that_others_have_is_telling)
{
	c = made_chronicle("title,text\n"
			   "The comet returns,\n"
			   "The tower,Built when a comet was seen.\n"
			   "The tower falls,\n"
			   "The co-operative,\n"
			   "The cooperative,\n"
			   "The tower,\n",
	    "");
	tells("The comet returns", "comet");
	tells("The tower falls", "tower");
	tells("A co-operative tower", "co-operative");
	/* Of what nobody else has, or all have, the first one. */
	tells("The usual", "The");
	tells("Nobody else", "Nobody");
	tells("... ", "");
	tells("", "");
}
END_TEST

static struct segment_ops refusing;

START_TEST(failures_are_told)
{
	struct err e = { .code = ERR_NONE };
	struct segment *s;
	struct str word;
	size_t start;

	c = made_chronicle("title\nA comet\nA comet\n", "");
	s = chronicle_segment(c, 0, &start);
	refuse_by(s, &refusing);
	refusing.match = refuse_match;
	ck_assert(!telling_word(c, str_of("comet"), &word, &e));
	ck_assert_int_eq(e.code, ERR_MEMORY);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, the_rarest_word_that_others_have_is_telling);
	tcase_add_test(t, failures_are_told);
}

int
main(void)
{
	return made_run("telling", add);
}
