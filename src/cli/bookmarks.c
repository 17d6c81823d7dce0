#include "config.h"

#include "cli/bookmarks.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "cli/batch.h"
#include "cli/left.h"
#include "model/bookmarks_text.h"
#include "model/kept.h"
#include "model/load.h"
#include "plat/paths.h"
#include "text/glyph.h"

static const struct {
	const char *name;
	bool reads, takes;
} actions[] = {
	[BOOKMARKS_LIST] = { "list", true, false },
	[BOOKMARKS_ADD] = { "add", true, true },
	[BOOKMARKS_REMOVE] = { "remove", true, true },
	[BOOKMARKS_EXPORT] = { "export", false, false },
	[BOOKMARKS_IMPORT] = { "import", false, true },
};

enum bookmarks_action
bookmarks_action_find(const char *name)
{
	int a = 0;

	while (a < BOOKMARKS_NACTIONS && strcmp(actions[a].name, name) != 0)
		a++;
	return (enum bookmarks_action)a;
}

bool
bookmarks_action_reads(enum bookmarks_action a)
{
	return actions[a].reads;
}

bool
bookmarks_action_takes(enum bookmarks_action a)
{
	return actions[a].takes;
}

/* Wait until it is written, or given up. */
static bool
finish(struct bookmarks *b, enum bookmarks_answer a, struct err *e)
{
	while (a == BOOKMARKS_BUSY) {
		(void)poll(NULL, 0, bookmarks_wait(b));
		a = bookmarks_retry(b, e);
	}
	return a == BOOKMARKS_SAVED;
}

static bool
put_out(const struct buf *out, struct err *e)
{
	(void)fwrite(out->p, 1, out->n, stdout); /* batch_flush() sees errors */
	return batch_flush(e);
}

static bool export(struct bookmarks *b, struct err *e)
{
	struct buf out = BUF_INIT;
	bool ok = bookmarks_export(b, &out, e) && put_out(&out, e);

	buf_fini(&out);
	return ok;
}

static bool
import(struct bookmarks *b, const char *path, struct err *e)
{
	struct bookmarks_told told;
	size_t n;
	char *text = paths_read(path, BOOKMARKS_TEXT_MAX, &n, e);
	size_t rows;
	bool ok;

	if (text == NULL)
		return false;
	ok = finish(
	    b, bookmarks_import(b, (struct str){ text, n }, &rows, e), e);
	x_free(text);
	if (!ok)
		return err_in(e, "%s", path);
	told = bookmarks_told(b);
	(void)printf("%zu events", rows);
	if (told.joined > 0)
		(void)printf(", %zu notes joined", told.joined);
	if (told.letters > 0)
		(void)printf(", %zu letters were taken", told.letters);
	(void)printf("\n");
	return batch_flush(e);
}

static void
add_cell(struct buf *out, struct str s, bool ascii)
{
	glyph_sanitize(
	    out, s, GLYPH_ONE_LINE | (ascii ? (unsigned)GLYPH_ASCII : 0));
	buf_addc(out, '\t');
}

/* Key, date, letter, what became of it, whether it has a note, its
 * reading lists, title. */
static void
add_item(struct buf *out, const struct kept_item *item, bool ascii)
{
	static const char *const states[] = { [KEPT_SOUGHT] = "",
		[KEPT_FOUND] = "",
		[KEPT_CHANGED] = "changed",
		[KEPT_GONE] = "gone" };
	const struct bookmark *m = &item->row;

	add_cell(out, m->key, ascii);
	add_cell(out, m->date, ascii);
	if (m->letter != 0)
		buf_addc(out, m->letter);
	buf_addf(out, "\t%s\t%s\t", states[item->state],
	    m->note.n > 0 ? "note" : "");
	add_cell(out, m->list, ascii);
	add_cell(out, m->title, ascii);
	out->p[out->n - 1] = '\n';
}

static bool
list(const struct kept *k, bool ascii, struct err *e)
{
	struct buf out = BUF_INIT;
	bool ok;

	for (size_t i = 0; i < kept_count(k); i++)
		add_item(&out, kept_item(k, i), ascii);
	ok = put_out(&out, e);
	buf_fini(&out);
	return ok;
}

static bool
add(struct bookmarks *b, struct kept *k, size_t event,
    const struct bookmarks_ask *ask, struct err *e)
{
	const struct kept_item *item = kept_at(k, event);
	uint64_t was = 0;

	if (item != NULL)
		was = bookmarks_revision(item->row.note);
	if (!finish(b, kept_mark(k, event, 0, 0, str_of(""), e), e))
		return false;
	if (ask->list != NULL &&
	    !finish(b, kept_list(k, event, str_of(ask->list), true, e), e))
		return false;
	return ask->note == NULL ||
	       finish(b, kept_note(k, event, str_of(ask->note), was, e), e);
}

/* Take away the bookmark of an id, also of an event that is gone. */
static bool
take_away(struct bookmarks *b, struct kept *k, const char *id, struct err *e)
{
	for (size_t i = 0; i < kept_count(k); i++) {
		const struct kept_item *item = kept_item(k, i);

		if (item->row.marked && str_eq(item->row.key, str_of(id)))
			return finish(b, kept_unmark_item(k, item, e), e);
	}
	return err_set(e, ERR_NOTFOUND, "no bookmark of '%s'", id);
}

static bool
run_on(struct bookmarks *b, struct kept *k, const struct chronicle *c,
    const struct bookmarks_ask *ask, bool ascii, struct err *e)
{
	size_t event;

	if (!left_find_kept(k, e))
		return false;
	if (ask->action == BOOKMARKS_LIST)
		return list(k, ascii, e);
	if (ask->action == BOOKMARKS_REMOVE)
		return take_away(b, k, ask->operand, e);
	if (!chronicle_find(c, str_of(ask->operand), &event))
		return err_set(e, ERR_NOTFOUND, "no event '%s'", ask->operand);
	return add(b, k, event, ask, e);
}

bool
bookmarks_run(struct bookmarks *b, const struct bookmarks_ask *ask,
    const char *path, const struct loader_options *loading, bool ascii,
    struct err *e)
{
	struct chronicle *c;
	struct kept *k;
	bool ok;

	if (ask->action == BOOKMARKS_EXPORT)
		return export(b, e);
	if (ask->action == BOOKMARKS_IMPORT)
		return import(b, ask->operand, e);
	c = chronicle_new();
	k = kept_new(b, c, path);
	ok = chronicle_load(c, path, loading, e) &&
	     run_on(b, k, c, ask, ascii, e);
	kept_free(k);
	chronicle_free(c);
	return ok;
}
