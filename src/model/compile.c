/*
 * Everything is one transaction without a journal: what fails is thrown away.
 * Tables are filled and never changed, so that there is nothing to tidy up.
 * Bytes of pages that nothing uses are 0 (secure_delete): what was in memory
 * does not get into a file.
 */
#include "config.h"

#include "model/compile.h"

#include <sqlite3.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "model/compile_arrays.h"
#include "model/compile_tables.h"
#include "model/compiled_schema.h"
#include "model/redate.h"
#include "model/segment.h"
#include "model/segment_sql.h"
#include "model/sql.h"

struct compile {
	sqlite3 *db;
	sqlite3_stmt *event, *part; /* that insert one; NULL: not yet */
	struct compile_tables all;
	bool begun;      /* the columns are known */
	bool indexed;    /* one of them has words */
	uint32_t *words; /* of each event; NULL: none are */
	size_t room;     /* for which there are words */
	size_t *parts;   /* events of each */
	size_t nparts;
	size_t misread; /* so many events are to be dated again */
};

struct compile *
compile_open(const char *path, struct err *e)
{
	struct compile *c = x_calloc(1, sizeof *c);
	struct buf sql = BUF_INIT;
	bool ok;

	compile_tables_init(&c->all);
	if (sqlite3_open_v2(path, &c->db,
		SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
		    SQLITE_OPEN_PRIVATECACHE,
		NULL) != SQLITE_OK) {
		(void)sql_failed(c->db, e);
		compile_close(c);
		return NULL;
	}
	buf_addf(&sql,
	    "PRAGMA page_size=%d; PRAGMA journal_mode=OFF;"
	    "PRAGMA synchronous=OFF; PRAGMA secure_delete=1;"
	    "PRAGMA locking_mode=EXCLUSIVE; BEGIN IMMEDIATE;"
	    "PRAGMA application_id=%d; PRAGMA user_version=%d",
	    COMPILED_PAGE, COMPILED_APPLICATION, COMPILED_VERSION);
	ok = sql_exec(c->db, buf_cstr(&sql), e);
	buf_fini(&sql);
	if (ok)
		return c;
	compile_close(c);
	return NULL;
}

void
compile_close(struct compile *c)
{
	if (c == NULL)
		return;
	sqlite3_finalize(c->event);
	sqlite3_finalize(c->part);
	sqlite3_close(c->db);
	compile_tables_fini(&c->all);
	free(c->words);
	x_free(c->parts);
	x_free(c);
}

size_t
compile_count(const struct compile *c)
{
	return c->all.events.n;
}

/* ---- what comes with the first delivery ---- */

static bool
prepare(struct compile *c, struct err *e)
{
	struct buf sql = BUF_INIT;
	bool ok;

	buf_adds(&sql, "INSERT INTO event VALUES(?");
	for (size_t i = 1; i < c->all.columns.n; i++)
		buf_adds(&sql, ",?");
	buf_addc(&sql, ')');
	ok = sql_prepare(c->db, &sql, &c->event, e);
	buf_adds(&sql, "INSERT INTO part VALUES(?,?,?,?)");
	ok = ok && sql_prepare(c->db, &sql, &c->part, e);
	buf_fini(&sql);
	return ok;
}

/* The columns are known, and which of them have words: an index says so. */
static bool
begin(struct compile *c, struct delivery *d, struct err *e)
{
	struct compile_tables *all = &c->all;

	c->begun = true;
	columns_copy(&all->columns, &d->columns);
	all->worded = x_calloc(all->columns.n, sizeof *all->worded);
	for (size_t i = 0; d->segment != NULL && i < all->columns.n; i++) {
		all->worded[i] = segment_indexes(d->segment, i);
		c->indexed = c->indexed || all->worded[i];
	}
	all->listed = d->listed;
	all->hint = d->hint;
	d->hint = NULL;
	all->title = x_strdup(d->title);
	all->name = d->name != NULL ? x_strdup(d->name) : NULL;
	all->source = x_strdup(d->source != NULL ? d->source : "");
	return compiled_create(c->db, all->columns.n, e) && prepare(c, e);
}

/* ---- events ---- */

/* Make room for the words of n more events. */
static bool
make_room(struct compile *c, size_t n)
{
	size_t room = c->room > 0 ? c->room : 4096;
	uint32_t *words;

	while (room < c->all.events.n + n)
		room += room / 2;
	if (room == c->room)
		return true;
	words = realloc(c->words, room * sizeof *words);
	if (words == NULL)
		return false;
	c->words = words;
	c->room = room;
	return true;
}

/* Copy the index of a segment, whose events are added after it. */
static bool
copy_index(struct compile *c, struct segment *s, struct buf *pieces,
    uint64_t *total, struct err *e)
{
	uint32_t *words;
	struct word_source to;

	*total = 0;
	if (!c->indexed)
		return true;
	if (!make_room(c, s->n))
		return err_set(e, ERR_MEMORY, "memory is used up");
	words = c->words + c->all.events.n;
	compiled_index(&to, c->db, c->nparts);
	if (!segment_copy_words(s, &to, pieces, words, e))
		return false;
	for (size_t i = 0; i < s->n; i++)
		*total += words[i];
	return true;
}

