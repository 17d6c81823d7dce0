#include "config.h"

#include "ui/loop.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>

#include "base/clock.h"
#include "base/mailbox.h"
#include "base/mem.h"
#include "plat/signals.h"
#include "plat/term.h"
#include "ui/app.h"
#include "ui/outside.h"

#define FIRST_MS 15    /* a chronicle that is there by then is drawn once */
#define NOTHING_MS 100 /* so long nothing is drawn if there is nothing */
#define LETTERS_MS 1   /* so long letters are taken before the next key */

struct loop {
	struct app *app;
	const struct loop_options *options;
	struct term *term;
	struct mailbox *box;
	struct loader *loader;
	char *role[ROLE_NROLES]; /* chosen in the app; the loader reads them */
	int signo;               /* that ended us */
	bool hung_up;            /* the terminal is gone */
	bool loaded;             /* all was drawn once, see draw() */
	bool untidy; /* loading took more memory than what is kept */
};

/* Take a copy of the roles that are chosen; the loader is stopped. */
static void
take_roles(struct loop *l, struct roles_option *o)
{
	struct roles_option chosen = { { NULL } };

	app_roles_option(l->app, &chosen);
	for (int r = 0; r < ROLE_NROLES; r++) {
		x_free(l->role[r]);
		l->role[r] = NULL;
		if (chosen.column[r] != NULL)
			o->column[r] = l->role[r] = x_strdup(chosen.column[r]);
	}
}

static bool
start_loader(struct loop *l, struct err *e)
{
	struct loader_options options = *l->options->loading;

	take_roles(l, &options.role);
	options.map = chronicle_map(l->app->reader.chronicle);
	options.ordered = true;
	l->loader = loader_start(l->options->path, &options, l->box, e);
	return l->loader != NULL;
}

/* Stop the loader and drop what it had sent. */
static void
stop_loader(struct loop *l)
{
	struct letter *letter;

	loader_stop(l->loader);
	l->loader = NULL;
	while (l->box != NULL && (letter = mailbox_take(l->box)) != NULL)
		delivery_free((struct delivery *)(void *)letter);
}

/* Take what came: the loader sends several at a time, and each of them may
 * take some milliseconds. */
static void
take_letters(struct loop *l)
{
	int64_t end = clock_ms() + LETTERS_MS;
	struct letter *letter;

	while (clock_ms() < end && (letter = mailbox_take(l->box)) != NULL)
		app_adopt(
		    l->app, (struct delivery *)(void *)letter, clock_ms());
}

/* Is so little read after some milliseconds that it will take more than
 * FIRST_MS?  Of a pipe nobody knows. */
static bool
takes_longer(const struct chronicle *c, int64_t ms)
{
	return chronicle_count(c) > 0 && chronicle_share(c) >= 0 &&
	       chronicle_share(c) * FIRST_MS < 100 * ms;
}

/*
 * Wait for a small chronicle before the first frame, so that it is drawn
 * once.  As long as nothing came there is nothing to draw, so that a busy
 * machine gets more time for the same.
 */
static void
wait_for_first(struct loop *l, int64_t start)
{
	const struct chronicle *c = l->app->reader.chronicle;

	while (chronicle_loading(c) && !takes_longer(c, clock_ms() - start)) {
		struct pollfd p = { mailbox_fd(l->box), POLLIN, 0 };
		int most = chronicle_count(c) > 0 ? FIRST_MS : NOTHING_MS;
		int64_t left = start + most - clock_ms();

		if (left <= 0 || poll(&p, 1, (int)left) == 0)
			return;
		take_letters(l);
	}
}

static void
resize(struct loop *l)
{
	int rows, cols;

	term_size(l->term, &rows, &cols);
	app_resize(l->app, rows, cols);
}

static bool
suspend(struct loop *l, struct err *e)
{
	term_suspend(l->term);
	signals_stop_self();
	if (!term_resume(l->term, e))
		return false;
	(void)term_resize(l->term);
	resize(l);
	l->app->redraw = true;
	return true;
}

static void
take_signals(struct loop *l)
{
	int signo;

	while ((signo = signals_take()) != 0) {
		switch (signo) {
		case SIGWINCH:
			if (term_resize(l->term))
				resize(l);
			break;
		case SIGCONT:
			/* Stopped from outside: the screen is somebody's. */
			l->app->redraw = l->app->relayout = true;
			break;
		case SIGTSTP:
			l->app->suspend = true;
			break;
		default:
			l->signo = signo;
			l->app->quit = true;
		}
	}
}

/* Read the chronicle again; if that fails, what is there stays. */
static void
reload(struct loop *l)
{
	struct err e = { .code = ERR_NONE };

	if (loader_reads_standard(l->options->path, l->options->loading)) {
		app_alarm(l->app, "standard input cannot be read again");
		return;
	}
	stop_loader(l);
	if (!start_loader(l, &e)) {
		app_alarm(l->app, "%s", e.text);
		return;
	}
	app_forget(l->app);
	l->loaded = false;
	wait_for_first(l, clock_ms());
}

