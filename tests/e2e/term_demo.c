/*
 * A little program on plat/term.h for test_term: shows what it is told about
 * the terminal, the keys that come, and some difficult text.
 *
 * Keys: q ends, ^Z suspends, j moves a mark by a line, f fills the screen
 * with something new, ^L sends everything again, H hides the cursor, i shows
 * how often the terminal was written to, r how its descriptors are set; c
 * crashes, s is stuck for ever.  Descriptor 3, if there is one, gets a line
 * when the terminal takes no more.
 */
#include "config.h"

#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "plat/signals.h"
#include "plat/term.h"
#include "text/canvas.h"

enum { ROW_SIZE, ROW_KEYS, ROW_NOTE, ROW_TEXT, ROW_STYLES, ROW_INFO, ROW_LIST };

struct demo {
	struct term *term;
	struct canvas *cv;
	char note[256];
	char info[128];
	struct buf keys;
	int mark;   /* line of the list */
	int filled; /* how often */
	long frames;
	bool hidden, dirty, quit, blocked;
};

static long writes; /* to a terminal */

/* In place of the C library's, also for curses: who writes, and how often? */
ssize_t
write(int fd, const void *p, size_t n)
{
	if (isatty(fd))
		writes++;
	return (ssize_t)syscall(SYS_write, fd, p, n);
}

static const char *const names[] = { "Up", "Down", "Left", "Right", "Home",
	"End", "PageUp", "PageDown", "Insert", "Delete", "Backspace", "Backtab",
	"PasteStart", "PasteEnd", "F1", "F2", "F3", "F4", "F5", "F6", "F7",
	"F8", "F9", "F10", "F11", "F12", "EOF" };

static void
add_name(struct buf *b, uint32_t key)
{
	char bytes[UTF8_MAX];

	buf_addc(b, ' ');
	if ((key & TERM_KEY_ALT) != 0)
		buf_adds(b, "Alt-");
	key &= ~TERM_KEY_ALT;
	if (key >= TERM_KEY_UP)
		buf_adds(b, names[key - TERM_KEY_UP]);
	else if (key < ' ')
		buf_addf(b, "^%c", (char)(key + '@'));
	else
		buf_add(b, bytes, utf8_encode(key, bytes));
}

static void
line(struct demo *d, int y, const char *text)
{
	int cols = canvas_cols(d->cv);

	(void)canvas_put_field(d->cv, y, 0, cols, str_of(text), STYLE_NORMAL);
}

static void
draw_list(struct demo *d)
{
	int rows = canvas_rows(d->cv);
	char text[64];

	for (int y = ROW_LIST; y < rows; y++) {
		(void)snprintf(text, sizeof text, "%c line %d",
		    y - ROW_LIST == d->mark ? '>' : ' ', y - ROW_LIST);
		line(d, y, text);
	}
}

/* Every cell another one than before. */
static void
draw_filled(struct demo *d)
{
	struct box all = canvas_box(d->cv);

	for (int y = ROW_LIST; y < all.rows; y++)
		for (int x = 0; x < all.cols; x++)
			canvas_hline(d->cv, y, x, 1,
			    (uint32_t)('a' + (x * 7 + y + d->filled * 5) % 26),
			    STYLE_NORMAL);
}

static void
draw(struct demo *d)
{
	int rows = canvas_rows(d->cv), cols = canvas_cols(d->cv);
	char text[128];

	(void)snprintf(text, sizeof text, "demo %dx%d %s", rows, cols,
	    term_has_colour(d->term) ? "colour" : "mono");
	line(d, ROW_SIZE, text);
	line(d, ROW_KEYS, buf_cstr(&d->keys));
	line(d, ROW_NOTE, d->note);
	line(d, ROW_TEXT,
	    "\xe6\x97\xa5\xe6\x9c\xac|e\xcc\x81|\xd7\xa9\xd6\xb8|"
	    "a\xcc\x80\xcc\x81\xcc\x82|\xf0\x9f\x98\x80|end");
	line(d, ROW_STYLES, "");
	for (int s = 0; s < STYLE_NSTYLES; s++)
		canvas_hline(d->cv, ROW_STYLES, s * 2, 1, (uint32_t)('A' + s),
		    (enum style)s);
	line(d, ROW_INFO, d->info);
	if (d->filled > 0)
		draw_filled(d);
	else
		draw_list(d);
}

static void
set_looks(struct demo *d)
{
	struct look look = { -1, -1, 0 };

	for (int s = 0; s < STYLE_NSTYLES; s++) {
		look.fg = (int8_t)(s - 1);
		look.bg = (int8_t)(s == 3 ? 4 : -1);
		look.attributes = (uint8_t)(s < 2 ? 0 : s & 0xf);
		term_set_look(d->term, (enum style)s, look);
	}
}

