/*
 * How long a program takes to show its first screen.
 *
 *	screen PROGRAM [ARGUMENT...]
 *
 * Starts it on a terminal of 120 columns and 40 rows, again and again, and
 * prints the median of the times in milliseconds until half of the rows show
 * something.  PROGRAM is a path.
 */
#include "config.h"

#include <locale.h>
#include <stdio.h>

#include "bench/times.h"
#include "e2e/pty.h"

enum { ROWS = 40, COLS = 120, ROUNDS = 9, PATIENCE_MS = 60000 };

static bool
is_filled(struct pty *p, const void *arg)
{
	struct buf row = BUF_INIT;
	int filled = 0;

	(void)arg;
	for (int y = 0; y < ROWS; y++) {
		buf_clear(&row);
		pty_row(p, y, &row);
		filled += row.n > 0;
	}
	buf_fini(&row);
	return filled >= ROWS / 2;
}

static bool
show(const struct job_program *program, struct times *times)
{
	struct err e = { .code = ERR_NONE };
	int64_t start = times_now(times);
	struct pty *p = pty_start(ROWS, COLS, program, &e);
	bool filled = p != NULL && pty_wait(p, is_filled, NULL, PATIENCE_MS);

	times_add(times, start);
	if (!filled)
		fprintf(stderr, "screen: %s: %s\n", program->argv[0],
		    p == NULL ? e.text : "shows nothing");
	pty_free(p);
	return filled;
}

int
main(int argc, char *argv[])
{
	struct job_program program = {
		.argv = (const char *const *)(argv + 1),
		.term = "xterm-256color",
	};
	struct times times;
	bool ok = true;

	if (argc < 2 || setlocale(LC_CTYPE, "") == NULL) {
		fputs("usage: screen PROGRAM [ARGUMENT...]\n", stderr);
		return 2;
	}
	times_init(&times, CLOCK_MONOTONIC);
	for (int i = 0; ok && i < ROUNDS; i++)
		ok = show(&program, &times);
	if (ok)
		printf("%.3f\n", times_percentile(&times, 50));
	times_fini(&times);
	return ok ? 0 : 1;
}
