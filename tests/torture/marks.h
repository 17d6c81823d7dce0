/*
 * Numbered bookmarks, and whether they are there: what the torture programs
 * share.
 */
#ifndef ANNALS_TESTS_MARKS_H
#define ANNALS_TESTS_MARKS_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "folder.h"
#include "model/bookmarks.h"

static inline _Noreturn void
marks_die(const char *why)
{
	(void)fprintf(stderr, "torture: %s\n", why);
	exit(99);
}

/* Bookmark event n, and write a note for some. */
static inline enum bookmarks_answer
marks_put_at(struct bookmarks *b, unsigned n, struct err *e)
{
	static const char words[] = "a note that takes some of the page; ";
	char key[16], note[1600] = "";
	struct bookmark m = { .chronicle = { "c", 1 }, .key = { key, 0 } };
	enum bookmarks_answer a;

	m.key.n = (size_t)snprintf(key, sizeof key, "%08u", n);
	m.title = (struct str){ "A title", 7 };
	a = bookmarks_put(b, &m, 0, e);
	if (a != BOOKMARKS_SAVED || n % 3 != 0)
		return a;
	for (size_t i = 0; i < 40; i++)
		(void)strncat(note, words, sizeof note - strlen(note) - 1);
	m.note = str_of(note);
	return bookmarks_note(b, &m, 0, e);
}

static inline enum bookmarks_answer
marks_put(struct bookmarks *b, unsigned n)
{
	struct err e = { .code = ERR_NONE };

	return marks_put_at(b, n, &e);
}

struct marks_seen {
	unsigned n; /* the numbers below are looked for */
	bool *seen;
};

static inline bool
marks_see(void *arg, const struct bookmark *row)
{
	struct marks_seen *s = arg;
	char key[16];
	unsigned n;

	if (row->key.n != 8)
		return true;
	memcpy(key, row->key.p, 8);
	key[8] = '\0';
	n = (unsigned)strtoul(key, NULL, 10);
	if (n < s->n && row->marked && (n % 3 != 0 || row->note.n > 1000))
		s->seen[n] = true;
	return true;
}

/*
 * Are the first n there?  *lost counts what is not; false if the file is
 * damaged or does not take another one.
 */
static inline bool
marks_check(const char *path, unsigned n, unsigned *lost)
{
	struct marks_seen s = { n, calloc(n + 1, sizeof(bool)) };
	struct bookmarks *b = bookmarks_new(path);
	struct err e = { .code = ERR_NONE };
	bool ok = bookmarks_each(b, marks_see, &s, &e);

	for (unsigned i = 0; ok && i < n; i++)
		*lost += !s.seen[i];
	ok = ok && marks_put_at(b, 99999999, &e) == BOOKMARKS_SAVED;
	if (!ok)
		(void)fprintf(stderr, "torture: %s\n", e.text);
	bookmarks_free(b);
	free(s.seen);
	return ok;
}

/* Take a folder of files away. */
static inline void
marks_clean(const char *dir)
{
	if (!folder_remove(dir))
		marks_die("cannot clean up");
}

#endif
