/*
 * The program as it runs: one context, on main's stack, passed to everybody.
 *
 * The app knows no terminal: keys come in by app_key(), app_draw() paints the
 * canvas, and whoever owns a terminal (ui/loop.c) or plays one (the golden
 * tests) does the rest.  Times are milliseconds of base/clock.h, handed in.
 *
 * Drawing has two speeds.  What a key moves is drawn at once; the text, the
 * status line and the list of another section follow when no key came for
 * APP_QUIET_MS (thrift) or no key waits (else).  What takes its time to find
 * out about the text waits for APP_QUIET_MS in any case.  Main thread.
 */
#ifndef ANNALS_UI_APP_H
#define ANNALS_UI_APP_H

#include "base/err.h"
#include "base/yearday.h"
#include "model/loader.h"
#include "model/roles.h"
#include "text/canvas.h"
#include "ui/errand.h"
#include "ui/gather.h"
#include "ui/header.h"
#include "ui/history.h"
#include "ui/keymap.h"
#include "ui/layout.h"
#include "ui/offer.h"
#include "ui/option.h"
#include "ui/prompt.h"
#include "ui/reader.h"
#include "ui/reading.h"
#include "ui/recall.h"
#include "ui/text_page.h"
#include "ui/theme.h"
#include "ui/unmarked.h"
#include "ui/view.h"

#include <stdbool.h>
#include <stdint.h>

#define APP_QUIET_MS 120    /* without a key, then the text follows */
#define APP_LOADING_MS 1000 /* between two repaints while loading */

struct app;
struct facet;  /* model/facet.h */
struct saving; /* ui/saving.h */

/* What becomes of a question. */
typedef void app_answer_fn(struct app *a, bool yes);

/* The place in the chronicle that is kept from one session to the next. */
struct app_place {
	char *path;    /* of the chronicle; NULL: nothing of it is kept */
	bool due;      /* to be restored as soon as anything is there */
	bool fresh;    /* but not wanted */
	bool laid_out; /* the layout is given by the command line */
	bool chosen;   /* the layout was, for this chronicle */
	size_t asked;  /* event to begin at instead, or PLACE_FIRST */
	char *line;    /* what was kept, or NULL */
};

#define PLACE_FIRST SIZE_MAX

/* A note that is being written. */
struct app_note {
	size_t of;     /* of this event, */
	uint64_t was;  /* whose note was that (bookmarks_revision()) */
	char *file;    /* in which another editor has it, or NULL */
	bool sent;     /* its text waits to be saved, */
	uint64_t text; /* which in our editor is that */
};

/* What columns are for, as chosen in this session (ui/app_roles.c). */
struct app_roles {
	char *chosen[ROLE_NROLES]; /* as in struct roles_option; NULL: not */
	bool changed;              /* since the chronicle was read */
	char *path;                /* of the chronicle, or NULL */
	char *other;  /* where its package is if not beside it, or NULL */
	char *target; /* where it is to be saved */
};

struct app {
	struct reader reader;
	struct options options;
	struct theme theme;
	struct keymap *keymap;
	struct history *history; /* of the : prompt */
	struct buf notes;        /* problems of the config file, a line each */

	struct canvas *canvas;
	struct header header;
	struct layout layout;
	struct view *view[PANE_NPANES]; /* what the panes show */
	struct view *tree;              /* of sections: the first of them */
	struct view *facet;             /* instead of the tree, or NULL */
	struct facet *next_facet;       /* to be shown once it is read */
	bool facet_focus;               /* it gets the focus then */
	char *facet_back;               /* to be read again, or NULL */
	struct view *overlay;           /* lies over the panes, or NULL */
	enum pane focus;
	bool zoomed;
	struct prompt *prompt;
	bool prompting;
	bool searching;  /* the prompt is that of a search */
	bool search_due; /* what is typed is to be run when it is quiet */
	char *searched;  /* the query before the prompt was opened */
	struct history *searches; /* of the / prompt */
	int prompt_x;             /* the cursor's, as last drawn */
	bool pasting; /* a paste outside the prompt: ignored to its end */
	long count;   /* typed before a key, 0 if none */
	struct yearday today; /* here, for whoever owns a clock to say; month 0
				 if nobody did */
	char message[512];    /* in the status line until the next key */
	bool alarming;        /* the message is an error */
	bool problem_told;    /* while the chronicle was read; */
	bool early;           /* the message is that */
	bool offering;        /* the message is what offer says */
	struct offer offer;
	unsigned told; /* version of the find of which it was said that it found
			  nothing */

