/*
 * curses without a terminal.
 *
 * ncurses 6.4 calls write(2) after almost every move of the cursor, retries a
 * blocked write for ever, and wants to own termios, size and signals.  Here
 * it gets a memory file for output and input, believes what LINES and COLUMNS
 * say, and only computes the difference between two screens; everything that
 * touches the terminal is in plat/tty.c, keys are plat/keys.c.
 *
 * The strings that take over the terminal and give it back are put together
 * here, not by newterm() and endwin(): those would reset the palette (oc),
 * which belongs to the user, and send more than is needed.
 */
#include "config.h"

#include "plat/term.h"

#define NCURSES_NOMACROS 1
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* curses has a struct term of its own. */
#define term curses_term
#include <term.h>
#undef term

#include "base/buf.h"
#include "base/mem.h"
#include "plat/caps.h"
#include "plat/memfile.h"
#include "plat/signals.h"
#include "plat/tty.h"

#define CLOSE_MS 200
#define ESCAPE_MS 25 /* ncurses' own second is too long for an Esc */
#define TYPE_MAX 64  /* longer names of terminals are not looked up */

struct term {
	struct tty tty;
	struct keys *keys;
	int escape_ms;
	FILE *mem; /* what curses believes to be its terminal */
	SCREEN *screen;
	int rows, cols;
	bool colour;
	bool own_ground; /* colour -1 is the terminal's own */
	bool restyled;   /* looks changed since the last frame */
	bool all;        /* next frame: every row, dirty or not */
	bool away;       /* between term_suspend() and term_resume() */
	bool entered;    /* the terminal was told to become ours */
	bool hidden;     /* its cursor */
	bool ended;      /* nothing more to be read */
	const char *paste_on, *paste_off;
	struct buf enter, leave; /* bytes that take it over and give it back */
	struct look look[STYLE_NSTYLES];
	attr_t attributes[STYLE_NSTYLES];
	short pair[STYLE_NSTYLES];
	cchar_t *line; /* cols + 1 of them */
};

static const char *const fallbacks[] = { "xterm-256color", "xterm", "vt100" };

/* A string of terminfo; "" if there is none.  Lends. */
static const char *
cap(const char *name)
{
	const char *s = tigetstr(name);

	/* (char *)-1: no such name */
	return s != NULL && (intptr_t)s != -1 ? s : "";
}

/* What switches bracketed paste on and off on terminals of that type. */
static void
find_paste(struct term *t, const char *type)
{
	bool known = caps_can_paste(type);

	t->paste_on = cap("BE");
	t->paste_off = cap("BD");
	if (t->paste_on[0] == '\0' || t->paste_off[0] == '\0') {
		t->paste_on = known ? "\033[?2004h" : "";
		t->paste_off = known ? "\033[?2004l" : "";
	}
}

/*
 * The bytes that take the terminal over and give it back, for the size as it
 * is.  Both begin with an escape sequence, which ends whatever a frame that
 * was broken off left open.
 */
static void
make_strings(struct term *t)
{
	const char *csr = cap("csr");
	struct buf *enter = &t->enter, *leave = &t->leave;

	buf_clear(enter);
	caps_add(enter, cap("smcup"));
	if (csr[0] != '\0')
		caps_add(enter, tiparm(csr, 0, t->rows - 1));
	caps_add(enter, cap("sgr0"));
	caps_add(enter, cap("rmir"));
	caps_add(enter, cap("smam"));
	caps_add(enter, cap("smkx"));
	caps_add(enter, t->paste_on);

	buf_clear(leave);
	caps_add(leave, t->paste_off);
	caps_add(leave, cap("rmkx"));
	caps_add(leave, cap("sgr0"));
	if (csr[0] != '\0')
		caps_add(leave, tiparm(csr, 0, t->rows - 1));
	caps_add(leave, cap("cnorm"));
	if (cap("rmcup")[0] != '\0') {
		caps_add(leave, cap("rmcup"));
		return;
	}
	caps_add(leave, tiparm(cap("cup"), t->rows - 1, 0));
	caps_add(leave, cap("el"));
}

/* What a crash must give back now. */
static void
guard(const struct term *t)
{
	signals_guard(tty_fd(&t->tty), &t->tty.was, buf_cstr(&t->leave),
	    t->entered ? t->leave.n : 0);
}

