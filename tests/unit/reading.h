/*
 * A chronicle that is read in an app without a terminal: what the tests of the
 * text pane share.  No time goes by.
 */
#ifndef ANNALS_TESTS_READING_H
#define ANNALS_TESTS_READING_H

#include "base/utf8.h"
#include "ui/app.h"
#include "ui/key.h"
#include "ui/setup.h"
#include "unit/made.h"

static struct app a;
static struct made m;
static struct buf shown;

static inline void
setup(void)
{
	app_init(&a, false, false);
	setup_keys(&a);
	app_resize(&a, 24, 80);
	buf_init(&shown);
}

static inline void
teardown(void)
{
	buf_fini(&shown);
	app_fini(&a);
}

static inline void
work(void)
{
	while (app_due(&a, 0) == 0)
		(void)app_draw(&a, 0);
}

static inline void
open_csv(const char *csv)
{
	made_read(&m, csv, "");
	for (size_t i = 0; i < m.n; i++)
		app_adopt(&a, m.delivery[i], 0);
	work();
}

static inline void
press(const char *names)
{
	struct str rest = str_of(names), name;
	char text[16];
	uint32_t key;

	while (str_split(&rest, ' ', &name)) {
		(void)snprintf(text, sizeof text, "%.*s", (int)name.n, name.p);
		ck_assert_msg(key_parse(text, &key), "%s", text);
		app_key(&a, key, 0);
	}
	work();
}

/* The screen from the terminal's cursor on to the end of its line. */
static inline const char *
at_cursor(void)
{
	int y, x;

	buf_clear(&shown);
	app_cursor(&a, &y, &x);
	for (; x < canvas_cols(a.canvas); x++) {
		const struct cell *c = canvas_at(a.canvas, y, x);
		char bytes[8];

		for (int i = 0; i < CANVAS_GLYPHS && c->glyph[i] != 0; i++)
			buf_add(&shown, bytes, utf8_encode(c->glyph[i], bytes));
	}
	while (shown.n > 0 && shown.p[shown.n - 1] == ' ')
		shown.n--;
	buf_addc(&shown, '\0');
	return shown.p;
}

static inline void
at(const char *want)
{
	const char *s = at_cursor();

	ck_assert_msg(strncmp(s, want, strlen(want)) == 0,
	    "the cursor is at '%s', not at '%s'", s, want);
}

static inline bool
shows(const char *text)
{
	buf_clear(&shown);
	canvas_text(a.canvas, &shown);
	return strstr(buf_cstr(&shown), text) != NULL;
}

static inline size_t
event(void)
{
	size_t n = SIZE_MAX;

	ck_assert(reader_event(&a.reader, &n));
	return n + 1;
}

/* A text of n sentences. */
static inline void
open_long(int n)
{
	struct buf csv = BUF_INIT;

	buf_adds(&csv, "section,title,text\ns,Long,\"");
	for (int i = 0; i < n; i++)
		buf_addf(&csv, "Sentence number%d of a long text. ", i);
	buf_adds(&csv, "\"\nx,Other,Short.\n");
	open_csv(buf_cstr(&csv));
	buf_fini(&csv);
}

#endif
