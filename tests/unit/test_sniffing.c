#include "config.h"

#include <check.h>
#include <string.h>

#include "base/buf.h"
#include "model/sniffing.h"
#include "running.h"

/* What came out, and when. */
struct output {
	struct buf bytes;
	struct sniff guess;
	size_t guesses;
	bool refuse_guess, refuse_bytes;
};

static bool
on_guess(void *arg, const struct sniff *s, struct err *e)
{
	struct output *o = arg;

	ck_assert_uint_eq(o->bytes.n, 0);
	o->guess = *s;
	o->guesses++;
	return !o->refuse_guess || err_set(e, ERR_USAGE, "no such dialect");
}

static bool
on_bytes(void *arg, const char *p, size_t n, struct err *e)
{
	struct output *o = arg;

	ck_assert_uint_eq(o->guesses, 1);
	ck_assert_uint_gt(n, 0);
	buf_add(&o->bytes, p, n);
	return !o->refuse_bytes || err_set(e, ERR_STOPPED, "enough");
}

static const struct sniffer_ops ops = { on_guess, on_bytes };
static const struct sniff_known nothing;

/* Feed text in pieces of n bytes. */
static void
feed(struct output *o, struct str text, size_t n)
{
	struct sniffer *s = sniffer_new(&nothing, &ops, o);

	for (size_t at = 0; at < text.n; at += n)
		ck_assert(sniffer_feed(
		    s, text.p + at, n < text.n - at ? n : text.n - at, NULL));
	ck_assert(sniffer_flush(s, true, NULL));
	ck_assert(sniffer_flush(s, true, NULL));
	ck_assert_uint_eq(o->guesses, 1);
	sniffer_free(s);
}

START_TEST(pieces_change_nothing)
{
	static const size_t sizes[] = { 1, 7, 4096, SNIFF_MAX - 1, SNIFF_MAX,
		SNIFF_MAX + 1, (size_t)1 << 20 };
	struct buf text = BUF_INIT;

	buf_adds(&text, "sep=;\r\na;b\r\n");
	for (int i = 0; i < (_i == 0 ? 3 : 20000); i++)
		buf_addf(&text, "%d;\"x, y\"\r\n", i);
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		struct output o = { BUF_INIT, { .fields = 0 }, 0, false,
			false };

		feed(&o, buf_str(&text), sizes[i]);
		ck_assert(o.guess.sep);
		ck_assert_int_eq(o.guess.dialect.delimiter, ';');
		ck_assert_uint_eq(o.bytes.n, text.n);
		ck_assert_mem_eq(o.bytes.p, text.p, o.bytes.n);
		buf_fini(&o.bytes);
	}
	buf_fini(&text);
}
END_TEST

START_TEST(nothing_is_guessed_too)
{
	struct output o = { BUF_INIT, { .fields = 0 }, 0, false, false };

	feed(&o, str_of(""), 1);
	ck_assert_int_eq(o.guess.dialect.delimiter, ',');
	ck_assert_uint_eq(o.bytes.n, 0);
}
END_TEST

START_TEST(a_slow_pipe_need_not_be_waited_for)
{
	struct output o = { BUF_INIT, { .fields = 0 }, 0, false, false };
	struct sniffer *s = sniffer_new(&nothing, &ops, &o);

	ck_assert(sniffer_feed(s, "a;b\n1;2\n3", 9, NULL));
	ck_assert_uint_eq(o.guesses, 0);
	ck_assert(sniffer_flush(s, false, NULL));
	ck_assert_int_eq(o.guess.dialect.delimiter, ';');
	ck_assert_str_eq(buf_cstr(&o.bytes), "a;b\n1;2\n3");
	ck_assert(sniffer_feed(s, ";4\n", 3, NULL));
	ck_assert(sniffer_flush(s, true, NULL));
	ck_assert_str_eq(buf_cstr(&o.bytes), "a;b\n1;2\n3;4\n");
	sniffer_free(s);
	buf_fini(&o.bytes);
}
END_TEST

START_TEST(refusals_are_passed_on)
{
	for (int i = 0; i < 2; i++) {
		struct output o = { BUF_INIT, { .fields = 0 }, 0, i == 0,
			i == 1 };
		struct sniffer *s = sniffer_new(&nothing, &ops, &o);
		struct err e = { .code = ERR_NONE };

		ck_assert(sniffer_feed(s, "a,b\n", 4, &e));
		ck_assert(!sniffer_flush(s, true, &e));
		ck_assert_int_eq(e.code, i == 0 ? ERR_USAGE : ERR_STOPPED);
		sniffer_free(s);
		buf_fini(&o.bytes);
	}
	sniffer_free(NULL);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(t, pieces_change_nothing, 0, 2);
	tcase_add_test(t, nothing_is_guessed_too);
	tcase_add_test(t, a_slow_pipe_need_not_be_waited_for);
	tcase_add_test(t, refusals_are_passed_on);
}

int
main(void)
{
	return run_tests("sniffing", add);
}
