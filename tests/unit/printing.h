/*
 * What is printed of a chronicle that was loaded: what the tests of that share.
 */
#ifndef ANNALS_TESTS_PRINTING_H
#define ANNALS_TESTS_PRINTING_H

#include "unit/loading.h"

static struct buf out;

static inline void
start(void)
{
	setup();
	buf_init(&out);
}

static inline void
end(void)
{
	buf_fini(&out);
	teardown();
}

#endif
