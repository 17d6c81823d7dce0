/*
 * Rows are numbered from 0 and asked for in order: that the next one has the
 * next number is what holds against tables that lead round in circles.
 */
#include "config.h"

#include "model/compiled.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "model/compiled_db.h"
#include "model/compiled_events.h"
#include "model/segment.h"
#include "model/segment_sql.h"
#include "model/sql.h"

#define DATE_COLS_MAX 64 /* see model/intake.c */

struct compiled_segment {
	struct segment_sql sql; /* first; its database and statement are of */
	struct compiled_db *db;
	size_t nevents; /* of all segments */
	/* Where the words of rows were looked up last, and that chunk. */
	size_t chunk;
	unsigned char *words; /* NULL: nowhere yet */
};

struct reader {
	struct compiled_db *db;
	struct delivery *d;
	bool *worded;    /* which columns have an index */
	uint32_t *count; /* events by section */
	size_t events, dated;
	sqlite3_stmt *rows; /* of the table at hand */
	int64_t row;        /* the next one */
};

static bool
damaged(struct err *e)
{
	return err_set(e, ERR_FORMAT, "is damaged");
}

/* ---- tables ---- */

static bool
start_rows(struct reader *r, const char *text, struct err *e)
{
	struct buf sql = BUF_INIT;
	bool ok;

	sqlite3_finalize(r->rows); /* it has given what it had */
	r->rows = NULL;
	r->row = 0;
	buf_adds(&sql, text);
	ok = sql_prepare(r->db->db, &sql, &r->rows, e);
	buf_fini(&sql);
	return ok;
}

/* Go to the next row, whose first column is its number; *end: there is none.
 * False with *e. */
static bool
next_row(struct reader *r, bool *end, struct err *e)
{
	int rc = sqlite3_step(r->rows);

	*end = rc == SQLITE_DONE;
	if (*end)
		return true;
	if (rc != SQLITE_ROW)
		return sql_failed(r->db->db, e);
	return sqlite3_column_int64(r->rows, 0) == r->row++ || damaged(e);
}

static struct str
text_at(const struct reader *r, int i)
{
	struct str s = { .p = (const char *)sqlite3_column_text(r->rows, i) };

	s.n = (size_t)sqlite3_column_bytes(r->rows, i);
	return s.p != NULL ? s : str_of("");
}

static struct str
bytes_at(const struct reader *r, int i)
{
	struct str s = { .p = sqlite3_column_blob(r->rows, i) };

	s.n = (size_t)sqlite3_column_bytes(r->rows, i);
	return s.p != NULL ? s : str_of("");
}

/* A number of a row, from least to most; false if it is not. */
static bool
number_at(
    const struct reader *r, int i, int64_t least, int64_t most, int64_t *n)
{
	*n = sqlite3_column_int64(r->rows, i);
	return *n >= least && *n <= most;
}

/* The next column is composed of these; false if it cannot be. */
static bool
compose(struct columns *c, const enum role *composed, const int *part,
    size_t *nparts)
{
	size_t i = c->n - c->nfile;

	if (*nparts < 2)
		return false;
	columns_add_composed(c, composed[i], part, *nparts);
	*nparts = 0;
	return true;
}

/* A part of a column, of which all parts come one after another. */
static bool
compose_next(struct columns *c, const enum role *composed, size_t column,
    int *part, size_t *nparts, int number)
{
	if (column == c->n + 1 && !compose(c, composed, part, nparts))
		return false;
	if (column != c->n)
		return false;
	for (size_t i = 0; i < *nparts; i++)
		if (part[i] == number)
			return false;
	part[(*nparts)++] = number;
	return true;
}

