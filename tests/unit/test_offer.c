#include "config.h"

#include "ui/offer.h"

#include "unit/playing.h"

/* Events of which some have "needle", from first to last; many have words
 * enough that one step does not see all of these. */
static void
read_events(int n, int first, int last, bool many)
{
	struct buf csv = BUF_INIT;

	buf_adds(&csv, "id,date,title\n");
	for (int i = 0; i < n; i++) {
		buf_addf(&csv, "e%d,%d,%s", i, 1000 + i % 900,
		    i >= first && i <= last ? "needle" : "hay");
		for (int w = 0; many && w < 40; w++)
			buf_addf(&csv, " word%c%c", 'a' + w / 26, 'a' + w % 26);
		buf_adds(&csv, "\n");
	}
	made_read(&m, buf_cstr(&csv), "");
	buf_fini(&csv);
}

/* Draw until the search is done, and the offer as far as it goes with it. */
static void
search(const char *text)
{
	struct err e = { .code = ERR_NONE };

	ck_assert_msg(app_search(&a, text, true, &e), "%s", e.text);
	while (find_running(&a.reader.find))
		(void)app_draw(&a, 0);
}

START_TEST(a_key_ends_the_work)
{
	read_events(3000, 0, 10, true);
	adopt(0, m.n, 0);
	search("needel");
	ck_assert(a.offering && a.offer.working);
	ck_assert_str_eq(a.message, "nothing found");
	ck_assert_int_eq(app_due(&a, 0), 0);
	/* Nothing stands yet that it could choose. */
	app_key(&a, '1', 0);
	ck_assert(!a.offering);
	ck_assert_int_eq(a.count, 1);
	work(0);
	ck_assert_str_eq(a.message, "");

	search("needel");
	work(0);
	ck_assert_str_eq(a.message, "nothing found; did you mean 1 needle");
	app_key(&a, '1', 0);
	work(0);
	ck_assert_uint_eq(a.reader.found, 11);
	ck_assert_str_eq(find_text(&a.reader.find), "needle");
	ck_assert(a.prompted);
}
END_TEST

START_TEST(what_comes_is_looked_at_too)
{
	read_events(3000, 2500, 2600, false);
	ck_assert_uint_eq(m.n, 3);
	adopt(0, 1, 0);
	search("needel");
	work(0);
	ck_assert_str_eq(a.message, "nothing found");
	adopt(1, 2, 0);
	work(0);
	ck_assert_str_eq(a.message, "nothing found");
	adopt(2, 3, 0);
	work(0);
	ck_assert_str_eq(a.message, "nothing found; did you mean 1 needle");
}
END_TEST

START_TEST(what_is_found_later_takes_it_away)
{
	read_events(3000, 2500, 2600, false);
	adopt(0, 1, 0);
	search("needle");
	work(0);
	ck_assert_str_eq(a.message, "nothing found");
	adopt(1, 3, 0);
	work(0);
	ck_assert_str_eq(a.message, "");
	ck_assert(!a.offering);
	ck_assert_uint_eq(a.reader.found, 101);
}
END_TEST

START_TEST(it_is_said_once)
{
	read_events(3000, 2500, 2600, false);
	adopt(0, 1, 0);
	search("nothing");
	work(0);
	ck_assert_str_eq(a.message, "nothing found");
	app_key(&a, 'j', 0);
	adopt(1, 2, 0);
	work(0);
	ck_assert_str_eq(a.message, "");
	/* But again for another query, and after a reload. */
	search("nowhere");
	ck_assert_str_eq(a.message, "nothing found");
	app_forget(&a);
	delivery_free(m.delivery[2]);
	read_events(50, 10, 20, false);
	adopt(0, 1, 0);
	search("hay");
	for (int i = 0; i < 3; i++) {
		app_key(&a, 'j', 0);
		search("nowhere");
		ck_assert_str_eq(a.message, "nothing found");
	}
}
END_TEST

START_TEST(what_is_not_shown_chooses_nothing)
{
	read_events(50, 10, 20, false);
	adopt(0, 1, 0);
	search("needel");
	work(0);
	app_tell(&a, "something else");
	app_key(&a, '1', 0);
	ck_assert_int_eq(a.count, 1);
	ck_assert_str_eq(find_text(&a.reader.find), "needel");

	search("needel ");
	work(0);
	ck_assert(a.offering);
	app_forget(&a);
	app_key(&a, '1', 0);
	work(0);
	ck_assert_str_eq(find_text(&a.reader.find), "");
}
END_TEST

/* The word that is put in is longer, and that is too much. */
START_TEST(a_query_that_gets_too_long_is_refused)
{
	struct buf text = BUF_INIT;

	read_events(50, 10, 20, false);
	adopt(0, 1, 0);
	while (text.n < 1012)
		buf_adds(&text, "- ");
	buf_adds(&text, "hay - nedle ");
	ck_assert_uint_eq(text.n, 1024);
	search(buf_cstr(&text));
	work(0);
	ck_assert_str_eq(a.message, "nothing found; did you mean 1 needle");
	app_key(&a, '1', 0);
	ck_assert_str_eq(a.message, "query:1024: more than 1024 bytes");
	ck_assert(a.alarming && !a.offering);
	buf_fini(&text);
}
END_TEST

/* As many words as there is room for, and one at least. */
START_TEST(words_fit_the_screen)
{
	static const struct {
		int cols;
		size_t n;
	} rows[] = { { 1000, 3 }, { 600, 3 }, { 560, 3 }, { 400, 2 },
		{ 300, 2 }, { 200, 1 }, { 20, 1 } };
	struct buf csv = BUF_INIT, word = BUF_INIT;

	for (int i = 0; i < 25; i++)
		buf_adds(&word, "abcde");
	buf_adds(&csv, "id,title\n");
	for (char last = 'u'; last < 'u' + NEAREST_MAX; last++)
		buf_addf(&csv, "%c,%s%c\n", last, buf_cstr(&word), last);
	made_read(&m, buf_cstr(&csv), "");
	adopt(0, 1, 0);
	buf_addc(&word, 'q');
	for (size_t i = 0; i < LENGTH(rows); i++) {
		app_resize(&a, 24, rows[i].cols);
		search(i % 2 == 0 ? buf_cstr(&word) : "x");
		search(buf_cstr(&word));
		work(0);
		ck_assert(a.offering);
		ck_assert_uint_eq(a.offer.n, rows[i].n);
	}
	buf_fini(&csv);
	buf_fini(&word);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, a_key_ends_the_work);
	tcase_add_test(t, what_comes_is_looked_at_too);
	tcase_add_test(t, what_is_found_later_takes_it_away);
	tcase_add_test(t, it_is_said_once);
	tcase_add_test(t, what_is_not_shown_chooses_nothing);
	tcase_add_test(t, a_query_that_gets_too_long_is_refused);
	tcase_add_test(t, words_fit_the_screen);
}

int
main(void)
{
	return made_run("offer", add);
}
