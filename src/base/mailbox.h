/*
 * Letters from other threads to the loop.
 *
 * Posting gives a letter away: the poster never touches it again, and nothing
 * else is shared.  Letters come out in the order of posting.
 *
 * Threads: mailbox_post() any, all others the one that made it.
 */
#ifndef ANNALS_BASE_MAILBOX_H
#define ANNALS_BASE_MAILBOX_H

#include "base/err.h"

struct mailbox;

/* First member of whatever is sent. */
struct letter {
	struct letter *next; /* the mailbox's own */
};

/* NULL with *e if the system has no descriptor left. */
struct mailbox *mailbox_new(struct err *e);

/* No thread may post any more, and no letter be inside.  NULL is fine. */
void mailbox_free(struct mailbox *m);

/* A descriptor to poll() for POLLIN: letters wait. */
int mailbox_fd(const struct mailbox *m);

/* Takes l. */
void mailbox_post(struct mailbox *m, struct letter *l);

/* Gives the oldest letter, or NULL. */
struct letter *mailbox_take(struct mailbox *m);

#endif
