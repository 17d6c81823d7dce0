#include "config.h"

#include "model/order.h"

#include <stdio.h>

#include "model/cell.h"
#include "running.h"
#include "unit/chance.h"
#include "unit/searching.h"

#define NEVENTS 3000

static struct result result;
static struct order_list list;

static void
begin(void)
{
	setup();
	result_init(&result);
	order_list_init(&list);
}

static void
end(void)
{
	order_list_fini(&list);
	result_fini(&result);
	teardown();
}

static void
read_by(struct order_by *by, const char *name)
{
	struct err e = { ERR_NONE, "" };

	ck_assert_msg(order_by_read(by, chronicle_columns(c), chronicle_map(c),
			  str_of(name), &e),
	    "%s: %s", name, e.text);
}

/* Order the result into list. */
static size_t
order(const char *name)
{
	struct order_setup setup = { .chronicle = c, .result = &result };
	struct err e = { ERR_NONE, "" };
	struct order *o;
	bool done = false;
	size_t steps = 0;

	read_by(&setup.by, name);
	ck_assert(result_filter(&result, c, SECTION_NONE, NULL, &e));
	o = order_new(&setup, &e);
	ck_assert(o != NULL);
	for (; !done; steps++)
		ck_assert_msg(order_step(o, &done, &e), "%s", e.text);
	order_list_fini(&list);
	order_take(o, &list);
	order_free(o);
	ck_assert_uint_eq(list.n, result.n);
	return steps;
}

static void
is_ordered(const char *name, const char *want)
{
	struct buf is = BUF_INIT;

	(void)order(name);
	for (size_t i = 0; i < list.n; i++)
		buf_addf(&is, "%s%u", i > 0 ? " " : "", list.event[i]);
	ck_assert_msg(strcmp(buf_cstr(&is), want) == 0, "%s: %s is not %s",
	    name, buf_cstr(&is), want);
	buf_fini(&is);
}

/* date, title, number, published */
static const char *const events[][4] = {
	{ "1950", "Zebra", "10", "1948" },          /* 0: read third */
	{ "", "\303\251clair", "9", "1946-05-17" }, /* 1: sixth */
	{ "1949-05", "apple 10", "", "" },          /* 2: second */
	{ "1948", "apple 9", "-3", "n/a" },         /* 3: first */
	{ "1951", " ", "n/a", "2022-02-24/.." },    /* 4: fourth */
	{ "", "Eclair", "9.0", "1947" },            /* 5: seventh */
	{ "1952", "\327\251\327\234\327\225\327\235", "",
	    "1946-05-17" }, /* 6 */
};

#define N (sizeof events / sizeof events[0])

/* In segments of so many events. */
static void
make_few(size_t size)
{
	if (chronicle_count(c) == 0)
		add_section("a", SECTION_NONE, "A");
	for (size_t i = 0; i < N; i++) {
		const char *field[NCOLUMNS];

		for (size_t k = 0; k < NCOLUMNS; k++)
			field[k] = "";
		field[DATE] = events[i][0];
		field[TITLE] = events[i][1];
		field[NUMBER] = events[i][2];
		field[PUBLISHED] = events[i][3];
		add_event(field, 0);
		if ((i + 1) % size == 0)
			deliver();
	}
	deliver();
}

START_TEST(orders_and_what_is_equal_in_them)
{
	begin();
	make_few((size_t)_i);
	is_ordered("date", "3 2 0 4 6 1 5");
	ck_assert_uint_eq(list.dated, 5);
	is_ordered("-date", "6 4 0 2 3 1 5");
	ck_assert_uint_eq(list.dated, 5);
	is_ordered("file", "0 1 2 3 4 5 6");
	ck_assert_uint_eq(list.dated, N);
	is_ordered("-file", "6 5 4 3 2 1 0");
	/* Numbers, then what is none; empty ones last. */
	is_ordered("number", "3 1 5 0 4 2 6");
	is_ordered("-number", "4 0 1 5 3 2 6");
	is_ordered("title", "3 2 1 5 0 6 4");
	is_ordered("-title", "6 0 1 5 2 3 4");
	/* 1947 and 1948 are years here. */
	is_ordered("published", "6 1 5 0 4 3 2"); /* n/a is none */
	is_ordered("-published", "4 0 5 6 1 3 2");
	/* All empty: as they are read. */
	is_ordered("actors", "3 2 0 4 6 1 5");
	is_ordered("-kind", "3 2 0 4 6 1 5");
	/* There is nothing to rank by. */
	is_ordered("rank", "3 2 0 4 6 1 5");
	end();
}
END_TEST

