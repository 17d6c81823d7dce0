/*
 * plat/term.h by way of term_demo, which shows what it is told.
 */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "e2e/usage.h"
#include "e2e/watching.h"
#include "running.h"

#define MS 5000     /* for what should take none */
#define QUIET_MS 80 /* silence that means the frame is over */
#define ROW_KEYS 1  /* as in term_demo */
#define ROW_TEXT 3
#define ROW_STYLES 4
#define ROW_LIST 6

static struct pty *p;

static void
start_with(
    int rows, int cols, const char *term, const char *const *env, int keep)
{
	const char *argv[] = { term_demo(), NULL };
	struct job_program program = { argv, term, env, keep };

	p = must_start(rows, cols, &program);
}

static void
start(int rows, int cols, const char *term)
{
	start_with(rows, cols, term, NULL, 0);
	ck_assert(pty_wait_text(p, "line 0", MS));
}

static void
teardown(void)
{
	pty_free(p);
	p = NULL;
}

static bool
row_is(struct pty *pty, const void *arg)
{
	struct buf row = BUF_INIT;
	bool same;

	pty_row(pty, ROW_KEYS, &row);
	same = strcmp(buf_cstr(&row), arg) == 0;
	buf_fini(&row);
	return same;
}

static void
keys_are(const char *want)
{
	struct buf row = BUF_INIT;

	if (pty_wait(p, row_is, want, MS))
		return;
	pty_row(p, ROW_KEYS, &row);
	ck_abort_msg("%s, not %s", buf_cstr(&row), want);
}

START_TEST(starts_and_ends)
{
	start(24, 80, "xterm-256color");
	ck_assert(pty_wait_text(p, "demo 24x80 colour", MS));
	ck_assert(pty_modes(p).alternate);
	ck_assert(pty_modes(p).paste);
	ck_assert(!pty_termios_same(p));
	pty_type(p, "q");
	assert_exits(p, MS, 0);
	assert_given_back(p);
}
END_TEST

START_TEST(first_frame_is_one_write_and_nothing_twice)
{
	static const char *const once[] = { "\033[?1049h", "\033[?2004h",
		"\033[2J", "\033[1;24r", "\033[?1h", "demo 24x80" };
	struct str raw;

	start(24, 80, "xterm-256color");
	pty_type(p, "i");
	ck_assert(pty_wait_text(p, "writes 1 frames 1", MS));
	raw = pty_raw(p);
	for (size_t i = 0; i < sizeof once / sizeof once[0]; i++) {
		size_t n = strlen(once[i]);
		const char *first = memmem(raw.p, raw.n, once[i], n);

		ck_assert_msg(first != NULL, "no %s", once[i] + 1);
		ck_assert_msg(
		    memmem(first + 1, raw.n - (size_t)(first + 1 - raw.p),
			once[i], n) == NULL,
		    "two %s", once[i] + 1);
	}
	ck_assert_ptr_null(memmem(raw.p, raw.n, "\033]", 2));
	ck_assert_ptr_null(memmem(raw.p, raw.n, "\033(0", 3));
}
END_TEST

START_TEST(every_frame_is_one_write)
{
	start(40, 120, "xterm-256color");
	for (int i = 0; i < 10; i++) {
		pty_mark(p);
		pty_type(p, i % 2 == 0 ? "j" : "f");
		ck_assert_uint_gt(pty_quiet(p, QUIET_MS), 0);
	}
	pty_type(p, "i");
	ck_assert(pty_wait_text(p, "writes 11 frames 11", MS));
}
END_TEST

START_TEST(a_cell_costs_little)
{
	static const char *const types[] = { "xterm-256color", "tmux-256color",
		"vt100", "linux" };
	int y, x;

	start(40, 120, types[_i]);
	(void)pty_quiet(p, QUIET_MS);
	pty_mark(p);
	pty_type(p, "j");
	ck_assert_uint_le(pty_quiet(p, QUIET_MS), 10);
	ck_assert_uint_gt(pty_raw(p).n, 0);
	ck_assert_uint_eq(pty_chunks(p), 1);
	pty_cursor(p, &y, &x);
	ck_assert_int_eq(y, ROW_LIST + 1);
	ck_assert_int_eq(x, 0);
	ck_assert_str_eq(pty_cell_at(p, y, x).text, ">");
	ck_assert_str_eq(pty_cell_at(p, y - 1, x).text, " ");
}
END_TEST

