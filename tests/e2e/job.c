#include "config.h"

#include "e2e/job.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"

#define NDESCRIPTORS 64 /* more than a test has open */

static bool
names(const char *const *env, const char *entry)
{
	size_t n = (size_t)(strchr(entry, '=') - entry) + 1;

	for (; env != NULL && *env != NULL; env++)
		if (strncmp(*env, entry, n) == 0)
			return true;
	return false;
}

/* putenv() all of it into an empty environment. */
static void
make_environment(const struct job_program *o)
{
	static const char *const wanted[] = { "PATH", "ASAN_OPTIONS",
		"UBSAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS" };
	/* Root could make folders in /nonexistent, but none in a device. */
	static const char *const fixed[] = { "HOME=/nonexistent",
		"XDG_STATE_HOME=/dev/null", "LC_ALL=C.UTF-8", "TZ=UTC" };
	char *kept[sizeof wanted / sizeof wanted[0]];

	for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
		const char *s = getenv(wanted[i]);

		kept[i] = s != NULL ? x_strdup(s) : NULL;
	}
	(void)clearenv();
	for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
		if (kept[i] != NULL)
			(void)setenv(wanted[i], kept[i], 1);
	if (o->term != NULL)
		(void)setenv("TERM", o->term, 1);
	for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++)
		if (!names(o->env, fixed[i]))
			(void)putenv(x_strdup(fixed[i]));
	for (size_t i = 0; o->env != NULL && o->env[i] != NULL; i++)
		(void)putenv(x_strdup(o->env[i]));
}

static const int job_signals[] = { SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGTTIN,
	SIGTTOU };

static void
set_job_signals(void (*handler)(int))
{
	for (size_t i = 0; i < sizeof job_signals / sizeof job_signals[0]; i++)
		(void)signal(job_signals[i], handler);
}

static _Noreturn void
be_program(const struct job_program *o, int slave)
{
	sigset_t none;

	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	(void)setpgid(0, 0);
	(void)tcsetpgrp(slave, getpid());
	set_job_signals(SIG_DFL);
	(void)sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
	for (int fd = 0; fd <= 2; fd++)
		(void)dup2(slave, fd);
	if (o->keep > 0) {
		(void)dup2(o->keep, 3);
		(void)fcntl(3, F_SETFD, 0);
	}
	for (int fd = o->keep > 0 ? 4 : 3; fd < NDESCRIPTORS; fd++)
		(void)close(fd);
	make_environment(o);
	(void)execv(o->argv[0], (char *const *)(uintptr_t)o->argv);
	_exit(127);
}

static void
on_child(int number)
{
	(void)number; /* that ppoll() returns is enough */
}

/* Tell what became of the program; take the terminal while it is stopped. */
static void
tell_news(pid_t pid, int slave, int report)
{
	int status;

	while (waitpid(pid, &status, WUNTRACED | WNOHANG) == pid) {
		if (WIFSTOPPED(status))
			(void)tcsetpgrp(slave, getpgrp());
		if (write(report, &status, sizeof status) != sizeof status)
			_exit(1);
	}
}

static _Noreturn void
be_shell(const struct job_program *program, int slave, int report, int command)
{
	struct pollfd f = { command, POLLIN, 0 };
	sigset_t child, none;
	pid_t pid;
	char fg;

	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	/* The other end too: a copy of it would prevent a hang-up. */
	for (int fd = 0; fd < NDESCRIPTORS; fd++)
		if (fd != slave && fd != report && fd != command &&
		    fd != program->keep)
			(void)close(fd);
	(void)setsid();
	(void)ioctl(slave, TIOCSCTTY, 0);
	set_job_signals(SIG_IGN);
	(void)sigemptyset(&none);
	(void)sigemptyset(&child);
	(void)sigaddset(&child, SIGCHLD);
	(void)sigprocmask(SIG_SETMASK, &child, NULL);
	(void)signal(SIGCHLD, on_child);
	pid = fork();
	if (pid == 0)
		be_program(program, slave);
	(void)setpgid(pid, pid);
	if (write(report, &pid, sizeof pid) != sizeof pid)
		_exit(1);
	for (;;) {
		tell_news(pid, slave, report);
		if (ppoll(&f, 1, NULL, &none) <= 0)
			continue;
		if (read(command, &fg, 1) != 1)
			_exit(0);
		(void)tcsetpgrp(slave, pid);
		(void)kill(-pid, SIGCONT);
	}
}

bool
job_start(
    struct job *j, const struct job_program *program, int slave, struct err *e)
{
	int report[2], command[2];

	*j = (struct job){ 0 };
	if (pipe2(report, O_CLOEXEC) != 0)
		return err_set(e, ERR_IO, "pipe: %s", strerror(errno));
	if (pipe2(command, O_CLOEXEC) != 0) {
		(void)close(report[0]);
		(void)close(report[1]);
		return err_set(e, ERR_IO, "pipe: %s", strerror(errno));
	}
	j->report = report[0];
	j->command = command[1];
	j->shell = fork();
	if (j->shell == 0) {
		(void)close(report[0]);
		(void)close(command[1]);
		be_shell(program, slave, report[1], command[0]);
	}
	(void)close(report[1]);
	(void)close(command[0]);
	if (j->shell > 0 &&
	    read(j->report, &j->pid, sizeof j->pid) == sizeof j->pid)
		return true;
	(void)err_set(e, ERR_IO, "fork: %s", strerror(errno));
	job_stop(j);
	return false;
}

void
job_stop(struct job *j)
{
	if (j->pid > 0)
		(void)kill(j->pid, SIGKILL);
	(void)close(j->command);
	(void)close(j->report);
	if (j->shell > 0)
		(void)waitpid(j->shell, NULL, 0);
}

int
job_news(const struct job *j)
{
	int status;

	if (read(j->report, &status, sizeof status) != sizeof status)
		return -1;
	return status;
}

bool
job_continue(const struct job *j)
{
	return write(j->command, "f", 1) == 1;
}
