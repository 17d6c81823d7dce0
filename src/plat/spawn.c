/*
 * The loader's thread may hold any lock at the moment of fork(), so the child
 * only calls what a signal handler may call, until it is another program.
 */
#include "config.h"

#include "plat/spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "plat/signals.h"

#define FD_MAX 1024 /* this program has no descriptor beyond */
#define NAP_MS 2    /* between two looks whether a program ended */

/* What is ignored, for the time of a call, and as it was. */
struct shield {
	size_t n;
	struct sigaction was[4], child;
};

static const int shielded[] = { SIGPIPE, SIGINT, SIGQUIT, SIGTSTP };

enum { PIPE_ONLY = 1, ALL = sizeof shielded / sizeof shielded[0] };

/* How a child is set up. */
struct setting {
	int fd[3]; /* -1: as it is */
	bool session;
	bool orphan; /* of another child, so that init waits for it */
	const struct shield *shield;
};

/* The next word of s, and what follows it; n is 0 at the end. */
static struct str
next_word(const char **s)
{
	struct str word;

	*s += strspn(*s, " \t");
	word = (struct str){ *s, strcspn(*s, " \t") };
	*s += word.n;
	return word;
}

char **
spawn_argv(const char *setting, const char *const *more)
{
	const char *rest = setting != NULL ? setting : "";
	size_t words = 0, nmore = 0, bytes = 0, n;
	struct str word;
	char **argv, *p;

	while ((word = next_word(&rest)).n > 0) {
		words++;
		bytes += word.n + 1;
	}
	if (words == 0)
		return NULL;
	for (; more != NULL && more[nmore] != NULL; nmore++)
		bytes += strlen(more[nmore]) + 1;
	n = words + nmore;
	argv = x_malloc((n + 1) * sizeof *argv + bytes);
	p = (char *)(argv + n + 1);
	rest = setting;
	for (size_t i = 0; i < n; i++) {
		word = i < words ? next_word(&rest) : str_of(more[i - words]);
		argv[i] = memcpy(p, word.p, word.n);
		p += word.n;
		*p++ = '\0';
	}
	argv[n] = NULL;
	return argv;
}

/* SIGCHLD found ignored would reap what is waited for. */
static void
shield_raise(struct shield *s, size_t n)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	struct sigaction usual = { .sa_handler = SIG_DFL };

	s->n = n;
	for (size_t i = 0; i < n; i++)
		(void)sigaction(shielded[i], &ignore, &s->was[i]);
	(void)sigaction(SIGCHLD, &usual, &s->child);
}

static void
shield_drop(const struct shield *s)
{
	for (size_t i = 0; i < s->n; i++)
		(void)sigaction(shielded[i], &s->was[i], NULL);
	(void)sigaction(SIGCHLD, &s->child, NULL);
}

static bool
open_pipe(int fd[2], struct err *e)
{
	if (pipe(fd) != 0)
		return err_set(e, ERR_IO, "pipe: %s", strerror(errno));
	(void)fcntl(fd[0], F_SETFD, FD_CLOEXEC);
	(void)fcntl(fd[1], F_SETFD, FD_CLOEXEC);
	return true;
}

/* In the child: put descriptors where the program looks for them. */
static bool
place(const int fd[3])
{
	for (int i = 0; i < 3; i++)
		if (fd[i] >= 0 && fd[i] != i && dup2(fd[i], i) < 0)
			return false;
	for (int i = 0; i < FD_MAX; i++)
		(void)fcntl(i, F_SETFD, i < 3 ? 0 : FD_CLOEXEC);
	return true;
}

/* The child.  Why it is not another program now goes to report. */
static _Noreturn void
become(char *const argv[], const struct setting *s, int report,
    const sigset_t *mask)
{
	int why;

	if (s->session)
		(void)setsid();
	if (s->orphan && fork() > 0)
		_exit(0);
	shield_drop(s->shield);
	signals_as_found();
	(void)sigprocmask(SIG_SETMASK, mask, NULL);
	if (place(s->fd))
		(void)execvp(argv[0], argv);
	why = errno;
	(void)!write(report, &why, sizeof why); /* or the pipe just ends */
	_exit(127);
}

/* Wait until the child is another program: 0, or why it is not. */
static int
read_report(int fd)
{
	int why = 0;
	ssize_t n;

	do
		n = read(fd, &why, sizeof why);
	while (n < 0 && errno == EINTR);
	return n == (ssize_t)sizeof why ? why : 0;
}

/* waitpid() whatever comes in between. */
static pid_t
reap(pid_t pid, int *status)
{
	pid_t r;

	do
		r = waitpid(pid, status, 0);
	while (r < 0 && errno == EINTR);
	return r;
}

/* A new child, -1 with *why.  No handler of ours may run in it. */
static pid_t
give_birth(char *const argv[], const struct setting *s, int report, int *why)
{
	sigset_t all, mask;
	pid_t pid;

	(void)sigfillset(&all);
	(void)sigprocmask(SIG_SETMASK, &all, &mask);
	pid = fork();
	*why = errno;
	if (pid == 0)
		become(argv, s, report, &mask);
	(void)sigprocmask(SIG_SETMASK, &mask, NULL);
	return pid;
}

static bool
start(char *const argv[], const struct setting *s, pid_t *pid, struct err *e)
{
	int report[2], why, status;

	if (!open_pipe(report, e))
		return false;
	*pid = give_birth(argv, s, report[1], &why);
	(void)close(report[1]);
	if (*pid >= 0)
		why = read_report(report[0]);
	(void)close(report[0]);
	if (*pid >= 0 && (why != 0 || s->orphan))
		(void)reap(*pid, &status);
	if (*pid >= 0 && why == 0)
		return true;
	return err_set(e, why == ENOENT ? ERR_NOTFOUND : ERR_IO, "%s: %s",
	    argv[0], strerror(why));
}

