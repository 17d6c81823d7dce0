/*
 * A text that is read in an app without a terminal: what the tests of the text
 * pane share.
 */
#ifndef ANNALS_TESTS_READING_H
#define ANNALS_TESTS_READING_H

#include "unit/playing.h"

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

/* The event that is selected; the first line of a file is 1. */
static inline size_t
event(void)
{
	return selected() + 1;
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
