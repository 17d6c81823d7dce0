#include "config.h"

#include "ui/app.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

#define LARGE 50000 /* events from which on one letter waits for Enter */

void
app_search_prompt(struct app *a)
{
	x_free(a->searched);
	a->searched = x_strdup(find_text(&a->reader.find));
	prompt_open(a->prompt, "/", "", a->searches);
	a->prompting = a->searching = a->prompted = true;
	a->dirty = true;
}

/* ---- nothing found ------------------------------------------------------ */

/* Take the message away that says so. */
static void
withdraw_offer(struct app *a)
{
	if (!a->offering)
		return;
	a->offering = a->alarming = false;
	a->message[0] = '\0';
}

static void
show_offer(struct app *a)
{
	struct buf line = BUF_INIT;

	offer_print(&a->offer, canvas_cols(a->canvas) - 2,
	    canvas_ascii(a->canvas), &line);
	app_alarm(a, "%s", buf_cstr(&line));
	a->offering = true;
	buf_fini(&line);
}

void
app_offer_work(struct app *a)
{
	/* Who is refused memory for it still knows that nothing was found. */
	if (!offer_step(&a->offer, NULL))
		a->offering = false;
	else if (!a->offer.working)
		show_offer(a);
}

bool
app_offer_choose(struct app *a, uint32_t key)
{
	struct err e = { .code = ERR_NONE };
	struct buf text = BUF_INIT;
	bool chosen = offer_choose(&a->offer, key, &text);

	if (chosen) {
		withdraw_offer(a);
		app_moved(a);
		history_add(a->searches, buf_cstr(&text));
		a->prompted = true;
		if (!app_search(a, buf_cstr(&text), true, &e))
			app_alarm(a, "%s", e.text);
	}
	buf_fini(&text);
	return chosen;
}

/* Say once for each query that it found nothing, and look for a better one. */
static void
tell_nothing(struct app *a)
{
	const struct reader *r = &a->reader;

	if (a->offering)
		offer_grown(&a->offer);
	if (a->told == r->find.version)
		return;
	a->told = r->find.version;
	if (r->found > 0) {
		app_alarm(a, "nothing found in this section, %zu elsewhere",
		    r->found);
		return;
	}
	app_alarm(a, "nothing found");
	if (r->find.open)
		a->offering = offer_start(&a->offer, &r->find, NULL);
}

/* The find has another result: everything follows it. */
static void
show_found(struct app *a)
{
	struct err e = { .code = ERR_NONE };

	if (!reader_found(&a->reader, &e))
		app_alarm(a, "%s", e.text);
	else if (a->reader.result.n > 0)
		withdraw_offer(a);
	else if (!a->prompting)
		tell_nothing(a);
	app_moved(a);
}

/* ---- searching ---------------------------------------------------------- */

bool
app_search(struct app *a, const char *text, bool typing, struct err *e)
{
	bool had = find_set(&a->reader.find) != NULL;

	a->search_due = false;
	if (!find_start(&a->reader.find, str_of(text), typing, e))
		return false;
	/* A blank one drops the search at once, the others take their time. */
	if (had && !find_running(&a->reader.find))
		show_found(a);
	return true;
}

bool
app_search_inside(struct app *a, const char *text, struct err *e)
{
	if (a->reader.find.open && !find_keep(&a->reader.find, e))
		return false;
	return app_search(a, text, false, e);
}

bool
app_search_less(struct app *a)
{
	if (!find_drop(&a->reader.find))
		return false;
	show_found(a);
	return true;
}

/*
 * One letter finds most of everything: with many events that takes long, at
 * the end of a phrase longest of all.
 */
static bool
is_too_short(const struct app *a, const char *text)
{
	struct str s = str_trim(str_of(text)), word = s;
	bool quoted = false;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			quoted = !quoted;
		if (quoted && (s.p[i] == '"' || s.p[i] == ' '))
			word = (struct str){ s.p + i + 1, s.n - i - 1 };
	}
	return word.n > 0 && utf8_cut(word, word.n - 1) == 0 &&
	       chronicle_count(a->reader.chronicle) > LARGE;
}

void
app_search_typed(struct app *a)
{
	const char *text = prompt_text(a->prompt);

	a->search_due = false;
	/* What is wrong is said when Enter asks for it. */
	if (!is_too_short(a, text))
		(void)app_search(a, text, true, NULL);
}

void
app_search_done(struct app *a, bool accepted)
{
	struct err e = { .code = ERR_NONE };
	char *text = x_strdup(prompt_text(a->prompt));

	a->prompting = a->searching = false;
	a->dirty = a->unsettled = true;
	if (accepted)
		history_add(a->searches, text);
	/*
	 * Enter keeps what is seen, so the last word may still go on; but now
	 * what is wrong in it is said.
	 */
	if (accepted && !find_check(&a->reader.find, str_of(text), &e))
		app_alarm(a, "%s", e.text);
	else if (!app_search(a, accepted ? text : a->searched, true, &e))
		app_alarm(a, "%s", e.text);
	x_free(text);
}

void
app_search_work(struct app *a)
{
	struct err e = { .code = ERR_NONE };
	bool changed = false;

	if (!find_step(&a->reader.find, &changed, &e))
		app_alarm(a, "%s", e.text);
	if (changed)
		show_found(a);
}
