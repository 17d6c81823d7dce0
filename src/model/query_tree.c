#include "config.h"

#include "model/query_tree.h"

#include <assert.h>

#include "base/mem.h"

struct query *
query_tree_new(struct fold_map *map)
{
	struct query *q = x_calloc(1, sizeof *q);

	q->map = fold_map_share(map);
	return q;
}

void
query_tree_free(struct query *q)
{
	if (q == NULL)
		return;
	for (size_t i = 0; i < q->nowned; i++)
		x_free(q->owned[i]);
	x_free(q->owned);
	fold_map_free(q->map);
	x_free(q);
}

void *
query_tree_own(struct query *q, void *p)
{
	if (q->nowned == q->cap) {
		q->cap = q->cap > 0 ? q->cap * 2 : 16;
		q->owned = x_reallocarray(q->owned, q->cap, sizeof *q->owned);
	}
	q->owned[q->nowned++] = p;
	return p;
}

static struct query_node *
add_node(struct query *q, enum query_kind kind)
{
	struct query_node *node;

	assert(q->nnodes < QUERY_NODES_MAX);
	node = &q->node[q->nnodes++];
	*node = (struct query_node){ .kind = kind, .column = -1, .value = "" };
	return node;
}

struct query_node *
query_tree_leaf(struct query *q, enum query_kind kind, struct err *e)
{
	if (q->nleaves == QUERY_TERMS_MAX) {
		err_set(e, ERR_USAGE, "more than %d terms", QUERY_TERMS_MAX);
		return NULL;
	}
	q->nleaves++;
	return add_node(q, kind);
}

const struct query_node *
query_tree_join(struct query *q, enum query_kind kind,
    const struct query_node *left, const struct query_node *right)
{
	struct query_node *node;

	if (left == NULL || right == NULL)
		return left != NULL ? left : right;
	node = add_node(q, kind);
	node->left = left;
	node->right = right;
	return node;
}

/*
 * Twice not is nothing, so that QUERY_NODES_MAX is enough: n leaves have n - 1
 * joints, and each of these 2n - 1 has one NOT.  The NOT that is taken back
 * was the last node made, as the whole part below it was made before.
 */
const struct query_node *
query_tree_not(struct query *q, const struct query_node *node)
{
	struct query_node * not ;

	if (node == NULL)
		return NULL;
	if (node->kind == QUERY_NOT) {
		assert(node == &q->node[q->nnodes - 1]);
		q->nnodes--;
		return node->left;
	}
	not = add_node(q, QUERY_NOT);
	not ->left = node;
	return not ;
}
