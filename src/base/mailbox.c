#include "config.h"

#include "base/mailbox.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"

/*
 * The pipe holds one byte while there are letters and none while there are
 * none.  Both change under the lock, so nobody sees them disagree, and
 * neither end can block.
 */
struct mailbox {
	pthread_mutex_t lock;
	struct letter *head;  /* the oldest, or NULL */
	struct letter **tail; /* where the next one goes */
	int fd[2];
};

static void
close_pipe(const int fd[2])
{
	(void)close(fd[0]);
	(void)close(fd[1]);
}

/* 0 or an errno.  Programs that are started must not inherit the pipe. */
static int
open_pipe(int fd[2])
{
	int rc;

	if (pipe(fd) != 0)
		return errno;
	for (int i = 0; i < 2; i++) {
		if (fcntl(fd[i], F_SETFD, FD_CLOEXEC) == 0 &&
		    fcntl(fd[i], F_SETFL, O_NONBLOCK) == 0)
			continue;
		rc = errno;
		close_pipe(fd);
		return rc;
	}
	return 0;
}

struct mailbox *
mailbox_new(struct err *e)
{
	struct mailbox *m = x_calloc(1, sizeof *m);
	int rc = open_pipe(m->fd);

	if (rc == 0) {
		rc = pthread_mutex_init(&m->lock, NULL);
		if (rc != 0)
			close_pipe(m->fd);
	}
	if (rc != 0) {
		(void)err_set(e, ERR_IO, "mailbox: %s", strerror(rc));
		x_free(m);
		return NULL;
	}
	m->tail = &m->head;
	return m;
}

void
mailbox_free(struct mailbox *m)
{
	if (m == NULL)
		return;
	assert(m->head == NULL);
	(void)pthread_mutex_destroy(&m->lock);
	close_pipe(m->fd);
	x_free(m);
}

int
mailbox_fd(const struct mailbox *m)
{
	return m->fd[0];
}

/* A normal mutex that is there fails only when misused. */
static void
lock(struct mailbox *m)
{
	int rc = pthread_mutex_lock(&m->lock);

	assert(rc == 0);
	(void)rc;
}

static void
unlock(struct mailbox *m)
{
	int rc = pthread_mutex_unlock(&m->lock);

	assert(rc == 0);
	(void)rc;
}

/* Make the descriptor readable. */
static void
raise_flag(const struct mailbox *m)
{
	while (write(m->fd[1], "", 1) < 0 && errno == EINTR)
		continue;
}

/* Make it unreadable again. */
static void
lower_flag(const struct mailbox *m)
{
	char byte;

	while (read(m->fd[0], &byte, 1) < 0 && errno == EINTR)
		continue;
}

void
mailbox_post(struct mailbox *m, struct letter *l)
{
	l->next = NULL;
	lock(m);
	if (m->head == NULL)
		raise_flag(m);
	*m->tail = l;
	m->tail = &l->next;
	unlock(m);
}

struct letter *
mailbox_take(struct mailbox *m)
{
	struct letter *l;

	lock(m);
	l = m->head;
	if (l != NULL) {
		m->head = l->next;
		l->next = NULL;
	}
	if (l != NULL && m->head == NULL) {
		m->tail = &m->head;
		lower_flag(m);
	}
	unlock(m);
	return l;
}
