#include "config.h"

#include "unit/keeping.h"

#include "base/mem.h"

#define HEAD "annals bookmarks 1\n"

static struct buf text = BUF_INIT;

/* Fill the text with the export of b. */
static void export(struct bookmarks *b)
{
	buf_clear(&text);
	ck_assert_msg(bookmarks_export(b, &text, &e), "%s", e.text);
}

static void
import(struct bookmarks *b, struct str s, size_t want)
{
	size_t n;

	assert_saved(bookmarks_import(b, s, &n, &e));
	ck_assert_uint_eq(n, want);
}

/* The file is not there any more. */
static void
wipe(void)
{
	ck_assert_int_eq(unlink(path), 0);
}

static void
write_some(struct bookmarks *b)
{
	struct bookmark m = row("/a b/c.csv", "~0123");

	put_mark(b, "b", 'k');
	put_note(b, "b", "\n two\n\nlines \\ \t\x1B\n", "");
	put_note(b, "only", "\xFF\xFE", "");
	m.list = str_of("Later; Caf\xC3\xA9");
	m.called = m.title = m.date = str_of("");
	assert_saved(bookmarks_put(b, &m, BOOKMARK_SET_LIST, &e));
}

START_TEST(there_and_back)
{
	struct buf was = BUF_INIT;

	write_some(one);
	export(one);
	ck_assert(
	    strstr(text.p, "\nnote\nnote  two\nnote\n"
			   "note lines \\\\ \\x09\\x1b\nnote\n\n") != NULL);
	buf_add(&was, text.p, text.n);
	wipe();
	import(one, buf_str(&was), 3);
	export(two);
	ck_assert_str_eq(text.p, was.p);
	import(two, buf_str(&was), 3); /* again: nothing changes */
	ck_assert_uint_eq(bookmarks_told(two).joined, 0);
	export(one);
	ck_assert_str_eq(text.p, was.p);
	buf_fini(&was);
}
END_TEST

START_TEST(nothing_there_and_back)
{
	export(one);
	ck_assert_str_eq(text.p, HEAD);
	import(one, buf_str(&text), 0);
	ck_assert_int_ne(access(path, F_OK), 0);
}
END_TEST

#define CHRONICLE "chronicle c\ncolumns 0000000000000007\n"

START_TEST(merged)
{
	import(one,
	    str_of(HEAD CHRONICLE "event a\ntitle A\nbookmark 9\nletter x\n"
				  "list One\nnote mine\n"
				  "event b\nbookmark 5\n"),
	    2);
	import(one,
	    str_of(HEAD CHRONICLE "event a\ntitle B\nbookmark 7\nletter y\n"
				  "list Two; One\nnote yours\n"
				  "event b\nletter x\nbookmark 6\nnote n\n"
				  "event c\nbookmark 1\nletter x\n"),
	    3);
	ck_assert_uint_eq(bookmarks_told(one).joined, 1);
	ck_assert_uint_eq(bookmarks_told(one).letters, 3);
	assert_export(one,
	    "\n" CHRONICLE
	    "\nevent a\ntitle A\ntext 0000000000000000\nbookmark 7\n"
	    "letter x\nlist One; Two\nnote mine\nnote " BOOKMARK_SEPARATOR
	    "\nnote yours\n"
	    "\nevent b\ntext 0000000000000000\nbookmark 5\nnote n\n"
	    "\nevent c\ntext 0000000000000000\nbookmark 1\n");
}
END_TEST

static void
assert_wrong(const char *s, const char *why)
{
	size_t n;

	ck_assert_int_eq(
	    bookmarks_import(one, str_of(s), &n, &e), BOOKMARKS_FAILED);
	ck_assert_str_eq(e.text, why);
	ck_assert_int_ne(access(path, F_OK), 0); /* all or nothing */
}

START_TEST(wrong)
{
	assert_wrong("", "line 1: is not 'annals bookmarks 1'");
	assert_wrong(
	    "annals bookmarks 2\n", "line 1: is not 'annals bookmarks 1'");
	assert_wrong(
	    HEAD "event a\n", "line 2: an event without a chronicle or id");
	assert_wrong(HEAD "columns 0\n", "line 2: comes before a chronicle");
	assert_wrong(HEAD CHRONICLE "event\n",
	    "line 4: an event without a chronicle or id");
	assert_wrong(HEAD CHRONICLE "event a\nbookmark 1\ntext zz\n",
	    "line 6: not 16 digits");
	assert_wrong(
	    HEAD CHRONICLE "event a\nbookmark -1\n", "line 5: no time");
	assert_wrong(HEAD CHRONICLE "event a\nletter A\n",
	    "line 5: no letter from a to z");
	assert_wrong(HEAD CHRONICLE "event a\nbookmark 1\nwhat\n",
	    "line 6: no such word");
	assert_wrong(
	    HEAD CHRONICLE "event a\ntitle \\q\n", "line 5: no such escape");
	assert_wrong(
	    HEAD CHRONICLE "event a\ntitle \\x4\n", "line 5: no such escape");
	assert_wrong(HEAD CHRONICLE "event a\ntitle x\ndate 1\ntitle y\n",
	    "line 7: comes twice");
	assert_wrong(HEAD CHRONICLE "event a\nnote x\ndate 1\nnote y\n",
	    "line 7: the note goes on after something else");
}
END_TEST

/* Whatever the bytes are, they are taken or refused. */
START_TEST(any_bytes)
{
	unsigned seed = 1;
	size_t n;

	write_some(one);
	export(one);
	for (size_t i = 0; i < 300; i++) {
		char *p = x_malloc(text.n);

		memcpy(p, text.p, text.n);
		for (int j = 0; j < 3; j++) {
			seed = seed * 1103515245 + 12345;
			p[(seed >> 8) % text.n] = (char)(seed >> 24);
		}
		(void)bookmarks_import(
		    two, (struct str){ p, text.n - i % 7 }, &n, &e);
		x_free(p);
	}
	export(two); /* and come out whole */
	wipe();
	assert_saved(bookmarks_import(one, buf_str(&text), &n, &e));
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, there_and_back);
	tcase_add_test(t, nothing_there_and_back);
	tcase_add_test(t, merged);
	tcase_add_test(t, wrong);
	tcase_add_test(t, any_bytes);
}

int
main(void)
{
	return made_run("bookmarks_text", add);
}
