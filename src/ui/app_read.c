#include "config.h"

#include "ui/app.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "model/bitset.h"
#include "model/ids.h"
#include "ui/fields.h"
#include "ui/state.h"

/* Where the visits in a chronicle are: its name may be no name of a file. */
static void
name_visits(char *name, size_t size, const char *of)
{
	(void)snprintf(name, size, "read/%016llx",
	    (unsigned long long)ids_hash(str_of(of)));
}

/* Add what the file of that name says of that chronicle. */
static void
read_visits(struct visits *v, const char *name, const char *of)
{
	struct buf text = BUF_INIT, is = BUF_INIT;
	struct str rest, line;

	state_read(name, &text);
	rest = buf_str(&text);
	if (fields_line(&rest, &line) && fields_find(line, "of", &is) &&
	    str_eq(buf_str(&is), str_of(of)))
		visits_parse(v, rest);
	buf_fini(&is);
	buf_fini(&text);
}

const struct reading *
app_reading(struct app *a)
{
	const char *of = app_place_of(a);
	char name[40];

	if (a->reading.before == NULL && of != NULL) {
		a->reading.before = visits_new();
		name_visits(name, sizeof name, of);
		read_visits(a->reading.before, name, of);
	}
	return &a->reading;
}

bool
app_left(void *arg, const struct query_node *node, size_t start, uint64_t *set,
    size_t n, struct err *e)
{
	struct app *a = arg;
	const struct chronicle *c = a->reader.chronicle;
	const struct reading *r;
	bool unread = strcmp(node->value, "unread") == 0;

	if (node->kind != QUERY_IS ||
	    (!unread && strcmp(node->value, "read") != 0))
		return a->kept == NULL ||
		       kept_left(a->kept, node, start, set, n, e);
	r = app_reading(a);
	for (size_t i = 0; i < n; i++)
		if (reading_has(r, c, start + i) != unread)
			bitset_add(set, i);
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

/* Others may have read in it meanwhile. */
bool
app_save_read(const struct app *a, const char *of, struct err *e)
{
	struct visits *all = visits_new();
	struct buf text = BUF_INIT;
	char name[40];
	bool ok;

	name_visits(name, sizeof name, of);
	read_visits(all, name, of);
	visits_add_all(all, a->reading.now);
	fields_add(&text, "of", str_of(of));
	buf_addc(&text, '\n');
	visits_print(all, &text);
	ok = state_write(name, &text, e);
	buf_fini(&text);
	visits_free(all);
	return ok;
}

void
app_forget_read(void *arg, const char *of)
{
	char name[40];

	(void)arg;
	name_visits(name, sizeof name, of);
	state_remove(name);
}
