/*
 * All deliveries that are not sent yet are in a list, in their order.  Who
 * has sealed one sends what is ready at its start.  The lock is held for the
 * list, and not while something is sealed.
 *
 * Signals are blocked in the thread as they are in the one that starts it.
 */
#include "config.h"

#include "model/sealer.h"

#include "base/mem.h"
#include "model/segment.h"
#include "model/wordwriter.h"

#include <assert.h>
#include <pthread.h>

enum job_state { JOB_WAITS, JOB_TAKEN, JOB_SEALED, JOB_LOST };

struct job {
	struct job *next;
	struct delivery *delivery;
	struct sealer_place place;
	enum job_state state;
	struct err e; /* if it is lost */
};

struct sealer {
	struct fold_map *map;
	sealer_sink *sink;
	void *arg;
	struct word_writer *threads, *callers; /* each has one */
	pthread_t thread;
	bool started, threadless; /* there is one; there can be none */

	pthread_mutex_t lock; /* of all that follows */
	pthread_cond_t changed;
	bool ends;
	struct job *head; /* the oldest, or NULL */
	struct job **tail;
	struct job *waiting; /* the one that waits, or NULL */
	bool lost;           /* a segment; why and where */
	struct err e;
	struct sealer_place place;
};

/* What is there and used as it must be never fails. */
static void
must(int rc)
{
	assert(rc == 0);
	(void)rc;
}

/* ---- jobs, under the lock ---- */

static struct job *
add_job(struct sealer *s, struct delivery *d, struct sealer_place place,
    enum job_state state)
{
	struct job *job = x_calloc(1, sizeof *job);

	job->delivery = d;
	job->place = place;
	job->state = state;
	*s->tail = job;
	s->tail = &job->next;
	return job;
}

static bool
is_done(const struct job *job)
{
	return job->state == JOB_SEALED || job->state == JOB_LOST;
}

/* Send the delivery of a job that is done, without its segment if there would
 * be a gap. */
static void
send_job(struct sealer *s, struct job *job)
{
	struct delivery *d = job->delivery;

	if (job->state == JOB_LOST && !s->lost) {
		s->lost = true;
		s->e = job->e;
		s->place = job->place;
	}
	if (s->lost) {
		segment_free(d->segment);
		d->segment = NULL;
	}
	s->sink(s->arg, d);
}

/* Send what is ready. */
static void
send_jobs(struct sealer *s)
{
	struct job *job;

	while ((job = s->head) != NULL && is_done(job)) {
		s->head = job->next;
		if (s->head == NULL)
			s->tail = &s->head;
		send_job(s, job);
		x_free(job);
	}
	must(pthread_cond_broadcast(&s->changed));
}

/* Seal a job that was taken; without the lock meanwhile. */
static void
do_job(struct sealer *s, struct job *job, struct word_writer *writer)
{
	struct segment *segment = job->delivery->segment;
	bool skip = s->lost, ok = true;

	must(pthread_mutex_unlock(&s->lock));
	if (segment != NULL && !skip)
		ok = segment_seal(segment, writer, &job->e);
	if (!ok) {
		/* What it gives back is what the reader needs to go on. */
		segment_free(segment);
		job->delivery->segment = NULL;
	}
	must(pthread_mutex_lock(&s->lock));
	job->state = ok ? JOB_SEALED : JOB_LOST;
	send_jobs(s);
}

/* ---- the thread ---- */

static void *
thread_main(void *arg)
{
	struct sealer *s = arg;

	must(pthread_mutex_lock(&s->lock));
	while (!s->ends) {
		struct job *job = s->waiting;

		if (job == NULL) {
			must(pthread_cond_wait(&s->changed, &s->lock));
			continue;
		}
		s->waiting = NULL;
		job->state = JOB_TAKEN;
		do_job(s, job, s->threads);
	}
	must(pthread_mutex_unlock(&s->lock));
	return NULL;
}

/* Without one everything goes on, only slower. */
static bool
have_thread(struct sealer *s)
{
	if (!s->started && !s->threadless) {
		s->started =
		    pthread_create(&s->thread, NULL, thread_main, s) == 0;
		s->threadless = !s->started;
	}
	return s->started;
}

/* ---- the caller's thread ---- */

struct sealer *
sealer_new(struct fold_map *map, sealer_sink *sink, void *arg)
{
	struct sealer *s = x_calloc(1, sizeof *s);

	s->map = fold_map_share(map);
	s->sink = sink;
	s->arg = arg;
	s->tail = &s->head;
	s->threads = word_writer_new(map);
	s->callers = word_writer_new(map);
	must(pthread_mutex_init(&s->lock, NULL));
	must(pthread_cond_init(&s->changed, NULL));
	return s;
}

void
sealer_free(struct sealer *s)
{
	struct job *job;

	if (s == NULL)
		return;
	must(pthread_mutex_lock(&s->lock));
	s->ends = true;
	must(pthread_cond_broadcast(&s->changed));
	must(pthread_mutex_unlock(&s->lock));
	if (s->started)
		must(pthread_join(s->thread, NULL));
	while ((job = s->head) != NULL) {
		s->head = job->next;
		delivery_free(job->delivery);
		x_free(job);
	}
	must(pthread_cond_destroy(&s->changed));
	must(pthread_mutex_destroy(&s->lock));
	word_writer_free(s->threads);
	word_writer_free(s->callers);
	fold_map_free(s->map);
	x_free(s);
}

/* Under the lock: false with *e if a segment is lost. */
static bool
report(const struct sealer *s, struct err *e)
{
	if (s->lost && e != NULL)
		*e = s->e;
	return !s->lost;
}

bool
sealer_send(struct sealer *s, struct delivery *d, struct sealer_place place,
    bool alone, struct err *e)
{
	bool away = !alone && have_thread(s), ok;
	struct job *job;

	must(pthread_mutex_lock(&s->lock));
	if (away && s->waiting == NULL) {
		s->waiting = add_job(s, d, place, JOB_WAITS);
		must(pthread_cond_broadcast(&s->changed));
	} else {
		job = add_job(s, d, place, JOB_TAKEN);
		do_job(s, job, s->callers);
	}
	ok = report(s, e);
	must(pthread_mutex_unlock(&s->lock));
	return ok;
}

bool
sealer_seal(struct sealer *s, struct segment *segment, struct err *e)
{
	return segment_seal(segment, s->callers, e);
}

bool
sealer_wait(struct sealer *s, struct sealer_place *lost, struct err *e)
{
	bool ok;

	must(pthread_mutex_lock(&s->lock));
	while (s->head != NULL)
		must(pthread_cond_wait(&s->changed, &s->lock));
	ok = report(s, e);
	*lost = s->place;
	must(pthread_mutex_unlock(&s->lock));
	return ok;
}
