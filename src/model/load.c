#include "config.h"

#include "model/load.h"

#include "base/mailbox.h"

#include <errno.h>
#include <poll.h>
#include <string.h>

/* Wait for the next letter; NULL with *e. */
static struct delivery *
next_delivery(struct mailbox *box, struct err *e)
{
	struct pollfd fd = { .fd = mailbox_fd(box), .events = POLLIN };
	struct letter *l;

	while ((l = mailbox_take(box)) == NULL) {
		if (poll(&fd, 1, -1) < 0 && errno != EINTR && errno != EAGAIN) {
			err_set(e, ERR_IO, "poll: %s", strerror(errno));
			return NULL;
		}
	}
	return (struct delivery *)l;
}

static bool
adopt_all(void *arg, struct mailbox *box, struct err *e)
{
	struct chronicle *c = arg;

	while (chronicle_loading(c)) {
		struct delivery *d = next_delivery(box, e);

		if (d == NULL || !chronicle_adopt(c, d, e))
			return false;
	}
	return chronicle_redate_all(c, e);
}

bool
chronicle_redate_all(struct chronicle *c, struct err *e)
{
	bool done;

	while (chronicle_redating(c))
		if (!chronicle_redate(c, &done, e))
			return false;
	return true;
}

bool
load_with(const char *path, const struct loader_options *options,
    load_take *take, void *arg, struct err *e)
{
	struct mailbox *box = mailbox_new(e);
	struct loader *l = NULL;
	struct letter *left;
	bool ok = false;

	if (box == NULL)
		return false;
	l = loader_start(path, options, box, e);
	if (l != NULL)
		ok = take(arg, box, e);
	loader_stop(l);
	while ((left = mailbox_take(box)) != NULL)
		delivery_free((struct delivery *)left);
	mailbox_free(box);
	return ok;
}

bool
chronicle_load(struct chronicle *c, const char *path,
    const struct loader_options *options, struct err *e)
{
	struct loader_options shared = *options;

	shared.map = chronicle_map(c);
	shared.ordered = true;
	return load_with(path, &shared, adopt_all, c, e);
}
