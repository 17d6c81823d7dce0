/*
 * A program in the foreground of a terminal, under a shell.
 *
 * A small process between the test and the program plays the shell: it leads
 * the session, puts the program in the foreground, takes the terminal back
 * when the program stops, and tells what becomes of it.  It gives no SIGHUP
 * on, so that a program notices a dead terminal by itself or not at all.
 * Linux only.
 */
#ifndef ANNALS_TESTS_JOB_H
#define ANNALS_TESTS_JOB_H

#include "base/err.h"

#include <stdbool.h>
#include <sys/types.h>

struct job_program {
	const char *const *argv; /* NULL-terminated; argv[0] is a path */
	const char *term;        /* TERM; NULL: not set */
	/*
	 * More "NAME=VALUE", NULL-terminated, or NULL.  The environment holds
	 * nothing else but HOME=/nonexistent, LC_ALL=C.UTF-8, TZ=UTC, PATH
	 * and the options of sanitizers.
	 */
	const char *const *env;
	int keep; /* a descriptor that the program gets as 3, or 0 */
};

struct job {
	pid_t shell, pid;
	int report;  /* to poll() for POLLIN: job_news() */
	int command; /* job_continue(); its end is the shell's */
};

/* Start program on the terminal slave.  False with *e, nothing to stop. */
bool job_start(
    struct job *j, const struct job_program *program, int slave, struct err *e);

/* Kill the program, wait for the shell. */
void job_stop(struct job *j);

/* What happened, a status as of waitpid(): stopped or ended; -1: the shell
 * is gone. */
int job_news(const struct job *j);

/* Put the stopped program into the foreground again, as fg does. */
bool job_continue(const struct job *j);

#endif