	char question[512];    /* in the status line until it is answered */
	app_answer_fn *answer; /* NULL: nothing is asked */

	struct saving *saving; /* a file that is being written, or NULL */
	bool save_asks;        /* whether it may take the place of another */
	bool save_replaces;    /* it may */
	char *save_list;       /* what was listed then, or NULL */
	int save_share;        /* percent to be shown, -1: nothing is */
	int64_t save_told;     /* when that was said last, 0 if never */

	bool thrift;        /* what the option means here and now */
	bool over_ssh;      /* what THRIFT_AUTO means */
	bool relayout;      /* sizes, focus or mode changed: draw everything */
	bool dirty;         /* something is to be drawn at once */
	bool text_dirty;    /* the text too, as it was moved itself */
	bool unsettled;     /* something is to be drawn when it is quiet */
	int64_t quiet_at;   /* when it is */
	int64_t work_at;    /* when what is not urgent may be worked on */
	int64_t sort_since; /* when sorting began, 0 if it did not */
	bool stale;         /* events came that are not shown yet */
	int64_t fresh_at;   /* when they may be shown */
	struct err failure; /* of the loader; its code is ERR_NONE if none */
	bool reloaded;      /* say so once all is there */
	char *target;       /* id to go to once it is there, or NULL */
	struct recall *recall; /* to come back to, or NULL */
	struct app_place place;
	struct reading reading;
	struct app_roles roles;
	bool keep_sizes; /* the user changed layout or sizes */
	bool prompted;   /* the history may have grown */

	struct bookmarks *store; /* NULL: nothing is kept */
	struct kept *kept;       /* of this chronicle */
	char *kept_path;         /* of the chronicle */
	char *kept_told;         /* to be said once it is saved */
	unsigned kept_seen;      /* the version that is shown */
	bool asked;              /* a key came since others were looked for */
	bool kept_due;           /* kept_step() has something to do */
	int64_t retry_at; /* when what is pending is written, 0: nothing is */
	int64_t kept_at;  /* but not before that */
	struct unmarked unmarked;
	struct app_note note;

	int64_t watched_at; /* when the files were looked at */
	bool watch_told;    /* that one of them changed */

	/* What only the owner of the terminal can do. */
	bool quit, suspend, redraw, reload, relook;
	bool stop; /* the loader, that is */
	struct errand errand;

	bool copying;         /* the message asks what to copy, a key each */
	bool copy_plain;      /* to the normal screen, that is */
	struct gather gather; /* the list is being put together for it */
};

/* ascii: the screen cannot show more.  over_ssh: bytes are dear. */
void app_init(struct app *a, bool ascii, bool over_ssh);
void app_fini(struct app *a);

/* The screen has another size. */
void app_resize(struct app *a, int rows, int cols);

/* Options changed: whatever depends on them follows. */
void app_options_changed(struct app *a);

/*
 * Take a delivery of the loader (takes d).  It is shown by app_draw(), at
 * most once in APP_LOADING_MS while more is to come.
 */
void app_adopt(struct app *a, struct delivery *d, int64_t now);

/*
 * Start over with an empty chronicle; when it is read again everything is as
 * it was, as far as it is there: ui/recall.h.
 */
void app_forget(struct app *a);

/*
 * Keep the place in the chronicle at path, and what is read of it, in files,
 * and come back to it as soon as it is there, unless fresh; layout: the layout
 * is not to be restored.  Nothing is kept of "-".
 */
void app_keep(struct app *a, const char *path, bool fresh, bool layout);

/* For app.c: come back to that place, if the chronicle is known by now. */
void app_place_restore(struct app *a);

/*
 * Write where we are, and what was read, into the files; the same place again,
 * or one that was only looked up, is not.  False with *e.
 */
bool app_place_save(struct app *a, int64_t now, struct err *e);

/* By what the chronicle is known in these files; NULL: nothing is kept of it.
 */
const char *app_place_of(const struct app *a);

/* For app.c: what the screen shows is being read from now on. */
void app_shows(struct app *a, int64_t now);

/* Lend what was read, in other sessions too. */
const struct reading *app_reading(struct app *a);

/*
 * For app_place.c: add what was read in this session to the file of that
 * chronicle, false with *e; remove the file of another one.
 */
bool app_save_read(const struct app *a, const char *of, struct err *e);
void app_forget_read(void *arg, const char *of);

