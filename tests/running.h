/*
 * How a program of tests runs: as the environment says (CK_RUN_CASE and its
 * kin), with a failure as its status if any test failed.
 */
#ifndef ANNALS_TESTS_RUNNING_H
#define ANNALS_TESTS_RUNNING_H

#include <check.h>
#include <stdlib.h>

/* Run a suite (takes s).  The status of the program. */
static inline int
run_suite(Suite *s)
{
	SRunner *sr = srunner_create(s);
	int failed;

	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* The same with the tests that add() puts into a case. */
static inline int
run_tests(const char *name, void (*add)(TCase *t))
{
	Suite *s = suite_create(name);
	TCase *t = tcase_create(name);

	add(t);
	suite_add_tcase(s, t);
	return run_suite(s);
}

#endif
