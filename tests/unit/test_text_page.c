#include "config.h"

#include "ui/text_page.h"

#include "unit/reading.h"

#define RARE                                                                   \
	"x,2000,rain,a\nx,2001,snow,b\nx,2002,hail,c\nx,2003,wind,d\n"         \
	"x,2004,sun,e\nx,2005,ice,f\nx,2006,fog,g\nx,2007,dew,h\n"             \
	"x,2008,heat,i\nx,2009,storm,j\nx,2010,mist,k\nx,2011,gale,l\n"

/* ---- words -------------------------------------------------------------- */

START_TEST(the_cursor_goes_from_word_to_word)
{
	open_csv("section,title,text,actors\n"
		 "s,The co-operative,One “two” three.,Ann Lee;Bob\n");
	press("<Tab>");
	at("  One"); /* the margin of the text */
	press("w");
	at("One");
	press("w");
	at("two”");
	press("w w");
	at("Ann Lee");
	press("w w");
	at("Bob");
	press("W W W W");
	at("two”");
	press("W W");
	at("co-operative");
	press("W W W W");
	at("The co-operative");
	press("5 w");
	at("Ann");
	press("9 9 9 9 9 9 9 w"); /* the section is the last word */
	at("s");
	press("2 W");
	at("Lee; Bob");
}
END_TEST

START_TEST(words_of_any_script)
{
	open_csv("section,title,text\n"
		 "s,T,\"צה\"\"ל הודיע 以色列 ok\"\n");
	press("<Tab> w");
	at("צה\"ל");
	press("w");
	at("הודיע");
	press("w");
	at("以色列");
	press("w");
	at("色列");
	press("w");
	at("ok");
	press("W W");
	at("以色列");
}
END_TEST

START_TEST(the_text_scrolls_with_the_cursor)
{
	struct text_page *p = app_page(&a);
	int y, x;

	open_long(100);
	press("<Tab> w");
	for (int i = 0; i < 589; i++) {
		size_t was = p->top, line;

		press("w");
		ck_assert(text_page_sees_cursor(p, &line));
		ck_assert_uint_le(p->top - was, 1);
	}
	at("number98");
	ck_assert_uint_gt(p->top, 30);
	press("5 8 9 W");
	at("Sentence number0");
	ck_assert_uint_eq(p->top, 0);
	/* Out of sight it starts anew with what is seen. */
	press("<Space> w");
	ck_assert_uint_gt(p->top, 5);
	press("<Space> W");
	app_cursor(&a, &y, &x);
	ck_assert_int_eq(y, 22);
}
END_TEST

START_TEST(beside_another_pane_it_turns_half_pages)
{
	struct text_page *p = app_page(&a);
	int turns = 0;

	app_resize(&a, 24, 160);
	open_long(100);
	press("<Tab> w");
	ck_assert(p->beside);
	for (int i = 0; i < 590; i++) {
		size_t was = p->top, line;

		press("w");
		turns += p->top != was;
		ck_assert(text_page_sees_cursor(p, &line));
	}
	ck_assert_int_ge(turns, 2);
	ck_assert_int_le(turns, 12);
}
END_TEST

START_TEST(the_word_stays_when_the_screen_changes)
{
	open_long(60);
	press("<Tab> 9 9 w");
	at("of a long text.");
	for (int cols = 20; cols < 170; cols += 7) {
		app_resize(&a, 16 + cols % 10, cols);
		work(0);
		press("w W");
		at("of");
	}
	app_resize(&a, 24, 80);
	press("| |");
	press("w W");
	at("of a");
}
END_TEST

START_TEST(a_megabyte_is_walked_from_its_end)
{
	open_long(30000);
	press("<Tab> G W");
	at("s"); /* the section */
	press("W");
	at("text.");
	press("4 W");
	at("number29999");
	press("g w");
	at("Sentence");
}
END_TEST

START_TEST(there_may_be_no_word)
{
	open_csv("section,title,text\n-,...,- -\n");
	press("<Tab> w W * <Enter>");
	ck_assert(shows("no related events"));
	press("*");
	ck_assert(shows("no word here"));
	press("<Tab> *");
	ck_assert(shows("no word here"));
	press("<Tab> w");
	ck_assert(!shows("only in the text")); /* w is bound there only */
	press(": n e x t - w <Enter>");
	ck_assert(shows("only in the text"));
}
END_TEST

/* ---- links -------------------------------------------------------------- */

static void
open_related(void)
{
	open_csv("section,date,title,actors,text\n"
		 "x,1900,First comet,Ann,\"Many years ago, in winter.\n\n"
		 "There is more to tell.\n\nMuch more.\"\n"
		 "x,1950,Second comet,Ann\n"
		 "y,1960,Third,Ann\n" RARE RARE RARE RARE);
}

