#include "config.h"

#include "ui/app.h"

#define SLOW_MS 300 /* sorting that takes longer is told */

/* While a query is typed the list is by date until it is quiet. */
bool
app_sort_due(const struct app *a, int64_t now)
{
	return reader_sorting(&a->reader) &&
	       !(a->prompting && a->searching && now < a->work_at);
}

void
app_sort_work(struct app *a, int64_t now)
{
	struct err e = { .code = ERR_NONE };
	bool changed = false;

	if (a->sort_since == 0)
		a->sort_since = now;
	if (!reader_sort_step(&a->reader, &changed, &e)) {
		app_alarm(a, "%s", e.text);
		changed = true;
	}
	if (!a->reader.sorting.slow && reader_sorting(&a->reader) &&
	    now - a->sort_since >= SLOW_MS) {
		a->reader.sorting.slow = true;
		a->unsettled = true;
	}
	if (changed)
		app_moved(a);
	if (!reader_sorting(&a->reader))
		a->sort_since = 0;
}