/* Who knows what the reader left behind; a search_left, arg is the app. */
bool app_left(void *arg, const struct query_node *node, size_t start,
    uint64_t *set, size_t n, struct err *e);

/* Go to the event with that id as soon as it is there. */
void app_set_target(struct app *a, const char *id);

/* Do what a key does. */
void app_key(struct app *a, uint32_t key, int64_t now);

/* Paint what is due now.  False if nothing was. */
bool app_draw(struct app *a, int64_t now);

/* Make a->layout what the next app_draw() will show. */
void app_lay_out(struct app *a);

/* Paint, also what waits for quiet if settled.  For app_draw(). */
void app_paint(struct app *a, bool settled);

/* Milliseconds until app_draw() has something to do; -1: not by itself. */
int app_due(const struct app *a, int64_t now);

/* For app.c: is there a job that has something to do?  Do a piece of the most
 * urgent one. */
bool app_jobs_due(const struct app *a, int64_t now);
void app_jobs_work(struct app *a, int64_t now);

/* Where the terminal's cursor belongs. */
void app_cursor(const struct app *a, int *y, int *x);

/* For app.c: say once, while the file is read, that there are problems. */
void app_tell_early(struct app *a);

/* For app.c: say once what there is to say when all of the file is read. */
void app_tell_done(struct app *a);

/* Append what of the file had to be guessed, or is not UTF-8; false if there is
 * nothing to be said. */
bool app_print_guesses(const struct app *a, struct buf *out);

