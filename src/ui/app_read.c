#include "config.h"

#include "ui/app.h"

#include "ui/visits_file.h"

const struct reading *
app_reading(struct app *a)
{
	const char *of = app_place_of(a);

	if (a->reading.before == NULL && of != NULL) {
		a->reading.before = visits_new();
		visits_load(a->reading.before, of);
	}
	return &a->reading;
}

bool
app_left(void *arg, const struct query_node *node, size_t start, uint64_t *set,
    size_t n, struct err *e)
{
	struct app *a = arg;

	if (!reading_asked(node))
		return a->kept == NULL ||
		       kept_left(a->kept, node, start, set, n, e);
	reading_answer(
	    app_reading(a), a->reader.chronicle, node, start, set, n);
	return true;
}

void
app_shows(struct app *a, int64_t now)
{
	const struct text_page *p = app_page(a);
	bool arrived =
	    a->target == NULL &&
	    (a->recall == NULL || !recall_waits(a->recall, &a->reader));
	bool seen = arrived && a->overlay == NULL && !a->layout.too_small &&
		    a->layout.pane[PANE_TEXT].rows > 0 && p->valid &&
		    !p->shown_topic;

	reading_show(&a->reading,
	    seen ? visits_key(a->reader.chronicle, p->shown) : 0, now);
}

bool
app_save_read(const struct app *a, const char *of, struct err *e)
{
	return visits_save(a->reading.now, of, e);
}

void
app_forget_read(void *arg, const char *of)
{
	(void)arg;
	visits_remove(of);
}
