#include "config.h"

#include "unit/keeping.h"

#include <sqlite3.h>

#define HEAD "\nchronicle c\ncolumns 0000000000000007\ncalled A chronicle\n"
#define EVENT(key)                                                             \
	"\nevent " key "\ntitle Title\ndate 1948\ntext 0000000000000009\n"
#define MARK "bookmark 1000\n"

START_TEST(nothing_before_the_first_write)
{
	char data[64];

	ck_assert(bookmarks_changed(one));
	assert_export(one, "");
	ck_assert(!bookmarks_changed(one));
	(void)snprintf(data, sizeof data, "%s/data", home);
	ck_assert_int_ne(access(data, F_OK), 0);
}
END_TEST

START_TEST(put_and_remove)
{
	struct bookmark m = row("c", "a");
	struct stat st;

	put_mark(one, "b", 0);
	put_mark(one, "a", 'x');
	assert_export(two, HEAD EVENT("a") MARK "letter x\n" EVENT("b") MARK);
	put_mark(one, "b", 'x'); /* it moves */
	assert_export(one, HEAD EVENT("a") MARK EVENT("b") MARK "letter x\n");
	assert_saved(bookmarks_remove(one, &m, &e));
	assert_export(one, HEAD EVENT("b") MARK "letter x\n");
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_int_eq(st.st_mode & 0777, 0600);
	*strrchr(path, '/') = '\0';
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_int_eq(st.st_mode & 0777, 0700);
}
END_TEST

START_TEST(put_sets_what_is_asked_for)
{
	struct bookmark m = row("c", "a");

	m.letter = 'q';
	m.list = str_of("Later");
	assert_saved(bookmarks_put(
	    one, &m, BOOKMARK_SET_LETTER | BOOKMARK_SET_LIST, &e));
	m.letter = 0;
	m.list = str_of("");
	m.created = 5;
	assert_saved(bookmarks_put(one, &m, 0, &e));
	assert_export(one, HEAD EVENT("a") MARK "letter q\nlist Later\n");
	assert_saved(bookmarks_put(
	    one, &m, BOOKMARK_SET_LETTER | BOOKMARK_SET_LIST, &e));
	assert_export(one, HEAD EVENT("a") MARK);
}
END_TEST

static void
list(struct bookmarks *b, const char *key, const char *name, bool on)
{
	struct bookmark m = row("c", key);

	m.list = str_of(name);
	assert_saved(bookmarks_list(b, &m, on, &e));
}

START_TEST(lists_of_two_readers_are_kept)
{
	list(one, "a", "Later", true);
	list(two, "a", "Moscow", true);
	list(one, "a", "Later", true);
	assert_export(one, HEAD EVENT("a") MARK "list Later; Moscow\n");
	list(one, "a", "Later", false);
	list(one, "a", "late", false);
	assert_export(two, HEAD EVENT("a") MARK "list Moscow\n");
	list(two, "a", "Moscow", false); /* the bookmark stays */
	assert_export(one, HEAD EVENT("a") MARK);
	list(one, "b", "Later", false); /* and none is made */
	assert_export(one, HEAD EVENT("a") MARK);
}
END_TEST

START_TEST(a_row_bears_so_many_lists)
{
	struct bookmark m = row("c", "a");
	char name[BOOKMARK_NAME_MAX + 1];
	enum bookmarks_answer a = BOOKMARKS_SAVED;
	int n = 0;

	memset(name, 'x', sizeof name);
	name[sizeof name - 1] = '\0';
	for (; n < 26 && a == BOOKMARKS_SAVED; n++) {
		name[0] = (char)('a' + n);
		m.list = str_of(name);
		a = bookmarks_list(one, &m, true, &e);
	}
	ck_assert_int_eq(a, BOOKMARKS_FAILED);
	ck_assert(strstr(e.text, "is too long, not saved") != NULL);
	ck_assert_int_eq(n, 4); /* 64 + 66 + 66 is the most below 256 */
}
END_TEST

