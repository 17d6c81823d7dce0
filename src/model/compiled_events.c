#include "config.h"

#include "model/compiled_events.h"

#include <assert.h>
#include <sqlite3.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/mem.h"
#include "model/compiled_schema.h"
#include "model/sql.h"

#define HOW_BITS 0x3F /* of struct events, with the precision in four */
#define HOW_PRECISION 0x0F

struct source {
	struct events_source base; /* first */
	struct compiled_db *db;
	sqlite3_stmt *find; /* NULL: not yet */
	size_t n, dated;
	uint32_t *section;
	unsigned char *first; /* entries, of nfirst chunks; NULL: not yet */
	size_t nfirst;
	unsigned char *dates; /* a chunk of them; NULL: not yet */
	size_t dates_chunk, ndates;
	int32_t day_min, day_max;
};

static bool
damaged(struct err *e)
{
	return err_set(e, ERR_FORMAT, "the file is damaged");
}

/* ---- chunks ---- */

static bool
is_day(const struct source *s, int32_t day)
{
	return day >= s->day_min && day <= s->day_max;
}

static bool
is_date(const struct source *s, int32_t first, int32_t last, unsigned how)
{
	return first <= last &&
	       (first == DATE_OPEN_START || is_day(s, first)) &&
	       (last == DATE_OPEN_END || is_day(s, last)) &&
	       (how & ~(unsigned)HOW_BITS) == 0 &&
	       (how & HOW_PRECISION) <= DATE_INTERVAL;
}

static bool
take_dates(struct source *s, const struct events *ev, size_t from, size_t n,
    const unsigned char *p)
{
	const unsigned char *last = p + 4 * n, *how = p + 8 * n;

	for (size_t i = 0; i < n; i++)
		if (!is_date(s, (int32_t)compiled_number(p + 4 * i),
			(int32_t)compiled_number(last + 4 * i), how[i]))
			return false;
	for (size_t i = 0; i < n; i++) {
		ev->first[from + i] = (int32_t)compiled_number(p + 4 * i);
		ev->last[from + i] = (int32_t)compiled_number(last + 4 * i);
	}
	memcpy(ev->how + from, how, n);
	return true;
}

/* Take n numbers that are less than limit. */
static bool
take_numbers(uint32_t *to, size_t n, uint64_t limit, const unsigned char *p)
{
	uint32_t most = 0;

	for (size_t i = 0; i < n; i++)
		most = compiled_number(p + 4 * i) > most
			   ? compiled_number(p + 4 * i)
			   : most;
	if (most >= limit)
		return false;
	for (size_t i = 0; i < n; i++)
		to[i] = compiled_number(p + 4 * i);
	return true;
}

static bool
take(struct source *s, const struct events *ev, enum events_array array,
    size_t from, size_t n, const unsigned char *p)
{
	switch (array) {
	case EVENTS_DATE:
		return take_dates(s, ev, from, n, p);
	case EVENTS_SECTION:
		return take_numbers(
		    ev->section + from, n, s->base.nsections, p);
	case EVENTS_ID:
		return take_numbers(ev->id + from, n, UINT64_C(1) << 32, p);
	case EVENTS_ORDER:
		return take_numbers(ev->order + from, n, ev->n, p);
	case EVENTS_NARRAYS:
		break;
	}
	return false;
}

static bool
fetch(struct events_source *base, const struct events *ev,
    enum events_array array, size_t from, size_t n, struct err *e)
{
	static const struct {
		enum compiled_array array;
		size_t size;
	} is[EVENTS_NARRAYS] = {
		[EVENTS_DATE] = { COMPILED_DATE, 9 },
		[EVENTS_SECTION] = { COMPILED_SECTION, 4 },
		[EVENTS_ID] = { COMPILED_ID, 4 },
		[EVENTS_ORDER] = { COMPILED_ORDER, 4 },
	};
	struct source *s = (struct source *)base;
	size_t has;
	const unsigned char *p = compiled_db_chunk(s->db, is[array].array,
	    from / EVENTS_CHUNK, n * is[array].size, &has, e);
	bool ok;

	if (p == NULL)
		return false;
	ok = take(s, ev, array, from, n, p) || damaged(e);
	compiled_db_end(s->db);
	return ok;
}

/* Have a chunk of dates, beside those that were fetched. */
static bool
have_dates(struct source *s, size_t chunk)
{
	size_t left = s->n - chunk * EVENTS_CHUNK, has;
	size_t n = left < EVENTS_CHUNK ? left : EVENTS_CHUNK;
	const unsigned char *p;

	if (s->ndates > 0 && s->dates_chunk == chunk)
		return true;
	s->ndates = 0;
	p = compiled_db_chunk(s->db, COMPILED_DATE, chunk, 9 * n, &has, NULL);
	if (p == NULL)
		return false;
	if (s->dates == NULL)
		s->dates = x_calloc(EVENTS_CHUNK, 9);
	memcpy(s->dates, p, 9 * n);
	compiled_db_end(s->db);
	s->dates_chunk = chunk;
	s->ndates = n;
	return true;
}

