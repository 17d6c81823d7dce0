#include "config.h"

#include "ui/recall.h"

#include "unit/playing.h"

static int64_t now; /* ms; 0 as long as nothing is settled */

/* Wait until nothing is left to be done. */
static void
settle(void)
{
	now += 10 * APP_LOADING_MS;
	work(now);
}

/* Deliver what was read, from delivery from on. */
static void
deliver(size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		app_adopt(&a, m.delivery[i], now);
		settle();
	}
}

static void
again(const char *csv)
{
	app_forget(&a);
	(void)app_draw(&a, now);
	made_read(&m, csv, "");
	deliver(0, m.n);
}

/* Press them, and wait. */
static void
keys(const char *names)
{
	press_at(names, now);
	settle();
}

/* Enter a command. */
static void
run(const char *line)
{
	type_at(":", now);
	type_at(line, now);
	keys("<Enter>");
}

/* n events, a hundred years before one another, in three sections. */
static void
print_many(struct buf *csv, int n, const char *header)
{
	buf_addf(csv, "%s\n", header);
	for (int i = 0; i < n; i++)
		buf_addf(csv, "e%d,%d,s%d,Event %s %d\n", i, 9999 - i, i % 3,
		    i % 2 == 0 ? "even" : "odd", i);
}

static size_t
event_of(const char *id)
{
	size_t event = SIZE_MAX;

	ck_assert(chronicle_find(a.reader.chronicle, str_of(id), &event));
	return event;
}

static void
assert_selected(const char *id)
{
	size_t is = selected(), want = event_of(id);

	ck_assert_msg(
	    is == want, "event %zu is selected, not '%s' (%zu)", is, id, want);
}

static void
assert_find(const char *want)
{
	struct buf said = BUF_INIT;

	find_describe(&a.reader.find, &said);
	ck_assert_str_eq(buf_cstr(&said), want);
	buf_fini(&said);
}

#define HEADER "id,date,section,title"
#define ONE HEADER "\na,1901,x,One\nb,1902,y,Two\nc,1903,x,Three\n"

START_TEST(numbers_may_be_others)
{
	open_csv(ONE "d,1904,x,Three and two\n");
	run("search -one");
	keys("&");
	keys("t <Enter>"); /* a prefix */
	run("goto c");
	reader_set_offset(&a.reader, 1, 7);
	assert_find("&-one /t");
	again(HEADER "\nz,1899,y,Zero\nd,1904,x,Three and two\n"
		     "c,1903,x,Three\nb,1902,y,Two\na,1901,x,One\n");
	assert_find("&-one /t");
	ck_assert_uint_eq(a.reader.found, 3);
	ck_assert(a.reader.find.open);
	assert_selected("c");
	ck_assert_uint_eq(reader_offset(&a.reader, 3), 7); /* b */
	ck_assert_ptr_null(a.recall);
	ck_assert_str_eq(a.message, "read again");
	keys("<Esc>");
	assert_find("&-one");
	ck_assert_uint_eq(a.reader.found, 4);
}
END_TEST

START_TEST(a_filter_alone_stays_one)
{
	open_csv(ONE);
	run("search t*");
	keys("& <Esc>");
	assert_find("&t*");
	again(ONE);
	assert_find("&t*");
	ck_assert(!a.reader.find.open);
	keys("/ t h <Enter>");
	assert_find("&t* /th");
	ck_assert_uint_eq(a.reader.found, 1);
}
END_TEST

START_TEST(a_query_that_runs_is_one)
{
	struct err e = { .code = ERR_NONE };

	open_csv(ONE);
	run("search t*");
	ck_assert(find_start(&a.reader.find, str_of("th"), true, &e));
	ck_assert(find_running(&a.reader.find));
	again(ONE);
	assert_find("/th");
	assert_selected("c");
}
END_TEST

START_TEST(all_filters_are_run_again)
{
	char line[] = "search -w0";

	open_csv(ONE);
	for (int i = 0; i < FIND_DEPTH; i++) {
		line[sizeof line - 2] = (char)('0' + i);
		run(line);
		keys("& <Esc>");
	}
	ck_assert_uint_eq(a.reader.find.nlevels, FIND_DEPTH);
	again(ONE);
	assert_find("&-w0 &-w1 &-w2 &-w3 &-w4 &-w5 &-w6 &-w7");
	ck_assert_uint_eq(a.reader.found, 3);
	for (int i = 0; i < FIND_DEPTH; i++)
		keys("<Esc>");
	assert_find("");
}
END_TEST

