#include "config.h"

#include "ui/app.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ui/fields.h"
#include "ui/places.h"
#include "ui/state.h"
#include "ui/view_text.h"
#include "ui/visits_file.h"

#define FILE_PLACES "places"

static const char *const panes[PANE_NPANES] = {
	[PANE_SECTIONS] = "sections",
	[PANE_EVENTS] = "events",
	[PANE_TEXT] = "text",
};

void
app_keep(struct app *a, const char *path, bool fresh, bool layout)
{
	char real[PATH_MAX];

	if (strcmp(path, "-") == 0 || realpath(path, real) == NULL)
		return;
	a->place.path = x_strdup(real);
	a->place.due = true;
	a->place.fresh = fresh;
	a->place.laid_out = layout;
	a->place.asked = PLACE_FIRST;
}

const char *
app_place_of(const struct app *a)
{
	return visits_of(a->reader.chronicle, a->place.path);
}

/* How the list and the panes were. */
static void
restore_shape(struct app *a, struct str line)
{
	struct buf value = BUF_INIT;
	struct err e = { .code = ERR_NONE };

	if (fields_find(line, "order", &value) &&
	    !reader_sort(&a->reader, buf_cstr(&value), &e))
		app_alarm(a, "%s", e.text);
	/* What is no layout is none that anybody chose. */
	if (!a->place.laid_out && fields_find(line, "layout", &value) &&
	    option_set(&a->options, "layout", buf_cstr(&value), NULL)) {
		a->place.chosen = true;
		app_options_changed(a);
	}
	buf_fini(&value);
}

static void
restore_focus(struct app *a, struct str line)
{
	struct buf value = BUF_INIT;
	size_t zoomed = 0;

	(void)fields_find(line, "pane", &value);
	for (int i = 0; i < PANE_NPANES; i++)
		if (strcmp(buf_cstr(&value), panes[i]) == 0)
			app_focus(a, (enum pane)i);
	a->zoomed = fields_find_number(line, "zoom", 1, &zoomed) && zoomed == 1;
	a->relayout = true;
	buf_fini(&value);
}

void
app_place_restore(struct app *a)
{
	const char *of = app_place_of(a);
	struct buf file = BUF_INIT;
	struct str line;

	if (of == NULL)
		return;
	a->place.due = false;
	state_read(FILE_PLACES, &file);
	if (places_find(buf_str(&file), of, &line)) {
		a->place.line = x_strndup(line.p, line.n);
		if (!a->place.fresh)
			restore_shape(a, line);
		if (!a->place.fresh && a->target == NULL) {
			recall_free(a->recall);
			a->recall = recall_parse(line);
			restore_focus(a, line);
		}
	}
	buf_fini(&file);
}

static void
print_layout(const struct app *a, struct buf *line)
{
	struct buf value = BUF_INIT;
	size_t n;
	const struct option *t = option_table(&n);

	while (strcmp(t->name, "layout") != 0)
		t++;
	option_print(&a->options, t, &value);
	fields_add(line, "layout", buf_str(&value));
	buf_fini(&value);
}

/* Where we are, as a line. */
static void
print_place(struct app *a, struct buf *line)
{
	struct recall *k;

	app_settle(a);
	view_text_reset(a->view[PANE_TEXT]); /* it tells how far it was read */
	k = recall_new(&a->reader);
	recall_print(k, line);
	recall_free(k);
	if (a->reader.sorting.name != NULL)
		fields_add(line, "order", str_of(a->reader.sorting.name));
	if (a->keep_sizes || a->place.chosen)
		print_layout(a, line);
	if (a->focus != PANE_EVENTS)
		fields_add(line, "pane", str_of(panes[a->focus]));
	if (a->zoomed)
		fields_add_number(line, "zoom", 1);
}

/*
 * Whoever was sent elsewhere, by the command line or because the event of the
 * place is not there today, and did not move only looked something up, and
 * comes back to the place of before.
 */
static bool
has_looked_up(const struct app *a)
{
	size_t event;

	if (a->place.asked != PLACE_FIRST)
		return reader_event(&a->reader, &event) &&
		       event == a->place.asked;
	return a->place.fresh && a->reader.place == 0;
}

/* Others may have left theirs meanwhile. */
static bool
write_place(struct app *a, const char *of, struct str line, struct err *e)
{
	struct buf file = BUF_INIT, text = BUF_INIT;
	bool ok;
	int lock;

	if (!state_lock(&lock, e))
		return false;
	state_read(FILE_PLACES, &file);
	places_put(buf_str(&file), of, line, &text, app_forget_read, NULL);
	ok = state_write(FILE_PLACES, &text, e);
	if (ok && a->reading.now != NULL)
		ok = app_save_read(a, of, e);
	state_unlock(lock);
	buf_fini(&file);
	buf_fini(&text);
	return ok;
}

bool
app_place_save(struct app *a, int64_t now, struct err *e)
{
	const char *of = app_place_of(a);
	struct buf line = BUF_INIT, was = BUF_INIT;
	bool ok = true;

	if (of == NULL || a->place.due ||
	    chronicle_count(a->reader.chronicle) == 0)
		return true;
	(void)reading_pass(&a->reading, now);
	fields_add(&was, "of", str_of(of));
	buf_add(&line, was.p, was.n);
	if (a->place.line != NULL) {
		buf_clear(&was);
		buf_adds(&was, a->place.line);
	}
	if (has_looked_up(a) ||
	    (a->recall != NULL && recall_waits(a->recall, &a->reader))) {
		buf_clear(&line);
		buf_add(&line, was.p, was.n);
	} else {
		print_place(a, &line);
	}
	if (a->reading.now != NULL || !str_eq(buf_str(&line), buf_str(&was)))
		ok = write_place(a, of, buf_str(&line), e);
	buf_fini(&line);
	buf_fini(&was);
	return ok;
}
