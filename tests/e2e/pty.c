#include "config.h"

#include "e2e/pty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/utf8.h"

#define SEND_MS 5000
#define TOGETHER_NS 1000000 /* reads closer than this are one chunk */

struct pty {
	int master; /* -1 after pty_hangup() */
	struct job job;
	bool reading;
	bool stopped, ended;
	int status;
	struct termios before;
	VTerm *vt;
	VTermScreen *screen;
	struct pty_modes modes;
	struct buf raw;
	size_t mark;
	size_t chunks;
	int64_t last_read; /* ns */
};

static int64_t
now_ns(void)
{
	struct timespec t = { 0 };

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* ---- the screen ---- */

static int
on_property(VTermProp prop, VTermValue *value, void *arg)
{
	struct pty *p = arg;

	if (prop == VTERM_PROP_ALTSCREEN)
		p->modes.alternate = value->boolean;
	else if (prop == VTERM_PROP_CURSORVISIBLE)
		p->modes.cursor = value->boolean;
	return 1;
}

static void
on_answer(const char *bytes, size_t n, void *arg)
{
	(void)bytes;
	(void)n;
	(void)arg;
}

/* libvterm 0.1 crashes on wide characters where there is but one column. */
static int
within(int n, int unknown, int max)
{
	if (n < 1)
		return unknown;
	return n < 4 ? 4 : n < max ? n : max;
}

static void
open_screen(struct pty *p, int rows, int cols)
{
	static const VTermScreenCallbacks callbacks = {
		.settermprop = on_property,
	};

	p->vt = vterm_new(
	    within(rows, 24, PTY_ROWS_MAX), within(cols, 80, PTY_COLS_MAX));
	vterm_set_utf8(p->vt, 1);
	vterm_output_set_callback(p->vt, on_answer, NULL);
	p->screen = vterm_obtain_screen(p->vt);
	vterm_screen_set_callbacks(p->screen, &callbacks, p);
	vterm_screen_enable_altscreen(p->screen, 1);
	vterm_screen_reset(p->screen, 1);
	p->modes = (struct pty_modes){ .cursor = true };
}

static void
close_screen(struct pty *p)
{
	pty_hangup(p);
	vterm_free(p->vt);
	buf_fini(&p->raw);
	x_free(p);
}

/* A new pair of ends, for the test and for the program. */
static bool
open_ends(int *master, int *slave)
{
	const char *name;

	*slave = -1;
	*master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (*master < 0)
		return false;
	if (grantpt(*master) == 0 && unlockpt(*master) == 0 &&
	    (name = ptsname(*master)) != NULL)
		*slave = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (*slave < 0)
		(void)close(*master);
	return *slave >= 0;
}

struct pty *
pty_start(int rows, int cols, const struct job_program *program, struct err *e)
{
	struct pty *p;
	int master, slave;
	bool ok;

	if (!open_ends(&master, &slave)) {
		(void)err_set(e, ERR_IO, "terminal: %s", strerror(errno));
		return NULL;
	}
	p = x_calloc(1, sizeof *p);
	p->master = master;
	p->reading = true;
	open_screen(p, rows, cols);
	(void)pty_resize(p, rows, cols);
	(void)fcntl(master, F_SETFL, O_NONBLOCK);
	(void)tcgetattr(master, &p->before);
	ok = job_start(&p->job, program, slave, e);
	(void)close(slave);
	if (ok)
		return p;
	close_screen(p);
	return NULL;
}

void
pty_free(struct pty *p)
{
	if (p == NULL)
		return;
	if (p->ended)
		p->job.pid = 0; /* may be somebody else's by now */
	job_stop(&p->job);
	close_screen(p);
}

pid_t
pty_pid(const struct pty *p)
{
	return p->job.pid;
}

/* ---- waiting ---- */

static bool
last_says(struct str raw, const char *on, const char *off, bool was)
{
	for (size_t i = raw.n; i-- > 0;) {
		if (raw.n - i < strlen(on))
			continue;
		if (memcmp(raw.p + i, on, strlen(on)) == 0)
			return true;
		if (memcmp(raw.p + i, off, strlen(off)) == 0)
			return false;
	}
	return was;
}

static void
take_output(struct pty *p)
{
	char bytes[65536];
	ssize_t n = read(p->master, bytes, sizeof bytes);
	int64_t now = now_ns();

	if (n <= 0)
		return;
	if (p->chunks == 0 || now - p->last_read > TOGETHER_NS)
		p->chunks++;
	p->last_read = now;
	buf_add(&p->raw, bytes, (size_t)n);
	(void)vterm_input_write(p->vt, bytes, (size_t)n);
	vterm_screen_flush_damage(p->screen);
}

static void
take_news(struct pty *p)
{
	int status = job_news(&p->job);

	if (status != -1 && WIFSTOPPED(status)) {
		p->stopped = true;
	} else {
		p->ended = true;
		p->status = status;
	}
}

/* Wait at most ms for one thing to happen; false if nothing did. */
static bool
turn(struct pty *p, int ms)
{
	struct pollfd f[] = {
		{ p->reading ? p->master : -1, POLLIN, 0 },
		{ p->ended ? -1 : p->job.report, POLLIN, 0 },
	};

	if (poll(f, 2, ms) <= 0)
		return false;
	if ((f[0].revents & POLLIN) != 0)
		take_output(p);
	if (f[1].revents != 0)
		take_news(p);
	return true;
}

bool
pty_wait(struct pty *p, bool (*done)(struct pty *p, const void *arg),
    const void *arg, int ms)
{
	int64_t end = clock_ms() + ms;

	while (!done(p, arg)) {
		int64_t left = end - clock_ms();

		if (left <= 0)
			return false;
		(void)turn(p, (int)left);
	}
	return true;
}

static bool
shows(struct pty *p, const void *arg)
{
	struct buf screen = BUF_INIT;
	bool found;

	pty_screen(p, &screen);
	found = strstr(buf_cstr(&screen), arg) != NULL;
	buf_fini(&screen);
	return found;
}

bool
pty_wait_text(struct pty *p, const char *s, int ms)
{
	return pty_wait(p, shows, s, ms);
}

void
pty_mark(struct pty *p)
{
	p->mark = p->raw.n;
	p->chunks = 0;
}

size_t
pty_quiet(struct pty *p, int ms)
{
	while (turn(p, ms))
		continue;
	return p->raw.n - p->mark;
}

size_t
pty_read_for(struct pty *p, int ms)
{
	int64_t end = clock_ms() + ms, left;

	while ((left = end - clock_ms()) > 0)
		(void)turn(p, (int)left);
	return p->raw.n - p->mark;
}

bool
pty_send(struct pty *p, const char *bytes, size_t n)
{
	int64_t end = clock_ms() + SEND_MS;

	while (n > 0 && clock_ms() < end) {
		struct pollfd f = { p->master, POLLOUT, 0 };
		ssize_t w = write(p->master, bytes, n);

		if (w > 0) {
			bytes += w;
			n -= (size_t)w;
		} else if (errno != EAGAIN && errno != EINTR) {
			return false;
		} else if (!turn(p, 0)) {
			(void)poll(&f, 1, 10);
		}
	}
	return n == 0;
}

bool
pty_type(struct pty *p, const char *s)
{
	return pty_send(p, s, strlen(s));
}

struct str
pty_raw(const struct pty *p)
{
	return (struct str){ buf_cstr(&p->raw) + p->mark, p->raw.n - p->mark };
}

void
pty_whole(const struct pty *p, struct str *raw)
{
	*raw = buf_str(&p->raw);
}

size_t
pty_chunks(const struct pty *p)
{
	return p->chunks;
}

/* ---- looking ---- */

/* Append a cell; returns the columns it takes. */
static int
add_cell(const struct pty *p, int y, int x, struct buf *out)
{
	VTermScreenCell c;
	char bytes[UTF8_MAX];

	if (!vterm_screen_get_cell(
		p->screen, (VTermPos){ .row = y, .col = x }, &c))
		return 1;
	if (c.chars[0] == 0)
		buf_addc(out, ' ');
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL; i++) {
		if (c.chars[i] == 0 || c.chars[i] == (uint32_t)-1)
			break;
		buf_add(out, bytes, utf8_encode(c.chars[i], bytes));
	}
	return c.width == 2 ? 2 : 1;
}

