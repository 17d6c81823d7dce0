#include "config.h"

#include "ui/errand.h"

#include "base/mem.h"

void
errand_fini(struct errand *x)
{
	x_free((void *)x->argv);
	x_free(x->url);
	buf_fini(&x->copy);
	buf_fini(&x->show);
	*x = (struct errand){ .argv = NULL };
}

void
errand_run(struct errand *x, char **argv, errand_done *done)
{
	x_free((void *)x->argv);
	x->argv = argv;
	x->done = done;
}

static void
take(struct buf *to, struct buf *from)
{
	buf_fini(to);
	*to = *from;
	buf_init(from);
}

void
errand_copy(struct errand *x, struct buf *text)
{
	take(&x->copy, text);
	x->copying = true;
}

void
errand_show(struct errand *x, struct buf *text)
{
	take(&x->show, text);
	x->showing = true;
}

void
errand_open(struct errand *x, const char *url)
{
	x_free(x->url);
	x->url = x_strdup(url);
}

bool
errand_waits(const struct errand *x)
{
	return x->argv != NULL || x->copying || x->showing || x->url != NULL;
}