/* Take what is known of the dates in column i, at which the rows stand. */
static bool
take_hint(struct reader *r, size_t i)
{
	int64_t n[COMPILED_HINTS];

	for (int k = 0; k < COMPILED_HINTS; k++)
		n[k] = sqlite3_column_int64(r->rows, 4 + k);
	r->d->hint = x_reallocarray(r->d->hint, i + 1, sizeof *r->d->hint);
	return compiled_hint_take(&r->d->hint[i], n);
}

/* Take the columns of the file, and learn which ones are composed. */
static bool
read_columns(struct reader *r, size_t *n, enum role *composed, struct err *e)
{
	struct columns *columns = &r->d->columns;
	bool end = false;

	if (!start_rows(r,
		"SELECT id,name,word,composed,date_order,pivot,hint "
		"FROM column ORDER BY id",
		e))
		return false;
	for (*n = 0; next_row(r, &end, e) && !end; ++*n) {
		size_t ncomposed = *n - columns->n;

		if (*n == SEGMENT_COLUMNS_MAX || !take_hint(r, *n))
			return damaged(e);
		r->worded =
		    x_reallocarray(r->worded, *n + 1, sizeof *r->worded);
		r->worded[*n] = sqlite3_column_int(r->rows, 2) != 0;
		if (sqlite3_column_type(r->rows, 3) == SQLITE_NULL &&
		    ncomposed == 0) {
			columns_add(columns, text_at(r, 1));
			continue;
		}
		if (ncomposed == ROLE_NROLES)
			return damaged(e);
		composed[ncomposed] = role_find(text_at(r, 3));
		if (composed[ncomposed] == ROLE_NROLES)
			return damaged(e);
	}
	return end && (columns->n > 0 || damaged(e));
}

/* Compose columns of their parts, of which each is there once. */
static bool
read_composed(
    struct reader *r, size_t n, const enum role *composed, struct err *e)
{
	struct columns *columns = &r->d->columns;
	int *part = x_calloc(columns->nfile, sizeof *part);
	size_t nparts = 0;
	bool end = false,
	     ok = start_rows(
		 r, "SELECT id,column,part FROM composed ORDER BY id", e);
	int64_t column, number;

	while (ok && next_row(r, &end, e) && !end) {
		ok = number_at(r, 1, 0, (int64_t)n - 1, &column) &&
		     number_at(r, 2, 0, (int64_t)columns->nfile - 1, &number) &&
		     compose_next(columns, composed, (size_t)column, part,
			 &nparts, (int)number);
		if (!ok)
			(void)damaged(e);
	}
	if (ok && end && nparts > 0)
		ok = compose(columns, composed, part, &nparts) || damaged(e);
	x_free(part);
	return ok && end && (columns->n == n || damaged(e));
}

static bool
read_all_columns(struct reader *r, struct err *e)
{
	enum role composed[ROLE_NROLES];
	size_t n;

	return read_columns(r, &n, composed, e) &&
	       compiled_check(r->db->db, n, e) &&
	       read_composed(r, n, composed, e);
}

static bool
read_roles(struct reader *r, struct err *e)
{
	struct columns *columns = &r->d->columns;
	bool end = false;

	if (!start_rows(
		r, "SELECT id,name,column,how FROM role ORDER BY id", e))
		return false;
	while (next_row(r, &end, e) && !end) {
		enum role role = role_find(text_at(r, 1));
		int64_t column, how;

		if (role == ROLE_NROLES ||
		    !number_at(r, 2, 0, (int64_t)columns->n - 1, &column) ||
		    !number_at(r, 3, 0, ROLE_HOW_VALUES, &how))
			return damaged(e);
		columns->role[role] = (int)column;
		columns->how[role] = (enum role_how)how;
	}
	return end;
}