START_TEST(names)
{
	static const struct {
		const char *name;
		struct order_by by;
	} good[] = {
		{ "date", { ORDER_DATE, -1, false } },
		{ " -date ", { ORDER_DATE, -1, true } },
		{ "File", { ORDER_FILE, -1, false } },
		{ "rank", { ORDER_RANK, -1, false } },
		{ "-title", { ORDER_COLUMN, TITLE, true } },
		{ "TITLE", { ORDER_COLUMN, TITLE, false } },
		{ "actor", { ORDER_COLUMN, ACTORS, false } },
		{ "\"number\"", { ORDER_COLUMN, NUMBER, false } },
		{ "-\"number\"", { ORDER_COLUMN, NUMBER, true } },
		{ "\"date\"", { ORDER_DATE, DATE, false } },
	};
	static const struct {
		const char *name, *why;
	} bad[] = {
		{ "size", "no column 'size'" },
		{ "-size", "no column 'size'" },
		{ "", "no column ''" },
		{ "-", "no column '-'" },
		{ "\"rank\"", "no column 'rank'" },
		{ "-rank", "no order '-rank': the best come first" },
	};

	begin();
	make_few(N);
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		struct order_by by;

		read_by(&by, good[i].name);
		ck_assert_int_eq(by.kind, good[i].by.kind);
		ck_assert_int_eq(by.column, good[i].by.column);
		ck_assert_int_eq(by.reverse, good[i].by.reverse);
	}
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct order_by by;
		struct err e = { ERR_NONE, "" };

		ck_assert_msg(!order_by_read(&by, chronicle_columns(c),
				  chronicle_map(c), str_of(bad[i].name), &e),
		    "%s", bad[i].name);
		ck_assert_int_eq(e.code, ERR_USAGE);
		ck_assert_str_eq(e.text, bad[i].why);
	}
	end();
}
END_TEST

/* ---- many ---- */

/* Titles that differ late, or not at all; none has digits. */
static void
write_title(struct buf *out)
{
	static const char *const starts[] = { "", "The ",
		"the \303\211t\303\251 ",
		"The committee of the committee of the committee of ",
		"The committee of the committee of the Committee of The " };
	size_t n = chance(5);

	buf_adds(out, starts[chance(5)]);
	while (n-- > 0)
		buf_addc(out, (char)('a' + chance(3)));
}

static char *titles[NEVENTS];
static int numbers[NEVENTS]; /* -1: it has none */

static void
make_many(int start, size_t size)
{
	chance_start(start);
	add_section("a", SECTION_NONE, "A");
	for (size_t i = 0; i < NEVENTS; i++) {
		struct buf title = BUF_INIT;
		const char *field[NCOLUMNS];
		char date[16], number[16] = "";

		for (size_t k = 0; k < NCOLUMNS; k++)
			field[k] = "";
		(void)snprintf(date, sizeof date, "%d", 1000 + (int)chance(50));
		numbers[i] = (int)chance(200) - 1;
		if (numbers[i] >= 0)
			(void)snprintf(number, sizeof number, "%d", numbers[i]);
		write_title(&title);
		field[DATE] = chance(10) > 0 ? date : "";
		field[TITLE] = buf_cstr(&title);
		field[NUMBER] = number;
		add_event(field, 0);
		titles[i] = x_strdup(buf_cstr(&title));
		buf_fini(&title);
		if ((i + 1) % size == 0)
			deliver();
	}
	deliver();
}

static void
forget_many(void)
{
	for (size_t i = 0; i < NEVENTS; i++)
		x_free(titles[i]);
}