/* A segment becomes a part. */
static bool
add_part(struct compile *c, struct segment *s, struct err *e)
{
	struct buf pieces = BUF_INIT;
	uint64_t total;
	bool ok = copy_index(c, s, &pieces, &total, e);

	if (ok)
		ok = (sqlite3_bind_int64(
			  c->part, 1, (sqlite3_int64)c->nparts) == SQLITE_OK &&
			 sqlite3_bind_int64(c->part, 2, (sqlite3_int64)s->n) ==
			     SQLITE_OK &&
			 sqlite3_bind_int64(c->part, 3, (sqlite3_int64)total) ==
			     SQLITE_OK &&
			 sqlite3_bind_blob64(c->part, 4, buf_cstr(&pieces),
			     pieces.n, SQLITE_STATIC) == SQLITE_OK &&
			 sql_run(c->part)) ||
		     sql_failed(c->db, e);
	buf_fini(&pieces);
	c->parts = x_reallocarray(c->parts, c->nparts + 1, sizeof *c->parts);
	c->parts[c->nparts++] = s->n;
	return ok;
}

static bool
add_event(struct compile *c, const struct record *r, const struct date *date,
    uint32_t section, uint32_t id, struct err *e)
{
	bool ok = true;

	for (size_t i = 0; ok && i < r->n; i++)
		ok = sql_bind(c->event, (int)i + 1, r->field[i]);
	if (!ok || !sql_run(c->event))
		return sql_failed(c->db, e);
	return events_add(&c->all.events, date, section, id) ||
	       err_set(e, ERR_MEMORY, "memory is used up");
}

/* Add what is in s, whose events are those of all from the first on. */
static bool
add_segment(struct compile *c, struct segment *s, const struct events *all,
    size_t first, struct err *e)
{
	struct record r;
	bool ok = add_part(c, s, e);

	record_init(&r);
	for (size_t row = 0; ok && row < s->n; row++) {
		struct date date = events_date(all, first + row);

		ok = segment_record(s, row, &r, e) &&
		     add_event(c, &r, &date, events_section(all, first + row),
			 events_id(all, first + row), e);
	}
	record_fini(&r);
	return ok;
}

static bool
add_segments(struct compile *c, struct segment *s, struct err *e)
{
	const struct events *all;
	size_t first = 0;
	bool ok = true;

	if (s == NULL)
		return true;
	all = &s->events;
	for (; ok && s != NULL; s = s->next) {
		ok = add_segment(c, s, all, first, e);
		first += s->n;
	}
	/* What was lost on the way is 0. */
	return ok && events_need_all(
			 all, EVENTS_DATES | EVENTS_SECTIONS | EVENTS_IDS, e);
}

static void
keep_sections(struct compile *c, const struct sections *from)
{
	for (size_t i = 0; i < from->n; i++) {
		const struct section *s = &from->at[i];
		uint32_t n = sections_add(&c->all.sections, str_of(s->id),
		    s->parent, str_of(s->title), str_of(s->summary));

		c->all.sections.at[n].rank = s->rank;
	}
}

bool
compile_add(struct compile *c, struct delivery *d, struct err *e)
{
	if (!c->begun && d->columns.n > 0 && !begin(c, d, e))
		return false;
	keep_sections(c, &d->sections);
	problems_move(&c->all.problems, &d->problems);
	c->all.dates = d->dates;
	c->all.date_cols = d->date_cols;
	if (d->misread > 0)
		c->misread = d->misread;
	return add_segments(c, d->segment, e);
}

const struct problems *
compile_problems(const struct compile *c)
{
	return &c->all.problems;
}

const struct dates *
compile_dates(const struct compile *c)
{
	return &c->all.dates;
}

/* ---- the end ---- */

static const struct segment_ops reading = {
	.read = segment_sql_read,
};

/* Date the events again that were misread, from their cells. */
static bool
redate(struct compile *c, struct err *e)
{
	struct compile_tables *all = &c->all;
	struct segment_sql rows = {
		.base = { .ops = &reading, .n = all->events.n },
		.db = c->db,
		.ncolumns = all->columns.n,
	};
	const struct redate_place where = {
		.segment = &rows.base,
		.column = (size_t)all->columns.role[ROLE_DATE],
		.dates = &all->dates,
		.events = &all->events,
		.sections =
		    all->columns.role[ROLE_SECTION] < 0 ? &all->sections : NULL,
		.problems = &all->problems,
	};
	struct redate r;
	bool ok = true;

	if (c->misread == 0)
		return true;
	redate_init(&r);
	redate_start(&r,
	    c->misread < all->events.n ? c->misread : all->events.n,
	    &all->problems);
	while (ok && r.at < r.end)
		ok = redate_segment(&r, &where, e);
	redate_fini(&r);
	return ok;
}

bool
compile_finish(struct compile *c, struct err *e)
{
	if (!c->begun)
		return err_set(e, ERR_FORMAT, "there is nothing to compile");
	if (!redate(c, e))
		return false;
	if (!events_sort(&c->all.events))
		return err_set(e, ERR_MEMORY, "memory is used up");
	return compile_tables_write(&c->all, c->db, e) &&
	       compile_arrays(
		   c->db, &c->all.events, c->indexed ? c->words : NULL, e) &&
	       sql_exec(c->db, "COMMIT", e);
}
