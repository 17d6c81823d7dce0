#include "config.h"

#include "ui/app.h"

#include <string.h>

/* The first problem: of the config or, if that has none, the chronicle. */
static void
print_first(const struct app *a, struct buf *line)
{
	const struct problems *p = chronicle_problems(a->reader.chronicle);

	if (a->notes.n > 0) { /* the reader's own file comes first */
		buf_add(line, a->notes.p, strcspn(a->notes.p, "\n"));
	} else { /* without the folders of its file, for room */
		size_t i = 0;
		struct problem first;
		char *slash;

		while (problem_kind_harmless(p->at[i].kind))
			i++;
		first = p->at[i];
		slash = strrchr(first.file, '/');
		if (slash != NULL)
			first.file = slash + 1;
		problem_print(line, &first);
	}
}

bool
app_print_guesses(const struct app *a, struct buf *out)
{
	const struct chronicle *c = a->reader.chronicle;
	bool guessed;
	const char *name = chronicle_encoding(c, &guessed);
	struct buf dates = BUF_INIT;
	size_t was = out->n;

	if (name != NULL)
		buf_addf(out, "read as %s%s", name,
		    guessed ? " (guessed; --encoding NAME changes it)" : "");
	if (dates_explain(chronicle_dates(c), &dates))
		buf_addf(
		    out, "%s%s", name != NULL ? "; " : "", buf_cstr(&dates));
	buf_fini(&dates);
	return out->n > was;
}

/* Tell n problems; 0: nothing. */
static void
tell_problems(struct app *a, size_t n)
{
	struct buf line = BUF_INIT;

	if (n > 0)
		print_first(a, &line);
	if (n > 1)
		app_alarm(a, "%zu problems (:problems), first %s", n,
		    buf_cstr(&line));
	else if (n > 0)
		app_alarm(a, "%s", buf_cstr(&line));
	buf_fini(&line);
}

void
app_tell_early(struct app *a)
{
	const struct chronicle *c = a->reader.chronicle;
	size_t n = problems_serious(chronicle_problems(c));

	if (n == 0 || !chronicle_loading(c) || a->problem_told ||
	    a->message[0] != '\0' || a->notes.n > 0)
		return;
	tell_problems(a, n);
	a->problem_told = a->early = true;
}

void
app_tell_done(struct app *a)
{
	const struct chronicle *c = a->reader.chronicle;
	size_t n = problems_serious(chronicle_problems(c));
	struct buf line = BUF_INIT;

	if (chronicle_loading(c) || (a->message[0] != '\0' && !a->early))
		return;
	a->message[0] = '\0';
	for (size_t i = 0; i < a->notes.n; i++)
		n += a->notes.p[i] == '\n';
	tell_problems(a, n);
	if (n > 0)
		goto out;
	if (app_print_guesses(a, &line))
		app_tell(a, "%s", buf_cstr(&line));
	else if (a->reloaded)
		app_tell(a, "read again");
out:
	a->reloaded = false;
	buf_fini(&line);
}
