#include "config.h"

#include <check.h>
#include <string.h>

#include "base/mem.h"
#include "model/chronicle.h"
#include "model/load.h"
#include "model/package_beside.h"
#include "model/package_write.h"
#include "model/roles.h"
#include "model/segment.h"
#include "running.h"
#include "unit/scratch.h"

static const struct csv_options comma;

static void
columns_of(struct columns *c, const char *names)
{
	struct str rest = str_of(names), name;

	columns_init(c);
	while (str_split(&rest, '|', &name))
		columns_add_header(c, name);
}

/* Write what the options make of the columns, and read it again. */
static void
ck_round(const char *names, const struct roles_option *option,
    const struct csv_options *dialect)
{
	struct columns c, d;
	struct package_about about = { .file = "some/made.csv",
		.title = "Q \"x\"",
		.encoding = "utf-8",
		.dialect = dialect,
		.columns = &c };
	struct buf text = BUF_INIT;
	struct package p;
	struct err e = { .code = ERR_NONE };

	columns_of(&c, names);
	columns_of(&d, names);
	ck_assert(roles_assign(&c, NULL, option, NULL, &e));
	package_write(&text, &about);
	scratch_put("made.json", buf_cstr(&text));
	ck_assert_msg(package_read_of("made.json", "there/made.csv", &p, &e),
	    "%s\n%s", e.text, buf_cstr(&text));
	ck_assert_str_eq(p.events, "there/made.csv");
	ck_assert_str_eq(p.title, "Q \"x\"");
	ck_assert_str_eq(p.name, "made");
	ck_assert_int_eq(
	    p.dialect.delimiter, dialect->delimiter ? dialect->delimiter : ',');
	ck_assert_int_eq(p.dialect.escape, dialect->escape);
	ck_assert_int_eq(p.dialect.no_quote, dialect->no_quote);
	ck_assert_int_eq(p.dialect.no_header, dialect->no_header);
	ck_assert(roles_assign(&d, &p, NULL, NULL, &e));
	ck_assert_mem_eq(c.role, d.role, sizeof c.role);
	ck_assert_uint_eq(c.n, d.n);
	for (size_t i = 0; i < c.n; i++)
		ck_assert_str_eq(c.name[i], d.name[i]);
	for (int r = 0; r < ROLE_NROLES; r++)
		ck_assert_int_eq(d.how[r], ROLE_HOW_PACKAGE);
	package_fini(&p);
	columns_fini(&c);
	columns_fini(&d);
	buf_fini(&text);
}

START_TEST(what_is_written_is_read)
{
	struct roles_option option = { { NULL } };
	struct csv_options escaped = { .escape = '\\' };
	struct csv_options other = {
		.delimiter = '\t', .no_quote = true, .no_header = true
	};

	ck_round("id|date|section|title|text", &option, &comma);
	ck_round("id|title", &option, &escaped);
	ck_round("a|b, \"c\"|\\d\\|name|name|event date", &option, &other);
	option.column[ROLE_TEXT] = "text,title";
	ck_round("id|date|section|title|text|kind", &option, &comma);
	option.column[ROLE_TITLE] = "title";
	ck_round("id|date|section|title|text|kind", &option, &comma);
	option.column[ROLE_DATE] = "3,1,2";
	option.column[ROLE_KIND] = "";
	option.column[ROLE_TEXT] = "title,date";
	ck_round("id|date|section|title|text|kind|places", &option, &comma);
}
END_TEST

START_TEST(packages_lie_beside_their_files)
{
	static const char *const t[][2] = {
		{ "a.csv", "a.datapackage.json" },
		{ "x.y/a", "x.y/a.datapackage.json" },
		{ "/x/a.b.csv", "/x/a.b.datapackage.json" },
		{ "x/.csv", "x/.csv.datapackage.json" },
	};

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		char *path = package_beside(t[i][0]);

		ck_assert_str_eq(path, t[i][1]);
		x_free(path);
	}
}
END_TEST

/* Load made.csv; which column is the title? */
static int
title_of(const char *other, const char *problem)
{
	struct loader_options options = { .package = other };
	struct chronicle *c = chronicle_new();
	const struct problems *p;
	struct err e = { .code = ERR_NONE };
	int column;

	ck_assert_msg(
	    chronicle_load(c, "made.csv", &options, &e), "%s", e.text);
	p = chronicle_problems(c);
	ck_assert_uint_eq(p->n, problem != NULL ? 1 : 0);
	if (problem != NULL)
		ck_assert_ptr_nonnull(strstr(p->at[0].what, problem));
	column = chronicle_columns(c)->role[ROLE_TITLE];
	chronicle_free(c);
	return column;
}

static void
put_package(const char *file, const char *about, const char *title)
{
	struct buf b = BUF_INIT;

	buf_addf(&b,
	    "{\"resources\": [{\"path\": \"%s\", \"schema\": {\"fields\":"
	    " [{\"name\": \"%s\", \"annals:role\": \"title\"}]}}]}",
	    about, title);
	scratch_put(file, buf_cstr(&b));
	buf_fini(&b);
}

START_TEST(a_file_has_the_package_beside_it)
{
	scratch_put("made.csv", "a,title,c,d\n1,2,3,4\n");
	ck_assert_int_eq(title_of(NULL, NULL), 1);
	ck_assert_int_eq(title_of("other.json", NULL), 1);
	put_package("other.json", "made.csv", "d");
	ck_assert_int_eq(title_of("other.json", NULL), 3);
	put_package("made.datapackage.json", "made.csv", "c");
	ck_assert_int_eq(title_of("other.json", NULL), 2);
	put_package("made.datapackage.json", "made.tsv", "c");
	ck_assert_int_eq(title_of("other.json", NULL), 1);
	scratch_put("made.datapackage.json", "{");
	ck_assert_int_eq(title_of(NULL, "made.datapackage.json: not valid"), 1);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, scratch_enter, scratch_leave);
	tcase_add_test(t, what_is_written_is_read);
	tcase_add_test(t, packages_lie_beside_their_files);
	tcase_add_test(t, a_file_has_the_package_beside_it);
}

int
main(void)
{
	if (!segment_setup(NULL))
		return EXIT_FAILURE;
	return run_tests("package_write", add);
}