START_TEST(what_is_a_mistake_now_is_dropped)
{
	open_csv("id,date,section,title,size\na,1901,x,One,1\nb,1902,y,Two,2\n"
		 "c,1903,x,Three,3\n");
	run("search t*");
	keys("&");
	keys("<Esc>");
	run("search size>2");
	assert_find("&t* /size>2");
	again(ONE);
	assert_find("&t*");
	ck_assert(!a.reader.find.open);
	ck_assert_uint_eq(a.reader.found, 2);
	ck_assert_str_eq(a.message, "'size>2' is dropped: query:1: no column "
				    "is named \"size\"");
	ck_assert(a.alarming);
}
END_TEST

START_TEST(sections_are_known_by_id)
{
	open_csv(ONE);
	keys("h j j"); /* y */
	keys("<Tab>");
	ck_assert_uint_eq(a.reader.section, 1);
	again(HEADER "\nb,1902,y,Two\na,1901,x,One\n");
	ck_assert_uint_eq(a.reader.section, 0);
	ck_assert_uint_eq(view_sections_current(a.view[PANE_SECTIONS]), 0);
	ck_assert_uint_eq(a.reader.result.n, 1);
	assert_selected("b");
	again(HEADER "\na,1901,x,One\n");
	ck_assert_uint_eq(a.reader.section, SECTION_NONE);
	ck_assert_uint_eq(
	    view_sections_current(a.view[PANE_SECTIONS]), SECTION_NONE);
	ck_assert_str_eq(a.message, "no section 'y'; no event 'b'");
	assert_selected("a");
}
END_TEST

/* What is chosen in the tree counts, even if the list does not show it yet. */
START_TEST(a_section_that_is_only_chosen_is_the_section)
{
	struct err e = { .code = ERR_NONE };

	ck_assert(setup_line(&a, str_of("set thrift on"), &e));
	open_csv(ONE);
	app_key(&a, 'h', now);
	app_key(&a, 'j', now);
	app_key(&a, 'j', now);
	ck_assert_uint_eq(a.reader.section, SECTION_NONE);
	again(ONE);
	ck_assert_uint_eq(a.reader.section, 1);
}
END_TEST

START_TEST(an_event_that_is_not_listed_leaves_its_line)
{
	open_csv(ONE);
	run("search t*");
	keys("j");
	assert_selected("c");
	again(HEADER "\na,1901,x,T\nb,1902,y,Two\nc,1903,x,Other\n");
	assert_selected("b");
	ck_assert_str_eq(a.message, "event 'c' is not listed any more");
}
END_TEST

START_TEST(without_ids_the_number_counts)
{
	open_csv("date,title\n1901,One\n1902,Two\n1903,Three\n");
	keys("j");
	again("date,title\n1905,Five\n1902,Two\n1903,Three\n1904,Four\n");
	ck_assert_uint_eq(result_event(&a.reader.result, a.reader.place), 1);
	run("goto #4");
	again("date,title\n1901,One\n1902,Two\n");
	ck_assert_uint_eq(result_event(&a.reader.result, a.reader.place), 1);
	ck_assert_str_eq(a.message, "read again");
}
END_TEST

/* ---- the way there ------------------------------------------------------ */

static void
assert_way(const char *ids)
{
	struct buf way = BUF_INIT;
	struct record r;

	record_init(&r);
	for (size_t i = 0; i <= a.reader.njumps; i++) {
		if (i == a.reader.jump_at)
			buf_addc(&way, '|');
		if (i == a.reader.njumps)
			break;
		ck_assert(chronicle_record(
		    a.reader.chronicle, a.reader.jump[i], &r, NULL));
		buf_add(&way, r.field[0].p, r.field[0].n);
	}
	ck_assert_str_eq(buf_cstr(&way), ids);
	record_fini(&r);
	buf_fini(&way);
}

START_TEST(jumps_are_known_by_id)
{
	open_csv(ONE "d,1904,x,Four\n");
	run("goto c");
	run("goto b");
	run("goto d");
	keys("( (");
	assert_way("a|cbd");
	assert_selected("c");
	again(HEADER "\nd,1904,x,Four\nc,1903,x,Three\nb,1902,x,Two\n"
		     "a,1901,x,One\n");
	assert_way("a|cbd");
	again(HEADER "\nd,1904,x,Four\nc,1903,x,Three\nb,1902,x,Two\n");
	assert_way("|cbd");
	again(HEADER "\nd,1904,x,Four\nc,1903,x,Three\n");
	assert_way("|cd");
	keys(")");
	assert_selected("d");
	again(HEADER "\nc,1903,x,Three\n");
	assert_way("c|");
}
END_TEST