static void
tell_flags(struct demo *d)
{
	(void)snprintf(d->info, sizeof d->info, "nonblocking %d %d lines %s",
	    (fcntl(0, F_GETFL) & O_NONBLOCK) != 0,
	    (fcntl(1, F_GETFL) & O_NONBLOCK) != 0,
	    getenv("LINES") != NULL ? "set" : "gone");
}

static void
resize(struct demo *d)
{
	int rows, cols;

	term_size(d->term, &rows, &cols);
	canvas_resize(d->cv, rows, cols);
	d->dirty = true;
}

static bool
suspend(struct demo *d)
{
	struct err e;

	term_suspend(d->term);
	signals_stop_self();
	if (!term_resume(d->term, &e))
		return false;
	resize(d);
	return true;
}

static void
act(struct demo *d, uint32_t key)
{
	d->dirty = true;
	if (key == 'q' || key == TERM_KEY_EOF)
		d->quit = true;
	else if (key == 0x1a && !suspend(d))
		d->quit = true;
	else if (key == 'j')
		d->mark++;
	else if (key == 'f')
		d->filled++;
	else if (key == 0x0c)
		term_redraw(d->term);
	else if (key == 'H')
		d->hidden = !d->hidden;
	else if (key == 'i')
		(void)snprintf(d->info, sizeof d->info, "writes %ld frames %ld",
		    writes, d->frames);
	else if (key == 'r')
		tell_flags(d);
	else if (key == 'c')
		(void)raise(SIGSEGV);
	while (key == 's')
		(void)poll(NULL, 0, 1000);
}

static void
take_keys(struct demo *d)
{
	uint32_t key;

	while (!d->quit && term_key(d->term, &key)) {
		/* Moving the mark must change nothing else. */
		if (key != 'j') {
			if (d->keys.n > 60)
				buf_clear(&d->keys);
			add_name(&d->keys, key);
		}
		act(d, key);
	}
}

static void
take_signals(struct demo *d)
{
	int number;

	while ((number = signals_take()) != 0) {
		if (number == SIGWINCH) {
			if (term_resize(d->term))
				resize(d);
		} else if (number == SIGCONT) {
			term_redraw(d->term);
			d->dirty = true;
		} else if (number == SIGTSTP) {
			d->quit = !suspend(d);
		} else {
			d->quit = true;
		}
	}
}

static bool
show(struct demo *d, struct err *e)
{
	int y = ROW_LIST + d->mark;

	if (term_pending(d->term)) {
		if (!d->blocked)
			(void)dprintf(3, "blocked\n");
		d->blocked = true;
		return true;
	}
	if (!d->dirty)
		return true;
	draw(d);
	d->dirty = false;
	d->frames++;
	if (!term_show(d->term, d->cv, d->hidden ? -1 : y, 0, e))
		return false;
	canvas_clean(d->cv);
	return true;
}

static bool
run(struct demo *d, struct err *e)
{
	while (!d->quit) {
		struct pollfd p[] = {
			{ term_fd_in(d->term), POLLIN, 0 },
			{ signals_fd(), POLLIN, 0 },
			{ term_fd_out(d->term), POLLOUT, 0 },
		};

		take_signals(d);
		take_keys(d);
		if (d->quit)
			break;
		if (!show(d, e))
			return false;
		(void)poll(p, term_pending(d->term) ? 3 : 2, -1);
		if ((p[0].revents & (POLLHUP | POLLERR | POLLNVAL)) != 0)
			break;
		if (term_pending(d->term) && !term_flush(d->term, e))
			return false;
	}
	return true;
}

int
main(void)
{
	struct demo d = { .keys = BUF_INIT, .dirty = true };
	struct term_options o = { .in = 0,
		.out = 1,
		.type = getenv("TERM"),
		.mono = getenv("NO_COLOR") != NULL };
	struct err e = { ERR_NONE, "" };
	bool ok, ascii;

	(void)setlocale(LC_ALL, "");
	ascii = strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
	if (!signals_open(&e) ||
	    (d.term = term_open(&o, d.note, sizeof d.note, &e)) == NULL) {
		(void)fprintf(stderr, "demo: %s\n", e.text);
		return 2;
	}
	buf_adds(&d.keys, "keys:");
	d.cv = canvas_new(1, 1, ascii);
	set_looks(&d);
	resize(&d);
	ok = run(&d, &e);
	term_close(d.term);
	canvas_free(d.cv);
	buf_fini(&d.keys);
	signals_close();
	return ok ? 0 : 3;
}
