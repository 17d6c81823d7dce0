#include "config.h"

#include "model/compile_tables.h"

#include <sqlite3.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "model/compiled_schema.h"
#include "model/sql.h"

void
compile_tables_init(struct compile_tables *t)
{
	*t = (struct compile_tables){ .worded = NULL };
	columns_init(&t->columns);
	events_init(&t->events);
	sections_init(&t->sections);
	problems_init(&t->problems);
	dates_init(&t->dates, NULL);
}

void
compile_tables_fini(struct compile_tables *t)
{
	columns_fini(&t->columns);
	events_fini(&t->events);
	sections_fini(&t->sections);
	problems_fini(&t->problems);
	x_free(t->worded);
	x_free(t->hint);
	x_free(t->title);
	x_free(t->name);
	x_free(t->source);
}

/* ---- rows ---- */

/* A statement that inserts rows; once it failed it does nothing more. */
struct inserting {
	sqlite3 *db;
	sqlite3_stmt *stmt;
	int at; /* the last value that was bound */
	bool ok;
	struct err *e;
};

static struct inserting
start(sqlite3 *db, const char *text, struct err *e)
{
	struct inserting in = { .db = db, .e = e };
	struct buf sql = BUF_INIT;

	buf_adds(&sql, text);
	in.ok = sql_prepare(db, &sql, &in.stmt, e);
	buf_fini(&sql);
	return in;
}

static void
check(struct inserting *in, bool ok)
{
	if (in->ok && !ok)
		in->ok = sql_failed(in->db, in->e);
}

/* NULL is NULL. */
static void
put_text(struct inserting *in, const char *text)
{
	in->at++;
	if (in->ok && text == NULL)
		check(in, sqlite3_bind_null(in->stmt, in->at) == SQLITE_OK);
	else if (in->ok)
		check(in, sql_bind(in->stmt, in->at, str_of(text)));
}

static void
put_number(struct inserting *in, int64_t n)
{
	in->at++;
	if (in->ok)
		check(in, sqlite3_bind_int64(in->stmt, in->at, n) == SQLITE_OK);
}

static void
end_row(struct inserting *in)
{
	in->at = 0;
	if (in->ok)
		check(in, sql_run(in->stmt));
}

static bool
end(struct inserting *in)
{
	sqlite3_finalize(in->stmt);
	return in->ok;
}

/* ---- tables ---- */

static bool
write_chronicle(const struct compile_tables *t, sqlite3 *db, struct err *e)
{
	struct inserting in =
	    start(db, "INSERT INTO chronicle VALUES(?,?,?,?,?,?,?)", e);

	put_text(&in, t->title);
	put_text(&in, t->name);
	put_text(&in, t->source);
	put_number(&in, (int64_t)t->events.n);
	put_number(&in, (int64_t)t->events.dated);
	put_number(&in, t->date_cols);
	put_number(&in, t->listed);
	end_row(&in);
	return end(&in);
}

static bool
write_columns(const struct compile_tables *t, sqlite3 *db, struct err *e)
{
	const struct columns *c = &t->columns;
	struct inserting in =
	    start(db, "INSERT INTO column VALUES(?,?,?,?,?,?,?)", e);
	const struct dates_options none = { .order = DATE_ORDER_OPEN };
	int64_t n[COMPILED_HINTS];

	for (size_t i = 0; i < c->n; i++) {
		put_number(&in, (int64_t)i);
		put_text(&in, c->name[i]);
		put_number(&in, t->worded[i]);
		put_text(&in, i < c->nfile
				  ? NULL
				  : role_name(c->composed[i - c->nfile].role));
		compiled_hint_tell(t->hint != NULL ? &t->hint[i] : &none, n);
		for (int k = 0; k < COMPILED_HINTS; k++)
			put_number(&in, n[k]);
		end_row(&in);
	}
	return end(&in);
}

static bool
write_composed(const struct compile_tables *t, sqlite3 *db, struct err *e)
{
	const struct columns *c = &t->columns;
	struct inserting in =
	    start(db, "INSERT INTO composed VALUES(?,?,?)", e);
	int64_t n = 0;

	for (size_t i = c->nfile; i < c->n; i++) {
		const struct composed *x = &c->composed[i - c->nfile];

		for (size_t k = 0; k < x->n; k++) {
			put_number(&in, n++);
			put_number(&in, (int64_t)i);
			put_number(&in, x->part[k]);
			end_row(&in);
		}
	}
	return end(&in);
}

static bool
write_roles(const struct compile_tables *t, sqlite3 *db, struct err *e)
{
	struct inserting in = start(db, "INSERT INTO role VALUES(?,?,?,?)", e);
	int64_t n = 0;

	for (int r = 0; r < ROLE_NROLES; r++) {
		if (t->columns.role[r] < 0)
			continue;
		put_number(&in, n++);
		put_text(&in, role_name((enum role)r));
		put_number(&in, t->columns.role[r]);
		put_number(&in, t->columns.how[r]);
		end_row(&in);
	}
	return end(&in);
}

