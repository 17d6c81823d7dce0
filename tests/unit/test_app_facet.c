#include "config.h"

#include "ui/app.h"

#include "unit/playing.h"

/* One row of the pane, a blank between two things, without the list. */
static void
row_is(int row, const char *want)
{
	struct str rest, line = { "", 0 };
	char got[128];
	size_t n = 0;

	buf_clear(&shown);
	canvas_text(a.canvas, &shown);
	rest = buf_str(&shown);
	for (int i = 0; i <= row; i++)
		(void)str_split(&rest, '\n', &line);
	line.n = strcspn(line.p, "\342"); /* of the line between them */
	line = str_trim(line);
	for (size_t i = 0; i < line.n && n + 1 < sizeof got; i++)
		if (line.p[i] != ' ' || got[n - 1] != ' ')
			got[n++] = line.p[i];
	got[n] = '\0';
	ck_assert_msg(strcmp(got, want) == 0, "row %d: '%s'", row, got);
}

static const char small[] = "id,date,title,kind,actors\n"
			    "a,1901,First,vote,x;y\n"
			    "b,1902,Second,vote,x\n"
			    "c,1903,Third,visit,y;z\n"
			    "d,1904,Fourth,,\n"
			    "e,1915,Fifth,visit,z\n"
			    "f,1916,Sixth,vote,z\n";

static void
open_small(void)
{
	open_csv(small);
}

/* n events; event i has kind i % kinds, but the last are of other kinds. */
static void
read_many(int n, int kinds, int others)
{
	struct buf csv = BUF_INIT;

	buf_adds(&csv, "id,date,title,kind\n");
	for (int i = 0; i < n; i++)
		buf_addf(&csv, "e%d,1%03d,Event,kind %d\n", i, i % 1000,
		    i < n - others ? i % kinds : i);
	made_read(&m, csv.p, "");
	buf_fini(&csv);
}

START_TEST(it_takes_the_place_of_the_tree_at_once)
{
	open_small();
	ck_assert(shows("Topics"));
	type_at(":facet kind\r", 0);
	/* Keys that waited behind the command mean the facet already. */
	press("j");
	row_is(1, "kind");
	row_is(2, "vote 3");
	row_is(3, "> visit 2");
	row_is(4, "(none) 1");
	ck_assert_int_eq(a.focus, PANE_SECTIONS);
	ck_assert(shows("1 of 6"));
	type(":facet\r");
	ck_assert(shows("Topics"));
	type(":facet actor\r");
	row_is(1, "actors");
	row_is(2, "> z 3");
	type(":facet section\r");
	ck_assert(shows("Topics"));
}
END_TEST

START_TEST(a_value_is_picked_inside_what_is_searched_for)
{
	open_small();
	type(":facet actors\r");
	press("<Enter>");
	ck_assert(shows("/actors=\"z\"  1 of 3"));
	ck_assert_int_eq(a.focus, PANE_SECTIONS);
	row_is(2, "> z 3");
	row_is(3, "y 1");
	row_is(4, "x 0");
	row_is(5, "(none) 0");
	press("j <Enter>");
	ck_assert(shows("&actors=\"z\" /actors=\"y\"  1 of 1"));
	/* There is nothing to see. */
	press("G <Enter>");
	ck_assert(shows("no event of the list has this value"));
	press("<Esc>");
	ck_assert(shows("&actors=\"z\"  1 of 3"));
	press("<Esc>");
	ck_assert(shows("3 of 6"));
	ck_assert(!shows("actors=\"z\""));
	row_is(3, "x 2");
	/* What has none is found, too. */
	press("G <Enter>");
	ck_assert(shows("/-actors:*  1 of 1"));
	ck_assert(shows("Fourth"));
}
END_TEST

START_TEST(no_line_moves_while_a_query_is_typed)
{
	open_small();
	type_at(":facet kind\r", 0);
	press("j");
	press("/ t h i r");
	ck_assert(shows("1 of 6 events"));
	row_is(2, "vote 0");
	row_is(3, "> visit 1");
	press("<Enter>");
	row_is(2, "> visit 1");
	row_is(3, "vote 0");
	/* Where there were some before, none moves either. */
	press("/ s i x");
	row_is(2, "> visit 0");
	row_is(3, "vote 1");
	press("<Esc>");
	row_is(2, "> visit 1");
	press("<Esc>");
	row_is(2, "vote 3");
	row_is(3, "> visit 2");
}
END_TEST

