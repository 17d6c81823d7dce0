#include "config.h"

#include "model/kept_row.h"

#include <string.h>

#include "base/utf8.h"
#include "model/marks.h"

bool
kept_list_name(struct str name)
{
	bool ok = name.n > 0 && name.n <= BOOKMARK_NAME_MAX &&
		  str_trim(name).n == name.n && utf8_check(name) == name.n;

	for (size_t i = 0; ok && i < name.n; i++)
		ok = (unsigned char)name.p[i] >= 0x20 && name.p[i] != ';';
	return ok;
}

/* Is one of its reading lists called so? */
static bool
is_listed(const struct query_node *node, struct fold_map *map, struct str list)
{
	struct str one;

	while (str_split(&list, ';', &one))
		if (node->whole ? str_eq(one, str_of(node->value))
				: query_words_in(node, map, one))
			return true;
	return false;
}

bool
kept_row_is(const struct query_node *node, struct fold_map *map,
    const struct bookmark *row)
{
	if (node->kind == QUERY_NOTE)
		return row->note.n > 0 && query_words_in(node, map, row->note);
	if (node->kind == QUERY_LIST)
		return is_listed(node, map, row->list);
	if (strcmp(node->value, "listed") == 0)
		return row->list.n > 0;
	if (strcmp(node->value, "note") == 0)
		return row->note.n > 0;
	return row->marked;
}