START_TEST(note_and_bookmark_are_apart)
{
	struct bookmark m = row("c", "a");

	put_note(one, "a", "first\nsecond", "");
	assert_export(one, HEAD EVENT("a") "note first\nnote second\n");
	put_mark(one, "a", 0);
	assert_saved(bookmarks_remove(one, &m, &e));
	assert_export(one, HEAD EVENT("a") "note first\nnote second\n");
	put_mark(one, "a", 0);
	put_note(one, "a", "", "first\nsecond");
	assert_export(one, HEAD EVENT("a") MARK);
}
END_TEST

START_TEST(note_edited_twice)
{
	put_note(one, "a", "old", "");
	put_note(one, "a", "mine", "old");
	ck_assert_uint_eq(bookmarks_told(one).joined, 0);
	put_note(two, "a", "yours", "old");
	ck_assert_uint_eq(bookmarks_told(two).joined, 1);
	assert_export(one, HEAD EVENT("a") "note mine\nnote " BOOKMARK_SEPARATOR
					   "\nnote yours\n");
	put_note(two, "a", "", "yours"); /* takes nobody's text away */
	put_note(two, "a", "mine", "old");
	assert_export(one, HEAD EVENT("a") "note mine\nnote " BOOKMARK_SEPARATOR
					   "\nnote yours\n");
}
END_TEST

START_TEST(long_notes)
{
	static char text[BOOKMARK_NOTE_MAX + 1];
	struct bookmark m = row("c", "a");

	memset(text, 'n', sizeof text);
	m.note = (struct str){ text, sizeof text };
	ck_assert_int_eq(bookmarks_note(one, &m, 0, &e), BOOKMARKS_FAILED);
	ck_assert_str_eq(e.text, "the note is too long, not saved");
	m.note.n = BOOKMARK_NOTE_MAX;
	assert_saved(bookmarks_note(one, &m, 0, &e));
}
END_TEST

START_TEST(others_are_seen)
{
	assert_export(one, "");
	put_mark(two, "a", 0);
	ck_assert(bookmarks_changed(one));
	assert_export(one, HEAD EVENT("a") MARK);
	ck_assert(!bookmarks_changed(one));
	put_mark(two, "a", 'b');
	ck_assert(bookmarks_changed(one));
	assert_export(one, HEAD EVENT("a") MARK "letter b\n");
	ck_assert(!bookmarks_changed(one));
	ck_assert_int_eq(unlink(path), 0);
	ck_assert(bookmarks_changed(one));
	assert_export(one, "");
}
END_TEST

static sqlite3 *
lock(const char *how)
{
	sqlite3 *db;

	ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
	ck_assert_int_eq(sqlite3_exec(db, how, NULL, NULL, NULL), SQLITE_OK);
	return db;
}

START_TEST(busy_and_then_saved)
{
	struct bookmark a = row("c", "a"), b = row("c", "b");
	sqlite3 *db;

	put_mark(one, "z", 0);
	db = lock("BEGIN EXCLUSIVE");
	ck_assert_int_eq(bookmarks_wait(one), -1);
	ck_assert_int_eq(bookmarks_put(one, &a, 0, &e), BOOKMARKS_BUSY);
	ck_assert_int_eq(bookmarks_put(one, &b, 0, &e), BOOKMARKS_BUSY);
	ck_assert(bookmarks_pending(one));
	ck_assert_int_gt(bookmarks_wait(one), 0);
	ck_assert_int_eq(bookmarks_retry(one, &e), BOOKMARKS_BUSY);
	assert_unreadable(two);
	ck_assert_int_eq(e.code, ERR_STOPPED);
	ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
	ck_assert_int_eq(bookmarks_retry(one, &e), BOOKMARKS_SAVED);
	ck_assert(!bookmarks_pending(one));
	assert_export(
	    two, HEAD EVENT("a") MARK EVENT("b") MARK EVENT("z") MARK);
}
END_TEST

