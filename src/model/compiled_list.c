#include "config.h"

#include "model/compiled_list.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "model/compiled.h"
#include "model/compiled_db.h"
#include "model/section_case.h"
#include "model/segment.h"

/* What came before. */
struct list {
	const char *const *path;
	struct columns columns;
	struct sections sections;
	struct section_case spelled;
	bool listed; /* a table lists those of one: case matters */
	struct dates dates;
	size_t events;
	int date_cols;
};

/* ---- what is compiled ---- */

/* A FIFO is not opened for this: who writes to it would die when it is closed
 * again. */
static bool
is_compiled(const char *path)
{
	struct stat st;
	int fd = -1;
	bool is;

	if (stat(path, &st) == 0 && S_ISREG(st.st_mode))
		fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	is = fd >= 0 && compiled_is(fd);
	if (fd >= 0)
		(void)close(fd);
	return is;
}

bool
compiled_list_look(
    const char *const *path, size_t n, bool *compiled, struct err *e)
{
	*compiled = is_compiled(path[0]);
	for (size_t i = 0; i < n; i++)
		if (strcmp(path[i], "-") == 0 && compiled_is(STDIN_FILENO))
			return err_set(e, ERR_USAGE,
			    "standard input is compiled; such a file is opened "
			    "by its name");
	for (size_t i = 1; i < n; i++)
		if (is_compiled(path[i]) != *compiled)
			return err_set(e, ERR_USAGE,
			    "%s: a compiled file is read together with others "
			    "of its kind only, not with %s",
			    path[*compiled ? 0 : i], path[*compiled ? i : 0]);
	return true;
}

/* ---- what comes after the first ---- */

static bool
check_columns(const struct list *l, size_t i, const struct columns *columns,
    struct err *e)
{
	bool same = columns->n == l->columns.n;

	for (size_t k = 0; same && k < columns->n; k++)
		same = str_eq(
		    str_of(columns->name[k]), str_of(l->columns.name[k]));
	for (int r = 0; same && r < ROLE_NROLES; r++)
		same = columns->role[r] == l->columns.role[r];
	return same ||
	       err_set(e, ERR_FORMAT, "%s: its columns are not those of %s",
		   l->path[i], l->path[0]);
}

/* The section that is called so already, or SECTION_NONE. */
static uint32_t
find_section(struct list *l, struct str id)
{
	uint32_t n = sections_find(&l->sections, id);

	return n == SECTION_NONE && !l->listed
		   ? section_case_find(&l->spelled, &l->sections, id)
		   : n;
}

/* Add one that is not called so; returns its number. */
static uint32_t
add_section(struct list *l, const struct section *s, uint32_t parent)
{
	uint32_t n = sections_add(&l->sections, str_of(s->id), parent,
	    str_of(s->title), str_of(s->summary));

	l->sections.at[n].rank = s->rank;
	if (!l->listed)
		section_case_add(&l->spelled, &l->sections, n);
	return n;
}

/* Add a section, if there is none with its id; returns its number. */
static uint32_t
join_section(struct list *l, const struct section *s, const uint32_t *number)
{
	uint32_t n = find_section(l, str_of(s->id));

	if (n != SECTION_NONE)
		return n;
	return add_section(
	    l, s, s->parent == SECTION_NONE ? SECTION_NONE : number[s->parent]);
}

/*
 * Let the events be of the sections of all files, and d have those that are
 * new.  False with *e.
 */
static bool
join_sections(struct list *l, struct delivery *d, struct err *e)
{
	uint32_t *number = x_calloc(d->sections.n, sizeof *number);
	size_t was = l->sections.n;
	bool ok;

	for (size_t i = 0; i < d->sections.n; i++)
		number[i] = join_section(l, &d->sections.at[i], number);
	ok = d->segment == NULL ||
	     events_renumber(&d->segment->events, number, e);
	sections_fini(&d->sections);
	sections_copy(&d->sections, &l->sections, was);
	x_free(number);
	return ok;
}

/* Make what is in a file one piece more of what came before. */
static bool
join(struct list *l, size_t i, struct delivery *d, struct err *e)
{
	l->listed = l->listed || d->listed;
	if (!check_columns(l, i, &d->columns, e) || !join_sections(l, d, e))
		return false;
	columns_fini(&d->columns);
	x_free(d->title);
	x_free(d->name);
	x_free(d->source);
	x_free(d->hint);
	d->title = d->name = d->source = NULL;
	d->hint = NULL;
	for (size_t k = 0; k < d->problems.n; k++)
		if (d->problems.at[k].event != PROBLEM_NO_EVENT)
			d->problems.at[k].event += l->events;
	d->dates = l->dates;
	return true;
}

static void
begin(struct list *l, size_t n, struct delivery *d)
{
	struct buf title = BUF_INIT;

	columns_copy(&l->columns, &d->columns);
	/* They keep their numbers: ids are there once. */
	l->listed = d->listed;
	for (size_t i = 0; i < d->sections.n; i++)
		(void)add_section(
		    l, &d->sections.at[i], d->sections.at[i].parent);
	l->dates = d->dates;
	if (n == 1)
		return;
	buf_addf(&title, "%s and %zu more", d->title, n - 1);
	x_free(d->title);
	x_free(d->name);
	d->title = buf_steal(&title);
	d->name = NULL; /* it is another chronicle */
}

static size_t
count_events(const struct delivery *d)
{
	return d->segment != NULL ? d->segment->events.n : 0;
}

static bool
load_one(struct list *l, size_t i, size_t n, struct delivery *d, struct err *e)
{
	if (i == 0)
		begin(l, n, d);
	else if (!join(l, i, d, e))
		return false;
	l->events += count_events(d);
	if (d->date_cols > l->date_cols)
		l->date_cols = d->date_cols;
	d->date_cols = l->date_cols;
	d->last = i + 1 == n;
	return true;
}

bool
compiled_list_load(const char *const *path, size_t n, compiled_sink *sink,
    void *arg, struct err *e)
{
	struct list l = { .path = path };
	bool ok = true;

	columns_init(&l.columns);
	sections_init(&l.sections);
	for (size_t i = 0; ok && i < n; i++) {
		struct delivery *d = compiled_open(path[i], e);

		ok = d != NULL && load_one(&l, i, n, d, e);
		if (ok)
			sink(arg, d);
		else
			delivery_free(d);
	}
	columns_fini(&l.columns);
	sections_fini(&l.sections);
	section_case_fini(&l.spelled);
	return ok;
}
