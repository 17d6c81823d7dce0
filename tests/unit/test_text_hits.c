#include "config.h"

#include "ui/text_hits.h"

#include "unit/reading.h"

START_TEST(hits_are_counted_and_walked)
{
	open_csv("date,title,text,actors\n"
		 "1900,Ann,Ann met Bob. Then Ann left.,Ann\n"
		 "1901,Bob,Once Ann.,\n"
		 "1902,Cid,Nothing.,\n");
	press("/ a n n <Enter>");
	ck_assert(shows("/ann  1 of 2  hit 1 of 3"));
	/* All are seen: from the list the next event is next. */
	press("n");
	ck_assert_uint_eq(event(), 2);
	ck_assert(shows("/ann  2 of 2"));
	ck_assert(!shows("hit"));
	press("N <Tab> n");
	at("Ann met");
	ck_assert(shows("hit 1 of 3"));
	press("n");
	at("Ann left");
	ck_assert(shows("hit 2 of 3"));
	press("n");
	at("Ann");
	ck_assert(shows("hit 3 of 3"));
	press("N");
	at("Ann left");
	press("n n");
	ck_assert_uint_eq(event(), 2);
	press("n");
	at("Ann.");
	press("n");
	ck_assert(shows("no later event with a hit"));
}
END_TEST

/* The last column of the text pane, from its first row on. */
static const char *
bar(void)
{
	struct box b = a.layout.pane[PANE_TEXT];

	buf_clear(&shown);
	for (int y = b.y; y < b.y + b.rows; y++) {
		char bytes[8];
		uint32_t g = canvas_at(a.canvas, y, b.x + b.cols - 1)->glyph[0];

		if (g == 0x2502)
			g = '|';
		if (g == 0x2500)
			g = '-';
		if (g == 0x253c)
			g = '+';
		buf_add(&shown, bytes, utf8_encode(g, bytes));
	}
	return buf_cstr(&shown);
}

START_TEST(a_bar_shows_where_hits_lie)
{
	open_long(120);
	ck_assert_str_eq(bar(), "            ");
	/* Some 57 lines on 10 rows. */
	press("/ n u m b e r 0 <Space> O R <Space> n u m b e r 6 0 <Space> "
	      "<Enter>");
	ck_assert_uint_eq(app_page(&a)->hits.n, 2);
	ck_assert_str_eq(bar(), "  +|  -     ");
	press("<Tab> G");
	ck_assert_str_eq(bar(), "  -   -   ||");
	press("<Esc>");
	ck_assert_str_eq(bar(), "            ");
	press("/ s h o r t <Enter>"); /* all of it is seen */
	ck_assert_str_eq(bar(), "            ");
}
END_TEST

START_TEST(a_bar_of_a_megabyte_goes_by_bytes)
{
	open_long(30000);
	press("/ n u m b e r 1 5 0 0 0 <Space> <Enter>");
	ck_assert_uint_eq(app_page(&a)->hits.n, 1);
	ck_assert_str_eq(bar(), "      +     ");
	press("<Tab> G");
	ck_assert_str_eq(bar(), "      -    |");
	press("g");
	ck_assert_str_eq(bar(), "  |   -     ");
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, hits_are_counted_and_walked);
	tcase_add_test(t, a_bar_shows_where_hits_lie);
	tcase_add_test(t, a_bar_of_a_megabyte_goes_by_bytes);
}

int
main(void)
{
	return made_run("text_hits", add);
}