static bool
read_sections(struct reader *r, struct err *e)
{
	struct sections *to = &r->d->sections;
	bool end = false;

	if (!start_rows(r,
		"SELECT id,name,parent,title,summary,rank,events FROM section "
		"ORDER BY id",
		e))
		return false;
	while (next_row(r, &end, e) && !end) {
		int64_t parent = SECTION_NONE, rank, events;
		uint32_t n = (uint32_t)to->n;

		if ((sqlite3_column_type(r->rows, 2) != SQLITE_NULL &&
			!number_at(r, 2, 0, (int64_t)n - 1, &parent)) ||
		    !number_at(r, 5, INT32_MIN, INT32_MAX, &rank) ||
		    !number_at(r, 6, 0, (int64_t)r->events, &events) ||
		    sections_find(to, text_at(r, 1)) != SECTION_NONE)
			return damaged(e);
		(void)sections_add(to, text_at(r, 1), (uint32_t)parent,
		    text_at(r, 3), text_at(r, 4));
		to->at[n].rank = (int32_t)rank;
		r->count = x_reallocarray(r->count, to->n, sizeof *r->count);
		r->count[n] = (uint32_t)events;
	}
	return end;
}

/* Every event is in a section. */
static bool
check_counts(const struct reader *r, struct err *e)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < r->d->sections.n; i++)
		sum += r->count[i];
	return sum == r->events || damaged(e);
}

static char *
copy_text(const struct reader *r, int i)
{
	return x_strndup(text_at(r, i).p, text_at(r, i).n);
}

/* Add the problem at which the statement stands; false if it is none. */
static bool
add_problem(struct reader *r)
{
	struct problems *to = &r->d->problems;
	bool about = sqlite3_column_type(r->rows, 2) != SQLITE_NULL;
	int64_t kind, event = 0, line, column;
	char *file, *what;

	if (!number_at(r, 1, 0, PROBLEM_NKINDS - 1, &kind) ||
	    (about && !number_at(r, 2, 0, (int64_t)r->events - 1, &event)) ||
	    !number_at(r, 4, 0, INT64_MAX, &line) ||
	    !number_at(r, 5, 0, INT64_MAX, &column))
		return false;
	file = copy_text(r, 3);
	what = copy_text(r, 6);
	to->event = about ? (size_t)event : PROBLEM_NO_EVENT;
	problems_add(to, (enum problem_kind)kind, file, (size_t)line,
	    (size_t)column, what, text_at(r, 7));
	x_free(file);
	x_free(what);
	return true;
}

static bool
read_problems(struct reader *r, struct err *e)
{
	bool end = false;

	if (!start_rows(r,
		"SELECT id,kind,event,file,line,column,what,raw FROM problem "
		"ORDER BY id",
		e))
		return false;
	while (next_row(r, &end, e) && !end)
		if (!add_problem(r))
			return damaged(e);
	return end;
}

/* How many there were, with those that were too many to be listed. */
static bool
read_problem_counts(struct reader *r, struct err *e)
{
	size_t *count = r->d->problems.count;
	bool end = false;
	int64_t n;

	if (!start_rows(r, "SELECT kind,count FROM problems ORDER BY kind", e))
		return false;
	for (int kind = 0; next_row(r, &end, e) && !end; kind++) {
		if (kind == PROBLEM_NKINDS ||
		    !number_at(r, 1, (int64_t)count[kind], INT64_MAX, &n))
			return damaged(e);
		count[kind] = (size_t)n;
	}
	return end;
}

/* How dates are written, for who has the text of one and no event. */
static bool
read_dates(struct reader *r, struct err *e)
{
	struct dates *dates = &r->d->dates;
	struct date_rule *rule = &dates->rule;
	int64_t n[10];
	bool end;

	if (!start_rows(r,
		"SELECT 0,date_order,open,pivot,near_low,near_high,compact,"
		"short_years,sentinel,unit,paired FROM dates",
		e) ||
	    !next_row(r, &end, e))
		return false;
	for (int i = 0; i < 10; i++)
		if (end ||
		    !number_at(r, i + 1, -DATE_YEAR_MAX, DATE_YEAR_MAX, &n[i]))
			return damaged(e);
	if (n[0] < 0 || n[0] >= DATE_NORDERS || n[7] < -1 ||
	    n[7] >= DATES_SENTINELS || n[8] < 0 || n[8] >= DATES_NUNITS)
		return damaged(e);
	*rule =
	    (struct date_rule){ (enum date_order)n[0], n[1] != 0, (int32_t)n[2],
		    (int32_t)n[3], (int32_t)n[4], n[5] != 0, n[6] != 0 };
	dates->sentinel = (int)n[7];
	dates->unit = (enum dates_unit)n[8];
	dates->paired = n[9] != 0;
	dates->settled = true;
	return true;
}

