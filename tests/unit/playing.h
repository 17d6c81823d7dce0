/*
 * An app that is played without a terminal: what the tests of the ui share.
 *
 * Keys and deliveries come in at the time that a test says, in ms, and nothing
 * is drawn until it says so.  What takes no time is at 0, and all that is due
 * then is done.
 */
#ifndef ANNALS_TESTS_PLAYING_H
#define ANNALS_TESTS_PLAYING_H

#include "base/utf8.h"
#include "ui/app.h"
#include "ui/key.h"
#include "ui/setup.h"
#include "unit/made.h"
#include "unit/pressing.h"

static struct app a;
static struct made m; /* what was read; adopt() delivers it */
static struct buf shown;

static inline void
begin_app(void)
{
	app_init(&a, false, false);
	setup_keys(&a);
	app_resize(&a, 24, 80);
}

static inline void
setup(void)
{
	begin_app();
	buf_init(&shown);
}

static inline void
teardown(void)
{
	buf_fini(&shown);
	app_fini(&a);
}

/* Do all that is due. */
static inline void
work(int64_t now)
{
	while (app_due(&a, now) == 0)
		(void)app_draw(&a, now);
}

/* Deliver what was read, from first up to end. */
static inline void
adopt(size_t first, size_t end, int64_t now)
{
	for (size_t i = first; i < end; i++)
		app_adopt(&a, m.delivery[i], now);
}

static inline void
open_csv(const char *csv)
{
	made_read(&m, csv, "");
	adopt(0, m.n, 0);
	work(0);
}

/* Press keys by their names, with blanks between them. */
static inline void
press_at(const char *names, int64_t now)
{
	press_keys(&a, names, now);
}

static inline void
press(const char *names)
{
	press_at(names, 0);
	work(0);
}

/* Type characters; \r is Enter. */
static inline void
type_at(const char *text, int64_t now)
{
	uint32_t cp;

	while (*text != '\0') {
		text += utf8_decode(text, strlen(text), &cp);
		app_key(&a, cp, now);
	}
}

static inline void
type(const char *text)
{
	type_at(text, 0);
	work(0);
}

/*
 * Press any of keys in any order, at any size up to rows and cols, as seed
 * says: nothing falls over, and the cursor is on the screen.
 */
static inline void
press_any(const char *keys, uint32_t seed, int rows, int cols)
{
	size_t n = strlen(keys);

	for (int64_t now = 0; now < 3000; now++) {
		int y, x;

		seed = seed * 1664525 + 1013904223;
		if ((seed >> 8) % 50 == 0)
			app_resize(&a, (int)(seed >> 10) % rows + 1,
			    (int)(seed >> 16) % cols + 1);
		else
			app_key(&a, (uint32_t)keys[(seed >> 8) % n], now);
		if ((seed >> 24) % 3 == 0)
			continue;
		(void)app_draw(&a, now);
		app_cursor(&a, &y, &x);
		ck_assert(y >= 0 && y < canvas_rows(a.canvas));
		ck_assert(x >= 0 && x < canvas_cols(a.canvas));
		a.quit = a.reload = a.redraw = a.suspend = a.stop = false;
	}
}

/* Does the screen, as last drawn, show text on one of its rows? */
static inline bool
shows(const char *text)
{
	buf_clear(&shown);
	canvas_text(a.canvas, &shown);
	return strstr(buf_cstr(&shown), text) != NULL;
}

/* The event that is selected. */
static inline size_t
selected(void)
{
	size_t n = SIZE_MAX;

	ck_assert(reader_event(&a.reader, &n));
	return n;
}

#endif
