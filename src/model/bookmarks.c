/*
 * A write is put into a queue first.  The queue is written in one
 * transaction: all of it or nothing, so what is pending stays in order.  Each
 * change reads the row of its event, changes it and puts it back.
 */
#include "config.h"

#include "model/bookmarks.h"

#include <inttypes.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "model/bookfile.h"
#include "model/bookrow.h"
#include "model/ids.h"

#define PENDING_MS 2000

enum kind { PUT, LIST, UNLIST, REMOVE, NOTE, MOVE, MERGE };

struct change {
	struct change *next;
	enum kind kind;
	unsigned set;      /* PUT */
	uint64_t was;      /* NOTE */
	struct bookmark m; /* its texts lie behind the change */
	struct str to;     /* MOVE: the new name; likewise */
};

struct bookmarks {
	struct bookfile file;
	struct change *first, **last; /* what is pending */
	int64_t since;                /* when it was tried first */
	unsigned tries;
	struct bookmarks_told told;
	/* What was read last. */
	bool read;       /* and not written by us since */
	struct stat is;  /* the file then, if it could not be opened */
	int64_t version; /* PRAGMA data_version */
};

struct bookmarks *
bookmarks_new(const char *path)
{
	struct bookmarks *b = x_calloc(1, sizeof *b);

	bookfile_init(&b->file, path);
	b->last = &b->first;
	return b;
}

static void
drop_pending(struct bookmarks *b)
{
	while (b->first != NULL) {
		struct change *c = b->first;

		b->first = c->next;
		free(c);
	}
	b->last = &b->first;
	b->tries = 0;
}

void
bookmarks_free(struct bookmarks *b)
{
	if (b == NULL)
		return;
	drop_pending(b);
	bookfile_fini(&b->file);
	x_free(b);
}

bool
bookmarks_changed(struct bookmarks *b)
{
	struct stat is = b->is;
	int64_t version;

	if (!b->read)
		return true;
	if (!bookfile_same(&b->file, &is) && b->file.db == NULL)
		return true;
	if (b->file.db == NULL)
		return false;
	if (is.st_dev != b->file.is.st_dev || is.st_ino != b->file.is.st_ino)
		return true;
	return bookfile_number(&b->file, "PRAGMA data_version", &version) &&
	       version != b->version;
}

/* Show the rows of a query until there are no more. */
static bool
show_rows(sqlite3_stmt *q, bookmarks_visit visit, void *arg)
{
	int rc;

	while ((rc = sqlite3_step(q)) == SQLITE_ROW) {
		struct bookmark row;

		bookrow_take(q, &row);
		if (!visit(arg, &row))
			return true;
	}
	return rc == SQLITE_DONE;
}

static bool
answer_read(enum bookfile_answer a, struct err *e)
{
	if (a == BOOKFILE_BUSY)
		return err_set(
		    e, ERR_STOPPED, "another reader writes bookmarks");
	return a != BOOKFILE_REFUSED;
}

bool
bookmarks_each(
    struct bookmarks *b, bookmarks_visit visit, void *arg, struct err *e)
{
	struct bookfile *f = &b->file;
	enum bookfile_answer a = bookfile_read(f, e);
	int64_t version = 0;
	sqlite3_stmt *q;
	bool ok;

	if (a != BOOKFILE_BUSY && f->db != NULL &&
	    !bookfile_number(f, "PRAGMA data_version", &version))
		a = bookfile_failed(f, e);
	b->read = a != BOOKFILE_BUSY;
	b->version = version;
	(void)bookfile_same(f, &b->is);
	if (a != BOOKFILE_READY)
		return answer_read(a, e);
	q = bookfile_query(f, BOOKROW_ALL);
	ok = q != NULL && show_rows(q, visit, arg);
	ok = sqlite3_finalize(q) == SQLITE_OK && ok;
	if (ok)
		return true;
	a = bookfile_failed(f, e);
	b->read = a != BOOKFILE_BUSY;
	return answer_read(a, e);
}

