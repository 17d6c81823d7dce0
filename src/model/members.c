#include "config.h"

#include "model/members.h"

#include "model/cell.h"
#include "model/marks.h"

static bool
mark_id(bool *member, const struct sections *s, struct str id)
{
	uint32_t i = sections_find(s, id);

	if (i != SECTION_NONE)
		member[i] = true;
	return i != SECTION_NONE;
}

static bool
mark_titles(bool *member, const struct sections *s,
    const struct query_node *node, struct fold_map *map)
{
	struct buf want = BUF_INIT, title = BUF_INIT;
	bool found = false;

	cell_fold(&want, map, (struct str){ node->value, node->nvalue });
	for (size_t i = 0; i < s->n && want.n > 0; i++) {
		buf_clear(&title);
		cell_fold(&title, map, str_of(s->at[i].title));
		member[i] = str_eq(buf_str(&title), buf_str(&want));
		found = found || member[i];
	}
	buf_fini(&want);
	buf_fini(&title);
	return found;
}

static bool
begins(struct str s, struct str with)
{
	return s.n >= with.n && str_eq((struct str){ s.p, with.n }, with);
}

static void
mark_words(bool *member, const struct sections *s,
    const struct query_node *node, struct fold_map *map, struct str value)
{
	for (size_t i = 0; i < s->n; i++)
		member[i] =
		    query_words_in(node, map, str_of(s->at[i].title)) ||
		    (node->prefix && begins(str_of(s->at[i].id), value));
}

void
members_find(bool *member, const struct sections *s,
    const struct query_node *node, struct fold_map *map)
{
	struct str value = { node->value, node->nvalue };
	bool star = value.n > 0 && value.p[value.n - 1] == '*';

	for (size_t i = 0; i < s->n; i++)
		member[i] = false;
	while (value.n > 0 && value.p[value.n - 1] == '*')
		value.n--;
	if (star ||
	    (!mark_id(member, s, value) && !mark_titles(member, s, node, map)))
		mark_words(member, s, node, map, value);
	for (size_t i = 0; i < s->n; i++) { /* parents come first */
		uint32_t parent = s->at[i].parent;

		if (parent != SECTION_NONE && member[parent])
			member[i] = true;
	}
}
