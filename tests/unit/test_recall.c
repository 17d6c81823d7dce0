#include "config.h"

#include "ui/recall.h"

#include "ui/app.h"
#include "ui/key.h"
#include "ui/setup.h"
#include "unit/made.h"

static struct app a;
static struct made m;
static int64_t now; /* ms */

static void
setup(void)
{
	app_init(&a, false, false);
	setup_keys(&a);
	app_resize(&a, 24, 80);
}

static void
teardown(void)
{
	app_fini(&a);
}

/* Draw until nothing is left to be done. */
static void
settle(void)
{
	now += 10 * APP_LOADING_MS;
	do
		(void)app_draw(&a, now);
	while (find_running(&a.reader.find));
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
open_csv(const char *csv)
{
	made_read(&m, csv, "");
	deliver(0, m.n);
}

static void
again(const char *csv)
{
	app_forget(&a);
	(void)app_draw(&a, now);
	open_csv(csv);
}

static void
press(const char *names)
{
	struct str rest = str_of(names), name;
	char text[16];
	uint32_t key;

	while (str_split(&rest, ' ', &name)) {
		(void)snprintf(text, sizeof text, "%.*s", (int)name.n, name.p);
		ck_assert_msg(key_parse(text, &key), "%s", text);
		app_key(&a, key, now);
	}
	settle();
}

/* Enter a command. */
static void
run(const char *line)
{
	app_key(&a, ':', now);
	for (; *line != '\0'; line++)
		app_key(&a, (unsigned char)*line, now);
	press("<Enter>");
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
	size_t is = SIZE_MAX, want = event_of(id);

	ck_assert(reader_event(&a.reader, &is));
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
	press("&");
	press("t <Enter>"); /* a prefix */
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
	press("<Esc>");
	assert_find("&-one");
	ck_assert_uint_eq(a.reader.found, 4);
}
END_TEST

START_TEST(a_filter_alone_stays_one)
{
	open_csv(ONE);
	run("search t*");
	press("& <Esc>");
	assert_find("&t*");
	again(ONE);
	assert_find("&t*");
	ck_assert(!a.reader.find.open);
	press("/ t h <Enter>");
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
		press("& <Esc>");
	}
	ck_assert_uint_eq(a.reader.find.nlevels, FIND_DEPTH);
	again(ONE);
	assert_find("&-w0 &-w1 &-w2 &-w3 &-w4 &-w5 &-w6 &-w7");
	ck_assert_uint_eq(a.reader.found, 3);
	for (int i = 0; i < FIND_DEPTH; i++)
		press("<Esc>");
	assert_find("");
}
END_TEST

START_TEST(what_is_a_mistake_now_is_dropped)
{
	open_csv("id,date,section,title,size\na,1901,x,One,1\nb,1902,y,Two,2\n"
		 "c,1903,x,Three,3\n");
	run("search t*");
	press("&");
	press("<Esc>");
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
	press("h j j"); /* y */
	press("<Tab>");
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
	press("j");
	assert_selected("c");
	again(HEADER "\na,1901,x,T\nb,1902,y,Two\nc,1903,x,Other\n");
	assert_selected("b");
	ck_assert_str_eq(a.message, "event 'c' is not listed any more");
}
END_TEST

START_TEST(without_ids_the_number_counts)
{
	open_csv("date,title\n1901,One\n1902,Two\n1903,Three\n");
	press("j");
	again("date,title\n1905,Five\n1902,Two\n1903,Three\n1904,Four\n");
	ck_assert_uint_eq(a.reader.result.event[a.reader.place], 1);
	run("goto #4");
	again("date,title\n1901,One\n1902,Two\n");
	ck_assert_uint_eq(a.reader.result.event[a.reader.place], 1);
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
	press("( (");
	assert_way("a|cbd");
	assert_selected("c");
	again(HEADER "\nd,1904,x,Four\nc,1903,x,Three\nb,1902,x,Two\n"
		     "a,1901,x,One\n");
	assert_way("a|cbd");
	again(HEADER "\nd,1904,x,Four\nc,1903,x,Three\nb,1902,x,Two\n");
	assert_way("|cbd");
	again(HEADER "\nd,1904,x,Four\nc,1903,x,Three\n");
	assert_way("|cd");
	press(")");
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
	press("(");
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
	press("h j j <Tab>");
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
	press("(");
	assert_selected("e2500");
	buf_fini(&csv);
}
END_TEST

START_TEST(who_has_gone_on_is_left_alone)
{
	struct buf csv = BUF_INIT;

	print_many(&csv, 3000, HEADER);
	open_csv(buf_cstr(&csv));
	run("search even");
	run("goto e2500");
	app_forget(&a);
	made_read(&m, buf_cstr(&csv), "");
	deliver(0, 1);
	press("<Esc> h j j <Tab> j j");
	deliver(1, 3);
	assert_find("");
	ck_assert_uint_eq(a.reader.section, 1);
	ck_assert_ptr_null(a.recall);
	ck_assert_uint_gt(a.reader.place, 0);
	ck_assert_uint_lt(a.reader.result.event[a.reader.place], 100);
	buf_fini(&csv);
}
END_TEST

/* Reading failed, or was begun anew before it was done: nothing is lost. */
START_TEST(twice_is_as_once)
{
	struct buf csv = BUF_INIT;

	print_many(&csv, 3000, HEADER);
	open_csv(buf_cstr(&csv));
	run("search even");
	run("goto e2500");
	app_forget(&a);
	made_read(&m, buf_cstr(&csv), "");
	deliver(0, 1);
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
}

int
main(void)
{
	return made_run("recall", add);
}