static void
give_looks(struct loop *l)
{
	for (int s = 0; s < STYLE_NSTYLES; s++)
		term_set_look(l->term, (enum style)s,
		    theme_look(&l->app->theme, (enum style)s, l->app->thrift));
}

/* What commands asked for and only we can do. */
static bool
take_wishes(struct loop *l, struct err *e)
{
	struct app *a = l->app;

	if (a->stop)
		loader_cancel(l->loader);
	if (a->reload)
		reload(l);
	if (a->relook)
		give_looks(l);
	a->stop = a->reload = a->relook = false;
	if (a->suspend) {
		a->suspend = false;
		if (!suspend(l, e))
			return false;
	}
	if (errand_waits(&a->errand) &&
	    !outside_do(a, l->term, &l->options->terminal, e))
		return false;
	if (a->redraw) {
		a->redraw = false;
		term_redraw(l->term);
		resize(l); /* others may have had the screen */
	}
	return true;
}

/* All keys that wait, before anything is drawn. */
static void
take_keys(struct loop *l)
{
	uint32_t key;

	(void)clock_today(&l->app->today, NULL);
	while (!l->app->quit && !l->app->suspend && !l->app->reload &&
	       !errand_waits(&l->app->errand) && term_key(l->term, &key)) {
		loader_typed(l->loader);
		app_key(l->app, key, clock_ms());
	}
}

static bool
draw(struct loop *l, struct err *e)
{
	int y, x;

	if (term_pending(l->term) || !app_draw(l->app, clock_ms()))
		return true;
	app_cursor(l->app, &y, &x);
	if (!term_show(l->term, l->app->canvas, y, x, e))
		return false;
	canvas_clean(l->app->canvas);
	if (l->loaded || chronicle_loading(l->app->reader.chronicle))
		return true;
	l->loaded = l->untidy = true;
	return true;
}

/* Give memory back.  With a million events that takes 10 ms. */
static void
tidy(struct loop *l)
{
	mem_trim();
	l->untidy = false;
}

/* Sleep until there is something to do; tidy up if there is nothing. */
static bool
wait(struct loop *l, struct err *e)
{
	bool pending = term_pending(l->term);
	struct pollfd p[] = {
		{ term_fd_in(l->term), POLLIN, 0 },
		{ mailbox_fd(l->box), POLLIN, 0 },
		{ signals_fd(), POLLIN, 0 },
		{ pending ? term_fd_out(l->term) : -1, POLLOUT, 0 },
	};
	int due = pending ? -1 : app_due(l->app, clock_ms());
	int n = poll(p, sizeof p / sizeof p[0], l->untidy ? 0 : due);

	if (n == 0 && l->untidy)
		tidy(l);
	if (n < 0 && errno != EINTR)
		return err_set(e, ERR_IO, "poll: %s", strerror(errno));
	if ((p[0].revents & (POLLHUP | POLLERR | POLLNVAL)) != 0)
		l->hung_up = l->app->quit = true;
	if (p[3].revents != 0 && !term_flush(l->term, e))
		l->hung_up = l->app->quit = true;
	return true;
}

static bool
turn(struct loop *l, struct err *e)
{
	bool wished;

	take_signals(l);
	take_letters(l);
	take_keys(l);
	/* Keys that are read already may wait then, unseen by poll(). */
	wished =
	    l->app->suspend || l->app->reload || errand_waits(&l->app->errand);
	if (!take_wishes(l, e))
		return false;
	if (l->app->quit || wished)
		return true;
	return draw(l, e) && wait(l, e);
}

static bool
open_all(struct loop *l, struct err *e)
{
	const struct loop_options *o = l->options;
	char note[128] = "";

	if ((l->box = mailbox_new(e)) == NULL || !start_loader(l, e))
		return false;
	l->term = term_open(&o->terminal, note, sizeof note, e);
	if (l->term == NULL)
		return false;
	if (note[0] != '\0')
		app_tell(l->app, "%s", note);
	if (term_is_plain(o->terminal.type))
		canvas_plain_lines(l->app->canvas);
	resize(l);
	wait_for_first(l, o->started);
	/* Nothing is on the screen yet, so say it where errors belong. */
	if (l->app->failure.code != ERR_NONE &&
	    chronicle_count(l->app->reader.chronicle) == 0) {
		*e = l->app->failure;
		return false;
	}
	return true;
}

bool
loop_run(struct app *a, const struct loop_options *o, int *signo, struct err *e)
{
	struct loop l = { .app = a, .options = o };
	struct err later = { .code = ERR_NONE };
	bool ok = open_all(&l, e);

	while (ok && !a->quit)
		ok = turn(&l, e);
	if (!ok && l.term != NULL && l.hung_up)
		ok = true;
	/* Before all else: after a signal there is but a second. */
	if (!app_note_leave(a, ok ? e : &later))
		ok = false;
	term_close(l.term);
	stop_loader(&l);
	for (int r = 0; r < ROLE_NROLES; r++)
		x_free(l.role[r]);
	mailbox_free(l.box);
	*signo = l.hung_up && l.signo == 0 ? SIGHUP : l.signo;
	return ok;
}