static struct spawn_end
end_of(int status)
{
	if (WIFSIGNALED(status))
		return (struct spawn_end){ true, WTERMSIG(status) };
	return (struct spawn_end){ false, WEXITSTATUS(status) };
}

/* The program stopped: the whole job does, so that the shell gets its turn;
 * where no shell waits for it, it just goes on. */
static void
stop_with(pid_t pid, const struct shield *s)
{
	struct sigaction usual = { .sa_handler = SIG_DFL }, was;

	if (s->was[ALL - 1].sa_handler != SIG_IGN) {
		(void)sigaction(SIGTSTP, &usual, &was);
		(void)kill(0, SIGTSTP);
		(void)sigaction(SIGTSTP, &was, NULL);
	}
	(void)kill(pid, SIGCONT);
}

static bool
wait_for(pid_t pid, const struct shield *s, struct spawn_end *end)
{
	int status;

	for (;;) {
		pid_t r = waitpid(pid, &status, WUNTRACED);

		if (r < 0 && errno != EINTR)
			return false;
		if (r < 0 && signals_ending())
			(void)kill(pid, SIGTERM);
		if (r < 0)
			continue;
		if (!WIFSTOPPED(status))
			break;
		stop_with(pid, s);
	}
	*end = end_of(status);
	return true;
}

bool
spawn_wait(
    char *const argv[], int in, int out, struct spawn_end *end, struct err *e)
{
	struct shield shield;
	struct setting s = { { in, out, -1 }, false, false, &shield };
	pid_t pid;
	bool ok;

	shield_raise(&shield, ALL);
	ok = start(argv, &s, &pid, e);
	if (ok && !wait_for(pid, &shield, end))
		ok = err_set(e, ERR_IO, "%s: %s", argv[0], strerror(errno));
	shield_drop(&shield);
	return ok;
}

/* Milliseconds until then, at least 0. */
static int
left(int64_t deadline)
{
	int64_t ms = deadline - clock_ms();

	return ms > 0 ? (int)ms : 0;
}

/* Write all to a pipe that does not block; false if nobody reads it. */
static bool
write_all(int fd, struct str bytes, int64_t deadline)
{
	struct pollfd p = { .fd = fd, .events = POLLOUT };

	while (bytes.n > 0) {
		ssize_t w = write(fd, bytes.p, bytes.n);

		if (w < 0 && errno != EAGAIN && errno != EINTR)
			return false;
		if (w > 0) {
			bytes.p += w;
			bytes.n -= (size_t)w;
		} else if (left(deadline) == 0) {
			return false;
		} else {
			(void)poll(&p, 1, left(deadline));
		}
	}
	return true;
}

/* Wait for the end of a program until then; kill it. */
static bool
wait_until(pid_t pid, int64_t deadline, struct spawn_end *end)
{
	int status;
	pid_t r;

	while ((r = waitpid(pid, &status, WNOHANG)) == 0 ||
	       (r < 0 && errno == EINTR)) {
		if (left(deadline) == 0) {
			(void)kill(pid, SIGKILL);
			(void)reap(pid, &status);
			return false;
		}
		(void)poll(NULL, 0, NAP_MS);
	}
	*end = end_of(status);
	return r == pid;
}

/* Feed a program that was started; fd is its input. */
static bool
feed(const char *name, pid_t pid, int fd, struct str bytes, int ms,
    struct err *e)
{
	int64_t deadline = clock_ms() + ms;
	struct spawn_end end;
	bool taken;

	(void)fcntl(fd, F_SETFL, O_NONBLOCK);
	taken = write_all(fd, bytes, deadline);
	(void)close(fd);
	if (!wait_until(pid, deadline, &end))
		return err_set(e, ERR_IO, "%s: not done after %d ms", name, ms);
	if (!spawn_ended_well(&end, name, e))
		return false;
	return taken || err_set(e, ERR_IO, "%s: did not read all", name);
}

bool
spawn_feed(char *const argv[], struct str bytes, int ms, struct err *e)
{
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC), in[2];
	struct shield shield;
	struct setting s = { { -1, null, null }, true, false, &shield };
	pid_t pid;
	bool ok;

	if (null < 0)
		return err_set(e, ERR_IO, "/dev/null: %s", strerror(errno));
	if (!open_pipe(in, e)) {
		(void)close(null);
		return false;
	}
	s.fd[0] = in[0];
	shield_raise(&shield, PIPE_ONLY);
	ok = start(argv, &s, &pid, e);
	(void)close(in[0]);
	(void)close(null);
	if (ok)
		ok = feed(argv[0], pid, in[1], bytes, ms, e);
	else
		(void)close(in[1]);
	shield_drop(&shield);
	return ok;
}

bool
spawn_detached(char *const argv[], struct err *e)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);
	struct shield shield;
	struct setting s = { { null, null, null }, true, true, &shield };
	pid_t pid;
	bool ok;

	if (null < 0)
		return err_set(e, ERR_IO, "/dev/null: %s", strerror(errno));
	shield_raise(&shield, PIPE_ONLY);
	ok = start(argv, &s, &pid, e);
	shield_drop(&shield);
	(void)close(null);
	return ok;
}

bool
spawn_ended_well(const struct spawn_end *end, const char *name, struct err *e)
{
	if (end->killed)
		return err_set(
		    e, ERR_IO, "%s: killed by signal %d", name, end->number);
	if (end->number != 0)
		return err_set(
		    e, ERR_IO, "%s: exit status %d", name, end->number);
	return true;
}
