#include "config.h"

#include "plat/tty.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"

/*
 * What is written at once to a descriptor that blocks.  Linux reports POLLOUT
 * for a terminal while less than 256 bytes wait in it and a page is free.
 */
#define PIECE 512

/* Open path; -1 unless it is the same device as fd. */
static int
open_same(const char *path, int fd)
{
	struct stat a, b;
	int own = open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

	if (own < 0)
		return -1;
	if (fstat(fd, &a) == 0 && fstat(own, &b) == 0 && isatty(own) &&
	    a.st_dev == b.st_dev && a.st_ino == b.st_ino)
		return own;
	(void)close(own);
	return -1;
}

/* The controlling terminal has two names: its own and /dev/tty. */
static int
open_controlling(int fd)
{
	if (tcgetsid(fd) < 0 || tcgetsid(fd) != getsid(0))
		return -1;
	return open("/dev/tty", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

static int
open_again(int fd)
{
	char path[PATH_MAX];
	int own;

	/* By descriptor first: the name may not exist in a container. */
	(void)snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	own = open_same(path, fd);
	if (own < 0 && ttyname_r(fd, path, sizeof path) == 0)
		own = open_same(path, fd);
	if (own < 0)
		own = open_controlling(fd);
	return own;
}

bool
tty_open(struct tty *y, int in, int out, struct err *e)
{
	*y = (struct tty){ .in = in, .out = out, .own = -1 };
	if (!isatty(in))
		return err_set(e, ERR_USAGE, "input is not a terminal");
	if (!isatty(out))
		return err_set(e, ERR_USAGE, "output is not a terminal");
	if (tcgetattr(out, &y->was) != 0)
		return err_set(e, ERR_IO, "terminal: %s", strerror(errno));
	y->own = open_again(out);
	return true;
}

void
tty_close(struct tty *y)
{
	if (y->own >= 0)
		(void)close(y->own); /* nothing can wait in it */
	y->own = -1;
	buf_fini(&y->waiting);
	y->sent = 0;
}

static bool
set(const struct tty *y, const struct termios *t)
{
	int r;

	/* Not TCSADRAIN: a terminal that does not read never drains. */
	do
		r = tcsetattr(y->out, TCSANOW, t);
	while (r != 0 && errno == EINTR);
	return r == 0;
}

bool
tty_raw(struct tty *y, struct err *e)
{
	struct termios t = y->was;

	t.c_iflag &= ~(tcflag_t)(BRKINT | ICRNL | IGNCR | INLCR | INPCK |
				 ISTRIP | IXON | PARMRK);
	t.c_oflag &= ~(tcflag_t)OPOST;
	t.c_lflag &=
	    ~(tcflag_t)(ECHO | ECHOE | ECHOK | ECHONL | ICANON | IEXTEN | ISIG);
	t.c_cc[VMIN] = 1;
	t.c_cc[VTIME] = 0;
	if (!set(y, &t))
		return err_set(e, ERR_IO, "terminal: %s", strerror(errno));
	return true;
}

bool
tty_ours(const struct tty *y)
{
	pid_t group = tcgetpgrp(y->out);

	/* Not the controlling terminal: nobody competes for it. */
	return group < 0 || group == getpgrp();
}

void
tty_restore(const struct tty *y)
{
	sigset_t block, found;

	if (!tty_ours(y))
		return;
	/* Should that change right now: no stop half way out. */
	(void)sigemptyset(&block);
	(void)sigaddset(&block, SIGTTOU);
	(void)sigprocmask(SIG_BLOCK, &block, &found);
	(void)set(y, &y->was); /* a terminal that is gone needs nothing */
	(void)sigprocmask(SIG_SETMASK, &found, NULL);
}

/* One dimension of the window. */
static int
dimension(int system, const char *variable)
{
	const char *s = getenv(variable);
	long n = s != NULL ? strtol(s, NULL, 10) : 0;

	if (system > 0)
		return system;
	return n > 0 && n <= SHRT_MAX ? (int)n : 0;
}

void
tty_size(const struct tty *y, int *rows, int *cols)
{
	struct winsize ws = { 0 };

	if (ioctl(y->out, TIOCGWINSZ, &ws) != 0)
		ws = (struct winsize){ 0 };
	*rows = dimension(ws.ws_row, "LINES");
	*cols = dimension(ws.ws_col, "COLUMNS");
}

int
tty_fd(const struct tty *y)
{
	return y->own >= 0 ? y->own : y->out;
}

/* Up to n bytes; how many were taken, 0 for none now, -1 for a dead line. */
static ssize_t
write_some(const struct tty *y, const char *p, size_t n)
{
	struct pollfd out = { .fd = tty_fd(y), .events = POLLOUT };
	ssize_t w;

	if (y->own < 0) {
		if (poll(&out, 1, 0) <= 0)
			return 0;
		n = n < PIECE ? n : PIECE;
	}
	w = write(out.fd, p, n);
	if (w < 0 && (errno == EAGAIN || errno == EINTR))
		return 0;
	return w;
}

bool
tty_flush(struct tty *y, struct err *e)
{
	while (y->sent < y->waiting.n) {
		ssize_t w = write_some(
		    y, y->waiting.p + y->sent, y->waiting.n - y->sent);

		if (w < 0)
			return err_set(
			    e, ERR_IO, "terminal: %s", strerror(errno));
		if (w == 0)
			return true;
		y->sent += (size_t)w;
	}
	tty_forget(y);
	return true;
}

bool
tty_pending(const struct tty *y)
{
	return y->waiting.n > 0;
}

void
tty_forget(struct tty *y)
{
	buf_clear(&y->waiting);
	y->sent = 0;
}

ssize_t
tty_read(const struct tty *y, char *p, size_t n, int ms)
{
	struct pollfd in = { .fd = y->in, .events = POLLIN };
	ssize_t r;

	if (poll(&in, 1, ms) <= 0)
		return 0;
	r = read(y->in, p, n);
	if (r < 0 && (errno == EINTR || errno == EAGAIN))
		return 0;
	return r > 0 ? r : -1;
}

void
tty_write_last(const struct tty *y, const char *p, size_t n, int ms)
{
	struct pollfd out = { .fd = tty_fd(y), .events = POLLOUT };
	int64_t end = clock_ms() + ms;

	for (;;) {
		ssize_t w = write_some(y, p, n);
		int64_t left = end - clock_ms();

		if (w < 0)
			return;
		p += w;
		n -= (size_t)w;
		if (n == 0)
			return;
		if (w > 0)
			continue;
		if (left <= 0)
			break;
		(void)poll(&out, 1, (int)left);
	}
	(void)tcflush(y->out, TCOFLUSH);
	(void)write_some(y, p, n);
}