static bool
write_sections(const struct compile_tables *t, sqlite3 *db, struct err *e)
{
	uint32_t *count = x_calloc(t->sections.n, sizeof *count);
	struct inserting in =
	    start(db, "INSERT INTO section VALUES(?,?,?,?,?,?,?)", e);

	for (size_t i = 0; i < t->events.n; i++)
		count[t->events.section[i]]++;
	for (size_t i = 0; i < t->sections.n; i++) {
		const struct section *s = &t->sections.at[i];

		put_number(&in, (int64_t)i);
		put_text(&in, s->id);
		if (s->parent == SECTION_NONE)
			put_text(&in, NULL);
		else
			put_number(&in, s->parent);
		put_text(&in, s->title);
		put_text(&in, s->summary);
		put_number(&in, s->rank);
		put_number(&in, count[i]);
		end_row(&in);
	}
	x_free(count);
	return end(&in);
}

static bool
write_problems(const struct compile_tables *t, sqlite3 *db, struct err *e)
{
	const struct problems *p = &t->problems;
	struct inserting in =
	    start(db, "INSERT INTO problem VALUES(?,?,?,?,?,?,?,?)", e);

	for (size_t i = 0; i < p->n; i++) {
		const struct problem *at = &p->at[i];

		put_number(&in, (int64_t)i);
		put_number(&in, at->kind);
		if (at->event == PROBLEM_NO_EVENT)
			put_text(&in, NULL);
		else
			put_number(&in, (int64_t)at->event);
		put_text(&in, at->file);
		put_number(&in, (int64_t)at->line);
		put_number(&in, (int64_t)at->column);
		put_text(&in, at->what);
		put_text(&in, at->raw);
		end_row(&in);
	}
	return end(&in);
}

static bool
write_counts(const struct compile_tables *t, sqlite3 *db, struct err *e)
{
	struct inserting in = start(db, "INSERT INTO problems VALUES(?,?)", e);

	for (int k = 0; k < PROBLEM_NKINDS; k++) {
		put_number(&in, k);
		put_number(&in, (int64_t)t->problems.count[k]);
		end_row(&in);
	}
	return end(&in);
}

static bool
write_dates(const struct compile_tables *t, sqlite3 *db, struct err *e)
{
	const struct date_rule *rule = &t->dates.rule;
	struct inserting in =
	    start(db, "INSERT INTO dates VALUES(?,?,?,?,?,?,?,?,?,?)", e);

	put_number(&in, rule->order);
	put_number(&in, rule->open);
	put_number(&in, rule->pivot);
	put_number(&in, rule->near_low);
	put_number(&in, rule->near_high);
	put_number(&in, rule->compact);
	put_number(&in, rule->short_years);
	put_number(&in, t->dates.sentinel);
	put_number(&in, t->dates.unit);
	put_number(&in, t->dates.paired);
	end_row(&in);
	return end(&in);
}

struct holder {
	uint32_t id, event;
};

static int
compare_holders(const void *pa, const void *pb)
{
	const struct holder *a = pa, *b = pb;

	if (a->id != b->id)
		return a->id < b->id ? -1 : 1;
	return a->event < b->event ? -1 : a->event > b->event;
}

/* Write which event has an id, in the order of the table. */
static bool
write_ids(const struct compile_tables *t, sqlite3 *db, struct err *e)
{
	const struct events *ev = &t->events;
	struct holder *holder = malloc((ev->n + 1) * sizeof *holder);
	struct inserting in;
	size_t n = 0;

	if (holder == NULL)
		return err_set(e, ERR_MEMORY, "memory is used up");
	for (size_t i = 0; i < ev->n; i++)
		if (ev->id[i] != 0)
			holder[n++] = (struct holder){ ev->id[i], (uint32_t)i };
	qsort(holder, n, sizeof *holder, compare_holders);
	in = start(db, "INSERT INTO id VALUES(?,?)", e);
	for (size_t i = 0; i < n; i++) {
		put_number(&in, holder[i].id);
		put_number(&in, holder[i].event);
		end_row(&in);
	}
	free(holder);
	return end(&in);
}

bool
compile_tables_write(const struct compile_tables *t, sqlite3 *db, struct err *e)
{
	return write_chronicle(t, db, e) && write_columns(t, db, e) &&
	       write_composed(t, db, e) && write_roles(t, db, e) &&
	       write_sections(t, db, e) && write_problems(t, db, e) &&
	       write_counts(t, db, e) && write_dates(t, db, e) &&
	       write_ids(t, db, e);
}
