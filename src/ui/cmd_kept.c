#include "config.h"

#include "ui/cmd.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "plat/draft.h"
#include "plat/paths.h"
#include "text/glyph.h"
#include "ui/app.h"
#include "ui/visits.h"

#define BOOKMARKED "is:bookmarked"

/* The event that is meant; false with *e if there is none, or no store. */
static bool
find_event(struct app *a, size_t *event, struct err *e)
{
	if (a->kept == NULL)
		return err_set(e, ERR_NOTFOUND, "nothing is kept here");
	app_settle(a);
	return reader_event(&a->reader, event) ||
	       err_set(e, ERR_NOTFOUND, "no event is selected");
}

/* The first letter that no bookmark has, or 0. */
static char
free_letter(const struct kept *k)
{
	for (char c = 'a'; c <= 'z'; c++)
		if (kept_letter(k, c) == NULL)
			return c;
	return 0;
}

static bool
read_letter(const char *arg, char *letter, struct err *e)
{
	if (strlen(arg) != 1 || arg[0] < 'a' || arg[0] > 'z')
		return err_set(e, ERR_USAGE, "a bookmark is a letter, a to z");
	*letter = arg[0];
	return true;
}

static bool
mark(struct app *a, size_t event, char letter, const char *list, struct err *e)
{
	char told[] = "bookmarked 'x";
	unsigned set = (letter != 0 ? BOOKMARK_SET_LETTER : 0) |
		       (list != NULL ? BOOKMARK_SET_LIST : 0);
	enum bookmarks_answer answer = kept_mark(
	    a->kept, event, set, letter, str_of(list != NULL ? list : ""), e);

	told[sizeof told - 2] = letter;
	if (letter == 0)
		told[strlen("bookmarked")] = '\0';
	return app_kept_answer(a, answer, told);
}

static bool
unmark(struct app *a, size_t event, struct err *e)
{
	const struct bookmark *m = &kept_at(a->kept, event)->row;

	unmarked_put(&a->unmarked, visits_key(a->reader.chronicle, event),
	    m->letter, m->list);
	return app_kept_answer(
	    a, kept_unmark(a->kept, event, e), "bookmark removed");
}

/* With letter and lists that it had before in this session, unless another
 * event has the letter now. */
static bool
mark_again(struct app *a, size_t event, struct err *e)
{
	const struct unmarked_row *was =
	    unmarked_find(&a->unmarked, visits_key(a->reader.chronicle, event));
	char letter = was != NULL ? was->letter : 0;

	if (letter == 0 || kept_letter(a->kept, letter) != NULL)
		letter = free_letter(a->kept);
	return mark(a, event, letter, was != NULL ? was->list : NULL, e);
}

bool
cmd_bookmark(struct app *a, long n, const char *arg, struct err *e)
{
	size_t event;
	char letter = 0;

	(void)n;
	if (!find_event(a, &event, e))
		return false;
	if (arg[0] != '\0')
		return read_letter(arg, &letter, e) &&
		       mark(a, event, letter, NULL, e);
	return kept_marked(a->kept, event) ? unmark(a, event, e)
					   : mark_again(a, event, e);
}

/* ---- going there -------------------------------------------------------- */

static void
add_item(struct buf *out, const struct kept_item *item)
{
	static const char *const states[] = { [KEPT_SOUGHT] =
						  "  (not found yet)",
		[KEPT_FOUND] = "",
		[KEPT_CHANGED] = "  (its text was changed)",
		[KEPT_GONE] = "  (not here any more)" };
	const struct bookmark *row = &item->row;

	if (row->letter != 0)
		buf_addc(out, row->letter);
	buf_addc(out, '\t');
	glyph_sanitize(out, row->date, GLYPH_ONE_LINE);
	buf_adds(out, row->date.n > 0 ? "  " : "");
	glyph_sanitize(out, row->title, GLYPH_ONE_LINE);
	if (row->title.n == 0)
		glyph_sanitize(out, row->key, GLYPH_ONE_LINE);
	buf_adds(out, row->note.n > 0 ? "  + note" : "");
	buf_adds(out, states[item->state]);
	buf_addc(out, '\n');
}

