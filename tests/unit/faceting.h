/*
 * A facet of a chronicle made by hand: what the test programs of facets share.
 */
#ifndef ANNALS_TESTS_FACETING_H
#define ANNALS_TESTS_FACETING_H

#include "unit/searching.h"

#include "model/facet.h"

static struct facet *f;

static inline void
setup_facet(void)
{
	setup();
	f = NULL;
}

static inline void
teardown_facet(void)
{
	facet_free(f);
	teardown();
}

/* An event with these actors and that kind. */
static inline void
add(const char *actors, const char *kind)
{
	const char *field[NCOLUMNS] = { "", "", "", "", "", actors, kind, "",
		"" };

	if (chronicle_sections(c)->n == 0 && delivery()->sections.n == 0)
		add_section("all", SECTION_NONE, "All");
	add_event(field, 0);
}

static inline void
open_facet(const char *name)
{
	struct err e = { ERR_NONE, "" };
	struct field field;

	ck_assert(field_find_column(chronicle_columns(c), chronicle_map(c),
	    str_of(name), false, &field));
	f = facet_new(c, &field, &e);
	ck_assert_msg(f != NULL, "%s", e.text);
}

static inline void
read_all(void)
{
	struct err e = { ERR_NONE, "" };

	while (facet_running(f))
		ck_assert_msg(facet_step(f, &e), "%s", e.text);
	ck_assert_uint_eq(facet_looked(f), chronicle_count(c));
}

/* The result of a query, "" for all, in a section. */
static inline void
build(struct result *r, const char *query, uint32_t section)
{
	struct err e = { ERR_NONE, "" };
	struct query *q = parse(query);
	struct search *s = run(q);

	result_init(r);
	ck_assert(result_filter(r, c, section, search_set(s), &e));
	search_free(s);
	query_free(q);
}

#endif
