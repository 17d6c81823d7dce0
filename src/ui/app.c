#include "config.h"

#include "ui/app.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "plat/term.h"
#include "ui/command.h"
#include "ui/key.h"
#include "ui/saving.h"
#include "ui/view_text.h"

static void
open_panes(struct app *a)
{
	find_ask(&a->reader.find, app_left, a);
	a->tree = view_sections_new(&a->reader);
	a->view[PANE_SECTIONS] = a->tree;
	a->view[PANE_EVENTS] = view_events_new(&a->reader);
	a->view[PANE_TEXT] = view_text_new(&a->reader);
}

static void
close_panes(struct app *a)
{
	app_facet_drop(a);
	view_free(a->tree);
	view_free(a->view[PANE_EVENTS]);
	view_free(a->view[PANE_TEXT]);
}

void
app_init(struct app *a, bool ascii, bool over_ssh)
{
	memset(a, 0, sizeof *a);
	a->over_ssh = over_ssh;
	reader_init(&a->reader, chronicle_new());
	option_defaults(&a->options);
	theme_defaults(&a->theme);
	a->keymap = keymap_new();
	a->history = history_new((size_t)a->options.history);
	a->searches = history_new((size_t)a->options.history);
	a->prompt = prompt_new();
	a->canvas = canvas_new(24, 80, ascii);
	open_panes(a);
	a->focus = PANE_EVENTS;
	a->save_share = -1;
	buf_init(&a->notes);
	app_options_changed(a);
}

void
app_fini(struct app *a)
{
	saving_free(a->saving);
	x_free(a->save_list);
	offer_fini(&a->offer);
	errand_fini(&a->errand);
	gather_stop(&a->gather);
	view_free(a->overlay);
	close_panes(a);
	canvas_free(a->canvas);
	prompt_free(a->prompt);
	history_free(a->history);
	history_free(a->searches);
	x_free(a->searched);
	keymap_free(a->keymap);
	buf_fini(&a->notes);
	x_free(a->target);
	x_free(a->facet_back);
	recall_free(a->recall);
	app_kept_fini(a);
	app_roles_fini(a);
	x_free(a->place.path);
	x_free(a->place.line);
	reading_fini(&a->reading);
	reader_fini(&a->reader);
}

void
app_resize(struct app *a, int rows, int cols)
{
	canvas_resize(a->canvas, rows, cols);
	a->relayout = true;
}

void
app_options_changed(struct app *a)
{
	a->thrift = a->options.thrift == THRIFT_ON ||
		    (a->options.thrift == THRIFT_AUTO && a->over_ssh);
	history_set_max(a->history, (size_t)a->options.history);
	history_set_max(a->searches, (size_t)a->options.history);
	a->relayout = a->relook = true;
}

static void tell(struct app *a, bool alarming, const char *fmt, va_list ap)
    __attribute__((format(printf, 3, 0)));

static void
tell(struct app *a, bool alarming, const char *fmt, va_list ap)
{
	(void)vsnprintf(a->message, sizeof a->message, fmt, ap);
	a->alarming = alarming;
	a->early = false;
	a->offering = a->copying = false;
	a->dirty = true;
}

void
app_tell(struct app *a, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	tell(a, false, fmt, ap);
	va_end(ap);
}

void
app_alarm(struct app *a, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	tell(a, true, fmt, ap);
	va_end(ap);
}

struct view *
app_view(const struct app *a)
{
	return a->overlay != NULL ? a->overlay : a->view[a->focus];
}

void
app_focus(struct app *a, enum pane pane)
{
	if (pane == a->focus)
		return;
	app_settle(a);
	a->focus = pane;
	a->dirty = a->unsettled = true;
	if (a->zoomed || a->layout.mode == LAYOUT_SINGLE)
		a->relayout = true;
}

void
app_cover(struct app *a, struct view *v)
{
	view_free(a->overlay);
	a->overlay = v;
	a->relayout = true;
}

void
app_moved(struct app *a)
{
	a->dirty = a->unsettled = true;
}

void
app_settle(struct app *a)
{
	struct err e = { .code = ERR_NONE };
	uint32_t chosen = view_sections_current(a->tree);

	if (chosen == a->reader.section)
		return;
	if (!reader_filter(&a->reader, chosen, &e))
		app_alarm(a, "%s", e.text);
	a->dirty = a->unsettled = true;
}

void
app_follow_section(struct app *a)
{
	if (view_sections_current(a->tree) != a->reader.section)
		view_sections_select(a->tree, a->reader.section);
	app_moved(a);
}

bool
app_covered(const struct app *a, const char *name)
{
	return a->overlay != NULL && strcmp(a->overlay->ops->name, name) == 0;
}

/* ---- events that arrive ------------------------------------------------- */

void
app_adopt(struct app *a, struct delivery *d, int64_t now)
{
	if (!chronicle_adopt(a->reader.chronicle, d, &a->failure))
		app_alarm(a, "%s", a->failure.text);
	/* At once, as keys may come before freshen(). */
	find_grown(&a->reader.find);
	app_kept_look(a);
	app_tell_early(a);
	if (!a->stale && a->fresh_at < now)
		a->fresh_at = now;
	a->stale = true;
	if (!chronicle_loading(a->reader.chronicle))
		a->fresh_at = now;
}

