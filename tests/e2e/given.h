/*
 * What the makefile says to the tests of the program: where things are.
 */
#ifndef ANNALS_TESTS_GIVEN_H
#define ANNALS_TESTS_GIVEN_H

#include <check.h>
#include <stdlib.h>

/* A variable of the environment; the test fails if there is none. */
static inline const char *
must_getenv(const char *name)
{
	const char *s = getenv(name);

	ck_assert_msg(s != NULL, "%s is not set", name);
	return s;
}

#endif
