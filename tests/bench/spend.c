/*
 * What a program takes.
 *
 *	spend PROGRAM [ARGUMENT...]
 *
 * Runs it and prints its wall time and its time on processors in milliseconds
 * and its largest memory in kB, after what the program has printed itself.
 */
#include "config.h"

#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/times.h"

static double
timeval_ms(struct timeval t)
{
	return (double)t.tv_sec * 1e3 + (double)t.tv_usec / 1e3;
}

int
main(int argc, char *argv[])
{
	struct times wall;
	int64_t start;
	struct rusage used;
	int status;
	pid_t pid;

	if (argc < 2) {
		fputs("usage: spend PROGRAM [ARGUMENT...]\n", stderr);
		return 2;
	}
	times_init(&wall, CLOCK_MONOTONIC);
	start = times_now(&wall);
	pid = fork();
	if (pid == 0) {
		(void)execvp(argv[1], argv + 1);
		perror(argv[1]);
		_exit(127);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid) {
		perror("spend");
		return 2;
	}
	times_add(&wall, start);
	(void)getrusage(RUSAGE_CHILDREN, &used);
	printf("%.3f %.3f %ld\n", times_percentile(&wall, 100),
	    timeval_ms(used.ru_utime) + timeval_ms(used.ru_stime),
	    used.ru_maxrss);
	times_fini(&wall);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 2;
}
