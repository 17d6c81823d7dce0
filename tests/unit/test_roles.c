#include "config.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "model/compose.h"
#include "model/roles.h"
#include "running.h"
#include "unit/role_cases.h"

#define NCASES (sizeof role_cases / sizeof role_cases[0])

static void
columns_of(struct columns *c, const char *names)
{
	struct str rest = str_of(names), name;

	columns_init(c);
	while (str_split(&rest, '|', &name))
		columns_add_header(c, name);
}

/* The records of a case; *field is to be freed. */
static struct roles_sample
sample_of(const char *rows, size_t n, struct str **field)
{
	struct roles_sample s = { NULL, 0 };
	struct str rest = str_of(rows != NULL ? rows : ""), row, cell;
	size_t at = 0;

	*field = NULL;
	while (rows != NULL && str_split(&rest, '\n', &row)) {
		*field = x_reallocarray(*field, at + n, sizeof **field);
		for (size_t i = 0; i < n; i++) {
			cell = str_of("");
			(void)str_split(&row, '|', &cell);
			(*field)[at++] = cell;
		}
		ck_assert_ptr_null(row.p);
		s.n++;
	}
	s.field = *field;
	return s;
}

/* The letter of each column of the file. */
static const char *
letters_of(const struct columns *c, char got[64])
{
	static const char letters[] = "idstxapkc";

	memset(got, '-', 64);
	got[c->nfile] = '\0';
	for (int r = 0; r < ROLE_NROLES; r++) {
		int at = c->role[r];

		if (at >= 0 && (size_t)at < c->nfile)
			got[at] = letters[r];
		for (size_t i = 0; i < c->nfile && at >= (int)c->nfile; i++)
			if (columns_whole(c, i) == at)
				got[i] = letters[r];
	}
	return got;
}

static void
ck_roles(const struct columns *c, const char *want)
{
	char got[64];

	ck_assert_str_eq(letters_of(c, got), want);
}

START_TEST(roles_by_name_and_values)
{
	const struct role_case *x = &role_cases[_i];
	struct roles_sample s;
	struct columns c;
	struct str *field;
	char got[64];

	columns_of(&c, x->header);
	s = sample_of(x->rows, c.n, &field);
	ck_assert(roles_assign(&c, NULL, NULL, &s, NULL));
	ck_assert_msg(strcmp(letters_of(&c, got), x->roles) == 0,
	    "%s\n  %s, not %s", x->header, got, x->roles);
	ck_assert(roles_assign(&c, NULL, NULL, &s, NULL));
	ck_roles(&c, x->roles);
	columns_fini(&c);
	x_free(field);
}
END_TEST

START_TEST(options_win_over_the_package_over_the_name)
{
	char one[] = "one", gone[] = "gone", two[] = "two";
	char *names[] = { one, two, gone };
	struct roles_option option = { { NULL } };
	struct package p = { .title = NULL };
	struct columns c;

	columns_of(&c, "one|two|three|Title|date|text");
	p.role[ROLE_TEXT] = (struct package_role){ &names[0], 1, false };
	p.role[ROLE_TITLE] = (struct package_role){ &names[1], 1, false };
	p.role[ROLE_DATE] = (struct package_role){ &names[2], 1, false };
	option.column[ROLE_TITLE] = "3";
	option.column[ROLE_KIND] = "DATE";
	ck_assert(roles_assign(&c, &p, &option, NULL, NULL));
	ck_roles(&c, "x-t-k-");
	ck_assert_int_eq(c.role[ROLE_DATE], -1); /* its column is taken */
	ck_assert_int_eq(c.how[ROLE_DATE], ROLE_HOW_NOT);
	ck_assert_int_eq(c.how[ROLE_TITLE], ROLE_HOW_OPTION);
	ck_assert_int_eq(c.how[ROLE_TEXT], ROLE_HOW_PACKAGE);
	option.column[ROLE_TITLE] = NULL;
	ck_assert(roles_assign(&c, &p, &option, NULL, NULL));
	ck_roles(&c, "xt--k-");
	option.column[ROLE_TITLE] = "title";
	option.column[ROLE_KIND] = "";
	ck_assert(roles_assign(&c, &p, &option, NULL, NULL));
	ck_roles(&c, "x--td-");
	ck_assert_int_eq(c.how[ROLE_KIND], ROLE_HOW_OPTION);
	ck_assert_int_eq(c.how[ROLE_DATE], ROLE_HOW_NAME);
	columns_fini(&c);
}
END_TEST