/* Tell curses one dimension of the window, clamped; 0: terminfo knows. */
static void
tell_size(const char *variable, int n, int max)
{
	char text[24];

	(void)snprintf(text, sizeof text, "%d", n < max ? n : max);
	if (n > 0)
		(void)setenv(variable, text, 1);
	else
		(void)unsetenv(variable);
}

/* Is the type in terminfo, and can it place the cursor?  dumb cannot. */
static bool
is_usable(const struct term *t, const char *type)
{
	int found;
	bool usable;

	/* Paths and long names are none; curses would look for them. */
	if (type == NULL || type[0] == '\0' || type[0] == '.' ||
	    strchr(type, '/') != NULL || strlen(type) > TYPE_MAX)
		return false;
	/* With &found it does not end the program. */
	if (setupterm(type, fileno(t->mem), &found) != OK)
		return false;
	usable = cap("cup")[0] != '\0';
	(void)del_curterm(cur_term);
	return usable;
}

/* newterm(), as initscr() ends the program if it fails; and newterm() itself
 * leaks, so it only gets types that are known. */
static bool
try_type(struct term *t, const char *type)
{
	if (!is_usable(t, type))
		return false;
	t->screen = newterm(type, t->mem, t->mem);
	if (t->screen == NULL)
		return false;
	find_paste(t, type);
	return true;
}

/* A type of any bytes, as it may be shown. */
static void
make_note(char *note, size_t size, const char *type, const char *instead)
{
	char shown[TYPE_MAX / 2];
	size_t n = 0;

	for (; type != NULL && type[n] != '\0' && n < sizeof shown - 1; n++)
		shown[n] = type[n] > ' ' && type[n] < 0x7f ? type[n] : '?';
	shown[n] = '\0';
	(void)snprintf(note, size,
	    "terminal type '%s' is not known here, using %s", shown, instead);
}

static bool
open_screen(
    struct term *t, const char *type, char *note, size_t size, struct err *e)
{
	bool ok;
	int rows, cols;

	if (size > 0)
		note[0] = '\0';
	tty_size(&t->tty, &rows, &cols);
	tell_size("LINES", rows, TERM_ROWS_MAX);
	tell_size("COLUMNS", cols, TERM_COLS_MAX);
	ok = try_type(t, type);
	for (size_t i = 0; !ok && i < sizeof fallbacks / sizeof *fallbacks;
	     i++) {
		ok = try_type(t, fallbacks[i]);
		if (ok)
			make_note(note, size, type, fallbacks[i]);
	}
	(void)unsetenv("LINES");
	(void)unsetenv("COLUMNS");
	if (!ok)
		return err_set(e, ERR_IO,
		    "no terminal type is known here, not even vt100");
	getmaxyx(stdscr, t->rows, t->cols);
	return true;
}

static void
set_up_curses(struct term *t, bool mono)
{
	/* A frame is never broken off because a key waits. */
	(void)typeahead(-1);
	(void)nonl();
	t->colour = !mono && has_colors() && start_color() == OK && COLORS >= 8;
	t->own_ground = t->colour && use_default_colors() == OK;
	make_strings(t);
	t->line = x_calloc((size_t)t->cols + 1, sizeof *t->line);
	(void)delay_output(0); /* the call that only flushes */
	memfile_forget(t->mem);
}

static void
set_up_keys(struct term *t)
{
	const char *s = getenv("ESCDELAY"), *name;
	long ms = s != NULL ? strtol(s, NULL, 10) : 0;
	uint32_t key;

	t->escape_ms = ms > 0 && ms <= 10000 ? (int)ms : ESCAPE_MS;
	t->keys = keys_new();
	for (size_t i = 0; (name = keys_cap(i, &key)) != NULL; i++)
		keys_define(t->keys, cap(name), key);
}

static void
free_all(struct term *t)
{
	if (t->screen != NULL)
		delscreen(t->screen);
	if (t->mem != NULL)
		(void)fclose(t->mem); /* holds nothing of anybody */
	tty_close(&t->tty);
	keys_free(t->keys);
	buf_fini(&t->enter);
	buf_fini(&t->leave);
	x_free(t->line);
	x_free(t);
}

struct term *
term_open(const struct term_options *o, char *note, size_t size, struct err *e)
{
	struct term *t = x_calloc(1, sizeof *t);

	t->tty.own = -1;
	t->all = t->restyled = true;
	for (int s = 0; s < STYLE_NSTYLES; s++)
		t->look[s] = (struct look){ -1, -1, 0 };
	if (!tty_open(&t->tty, o->in, o->out, e) ||
	    (t->mem = memfile_open(e)) == NULL ||
	    !open_screen(t, o->type, note, size, e))
		goto out;
	set_up_curses(t, o->mono);
	set_up_keys(t);
	guard(t);
	if (tty_raw(&t->tty, e))
		return t;
	signals_guard(-1, NULL, NULL, 0);
out:
	free_all(t);
	return NULL;
}

