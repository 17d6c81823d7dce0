#include "config.h"

#include "ui/app.h"

#include <poll.h>

#include "base/clock.h"
#include "base/mem.h"
#include "plat/draft.h"
#include "plat/paths.h"
#include "ui/state.h"
#include "ui/view_note.h"

#define UNSAVED "unsaved-notes" /* the file of what could not be saved */
#define LEAVE_MS                                                               \
	300 /* to save at the end: after a signal there is a second            \
	     */

struct str
app_note_of(const struct app *a, size_t event)
{
	const struct kept_item *item = kept_at(a->kept, event);

	return item != NULL ? item->row.note : str_of("");
}

/* "First  1901": which event that is, in a line. */
static void
name_event(const struct app *a, size_t event, struct buf *out)
{
	const struct chronicle *c = a->reader.chronicle;
	const struct columns *cols = chronicle_columns(c);
	struct str date, title;
	struct record r;

	record_init(&r);
	(void)chronicle_record(c, event, &r, NULL); /* or it has no name */
	date = record_role(&r, cols, ROLE_DATE);
	title = record_role(&r, cols, ROLE_TITLE);
	buf_add(out, title.p, title.n);
	buf_adds(out, date.n > 0 && title.n > 0 ? "  " : "");
	buf_add(out, date.p, date.n);
	record_fini(&r);
}

/* What could not be saved before is told as long as it lies there. */
static void
tell_unsaved(struct app *a)
{
	struct buf text = BUF_INIT;
	char *path = paths_user(PATH_STATE, UNSAVED);

	state_read(UNSAVED, &text);
	if (text.n > 0)
		app_alarm(a, "notes that were not saved are in %s", path);
	buf_fini(&text);
	x_free(path);
}

void
app_note_edit(struct app *a, size_t event)
{
	struct buf title = BUF_INIT;
	struct str note = app_note_of(a, event);

	buf_adds(&title, "Note: ");
	name_event(a, event, &title);
	a->note.of = event;
	a->note.was = bookmarks_revision(note);
	a->note.sent = false;
	app_cover(a, view_note_new(buf_cstr(&title), note, BOOKMARK_NOTE_MAX));
	tell_unsaved(a);
	buf_fini(&title);
}

bool
app_note_open(const struct app *a)
{
	return app_covered(a, VIEW_NOTE);
}

/* What the note is to be; blanks alone are none. */
static struct str
text_of(const struct app *a)
{
	struct str text = view_note_text(a->overlay);

	return str_trim(text).n > 0 ? text : str_of("");
}

/* Is there something that is neither saved nor on its way? */
static bool
is_changed(const struct app *a)
{
	uint64_t is = bookmarks_revision(text_of(a));

	return is != (a->note.sent ? a->note.text : a->note.was);
}

static void
discard(struct app *a, bool yes)
{
	if (yes)
		app_cover(a, NULL);
}

static void
leave(struct app *a)
{
	if (is_changed(a))
		app_ask(a, discard, "discard the changes?");
	else
		app_cover(a, NULL);
}

/* It is saved; what another reader wrote meanwhile is there, too. */
static void
tell_joined(struct app *a, struct str text)
{
	if (text.n == 0 && app_note_of(a, a->note.of).n > 0)
		app_alarm(a, "another reader changed the note: it stays");
	else if (bookmarks_told(a->store).joined > 0)
		app_tell(a, "note saved, with what another reader wrote");
}

/* Save the text, which stays in the editor until that is done. */
static void
write_note(struct app *a)
{
	struct err e = { .code = ERR_NONE };
	struct str text = text_of(a);
	enum bookmarks_answer answer =
	    kept_note(a->kept, a->note.of, text, a->note.was, &e);

	a->note.sent = true;
	a->note.text = bookmarks_revision(text);
	if (!app_kept_answer(
		a, answer, text.n > 0 ? "note saved" : "note removed"))
		app_alarm(a, "%s", e.text);
	if (answer == BOOKMARKS_SAVED)
		tell_joined(a, text);
	app_note_answer(a, answer, e.text);
}

static void
remove_note(struct app *a, bool yes)
{
	if (yes)
		write_note(a);
}