START_TEST(links_are_followed_and_come_back)
{
	open_related();
	app_resize(&a, 30, 80);
	work(0);
	ck_assert(shows("Related  1  1950  Second comet"));
	ck_assert(shows("         2  1960  Third"));
	press("<Tab> <Enter>");
	at("1  1950  Second comet");
	ck_assert_uint_eq(event(), 1);
	press("w");
	at("2  1960  Third");
	press("w");
	at("2  1960  Third");
	press("W W");
	at("1900"); /* the date is before them */
	press("w <Enter>");
	ck_assert_uint_eq(event(), 2);
	press("^O");
	ck_assert_uint_eq(event(), 1);
	at("1  1950  Second comet");
	press("2 <Enter>");
	ck_assert_uint_eq(event(), 3);
	ck_assert_int_eq(a.focus, PANE_TEXT);
	press("9 <Enter>");
	ck_assert(shows("no related event 9"));
	ck_assert_uint_eq(event(), 3);
}
END_TEST

START_TEST(a_link_leads_out_of_the_section)
{
	open_related();
	press("<S-Tab> j <Enter>");
	(void)a;
	ck_assert_uint_ne(a.reader.section, SECTION_NONE);
	press("<Tab> 2 <Enter>");
	ck_assert_uint_eq(event(), 3);
	ck_assert_uint_eq(a.reader.section, SECTION_NONE);
	ck_assert(shows("> All"));
}
END_TEST

START_TEST(links_below_the_pane_are_scrolled_to)
{
	open_related();
	app_resize(&a, 17, 80);
	work(0);
	ck_assert(!shows("Related"));
	press("<Tab> <Enter>");
	ck_assert(shows("Related  1"));
	at("1  1950");
	/* Out of sight, Enter shows it again before it follows. */
	press("g <Enter>");
	ck_assert_uint_eq(event(), 1);
	at("1  1950");
	press("<Enter>");
	ck_assert_uint_eq(event(), 2);
}
END_TEST

START_TEST(a_topic_has_no_links)
{
	open_related();
	press("<S-Tab>");
	ck_assert(!shows("Related"));
	/* To the text at once, before it is drawn. */
	press("<S-Tab> <Enter>");
	at("1  1950");
}
END_TEST

/* So many events that the related ones come later than the text. */
static void
read_many(void)
{
	struct buf csv = BUF_INIT;

	buf_adds(&csv, "date,title,actors\n");
	for (int i = 0; i < 20100; i++)
		buf_addf(&csv, "%d,Report%dx of things,Actor %d\n",
		    1000 + i / 20, i % 7000, i % 6000);
	made_read(&m, buf_cstr(&csv), "");
	buf_fini(&csv);
}

START_TEST(links_come_after_the_text_when_there_are_many)
{
	int steps = 0;

	read_many();
	adopt(0, m.n, 0);
	ck_assert(app_draw(&a, 0));
	ck_assert(shows("Report0x of things"));
	ck_assert(!shows("Related"));
	while (app_due(&a, 0) == 0) {
		ck_assert_int_lt(steps++, 100);
		(void)app_draw(&a, 0);
	}
	ck_assert(shows("Related  1"));
	ck_assert(!app_draw(&a, 1000)); /* and nothing comes after them */
	/* They are known, and need not be looked for again. */
	app_resize(&a, 24, 72);
	ck_assert(app_draw(&a, 1000));
	ck_assert(shows("Related  1"));
	ck_assert_int_eq(app_due(&a, 1000), -1);
}
END_TEST

START_TEST(keys_go_before_links)
{
	struct err e;

	read_many();
	ck_assert(setup_line(&a, str_of("set thrift on"), &e));
	adopt(0, m.n, 0);
	ck_assert(app_draw(&a, 0));
	ck_assert(text_page_working(app_page(&a)));
	press("<Tab> 1 <Enter>");
	ck_assert(shows("related events are not known yet"));
	app_key(&a, 'j', 100);
	(void)app_draw(&a, 100);
	/* Nothing is looked for while keys may come. */
	ck_assert_int_eq(app_due(&a, 100), APP_QUIET_MS);
	for (int i = 0; i < 100; i++)
		ck_assert(!app_draw(&a, 200));
	ck_assert(text_page_working(app_page(&a)));
	(void)app_draw(&a, 100 + APP_QUIET_MS);
	work(1000);
	ck_assert(shows("Related  1"));
}
END_TEST

