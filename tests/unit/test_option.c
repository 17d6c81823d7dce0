#include "config.h"

#include "ui/option.h"

#include <stdio.h>

#include "made.h"
#include "ui/layout.h"

static const char *
value(const struct options *o, const char *name, char *out, size_t size)
{
	struct buf b = BUF_INIT;
	size_t n;
	const struct option *t = option_table(&n);

	for (size_t i = 0; i < n; i++)
		if (strcmp(t[i].name, name) == 0)
			option_print(o, &t[i], &b);
	(void)snprintf(out, size, "%s", buf_cstr(&b));
	buf_fini(&b);
	return out;
}

START_TEST(defaults_are_within_their_bounds)
{
	size_t n;
	const struct option *t = option_table(&n);
	struct options o;
	struct err e;
	char text[64];

	option_defaults(&o);
	ck_assert_uint_gt(n, 0);
	for (size_t i = 0; i < n; i++) {
		ck_assert_int_le(t[i].min, t[i].start);
		ck_assert_int_le(t[i].start, t[i].max);
		ck_assert_uint_gt(strlen(t[i].help), 0);
		ck_assert_int_ne(t[i].help[strlen(t[i].help) - 1], '.');
		ck_assert_uint_lt(t[i].offset, sizeof o);
		for (size_t k = 0; k < i; k++) {
			ck_assert_str_ne(t[i].name, t[k].name);
			ck_assert_uint_ne(t[i].offset, t[k].offset);
		}
		/* What is printed may be set. */
		ck_assert_msg(option_set(&o, t[i].name,
				  value(&o, t[i].name, text, sizeof text), &e),
		    "%s", e.text);
	}
}
END_TEST

START_TEST(all_words_may_be_set)
{
	size_t n;
	const struct option *t = option_table(&n);
	struct options o;
	char text[64];

	option_defaults(&o);
	for (size_t i = 0; i < n; i++)
		for (int w = 0; t[i].words != NULL && t[i].words[w]; w++) {
			ck_assert(
			    option_set(&o, t[i].name, t[i].words[w], NULL));
			ck_assert_str_eq(
			    value(&o, t[i].name, text, sizeof text),
			    t[i].words[w]);
			ck_assert_int_le(w, t[i].max);
		}
	ck_assert(option_set(&o, "layout", "columns", NULL));
	ck_assert_int_eq(o.layout, LAYOUT_COLUMNS);
	ck_assert(option_set(&o, "thrift", "off", NULL));
	ck_assert_int_eq(o.thrift, THRIFT_OFF);
}
END_TEST

START_TEST(numbers_have_bounds)
{
	size_t n;
	const struct option *t = option_table(&n);
	struct options o;
	char text[64];

	option_defaults(&o);
	for (size_t i = 0; i < n; i++) {
		if (t[i].words != NULL)
			continue;
		(void)snprintf(text, sizeof text, "%d", t[i].max);
		ck_assert(option_set(&o, t[i].name, text, NULL));
		(void)snprintf(text, sizeof text, "%d", t[i].max + 1);
		ck_assert(!option_set(&o, t[i].name, text, NULL));
		(void)snprintf(text, sizeof text, "%d", t[i].min - 1);
		ck_assert(!option_set(&o, t[i].name, text, NULL));
		(void)snprintf(text, sizeof text, "%d", t[i].max);
		ck_assert_str_eq(
		    value(&o, t[i].name, (char[64]){ 0 }, 64), text);
	}
}
END_TEST

START_TEST(mistakes_are_told)
{
	static const struct {
		const char *name, *value, *text;
	} given[] = {
		{ "measure", "77x",
		    "measure: '77x' is no number from 20 to 200" },
		{ "measure", "", "measure: '' is no number from 20 to 200" },
		{ "measure", "99999999999999999999",
		    "measure: '99999999999999999999' is no number from 20 to "
		    "200" },
		{ "layout", "Auto",
		    "layout: 'Auto' is none of auto, stacked, columns, "
		    "single" },
		{ "hints", "", "hints: '' is none of off, on" },
		{ "nothing", "1", "no option 'nothing'" },
		{ "", "1", "no option ''" },
	};
	struct options o, was;

	option_defaults(&o);
	was = o;
	for (size_t i = 0; i < LENGTH(given); i++) {
		struct err e = { .code = ERR_NONE };

		ck_assert(!option_set(&o, given[i].name, given[i].value, &e));
		ck_assert_int_eq(e.code, ERR_USAGE);
		ck_assert_str_eq(e.text, given[i].text);
	}
	ck_assert_int_eq(memcmp(&o, &was, sizeof o), 0);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, defaults_are_within_their_bounds);
	tcase_add_test(t, all_words_may_be_set);
	tcase_add_test(t, numbers_have_bounds);
	tcase_add_test(t, mistakes_are_told);
}

int
main(void)
{
	return made_run("option", add);
}