/* Leave the terminal as it was found; term_resume() takes it again. */
static void
give_back(struct term *t)
{
	tty_forget(&t->tty);
	if (t->entered && tty_ours(&t->tty))
		tty_write_last(
		    &t->tty, buf_cstr(&t->leave), t->leave.n, CLOSE_MS);
	t->entered = false;
	t->hidden = false;
	tty_restore(&t->tty);
	signals_guard(-1, NULL, NULL, 0);
}

void
term_close(struct term *t)
{
	if (t == NULL)
		return;
	if (!t->away)
		give_back(t);
	free_all(t);
}

int
term_fd_in(const struct term *t)
{
	return t->tty.in;
}

int
term_fd_out(const struct term *t)
{
	return tty_fd(&t->tty);
}

void
term_size(const struct term *t, int *rows, int *cols)
{
	*rows = t->rows;
	*cols = t->cols;
}

static int
clamp(int n, int max)
{
	return n < max ? n : max;
}

bool
term_resize(struct term *t)
{
	int rows, cols;

	tty_size(&t->tty, &rows, &cols);
	rows = rows > 0 ? clamp(rows, TERM_ROWS_MAX) : t->rows;
	cols = cols > 0 ? clamp(cols, TERM_COLS_MAX) : t->cols;
	if (rows == t->rows && cols == t->cols)
		return false;
	/* Not resizeterm(), which would also push a KEY_RESIZE. */
	if (resize_term(rows, cols) != OK)
		return false;
	getmaxyx(stdscr, t->rows, t->cols);
	t->line = x_reallocarray(t->line, (size_t)t->cols + 1, sizeof *t->line);
	make_strings(t);
	if (!t->away)
		guard(t);
	t->all = true;
	(void)clearok(curscr, TRUE);
	return true;
}

bool
term_is_plain(const char *type)
{
	static const char *const plain[] = { "vt52", "vt1", "vt2", "ansi" };

	for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
		if (type != NULL &&
		    strncmp(type, plain[i], strlen(plain[i])) == 0)
			return true;
	return false;
}

bool
term_has_colour(const struct term *t)
{
	return t->colour;
}

void
term_set_look(struct term *t, enum style s, struct look look)
{
	t->look[s] = look;
	t->restyled = true;
}

/* The colour pair for two colours of the terminal; pairs are told apart by
 * what they look like, as curses sends a change of number. */
static short
pair_for(struct term *t, short fg, short bg, short *used)
{
	short f, b;

	if (!t->own_ground) {
		fg = fg < 0 ? COLOR_WHITE : fg;
		bg = bg < 0 ? COLOR_BLACK : bg;
	} else if (fg < 0 && bg < 0) {
		return 0;
	}
	for (short p = 1; p <= *used; p++)
		if (pair_content(p, &f, &b) == OK && f == fg && b == bg)
			return p;
	(void)init_pair(++*used, fg, bg);
	return *used;
}

/* A bright colour where there are eight: the dark one and, as text, bold. */
static short
to_eight(short colour, bool text, attr_t *attributes)
{
	if (colour < 8 || COLORS >= 16)
		return colour;
	if (text)
		*attributes |= A_BOLD;
	return (short)(colour - 8);
}

/* Turn looks into what curses knows. */
static void
restyle(struct term *t)
{
	short used = 0;

	for (int s = 0; s < STYLE_NSTYLES; s++) {
		const struct look *l = &t->look[s];
		attr_t a = 0;
		short fg, bg;

		a |= (l->attributes & LOOK_BOLD) != 0 ? A_BOLD : 0;
		a |= (l->attributes & LOOK_DIM) != 0 ? A_DIM : 0;
		a |= (l->attributes & LOOK_UNDERLINE) != 0 ? A_UNDERLINE : 0;
		a |= (l->attributes & LOOK_REVERSE) != 0 ? A_REVERSE : 0;
		if (t->colour) {
			fg = to_eight(l->fg, true, &a);
			bg = to_eight(l->bg, false, &a);
			t->pair[s] = pair_for(t, fg, bg, &used);
		}
		t->attributes[s] = a;
	}
	t->restyled = false;
	t->all = true;
}

