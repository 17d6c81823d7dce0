#include "config.h"

#include "model/section_case.h"

#include <string.h>

#include "base/mem.h"
#include "model/ids.h"
#include "text/lower.h"

#define SLOTS_MIN 64 /* a power of two, as all sizes of the table are */

void
section_case_fini(struct section_case *c)
{
	x_free(c->slot);
	buf_fini(&c->name);
	buf_fini(&c->other);
	*c = (struct section_case){ .slot = NULL };
}

/* Small letters in the place of what out has. */
static void
make_lower(struct buf *out, struct str id)
{
	buf_clear(out);
	lower_add(out, id);
}

/* The slot of what c->name is, or the free one where it belongs. */
static uint32_t *
slot_of(struct section_case *c, const struct sections *s)
{
	struct str name = buf_str(&c->name);
	size_t i = (size_t)ids_hash(name) & (c->nslots - 1);

	for (; c->slot[i] != 0; i = (i + 1) & (c->nslots - 1)) {
		make_lower(&c->other, str_of(s->at[c->slot[i] - 1].id));
		if (str_eq(buf_str(&c->other), name))
			break;
	}
	return &c->slot[i];
}

/* Keep the table at most half full with one more. */
static void
make_room(struct section_case *c, const struct sections *s)
{
	uint32_t *was = c->slot;
	size_t nwas = c->nslots;

	if ((c->n + 1) * 2 <= c->nslots)
		return;
	c->nslots = nwas == 0 ? SLOTS_MIN : nwas * 2;
	c->slot = x_calloc(c->nslots, sizeof *c->slot);
	for (size_t i = 0; i < nwas; i++) {
		if (was[i] == 0)
			continue;
		make_lower(&c->name, str_of(s->at[was[i] - 1].id));
		*slot_of(c, s) = was[i];
	}
	x_free(was);
}

void
section_case_add(struct section_case *c, const struct sections *s, uint32_t n)
{
	make_room(c, s);
	make_lower(&c->name, str_of(s->at[n].id));
	*slot_of(c, s) = n + 1;
	c->n++;
}

uint32_t
section_case_find(
    struct section_case *c, const struct sections *s, struct str id)
{
	const char *nul = id.n > 0 ? memchr(id.p, '\0', id.n) : NULL;
	uint32_t n;

	if (c->n == 0)
		return SECTION_NONE;
	if (nul != NULL) /* ids end there, see sections.c */
		id.n = (size_t)(nul - id.p);
	make_lower(&c->name, id);
	n = *slot_of(c, s);
	return n != 0 ? n - 1 : SECTION_NONE;
}
