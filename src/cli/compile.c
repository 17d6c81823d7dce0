#include "config.h"

#include "cli/compile.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mailbox.h"
#include "base/mem.h"
#include "cli/batch.h"
#include "model/compile.h"
#include "model/compiled.h"
#include "model/delivery.h"
#include "model/load.h"
#include "plat/outfile.h"
#include "plat/signals.h"

#define TELL_MS 200 /* between two words on how far it is */

struct job {
	struct compile *compile;
	char *encoding; /* that was guessed, or NULL */
	bool ascii;
	int signo;
	bool telling; /* how far it is */
	int64_t told; /* when, or 0: not yet */
};

/* ---- how far it is ---- */

static void
tell(struct job *j)
{
	int64_t now = clock_ms();

	if (!j->telling || now - j->told < TELL_MS)
		return;
	fprintf(stderr, "\r%zu events", compile_count(j->compile));
	j->told = now;
}

static void
end_telling(const struct job *j)
{
	if (j->told != 0)
		fprintf(stderr, "\r%30s\r", "");
}

/* ---- what is read ---- */

/* Is it time to end? */
static bool
take_signals(struct job *j)
{
	int signo;

	while ((signo = signals_take()) != 0) {
		if (signo == SIGTSTP)
			signals_stop_self();
		else if (signo != SIGWINCH && signo != SIGCONT)
			j->signo = signo;
	}
	return j->signo != 0;
}

/* Wait for the next letter; NULL with *e. */
static struct delivery *
next_delivery(struct job *j, struct mailbox *box, struct err *e)
{
	struct pollfd fds[] = {
		{ .fd = mailbox_fd(box), .events = POLLIN },
		{ .fd = signals_fd(), .events = POLLIN },
	};
	struct letter *l;

	for (;;) {
		if (take_signals(j)) {
			err_set(e, ERR_STOPPED, "interrupted");
			return NULL;
		}
		if ((l = mailbox_take(box)) != NULL)
			return (struct delivery *)l;
		if (poll(fds, 2, -1) < 0 && errno != EINTR && errno != EAGAIN) {
			err_set(e, ERR_IO, "poll: %s", strerror(errno));
			return NULL;
		}
	}
}

/* Add what came (takes d), unless it is not all that there is. */
static bool
take(struct job *j, struct delivery *d, struct err *e)
{
	bool ok = true;

	if (d->failed) {
		*e = d->e;
		ok = false;
	} else if (d->problems.count[PROBLEM_MEMORY] > 0) {
		ok = err_set(e, ERR_MEMORY, "memory is used up");
	}
	if (d->encoding != NULL && d->guessed && j->encoding == NULL)
		j->encoding = x_strdup(d->encoding);
	ok = ok && compile_add(j->compile, d, e);
	delivery_free(d);
	return ok;
}

static bool
take_all(void *arg, struct mailbox *box, struct err *e)
{
	struct job *j = arg;
	bool last = false;

	while (!last) {
		struct delivery *d = next_delivery(j, box, e);

		if (d == NULL)
			return false;
		last = d->last;
		if (!take(j, d, e))
			return false;
		tell(j);
	}
	return true;
}

/* ---- what is written ---- */

/* Is what was written what a reader takes? */
static bool
check(const char *path, struct err *e)
{
	struct delivery *d = compiled_open(path, e);

	delivery_free(d);
	return d != NULL;
}

/* Write the chronicle at path into a file that is empty. */
static bool
compile(struct job *j, const char *path, const struct loader_options *loading,
    const char *part, struct err *e)
{
	bool ok;

	j->compile = compile_open(part, e);
	if (j->compile == NULL)
		return false;
	ok = load_with(path, loading, take_all, j, e) &&
	     compile_finish(j->compile, e);
	end_telling(j);
	batch_guesses(j->encoding, compile_dates(j->compile), j->ascii);
	batch_problem_list(compile_problems(j->compile), j->ascii);
	compile_close(j->compile);
	x_free(j->encoding);
	return ok && check(part, e);
}

static bool
look(const struct compile_ask *ask, struct err *e)
{
	bool exists;
	int64_t size;

	if (!outfile_look(ask->output, &exists, &size, e))
		return err_in(e, "%s", ask->output);
	if (exists && !ask->force)
		return err_set(e, ERR_USAGE,
		    "%s: there is such a file; --force replaces it",
		    ask->output);
	return true;
}

static bool
write_file(struct job *j, const char *path,
    const struct loader_options *loading, const struct compile_ask *ask,
    struct err *e)
{
	struct outfile *o = outfile_open(ask->output, ask->force, NULL, e);

	if (o == NULL)
		return err_in(e, "%s", ask->output);
	if (!compile(j, path, loading, outfile_part(o), e)) {
		outfile_drop(o);
		return false;
	}
	return outfile_close(o, e) || err_in(e, "%s", ask->output);
}

bool
compile_run(const char *path, const struct loader_options *loading,
    const struct compile_ask *ask, int *signo, struct err *e)
{
	struct job j = {
		.ascii = ask->ascii,
		.telling = isatty(STDERR_FILENO) == 1,
	};
	bool ok;

	ok = look(ask, e) && signals_open(e);
	if (ok) {
		ok = write_file(&j, path, loading, ask, e);
		signals_close();
	}
	*signo = j.signo;
	return ok;
}
