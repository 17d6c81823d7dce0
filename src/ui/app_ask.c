#include "config.h"

#include "ui/app.h"

#include <stdarg.h>
#include <stdio.h>

#include "plat/term.h"

void
app_ask(struct app *a, app_answer_fn *answer, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(a->question, sizeof a->question, fmt, ap);
	va_end(ap);
	a->answer = answer;
	a->dirty = true;
}

bool
app_asking(const struct app *a)
{
	return a->answer != NULL;
}

void
app_answer(struct app *a, uint32_t key)
{
	app_answer_fn *answer = a->answer;

	a->answer = NULL; /* before, as it may ask again */
	a->dirty = a->unsettled = true;
	a->pasting = key == TERM_KEY_PASTE_START;
	answer(a, key == 'y' || key == 'Y');
}
