/*
 * Times that were taken, and what is typical and worst of them.
 */
#ifndef ANNALS_TESTS_TIMES_H
#define ANNALS_TESTS_TIMES_H

#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct times {
	clockid_t clock;
	double *ms;
	size_t n, cap;
};

/* clock: CLOCK_MONOTONIC, or CLOCK_THREAD_CPUTIME_ID, which does not see what
 * other programs take. */
void times_init(struct times *t, clockid_t clock);
void times_fini(struct times *t);

/* Nanoseconds since some fixed moment. */
int64_t times_now(const struct times *t);

/* Keep the time that has gone by since then, of times_now(). */
void times_add(struct times *t, int64_t since);

/* Forget all. */
void times_clear(struct times *t);

/*
 * The time that percent of all do not exceed (nearest rank), in milliseconds;
 * 0 if there is none.  Sorts them.
 */
double times_percentile(struct times *t, unsigned percent);

#endif