/* What is true of all, and how much there is: no event takes no byte. */
static bool
read_chronicle(struct reader *r, struct err *e)
{
	int64_t events, dated, cols, last;
	bool end;

	if (!start_rows(r,
		"SELECT 0,title,name,source,events,dated,cols,"
		"ifnull((SELECT max(rowid) FROM event),0),listed "
		"FROM chronicle",
		e) ||
	    !next_row(r, &end, e))
		return false;
	if (end || !number_at(r, 4, 0, r->db->size / 2, &events) ||
	    !number_at(r, 5, 0, events, &dated) ||
	    !number_at(r, 6, 0, DATE_COLS_MAX, &cols) ||
	    !number_at(r, 7, events, events, &last))
		return damaged(e);
	r->d->title = copy_text(r, 1);
	if (sqlite3_column_type(r->rows, 2) != SQLITE_NULL)
		r->d->name = copy_text(r, 2);
	r->d->source = copy_text(r, 3);
	r->d->date_cols = (int)cols;
	r->d->listed = sqlite3_column_int(r->rows, 8) != 0;
	r->events = (size_t)events;
	r->dated = (size_t)dated;
	return true;
}

/* ---- segments ---- */

static void
free_segment(struct segment *seg)
{
	struct compiled_segment *s = (struct compiled_segment *)seg;

	word_index_fini(&s->sql.words);
	events_fini(&seg->events);
	compiled_db_close(s->db);
	free(s->words);
	free(s);
}

static const struct segment_ops ops = {
	.record = segment_sql_record,
	.indexes = segment_sql_indexes,
	.scan = segment_sql_scan,
	.read = segment_sql_read,
	.match = segment_sql_match,
	.words = segment_sql_words,
	.walk = segment_sql_walk,
	.total = segment_sql_total,
	.copy = segment_sql_copy,
	.free = free_segment,
};

/* Have the chunk of words that an event is in. */
static bool
fetch_words(struct compiled_segment *s, size_t chunk, struct err *e)
{
	size_t left = s->nevents - chunk * EVENTS_CHUNK;
	size_t bytes = 4 * (left < EVENTS_CHUNK ? left : EVENTS_CHUNK);
	const unsigned char *p;

	if (s->words == NULL)
		s->words = malloc(4 * EVENTS_CHUNK);
	if (s->words == NULL)
		return err_set(e, ERR_MEMORY, "memory is used up");
	p = compiled_db_chunk(s->db, COMPILED_WORDS, chunk, bytes, &bytes, e);
	if (p == NULL) {
		free(s->words);
		s->words = NULL;
		return false;
	}
	memcpy(s->words, p, bytes);
	compiled_db_end(s->db);
	s->chunk = chunk;
	return true;
}

/* How many words of a row are in the index. */
static bool
count_words(void *arg, size_t row, uint64_t *words, struct err *e)
{
	struct compiled_segment *s = arg;
	size_t event = s->sql.before + row;

	if ((s->words == NULL || s->chunk != event / EVENTS_CHUNK) &&
	    !fetch_words(s, event / EVENTS_CHUNK, e))
		return false;
	*words = compiled_number(s->words + event % EVENTS_CHUNK * 4);
	return true;
}

