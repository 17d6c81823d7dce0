/*
 * A folder of its own with a file of bookmarks: what the tests of bookmarks
 * share.
 */
#ifndef ANNALS_TESTS_KEEPING_H
#define ANNALS_TESTS_KEEPING_H

#include <check.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "folder.h"
#include "model/bookmarks.h"
#include "model/bookmarks_text.h"

#include "unit/made.h"

static char home[FOLDER_SIZE];
static char path[64], journal[80];
static struct bookmarks *one, *two;
static struct err e;

static inline void
setup(void)
{
	ck_assert(setlocale(LC_ALL, "") != NULL);
	ck_assert(folder_make(home));
	(void)snprintf(path, sizeof path, "%s/data/annals/annals.db", home);
	(void)snprintf(journal, sizeof journal, "%s-journal", path);
	e = (struct err){ .code = ERR_NONE };
	one = bookmarks_new(path);
	two = bookmarks_new(path);
}

static inline void
teardown(void)
{
	bookmarks_free(one);
	bookmarks_free(two);
	ck_assert(folder_remove(home));
}

/* The event of a chronicle, with a title. */
static inline struct bookmark
row(const char *chronicle, const char *key)
{
	return (struct bookmark){ .chronicle = str_of(chronicle),
		.columns = 7,
		.called = str_of("A chronicle"),
		.key = str_of(key),
		.title = str_of("Title"),
		.date = str_of("1948"),
		.text = 9,
		.created = 1000 };
}

static inline void
assert_saved(enum bookmarks_answer a)
{
	ck_assert_msg(a == BOOKMARKS_SAVED, "%d: %s", (int)a, e.text);
}

/* Bookmark an event; letter may be 0. */
static inline void
put_mark(struct bookmarks *b, const char *key, char letter)
{
	struct bookmark m = row("c", key);

	m.letter = letter;
	assert_saved(
	    bookmarks_put(b, &m, letter != 0 ? BOOKMARK_SET_LETTER : 0, &e));
}

/* Write a note to what was was. */
static inline void
put_note(
    struct bookmarks *b, const char *key, const char *note, const char *was)
{
	struct bookmark m = row("c", key);

	m.note = str_of(note);
	assert_saved(
	    bookmarks_note(b, &m, bookmarks_revision(str_of(was)), &e));
}

/* The export of what b sees is this, but for the first line. */
static inline void
assert_export(struct bookmarks *b, const char *want)
{
	const char *head = "annals bookmarks 1\n";
	struct buf out = BUF_INIT;

	ck_assert_msg(bookmarks_export(b, &out, &e), "%s", e.text);
	ck_assert(strncmp(out.p, head, strlen(head)) == 0);
	ck_assert_str_eq(out.p + strlen(head), want);
	buf_fini(&out);
}

/* Reading is refused. */
static inline void
assert_unreadable(struct bookmarks *b)
{
	struct buf out = BUF_INIT;

	ck_assert(!bookmarks_export(b, &out, &e));
	buf_fini(&out);
}

/* Writing is refused, and the text says so. */
static inline void
assert_refused(struct bookmarks *b, const char *why)
{
	struct bookmark m = row("c", "x");

	e.text[0] = '\0';
	ck_assert_int_eq(bookmarks_put(b, &m, 0, &e), BOOKMARKS_FAILED);
	ck_assert_msg(strstr(e.text, why) != NULL &&
			  strstr(e.text, ", not saved") != NULL,
	    "'%s' does not say '%s'", e.text, why);
	ck_assert(!bookmarks_pending(b));
}

static inline void
put_file(const char *name, const char *p, size_t n)
{
	FILE *f = fopen(name, "wb");

	ck_assert(f != NULL);
	ck_assert_uint_eq(fwrite(p, 1, n, f), n);
	ck_assert(fclose(f) == 0);
}

#endif