START_TEST(nothing_new_is_nothing_sent)
{
	struct usage before, after;

	start(24, 80, "xterm-256color");
	pty_type(p, "H"); /* frames with a hidden cursor differ, too */
	keys_are("keys: H");
	(void)pty_quiet(p, QUIET_MS);
	ck_assert(!pty_modes(p).cursor);
	pty_mark(p);
	ck_assert(usage_of(pty_pid(p), &before));
	ck_assert_uint_eq(pty_quiet(p, 500), 0);
	ck_assert(usage_of(pty_pid(p), &after));
	ck_assert_int_eq(after.switches, before.switches);
	ck_assert_int_eq(after.cpu_us, before.cpu_us);
	pty_type(p, "H");
	keys_are("keys: H H");
	(void)pty_quiet(p, QUIET_MS);
	ck_assert(pty_modes(p).cursor);
}
END_TEST

/* clang-format off */
static const struct { const char *bytes, *row; } typed[] = {
	{ "abd", "keys: a b d" },
	{ "\003\034\023\021", "keys: ^C ^\\ ^S ^Q" },
	{ "\r\n\t", "keys: ^M ^J ^I" },
	{ "\177\b", "keys: Backspace Backspace" },
	{ "\033[A\033OB\033[C\033OD", "keys: Up Down Right Left" },
	{ "\033[H\033OF\033[1~\033[4~", "keys: Home End Home End" },
	{ "\033[5~\033[6~\033[2~\033[3~\033[Z",
	  "keys: PageUp PageDown Insert Delete Backtab" },
	{ "\033OP\033[15~\033[24~\033[11~", "keys: F1 F5 F12 F1" },
	{ "\033x\033\033[A", "keys: Alt-x Alt-Up" },
	{ "\xc3\xa9\xe4\xb8\xad", "keys: \xc3\xa9 \xe4\xb8\xad" },
	{ "a\xff\xc3z", "keys: a z" },
	{ "\033[200~x\033[201~", "keys: PasteStart x PasteEnd" },
	{ "\033[I\033[<0;1;1Mz", "keys: z" },
};
/* clang-format on */

START_TEST(keys_arrive)
{
	start(24, 80, "xterm-256color");
	pty_type(p, typed[_i].bytes);
	keys_are(typed[_i].row);
}
END_TEST

START_TEST(escape_alone)
{
	int64_t sent;

	start(24, 80, "xterm-256color");
	sent = clock_ms();
	pty_type(p, "\033");
	keys_are("keys: ^[");
	ck_assert_int_lt(clock_ms() - sent, 500);
	pty_type(p, "x");
	keys_are("keys: ^[ x");
}
END_TEST

START_TEST(escdelay_is_honoured)
{
	static const char *const env[] = { "ESCDELAY=700", NULL };
	int64_t sent;

	start_with(24, 80, "xterm-256color", env, 0);
	ck_assert(pty_wait_text(p, "line 0", MS));
	sent = clock_ms();
	pty_type(p, "\033");
	keys_are("keys: ^[");
	ck_assert_int_ge(clock_ms() - sent, 650);
}
END_TEST

START_TEST(shared_descriptors_still_block)
{
	start(24, 80, "xterm-256color");
	pty_type(p, "r");
	ck_assert(pty_wait_text(p, "nonblocking 0 0 lines gone", MS));
}
END_TEST

START_TEST(difficult_text)
{
	struct buf row = BUF_INIT;
	struct pty_cell c;

	start(24, 80, "xterm-256color");
	pty_row(p, ROW_TEXT, &row);
	ck_assert_str_eq(buf_cstr(&row),
	    "\xe6\x97\xa5\xe6\x9c\xac|e\xcc\x81|\xd7\xa9\xd6\xb8|"
	    "a\xcc\x80\xcc\x81\xcc\x82|\xf0\x9f\x98\x80|end");
	c = pty_cell_at(p, ROW_TEXT, 2);
	ck_assert_str_eq(c.text, "\xe6\x9c\xac");
	ck_assert_int_eq(c.cells, 2);
	c = pty_cell_at(p, ROW_TEXT, 5);
	ck_assert_str_eq(c.text, "e\xcc\x81");
	ck_assert_int_eq(c.cells, 1);
	ck_assert_str_eq(pty_cell_at(p, ROW_TEXT, 14).text, "e");
	buf_fini(&row);
}
END_TEST

START_TEST(without_utf8_all_is_ascii)
{
	static const char *const env[] = { "LC_ALL=C", NULL };
	struct str raw;

	start_with(24, 80, "xterm-256color", env, 0);
	ck_assert(pty_wait_text(p, "line 0", MS));
	pty_type(p, "a\xc3\xa9z");
	keys_are("keys: a z");
	raw = pty_raw(p);
	for (size_t i = 0; i < raw.n; i++)
		ck_assert_int_gt((signed char)raw.p[i], 0);
}
END_TEST