START_TEST(the_section_that_is_chosen_stays_in_effect)
{
	open_small();
	press("<S-Tab> j");
	ck_assert(shows("1 of 4  1900s"));
	type(":facet kind\r");
	row_is(2, "> vote 2");
	row_is(3, "visit 1");
	row_is(4, "(none) 1");
	ck_assert(shows("1 of 4  1900s"));
	/* The text is the event's, and moving changes nothing. */
	ck_assert(shows("#1"));
	press("j");
	ck_assert(shows("1 of 4  1900s"));
	press("<Enter>");
	ck_assert(shows("/kind=\"visit\"  1 of 1  1900s"));
	/* An event that is not in it leaves it, and all counts follow. */
	type(":#6\r");
	ck_assert(shows("6 of 6"));
	row_is(2, "vote 3");
	type(":facet\r");
	row_is(2, "> All 6");
}
END_TEST

START_TEST(who_reads_on_stays_in_the_facet)
{
	open_small();
	type(":facet kind\r");
	press("J");
	ck_assert(shows("2 of 6"));
	ck_assert(shows("#2"));
	ck_assert_int_eq(a.focus, PANE_SECTIONS);
	/* But for where the event could not be seen. */
	app_resize(&a, 12, 40);
	press("J");
	ck_assert(shows("3 of 6"));
	ck_assert_int_eq(a.focus, PANE_EVENTS);
}
END_TEST

START_TEST(what_cannot_be_is_refused)
{
	open_small();
	type(":facet nothing\r");
	ck_assert(shows("no column 'nothing'"));
	ck_assert(shows("Topics"));
	type(":pick\r");
	ck_assert(shows("only in a facet"));
	type(":facet kind\r");
	press("-");
	ck_assert(shows("only in the sections"));
	press("l");
	ck_assert_int_eq(a.focus, PANE_EVENTS);
	type(":pick\r");
	ck_assert(shows("only in a facet"));
	ck_assert(find_query(&a.reader.find) == NULL);
}
END_TEST

START_TEST(what_no_query_can_hold_keeps_no_filter)
{
	made_read(&m, "id,date,title,kind\na,1901,First,\"x\ny\"\n", "");
	adopt(0, m.n, 0);
	type_at(":facet kind\r", 0);
	type("/first\r");
	press("<Enter>");
	ck_assert(shows("query:8: control character U+000A"));
	press("k");
	ck_assert(shows("/first  1 of 1"));
}
END_TEST

START_TEST(a_long_chronicle_is_read_bit_by_bit)
{
	int turns = 0;

	read_many(40000, 3, 0);
	adopt(0, m.n, 0);
	work(0);
	type_at(":facet kind\r", 0);
	ck_assert(shows("Topics"));
	ck_assert_int_eq(a.focus, PANE_EVENTS);
	while (app_due(&a, 0) == 0) {
		/* A key does not wait for it. */
		if (turns++ == 1)
			press_at("j", 0);
		(void)app_draw(&a, 0);
		ck_assert(shows("Topics") || a.focus == PANE_SECTIONS);
	}
	ck_assert_int_gt(turns, 5);
	ck_assert(shows("2 of 40000"));
	row_is(2, "> kind 0 13334");
	row_is(4, "kind 2 13333");
	/* What is related to the event waits for quiet. */
	work(APP_QUIET_MS);
	ck_assert_int_eq(app_due(&a, APP_QUIET_MS), -1);
}
END_TEST

START_TEST(it_grows_while_there_are_more_events)
{
	read_many(3000, 2, 1);
	ck_assert_uint_eq(m.n, 3);
	adopt(0, 1, 0);
	work(0);
	type(":facet kind\r");
	row_is(2, "> kind 0 50");
	row_is(3, "kind 1 50");
	adopt(1, 2, 10);
	while (app_due(&a, 10) == 0) /* it is read, and shown with the list */
		ck_assert(!app_draw(&a, 10));
	ck_assert_int_eq(app_due(&a, 10), APP_LOADING_MS - 10);
	work(APP_LOADING_MS);
	row_is(2, "> kind 0 1050");
	adopt(2, m.n, 1100);
	work(1100);
	row_is(2, "> kind 0 1500");
	row_is(4, "kind 2999 1");
	ck_assert_int_eq(app_due(&a, 1100), -1);
}
END_TEST

