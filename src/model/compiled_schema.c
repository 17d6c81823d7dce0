#include "config.h"

#include "model/compiled_schema.h"

#include <sqlite3.h>

#include "base/buf.h"
#include "base/str.h"
#include "model/segment_sql.h"
#include "model/sql.h"
#include "model/wordcopy.h"

/* All tables but that of the events, which comes last. */
static const struct {
	const char *name, *columns;
} tables[] = {
	{ "chronicle", "(title,name,source,events,dated,cols,listed)" },
	{ "column", "(id INTEGER PRIMARY KEY,name,word,composed,"
		    "date_order,pivot,hint)" },
	{ "composed", "(id INTEGER PRIMARY KEY,column,part)" },
	{ "role", "(id INTEGER PRIMARY KEY,name,column,how)" },
	{ "section", "(id INTEGER PRIMARY KEY,name,parent,title,summary,"
		     "rank,events)" },
	{ "problem", "(id INTEGER PRIMARY KEY,kind,event,file,line,column,"
		     "what,raw)" },
	{ "problems", "(kind INTEGER PRIMARY KEY,count)" },
	{ "dates", "(date_order,open,pivot,near_low,near_high,compact,"
		   "short_years,sentinel,unit,paired)" },
	{ "part", "(id INTEGER PRIMARY KEY,events,words,pieces)" },
	{ "array", "(id INTEGER PRIMARY KEY,data)" },
	{ "id", "(hash,event,PRIMARY KEY(hash,event)) WITHOUT ROWID" },
	{ "page", "(id INTEGER PRIMARY KEY,block)" },
	{ "start", "(segid,term,pgno,PRIMARY KEY(segid,term)) WITHOUT ROWID" },
};

#define NTABLES (sizeof tables / sizeof tables[0])

/* Tell table i as SQLite keeps it; false if there are no more. */
static bool
tell_table(size_t i, size_t ncolumns, struct str *name, struct buf *sql)
{
	buf_clear(sql);
	if (i > NTABLES || (i == NTABLES && ncolumns == 0))
		return false;
	*name = str_of(i < NTABLES ? tables[i].name : "event");
	buf_addf(sql, "CREATE TABLE %s", name->p);
	if (i < NTABLES) {
		buf_adds(sql, tables[i].columns);
		return true;
	}
	buf_addc(sql, '(');
	segment_sql_columns(sql, ncolumns);
	buf_addc(sql, ')');
	return true;
}

bool
compiled_create(sqlite3 *db, size_t ncolumns, struct err *e)
{
	struct buf sql = BUF_INIT;
	struct str name;
	bool ok = true;

	for (size_t i = 0; ok && tell_table(i, ncolumns, &name, &sql); i++)
		ok = sql_exec(db, buf_cstr(&sql), e);
	buf_fini(&sql);
	return ok;
}

/* Is column i of the row at which the statement stands that text? */
static bool
is_text(sqlite3_stmt *row, int i, struct str text)
{
	struct str is = { .p = (const char *)sqlite3_column_text(row, i) };

	is.n = (size_t)sqlite3_column_bytes(row, i);
	return is.p != NULL && str_eq(is, text);
}

static bool
is_table(sqlite3_stmt *row, struct str name, const struct buf *sql)
{
	return is_text(row, 0, str_of("table")) && is_text(row, 1, name) &&
	       is_text(row, 2, name) && is_text(row, 3, buf_str(sql));
}

bool
compiled_check(sqlite3 *db, size_t ncolumns, struct err *e)
{
	struct buf sql = BUF_INIT;
	sqlite3_stmt *stmt = NULL;
	struct str name;
	bool ok, same = true;
	int rc = SQLITE_ROW;

	buf_adds(&sql, "SELECT type,name,tbl_name,sql FROM sqlite_master "
		       "ORDER BY rowid");
	ok = sql_prepare(db, &sql, &stmt, e);
	for (size_t i = 0; ok && same && tell_table(i, ncolumns, &name, &sql);
	     i++) {
		rc = sqlite3_step(stmt);
		same = rc == SQLITE_ROW && is_table(stmt, name, &sql);
	}
	if (ok && same && ncolumns > 0) {
		rc = sqlite3_step(stmt);
		same = rc == SQLITE_DONE;
	}
	if (ok && !same && rc != SQLITE_ROW && rc != SQLITE_DONE)
		ok = sql_failed(db, e);
	else if (ok && !same)
		ok = err_set(e, ERR_FORMAT, "is no chronicle of annals");
	sqlite3_finalize(stmt);
	buf_fini(&sql);
	return ok;
}

enum { HINT_NUMBERS = 1, HINT_YEARS = 2, HINT_DAY_FIRST = 4, HINT_ALL = 7 };

void
compiled_hint_tell(const struct dates_options *hint, int64_t n[COMPILED_HINTS])
{
	n[0] = hint->order;
	n[1] = hint->has_pivot ? hint->pivot : -1;
	n[2] = (hint->numbers ? HINT_NUMBERS : 0) |
	       (hint->years ? HINT_YEARS : 0) |
	       (hint->day_first ? HINT_DAY_FIRST : 0);
}

bool
compiled_hint_take(struct dates_options *hint, const int64_t n[COMPILED_HINTS])
{
	if (n[0] < 0 || n[0] >= DATE_NORDERS || n[1] < -1 || n[1] > 99 ||
	    n[2] < 0 || n[2] > HINT_ALL)
		return false;
	*hint = (struct dates_options){
		.order = (enum date_order)n[0],
		.has_pivot = n[1] >= 0,
		.pivot = n[1] >= 0 ? (int32_t)n[1] : 0,
		.numbers = (n[2] & HINT_NUMBERS) != 0,
		.years = (n[2] & HINT_YEARS) != 0,
		.day_first = (n[2] & HINT_DAY_FIRST) != 0,
	};
	return true;
}

void
compiled_index(struct word_source *source, sqlite3 *db, size_t part)
{
	*source = (struct word_source){
		.db = db,
		.pages = "page",
		.starts = "start",
		.shift = WORD_COPY_SHIFT,
		.base = (int64_t)part * WORD_COPY_PIECES,
	};
}
