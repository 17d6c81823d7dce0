#include "config.h"

#include <check.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/clock.h"
#include "plat/tty.h"
#include "running.h"

#define FLOOD (4 << 20) /* more than a pseudo terminal holds */

static int master, slave;
static struct tty y;

static void
setup(void)
{
	struct err e;

	master = posix_openpt(O_RDWR | O_NOCTTY);
	ck_assert_int_ge(master, 0);
	ck_assert_int_eq(grantpt(master), 0);
	ck_assert_int_eq(unlockpt(master), 0);
	slave = open(ptsname(master), O_RDWR | O_NOCTTY);
	ck_assert_int_ge(slave, 0);
	ck_assert(tty_open(&y, slave, slave, &e));
}

static void
teardown(void)
{
	tty_close(&y);
	(void)close(slave);
	(void)close(master);
}

/* Not blocking is our own business: the shell has the same description. */
START_TEST(the_callers_descriptor_stays_as_it_is)
{
	ck_assert_int_ge(y.own, 0);
	ck_assert_int_ne(y.own, slave);
	ck_assert_int_eq(fcntl(slave, F_GETFL) & O_NONBLOCK, 0);
	ck_assert_int_ne(fcntl(y.own, F_GETFL) & O_NONBLOCK, 0);
	ck_assert_int_ne(fcntl(y.own, F_GETFD) & FD_CLOEXEC, 0);
}
END_TEST

START_TEST(no_terminal_is_refused)
{
	struct tty other;
	struct err e;
	int null = open("/dev/null", O_RDWR);

	ck_assert(!tty_open(&other, null, slave, &e));
	ck_assert_int_eq(e.code, ERR_USAGE);
	ck_assert_str_eq(e.text, "input is not a terminal");
	ck_assert(!tty_open(&other, slave, null, &e));
	ck_assert_str_eq(e.text, "output is not a terminal");
	(void)close(null);
}
END_TEST

/* Read what the other end got; true if it goes on as it began. */
static bool
drain(size_t *got)
{
	char bytes[65536];
	ssize_t n;

	while ((n = read(master, bytes, sizeof bytes)) > 0)
		for (ssize_t i = 0; i < n; i++, (*got)++)
			if (bytes[i] != (char)('a' + *got % 26))
				return false;
	return true;
}

static void
flood_and_drain(void)
{
	struct err e;
	int64_t start = clock_ms();
	size_t got = 0;

	ck_assert(tty_raw(&y, &e));
	for (size_t i = 0; i < FLOOD; i++)
		buf_addc(&y.waiting, (char)('a' + i % 26));
	(void)fcntl(master, F_SETFL, O_NONBLOCK);
	ck_assert(tty_flush(&y, &e));
	ck_assert(tty_pending(&y));
	ck_assert_uint_gt(y.sent, 4096);
	ck_assert_uint_lt(y.sent, FLOOD);
	ck_assert(tty_flush(&y, &e));
	while (tty_pending(&y)) {
		ck_assert(drain(&got));
		ck_assert(tty_flush(&y, &e));
	}
	while (got < FLOOD)
		ck_assert(drain(&got));
	ck_assert_int_lt(clock_ms() - start, 10000);
}

START_TEST(a_terminal_that_does_not_read_blocks_nothing)
{
	flood_and_drain();
}
END_TEST

/* As where the terminal cannot be opened again. */
START_TEST(nor_without_a_description_of_our_own)
{
	(void)close(y.own);
	y.own = -1;
	flood_and_drain();
}
END_TEST