START_TEST(the_current_value_stays_so_while_it_grows)
{
	struct buf csv = BUF_INIT;

	buf_adds(&csv, "id,date,title,kind\n");
	for (int i = 0; i < 400; i++)
		buf_addf(&csv, "e%d,1901,Event,%s\n", i, i < 60 ? "a" : "b");
	made_read(&m, csv.p, "");
	buf_fini(&csv);
	adopt(0, 1, 0);
	work(0);
	type(":facet kind\r");
	row_is(2, "> a 60");
	row_is(3, "b 40");
	adopt(1, m.n, 10);
	work(10);
	row_is(2, "b 340");
	row_is(3, "> a 60");
}
END_TEST

START_TEST(too_many_values_leave_what_was_there)
{
	read_many(20000, 2, 0);
	adopt(0, m.n, 0);
	work(0);
	type(":facet id\r");
	ck_assert(shows("id has too many values"));
	ck_assert(shows("Topics"));
	ck_assert_int_eq(a.focus, PANE_EVENTS);
	type(":facet kind\r");
	type(":facet id\r");
	ck_assert(shows("id has too many values"));
	row_is(1, "kind");
	ck_assert_int_eq(app_due(&a, 0), -1);
}
END_TEST

START_TEST(too_many_that_come_later_bring_the_tree)
{
	read_many(30000, 2, 11000);
	adopt(0, 1, 0);
	work(0);
	type(":facet kind\r");
	row_is(1, "kind");
	adopt(1, m.n, 10);
	work(10);
	ck_assert(shows("kind has too many values"));
	ck_assert(shows("Topics"));
	ck_assert_int_eq(app_due(&a, 10), -1);
}
END_TEST

START_TEST(reloading_brings_it_back)
{
	open_small();
	type(":facet actors\r");
	press_at("<Tab>", 0);
	app_forget(&a);
	work(0);
	ck_assert(shows("Topics"));
	open_small();
	row_is(1, "actors");
	ck_assert_int_eq(a.focus, PANE_EVENTS);
	/* Without the column there is the tree again. */
	app_forget(&a);
	open_csv("id,date,title\na,1901,First\n");
	ck_assert(shows("Topics"));
	ck_assert(shows("read again"));
}
END_TEST

START_TEST(any_keys_will_do)
{
	static const char keys[] = "jkgGhl\r\r\r\033\033/ton&|z>< bqJK15-+\t";

	made_read(&m, small, "");
	adopt(0, 1, 0);
	type_at(_i % 2 ? ":facet kind\r" : ":facet actors\r", 0);
	adopt(1, m.n, 0);
	press_any(keys, (uint32_t)_i + 1, 30, 180);
	ck_assert(a.facet != NULL);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, it_takes_the_place_of_the_tree_at_once);
	tcase_add_test(t, a_value_is_picked_inside_what_is_searched_for);
	tcase_add_test(t, no_line_moves_while_a_query_is_typed);
	tcase_add_test(t, the_section_that_is_chosen_stays_in_effect);
	tcase_add_test(t, who_reads_on_stays_in_the_facet);
	tcase_add_test(t, what_cannot_be_is_refused);
	tcase_add_test(t, what_no_query_can_hold_keeps_no_filter);
	tcase_add_test(t, a_long_chronicle_is_read_bit_by_bit);
	tcase_add_test(t, it_grows_while_there_are_more_events);
	tcase_add_test(t, the_current_value_stays_so_while_it_grows);
	tcase_add_test(t, too_many_values_leave_what_was_there);
	tcase_add_test(t, too_many_that_come_later_bring_the_tree);
	tcase_add_test(t, reloading_brings_it_back);
	tcase_add_loop_test(t, any_keys_will_do, 0, 8);
}

int
main(void)
{
	return made_run("app_facet", add);
}
