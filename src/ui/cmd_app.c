#include "config.h"

#include "ui/cmd.h"

#include <string.h>

#include "ui/app.h"
#include "ui/command.h"
#include "ui/complete.h"
#include "ui/help.h"
#include "ui/setup.h"

bool
cmd_prompt(struct app *a, long n, const char *arg, struct err *e)
{
	(void)n;
	(void)e;
	prompt_open(a->prompt, ":", arg, a->history);
	prompt_set_completer(a->prompt, complete_command, &a->reader);
	a->prompting = a->prompted = true;
	a->searching = false;
	a->dirty = true;
	return true;
}

/* Lay a pager over the panes, or take it away if it is there already. */
static void
toggle_pager(struct app *a, const char *name, struct buf *text)
{
	if (a->overlay != NULL && strcmp(a->overlay->ops->name, name) == 0)
		app_cover(a, NULL);
	else
		app_cover(a, view_pager_new(name, text));
	buf_fini(text);
}

bool
cmd_help(struct app *a, long n, const char *arg, struct err *e)
{
	struct buf text = BUF_INIT;

	(void)n;
	(void)arg;
	(void)e;
	help_print(a->keymap, &a->options, &text);
	toggle_pager(a, "help", &text);
	return true;
}

/* "1,000 of 2,345 dates are listed": what there is more of. */
static void
print_more(const struct problems *p, struct buf *out)
{
	size_t listed[PROBLEM_NKINDS] = { 0 };

	for (size_t i = 0; i < p->n; i++)
		listed[p->at[i].kind]++;
	for (int k = 0; k < PROBLEM_NKINDS; k++)
		if (p->count[k] > listed[k])
			buf_addf(out, "and %zu more: %s\n",
			    p->count[k] - listed[k],
			    problem_kind_name((enum problem_kind)k));
}

static void
print_problems(const struct app *a, struct buf *out)
{
	const struct problems *p = chronicle_problems(a->reader.chronicle);
	size_t all = problems_total(p);

	if (app_print_guesses(a, out))
		buf_adds(out, "\n\n");
	if (all > 0)
		buf_addf(out, "#%zu %s in the file  (:#N goes to event N)\n\n",
		    all, all == 1 ? "problem" : "problems");
	for (size_t i = 0; i < p->n; i++) {
		const struct problem *it = &p->at[i];

		problem_print(out, it);
		if (it->event != PROBLEM_NO_EVENT)
			buf_addf(out, "  (#%zu)", it->event + 1);
		if (it->raw[0] != '\0')
			buf_addf(out, "\n    %s", it->raw);
		buf_addc(out, '\n');
	}
	print_more(p, out);
	if (a->notes.n > 0)
		buf_addf(out, "%s#Config file\n\n%s", all > 0 ? "\n" : "",
		    buf_cstr(&a->notes));
}

bool
cmd_problems(struct app *a, long n, const char *arg, struct err *e)
{
	struct buf text = BUF_INIT;

	(void)n;
	(void)arg;
	(void)e;
	if (problems_total(chronicle_problems(a->reader.chronicle)) == 0 &&
	    a->notes.n == 0) {
		buf_adds(&text, "no problems; ");
		if (app_print_guesses(a, &text))
			app_tell(a, "%s", buf_cstr(&text));
		else
			app_tell(a, "no problems");
		buf_fini(&text);
		return true;
	}
	print_problems(a, &text);
	toggle_pager(a, "problems", &text);
	return true;
}

/* The prompt's "set x y" is the config file's. */
static bool
run_config(struct app *a, const char *verb, const char *arg, struct err *e)
{
	struct buf line = BUF_INIT;
	bool ok;

	if (arg[0] == '\0')
		return err_set(e, ERR_USAGE, "%s needs %s", verb,
		    command_find(str_of(verb), NULL)->args);
	buf_addf(&line, "%s %s", verb, arg);
	ok = setup_line(a, buf_str(&line), e);
	buf_fini(&line);
	return ok;
}

bool
cmd_set(struct app *a, long n, const char *arg, struct err *e)
{
	(void)n;
	return run_config(a, "set", arg, e);
}

bool
cmd_bind(struct app *a, long n, const char *arg, struct err *e)
{
	(void)n;
	return run_config(a, "bind", arg, e);
}

bool
cmd_color(struct app *a, long n, const char *arg, struct err *e)
{
	(void)n;
	return run_config(a, "color", arg, e);
}

bool
cmd_cancel(struct app *a, long n, const char *arg, struct err *e)
{
	(void)n; /* reading the key dropped count and message already */
	(void)arg;
	(void)e;
	if (a->overlay != NULL)
		app_cover(a, NULL);
	else if (a->saving != NULL)
		app_save_drop(a);
	else if (!app_search_less(a) && chronicle_loading(a->reader.chronicle))
		a->stop = true;
	return true;
}

bool
cmd_reload(struct app *a, long n, const char *arg, struct err *e)
{
	(void)n;
	(void)arg;
	if (app_save_busy(a, e)) /* it reads what would go */
		return false;
	a->reload = true;
	return true;
}

bool
cmd_redraw(struct app *a, long n, const char *arg, struct err *e)
{
	(void)n;
	(void)arg;
	(void)e;
	a->redraw = a->relayout = true;
	return true;
}

bool
cmd_suspend(struct app *a, long n, const char *arg, struct err *e)
{
	(void)n;
	(void)arg;
	(void)e;
	a->suspend = true;
	return true;
}

static void
quit_answered(struct app *a, bool yes)
{
	a->quit = yes;
}

/* What is being saved would be lost. */
static void
quit(struct app *a)
{
	struct err e;

	if (app_save_busy(a, &e))
		app_ask(a, quit_answered, "%s; quit?", e.text);
	else
		a->quit = true;
}

bool
cmd_close(struct app *a, long n, const char *arg, struct err *e)
{
	(void)n;
	(void)arg;
	(void)e;
	if (a->overlay != NULL) {
		app_cover(a, NULL);
	} else if (a->zoomed && a->layout.mode != LAYOUT_SINGLE) {
		a->zoomed = false;
		a->relayout = true;
	} else if (a->layout.mode == LAYOUT_SINGLE &&
		   a->focus != PANE_SECTIONS) {
		app_focus(a, (enum pane)(a->focus - 1));
	} else {
		quit(a);
	}
	return true;
}

bool
cmd_quit(struct app *a, long n, const char *arg, struct err *e)
{
	(void)n;
	(void)arg;
	(void)e;
	quit(a);
	return true;
}
