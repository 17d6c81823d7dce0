/*
 * What can be copied, a row each.  What is copied is what the screen could
 * show: sanitised, and ASCII where the terminal has nothing else.
 */
#include "config.h"

#include "ui/app.h"

#include <string.h>

#include "model/bibtex.h"
#include "model/citation.h"
#include "plat/clipboard.h"
#include "text/glyph.h"

static void
print_text(struct buf *out, const struct chronicle *c, size_t n,
    const struct record *r, bool ascii)
{
	const struct columns *cols = chronicle_columns(c);
	unsigned flags = ascii ? (unsigned)GLYPH_ASCII : 0;
	struct str text = str_trim(record_role(r, cols, ROLE_TEXT));
	struct date is = chronicle_date(c, n);
	struct buf date = BUF_INIT;

	date_describe_cell(&date, record_role(r, cols, ROLE_DATE), &is);
	glyph_sanitize(
	    out, str_trim(record_name(r, cols)), flags | GLYPH_ONE_LINE);
	buf_addc(out, '\n');
	glyph_sanitize(out, buf_str(&date), flags | GLYPH_ONE_LINE);
	if (date.n > 0)
		buf_addc(out, '\n');
	if (text.n > 0) {
		buf_addc(out, '\n');
		glyph_sanitize(out, text, flags);
		buf_addc(out, '\n');
	}
	buf_fini(&date);
}

static void
print_bibtex(struct buf *out, const struct chronicle *c, size_t n,
    const struct record *r, bool ascii)
{
	bibtex_add(out, c, n, n + 1, r, ascii);
}

static void
print_id(struct buf *out, const struct chronicle *c, size_t n,
    const struct record *r, bool ascii)
{
	(void)n;
	glyph_sanitize(out,
	    str_trim(record_role(r, chronicle_columns(c), ROLE_ID)),
	    GLYPH_ONE_LINE | (ascii ? (unsigned)GLYPH_ASCII : 0));
}

static const struct kind {
	const char *name;
	const char *menu;   /* there; its first letter is the key */
	citation_fn *print; /* NULL: the list */
} kinds[] = {
	{ "text", "text", print_text },
	{ "citation", "citation", citation_text },
	{ "markdown", "markdown", citation_markdown },
	{ "bibtex", "bibtex", print_bibtex },
	{ "ris", "ris", citation_ris },
	{ "id", "id", print_id },
	{ "result", "all", NULL },
};

enum { KEY_CANCEL = 3, KEY_ESC = 0x1b };

enum { NKINDS = sizeof kinds / sizeof kinds[0] };

const char *
app_copy_kind(size_t i)
{
	return i < NKINDS ? kinds[i].name : NULL;
}

/* Copy a text that is complete, or show it. */
static void
deliver(struct app *a, struct buf *text, bool plain)
{
	if (plain)
		errand_show(&a->errand, text);
	else
		errand_copy(&a->errand, text);
}

/* What is too much is refused before it is sanitised, which takes memory. */
static bool
check_size(const struct record *r, struct err *e)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++)
		n += r->field[i].n;
	return n <= CLIPBOARD_MAX ||
	       err_set(e, ERR_USAGE,
		   "not copied: the event has %zu bytes, at most are %zu", n,
		   CLIPBOARD_MAX);
}

static bool
copy_event(struct app *a, const struct kind *k, bool plain, struct err *e)
{
	const struct chronicle *c = a->reader.chronicle;
	struct buf text = BUF_INIT;
	struct record r;
	size_t event;
	bool ok;

	if (!reader_event(&a->reader, &event))
		return err_set(e, ERR_NOTFOUND, "no event to copy");
	record_init(&r);
	ok = chronicle_record(c, event, &r, e) && check_size(&r, e);
	if (ok)
		k->print(&text, c, event, &r, canvas_ascii(a->canvas));
	if (ok && text.n == 0)
		ok = err_set(e, ERR_NOTFOUND, "the event has no %s", k->name);
	if (ok)
		deliver(a, &text, plain);
	buf_fini(&text);
	record_fini(&r);
	return ok;
}

bool
app_copy_due(const struct app *a)
{
	return a->gather.running && !reader_sorting(&a->reader);
}

void
app_copy_work(struct app *a)
{
	struct gather *g = &a->gather;
	struct err e = { .code = ERR_NONE };

	if (!gather_step(g, &a->reader, canvas_ascii(a->canvas), &e))
		app_alarm(a, "%s", e.text);
	else if (!g->running)
		deliver(a, &g->text, g->plain);
}

static bool
copy_list(struct app *a, bool plain, struct err *e)
{
	if (reader_count(&a->reader) == 0)
		return err_set(e, ERR_NOTFOUND, "the list is empty");
	app_settle(a);
	gather_start(&a->gather, &a->reader, CLIPBOARD_MAX);
	a->gather.plain = plain;
	if (app_copy_due(a))
		app_copy_work(a);
	if (a->gather.running)
		app_tell(a, "putting the list together...");
	return true;
}

static bool
copy_kind(struct app *a, const struct kind *k, bool plain, struct err *e)
{
	return k->print != NULL ? copy_event(a, k, plain, e)
				: copy_list(a, plain, e);
}

bool
app_copy(struct app *a, struct str kind, bool plain, struct err *e)
{
	struct buf all = BUF_INIT;

	for (size_t i = 0; i < NKINDS; i++)
		if (str_eq(kind, str_of(kinds[i].name)))
			return copy_kind(a, &kinds[i], plain, e);
	for (size_t i = 0; i < NKINDS; i++)
		buf_addf(&all, "%s%s", i > 0 ? ", " : "", kinds[i].name);
	err_set(e, ERR_USAGE, "copy: '%.*s' is none of %s", (int)kind.n, kind.p,
	    buf_cstr(&all));
	buf_fini(&all);
	return false;
}

/* "t)ext  c)itation  ...", of each name at most some letters. */
static void
print_menu(struct buf *out, bool plain, int letters)
{
	buf_adds(out, plain ? "plain:" : "copy:");
	for (size_t i = 0; i < NKINDS; i++)
		buf_addf(out, " %c)%.*s", kinds[i].menu[0], letters,
		    kinds[i].menu + 1);
	if (!plain)
		buf_addf(out, " p)%.*s", letters, "lain");
	buf_addf(out, " q)%.*s", letters, "uit");
}

void
app_copy_ask(struct app *a, bool plain)
{
	struct buf line = BUF_INIT;

	for (int letters = 8; letters >= 0; letters--) {
		buf_clear(&line);
		print_menu(&line, plain, letters);
		if ((int)line.n <= canvas_cols(a->canvas) - 2)
			break;
	}
	app_tell(a, "%s", buf_cstr(&line));
	a->copying = true;
	a->copy_plain = plain;
	buf_fini(&line);
}

/* Take the question away. */
static void
answered(struct app *a)
{
	a->copying = false;
	a->message[0] = '\0';
	a->unsettled = true;
}

bool
app_copy_choose(struct app *a, uint32_t key)
{
	struct err e = { .code = ERR_NONE };

	if (key == 'p' && !a->copy_plain) {
		app_copy_ask(a, true);
		return true;
	}
	if (key == 'q' || key == KEY_ESC || key == KEY_CANCEL) {
		answered(a);
		return true;
	}
	for (size_t i = 0; i < NKINDS; i++) {
		if (key != (uint32_t)kinds[i].menu[0])
			continue;
		answered(a);
		if (!copy_kind(a, &kinds[i], a->copy_plain, &e))
			app_alarm(a, "%s", e.text);
		return true;
	}
	return false;
}
