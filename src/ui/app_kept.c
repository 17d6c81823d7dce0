#include "config.h"

#include "ui/app.h"

#include <string.h>

#include "base/mem.h"

#define AGAIN_MS 50 /* until a file is read again while somebody writes */

static void
open_kept(struct app *a)
{
	a->kept = kept_new(a->store, a->reader.chronicle, a->kept_path);
	a->reader.kept = a->kept;
}

void
app_kept_open(struct app *a, const char *file, const char *chronicle)
{
	a->store = bookmarks_new(file);
	a->kept_path = x_strdup(chronicle);
	open_kept(a);
}

void
app_kept_close(struct app *a)
{
	a->reader.kept = NULL;
	kept_free(a->kept);
	a->kept = NULL;
	a->kept_due = false;
	a->kept_seen = 0;
}

void
app_kept_reopen(struct app *a)
{
	if (a->store != NULL)
		open_kept(a);
}

void
app_kept_fini(struct app *a)
{
	app_kept_close(a);
	bookmarks_free(a->store);
	x_free(a->kept_path);
	x_free(a->kept_told);
	unmarked_fini(&a->unmarked);
	x_free(a->note.file);
}

void
app_kept_look(struct app *a)
{
	a->asked = false;
	if (a->kept != NULL && kept_stale(a->kept))
		a->kept_due = true;
}

/* What is kept is another thing: list, text and queries follow. */
static void
show_kept(struct app *a)
{
	if (a->kept_seen == kept_version(a->kept))
		return;
	a->kept_seen = kept_version(a->kept);
	find_ask_again(&a->reader.find);
	app_moved(a);
}

/* Say how the write ended for which somebody waits. */
static void
retry(struct app *a)
{
	struct err e = { .code = ERR_NONE };
	enum bookmarks_answer answer = kept_retry(a->kept, &e);

	switch (answer) {
	case BOOKMARKS_SAVED:
		app_tell(a, "%s", a->kept_told);
		show_kept(a);
		break;
	case BOOKMARKS_FAILED:
		app_alarm(a, "%s", e.text);
		break;
	case BOOKMARKS_BUSY:
		break;
	}
	app_note_answer(a, answer, e.text);
	a->retry_at = 0;
}

bool
app_kept_answer(struct app *a, enum bookmarks_answer answer, const char *told)
{
	x_free(a->kept_told);
	a->kept_told = x_strdup(told);
	if (answer == BOOKMARKS_SAVED)
		app_tell(a, "%s", told);
	else if (answer == BOOKMARKS_BUSY)
		app_tell(a, "not saved yet, another reader writes");
	if (answer != BOOKMARKS_FAILED)
		show_kept(a);
	return answer != BOOKMARKS_FAILED;
}

int
app_kept_wait(const struct app *a, int64_t now)
{
	int64_t at = -1;

	if (a->kept_due)
		at = a->kept_at;
	if (a->retry_at > 0 && (at < 0 || a->retry_at < at))
		at = a->retry_at;
	if (at < 0)
		return -1;
	return at <= now ? 0 : (int)(at - now);
}

/* Read what is kept, and look for it in the chronicle. */
static void
read_kept(struct app *a, int64_t now)
{
	struct err e = { .code = ERR_NONE };
	bool done = false;

	if (kept_step(a->kept, &done, &e)) {
		a->kept_due = !done;
	} else if (e.code == ERR_STOPPED) {
		a->kept_at = now + AGAIN_MS;
	} else {
		app_alarm(a, "bookmarks: %s", e.text);
		a->kept_due = false;
	}
	show_kept(a);
}

void
app_kept_work(struct app *a, int64_t now)
{
	/* What others do may wait until the key was answered. */
	if (a->asked && !a->dirty && !a->unsettled && !a->relayout) {
		app_kept_look(a);
		app_watch_look(a, now);
	}
	if (a->kept_due && a->kept_at <= now)
		read_kept(a, now);
	if (a->retry_at > 0 && a->retry_at <= now)
		retry(a);
	if (a->retry_at == 0 && a->store != NULL && bookmarks_pending(a->store))
		a->retry_at = now + bookmarks_wait(a->store);
}