/* Tell the user something in the status line. */
void app_tell(struct app *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void app_alarm(struct app *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * Ask in the status line what is answered by yes or no: answer is told by the
 * next key, y or Y or any other one, which does nothing else.  Nothing may
 * be asked already.
 */
void app_ask(struct app *a, app_answer_fn *answer, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* For app.c: something is asked; that key is the answer. */
bool app_asking(const struct app *a);
void app_answer(struct app *a, uint32_t key);

/*
 * Save what is listed to a file.  arg is a name, the format of which its
 * ending tells, or a format and a name.  Asks before it replaces a file.  What
 * is long is written by app_save_work().  False with *e.
 */
bool app_save(struct app *a, const char *arg, struct err *e);

/* A file is still being written, which *e then says. */
bool app_save_busy(const struct app *a, struct err *e);

/* Give that up, and say so; nothing if there is none. */
void app_save_drop(struct app *a);

/* For app.c: there is something to be written; write some. */
bool app_save_due(const struct app *a);
void app_save_work(struct app *a, int64_t now);

/* The view that commands move: what lies over the panes, or the focus. */
struct view *app_view(const struct app *a);

/* Give a pane the focus. */
void app_focus(struct app *a, enum pane pane);

/* Lay a view over the panes, instead of the one there (takes v, NULL: none). */
void app_cover(struct app *a, struct view *v);

/* The selected event is another one: the text follows when it is quiet. */
void app_moved(struct app *a);

/* Is the view of that name laid over the panes? */
bool app_covered(const struct app *a, const char *name);

/* Ask for a query. */
void app_search_prompt(struct app *a);

/*
 * Run a query as the search; blank drops the search.  typing: see
 * query_parse().  False with *e if it is a mistake; what was found stays.
 */
bool app_search(struct app *a, const char *text, bool typing, struct err *e);

/* The same as a new search, inside what is searched for already. */
bool app_search_inside(struct app *a, const char *text, struct err *e);

/* For app.c: run what is typed; the prompt is done; do a piece of work. */
void app_search_typed(struct app *a);
void app_search_done(struct app *a, bool accepted);
void app_search_work(struct app *a);

/* For app.c: is the list to be sorted now?  Do a piece of it. */
bool app_sort_due(const struct app *a, int64_t now);
void app_sort_work(struct app *a, int64_t now);

/* For app.c: do a piece of the work for the offer; choose from it by a key,
 * false if that is none of its keys. */
void app_offer_work(struct app *a);
bool app_offer_choose(struct app *a, uint32_t key);

/*
 * Copy something of the selected event or the list: kind is an
 * app_copy_kind().  plain: show it on the normal screen.  False with *e if
 * there is no such kind or nothing to copy.
 */
bool app_copy(struct app *a, struct str kind, bool plain, struct err *e);

/* Ask in the status line what to copy. */
void app_copy_ask(struct app *a, bool plain);

/* Lend the name of kind i; NULL: there are no more. */
const char *app_copy_kind(size_t i);

/* For app.c: do what a key chooses, false if that is none of its keys; is more
 * of the list to be put together now?  Do a piece of it. */
bool app_copy_choose(struct app *a, uint32_t key);
bool app_copy_due(const struct app *a);
void app_copy_work(struct app *a);

/*
 * The roles of the columns of the chronicle at path can be saved: beside it,
 * or, where nothing can be written, in other (NULL: there is no home).
 */
void app_roles_open(struct app *a, const char *path, const char *other);

/* Choose what a column is for ("ROLE=COLUMN[,COLUMN]", as --role has it), and
 * ask to read the chronicle again.  False with *e. */
bool app_roles_say(struct app *a, const char *arg, struct err *e);

/* The same with what is chosen in the roles that lie over the panes. */
bool app_roles_apply(struct app *a, struct err *e);

/* Save the roles there are as a package; asks before it replaces a file.
 * False with *e. */
bool app_roles_save(struct app *a, struct err *e);

/* Put what was chosen over the options; lent until another choice. */
void app_roles_option(const struct app *a, struct roles_option *o);

/* For app.c: remember where we are; the end. */
struct recall *app_roles_recall(struct app *a);
void app_roles_fini(struct app *a);

/* Lend what is read in the text pane. */
struct text_page *app_page(const struct app *a);

/* The same, of the event that is selected now, drawn or not. */
struct text_page *app_own_page(struct app *a);

/* What is read moved: draw it at once. */
void app_page_moved(struct app *a);

/* For app.c: find out more about the text that is seen. */
void app_text_work(struct app *a);

/* Another event was selected from wherever the focus is: show it. */
void app_arrive(struct app *a);

/*
 * Keep bookmarks and notes in a file (NULL: there is no home), for the
 * chronicle that is read from a path.  Before the first event.
 */
void app_kept_open(struct app *a, const char *file, const char *chronicle);

/* For app.c: another chronicle comes; the end; look whether there is something
 * new; how many ms until there is something to do (-1: nothing); do it. */
void app_kept_close(struct app *a);
void app_kept_reopen(struct app *a);
void app_kept_fini(struct app *a);
void app_kept_look(struct app *a);
int app_kept_wait(const struct app *a, int64_t now);
void app_kept_work(struct app *a, int64_t now);

/* For app_kept.c: look, but not too often, whether the files that were read
 * changed, and say so once. */
void app_watch_look(struct app *a, int64_t now);

/* A write was answered: say so, now or once it is saved.  False if it failed.
 */
bool app_kept_answer(
    struct app *a, enum bookmarks_answer answer, const char *told);

/* Lend the note of an event, which may be empty. */
struct str app_note_of(const struct app *a, size_t event);

/* Edit the note of an event in our own editor, laid over the panes. */
void app_note_edit(struct app *a, size_t event);

/* For app.c: is it there?  Do what a key does in it. */
bool app_note_open(const struct app *a);
void app_note_key(struct app *a, uint32_t key);

/* The file in which another editor had it is not needed any more; why: but it
 * could not be saved, so that it stays, which is said. */
void app_note_done(struct app *a, const char *why);

/* For app_kept.c: a write for which somebody waited was answered. */
void app_note_answer(
    struct app *a, enum bookmarks_answer answer, const char *why);

/*
 * The session ends, whatever for: what is in the editor and was not saved goes
 * into the note, without taking anything from it, or else into a file.  False
 * with *e, which says where it is.
 */
bool app_note_leave(struct app *a, struct err *e);

/* Go to a bookmark by its letter, if their list lies over the panes; false if
 * that is none of its keys. */
bool app_kept_choose(struct app *a, uint32_t key);

/* Drop the search or the last filter; false if there is none. */
bool app_search_less(struct app *a);

/*
 * Show the values of a column in the place of the tree of sections, and give
 * them the focus, as soon as they are read; the tree again for "" and
 * "section".  False with *e if there is no such column.
 */
bool app_facet(struct app *a, const char *name, struct err *e);

/*
 * For app.c: there are values to be read; read some; the tree again; the
 * chronicle goes, and there is another one to show the same column of.
 */
bool app_facet_running(const struct app *a);
void app_facet_work(struct app *a);
void app_facet_drop(struct app *a);
void app_facet_forget(struct app *a);
void app_facet_recall(struct app *a);

/*
 * Show at once the section that is chosen in the sections pane, as commands
 * that work on the list must see the right one.
 */
void app_settle(struct app *a);

/* Another section or event was chosen by other means than the tree's cursor */
void app_follow_section(struct app *a);

#endif
