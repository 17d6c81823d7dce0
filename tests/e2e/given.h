/*
 * What the makefile says to the tests of the program: where things are.
 */
#ifndef ANNALS_TESTS_GIVEN_H
#define ANNALS_TESTS_GIVEN_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

/* A variable of the environment; the test fails if there is none. */
static inline const char *
must_getenv(const char *name)
{
	const char *s = getenv(name);

	ck_assert_msg(s != NULL, "%s is not set", name);
	return s;
}

/* The path of the chronicle that is shipped. */
static inline const char *
shipped(void)
{
	static char path[4096];

	(void)snprintf(
	    path, sizeof path, "%s/data/israel-russia", must_getenv("SRC"));
	return path;
}

/* The program that shows what plat/term.h does. */
static inline const char *
term_demo(void)
{
	static char path[4096];

	(void)snprintf(
	    path, sizeof path, "%s/tests/e2e/term_demo", must_getenv("BUILD"));
	return path;
}

#endif
