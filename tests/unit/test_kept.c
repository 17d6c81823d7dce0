#include "config.h"

#include "unit/keeping.h"

#include "model/kept.h"
#include "model/query.h"
#include "model/search.h"

#define HEADER "id,date,section,title,text\n"
#define IDLESS "date,title,text\n"

static char csv[64], other[64];
static struct chronicle *c;
static struct kept *k;

static void
close_chronicle(void)
{
	kept_free(k);
	chronicle_free(c);
	k = NULL;
	c = NULL;
}

/* Do all there is to do. */
static void
look(void)
{
	bool done = false;

	while (kept_stale(k) && !done)
		ck_assert_msg(kept_step(k, &done, &e), "%s", e.text);
	ck_assert(!kept_stale(k));
}

/* Read the chronicle, from the file at, and what is kept of it. */
static void
open_at(const char *at, const char *text)
{
	close_chronicle();
	c = made_chronicle(text, "");
	k = kept_new(one, c, at);
	look();
}

static void
open_text(const char *text)
{
	open_at(csv, text);
}

static void
setup_kept(void)
{
	setup();
	(void)snprintf(csv, sizeof csv, "%s/f.csv", home);
	(void)snprintf(other, sizeof other, "%s/g.csv", home);
	put_file(csv, "", 0);
}

static void
teardown_kept(void)
{
	close_chronicle();
	teardown();
}

static void
mark(size_t event)
{
	assert_saved(kept_mark(k, event, 0, 0, str_of(""), &e));
	ck_assert(kept_marked(k, event));
}

/* Row i is in that state and, if it is there, of that event. */
static void
assert_item(size_t i, enum kept_state state, size_t event)
{
	const struct kept_item *item;

	ck_assert_uint_lt(i, kept_count(k));
	item = kept_item(k, i);
	ck_assert_msg(item->state == state, "row %zu is in state %d, not %d", i,
	    (int)item->state, (int)state);
	if (state != KEPT_FOUND && state != KEPT_CHANGED)
		return;
	ck_assert_uint_eq(item->event, event);
	ck_assert_ptr_eq(kept_at(k, event), item);
}

static void
assert_title(size_t i, const char *title)
{
	ck_assert(str_eq(kept_item(k, i)->row.title, str_of(title)));
}

START_TEST(marks_and_letters)
{
	open_text(HEADER "a,1948,,One,x\nb,1949,,Two,y\nc,1950,,Three,z\n");
	ck_assert_uint_eq(kept_count(k), 0);
	ck_assert_ptr_null(kept_at(k, 1));
	mark(2);
	mark(1);
	ck_assert(!kept_marked(k, 0));
	assert_saved(kept_mark(k, 1, BOOKMARK_SET_LETTER, 'q', str_of(""), &e));
	ck_assert_uint_eq(kept_letter(k, 'q')->event, 1);
	assert_saved(kept_mark(k, 2, BOOKMARK_SET_LETTER, 'q', str_of(""), &e));
	ck_assert_uint_eq(kept_letter(k, 'q')->event, 2);
	ck_assert(kept_marked(k, 1));
	assert_saved(kept_unmark(k, 2, &e));
	ck_assert_ptr_null(kept_letter(k, 'q'));
	ck_assert(!kept_marked(k, 2));
	ck_assert_uint_eq(kept_count(k), 1);
}
END_TEST

START_TEST(shuffled_edited_inserted)
{
	open_text(HEADER "a,1948,,One,x\nb,1949,,Two,y\nc,1950,,Three,z\n");
	mark(1);
	open_text(HEADER "c,1950,,Three,z\nn,1900,,New,n\n"
			 "b,1949-05,s,Two!,y\na,1948,,One,x\n");
	ck_assert_uint_eq(kept_count(k), 1);
	assert_item(0, KEPT_FOUND, 2);
	open_text(HEADER "b,1949,,Two,other\n");
	assert_item(0, KEPT_CHANGED, 0);
	mark(0); /* now it is what was bookmarked */
	assert_item(0, KEPT_FOUND, 0);
	open_text(HEADER "a,1948,,One,x\n");
	assert_item(0, KEPT_GONE, 0);
	assert_title(0, "Two");
	assert_saved(kept_unmark_item(k, kept_item(k, 0), &e));
	ck_assert_uint_eq(kept_count(k), 0);
}
END_TEST

