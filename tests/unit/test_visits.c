#include "config.h"

#include "ui/visits.h"

#include "ui/reading.h"
#include "unit/made.h"

static struct visits *v;
static struct buf out;

static void
setup(void)
{
	v = visits_new();
	buf_init(&out);
}

static void
teardown(void)
{
	visits_free(v);
	buf_fini(&out);
}

static void
assert_printed(const char *want)
{
	buf_clear(&out);
	visits_print(v, &out);
	ck_assert_str_eq(buf_cstr(&out), want);
}

START_TEST(what_comes_again_is_the_last)
{
	visits_add(v, 1);
	visits_add(v, 0xFFFFFFFF);
	visits_add(v, 3);
	visits_add(v, 1);
	visits_add(v, 1);
	visits_add(v, 0);
	ck_assert_uint_eq(visits_count(v), 3);
	ck_assert(visits_has(v, 1) && visits_has(v, 3));
	ck_assert(!visits_has(v, 2) && !visits_has(v, 0));
	assert_printed("FFFFFFFF\n00000003\n00000001\n");
}
END_TEST

/* Against a plain list of the last ones. */
START_TEST(the_last_ones_are_kept)
{
	enum { ROUNDS = 60000, KINDS = 20000 };
	static int last[KINDS]; /* round in which it came, from 1 */
	uint32_t random = 7;
	size_t newer = 0;

	for (int i = 1; i <= ROUNDS; i++) {
		random = random * 1664525u + 1013904223u;
		last[random >> 8 & 0x3FFF] = i;
		visits_add(v, (random >> 8 & 0x3FFF) + 1);
	}
	visits_print(v, &out);
	ck_assert_uint_eq(out.n, VISITS_MAX * 9);
	for (int at = ROUNDS; at > 0 && newer < VISITS_MAX; at--)
		for (uint32_t k = 0; k < KINDS; k++)
			if (last[k] == at) {
				char line[10];

				newer++;
				ck_assert(visits_has(v, k + 1));
				(void)snprintf(line, sizeof line, "%08X\n",
				    (unsigned)k + 1);
				ck_assert(memcmp(out.p + out.n - newer * 9,
					      line, 9) == 0);
			}
	ck_assert_uint_eq(newer, VISITS_MAX);
}
END_TEST

START_TEST(all_that_is_printed_is_read)
{
	struct visits *other = visits_new();

	visits_parse(v, str_of("00000001\n0000000A\nFFFFFFFF"));
	assert_printed("00000001\n0000000A\nFFFFFFFF\n");
	visits_parse(other, str_of("0000000A\n0000000B\n"));
	visits_add_all(v, other);
	assert_printed("00000001\nFFFFFFFF\n0000000A\n0000000B\n");
	visits_free(other);
}
END_TEST

START_TEST(lines_of_anything_are_passed_over)
{
	static const char lines[] = "of=x\n\n1\n000000001\n0000000g\n00000000\n"
				    "0000000a\n\0000000001\n\377\n00000002\r\n"
				    "00000005\n";
	struct buf many = BUF_INIT;

	visits_parse(v, (struct str){ lines, sizeof lines - 1 });
	assert_printed("00000005\n");
	for (uint32_t i = 0; i < 116000; i++)
		buf_addf(&many, "%08X\n", (unsigned)(i + 1));
	visits_parse(v, buf_str(&many));
	buf_clear(&out);
	visits_print(v, &out);
	ck_assert_uint_eq(out.n, VISITS_MAX * 9);
	ck_assert(visits_has(v, 116000));
	ck_assert(!visits_has(v, 1));
	buf_fini(&many);
}
END_TEST

START_TEST(events_have_keys)
{
	struct chronicle *a = made_chronicle("id,date,title\n"
					     "x,1901,A\n,1902,B\n,1902,B\n"
					     ",,C\nx2,1903,D\n",
	    "");
	struct chronicle *b =
	    made_chronicle("id,date,title\nx2,1903,D\n,1902,B\nx,1904,A\n", "");

	for (size_t i = 0; i < 5; i++)
		for (size_t k = 0; k < i; k++)
			ck_assert_uint_ne(visits_key(a, i), visits_key(a, k));
	/* By id wherever it is, without one by number and date. */
	ck_assert_uint_eq(visits_key(a, 0), visits_key(b, 2));
	ck_assert_uint_eq(visits_key(a, 4), visits_key(b, 0));
	ck_assert_uint_eq(visits_key(a, 1), visits_key(b, 1));
	chronicle_free(a);
	chronicle_free(b);
}
END_TEST

START_TEST(reading_takes_a_second)
{
	struct reading r;

	reading_init(&r);
	ck_assert(!reading_pass(&r, 5000));
	reading_show(&r, 1, 10000);
	ck_assert(!reading_pass(&r, 10000 + READING_MS - 1));
	reading_show(&r, 2, 10900);
	reading_show(&r, 2, 11500); /* drawn again */
	ck_assert(!reading_pass(&r, 11899));
	ck_assert_ptr_null(r.now);
	ck_assert(reading_pass(&r, 11900));
	ck_assert(!reading_pass(&r, 12900)); /* it was read already */
	ck_assert(visits_has(r.now, 2) && !visits_has(r.now, 1));
	reading_show(&r, 0, 13000);
	ck_assert(!reading_pass(&r, 20000));
	ck_assert_uint_eq(visits_count(r.now), 1);
	reading_fini(&r);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, what_comes_again_is_the_last);
	tcase_add_test(t, the_last_ones_are_kept);
	tcase_add_test(t, all_that_is_printed_is_read);
	tcase_add_test(t, lines_of_anything_are_passed_over);
	tcase_add_test(t, events_have_keys);
	tcase_add_test(t, reading_takes_a_second);
}

int
main(void)
{
	return made_run("visits", add);
}
