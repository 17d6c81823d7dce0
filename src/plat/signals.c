/*
 * Handlers do as little as they can: they raise a flag and write one byte, so
 * that poll() returns.  The exceptions are the ends of the program, where
 * nobody else may be left to give the terminal back.
 */
#include "config.h"

#include "plat/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/mem.h"

#define GUARD_MAX 256
#define STACK_SIZE                                                             \
	65536 /* MINSIGSTKSZ grows with the processor's registers              \
	       */

/* clang-format off */
enum what { LATER, ENDS, IGNORED, CRASH, LAST };

static const struct {
	int number;
	enum what what;
	bool yields; /* stays ignored if the parent ignored it (nohup) */
} table[] = {
	/* in the order of signals_take() */
	{ SIGTERM,  ENDS,    false },
	{ SIGHUP,   ENDS,    true },
	{ SIGINT,   LATER,   true },
	{ SIGTSTP,  LATER,   true },
	{ SIGCONT,  LATER,   false },
	{ SIGWINCH, LATER,   false },
	{ SIGPIPE,  IGNORED, false },
	{ SIGQUIT,  IGNORED, false },
	{ SIGALRM,  LAST,    false },
	{ SIGSEGV,  CRASH,   false },
	{ SIGBUS,   CRASH,   false },
	{ SIGFPE,   CRASH,   false },
	{ SIGILL,   CRASH,   false },
	{ SIGABRT,  CRASH,   false },
};
/* clang-format on */

enum { NTABLE = sizeof table / sizeof table[0] };

/* The program's only global: handlers get no argument. */
static struct {
	volatile sig_atomic_t came[NTABLE];
	volatile sig_atomic_t ending;  /* signal that set the alarm */
	volatile sig_atomic_t guarded; /* terminal, was, bytes are valid */
	bool open;
	int pipe[2];
	int terminal;
	struct termios was;
	char bytes[GUARD_MAX];
	size_t n;
	struct sigaction found[NTABLE];
	stack_t stack_found;
	void *stack;
} state;

static size_t
index_of(int number)
{
	size_t i = 0;

	while (i < NTABLE - 1 && table[i].number != number)
		i++;
	return i;
}

/*
 * Give the terminal back, in a handler.  All signals are blocked in there, so
 * tcsetattr() does not stop a process in the background (SIGTTOU).
 */
static void
give_back(void)
{
	struct pollfd p = { .fd = state.terminal, .events = POLLOUT };
	size_t at = 0;

	if (!state.guarded)
		return;
	(void)tcflush(state.terminal, TCOFLUSH);
	while (at < state.n && poll(&p, 1, 0) > 0) {
		ssize_t w =
		    write(state.terminal, state.bytes + at, state.n - at);

		if (w <= 0)
			break;
		at += (size_t)w;
	}
	(void)tcsetattr(state.terminal, TCSANOW, &state.was);
}

static void
on_later(int number)
{
	int was = errno;

	state.came[index_of(number)] = 1;
	/* A full pipe wakes the loop as well. */
	while (write(state.pipe[1], "", 1) < 0 && errno == EINTR)
		continue;
	errno = was;
}

/*
 * A terminal that does not read blocks whoever writes to it: throw away what
 * it did not take.  Should the loop be stuck elsewhere, the alarm ends it.
 * Who has to end may give the terminal back from the background too, and is
 * not stopped for it (SIGTTOU).
 */
static void
on_end(int number)
{
	struct sigaction act = { .sa_handler = SIG_IGN };
	int was = errno;

	(void)sigaction(SIGTTOU, &act, NULL);
	state.ending = number;
	if (state.guarded)
		(void)tcflush(state.terminal, TCOFLUSH);
	(void)alarm(1);
	errno = was;
	on_later(number);
}

/* The second is over: end as the signal does that asked for it. */
static void
on_alarm(int number)
{
	struct sigaction act = { .sa_handler = SIG_DFL };
	int end = state.ending != 0 ? state.ending : number;
	sigset_t set;

	give_back();
	(void)sigaction(end, &act, NULL);
	(void)sigemptyset(&set);
	(void)sigaddset(&set, end);
	(void)raise(end);
	(void)sigprocmask(SIG_UNBLOCK, &set, NULL);
	_exit(128 + end);
}