/* Somebody who reads hinders the commit only, which is the other way. */
START_TEST(busy_with_a_reader)
{
	struct bookmark a = row("c", "a");
	sqlite3 *db;

	put_mark(one, "z", 0);
	db = lock("BEGIN; SELECT * FROM event");
	ck_assert_int_eq(bookmarks_put(one, &a, 0, &e), BOOKMARKS_BUSY);
	assert_export(two, HEAD EVENT("z") MARK);
	ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
	ck_assert_int_eq(bookmarks_retry(one, &e), BOOKMARKS_SAVED);
	assert_export(two, HEAD EVENT("a") MARK EVENT("z") MARK);
}
END_TEST

START_TEST(given_up)
{
	struct bookmark a = row("c", "a");
	enum bookmarks_answer answer;
	sqlite3 *db;

	put_mark(one, "z", 0);
	db = lock("BEGIN EXCLUSIVE");
	answer = bookmarks_put(one, &a, 0, &e);
	while (answer == BOOKMARKS_BUSY) {
		(void)poll(NULL, 0, bookmarks_wait(one));
		answer = bookmarks_retry(one, &e);
	}
	ck_assert_int_eq(answer, BOOKMARKS_FAILED);
	ck_assert(strstr(e.text, "locked by another reader, not saved"));
	ck_assert(!bookmarks_pending(one));
	ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
	assert_export(one, HEAD EVENT("z") MARK);
}
END_TEST

/* What is not ours is left as it is, and said. */
static void
assert_left_alone(const char *bytes, size_t n, const char *why)
{
	char got[64 << 10];
	ssize_t r;
	int fd;

	put_file(path, bytes, n);
	bookmarks_free(one);
	one = bookmarks_new(path);
	assert_refused(one, why);
	assert_unreadable(one);
	ck_assert_msg(strstr(e.text, why) != NULL, "%s", e.text);
	ck_assert(!bookmarks_changed(one)); /* said once */
	fd = open(path, O_RDONLY);
	r = read(fd, got, sizeof got);
	ck_assert_int_eq(r, (ssize_t)n);
	ck_assert_int_eq(memcmp(got, bytes, n), 0);
	ck_assert_int_eq(close(fd), 0);
}

static size_t
slurp(char *p, size_t size)
{
	int fd = open(path, O_RDONLY);
	ssize_t r = read(fd, p, size);

	ck_assert_int_gt(r, 100);
	ck_assert_int_eq(close(fd), 0);
	return (size_t)r;
}

START_TEST(foreign_newer_damaged)
{
	static char bytes[64 << 10];
	size_t n;

	put_mark(one, "a", 0);
	n = slurp(bytes, sizeof bytes);
	assert_left_alone("just text\n", 10, "is no file of bookmarks");
	bytes[68]++;
	assert_left_alone(bytes, n, "is a database of another program");
	bytes[68]--;
	bytes[63]++;
	assert_left_alone(bytes, n, "is of a newer annals");
	bytes[63]--;
	assert_left_alone(bytes, n / 2, "is damaged");
	memset(bytes + 4096, 0xA5, 4096);
	assert_left_alone(bytes, n, "is damaged");
}
END_TEST

START_TEST(newer_while_it_is_open)
{
	sqlite3 *db;

	put_mark(one, "a", 0);
	db = lock("PRAGMA user_version=99");
	ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
	assert_refused(one, "is of a newer annals");
}
END_TEST

START_TEST(empty_file)
{
	put_mark(one, "a", 0);
	bookmarks_free(one);
	one = bookmarks_new(path);
	put_file(path, "", 0);
	put_file(journal, "", 0);
	assert_export(one, "");
	put_mark(one, "b", 0);
	assert_export(one, HEAD EVENT("b") MARK);
}
END_TEST

