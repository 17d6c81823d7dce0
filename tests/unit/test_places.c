#include "config.h"

#include "ui/places.h"

#include "ui/fields.h"
#include "unit/made.h"

static struct buf out, gone;

static void
setup(void)
{
	buf_init(&out);
	buf_init(&gone);
}

static void
teardown(void)
{
	buf_fini(&out);
	buf_fini(&gone);
}

/* ---- fields ---- */

START_TEST(any_bytes_come_back)
{
	struct buf value = BUF_INIT;
	struct str rest, name;
	char all[256];

	for (size_t i = 0; i < sizeof all; i++)
		all[i] = (char)i;
	fields_add(&out, "a", (struct str){ all, sizeof all });
	fields_add(&out, "b", str_of("%41 = \n"));
	fields_add_number(&out, "c", 17);
	ck_assert_ptr_null(memchr(out.p, '\n', out.n));
	rest = buf_str(&out);
	ck_assert(fields_next(&rest, &name, &value));
	ck_assert(str_eq(name, str_of("a")));
	ck_assert(str_eq(buf_str(&value), (struct str){ all, sizeof all }));
	ck_assert(fields_next(&rest, &name, &value));
	ck_assert_str_eq(buf_cstr(&value), "%41 = \n");
	ck_assert(fields_next(&rest, &name, &value));
	ck_assert_str_eq(buf_cstr(&value), "17");
	ck_assert(!fields_next(&rest, &name, &value));
	buf_fini(&value);
}
END_TEST

START_TEST(what_is_no_escape_stays)
{
	static const struct {
		const char *line, *value;
	} cases[] = {
		{ "v=%", "%" },
		{ "v=%4", "%4" },
		{ "v=%4g", "%4g" },
		{ "v=%41", "A" },
		{ "v=%%41", "%A" },
		{ "v=", "" },
		{ "v==", "=" },
		{ "  x  =  v=1 v=2", "1" },
	};
	struct buf value = BUF_INIT;

	for (size_t i = 0; i < LENGTH(cases); i++) {
		ck_assert_msg(fields_find(str_of(cases[i].line), "v", &value),
		    "%s", cases[i].line);
		ck_assert_str_eq(buf_cstr(&value), cases[i].value);
	}
	ck_assert(!fields_find(str_of("vv=1 w=2 v"), "v", &value));
	ck_assert_uint_eq(value.n, 0);
	buf_fini(&value);
}
END_TEST

START_TEST(numbers_have_bounds)
{
	static const struct {
		const char *line;
		bool ok;
		size_t n;
	} cases[] = {
		{ "n=0", true, 0 },
		{ "n=100", true, 100 },
		{ "n=101", false, 0 },
		{ "n=1000000000000000000000000000000", false, 0 },
		{ "n=", false, 0 },
		{ "n=-1", false, 0 },
		{ "n=1x", false, 0 },
		{ "m=1", false, 0 },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		size_t n = 77;

		ck_assert_msg(fields_find_number(str_of(cases[i].line), "n",
				  100, &n) == cases[i].ok,
		    "%s", cases[i].line);
		ck_assert_uint_eq(n, cases[i].ok ? cases[i].n : 77);
	}
}
END_TEST

/* ---- places ---- */

static void
on_gone(void *arg, const char *of)
{
	(void)arg;
	buf_addf(&gone, "%s;", of);
}

static void
put(const char *file, const char *of, const char *line)
{
	buf_clear(&out);
	buf_clear(&gone);
	places_put(str_of(file), of, str_of(line), &out, on_gone, NULL);
}

START_TEST(the_last_one_is_at_the_end)
{
	struct str line;

	put("", "b", "of=b x=1");
	ck_assert_str_eq(buf_cstr(&out), "of=b x=1\n");
	put("of=a\nof=b x=1\nof=c\n", "b", "of=b x=2");
	ck_assert_str_eq(buf_cstr(&out), "of=a\nof=c\nof=b x=2\n");
	ck_assert(places_find(buf_str(&out), "b", &line));
	ck_assert(str_eq(line, str_of("of=b x=2")));
	ck_assert(!places_find(buf_str(&out), "d", &line));
	ck_assert(!places_find(buf_str(&out), "", &line));
	ck_assert_str_eq(buf_cstr(&gone), "");
}
END_TEST

START_TEST(the_oldest_go)
{
	struct buf file = BUF_INIT;
	struct str line;

	for (int i = 0; i < PLACES_MAX + 2; i++)
		buf_addf(&file, "of=/c%d\n", i);
	put(buf_cstr(&file), "new", "of=new");
	ck_assert_str_eq(buf_cstr(&gone), "/c0;/c1;/c2;");
	ck_assert(!places_find(buf_str(&out), "/c2", &line));
	ck_assert(places_find(buf_str(&out), "/c3", &line));
	ck_assert(places_find(buf_str(&out), "new", &line));
	buf_fini(&file);
}
END_TEST

START_TEST(nothing_goes_while_there_is_room)
{
	struct buf file = BUF_INIT;

	for (int i = 0; i < PLACES_MAX; i++)
		buf_addf(&file, "of=/c%d\n", i);
	put(buf_cstr(&file), "/c7", "of=/c7 x=1");
	ck_assert_str_eq(buf_cstr(&gone), "");
	ck_assert_uint_eq(out.n, file.n + strlen(" x=1"));
	buf_fini(&file);
}
END_TEST

START_TEST(lines_of_nobody_are_dropped)
{
	static const char rest[] = "x=1\n\n\n of\nof=\n\001\002\377=\n"
				   "of=a y=1\r\nof=a y=2";
	struct buf file = BUF_INIT;
	struct str line;

	ck_assert(places_find(str_of(rest), "a", &line));
	ck_assert(str_eq(line, str_of("of=a y=2")));
	for (size_t i = 0; i <= PLACES_LINE_MAX; i++)
		buf_addc(&file, 'x');
	buf_adds(&file, " of=b\n");
	buf_adds(&file, rest);
	put(buf_cstr(&file), "a", "of=a");
	ck_assert_str_eq(buf_cstr(&out), "of=a\n");
	ck_assert(!places_find(buf_str(&file), "b", &line));
	/* Nor is one written that would not be read. */
	put("of=b\n", "a", buf_cstr(&file));
	ck_assert_str_eq(buf_cstr(&out), "of=b\n");
	buf_fini(&file);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, any_bytes_come_back);
	tcase_add_test(t, what_is_no_escape_stays);
	tcase_add_test(t, numbers_have_bounds);
	tcase_add_test(t, the_last_one_is_at_the_end);
	tcase_add_test(t, the_oldest_go);
	tcase_add_test(t, nothing_goes_while_there_is_room);
	tcase_add_test(t, lines_of_nobody_are_dropped);
}

int
main(void)
{
	return made_run("places", add);
}
