/*
 * A chronicle made by hand, segment after segment, and queries over it: what
 * the test programs of the search share.
 */
#ifndef ANNALS_TESTS_SEARCHING_H
#define ANNALS_TESTS_SEARCHING_H

#include "model/search.h"

#include <check.h>
#include <locale.h>

#include "base/buf.h"
#include "base/mem.h"
#include "model/bitset.h"
#include "model/delivery.h"
#include "model/segment.h"

/* The columns; title, text and actors are indexed. */
enum {
	ID,
	DATE,
	SECTION,
	TITLE,
	TEXT,
	ACTORS,
	KIND,
	NUMBER,
	PUBLISHED,
	NCOLUMNS
};

static struct chronicle *c;
static struct delivery *making; /* not delivered yet; or NULL */

static inline void
setup(void)
{
	static const char *const names[NCOLUMNS] = { "id", "date", "section",
		"title", "text", "actors", "kind", "number", "published" };
	static const enum role roles[] = { ROLE_ID, ROLE_DATE, ROLE_SECTION,
		ROLE_TITLE, ROLE_TEXT, ROLE_ACTORS, ROLE_KIND };

	ck_assert(setlocale(LC_ALL, "") != NULL);
	c = chronicle_new();
	making = delivery_new();
	making->title = x_strdup("");
	making->source = x_strdup("");
	for (size_t i = 0; i < NCOLUMNS; i++)
		columns_add(&making->columns, str_of(names[i]));
	for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
		making->columns.role[roles[i]] = (int)i;
}

static inline void
teardown(void)
{
	if (making != NULL) {
		segment_free(making->segment);
		making->segment = NULL;
		delivery_free(making);
	}
	chronicle_free(c);
}

static inline struct delivery *
delivery(void)
{
	if (making == NULL)
		making = delivery_new();
	return making;
}

static inline void
add_section(const char *id, uint32_t parent, const char *title)
{
	sections_add(&delivery()->sections, str_of(id), parent, str_of(title),
	    str_of(""));
}

static inline void
add_event(const char *const *field, uint32_t section)
{
	static const bool worded[NCOLUMNS] = {
		[TITLE] = true, [TEXT] = true, [ACTORS] = true
	};
	struct str fields[NCOLUMNS];
	struct segment_row row = { .section = section };
	struct err e;

	if (delivery()->segment == NULL) {
		making->segment = segment_new(NCOLUMNS, 100, &e);
		ck_assert(making->segment != NULL);
		ck_assert(segment_index(
		    making->segment, worded, chronicle_map(c), &e));
	}
	for (size_t i = 0; i < NCOLUMNS; i++)
		fields[i] = str_of(field[i]);
	(void)date_parse(fields[DATE], &row.date, NULL);
	ck_assert_msg(
	    segment_add(making->segment, fields, &row, &e), "%s", e.text);
}

/* Let the chronicle have what was added. */
static inline void
deliver(void)
{
	struct err e;

	if (delivery()->segment != NULL)
		ck_assert(segment_seal(making->segment, NULL, &e));
	ck_assert_msg(chronicle_adopt(c, making, &e), "%s", e.text);
	making = NULL;
}

static inline struct query *
parse_typed(const char *text, bool typing)
{
	struct err e = { ERR_NONE, "" };
	size_t column;
	struct query *q = query_parse(str_of(text), chronicle_columns(c),
	    chronicle_map(c), typing, &column, &e);

	ck_assert_msg(q != NULL, "%s: %zu: %s", text, column, e.text);
	return q;
}

static inline struct query *
parse(const char *text)
{
	return parse_typed(text, false);
}

/* A search for q that is done. */
static inline struct search *
run(const struct query *q)
{
	struct err e = { ERR_NONE, "" };
	struct search *s = search_new(q, c, &e);
	bool done = false;

	ck_assert(s != NULL);
	while (!done)
		ck_assert_msg(search_step(s, &done, &e), "%s", e.text);
	ck_assert_uint_eq(search_looked(s), chronicle_count(c));
	ck_assert_uint_eq(
	    search_count(s), bitset_count(search_set(s), chronicle_count(c)));
	return s;
}

/* Append the numbers of the events that were found. */
static inline void
print_found(struct buf *out, const struct search *s)
{
	for (size_t i = 0; i < chronicle_count(c); i++)
		if (bitset_has(search_set(s), i))
			buf_addf(out, "%s%zu", out->n > 0 ? " " : "", i);
}

#endif