START_TEST(a_package_may_join_or_refuse)
{
	char names[][6] = { "three", "gone", "one" };
	char *list[] = { names[0], names[1], names[2] };
	struct package p = { .title = NULL };
	struct columns c;

	columns_of(&c, "one|two|three|Title|date");
	p.role[ROLE_TEXT] = (struct package_role){ list, 3, false };
	p.role[ROLE_DATE] = (struct package_role){ NULL, 0, true };
	ck_assert(roles_assign(&c, &p, NULL, NULL, NULL));
	ck_roles(&c, "x-xt-");
	ck_assert_uint_eq(c.n, 6);
	ck_assert_str_eq(c.name[5], "three + one");
	ck_assert_int_eq(c.how[ROLE_DATE], ROLE_HOW_PACKAGE);
	columns_fini(&c);
}
END_TEST

START_TEST(options_that_name_no_column)
{
	static const char *const bad[] = { "0", "3", "-1", "x",
		"99999999999999999999999999", " ", ",", "a,,b", "a,3", "a,x",
		",a", "1 2" };

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct roles_option option = { { NULL } };
		struct columns c;
		struct err e;

		columns_of(&c, "a|b");
		option.column[ROLE_TEXT] = bad[i];
		ck_assert_msg(
		    !roles_assign(&c, NULL, &option, NULL, &e), "%s", bad[i]);
		ck_assert_int_eq(e.code, ERR_USAGE);
		columns_fini(&c);
	}
}
END_TEST

START_TEST(options_that_name_several)
{
	static const struct {
		const char *option, *name, *roles;
	} good[] = {
		{ "a,b", "a + b", "xx---" },
		{ " b , 1", "b + a", "xx---" },
		{ "d,a,d", "d + a", "x--x-" },
		{ "a,a", "a", "x----" },
		{ "b, c", "b, c", "--x--" }, /* whole before its parts */
		{ "b, c,a", "b, c + a", "x-x--" },
		{ "a,b, c,2", "a + b, c + b", "xxx--" },
		{ "a,c", "a + c", "x---x" },
		{ "A,", "a", "x----" },
	};

	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		struct roles_option option = { { NULL } };
		struct columns c;
		char got[64];

		for (int r = 0; r < ROLE_NROLES; r++)
			option.column[r] = r == ROLE_TEXT ? good[i].option : "";
		columns_of(&c, "a|b|b, c|d|c");
		ck_assert(roles_assign(&c, NULL, &option, NULL, NULL));
		ck_assert_msg(
		    strcmp(letters_of(&c, got), good[i].roles) == 0 &&
			strcmp(c.name[c.role[ROLE_TEXT]], good[i].name) == 0,
		    "%s: %s", good[i].option, got);
		columns_fini(&c);
	}
}
END_TEST

START_TEST(a_number_may_be_a_name)
{
	struct roles_option option = { { NULL } };
	struct columns c;

	columns_of(&c, "2|b");
	option.column[ROLE_TITLE] = "2";
	ck_assert(roles_assign(&c, NULL, &option, NULL, NULL));
	ck_assert_int_eq(c.role[ROLE_TITLE], 0);
	columns_fini(&c);
}
END_TEST

START_TEST(names_are_cleaned_and_differ)
{
	static const char *const want[] = { "name", "name (2)", "column 3",
		"name (3)", "a b", "column 6", "name (2) (2)", "it's" };
	struct columns c;

	columns_of(&c, " name |\"name\"||name|a\rb|\"\"|name (2)|it's");
	for (size_t i = 0; i < c.n; i++)
		ck_assert_str_eq(c.name[i], want[i]);
	columns_fini(&c);
	columns_init(&c);
	for (int i = 0; i < 300; i++)
		columns_add_header(&c, str_of("a"));
	for (size_t i = 0; i < c.n; i++)
		for (size_t k = 0; k < i; k++)
			ck_assert_str_ne(c.name[i], c.name[k]);
	columns_fini(&c);
}
END_TEST

