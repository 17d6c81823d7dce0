#include "config.h"

#include "ui/cmd.h"

#include "model/query_lex.h"
#include "model/telling.h"
#include "ui/app.h"

static bool
step(struct app *a, long n, struct err *e)
{
	if (a->focus != PANE_TEXT)
		return err_set(e, ERR_USAGE, "only in the text");
	/* At the edge: that is seen, not said. */
	if (text_page_step(app_own_page(a), n))
		app_page_moved(a);
	return true;
}

bool
cmd_next_word(struct app *a, long n, const char *arg, struct err *e)
{
	(void)arg;
	return step(a, n > 0 ? n : 1, e);
}

bool
cmd_previous_word(struct app *a, long n, const char *arg, struct err *e)
{
	(void)arg;
	return step(a, n > 0 ? -n : -1, e);
}

/* ---- searching a word --------------------------------------------------- */

/* Append the most telling word in what an event is called. */
static bool
add_telling(struct app *a, size_t event, struct buf *word, struct err *e)
{
	const struct chronicle *c = a->reader.chronicle;
	struct str found = { "", 0 };
	struct record r;
	bool ok;

	record_init(&r);
	ok = chronicle_record(c, event, &r, e) &&
	     telling_word(c, record_name(&r, chronicle_columns(c)), &found, e);
	buf_add(word, found.p, found.n);
	record_fini(&r);
	return ok;
}

/* Append the word that is meant, where the focus is; nothing if there is
 * none. */
static bool
add_word(struct app *a, struct buf *word, struct err *e)
{
	size_t event;
	uint32_t link = DOC_NO_LINK;
	struct str s;

	if (a->focus == PANE_TEXT) {
		s = text_page_word(app_own_page(a), &link);
		if (link == DOC_NO_LINK)
			buf_add(word, s.p, s.n);
		else
			return add_telling(a, link, word, e);
		return true;
	}
	app_settle(a);
	return !reader_event(&a->reader, &event) ||
	       add_telling(a, event, word, e);
}

/* Is it a word of the query language, or has it more than letters? */
static bool
needs_quotes(struct str s)
{
	static const char *const words[] = { "AND", "OR", "NOT" };

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (str_eq(s, str_of(words[i])))
			return true;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		unsigned char lower = c | 0x20;

		if (c < 0x80 && (c < '0' || c > '9') &&
		    (lower < 'a' || lower > 'z'))
			return true;
	}
	return false;
}

bool
cmd_search_word(struct app *a, long n, const char *arg, struct err *e)
{
	struct buf word = BUF_INIT, query = BUF_INIT;
	bool ok = add_word(a, &word, e);

	(void)n;
	(void)arg;
	if (ok && word.n == 0)
		ok = err_set(e, ERR_NOTFOUND, "no word here");
	if (ok) {
		if (needs_quotes(buf_str(&word)))
			lex_quote(&query, buf_str(&word));
		else
			buf_add(&query, word.p, word.n);
		ok = app_search(a, buf_cstr(&query), false, e);
	}
	if (ok) {
		history_add(a->searches, buf_cstr(&query));
		a->prompted = true;
	}
	buf_fini(&word);
	buf_fini(&query);
	return ok;
}
