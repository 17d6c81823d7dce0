#include "config.h"

#include "base/stretch.h"

#include <check.h>
#include <stdint.h>

#include "running.h"

#define N 2000000

/* From one to many, over the size from where on it is a mapping: what was
 * there stays, what is new is 0. */
START_TEST(what_is_there_stays_and_what_is_new_is_0)
{
	static const size_t steps[] = { 1, 7, 100, 262000, 263000, 900000, N };
	uint32_t *a = NULL;
	size_t was = 0, wrong;

	for (size_t s = 0; s < sizeof steps / sizeof steps[0]; s++) {
		ck_assert(stretch(&a, steps[s], sizeof *a));
		ck_assert_uint_eq((uintptr_t)a % 16, 0);
		wrong = 0;
		for (size_t i = 0; i < steps[s]; i++) {
			wrong += a[i] != (i < was ? (uint32_t)i + 1 : 0);
			a[i] = (uint32_t)i + 1;
		}
		ck_assert_uint_eq(wrong, 0);
		was = steps[s];
	}
	stretch_free(a);
}
END_TEST

START_TEST(fewer_are_there_already)
{
	static const size_t sizes[] = { 50, N };
	uint32_t *a = NULL, *same;

	ck_assert(stretch(&a, sizes[_i], sizeof *a));
	same = a;
	ck_assert(stretch(&a, 3, sizeof *a));
	ck_assert_ptr_eq(a, same);
	a[sizes[_i] - 1] = 1;
	stretch_free(a);
	stretch_free(NULL);
}
END_TEST

START_TEST(what_is_refused_changes_nothing)
{
	static const size_t sizes[] = { 50, N };
	uint64_t *a = NULL, *same;

	ck_assert(stretch(&a, sizes[_i], sizeof *a));
	a[49] = 49;
	same = a;
	ck_assert(!stretch(&a, SIZE_MAX / 8, sizeof *a));
	ck_assert(!stretch(&a, SIZE_MAX / 64, sizeof *a));
	ck_assert_ptr_eq(a, same);
	ck_assert_uint_eq(a[49], 49);
	stretch_free(a);
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_test(t, what_is_there_stays_and_what_is_new_is_0);
	tcase_add_loop_test(t, fewer_are_there_already, 0, 2);
	tcase_add_loop_test(t, what_is_refused_changes_nothing, 0, 2);
}

int
main(void)
{
	return run_tests("stretch", add_tests);
}