START_TEST(no_place_comes_twice)
{
	open_csv(ONE);
	run("goto c");
	run("goto a");
	run("goto b");
	run("goto c");
	assert_way("acab|");
	again(HEADER "\na,1901,x,One\nb,1902,y,Two\n");
	assert_way("ab|");
	keys("(");
	again(HEADER "\na,1901,x,One\n");
	assert_way("|a");
}
END_TEST

/* ---- while it is read --------------------------------------------------- */

START_TEST(it_comes_back_piece_by_piece)
{
	struct buf csv = BUF_INIT;

	print_many(&csv, 3000, HEADER);
	open_csv(buf_cstr(&csv));
	ck_assert_uint_eq(m.n, 3);
	keys("h j j <Tab>");
	run("search even");
	reader_set_offset(&a.reader, event_of("e2500"), 9);
	reader_set_offset(&a.reader, event_of("e1000"), 5);
	run("goto e2500");
	run("goto e1000");
	app_forget(&a);
	(void)app_draw(&a, now);
	made_read(&m, buf_cstr(&csv), "");
	deliver(0, 1);
	assert_find("/even");
	ck_assert_uint_eq(a.reader.section, 1);
	ck_assert_uint_eq(a.reader.found, 50);
	ck_assert_ptr_nonnull(a.recall);
	deliver(1, 2);
	assert_selected("e1000");
	ck_assert_uint_eq(reader_offset(&a.reader, event_of("e1000")), 5);
	assert_way("|");
	deliver(2, 3);
	ck_assert_ptr_null(a.recall);
	assert_selected("e1000");
	ck_assert_uint_eq(a.reader.found, 1500);
	ck_assert_uint_eq(a.reader.result.n, 500);
	ck_assert_uint_eq(reader_offset(&a.reader, event_of("e2500")), 9);
	keys("(");
	assert_selected("e2500");
	buf_fini(&csv);
}
END_TEST

/* Be at one of many found events when the first of them are read again. */
static void
read_some_again(struct buf *csv)
{
	print_many(csv, 3000, HEADER);
	open_csv(buf_cstr(csv));
	run("search even");
	run("goto e2500");
	app_forget(&a);
	made_read(&m, buf_cstr(csv), "");
	deliver(0, 1);
}

START_TEST(who_has_gone_on_is_left_alone)
{
	struct buf csv = BUF_INIT;

	read_some_again(&csv);
	keys("<Esc> h j j <Tab> j j");
	deliver(1, 3);
	assert_find("");
	ck_assert_uint_eq(a.reader.section, 1);
	ck_assert_ptr_null(a.recall);
	ck_assert_uint_gt(a.reader.place, 0);
	ck_assert_uint_lt(result_event(&a.reader.result, a.reader.place), 100);
	buf_fini(&csv);
}
END_TEST

/* Reading failed, or was begun anew before it was done: nothing is lost. */
START_TEST(twice_is_as_once)
{
	struct buf csv = BUF_INIT;

	read_some_again(&csv);
	for (size_t i = 1; i < m.n; i++)
		delivery_free(m.delivery[i]);
	again("");
	assert_find("");
	ck_assert_ptr_nonnull(a.recall);
	again(buf_cstr(&csv));
	assert_find("/even");
	assert_selected("e2500");
	ck_assert_ptr_null(a.recall);
	buf_fini(&csv);
}
END_TEST

START_TEST(the_order_of_the_list_does_not_matter)
{
	open_csv(ONE);
	run("sort -date");
	run("goto a");
	ck_assert_uint_eq(a.reader.place, 2);
	again(ONE);
	ck_assert_uint_eq(a.reader.place, 2);
	assert_selected("a");
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, numbers_may_be_others);
	tcase_add_test(t, a_filter_alone_stays_one);
	tcase_add_test(t, a_query_that_runs_is_one);
	tcase_add_test(t, all_filters_are_run_again);
	tcase_add_test(t, what_is_a_mistake_now_is_dropped);
	tcase_add_test(t, sections_are_known_by_id);
	tcase_add_test(t, a_section_that_is_only_chosen_is_the_section);
	tcase_add_test(t, an_event_that_is_not_listed_leaves_its_line);
	tcase_add_test(t, without_ids_the_number_counts);
	tcase_add_test(t, jumps_are_known_by_id);
	tcase_add_test(t, no_place_comes_twice);
	tcase_add_test(t, it_comes_back_piece_by_piece);
	tcase_add_test(t, who_has_gone_on_is_left_alone);
	tcase_add_test(t, twice_is_as_once);
	tcase_add_test(t, the_order_of_the_list_does_not_matter);
}

int
main(void)
{
	return made_run("recall", add);
}