START_TEST(id_changed)
{
	open_text(HEADER "1,1948,,One,x\n2,1949,,Two,y\n");
	mark(1);
	/* It was given another one. */
	open_text(HEADER "1,1948,,One,x\nII,1949,,Two,y\n");
	assert_item(0, KEPT_FOUND, 1);
	/* Ids are numbers of rows, and there is a new row. */
	open_text(HEADER "1,1900,,New,n\n2,1948,,One,x\n3,1949,,Two,y\n");
	assert_item(0, KEPT_FOUND, 2);
	/* The same, and what it was is not there. */
	open_text(HEADER "1,1900,,New,n\n2,1948,,One,x\n");
	assert_item(0, KEPT_CHANGED, 1);
}
END_TEST

START_TEST(without_ids)
{
	open_text(IDLESS "1948,One,x\n1949,Two,y\n1949,Two,z\n,,\n");
	mark(1);
	mark(2);
	mark(3);
	ck_assert_uint_eq(kept_count(k), 3);
	open_text(
	    IDLESS ",,\n1949,Two,z\n1900,New,n\n1949,Two,y\n1948,One,x\n");
	ck_assert(kept_marked(k, 0) && kept_marked(k, 1));
	ck_assert(kept_marked(k, 3));
	ck_assert(!kept_marked(k, 2) && !kept_marked(k, 4));
	/* The text of one is another one, and the date of the other. */
	open_text(IDLESS "1949,Two,changed\n1950,Two,z\n");
	ck_assert_int_eq(kept_at(k, 0)->state, KEPT_CHANGED);
	ck_assert_int_eq(kept_at(k, 1)->state, KEPT_FOUND);
	/* It goes on to be the same row. */
	assert_saved(kept_note(k, 0, str_of("hm"), 0, &e));
	ck_assert_uint_eq(kept_count(k), 3);
	ck_assert(kept_noted(k, 0) && kept_marked(k, 0));
	ck_assert_int_eq(kept_at(k, 0)->state, KEPT_FOUND);
	open_text(IDLESS "1949,Two,changed\n1950,Two,z\n");
	ck_assert(kept_noted(k, 0) && kept_marked(k, 0));
	/* Neither date nor text: that is another event. */
	open_text(IDLESS "1800,Two,w\n");
	ck_assert_uint_eq(kept_count(k), 3);
	assert_item(0, KEPT_GONE, 0);
}
END_TEST

START_TEST(each_its_own)
{
	open_text(IDLESS "1949,Two,y\n1949,Two,z\n");
	mark(0);
	mark(1);
	open_text(IDLESS "1949,Two,z\n1949,Two,changed\n");
	ck_assert(kept_marked(k, 0) && kept_marked(k, 1));
	ck_assert_int_eq(kept_at(k, 0)->state, KEPT_FOUND);
	ck_assert_int_eq(kept_at(k, 1)->state, KEPT_CHANGED);
}
END_TEST

START_TEST(twins_and_untitled)
{
	open_text(IDLESS "1948,,Long ago\n1948,,Long ago\n1949,,Later\n");
	mark(2);
	mark(0);
	ck_assert_uint_eq(kept_count(k), 2);
	open_text(IDLESS "1949,,Later\n1948,,Long ago\n");
	ck_assert(kept_marked(k, 0) && kept_marked(k, 1));
}
END_TEST

START_TEST(tilde)
{
	open_text(HEADER "~0123456789abcdef,1948,,One,x\n~~,1949,,Two,y\n");
	mark(0);
	mark(1);
	open_text(HEADER "~~,1949,,Two,y\n~0123456789abcdef,1900,,O,z\n");
	ck_assert(kept_marked(k, 0) && kept_marked(k, 1));
}
END_TEST

