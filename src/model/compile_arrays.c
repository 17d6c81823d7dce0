#include "config.h"

#include "model/compile_arrays.h"

#include <sqlite3.h>
#include <stdint.h>

#include "base/buf.h"
#include "model/compiled_schema.h"
#include "model/sql.h"

struct writer {
	sqlite3 *db;
	sqlite3_stmt *insert;
	const struct events *ev;
	const uint32_t *words;
	struct buf bytes;
};

/* Append a number of four bytes, the lowest first. */
static void
add_number(struct buf *b, uint32_t n)
{
	for (int i = 0; i < 4; i++)
		buf_addc(b, (char)(n >> 8 * i & 0xFF));
}

/* What an array holds at i. */
static uint32_t
number_at(const struct writer *w, enum compiled_array array, size_t i)
{
	const struct events *ev = w->ev;

	switch (array) {
	case COMPILED_SECTION:
		return ev->section[i];
	case COMPILED_ID:
		return ev->id[i];
	case COMPILED_ORDER:
		return ev->order[i];
	default:
		return w->words[i];
	}
}

static void
add_chunk(struct writer *w, enum compiled_array array, size_t from, size_t to)
{
	const struct events *ev = w->ev;

	if (array != COMPILED_DATE) {
		for (size_t i = from; i < to; i++)
			add_number(&w->bytes, number_at(w, array, i));
		return;
	}
	for (size_t i = from; i < to; i++)
		add_number(&w->bytes, (uint32_t)ev->first[i]);
	for (size_t i = from; i < to; i++)
		add_number(&w->bytes, (uint32_t)ev->last[i]);
	for (size_t i = from; i < to; i++)
		buf_addc(&w->bytes, (char)ev->how[i]);
}

/* Write what was gathered, and forget it. */
static bool
write_chunk(
    struct writer *w, enum compiled_array array, size_t chunk, struct err *e)
{
	sqlite3_int64 id = (sqlite3_int64)array << 32 | (sqlite3_int64)chunk;
	bool ok = sqlite3_bind_int64(w->insert, 1, id) == SQLITE_OK &&
		  sqlite3_bind_blob64(w->insert, 2, buf_cstr(&w->bytes),
		      w->bytes.n, SQLITE_STATIC) == SQLITE_OK &&
		  sql_run(w->insert);

	buf_clear(&w->bytes);
	return ok || sql_failed(w->db, e);
}

static bool
write_array(
    struct writer *w, enum compiled_array array, size_t n, struct err *e)
{
	bool ok = true;

	for (size_t from = 0; ok && from < n; from += EVENTS_CHUNK) {
		size_t to = n - from > EVENTS_CHUNK ? from + EVENTS_CHUNK : n;

		add_chunk(w, array, from, to);
		ok = write_chunk(w, array, from / EVENTS_CHUNK, e);
	}
	return ok;
}

/* The days, and how many events come before each. */
static bool
write_days(struct writer *w, struct err *e)
{
	struct buf first = BUF_INIT;
	size_t n = 0;
	int32_t was = 0;
	bool ok = true;

	for (size_t i = 0; ok && i < w->ev->dated; i++) {
		struct date date = events_date(w->ev, w->ev->order[i]);
		int32_t day = date_key(&date);

		if (i > 0 && day == was)
			continue;
		if (n % COMPILED_DAYS == 0) {
			add_number(&first, (uint32_t)day);
			add_number(&first, (uint32_t)i);
		}
		add_number(&w->bytes, (uint32_t)day);
		add_number(&w->bytes, (uint32_t)i);
		was = day;
		if (++n % COMPILED_DAYS == 0)
			ok = write_chunk(
			    w, COMPILED_DAY, n / COMPILED_DAYS - 1, e);
	}
	if (ok && w->bytes.n > 0)
		ok = write_chunk(w, COMPILED_DAY, n / COMPILED_DAYS, e);
	buf_add(&w->bytes, first.p, first.n);
	buf_fini(&first);
	return ok && write_chunk(w, COMPILED_FIRST, 0, e);
}

bool
compile_arrays(
    sqlite3 *db, const struct events *ev, const uint32_t *words, struct err *e)
{
	struct writer w = { db, NULL, ev, words, BUF_INIT };
	struct buf sql = BUF_INIT;
	bool ok;

	buf_adds(&sql, "INSERT INTO array VALUES(?,?)");
	ok = sql_prepare(db, &sql, &w.insert, e);
	for (int a = COMPILED_DATE; ok && a <= COMPILED_ORDER; a++)
		ok = write_array(&w, (enum compiled_array)a, ev->n, e);
	ok = ok && write_days(&w, e) &&
	     (words == NULL || write_array(&w, COMPILED_WORDS, ev->n, e));
	sqlite3_finalize(w.insert);
	buf_fini(&w.bytes);
	buf_fini(&sql);
	return ok;
}
