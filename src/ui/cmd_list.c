#include "config.h"

#include "ui/cmd.h"

#include "text/glyph.h"
#include "ui/app.h"
#include "ui/lists.h"

#include <string.h>

/* Append the query that finds what is on the list of that name. */
static void
add_query(struct buf *out, struct str name)
{
	buf_adds(out, "list:\"");
	for (size_t i = 0; i < name.n; i++) {
		if (name.p[i] == '"')
			buf_addc(out, '"');
		buf_addc(out, name.p[i]);
	}
	buf_addc(out, '"');
}

/* Show all lists over the panes. */
static bool
show_lists(struct app *a, struct err *e)
{
	struct buf text = BUF_INIT;
	struct lists lists;

	lists_gather(&lists, a->kept);
	if (lists.n == 0) {
		lists_fini(&lists);
		return err_set(e, ERR_NOTFOUND,
		    "no reading lists: \":list +NAME\" puts an event on one");
	}
	buf_adds(&text, "#Reading lists  (:list NAME shows one)\n");
	for (size_t i = 0; i < lists.n; i++) {
		buf_addf(&text, "%zu\t", lists.at[i].count);
		glyph_sanitize(&text, lists.at[i].name, GLYPH_ONE_LINE);
		buf_addc(&text, '\n');
	}
	lists_fini(&lists);
	app_cover(a, view_pager_new("lists", &text));
	return true;
}

/* List what is on it only, or all again. */
static bool
open_list(struct app *a, struct str typed, struct err *e)
{
	struct buf query = BUF_INIT;
	const struct list_name *list;
	struct lists lists;
	bool ok = true;

	lists_gather(&lists, a->kept);
	list = lists_find(&lists, typed);
	if (list != NULL)
		add_query(&query, list->name);
	lists_fini(&lists);
	if (list == NULL)
		ok = err_set(e, ERR_NOTFOUND, "no reading list '%.*s'",
		    (int)typed.n, typed.p);
	else if (strcmp(find_text(&a->reader.find), buf_cstr(&query)) == 0)
		(void)app_search_less(a);
	else
		ok = app_search_inside(a, buf_cstr(&query), e);
	buf_fini(&query);
	return ok;
}

static bool
put_event(struct app *a, struct str typed, bool on, struct err *e)
{
	const struct list_name *list;
	struct buf name = BUF_INIT, told = BUF_INIT;
	struct lists lists;
	size_t event;
	bool ok = false;

	app_settle(a);
	lists_gather(&lists, a->kept);
	list = lists_find(&lists, typed);
	if (list != NULL)
		typed = list->name;
	buf_add(&name, typed.p, typed.n);
	lists_fini(&lists);
	buf_adds(&told, on ? "on the list " : "off the list ");
	glyph_sanitize(&told, buf_str(&name), GLYPH_ONE_LINE);
	if (!on && list == NULL)
		(void)err_set(
		    e, ERR_NOTFOUND, "no reading list '%s'", buf_cstr(&name));
	else if (!reader_event(&a->reader, &event))
		(void)err_set(e, ERR_NOTFOUND, "no event is selected");
	else
		ok = app_kept_answer(a,
		    kept_list(a->kept, event, buf_str(&name), on, e),
		    buf_cstr(&told));
	buf_fini(&told);
	buf_fini(&name);
	return ok;
}

bool
cmd_list(struct app *a, long n, const char *arg, struct err *e)
{
	bool on = arg[0] == '+', off = arg[0] == '-';
	struct str name = str_trim(str_of(arg + (on || off)));

	(void)n;
	if (app_covered(a, "lists")) {
		app_cover(a, NULL);
		return true;
	}
	if (a->kept == NULL)
		return err_set(e, ERR_NOTFOUND, "nothing is kept here");
	if (arg[0] == '\0')
		return show_lists(a, e);
	if (!on && !off)
		return open_list(a, name, e);
	return put_event(a, name, on, e);
}