START_TEST(looks)
{
	struct pty_cell c;

	start(24, 80, "xterm-256color");
	c = pty_cell_at(p, ROW_STYLES, 0);
	ck_assert(c.fg == -1 && c.bg == -1 && !c.bold && !c.reverse);
	c = pty_cell_at(p, ROW_STYLES, 3 * 2); /* bold, dim; 2 on 4 */
	ck_assert(c.bold && !c.reverse && c.fg == 2 && c.bg == 4);
	c = pty_cell_at(p, ROW_STYLES, 4 * 2);
	ck_assert(c.underline && !c.bold && c.fg == 3 && c.bg == -1);
	c = pty_cell_at(p, ROW_STYLES, 13 * 2); /* bold, underlined, reverse */
	ck_assert(c.bold && c.underline && c.reverse && c.fg == 12);
	ck_assert_str_eq(c.text, "N");
	c = pty_cell_at(p, ROW_STYLES, 13 * 2 + 1);
	ck_assert(!c.bold && !c.reverse && c.fg == -1);
}
END_TEST

START_TEST(eight_colours_make_bright_bold)
{
	struct pty_cell c;

	start(24, 80, "xterm");
	c = pty_cell_at(p, ROW_STYLES, 12 * 2); /* underlined, reverse; 11 */
	ck_assert(c.bold && c.underline && c.reverse && c.fg == 3);
	c = pty_cell_at(p, ROW_STYLES, 4 * 2);
	ck_assert(c.underline && !c.bold && c.fg == 3);
}
END_TEST

START_TEST(no_colour_if_told)
{
	static const char *const env[] = { "NO_COLOR=1", NULL };

	start_with(24, 80, "xterm-256color", env, 0);
	ck_assert(pty_wait_text(p, "demo 24x80 mono", MS));
	ck_assert(pty_wait_text(p, "line 0", MS));
	for (int s = 0; s < 16; s++)
		ck_assert_int_eq(pty_cell_at(p, ROW_STYLES, s * 2).fg, -1);
	ck_assert(pty_cell_at(p, ROW_STYLES, 8 * 2).reverse);
}
END_TEST

/* clang-format off */
static const struct { const char *term, *note; } types[] = {
	{ "xterm-nonsense", "'xterm-nonsense' is not known here, using xt" },
	{ "dumb", "'dumb' is not known here, using xterm-256color" },
	{ "unknown", "'unknown' is not known here, using xterm-256color" },
	{ "../x/xterm", "'../x/xterm' is not known here, using xt" },
	{ "a\033[31mb", "'a?[31mb' is not known here, using xt" },
	{ "", "'' is not known here, using xterm-256color" },
	{ NULL, "'' is not known here, using xterm-256color" },
	{ "vt100", "demo 24x80 mono" },
	{ "linux", "demo 24x80 colour" },
	{ "tmux-256color", "demo 24x80 colour" },
	{ "screen", "demo 24x80 colour" },
	{ "rxvt", "demo 24x80 colour" },
};
/* clang-format on */

START_TEST(types_of_terminals)
{
	start(24, 80, types[_i].term);
	ck_assert_msg(
	    pty_wait_text(p, types[_i].note, MS), "%s", types[_i].note);
	pty_type(p, "\033OA\033[B");
	keys_are("keys: Up Down");
	pty_type(p, "q");
	assert_exits(p, MS, 0);
	assert_given_back(p);
}
END_TEST

START_TEST(a_type_without_end)
{
	static char name[5001];

	memset(name, 'x', sizeof name - 1);
	start(24, 80, name);
	ck_assert(pty_wait_text(p, "is not known here", MS));
}
END_TEST

static bool
whole_of_vt100(void)
{
	struct str raw = pty_raw(p);

	return memmem(raw.p, raw.n, "$<", 2) == NULL &&
	       memmem(raw.p, raw.n, "\033[?2004", 7) == NULL &&
	       memmem(raw.p, raw.n, "\033[?1049", 7) == NULL;
}

START_TEST(vt100_is_left_on_its_last_line)
{
	int y, x;

	start(24, 80, "vt100");
	pty_type(p, "q");
	assert_exits(p, MS, 0);
	ck_assert(whole_of_vt100());
	pty_cursor(p, &y, &x);
	ck_assert_int_eq(y, 23);
	ck_assert_int_eq(x, 0);
}
END_TEST

START_TEST(resizing)
{
	start(40, 120, "xterm-256color");
	pty_mark(p);
	ck_assert(pty_resize(p, 24, 80));
	ck_assert(pty_wait_text(p, "demo 24x80", MS));
	ck_assert(pty_wait_text(p, "line 17", MS));
	(void)pty_quiet(p, QUIET_MS);
	ck_assert_uint_eq(pty_chunks(p), 1);
	ck_assert(pty_resize(p, 50, 200));
	ck_assert(pty_wait_text(p, "demo 50x200", MS));
	ck_assert(pty_wait_text(p, "line 43", MS));
}
END_TEST

