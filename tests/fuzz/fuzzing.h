/*
 * What the fuzz targets share: what libFuzzer calls, and how a property that
 * does not hold is told.
 */
#ifndef ANNALS_TESTS_FUZZING_H
#define ANNALS_TESTS_FUZZING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerInitialize(int *argc, char ***argv); /* not all have it */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void
must(bool holds, const char *what)
{
	if (holds)
		return;
	(void)fprintf(stderr, "broken: %s\n", what);
	abort();
}

#endif