void
app_forget(struct app *a)
{
	char *order;

	app_save_drop(a); /* it reads what goes */
	app_settle(a);
	view_text_reset(a->view[PANE_TEXT]); /* it tells how far it was read */
	if (a->recall == NULL)
		a->recall = app_roles_recall(a);
	else /* the last time was not over */
		recall_restart(a->recall);
	app_facet_forget(a);
	gather_stop(&a->gather);
	close_panes(a);
	order = a->reader.sorting.name;
	a->reader.sorting.name = NULL;
	a->offering = a->watch_told = false;
	a->told = 0; /* versions begin anew */
	a->header.n = 0;
	a->problem_told = a->early = false;
	app_kept_close(a);
	reader_fini(&a->reader);
	reader_init(&a->reader, chronicle_new());
	app_kept_reopen(a);
	(void)reader_sort(&a->reader, order, NULL); /* once there are columns */
	x_free(order);
	open_panes(a);
	a->failure.code = ERR_NONE;
	a->fresh_at = 0;
	a->reloaded = true;
	a->relayout = true;
}

/* Be again where we were, as far as it is there by now. */
static void
come_back(struct app *a)
{
	struct buf lost = BUF_INIT;
	uint32_t section;

	app_settle(a);
	section = a->reader.section;
	/* Or it would take what it shows for how far that was read. */
	view_text_reset(a->view[PANE_TEXT]);
	if (recall_step(a->recall, &a->reader, &lost)) {
		recall_free(a->recall);
		a->recall = NULL;
	}
	if (lost.n > 0) {
		app_alarm(a, "%s", buf_cstr(&lost));
		if (!a->reloaded)
			(void)reader_event(&a->reader, &a->place.asked);
	}
	if (section != a->reader.section)
		app_follow_section(a);
	app_moved(a);
	buf_fini(&lost);
}

void
app_set_target(struct app *a, const char *id)
{
	x_free(a->target);
	a->target = x_strdup(id);
}

/* Go to the event we were asked for, or say that there is none. */
static void
seek_target(struct app *a)
{
	struct err e = { .code = ERR_NONE };
	size_t event;

	if (chronicle_find(a->reader.chronicle, str_of(a->target), &event)) {
		if (!reader_goto(&a->reader, event, &e))
			app_alarm(a, "%s", e.text);
		a->place.asked = event;
	} else if (chronicle_loading(a->reader.chronicle)) {
		return;
	} else {
		app_alarm(a, "no event '%s'", a->target);
	}
	x_free(a->target);
	a->target = NULL;
}

static void
freshen(struct app *a, int64_t now)
{
	struct err e = { .code = ERR_NONE };

	a->stale = false;
	a->fresh_at = now + APP_LOADING_MS;
	if (!reader_update(&a->reader, &e))
		app_alarm(a, "%s", e.text);
	if (a->place.due)
		app_place_restore(a);
	if (a->recall != NULL)
		come_back(a);
	if (a->target != NULL)
		seek_target(a);
	app_facet_recall(a);
	app_tell_done(a);
	view_text_reset(a->view[PANE_TEXT]);
	view_events_reset(a->view[PANE_EVENTS]);
	a->relayout = true;
}

/* ---- keys --------------------------------------------------------------- */

/* While something lies over the panes nobody sees what happens in them. */
static bool
may_run(const struct app *a, const char *line, struct err *e)
{
	struct str arg;
	const struct command *c;

	if (a->overlay == NULL)
		return true;
	c = command_parse(line, &arg, NULL);
	return c == NULL || c->covered ||
	       err_set(e, ERR_USAGE, "%s: close the %s first", c->name,
		   a->overlay->ops->name);
}

static void
run(struct app *a, const char *line, long n)
{
	struct err e = { .code = ERR_NONE };

	if (!may_run(a, line, &e) || !command_run(a, line, n, &e))
		app_alarm(a, "%s", e.text);
}

static void
prompt_done(struct app *a, bool accepted)
{
	char *line = x_strdup(prompt_text(a->prompt));

	a->prompting = false;
	a->dirty = a->unsettled = true;
	if (accepted) {
		history_add(a->history, line);
		run(a, line, 0);
	}
	x_free(line);
}

static void
prompt_gets(struct app *a, uint32_t key)
{
	switch (prompt_key(a->prompt, key)) {
	case PROMPT_DONE:
		(a->searching ? app_search_done : prompt_done)(a, true);
		break;
	case PROMPT_CANCELLED:
		(a->searching ? app_search_done : prompt_done)(a, false);
		break;
	case PROMPT_CHANGED:
		a->search_due = a->searching;
		a->dirty = true;
		break;
	case PROMPT_EDITING:
		a->dirty = true;
		break;
	}
}