/*
 * Crashes go on as if this handler had not been there: a fault happens again
 * on return, a signal that was sent is sent again.
 */
static void
on_crash(int number, siginfo_t *info, void *context)
{
	(void)context;
	give_back();
	(void)sigaction(number, &state.found[index_of(number)], NULL);
	if (info->si_code <= 0)
		(void)raise(number);
}

static void
install(size_t i)
{
	struct sigaction act = { .sa_handler = on_later };

	switch (table[i].what) {
	case LATER:
		break;
	case ENDS:
		act.sa_handler = on_end;
		break;
	case IGNORED:
		act.sa_handler = SIG_IGN;
		break;
	case LAST:
		act.sa_handler = on_alarm;
		break;
	case CRASH:
		act.sa_sigaction = on_crash;
		act.sa_flags = SA_SIGINFO | SA_ONSTACK;
		break;
	}
	/* Not SA_RESTART: a blocked call should notice. */
	(void)sigfillset(&act.sa_mask);
	(void)sigaction(table[i].number, NULL, &state.found[i]);
	if (table[i].yields && state.found[i].sa_handler == SIG_IGN)
		return;
	(void)sigaction(table[i].number, &act, NULL);
}

static bool
open_pipe(struct err *e)
{
	if (pipe(state.pipe) != 0)
		return err_set(e, ERR_IO, "pipe: %s", strerror(errno));
	for (int i = 0; i < 2; i++) {
		(void)fcntl(state.pipe[i], F_SETFD, FD_CLOEXEC);
		(void)fcntl(state.pipe[i], F_SETFL, O_NONBLOCK);
	}
	return true;
}

bool
signals_open(struct err *e)
{
	stack_t stack = { .ss_size = STACK_SIZE };

	if (!open_pipe(e))
		return false;
	for (size_t i = 0; i < NTABLE; i++)
		state.came[i] = 0;
	state.ending = 0;
	state.stack = x_malloc(STACK_SIZE);
	stack.ss_sp = state.stack;
	(void)sigaltstack(&stack, &state.stack_found);
	for (size_t i = 0; i < NTABLE; i++)
		install(i);
	state.open = true;
	return true;
}

void
signals_close(void)
{
	if (!state.open)
		return;
	(void)alarm(0);
	signals_as_found();
	(void)sigaltstack(&state.stack_found, NULL);
	x_free(state.stack);
	(void)close(state.pipe[0]);
	(void)close(state.pipe[1]);
	state.guarded = 0;
	state.open = false;
}

void
signals_as_found(void)
{
	for (size_t i = 0; state.open && i < NTABLE; i++)
		(void)sigaction(table[i].number, &state.found[i], NULL);
}

int
signals_fd(void)
{
	return state.pipe[0];
}

int
signals_take(void)
{
	char bytes[64];

	/* First the bytes: what comes afterwards leaves a new one. */
	while (read(state.pipe[0], bytes, sizeof bytes) > 0)
		continue;
	for (size_t i = 0; i < NTABLE; i++) {
		if (state.came[i] == 0)
			continue;
		state.came[i] = 0;
		return table[i].number;
	}
	return 0;
}

bool
signals_ending(void)
{
	return state.ending != 0;
}

void
signals_guard(int fd, const struct termios *was, const char *bytes, size_t n)
{
	state.guarded = 0;
	atomic_signal_fence(memory_order_seq_cst);
	if (fd < 0)
		return;
	state.terminal = fd;
	state.was = *was;
	state.n = n <= sizeof state.bytes ? n : 0;
	if (state.n > 0)
		memcpy(state.bytes, bytes, state.n);
	atomic_signal_fence(memory_order_seq_cst);
	state.guarded = 1;
}

void
signals_stop_self(void)
{
	struct sigaction act = { .sa_handler = SIG_DFL }, was;

	(void)sigaction(SIGTSTP, NULL, &was);
	if (was.sa_handler == SIG_IGN)
		return;
	(void)sigemptyset(&act.sa_mask);
	(void)sigaction(SIGTSTP, &act, NULL);
	/* The whole job: a pipeline is stopped only if all of it is. */
	(void)kill(0, SIGTSTP);
	(void)sigaction(SIGTSTP, &was, NULL);
	state.came[index_of(SIGCONT)] = 0; /* it was this one */
}