START_TEST(renamed)
{
	const char *text = HEADER "a,1948,,One,x\nb,1949,,Two,y\n";

	open_text(text);
	mark(0);
	assert_saved(kept_note(k, 1, str_of("n"), 0, &e));
	put_file(other, "", 0);
	open_at(other, text); /* a copy is not the same */
	ck_assert_uint_eq(kept_count(k), 0);
	ck_assert_int_eq(unlink(csv), 0);
	open_at(other, HEADER "a,1900,,Something,else\n");
	ck_assert_uint_eq(kept_count(k), 0); /* nor are other events */
	open_at(other, HEADER "a,1948,,One,changed\nb,1949,,Two,too\n");
	ck_assert_uint_eq(kept_count(k), 0); /* nothing is what it was */
	open_at(other, HEADER "a,1948,,One,changed\nb,1949,,Two,y\n");
	ck_assert(kept_marked(k, 0) && kept_noted(k, 1));
	open_at(other, text);
	ck_assert(kept_marked(k, 0) && kept_noted(k, 1));
	mark(1); /* all of it has the new name from now on */
	put_file(csv, "", 0);
	open_at(other, text);
	ck_assert(kept_marked(k, 0) && kept_marked(k, 1));
	ck_assert(kept_noted(k, 1));
	open_text(text);
	ck_assert_uint_eq(kept_count(k), 0);
}
END_TEST

START_TEST(package_by_name)
{
	const char *json = "{\"name\": \"years\", \"resources\": "
			   "[{\"name\": \"events\", \"path\": \"f.csv\"}]}";
	const char *text = HEADER "a,1948,,One,x\n";
	char file[80];

	(void)snprintf(file, sizeof file, "%s/datapackage.json", home);
	put_file(file, json, strlen(json));
	open_at(home, text);
	mark(0);
	ck_assert(str_eq(kept_item(k, 0)->row.chronicle, str_of("years")));
	open_text(text);
	ck_assert_uint_eq(kept_count(k), 0);
	open_at(file, text);
	ck_assert(kept_marked(k, 0));
}
END_TEST

START_TEST(two_readers)
{
	struct kept *mine;

	open_text(IDLESS "1948,One,x\n1949,Two,y\n");
	mine = k;
	k = kept_new(two, c, csv);
	look();
	mark(1);
	assert_saved(kept_note(k, 0, str_of("yours"), 0, &e));
	kept_free(k);
	k = mine;
	ck_assert(!kept_marked(k, 1));
	look();
	ck_assert(kept_marked(k, 1));
	assert_saved(kept_note(k, 0, str_of("mine"), 0, &e));
	ck_assert(str_eq(kept_at(k, 0)->row.note,
	    str_of("yours\n" BOOKMARK_SEPARATOR "\nmine")));
}
END_TEST

/* Give what comes in two deliveries; state in between. */
START_TEST(while_it_loads)
{
	struct buf text = BUF_INIT;
	struct made m;

	buf_adds(&text, IDLESS);
	for (int i = 0; i < 30000; i++)
		buf_addf(&text, "1948,Title %d,text %d\n", i, i);
	open_text(buf_cstr(&text));
	mark(29000);
	mark(10);
	close_chronicle();
	made_read(&m, buf_cstr(&text), "");
	ck_assert_uint_gt(m.n, 2);
	c = chronicle_new();
	k = kept_new(one, c, csv);
	ck_assert(!kept_stale(k));
	ck_assert(chronicle_adopt(c, m.delivery[0], &e));
	look();
	ck_assert(kept_marked(k, 10));
	ck_assert_int_eq(kept_item(k, 0)->state + kept_item(k, 1)->state,
	    KEPT_SOUGHT + KEPT_FOUND);
	for (size_t i = 1; i < m.n; i++) {
		ck_assert(chronicle_adopt(c, m.delivery[i], &e));
		look();
	}
	ck_assert(kept_marked(k, 10) && kept_marked(k, 29000));
	buf_fini(&text);
}
END_TEST