void
pty_row(const struct pty *p, int y, struct buf *out)
{
	size_t start = out->n;
	int rows, cols;

	vterm_get_size(p->vt, &rows, &cols);
	buf_reserve(out, 0);
	for (int x = 0; y < rows && x < cols;)
		x += add_cell(p, y, x, out);
	while (out->n > start && out->p[out->n - 1] == ' ')
		out->n--;
	out->p[out->n] = '\0';
}

void
pty_screen(const struct pty *p, struct buf *out)
{
	int rows, cols;

	vterm_get_size(p->vt, &rows, &cols);
	for (int y = 0; y < rows; y++) {
		pty_row(p, y, out);
		buf_addc(out, '\n');
	}
}

void
pty_cursor(const struct pty *p, int *y, int *x)
{
	VTermPos pos;

	vterm_state_get_cursorpos(vterm_obtain_state(p->vt), &pos);
	*y = pos.row;
	*x = pos.col;
}

static int
palette(const VTermColor *c)
{
	if (VTERM_COLOR_IS_DEFAULT_FG(c) || VTERM_COLOR_IS_DEFAULT_BG(c) ||
	    !VTERM_COLOR_IS_INDEXED(c))
		return -1;
	return c->indexed.idx;
}

struct pty_cell
pty_cell_at(const struct pty *p, int y, int x)
{
	struct pty_cell cell = { .cells = 1, .fg = -1, .bg = -1 };
	struct buf text = BUF_INIT;
	VTermScreenCell c;

	if (!vterm_screen_get_cell(
		p->screen, (VTermPos){ .row = y, .col = x }, &c))
		return cell;
	cell.cells = add_cell(p, y, x, &text);
	if (c.chars[0] != 0)
		(void)snprintf(
		    cell.text, sizeof cell.text, "%s", buf_cstr(&text));
	buf_fini(&text);
	cell.bold = c.attrs.bold;
	cell.underline = c.attrs.underline != 0;
	cell.reverse = c.attrs.reverse;
	cell.fg = palette(&c.fg);
	cell.bg = palette(&c.bg);
	return cell;
}

