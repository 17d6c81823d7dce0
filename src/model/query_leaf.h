/*
 * One term of a query: what a value means behind a name and an operator.
 * Main thread.
 */
#ifndef ANNALS_MODEL_QUERY_LEAF_H
#define ANNALS_MODEL_QUERY_LEAF_H

#include "base/err.h"
#include "model/query_field.h"
#include "model/query_lex.h"
#include "model/query_tree.h"

#include <stdbool.h>

struct query_term {
	struct field field;
	enum lex_operator op; /* LEX_COLON for FIELD_ANY */
	struct str text;      /* the value as typed, without quotes */
	size_t start, end;    /* where it stands in the query, with them */
	bool quoted;
	bool star;       /* a star stands behind the quotes */
	bool unfinished; /* it may go on: the end while typing */
};

/*
 * Make the leaf for a term.  *out is NULL if it says nothing, which only a
 * bare word without a field or what is unfinished may.  False with *e for a
 * mistake.
 */
bool query_leaf_make(struct query *q, struct fold_map *map,
    const struct query_term *t, const struct query_node **out, struct err *e);

/* Append a piece of a query as a message shows it: quoted, clean, short. */
void query_leaf_show(struct buf *out, struct str text);

#endif