/* ---- changes ---- */

/* Lend s out of the room behind a change. */
static void
keep(char **room, struct str *s)
{
	if (s->n > 0)
		memcpy(*room, s->p, s->n);
	s->p = *room;
	*room += s->n;
}

/* A copy of what is to be done; NULL if memory is refused. */
static struct change *
change_new(enum kind kind, const struct bookmark *m, struct str to)
{
	size_t n = m->chronicle.n + m->called.n + m->key.n + m->title.n +
		   m->date.n + m->list.n + m->note.n + to.n;
	struct change *c = malloc(sizeof *c + n);
	char *room;

	if (c == NULL)
		return NULL;
	*c = (struct change){ .kind = kind, .m = *m, .to = to };
	room = (char *)(c + 1);
	if (m->title.n > BOOKMARK_TITLE_MAX)
		c->m.title.n = utf8_cut(m->title, BOOKMARK_TITLE_MAX);
	keep(&room, &c->m.chronicle);
	keep(&room, &c->m.called);
	keep(&room, &c->m.key);
	keep(&room, &c->m.title);
	keep(&room, &c->m.date);
	keep(&room, &c->m.list);
	keep(&room, &c->m.note);
	keep(&room, &c->to);
	if (c->m.created == 0)
		c->m.created = (int64_t)time(NULL);
	return c;
}

static void
append(struct bookmarks *b, struct change *c)
{
	*b->last = c;
	b->last = &c->next;
}

static bool
put(struct bookmarks *b, const struct change *c, struct bookrow *r)
{
	const struct bookmark *m = &c->m;

	if (!r->marked) {
		r->marked = true;
		r->created = m->created;
	}
	if (c->set & BOOKMARK_SET_LETTER) {
		r->letter = m->letter;
		if (!bookrow_free_letter(&b->file, m))
			return false;
	}
	if (c->set & BOOKMARK_SET_LIST) {
		buf_clear(&r->list);
		buf_add(&r->list, m->list.p, m->list.n);
	}
	return true;
}

static void
remove_mark(struct bookrow *r)
{
	r->marked = false;
	r->letter = 0;
	buf_clear(&r->list);
}

static bool
contains(struct str s, struct str part)
{
	if (part.n == 0)
		return true;
	for (size_t i = 0; i + part.n <= s.n; i++)
		if (memcmp(s.p + i, part.p, part.n) == 0)
			return true;
	return false;
}

/* Keep both texts, unless one is in the other. */
static void
join_note(struct bookrow *r, struct str note, struct bookmarks_told *told)
{
	struct buf *b = &r->note;

	if (contains(buf_str(b), note))
		return;
	if (contains(note, buf_str(b))) {
		buf_clear(b);
	} else {
		buf_addf(b, "%s%s\n", b->p[b->n - 1] == '\n' ? "" : "\n",
		    BOOKMARK_SEPARATOR);
		told->joined++;
	}
	buf_add(b, note.p, note.n);
}

/* False if the note is too long, and not one that was. */
static bool
write_note(
    struct bookrow *r, const struct change *c, struct bookmarks_told *told)
{
	if (bookmarks_revision(buf_str(&r->note)) != c->was) {
		join_note(r, c->m.note, told);
		return r->note.n <= BOOKMARK_JOINED_MAX;
	}
	if (c->m.note.n > BOOKMARK_NOTE_MAX && c->m.note.n > r->note.n)
		return false;
	buf_clear(&r->note);
	buf_add(&r->note, c->m.note.p, c->m.note.n);
	return true;
}

/* Is the name one of the list? */
static bool
has_name(struct str list, struct str name)
{
	struct str one;

	while (str_split(&list, ';', &one))
		if (str_eq(one, name))
			return true;
	return false;
}

static void
join_lists(struct bookrow *r, struct str more)
{
	struct str one;

	while (str_split(&more, ';', &one)) {
		if (one.n == 0 || has_name(buf_str(&r->list), one))
			continue;
		if (r->list.n > 0)
			buf_adds(&r->list, "; ");
		buf_add(&r->list, one.p, one.n);
	}
}