/* A digit before a key counts, unless it is bound itself. */
static bool
counts(struct app *a, uint32_t key)
{
	if (key < '0' || key > '9' || (key == '0' && a->count == 0))
		return false;
	if (a->count < 100000000)
		a->count = a->count * 10 + (long)(key - '0');
	return true;
}

static void
unbound(struct app *a, uint32_t key)
{
	struct buf name = BUF_INIT;

	key_print(&name, key);
	if (name.n > 0)
		app_alarm(a, "%s is not bound", buf_cstr(&name));
	buf_fini(&name);
}

/*
 * A key that came with the query is for what that finds.  Three steps are all
 * of 22,100 events and take a few ms; what is more goes on after the key.
 */
static void
find_before(struct app *a)
{
	for (int i = 0; i < 3 && find_running(&a->reader.find); i++)
		app_search_work(a);
}

static void
pane_gets(struct app *a, uint32_t key)
{
	const char *line = keymap_find(a->keymap, app_view(a)->ops->name, key);
	long n = a->count;

	if (app_kept_choose(a, key))
		return;
	if (line == NULL && counts(a, key)) {
		a->unsettled = true;
		return;
	}
	a->count = 0;
	find_before(a);
	if (line == NULL)
		unbound(a, key);
	else
		run(a, line, n);
}

void
app_key(struct app *a, uint32_t key, int64_t now)
{
	a->quiet_at = a->thrift ? now + APP_QUIET_MS : now;
	a->work_at = now + APP_QUIET_MS;
	if (reading_pass(&a->reading, now) && a->options.read_marks)
		a->dirty = true;
	if (key == TERM_KEY_EOF) {
		a->quit = true;
		return;
	}
	if (app_asking(a)) {
		app_answer(a, key);
		return;
	}
	gather_stop(&a->gather); /* what is not done is not wanted any more */
	if (!app_note_open(a) && ((a->offering && app_offer_choose(a, key)) ||
				     (a->copying && app_copy_choose(a, key))))
		return;
	if (a->message[0] != '\0' || a->count != 0) {
		a->message[0] = '\0';
		a->alarming = a->offering = a->copying = false;
		a->unsettled = true;
	}
	a->asked =
	    a->kept != NULL || chronicle_stamps(a->reader.chronicle)->n > 0;
	if (a->relayout) /* commands look at the panes */
		app_lay_out(a);
	if (a->prompting)
		prompt_gets(a, key);
	else if (app_note_open(a) && !a->pasting)
		app_note_key(a, key);
	else if (key == TERM_KEY_PASTE_START)
		a->pasting = true;
	else if (key == TERM_KEY_PASTE_END)
		a->pasting = false;
	else if (!a->pasting)
		pane_gets(a, key);
}

/* ---- drawing ------------------------------------------------------------ */

/* Do a piece of the work that is left, the most urgent one. */
static void
work(struct app *a, int64_t now)
{
	bool searched = find_running(&a->reader.find);

	app_jobs_work(a, now);
	if (searched && a->recall != NULL && !find_running(&a->reader.find))
		come_back(a);
	app_kept_work(a, now);
	/* At once, so that an offer needs no frame of its own. */
	if (a->offering && a->offer.working)
		app_offer_work(a);
}

bool
app_draw(struct app *a, int64_t now)
{
	bool settled;

	if (a->stale && now >= a->fresh_at)
		freshen(a, now);
	if (a->search_due && now >= a->quiet_at)
		app_search_typed(a);
	work(a, now);
	if (!a->unsettled && now >= a->work_at)
		app_text_work(a);
	settled = a->relayout || (a->unsettled && now >= a->quiet_at);
	if (!settled && !a->dirty)
		return false;
	app_paint(a, settled);
	app_shows(a, now);
	a->dirty = a->text_dirty = false;
	if (settled)
		a->unsettled = false;
	return true;
}

int
app_due(const struct app *a, int64_t now)
{
	int64_t at = -1;
	int wait;

	if (a->relayout || a->dirty || app_jobs_due(a, now) ||
	    (a->offering && a->offer.working) || app_kept_wait(a, now) == 0)
		return 0;
	if (a->unsettled || a->search_due)
		at = a->quiet_at;
	else if (text_page_working(app_page(a)))
		at = a->work_at;
	if (a->stale && (at < 0 || a->fresh_at < at))
		at = a->fresh_at;
	if (reader_sorting(&a->reader) && (at < 0 || a->work_at < at))
		at = a->work_at;
	wait = app_kept_wait(a, now);
	if (wait >= 0 && (at < 0 || now + wait < at))
		at = now + wait;
	if (at < 0)
		return a->asked ? 0 : -1;
	return at <= now ? 0 : (int)(at - now);
}

void
app_cursor(const struct app *a, int *y, int *x)
{
	const struct view *v = app_view(a);

	if (a->layout.too_small) {
		*y = *x = 0;
	} else if (a->prompting || app_asking(a)) {
		*y = a->layout.status.y;
		*x = a->prompt_x;
	} else {
		*y = v->cursor_y;
		*x = v->cursor_x;
	}
}