START_TEST(resizing_wildly)
{
	static const int sizes[][2] = { { 1, 1 }, { 0, 0 }, { 1, 80 },
		{ 24, 1 }, { 65535, 65535 }, { 2, 65535 }, { 65535, 1 },
		{ 300, 2 } };
	unsigned seed = 7;

	start(24, 80, "xterm-256color");
	for (int i = 0; i < 400; i++) {
		seed = seed * 1103515245 + 12345;
		if (i % 4 == 0)
			(void)pty_resize(
			    p, sizes[i / 4 % 8][0], sizes[i / 4 % 8][1]);
		else
			(void)pty_resize(
			    p, (int)(seed >> 24), (int)(seed >> 16 & 0xff));
		if (i % 16 == 0)
			(void)pty_quiet(p, 5);
	}
	ck_assert(pty_resize(p, 24, 80));
	ck_assert(pty_wait_text(p, "demo 24x80", MS));
	pty_type(p, "\f");
	ck_assert(pty_wait_text(p, "line 17", MS));
	pty_type(p, "q");
	assert_exits(p, MS, 0);
	assert_given_back(p);
}
END_TEST

START_TEST(smallest_window)
{
	static const int sizes[][2] = { { 1, 1 }, { 1, 65535 }, { 65535, 1 } };

	start_with(sizes[_i][0], sizes[_i][1], "xterm-256color", NULL, 0);
	ck_assert(pty_wait_text(p, "d", MS));
	ck_assert(pty_resize(p, 24, 80));
	ck_assert(pty_wait_text(p, "demo 24x80", MS));
	pty_type(p, "q");
	assert_exits(p, MS, 0);
	assert_given_back(p);
}
END_TEST

START_TEST(size_that_nobody_knows)
{
	static const char *const env[] = { "LINES=12", "COLUMNS=50", NULL };

	start_with(0, 0, "xterm-256color", NULL, 0);
	ck_assert(pty_wait_text(p, "demo 24x80", MS));
	teardown();
	start_with(0, 0, "xterm-256color", env, 0);
	ck_assert(pty_wait_text(p, "demo 12x50", MS));
	pty_type(p, "r");
	ck_assert(pty_wait_text(p, "lines gone", MS));
	teardown();
	/* What the system says counts more. */
	start_with(24, 80, "xterm-256color", env, 0);
	ck_assert(pty_wait_text(p, "demo 24x80", MS));
}
END_TEST

static bool
sanitized(void)
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
	return true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
	return true;
#endif
#endif
	return getenv("ANNALS_VALGRIND") != NULL;
}

START_TEST(a_window_of_any_size_costs_little)
{
	struct usage u;

	start(10000, 10000, "xterm-256color");
	ck_assert(pty_wait_text(p, "demo 300x1000", MS));
	pty_type(p, "f");
	(void)pty_quiet(p, 4 * QUIET_MS);
	teardown();
	start(24, 80, "xterm-256color");
	ck_assert(pty_resize(p, 65535, 65535));
	ck_assert(pty_wait_text(p, "demo 300x1000", MS));
	pty_type(p, "f");
	(void)pty_quiet(p, 4 * QUIET_MS);
	ck_assert(usage_of(pty_pid(p), &u));
	if (!sanitized())
		ck_assert_int_lt(u.peak_kb, 64 * 1024);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, NULL, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, starts_and_ends);
	tcase_add_test(t, first_frame_is_one_write_and_nothing_twice);
	tcase_add_test(t, every_frame_is_one_write);
	tcase_add_loop_test(t, a_cell_costs_little, 0, 4);
	tcase_add_test(t, nothing_new_is_nothing_sent);
	tcase_add_loop_test(
	    t, keys_arrive, 0, (int)(sizeof typed / sizeof typed[0]));
	tcase_add_test(t, escape_alone);
	tcase_add_test(t, escdelay_is_honoured);
	tcase_add_test(t, shared_descriptors_still_block);
	tcase_add_test(t, difficult_text);
	tcase_add_test(t, without_utf8_all_is_ascii);
	tcase_add_test(t, looks);
	tcase_add_test(t, eight_colours_make_bright_bold);
	tcase_add_test(t, no_colour_if_told);
	tcase_add_loop_test(
	    t, types_of_terminals, 0, (int)(sizeof types / sizeof types[0]));
	tcase_add_test(t, a_type_without_end);
	tcase_add_test(t, vt100_is_left_on_its_last_line);
	tcase_add_test(t, resizing);
	tcase_add_test(t, resizing_wildly);
	tcase_add_loop_test(t, smallest_window, 0, 3);
	tcase_add_test(t, size_that_nobody_knows);
	tcase_add_test(t, a_window_of_any_size_costs_little);
}

int
main(void)
{
	return run_tests("term", add);
}