/* SQLite would throw the journal away, in which everything is. */
START_TEST(empty_beside_a_journal)
{
	static const char head[] = "\xD9\xD5\x05\xF9\x20\xA1\x63\xD7"
				   "\0\0\0\1\0\0\0\0\0\0\0\5";
	struct stat st;

	put_mark(two, "a", 0);
	put_file(path, "", 0);
	put_file(journal, head, sizeof head);
	assert_refused(one, "is empty, and the journal beside it is not");
	ck_assert_int_eq(stat(journal, &st), 0);
	ck_assert_int_eq(st.st_size, sizeof head);
}
END_TEST

START_TEST(no_home)
{
	struct bookmarks *b = bookmarks_new(NULL);

	assert_export(b, "");
	assert_refused(b, "there is no home folder");
	bookmarks_free(b);
	b = bookmarks_new("/dev/null/annals/annals.db");
	assert_export(b, "");
	assert_refused(b, "Not a directory");
	bookmarks_free(b);
	b = bookmarks_new("/proc/annals/annals.db");
	assert_export(b, "");
	assert_refused(b, "/proc/annals/annals.db: ");
	bookmarks_free(b);
}
END_TEST

START_TEST(read_only)
{
	if (geteuid() == 0)
		return; /* who may do everything; tests/torture has EACCES */
	put_mark(two, "a", 0);
	ck_assert_int_eq(chmod(path, 0400), 0);
	assert_export(one, HEAD EVENT("a") MARK);
	assert_refused(one, "is read-only");
	assert_export(one, HEAD EVENT("a") MARK);
}
END_TEST

START_TEST(hostile_texts)
{
	struct bookmark m = row("c'); DROP TABLE event; --", "k\0\x1B[2J\n");

	m.key = (struct str){ "k\0\x1B[2J\n\xFF\xC2\x9B\\", 11 };
	m.title = str_of("$(touch x) `y` \"'");
	m.called = str_of("");
	assert_saved(bookmarks_put(one, &m, 0, &e));
	assert_export(two, "\nchronicle c'); DROP TABLE event; --\n"
			   "columns 0000000000000007\n"
			   "\nevent k\\x00\\x1b[2J\\x0a\\xff\\xc2\\x9b\\\\\n"
			   "title $(touch x) `y` \"'\ndate 1948\n"
			   "text 0000000000000009\n" MARK);
}
END_TEST

START_TEST(moved)
{
	struct bookmark from = row("/old.csv", "a"), to = row("/new.csv", "a");

	assert_saved(bookmarks_put(one, &from, 0, &e));
	from.key = str_of("b");
	assert_saved(bookmarks_put(one, &from, 0, &e));
	assert_saved(bookmarks_put(one, &to, 0, &e));
	assert_saved(bookmarks_move(one, &from, &to, &e));
	assert_export(two,
	    "\nchronicle /new.csv\ncolumns 0000000000000007\n"
	    "called A chronicle\n" EVENT("a") MARK EVENT("b") MARK
	    "\nchronicle /old.csv\ncolumns 0000000000000007\n"
	    "called A chronicle\n" EVENT("a") MARK);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, nothing_before_the_first_write);
	tcase_add_test(t, put_and_remove);
	tcase_add_test(t, put_sets_what_is_asked_for);
	tcase_add_test(t, lists_of_two_readers_are_kept);
	tcase_add_test(t, a_row_bears_so_many_lists);
	tcase_add_test(t, note_and_bookmark_are_apart);
	tcase_add_test(t, note_edited_twice);
	tcase_add_test(t, long_notes);
	tcase_add_test(t, others_are_seen);
	tcase_add_test(t, busy_and_then_saved);
	tcase_add_test(t, busy_with_a_reader);
	tcase_add_test(t, given_up);
	tcase_add_test(t, foreign_newer_damaged);
	tcase_add_test(t, newer_while_it_is_open);
	tcase_add_test(t, empty_file);
	tcase_add_test(t, empty_beside_a_journal);
	tcase_add_test(t, no_home);
	tcase_add_test(t, read_only);
	tcase_add_test(t, hostile_texts);
	tcase_add_test(t, moved);
}

int
main(void)
{
	return made_run("bookmarks", add);
}