/* What the other end had taken before stays in front of them. */
START_TEST(last_words_get_through)
{
	static const char words[] = "that is all";
	static char bytes[65536];
	struct pollfd room = { tty_fd(&y), POLLOUT, 0 };
	struct err e;
	int64_t start;
	size_t all = 0;
	ssize_t n;

	for (size_t i = 0; i < FLOOD; i++)
		buf_addc(&y.waiting, 'x');
	ck_assert(tty_raw(&y, &e));
	do /* until the kernel has moved on what it can */
		ck_assert(tty_flush(&y, &e));
	while (poll(&room, 1, 100) > 0);
	start = clock_ms();
	tty_write_last(&y, words, strlen(words), 100);
	ck_assert_int_ge(clock_ms() - start, 100);
	ck_assert_int_lt(clock_ms() - start, 1000);
	while (all == 0 || bytes[all - 1] != 'l') {
		n = read(master, bytes + all, sizeof bytes - all);
		ck_assert_int_gt(n, 0);
		all += (size_t)n;
	}
	ck_assert_uint_ge(all, strlen(words));
	ck_assert_mem_eq(bytes + all - strlen(words), words, strlen(words));
}
END_TEST

START_TEST(modes_there_and_back)
{
	struct termios now;
	struct err e;

	ck_assert(tty_raw(&y, &e));
	ck_assert_int_eq(tcgetattr(slave, &now), 0);
	ck_assert_uint_eq(now.c_lflag & (ECHO | ICANON | ISIG), 0);
	ck_assert_uint_eq(now.c_iflag & (IXON | ICRNL), 0);
	ck_assert_uint_eq(now.c_oflag & OPOST, 0);
	ck_assert_uint_eq(now.c_cc[VMIN], 1);
	tty_restore(&y);
	ck_assert_int_eq(tcgetattr(slave, &now), 0);
	ck_assert_uint_eq(now.c_lflag, y.was.c_lflag);
	ck_assert_uint_eq(now.c_iflag, y.was.c_iflag);
	ck_assert_uint_eq(now.c_oflag, y.was.c_oflag);
}
END_TEST

START_TEST(size_is_what_the_system_says)
{
	struct winsize ws = { .ws_row = 7, .ws_col = 65535 };
	int rows, cols;

	(void)unsetenv("LINES");
	(void)setenv("COLUMNS", "nonsense", 1);
	tty_size(&y, &rows, &cols);
	ck_assert_int_eq(rows, 0);
	ck_assert_int_eq(cols, 0);
	(void)setenv("LINES", "99999999999999999999", 1);
	(void)setenv("COLUMNS", "80", 1);
	tty_size(&y, &rows, &cols);
	ck_assert_int_eq(rows, 0);
	ck_assert_int_eq(cols, 80);
	ck_assert_int_eq(ioctl(master, TIOCSWINSZ, &ws), 0);
	tty_size(&y, &rows, &cols);
	ck_assert_int_eq(rows, 7);
	ck_assert_int_eq(cols, 65535);
}
END_TEST

START_TEST(reading)
{
	struct err e;
	char bytes[16];

	ck_assert(tty_raw(&y, &e));
	ck_assert_int_eq(tty_read(&y, bytes, sizeof bytes, 0), 0);
	ck_assert_int_eq(write(master, "key", 3), 3);
	ck_assert_int_eq(tty_read(&y, bytes, sizeof bytes, 1000), 3);
	(void)close(master);
	ck_assert_int_eq(tty_read(&y, bytes, sizeof bytes, 1000), -1);
	buf_adds(&y.waiting, "x");
	ck_assert(!tty_flush(&y, &e));
	ck_assert_int_eq(e.code, ERR_IO);
	master = open("/dev/null", O_RDWR);
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 30);
	tcase_add_test(t, the_callers_descriptor_stays_as_it_is);
	tcase_add_test(t, no_terminal_is_refused);
	tcase_add_test(t, a_terminal_that_does_not_read_blocks_nothing);
	tcase_add_test(t, nor_without_a_description_of_our_own);
	tcase_add_test(t, last_words_get_through);
	tcase_add_test(t, modes_there_and_back);
	tcase_add_test(t, size_is_what_the_system_says);
	tcase_add_test(t, reading);
}

int
main(void)
{
	return run_tests("tty", add_tests);
}
