/*
 * The tree of a query while it is built: query.c and its leaves, no others.
 *
 * NULL stands for a part that says nothing (not typed yet, symbols only); it
 * vanishes from what it is joined with.  Main thread.
 */
#ifndef ANNALS_MODEL_QUERY_TREE_H
#define ANNALS_MODEL_QUERY_TREE_H

#include "base/err.h"
#include "model/query_node.h"
#include "text/fold.h"

struct query {
	struct fold_map *map; /* a share of it */
	struct query_node node[QUERY_NODES_MAX];
	size_t nnodes;
	size_t nleaves;
	const struct query_node *top;
	void **owned; /* memory that nodes point at */
	size_t nowned, cap;
};

struct query *query_tree_new(struct fold_map *map);
void query_tree_free(struct query *q); /* NULL is fine */

/* A leaf without a column.  NULL with *e if there are QUERY_TERMS_MAX. */
struct query_node *query_tree_leaf(
    struct query *q, enum query_kind kind, struct err *e);

/* Nodes over others, of which any may be NULL; NULL if nothing is left. */
const struct query_node *query_tree_join(struct query *q, enum query_kind kind,
    const struct query_node *left, const struct query_node *right);
const struct query_node *query_tree_not(
    struct query *q, const struct query_node *node);

/* Give p to the query, which frees it in the end.  Returns p. */
void *query_tree_own(struct query *q, void *p);

#endif
