/*
 * Work that is left, in short pieces: the first row that has some gets its
 * turn.
 */
#include "config.h"

#include "ui/app.h"

/* ---- dates that were misread ---- */

static bool
redate_due(const struct app *a, int64_t now)
{
	(void)now;
	return chronicle_redating(a->reader.chronicle);
}

static void
redate_work(struct app *a, int64_t now)
{
	struct err e = { .code = ERR_NONE };
	bool done = false;

	if (!chronicle_redate(a->reader.chronicle, &done, &e))
		app_alarm(a, "dates: %s", e.text);
	if (!done)
		return;
	find_again(&a->reader.find);
	a->stale = true;
	a->fresh_at = now;
}

/* ---- the others ---- */

static bool
search_due(const struct app *a, int64_t now)
{
	(void)now;
	return find_running(&a->reader.find);
}

static void
search_work(struct app *a, int64_t now)
{
	(void)now;
	app_search_work(a);
}

static bool
facet_due(const struct app *a, int64_t now)
{
	(void)now;
	return app_facet_running(a);
}

static void
facet_work(struct app *a, int64_t now)
{
	(void)now;
	app_facet_work(a);
}

static bool
save_due(const struct app *a, int64_t now)
{
	(void)now;
	return app_save_due(a);
}

static bool
copy_due(const struct app *a, int64_t now)
{
	(void)now;
	return app_copy_due(a);
}

static void
copy_work(struct app *a, int64_t now)
{
	(void)now;
	app_copy_work(a);
}

/* The most urgent one first. */
static const struct job {
	bool (*due)(const struct app *a, int64_t now);
	void (*work)(struct app *a, int64_t now);
} jobs[] = {
	{ redate_due, redate_work },
	{ search_due, search_work },
	{ app_sort_due, app_sort_work },
	{ facet_due, facet_work },
	{ save_due, app_save_work },
	{ copy_due, copy_work },
};

static const struct job *
next_job(const struct app *a, int64_t now)
{
	for (size_t i = 0; i < sizeof jobs / sizeof jobs[0]; i++)
		if (jobs[i].due(a, now))
			return &jobs[i];
	return NULL;
}

bool
app_jobs_due(const struct app *a, int64_t now)
{
	return next_job(a, now) != NULL;
}

void
app_jobs_work(struct app *a, int64_t now)
{
	const struct job *job = next_job(a, now);

	if (job != NULL)
		job->work(a, now);
}