/* Give the segment that a part is, of n events; NULL with *e. */
static struct segment *
make_segment(struct reader *r, struct word_own *own, size_t before, size_t n,
    struct err *e)
{
	struct compiled_segment *s = calloc(1, sizeof *s);

	if (s == NULL) {
		err_set(e, ERR_MEMORY, "memory is used up");
		return NULL;
	}
	s->db = compiled_db_share(r->db);
	s->nevents = r->events;
	s->sql = (struct segment_sql){
		.base = { .ops = &ops, .n = n },
		.db = r->db->db,
		.select = r->db->event,
		.ncolumns = r->d->columns.n,
		.before = before,
	};
	events_init(&s->sql.base.events);
	own->size = count_words;
	own->arg = s;
	word_index_init(&s->sql.words, r->db->db);
	if (word_index_open(&s->sql.words, r->worded, r->d->columns.n, own, e))
		return &s->sql.base;
	free_segment(&s->sql.base);
	return NULL;
}

/* Make a segment of each part, and a list of them. */
static bool
read_parts(struct reader *r, struct err *e)
{
	struct segment **last = &r->d->segment;
	size_t before = 0;
	bool end = false;
	int64_t n, words;

	if (!segment_sql_select(r->db->db, r->d->columns.n, &r->db->event, e) ||
	    !start_rows(
		r, "SELECT id,events,words,pieces FROM part ORDER BY id", e))
		return false;
	while (next_row(r, &end, e) && !end) {
		struct word_own own = { .arg = NULL };

		if (!number_at(r, 1, 1, SEGMENT_ROWS_MAX, &n) ||
		    !number_at(r, 2, 0, INT64_MAX, &words) ||
		    (size_t)n > r->events - before)
			return damaged(e);
		compiled_index(&own.source, r->db->db, (size_t)r->row - 1);
		own.source.pieces = bytes_at(r, 3);
		own.total = (uint64_t)words;
		*last = make_segment(r, &own, before, (size_t)n, e);
		if (*last == NULL)
			return false;
		before += (size_t)n;
		last = &(*last)->next;
	}
	return end && (before == r->events || damaged(e));
}

static bool
make_events(struct reader *r, struct err *e)
{
	uint32_t *count = r->count;

	if (r->d->segment == NULL)
		return true;
	r->count = NULL; /* it is taken */
	return compiled_events_open(&r->d->segment->events, r->db, r->events,
	    r->dated, count, r->d->sections.n, e);
}

/* ---- the whole ---- */

static bool
read_all(struct reader *r, struct err *e)
{
	return read_chronicle(r, e) && read_all_columns(r, e) &&
	       read_roles(r, e) && read_sections(r, e) && check_counts(r, e) &&
	       read_problems(r, e) && read_problem_counts(r, e) &&
	       read_dates(r, e) && read_parts(r, e) && make_events(r, e);
}

struct delivery *
compiled_open(const char *path, struct err *e)
{
	struct reader r = { .db = compiled_db_open(path, e) };
	bool ok = r.db != NULL;

	if (ok) {
		r.d = delivery_new();
		r.d->last = r.d->compiled = true;
		ok = read_all(&r, e);
	}
	sqlite3_finalize(r.rows); /* it has given what it had */
	x_free(r.count);
	x_free(r.worded);
	compiled_db_close(r.db);
	if (ok)
		return r.d;
	delivery_free(r.d);
	err_in(e, "%s", path);
	return NULL;
}

char *
compiled_name(const char *path)
{
	struct reader r = { .db = compiled_db_open(path, NULL) };
	char *name = NULL;
	bool end;

	if (r.db != NULL &&
	    start_rows(&r, "SELECT 0,name FROM chronicle", NULL) &&
	    next_row(&r, &end, NULL) && !end && text_at(&r, 1).n > 0)
		name = copy_text(&r, 1);
	sqlite3_finalize(r.rows); /* it has given what it had */
	compiled_db_close(r.db);
	return name;
}
