#include "config.h"

#include "bench/times.h"

#include <stdlib.h>

#include "base/mem.h"

void
times_init(struct times *t, clockid_t clock)
{
	*t = (struct times){ .clock = clock };
}

void
times_fini(struct times *t)
{
	x_free(t->ms);
}

int64_t
times_now(const struct times *t)
{
	struct timespec now = { 0 };

	(void)clock_gettime(t->clock, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

void
times_add(struct times *t, int64_t since)
{
	int64_t now = times_now(t);

	if (t->n == t->cap) {
		t->cap = t->cap * 2 + 64;
		t->ms = x_reallocarray(t->ms, t->cap, sizeof t->ms[0]);
	}
	t->ms[t->n++] = (double)(now - since) / 1e6;
}

void
times_clear(struct times *t)
{
	t->n = 0;
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

double
times_percentile(struct times *t, unsigned percent)
{
	size_t rank = (t->n * percent + 99) / 100;

	if (t->n == 0)
		return 0;
	qsort(t->ms, t->n, sizeof t->ms[0], compare);
	return t->ms[rank > 0 ? rank - 1 : 0];
}