/* By letter, then what has none, then what has a note only. */
static void
list_items(const struct kept *k, struct buf *out)
{
	bool notes = false;

	buf_adds(out, "#Bookmarks  (a letter goes there)\n");
	for (char c = 'a'; c <= 'z'; c++)
		if (kept_letter(k, c) != NULL)
			add_item(out, kept_letter(k, c));
	for (size_t i = 0; i < kept_count(k); i++) {
		const struct kept_item *item = kept_item(k, i);

		if (item->row.marked && item->row.letter == 0)
			add_item(out, item);
		notes = notes || !item->row.marked;
	}
	if (notes)
		buf_adds(out, "#Notes without a bookmark\n");
	for (size_t i = 0; i < kept_count(k); i++)
		if (!kept_item(k, i)->row.marked)
			add_item(out, kept_item(k, i));
}

bool
cmd_bookmarks(struct app *a, long n, const char *arg, struct err *e)
{
	struct buf text = BUF_INIT;

	(void)n;
	(void)arg;
	if (app_covered(a, "bookmarks")) {
		app_cover(a, NULL);
		return true;
	}
	if (a->kept == NULL || kept_count(a->kept) == 0)
		return err_set(e, ERR_NOTFOUND, "no bookmarks");
	list_items(a->kept, &text);
	app_cover(a, view_pager_new("bookmarks", &text));
	return true;
}

static bool
go_to(struct app *a, char letter, struct err *e)
{
	const struct kept_item *item = kept_letter(a->kept, letter);

	if (item == NULL)
		return err_set(e, ERR_NOTFOUND, "no bookmark '%c", letter);
	if (item->state != KEPT_FOUND && item->state != KEPT_CHANGED)
		return err_set(
		    e, ERR_NOTFOUND, "the event of '%c is not here", letter);
	if (!reader_goto(&a->reader, item->event, e))
		return false;
	app_arrive(a);
	return true;
}

bool
cmd_to_bookmark(struct app *a, long n, const char *arg, struct err *e)
{
	char letter = 0;

	(void)n;
	if (a->kept == NULL)
		return err_set(e, ERR_NOTFOUND, "nothing is kept here");
	return read_letter(arg, &letter, e) && go_to(a, letter, e);
}

bool
app_kept_choose(struct app *a, uint32_t key)
{
	struct err e = { .code = ERR_NONE };

	if (!app_covered(a, "bookmarks") || key < 'a' || key > 'z' ||
	    kept_letter(a->kept, (char)key) == NULL)
		return false;
	app_cover(a, NULL);
	if (!go_to(a, (char)key, &e))
		app_alarm(a, "%s", e.text);
	return true;
}

/* Go to the n-th next bookmark of the list, or the last one there is. */
static bool
step(struct app *a, long n, int direction, struct err *e)
{
	struct reader *r = &a->reader;
	size_t place = r->place, found = r->place, event;

	if (!find_event(a, &event, e))
		return false;
	for (long left = n > 0 ? n : 1; left > 0;) {
		if (direction > 0 ? place + 1 >= reader_count(r) : place == 0)
			break;
		place = direction > 0 ? place + 1 : place - 1;
		if (!kept_marked(a->kept, reader_at(r, place)))
			continue;
		found = place;
		left--;
	}
	if (found == r->place)
		return err_set(e, ERR_NOTFOUND, "no %s bookmark in the list",
		    direction > 0 ? "later" : "earlier");
	reader_mark_jump(r);
	(void)reader_select(r, found);
	app_arrive(a);
	return true;
}

bool
cmd_next_bookmark(struct app *a, long n, const char *arg, struct err *e)
{
	(void)arg;
	return step(a, n, 1, e);
}

bool
cmd_previous_bookmark(struct app *a, long n, const char *arg, struct err *e)
{
	(void)arg;
	return step(a, n, -1, e);
}

bool
cmd_bookmarked(struct app *a, long n, const char *arg, struct err *e)
{
	(void)n;
	(void)arg;
	if (strcmp(find_text(&a->reader.find), BOOKMARKED) == 0) {
		(void)app_search_less(a);
		return true;
	}
	return app_search_inside(a, BOOKMARKED, e);
}

/* ---- notes -------------------------------------------------------------- */