/* Put the cells from x to the one before end on curses' screen. */
static void
put_cells(struct term *t, const struct canvas *cv, int y, int x, int end)
{
	int start = x, n = 0;

	while (x < end) {
		const struct cell *c = canvas_at(cv, y, x);
		wchar_t text[CANVAS_GLYPHS + 1] = { L' ' };

		for (int i = 0; i < CANVAS_GLYPHS && c->glyph[i] != 0; i++)
			text[i] = (wchar_t)c->glyph[i];
		(void)setcchar(&t->line[n++], text, t->attributes[c->style],
		    t->pair[c->style], NULL);
		x += c->cells == 2 ? 2 : 1;
	}
	(void)mvadd_wchnstr(y, start, t->line, n);
}

/* Append what curses wrote. */
static bool
take_frame(struct term *t, struct err *e)
{
	struct buf *out = &t->tty.waiting;
	size_t at = out->n;

	if (!memfile_take(t->mem, out, e))
		return false;
	out->n = at + caps_squeeze(out->p + at, out->n - at);
	return true;
}

bool
term_show(struct term *t, const struct canvas *cv, int y, int x, struct err *e)
{
	int rows = clamp(canvas_rows(cv), t->rows);
	int cols = clamp(canvas_cols(cv), t->cols);
	struct buf *out = &t->tty.waiting;
	bool hide = y < 0;

	if (t->away)
		return true;
	if (t->restyled)
		restyle(t);
	for (int i = 0, from = 0, to = cols; i < rows; i++)
		if (t->all || canvas_changed(cv, i, &from, &to))
			put_cells(t, cv, i, from, clamp(to, cols));
	t->all = false;
	if (!t->entered)
		buf_add(out, buf_cstr(&t->enter), t->enter.n);
	if (hide && !t->hidden)
		caps_add(out, cap("civis"));
	(void)move(hide ? 0 : clamp(y, t->rows - 1),
	    hide || x < 0 ? 0 : clamp(x, t->cols - 1));
	(void)refresh();
	if (!take_frame(t, e))
		return false;
	if (!hide && t->hidden)
		caps_add(out, cap("cnorm"));
	t->hidden = hide;
	if (!t->entered) {
		t->entered = true;
		guard(t);
	}
	return term_flush(t, e);
}

bool
term_send(struct term *t, struct str bytes, struct err *e)
{
	if (!t->away)
		buf_add(&t->tty.waiting, bytes.p, bytes.n);
	return term_flush(t, e);
}

bool
term_pending(const struct term *t)
{
	return tty_pending(&t->tty);
}

bool
term_flush(struct term *t, struct err *e)
{
	return tty_flush(&t->tty, e);
}

void
term_redraw(struct term *t)
{
	/* Who stopped us without asking (SIGSTOP) left the shell's modes. */
	if (!t->away)
		(void)tty_raw(&t->tty, NULL);
	t->all = true;
	(void)clearok(curscr, TRUE);
}

/* Read what is there, waiting at most ms for it; false if nothing came. */
static bool
read_keys(struct term *t, int ms)
{
	char bytes[4096];
	ssize_t n = tty_read(&t->tty, bytes, sizeof bytes, ms);

	if (n > 0)
		keys_feed(t->keys, bytes, (size_t)n);
	else if (n < 0)
		t->ended = true;
	return n != 0;
}

bool
term_key(struct term *t, uint32_t *key)
{
	while (!t->away) {
		bool escape;

		if (keys_take(t->keys, t->ended, key))
			return true;
		if (t->ended) {
			*key = TERM_KEY_EOF;
			return true;
		}
		escape = keys_escape(t->keys);
		if (read_keys(t, escape ? t->escape_ms : 0))
			continue;
		return escape && keys_take(t->keys, true, key);
	}
	return false;
}

void
term_suspend(struct term *t)
{
	if (t->away)
		return;
	give_back(t);
	t->away = true;
}

bool
term_resume(struct term *t, struct err *e)
{
	/* The shell's kill sends SIGCONT too: do not stop again on the way
	 * out (SIGTTOU) by reaching for a terminal that is not ours. */
	if (signals_ending() && !tty_ours(&t->tty))
		return true;
	t->away = false;
	guard(t);
	if (!tty_raw(&t->tty, e))
		return false;
	t->entered = false;
	keys_clear(t->keys);
	(void)term_resize(t);
	term_redraw(t);
	return true;
}