/* How many events a query finds. */
static size_t
found(const char *text)
{
	size_t column;
	struct query *q = query_parse(str_of(text), chronicle_columns(c),
	    chronicle_map(c), false, &column, &e);
	struct search *s;
	bool done = false;
	size_t n;

	ck_assert_msg(q != NULL, "%s", e.text);
	s = search_new(q, c, &e);
	search_ask(s, kept_left, k);
	while (!done)
		ck_assert(search_step(s, &done, &e));
	n = search_count(s);
	search_free(s);
	query_free(q);
	return n;
}

START_TEST(searched)
{
	open_text(HEADER "a,1948,,One,x\nb,1949,,Two,y\nc,1950,,Three,z\n");
	mark(0);
	mark(2);
	assert_saved(kept_note(k, 1, str_of("Look it up"), 0, &e));
	assert_saved(kept_note(k, 2, str_of("Caf\xC3\xA9"), 0, &e));
	ck_assert_uint_eq(found("is:bookmarked"), 2);
	ck_assert_uint_eq(found("has:note"), 2);
	ck_assert_uint_eq(found("note:cafe"), 1);
	ck_assert_uint_eq(found("note:\"it up\""), 1);
	ck_assert_uint_eq(found("is:bookmarked has:note"), 1);
	ck_assert_uint_eq(found("-is:bookmarked"), 1);
	ck_assert_uint_eq(found("note:one"), 0);
	assert_saved(kept_list(k, 1, str_of("To read"), true, &e));
	assert_saved(kept_list(k, 2, str_of("read"), true, &e));
	ck_assert_uint_eq(found("list:read"), 2);
	ck_assert_uint_eq(found("list:to"), 1);
	ck_assert_uint_eq(found("list:\"read\""), 1);
	ck_assert_uint_eq(found("list:\"Read\""), 0);
	ck_assert_uint_eq(found("list:*"), 2);
	ck_assert_uint_eq(found("has:list"), 2);
	ck_assert_int_eq(
	    kept_list(k, 1, str_of("a;b"), true, &e), BOOKMARKS_FAILED);
	ck_assert_int_eq(
	    kept_list(k, 1, str_of(" a"), true, &e), BOOKMARKS_FAILED);
	assert_saved(kept_list(k, 1, str_of("To read"), false, &e));
	ck_assert_uint_eq(found("list:read"), 1);
}
END_TEST

START_TEST(file_that_is_refused)
{
	bool done;

	open_text(HEADER "a,1948,,One,x\n");
	mark(0);
	put_file(path, "text", 4);
	close_chronicle();
	bookmarks_free(one);
	one = bookmarks_new(path);
	c = made_chronicle(HEADER "a,1948,,One,x\n", "");
	k = kept_new(one, c, csv);
	ck_assert(kept_stale(k));
	ck_assert(!kept_step(k, &done, &e));
	ck_assert(strstr(e.text, "is no file of bookmarks") != NULL);
	ck_assert(!kept_stale(k));
	ck_assert_uint_eq(kept_count(k), 0);
	ck_assert_int_eq(
	    kept_mark(k, 0, 0, 0, str_of(""), &e), BOOKMARKS_FAILED);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup_kept, teardown_kept);
	tcase_add_test(t, marks_and_letters);
	tcase_add_test(t, shuffled_edited_inserted);
	tcase_add_test(t, id_changed);
	tcase_add_test(t, without_ids);
	tcase_add_test(t, each_its_own);
	tcase_add_test(t, twins_and_untitled);
	tcase_add_test(t, tilde);
	tcase_add_test(t, renamed);
	tcase_add_test(t, package_by_name);
	tcase_add_test(t, two_readers);
	tcase_add_test(t, while_it_loads);
	tcase_add_test(t, searched);
	tcase_add_test(t, file_that_is_refused);
}

int
main(void)
{
	return made_run("kept", add);
}