struct pty_modes
pty_modes(const struct pty *p)
{
	struct pty_modes m = p->modes;

	/* libvterm keeps this one to itself. */
	m.paste =
	    last_says(buf_str(&p->raw), "\033[?2004h", "\033[?2004l", false);
	return m;
}

bool
pty_termios_same(const struct pty *p)
{
	struct termios now;

	return tcgetattr(p->master, &now) == 0 &&
	       now.c_iflag == p->before.c_iflag &&
	       now.c_oflag == p->before.c_oflag &&
	       now.c_cflag == p->before.c_cflag &&
	       now.c_lflag == p->before.c_lflag &&
	       memcmp(now.c_cc, p->before.c_cc, sizeof now.c_cc) == 0;
}

/* ---- doing things to it ---- */

void
pty_restore_termios(struct pty *p)
{
	(void)tcsetattr(p->master, TCSANOW, &p->before);
}

bool
pty_resize(struct pty *p, int rows, int cols)
{
	struct winsize ws = { .ws_row = (unsigned short)rows,
		.ws_col = (unsigned short)cols };

	vterm_set_size(p->vt, within(rows, 24, PTY_ROWS_MAX),
	    within(cols, 80, PTY_COLS_MAX));
	return ioctl(p->master, TIOCSWINSZ, &ws) == 0;
}

bool
pty_signal(const struct pty *p, int number)
{
	return kill(p->job.pid, number) == 0;
}

static bool
has_stopped(struct pty *p, const void *arg)
{
	(void)arg;
	return p->stopped || p->ended;
}

static bool
has_ended(struct pty *p, const void *arg)
{
	(void)arg;
	return p->ended;
}

bool
pty_wait_stop(struct pty *p, int ms)
{
	bool stopped;

	(void)pty_wait(p, has_stopped, NULL, ms);
	(void)pty_quiet(p, 0); /* what it wrote before */
	stopped = p->stopped;
	p->stopped = false;
	return stopped;
}

bool
pty_continue(struct pty *p)
{
	return job_continue(&p->job);
}

bool
pty_finish(struct pty *p, int ms, int *status)
{
	bool ended = pty_wait(p, has_ended, NULL, ms);

	(void)pty_quiet(p, 0); /* its last words */
	*status = p->status;
	return ended;
}

void
pty_stop_reading(struct pty *p)
{
	p->reading = false;
}

void
pty_read_again(struct pty *p)
{
	p->reading = true;
}

void
pty_hangup(struct pty *p)
{
	if (p->master >= 0)
		(void)close(p->master);
	p->master = -1;
}
