#include "config.h"

#include "ui/cmd.h"

#include <stdlib.h>
#include <string.h>

#include "plat/caps.h"
#include "ui/addresses.h"
#include "ui/app.h"

bool
cmd_copy(struct app *a, long n, const char *arg, struct err *e)
{
	struct str rest = str_of(arg), word;
	bool plain;

	(void)n;
	word = (struct str){ rest.p, strcspn(rest.p, " \t") };
	plain = str_eq(word, str_of("plain"));
	if (plain)
		rest = (struct str){ rest.p + word.n, rest.n - word.n };
	rest = str_trim(rest);
	if (rest.n > 0)
		return app_copy(a, rest, plain, e);
	app_copy_ask(a, plain);
	return true;
}

/* Those of the selected event; false with *e if there is none. */
static bool
find(const struct app *a, struct addresses *x, struct err *e)
{
	size_t event;

	x->n = 0;
	if (!reader_event(&a->reader, &event))
		return err_set(e, ERR_NOTFOUND, "no event is selected");
	if (!addresses_find(x, a->reader.chronicle, event, e)) {
		addresses_fini(x);
		return false;
	}
	return x->n > 0 ||
	       err_set(e, ERR_NOTFOUND, "the event has no web address");
}

/* The number that an argument is; 0 for none, -1 for nonsense. */
static long
number(const char *arg)
{
	char *end;
	long n = strtol(arg, &end, 10);

	if (arg[0] == '\0')
		return 0;
	return *end == '\0' && n > 0 ? n : -1;
}

static void
cover(struct app *a, const struct addresses *x)
{
	struct buf text = BUF_INIT;

	addresses_list(x, &text);
	app_cover(a, view_pager_new("web", &text));
	buf_fini(&text);
}

/* Over SSH the browser is where the terminal is: show and copy it. */
static void
take(struct app *a, const struct addresses *x, size_t i)
{
	struct buf url = BUF_INIT;

	if (!a->over_ssh) {
		if (app_covered(a, "web"))
			app_cover(a, NULL);
		errand_open(&a->errand, x->url[i]);
		return;
	}
	if (!app_covered(a, "web"))
		cover(a, x);
	buf_adds(&url, x->url[i]);
	errand_copy(&a->errand, &url);
}

static bool
choose(struct app *a, const struct addresses *x, long n, struct err *e)
{
	if (n == 0 && x->n == 1)
		n = 1;
	if (n < 0 || n > (long)x->n)
		return err_set(e, ERR_USAGE, "there %s %zu web address%s",
		    x->n == 1 ? "is" : "are", x->n, x->n == 1 ? "" : "es");
	if (n > 0)
		take(a, x, (size_t)n - 1);
	else
		cover(a, x);
	return true;
}

/* Does something else lie over the panes? */
static bool
is_covered(const struct app *a, const char *name, struct err *e)
{
	if (a->overlay == NULL || app_covered(a, "web"))
		return false;
	err_set(e, ERR_USAGE, "%s: close the %s first", name,
	    a->overlay->ops->name);
	return true;
}

bool
cmd_open(struct app *a, long n, const char *arg, struct err *e)
{
	struct addresses x;
	bool ok;

	if (is_covered(a, "open", e) || !find(a, &x, e))
		return false;
	ok = choose(a, &x, arg[0] != '\0' ? number(arg) : n, e);
	addresses_fini(&x);
	return ok;
}

bool
cmd_web(struct app *a, long n, const char *arg, struct err *e)
{
	struct buf text = BUF_INIT;
	struct addresses x;

	(void)n;
	(void)arg;
	if (is_covered(a, "web", e) || !find(a, &x, e))
		return false;
	addresses_print(&x, caps_takes_osc(getenv("TERM")), &text);
	errand_show(&a->errand, &text);
	addresses_fini(&x);
	return true;
}
