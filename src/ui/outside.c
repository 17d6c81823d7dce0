#include "config.h"

#include "ui/outside.h"

#include <stdlib.h>

#include "base/mem.h"
#include "plat/clipboard.h"
#include "plat/plain.h"
#include "plat/spawn.h"
#include "ui/app.h"

/* Copy a text; before is what there is to say first. */
static bool
copy(struct app *a, struct term *t, const char *before, struct str text,
    struct err *e)
{
	struct buf how = BUF_INIT, bytes = BUF_INIT;
	struct err why = { .code = ERR_NONE };
	bool ok = true;

	if (clipboard_copy(text, &how, &bytes, &why))
		app_tell(a, "%scopied %zu bytes by %s", before, text.n,
		    buf_cstr(&how));
	else
		app_alarm(a, "%s%s", before, why.text);
	if (bytes.n > 0)
		ok = term_send(t, buf_str(&bytes), e);
	buf_fini(&how);
	buf_fini(&bytes);
	return ok;
}

/* Ask a program to open it; true if there is one. */
static bool
ask_browser(struct app *a, const char *browser, const char *url)
{
	const char *const more[] = { url, NULL };
	char **argv = spawn_argv(browser, more);
	bool ok = argv != NULL && spawn_detached(argv, NULL);

	if (ok)
		app_tell(a, "asked %s to open %s", argv[0], url);
	x_free((void *)argv);
	return ok;
}

static bool
browse(struct app *a, struct term *t, const char *url, struct err *e)
{
	if (ask_browser(a, getenv("BROWSER"), url) ||
	    ask_browser(a, "xdg-open", url) || ask_browser(a, "open", url))
		return true;
	return copy(a, t, "no browser here; ", str_of(url), e);
}

static bool
on_terminal(struct errand *x, struct app *a, struct term *t,
    const struct term_options *o, struct err *e)
{
	struct spawn_end end;
	struct err why = { .code = ERR_NONE };
	bool ran = false;

	term_suspend(t);
	if (x->showing)
		plain_show(o->in, o->out, buf_str(&x->show));
	if (x->argv != NULL)
		ran = spawn_wait(x->argv, o->in, o->out, &end, &why);
	if (!term_resume(t, e))
		return false;
	if (x->argv != NULL)
		x->done(a, ran ? &end : NULL, &why);
	a->redraw = true;
	return true;
}

bool
outside_do(
    struct app *a, struct term *t, const struct term_options *o, struct err *e)
{
	struct errand now = a->errand;
	bool ok = true;

	/* What is done may want more: that is for the next time. */
	a->errand = (struct errand){ .argv = NULL };
	if (now.showing || now.argv != NULL)
		ok = on_terminal(&now, a, t, o, e);
	if (ok && now.copying)
		ok = copy(a, t, "", buf_str(&now.copy), e);
	if (ok && now.url != NULL)
		ok = browse(a, t, now.url, e);
	errand_fini(&now);
	return ok;
}
