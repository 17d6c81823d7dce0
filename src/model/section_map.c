#include "config.h"

#include "model/section_map.h"

#include "base/mem.h"

void
section_map_fini(struct section_map *m)
{
	x_free(m->number);
	*m = (struct section_map){ NULL, 0, 0, false };
}

/* Add a section unless it is here.  Returns its number. */
static uint32_t
add_section(
    const struct section_map *m, struct sections *to, const struct section *s)
{
	uint32_t n = sections_find(to, str_of(s->id));

	if (n != SECTION_NONE)
		return n;
	n = sections_add(to, str_of(s->id),
	    s->parent == SECTION_NONE ? SECTION_NONE : m->number[s->parent],
	    str_of(s->title), str_of(s->summary));
	to->at[n].rank = s->rank;
	return n;
}

void
section_map_add(
    struct section_map *m, struct sections *to, const struct sections *from)
{
	while (m->cap < m->n + from->n) {
		m->cap = m->cap > 0 ? 2 * m->cap : 32;
		m->number =
		    x_reallocarray(m->number, m->cap, sizeof *m->number);
	}
	for (size_t i = 0; i < from->n; i++) {
		uint32_t n = add_section(m, to, &from->at[i]);

		m->moved = m->moved || n != m->n;
		m->number[m->n++] = n;
	}
}