/* What fields a and b and so on make together for that role. */
static void
ck_composed(enum role role, const char *fields, const char *want)
{
	struct roles_option option = { { NULL } };
	struct str rest = str_of(fields), field[9];
	struct buf store = BUF_INIT;
	struct columns c;
	size_t n = 0;

	while (n < 8 && str_split(&rest, '|', &field[n]))
		n++;
	columns_of(&c, n == 2 ? "a|b" : n == 3 ? "a|b|c" : "a|b|c|d");
	option.column[role] = n == 2 ? "a,b" : n == 3 ? "a,b,c" : "a,b,c,d";
	ck_assert(roles_assign(&c, NULL, &option, NULL, NULL));
	columns_fill(&c, field, &store);
	ck_assert_int_eq(c.role[role], (int)n);
	ck_assert_msg(str_eq(field[n], str_of(want)), "%s: %.*s", fields,
	    (int)field[n].n, field[n].p);
	buf_fini(&store);
	columns_fini(&c);
}

START_TEST(parts_are_joined)
{
	static const struct {
		enum role role;
		const char *fields, *want;
	} t[] = {
		{ ROLE_TEXT, "one|two|three", "one\n\ntwo\n\nthree" },
		{ ROLE_TEXT, "| two |", "two" },
		{ ROLE_TEXT, "||", "" },
		{ ROLE_TITLE, "one||three", "one \302\267 three" },
		{ ROLE_SECTION, "one|two", "one / two" },
		{ ROLE_PLACES, "one|two;three", "one; two;three" },
		{ ROLE_ID, "7|b", "7-b" },
		{ ROLE_DATE, "1999|4|5", "1999-04-05" },
		{ ROLE_DATE, "1999|april|5", "1999-04-05" },
		{ ROLE_DATE, "1999|Apr|05", "1999-04-05" },
		{ ROLE_DATE, "1999|4|", "1999-04" },
		{ ROLE_DATE, "1999||5", "1999" },
		{ ROLE_DATE, "1999|0|0", "1999" },
		{ ROLE_DATE, "1999|", "1999" },
		{ ROLE_DATE, "|4|5", "" },
		{ ROLE_DATE, "44|3|15", "0044-03-15" },
		{ ROLE_DATE, "5|4|1999", "1999-04-05" },
		{ ROLE_DATE, "5|april|1999", "1999-04-05" },
		{ ROLE_DATE, "1999|4", "1999-04" },
		{ ROLE_DATE, "1999|апреля|5", "1999-04-05" },
		{ ROLE_DATE, "1999|2001", "1999/2001" },
		{ ROLE_DATE, "1999-04-05|1999-04-07", "1999-04-05/1999-04-07" },
		{ ROLE_DATE, "1999-04-05|", "1999-04-05" },
		{ ROLE_DATE, "|1999-04-07", "1999-04-07" },
		{ ROLE_DATE, "1999-04-05|17:18", "1999-04-05 17:18" },
	};

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++)
		ck_composed(t[i].role, t[i].fields, t[i].want);
}
END_TEST

START_TEST(columns_are_copied)
{
	struct roles_option option = { { NULL } };
	struct columns c, d;

	columns_of(&c, "a|b|c|d");
	option.column[ROLE_TEXT] = "a,b";
	option.column[ROLE_DATE] = "d,c";
	ck_assert(roles_assign(&c, NULL, &option, NULL, NULL));
	columns_init(&d);
	columns_copy(&d, &c);
	columns_fini(&c);
	ck_assert_uint_eq(d.nfile, 4);
	ck_assert_uint_eq(d.n, 6);
	ck_assert_str_eq(d.name[d.role[ROLE_TEXT]], "a + b");
	ck_assert_str_eq(d.name[d.role[ROLE_DATE]], "d + c");
	ck_assert_int_eq(d.how[ROLE_DATE], ROLE_HOW_OPTION);
	ck_roles(&d, "xxdd");
	columns_fini(&d);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(t, roles_by_name_and_values, 0, (int)NCASES);
	tcase_add_test(t, options_win_over_the_package_over_the_name);
	tcase_add_test(t, a_package_may_join_or_refuse);
	tcase_add_test(t, options_that_name_no_column);
	tcase_add_test(t, options_that_name_several);
	tcase_add_test(t, a_number_may_be_a_name);
	tcase_add_test(t, names_are_cleaned_and_differ);
	tcase_add_test(t, parts_are_joined);
	tcase_add_test(t, columns_are_copied);
}

int
main(void)
{
	return run_tests("roles", add);
}