/* A note in one line: \n is a line end, two backslashes are one. */
static void
read_line(struct buf *out, const char *line)
{
	for (; *line != '\0'; line++) {
		if (line[0] == '\\' && line[1] == 'n') {
			buf_addc(out, '\n');
			line++;
		} else if (line[0] == '\\' && line[1] == '\\') {
			buf_addc(out, '\\');
			line++;
		} else {
			buf_addc(out, *line);
		}
	}
}

static bool
write_line(struct app *a, size_t event, const char *line, struct err *e)
{
	struct buf note = BUF_INIT;
	enum bookmarks_answer answer;

	read_line(&note, line);
	answer = kept_note(a->kept, event, buf_str(&note),
	    bookmarks_revision(app_note_of(a, event)), e);
	buf_fini(&note);
	return app_kept_answer(a, answer, "note saved");
}

/* ---- notes in another editor -------------------------------------------- */

static const char *
find_editor(void)
{
	const char *editor = getenv("VISUAL");

	if (editor == NULL || editor[0] == '\0')
		editor = getenv("EDITOR");
	return editor != NULL && editor[0] != '\0' ? editor : NULL;
}

/* Append what the editor left; false with *e if it cannot be read. */
static bool
read_draft(const struct app *a, struct buf *note, struct err *e)
{
	size_t n = 0;
	char *text = paths_read(a->note.file, BOOKMARK_JOINED_MAX + 1, &n, e);

	if (n > 0 && text[n - 1] == '\n') /* editors add it */
		n--;
	buf_add(note, text, n);
	x_free(text);
	return text != NULL;
}

/* An empty file is no wish to lose a note. */
static bool
is_new(const struct app *a, struct str note)
{
	return str_trim(note).n > 0 && bookmarks_revision(note) != a->note.was;
}

/* Save what the editor left. */
static bool
take_draft(struct app *a, struct err *e)
{
	struct buf note = BUF_INIT;
	enum bookmarks_answer answer;
	bool ok = read_draft(a, &note, e);

	if (ok && is_new(a, buf_str(&note))) {
		answer = kept_note(
		    a->kept, a->note.of, buf_str(&note), a->note.was, e);
		a->note.sent = answer == BOOKMARKS_BUSY;
		ok = app_kept_answer(a, answer, "note saved");
	} else if (ok) {
		app_tell(a, "the note is as it was");
	}
	buf_fini(&note);
	return ok;
}

/* Was there something new in the file when the editor was killed? */
static bool
has_draft(const struct app *a)
{
	struct buf note = BUF_INIT;
	bool has = read_draft(a, &note, NULL) && is_new(a, buf_str(&note));

	buf_fini(&note);
	return has;
}

/* The editor is done.  What is no note, though it could be one, stays in the
 * file. */
static void
edited(struct app *a, const struct spawn_end *end, const struct err *why)
{
	struct err e = { .code = ERR_NONE };
	bool ok = false, stays = false;

	if (end == NULL) {
		e = *why;
	} else if (spawn_ended_well(end, "the editor", &e)) {
		ok = take_draft(a, &e);
		stays = !ok;
	} else {
		stays = end->killed && has_draft(a);
	}
	if (!ok && !stays)
		app_alarm(a, "the note is as it was: %s", e.text);
	if (!a->note.sent)
		app_note_done(a, stays ? e.text : NULL);
}

/* Let an editor have the note. */
static bool
edit(struct app *a, size_t event, const char *editor, struct err *e)
{
	struct buf text = BUF_INIT;
	struct str note = app_note_of(a, event);
	const char *more[2] = { NULL, NULL };

	buf_add(&text, note.p, note.n);
	if (note.n > 0)
		buf_addc(&text, '\n');
	x_free(a->note.file);
	a->note.sent = false;
	a->note.file = draft_make(buf_str(&text), e);
	buf_fini(&text);
	if (a->note.file == NULL)
		return false;
	a->note.of = event;
	a->note.was = bookmarks_revision(note);
	more[0] = a->note.file;
	errand_run(&a->errand, spawn_argv(editor, more), edited);
	return true;
}

bool
cmd_note(struct app *a, long n, const char *arg, struct err *e)
{
	const char *editor = find_editor();
	size_t event;

	(void)n;
	if (!find_event(a, &event, e))
		return false;
	if (arg[0] != '\0')
		return write_line(a, event, arg, e);
	if (editor != NULL)
		return edit(a, event, editor, e);
	app_note_edit(a, event);
	return true;
}