static void
save(struct app *a)
{
	if (a->note.sent) {
		app_tell(a, "not saved yet, another reader writes");
	} else if (!is_changed(a)) {
		app_tell(a, "the note is as it was");
		app_cover(a, NULL);
	} else if (text_of(a).n == 0) {
		app_ask(a, remove_note, "remove the note?");
	} else {
		write_note(a);
	}
}

void
app_note_key(struct app *a, uint32_t key)
{
	a->dirty = true;
	switch (view_note_key(a->overlay, key)) {
	case NOTE_NOTHING:
		break;
	case NOTE_FULL:
		app_alarm(a, "a note has at most %zu bytes",
		    view_note_max(a->overlay));
		break;
	case NOTE_SAVE:
		save(a);
		break;
	case NOTE_LEAVE:
		leave(a);
		break;
	case NOTE_SUSPEND:
		a->suspend = true;
		break;
	case NOTE_REDRAW:
		a->redraw = true;
		break;
	}
}

void
app_note_done(struct app *a, const char *why)
{
	if (why != NULL)
		app_alarm(a, "its text is in %s; the note is as it was: %s",
		    a->note.file, why);
	else
		draft_remove(a->note.file);
	x_free(a->note.file);
	a->note.file = NULL;
}

/* What was typed since it was sent stays, as does all that is not saved. */
static void
go_on(struct app *a, bool saved)
{
	bool changed = is_changed(a);

	a->note.sent = false;
	if (!saved)
		return;
	a->note.was = a->note.text;
	if (!changed)
		app_cover(a, NULL);
}

void
app_note_answer(struct app *a, enum bookmarks_answer answer, const char *why)
{
	bool saved = answer == BOOKMARKS_SAVED;

	if (answer == BOOKMARKS_BUSY || !a->note.sent)
		return;
	if (app_note_open(a))
		go_on(a, saved);
	else if (a->note.file != NULL)
		app_note_done(a, saved ? NULL : why);
	a->note.sent = false;
}

/* ---- the end of the session --------------------------------------------- */

/* Add a text to the file of what could not be saved. */
static bool
keep_apart(const struct app *a, struct str text, struct err *e)
{
	struct buf all = BUF_INIT;
	bool ok;
	int lock;

	if (!state_lock(&lock, e))
		return false;
	state_read(UNSAVED, &all);
	buf_adds(&all, all.n > 0 ? "\n" : "");
	name_event(a, a->note.of, &all);
	buf_addf(&all, "\n%s\n", BOOKMARK_SEPARATOR);
	buf_add(&all, text.p, text.n);
	buf_addc(&all, '\n');
	ok = lock >= 0 ? state_write(UNSAVED, &all, e)
		       : err_set(e, ERR_NOTFOUND, "there is no home");
	state_unlock(lock);
	buf_fini(&all);
	return ok;
}

/*
 * Nobody said that this is to be the note, and what was cut may be gone from
 * it.  So it is written as a second reader would: what only adds to the note
 * takes its place, of all else both texts stay.
 */
static bool
save_beside(struct app *a, struct str text, struct err *e)
{
	uint64_t was = a->note.was != 0 ? ~a->note.was : 0;
	int64_t end = clock_ms() + LEAVE_MS;
	enum bookmarks_answer answer =
	    kept_note(a->kept, a->note.of, text, was, e);

	while (answer == BOOKMARKS_BUSY && clock_ms() < end) {
		(void)poll(NULL, 0, bookmarks_wait(a->store));
		answer = kept_retry(a->kept, e);
	}
	return answer == BOOKMARKS_SAVED ||
	       (answer == BOOKMARKS_BUSY &&
		   err_set(e, ERR_IO, "another reader writes"));
}

bool
app_note_leave(struct app *a, struct err *e)
{
	struct err why = { .code = ERR_NONE };
	struct str text;
	char *path;

	if (!app_note_open(a))
		return true;
	text = text_of(a);
	if (text.n == 0 || bookmarks_revision(text) == a->note.was ||
	    save_beside(a, text, &why))
		return true;
	if (!keep_apart(a, text, e))
		return err_in(e, "the note is lost: %s", why.text);
	path = paths_user(PATH_STATE, UNSAVED);
	err_set(e, ERR_IO, "%s; the note is in %s", why.text, path);
	x_free(path);
	return false;
}