START_TEST(links_wait_for_quiet_without_thrift_too)
{
	read_many();
	adopt(0, m.n, 0);
	(void)app_draw(&a, 0);
	app_key(&a, 'j', 1000);
	ck_assert(app_draw(&a, 1000));
	ck_assert(shows("2 of 20100"));
	ck_assert_int_eq(app_due(&a, 1000), APP_QUIET_MS);
	for (int i = 0; i < 100; i++)
		ck_assert(!app_draw(&a, 1000 + APP_QUIET_MS - 1));
	ck_assert(text_page_working(app_page(&a)));
	work(1000 + APP_QUIET_MS);
	ck_assert(shows("Related  1"));
}
END_TEST

START_TEST(links_wait_for_the_end_of_loading)
{
	read_many();
	adopt(0, m.n - 1, 0);
	(void)app_draw(&a, 0);
	ck_assert(chronicle_loading(a.reader.chronicle));
	ck_assert_int_ne(app_due(&a, 0), 0);
	ck_assert(!text_page_working(app_page(&a)));
	ck_assert(!app_page(&a)->linked);
	adopt(m.n - 1, m.n, 0);
	work(0);
	ck_assert(shows("Related  1"));
}
END_TEST

START_TEST(links_survive_another_width_and_go_with_their_event)
{
	open_related();
	app_resize(&a, 30, 72);
	ck_assert(app_draw(&a, 0));
	ck_assert(shows("Related  1  1950  Second comet"));
	press("G");
	ck_assert(!shows("Second comet\n"));
	press("g");
	ck_assert(shows("Related  1  1950  Second comet"));
}
END_TEST

/* ---- the word at the cursor --------------------------------------------- */

START_TEST(the_word_at_the_cursor_is_searched)
{
	open_csv("date,title,text\n"
		 "1900,Alpha,The comet co-operates.\n"
		 "1901,Beta,A comet.\n"
		 "1902,Gamma,Comets cooperate. NOT.\n");
	press("<Tab> *");
	ck_assert(shows("/The  1 of 1"));
	press("<Esc> w w *");
	ck_assert(shows("/comet  1 of 2"));
	ck_assert_str_eq(history_at(a.searches, 1), "comet");
	at("comet co-operates");
	press("<Esc> w *");
	ck_assert(shows("/\"co-operates\"  1 of 1"));
	press("<Esc> W W W *"); /* the title */
	ck_assert(shows("/Alpha  1 of 1"));
	press("<Esc> J J w w w *");
	ck_assert(shows("/\"NOT\"  1 of 1"));
	ck_assert_uint_eq(event(), 3);
}
END_TEST

START_TEST(in_the_list_a_telling_word_is_searched)
{
	open_csv("date,title,text\n"
		 "1900,The comet appears,\n"
		 "1901,The tower,A comet was seen.\n"
		 "1902,The tower falls,\n"
		 "1903,The tower stands,\n"
		 "1904,,Untitled comets.\n");
	press("*");
	ck_assert(shows("/comet  1 of 2"));
	press("<Esc> G *");
	ck_assert(shows("/Untitled  1 of 1"));
	press("<Esc> g j *");
	ck_assert(shows("/tower  1 of 3"));
}
END_TEST

START_TEST(on_a_link_a_word_of_its_title_is_searched)
{
	open_related();
	press("<Tab> <Enter> *");
	ck_assert(shows("/comet  1 of 2"));
}
END_TEST

START_TEST(any_keys_will_do)
{
	static const char keys[] =
	    "wwwwWW**nN\r\t\tjkgGJK \033/aen\r12 |z\017R";

	open_related();
	press_any(keys, (uint32_t)_i + 1, 50, 170);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, the_cursor_goes_from_word_to_word);
	tcase_add_test(t, words_of_any_script);
	tcase_add_test(t, the_text_scrolls_with_the_cursor);
	tcase_add_test(t, beside_another_pane_it_turns_half_pages);
	tcase_add_test(t, the_word_stays_when_the_screen_changes);
	tcase_add_test(t, a_megabyte_is_walked_from_its_end);
	tcase_add_test(t, there_may_be_no_word);
	tcase_add_test(t, links_are_followed_and_come_back);
	tcase_add_test(t, a_link_leads_out_of_the_section);
	tcase_add_test(t, links_below_the_pane_are_scrolled_to);
	tcase_add_test(t, a_topic_has_no_links);
	tcase_add_test(t, links_come_after_the_text_when_there_are_many);
	tcase_add_test(t, keys_go_before_links);
	tcase_add_test(t, links_wait_for_quiet_without_thrift_too);
	tcase_add_test(t, links_wait_for_the_end_of_loading);
	tcase_add_test(t, links_survive_another_width_and_go_with_their_event);
	tcase_add_test(t, the_word_at_the_cursor_is_searched);
	tcase_add_test(t, in_the_list_a_telling_word_is_searched);
	tcase_add_test(t, on_a_link_a_word_of_its_title_is_searched);
	tcase_add_loop_test(t, any_keys_will_do, 0, 8);
}

int
main(void)
{
	return made_run("text_page", add);
}
