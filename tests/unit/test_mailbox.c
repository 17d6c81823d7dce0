#include "config.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/err.h"
#include "base/mailbox.h"
#include "base/mem.h"
#include "running.h"

#define POSTERS 2
#define LETTERS 20000 /* of each poster */

struct note {
	struct letter letter;
	int poster, number;
};

struct poster {
	pthread_t thread;
	struct mailbox *box;
	int id;
};

static struct mailbox *
new_mailbox(void)
{
	struct err e = { ERR_NONE, "" };
	struct mailbox *m = mailbox_new(&e);

	ck_assert_msg(m != NULL, "%s", e.text);
	return m;
}

static bool
is_readable(const struct mailbox *m, int timeout_ms)
{
	struct pollfd p = { mailbox_fd(m), POLLIN, 0 };
	int n = poll(&p, 1, timeout_ms);

	ck_assert_int_ge(n, 0);
	ck_assert_int_eq(p.revents & ~POLLIN, 0);
	return n > 0;
}

static void
post(struct mailbox *m, int poster, int number)
{
	struct note *n = x_malloc(sizeof *n);

	n->poster = poster;
	n->number = number;
	mailbox_post(m, &n->letter);
}

/* The oldest note (x_free), NULL if there is none. */
static struct note *
take(struct mailbox *m)
{
	return (struct note *)mailbox_take(m);
}

static void
expect(struct mailbox *m, int number)
{
	struct note *n = take(m);

	ck_assert_ptr_nonnull(n);
	ck_assert_int_eq(n->number, number);
	ck_assert_ptr_null(n->letter.next);
	x_free(n);
}

START_TEST(letters_keep_their_order)
{
	struct mailbox *m = new_mailbox();

	ck_assert_ptr_null(mailbox_take(m));
	post(m, 0, 1);
	post(m, 0, 2);
	expect(m, 1);
	post(m, 0, 3);
	expect(m, 2);
	expect(m, 3);
	ck_assert_ptr_null(mailbox_take(m));
	post(m, 0, 4);
	expect(m, 4);
	mailbox_free(m);
}
END_TEST

START_TEST(readable_exactly_while_letters_wait)
{
	struct mailbox *m = new_mailbox();

	for (int round = 0; round < 3; round++) {
		ck_assert(!is_readable(m, 0));
		for (int i = 0; i < 1000; i++) {
			post(m, 0, i);
			ck_assert(is_readable(m, 0));
		}
		for (int i = 0; i < 1000; i++) {
			ck_assert(is_readable(m, 0));
			expect(m, i);
		}
		ck_assert(!is_readable(m, 0));
		ck_assert_ptr_null(mailbox_take(m));
	}
	mailbox_free(m);
}
END_TEST

static void *
post_all(void *arg)
{
	const struct poster *p = arg;

	for (int i = 0; i < LETTERS; i++)
		post(p->box, p->id, i);
	return NULL;
}

START_TEST(two_threads_post_at_once)
{
	struct mailbox *m = new_mailbox();
	struct poster posters[POSTERS];
	int next[POSTERS] = { 0 };
	int left = POSTERS * LETTERS;

	for (int i = 0; i < POSTERS; i++) {
		posters[i].box = m;
		posters[i].id = i;
		ck_assert_int_eq(pthread_create(&posters[i].thread, NULL,
				     post_all, &posters[i]),
		    0);
	}
	while (left > 0) {
		struct note *n;

		ck_assert_msg(is_readable(m, 10000), "%d missing", left);
		/* Readable and only we take: there must be one. */
		n = take(m);
		ck_assert_ptr_nonnull(n);
		ck_assert_int_eq(n->number, next[n->poster]);
		next[n->poster]++;
		left--;
		x_free(n);
	}
	for (int i = 0; i < POSTERS; i++)
		ck_assert_int_eq(pthread_join(posters[i].thread, NULL), 0);
	ck_assert_ptr_null(mailbox_take(m));
	ck_assert(!is_readable(m, 0));
	mailbox_free(m);
}
END_TEST

START_TEST(descriptors_are_closed_and_not_inherited)
{
	struct mailbox *m = new_mailbox();
	int fd = mailbox_fd(m);
	int flags = fcntl(fd, F_GETFD);

	ck_assert_int_ge(flags, 0);
	ck_assert_int_ne(flags & FD_CLOEXEC, 0);
	mailbox_free(m);
	ck_assert_int_eq(fcntl(fd, F_GETFD), -1);
	ck_assert_int_eq(errno, EBADF);
	mailbox_free(NULL);
}
END_TEST

START_TEST(no_descriptor_left_is_said)
{
	struct rlimit was, none;
	struct mailbox *m;
	struct err e = { ERR_NONE, "" };

	ck_assert_int_eq(getrlimit(RLIMIT_NOFILE, &was), 0);
	none = was;
	none.rlim_cur = 0;
	ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &none), 0);
	m = mailbox_new(&e);
	ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &was), 0);
	ck_assert_ptr_null(m);
	ck_assert_int_eq(e.code, ERR_IO);
	ck_assert_int_eq(strncmp(e.text, "mailbox: ", 9), 0);
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_test(t, letters_keep_their_order);
	tcase_add_test(t, readable_exactly_while_letters_wait);
	tcase_add_test(t, two_threads_post_at_once);
	tcase_add_test(t, descriptors_are_closed_and_not_inherited);
	tcase_add_test(t, no_descriptor_left_is_said);
	tcase_set_timeout(t, 60);
}

int
main(void)
{
	return run_tests("mailbox", add_tests);
}