static void
put_on_list(const struct change *c, struct bookrow *r)
{
	if (!r->marked) {
		r->marked = true;
		r->created = c->m.created;
	}
	join_lists(r, c->m.list);
}

static void
take_off_list(const struct change *c, struct bookrow *r)
{
	struct buf was = r->list;
	struct str rest = buf_str(&was), one;

	buf_init(&r->list);
	while (str_split(&rest, ';', &one))
		if (!str_eq(one, c->m.list))
			join_lists(r, one);
	buf_fini(&was);
}

static bool
merge(struct bookmarks *b, const struct change *c, struct bookrow *r,
    struct bookmarks_told *told)
{
	const struct bookmark *m = &c->m;
	bool taken = false;

	if (m->note.n > 0)
		join_note(r, m->note, told);
	if (!m->marked)
		return true;
	if (!r->marked || m->created < r->created)
		r->created = m->created;
	r->marked = true;
	join_lists(r, m->list);
	if (m->letter == 0 || m->letter == r->letter)
		return true;
	if (!bookrow_letter_taken(&b->file, m, &taken))
		return false;
	if (taken || r->letter != 0)
		told->letters++;
	else
		r->letter = m->letter;
	return true;
}

/* What became of a change. */
enum done { DONE, FULL, BROKEN };

/* BROKEN: the error is in the database. */
static enum done
apply(struct bookmarks *b, const struct change *c, struct bookrow *r,
    struct bookmarks_told *told)
{
	switch (c->kind) {
	case PUT:
		return put(b, c, r) ? DONE : BROKEN;
	case LIST:
		put_on_list(c, r);
		return DONE;
	case UNLIST:
		take_off_list(c, r);
		return DONE;
	case REMOVE:
		remove_mark(r);
		return DONE;
	case NOTE:
		return write_note(r, c, told) ? DONE : FULL;
	default:
		return merge(b, c, r, told) ? DONE : BROKEN;
	}
}

static enum done
change_row(
    struct bookmarks *b, const struct change *c, struct bookmarks_told *told)
{
	bool keep = c->kind == MERGE || c->kind == REMOVE || c->kind == UNLIST;
	enum done done = BROKEN;
	struct bookrow r;

	bookrow_init(&r);
	if (bookrow_load(&b->file, &c->m, &r))
		done = apply(b, c, &r, told);
	if (r.note.n > BOOKMARK_JOINED_MAX || r.list.n > BOOKMARK_LIST_MAX)
		done = FULL;
	if (done == DONE && !bookrow_store(&b->file, &c->m, &r, keep))
		done = BROKEN;
	bookrow_fini(&r);
	return done;
}

static enum done
do_change(
    struct bookmarks *b, const struct change *c, struct bookmarks_told *told)
{
	if (c->kind != MOVE)
		return change_row(b, c, told);
	return bookrow_move(&b->file, &c->m, c->to) ? DONE : BROKEN;
}

static enum bookfile_answer
take_back_full(struct bookmarks *b, const struct change *c, struct err *e)
{
	(void)bookfile_rollback(&b->file, NULL);
	(void)err_set(e, ERR_USAGE, "%s is too long",
	    c->kind == PUT || c->kind == LIST ? "the name of the list"
					      : "the note");
	return BOOKFILE_REFUSED;
}

/* Write all that is pending. */
static enum bookfile_answer
write_pending(struct bookmarks *b, struct err *e)
{
	struct bookmarks_told told = { 0, 0 };
	enum bookfile_answer a = bookfile_begin(&b->file, e);

	if (a != BOOKFILE_READY)
		return a;
	for (const struct change *c = b->first; c != NULL; c = c->next) {
		enum done done = do_change(b, c, &told);

		if (done == FULL)
			return take_back_full(b, c, e);
		if (done == BROKEN)
			return bookfile_rollback(&b->file, e);
	}
	a = bookfile_commit(&b->file, e);
	if (a == BOOKFILE_READY)
		b->told = told;
	return a;
}