static bool
peek(struct events_source *base, size_t event, int32_t *first, int32_t *last,
    uint8_t *how)
{
	struct source *s = (struct source *)base;
	size_t i = event % EVENTS_CHUNK;

	if (!have_dates(s, event / EVENTS_CHUNK))
		return false;
	*first = (int32_t)compiled_number(s->dates + 4 * i);
	*last = (int32_t)compiled_number(s->dates + 4 * (s->ndates + i));
	*how = s->dates[8 * s->ndates + i];
	return is_date(s, *first, *last, *how);
}

/* ---- days ---- */

/* A day and how many events come before it. */
#define ENTRY 8

/* How many of n entries are of days before one. */
static size_t
count_before(const unsigned char *entry, size_t n, int32_t day)
{
	size_t lo = 0;

	while (lo < n) {
		size_t mid = lo + (n - lo) / 2;

		if ((int32_t)compiled_number(entry + ENTRY * mid) < day)
			lo = mid + 1;
		else
			n = mid;
	}
	return lo;
}

/* Have the first entry of each chunk. */
static bool
have_first(struct source *s)
{
	const unsigned char *p;
	size_t n;

	if (s->first != NULL)
		return true;
	p = compiled_db_chunk(s->db, COMPILED_FIRST, 0, 0, &n, NULL);
	if (p == NULL)
		return false;
	s->nfirst = n / ENTRY;
	s->first = x_malloc(n);
	memcpy(s->first, p, n);
	compiled_db_end(s->db);
	return true;
}

/* What cannot be read is taken for a chronicle without days. */
static size_t
before(struct events_source *base, int32_t day)
{
	struct source *s = (struct source *)base;
	const unsigned char *p;
	size_t chunk, n, i, found = s->dated;

	if (s->dated == 0 || !have_first(s))
		return 0;
	chunk = count_before(s->first, s->nfirst, day);
	if (chunk == 0)
		return 0;
	p = compiled_db_chunk(s->db, COMPILED_DAY, chunk - 1, 0, &n, NULL);
	if (p == NULL)
		return 0;
	i = count_before(p, n / ENTRY, day);
	if (i < n / ENTRY)
		found = compiled_number(p + ENTRY * i + 4);
	else if (chunk < s->nfirst)
		found = compiled_number(s->first + ENTRY * chunk + 4);
	compiled_db_end(s->db);
	return found < s->dated ? found : s->dated;
}

/* ---- ids ---- */

static bool
prepare_find(struct source *s)
{
	struct buf sql = BUF_INIT;
	bool ok = s->find != NULL;

	if (!ok) {
		buf_adds(&sql, "SELECT event FROM id WHERE hash=?1 AND "
			       "event>=?2 ORDER BY event LIMIT 1");
		ok = sql_prepare(s->db->db, &sql, &s->find, NULL);
		buf_fini(&sql);
	}
	return ok;
}

static bool
find(struct events_source *base, uint32_t id, size_t *event)
{
	struct source *s = (struct source *)base;
	sqlite3_int64 found = -1, from = (sqlite3_int64)*event;

	if (!prepare_find(s))
		return false;
	if (sqlite3_bind_int64(s->find, 1, id) == SQLITE_OK &&
	    sqlite3_bind_int64(s->find, 2, from) == SQLITE_OK &&
	    sqlite3_step(s->find) == SQLITE_ROW)
		found = sqlite3_column_int64(s->find, 0);
	sqlite3_reset(s->find); /* what fails is not found */
	if (found < from || found >= (sqlite3_int64)s->n)
		return false;
	*event = (size_t)found;
	return true;
}

/* ---- the whole ---- */

static void
free_source(struct events_source *base)
{
	struct source *s = (struct source *)base;

	sqlite3_finalize(s->find);
	compiled_db_close(s->db);
	x_free(s->section);
	x_free(s->first);
	x_free(s->dates);
	x_free(s);
}

bool
compiled_events_open(struct events *ev, struct compiled_db *d, size_t n,
    size_t dated, uint32_t *section, size_t nsections, struct err *e)
{
	struct source *s = x_calloc(1, sizeof *s);

	assert(dated <= n);
	s->base.fetch = fetch;
	s->base.peek = peek;
	s->base.before = before;
	s->base.find = find;
	s->base.free = free_source;
	s->base.section = section;
	s->base.nsections = nsections;
	s->db = compiled_db_share(d);
	s->n = n;
	s->dated = dated;
	s->section = section;
	s->day_min = date_day(-DATE_YEAR_MAX, 1, 1);
	/* The last winter there is ends in the year after. */
	s->day_max = date_day(DATE_YEAR_MAX + 1, 12, 31);
	return events_open(ev, &s->base, n, dated) ||
	       err_set(e, ERR_MEMORY, "memory is used up");
}