static int
compare_titles(size_t a, size_t b)
{
	struct buf x = BUF_INIT, y = BUF_INIT;
	int order;

	cell_fold(&x, chronicle_map(c), str_of(titles[a]));
	cell_fold(&y, chronicle_map(c), str_of(titles[b]));
	order = strcmp(buf_cstr(&x), buf_cstr(&y));
	buf_fini(&x);
	buf_fini(&y);
	return order;
}

static int
compare_numbers(size_t a, size_t b)
{
	return (numbers[a] > numbers[b]) - (numbers[a] < numbers[b]);
}

static bool
has_title(size_t event)
{
	return str_trim(str_of(titles[event])).n > 0;
}

static bool
has_number(size_t event)
{
	return numbers[event] >= 0;
}

/* Each event once, and each rightly before the next. */
static void
assert_sorted(const char *name, bool (*has)(size_t),
    int (*compare)(size_t, size_t), int sign)
{
	bool seen[NEVENTS] = { false };

	ck_assert_uint_eq(list.n, NEVENTS);
	for (size_t i = 0; i < NEVENTS; i++) {
		size_t a = list.event[i], b, pa, pb;
		int order;

		ck_assert(!seen[a]);
		seen[a] = true;
		if (i + 1 == NEVENTS)
			break;
		b = list.event[i + 1];
		ck_assert(result_find(&result, c, a, &pa));
		ck_assert(result_find(&result, c, b, &pb));
		order =
		    has(a) && has(b) ? sign * compare(a, b) : has(b) - has(a);
		ck_assert_msg(order < 0 || (order == 0 && pa < pb),
		    "%s: %zu before %zu", name, a, b);
	}
}

START_TEST(any_titles_and_numbers)
{
	static const size_t sizes[] = { 100, 1999, NEVENTS };

	for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; k++) {
		begin();
		make_many(_i, sizes[k]);
		/* Several steps, of which the first ones are one segment */
		ck_assert_uint_gt(order("title"), 1);
		assert_sorted("title", has_title, compare_titles, 1);
		(void)order("-title");
		assert_sorted("-title", has_title, compare_titles, -1);
		(void)order("number");
		assert_sorted("number", has_number, compare_numbers, 1);
		(void)order("-number");
		assert_sorted("-number", has_number, compare_numbers, -1);
		forget_many();
		end();
	}
}
END_TEST

START_TEST(the_chronicle_may_grow_meanwhile)
{
	struct order_setup setup = { .result = &result };
	struct err e = { ERR_NONE, "" };
	bool done = false;
	struct order *o;
	size_t place;

	begin();
	make_few(N);
	setup.chronicle = c;
	read_by(&setup.by, "title");
	ck_assert(result_filter(&result, c, SECTION_NONE, NULL, &e));
	o = order_new(&setup, &e);
	ck_assert(o != NULL);
	/* The result goes, more events come. */
	result_fini(&result);
	make_few(3);
	while (!done)
		ck_assert(order_step(o, &done, &e));
	order_take(o, &list);
	order_free(o);
	ck_assert_uint_eq(list.n, N);
	ck_assert_uint_eq(list.event[0], 3);
	ck_assert(order_list_find(&list, 4, &place));
	ck_assert_uint_eq(place, N - 1);
	ck_assert(!order_list_find(&list, N, &place));
	end();
}
END_TEST

START_TEST(nothing_is_in_order)
{
	begin();
	make_few(N);
	deliver();
	for (size_t i = 0; order_by_word(i) != NULL; i++) {
		struct order_setup setup = { .chronicle = c,
			.result = &result };
		struct err e;
		bool done = false;
		struct order *o;

		read_by(&setup.by, order_by_word(i));
		o = order_new(&setup, &e);
		ck_assert(o != NULL);
		while (!done)
			ck_assert(order_step(o, &done, &e));
		order_take(o, &list);
		ck_assert_uint_eq(list.n, 0);
		order_list_fini(&list);
		order_free(o);
	}
	end();
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_loop_test(tc, orders_and_what_is_equal_in_them, 1, (int)N);
	tcase_add_test(tc, names);
	tcase_add_loop_test(tc, any_titles_and_numbers, 0, 3);
	tcase_add_test(tc, the_chronicle_may_grow_meanwhile);
	tcase_add_test(tc, nothing_is_in_order);
}

int
main(void)
{
	return run_tests("order", add_tests);
}