static enum bookmarks_answer
fail(struct bookmarks *b, struct err *e)
{
	size_t n;

	drop_pending(b);
	if (e == NULL)
		return BOOKMARKS_FAILED;
	n = strlen(e->text);
	if (n + sizeof ", not saved" <= sizeof e->text)
		memcpy(e->text + n, ", not saved", sizeof ", not saved");
	return BOOKMARKS_FAILED;
}

bool
bookmarks_pending(const struct bookmarks *b)
{
	return b->first != NULL;
}

int
bookmarks_wait(const struct bookmarks *b)
{
	if (b->first == NULL)
		return -1;
	/* Ten who write take 100 ms at most on a usual disk; whoever waits
	 * longer and longer would let others pass. */
	if (b->tries < 30)
		return 3;
	return b->tries < 40 ? 10 : 50;
}

enum bookmarks_answer
bookmarks_retry(struct bookmarks *b, struct err *e)
{
	if (b->first == NULL)
		return BOOKMARKS_SAVED;
	if (b->tries == 0)
		b->since = clock_ms();
	switch (write_pending(b, e)) {
	case BOOKFILE_READY:
		drop_pending(b);
		b->read = false;
		return BOOKMARKS_SAVED;
	case BOOKFILE_BUSY:
		b->tries++;
		if (clock_ms() - b->since < PENDING_MS)
			return BOOKMARKS_BUSY;
		(void)err_set(
		    e, ERR_IO, "%s: locked by another reader", b->file.path);
		return fail(b, e);
	default:
		return fail(b, e);
	}
}

static enum bookmarks_answer
no_memory(struct bookmarks *b, struct err *e)
{
	(void)err_set(e, ERR_MEMORY, "memory is used up");
	return fail(b, e);
}

/* Do it now or as soon as that is possible. */
static enum bookmarks_answer
write_change(struct bookmarks *b, struct change *c, struct err *e)
{
	if (c == NULL)
		return no_memory(b, e);
	append(b, c);
	return bookmarks_retry(b, e);
}

enum bookmarks_answer
bookmarks_put(
    struct bookmarks *b, const struct bookmark *m, unsigned set, struct err *e)
{
	struct change *c = change_new(PUT, m, str_of(""));

	if (c != NULL)
		c->set = set;
	return write_change(b, c, e);
}

enum bookmarks_answer
bookmarks_remove(struct bookmarks *b, const struct bookmark *m, struct err *e)
{
	return write_change(b, change_new(REMOVE, m, str_of("")), e);
}

enum bookmarks_answer
bookmarks_list(
    struct bookmarks *b, const struct bookmark *m, bool on, struct err *e)
{
	return write_change(
	    b, change_new(on ? LIST : UNLIST, m, str_of("")), e);
}

uint64_t
bookmarks_revision(struct str note)
{
	return ids_hash(note);
}

enum bookmarks_answer
bookmarks_note(
    struct bookmarks *b, const struct bookmark *m, uint64_t was, struct err *e)
{
	struct change *c = change_new(NOTE, m, str_of(""));

	if (c != NULL)
		c->was = was;
	return write_change(b, c, e);
}

enum bookmarks_answer
bookmarks_move(struct bookmarks *b, const struct bookmark *from,
    const struct bookmark *to, struct err *e)
{
	struct bookmark m = *from;

	m.columns = to->columns;
	m.called = to->called;
	return write_change(b, change_new(MOVE, &m, to->chronicle), e);
}

enum bookmarks_answer
bookmarks_merge(
    struct bookmarks *b, const struct bookmark *m, size_t n, struct err *e)
{
	for (size_t i = 0; i < n; i++) {
		struct change *c = change_new(MERGE, &m[i], str_of(""));

		if (c == NULL)
			return no_memory(b, e);
		append(b, c);
	}
	return bookmarks_retry(b, e);
}

struct bookmarks_told
bookmarks_told(const struct bookmarks *b)
{
	return b->told;
}
