#include "config.h"

#include "model/sections.h"

#include <assert.h>

#include "base/mem.h"
#include "model/events.h"

#define SLOTS_MIN 64 /* a power of two, as all sizes of the table are */

/* Ids are C strings, so they end at a NUL wherever they come from. */
static struct str
id_of(struct str s)
{
	const char *nul = s.n > 0 ? memchr(s.p, '\0', s.n) : NULL;

	return nul != NULL ? (struct str){ s.p, (size_t)(nul - s.p) } : s;
}

/* FNV-1a, 64 bits (draft-eastlake-fnv). */
static uint64_t
hash(struct str s)
{
	uint64_t h = UINT64_C(14695981039346656037);

	for (size_t i = 0; i < s.n; i++) {
		h ^= (unsigned char)s.p[i];
		h *= UINT64_C(1099511628211);
	}
	return h ^ h >> 32;
}

/* The slot that holds id, or the free one where it belongs. */
static uint32_t *
slot_of(const struct sections *s, struct str id)
{
	size_t i = (size_t)hash(id) & (s->nslots - 1);

	while (s->slot[i] != 0 && !str_eq(str_of(s->at[s->slot[i] - 1].id), id))
		i = (i + 1) & (s->nslots - 1);
	return &s->slot[i];
}

/* Keep the table at most half full with one more section. */
static void
make_room(struct sections *s)
{
	if (s->n == s->cap) {
		s->cap = s->cap == 0 ? 32 : s->cap * 2;
		s->at = x_reallocarray(s->at, s->cap, sizeof *s->at);
	}
	if ((s->n + 1) * 2 <= s->nslots)
		return;
	s->nslots = s->nslots == 0 ? SLOTS_MIN : s->nslots * 2;
	x_free(s->slot);
	s->slot = x_calloc(s->nslots, sizeof *s->slot);
	for (size_t i = 0; i < s->n; i++)
		*slot_of(s, str_of(s->at[i].id)) = (uint32_t)i + 1;
}

void
sections_init(struct sections *s)
{
	*s = (struct sections){ NULL, 0, 0, NULL, 0 };
}

void
sections_fini(struct sections *s)
{
	for (size_t i = 0; i < s->n; i++) {
		x_free(s->at[i].id);
		x_free(s->at[i].title);
		x_free(s->at[i].summary);
	}
	x_free(s->at);
	x_free(s->slot);
	sections_init(s);
}

uint32_t
sections_add(struct sections *s, struct str id, uint32_t parent,
    struct str title, struct str summary)
{
	struct section *new;
	uint32_t *slot;

	assert(parent == SECTION_NONE || parent < s->n);
	assert(s->n < SECTION_NONE - 1);
	make_room(s);
	id = id_of(id);
	slot = slot_of(s, id);
	assert(*slot == 0);
	if (title.n == 0)
		title = id;
	new = &s->at[s->n++];
	new->id = x_strndup(id.p, id.n);
	new->title = x_strndup(title.p, title.n);
	new->summary = x_strndup(summary.p, summary.n);
	new->parent = parent;
	new->rank = 0;
	*slot = (uint32_t)s->n;
	return *slot - 1;
}

/* Append the name of a section; *rank is that of it. */
static void
name_decade(struct buf *name, const struct date *d, int32_t *rank)
{
	int32_t year = date_year(date_key(d));

	*rank = year;
	if (events_when(d->first, d->last, d->precision) == EVENTS_UNDATED) {
		*rank = INT32_MAX;
		buf_adds(name, "undated");
	} else if (year > 0) {
		buf_addf(name, "%ds", year / 10 * 10);
	} else { /* year 0 is 1 BC */
		buf_addf(name, "%ds BC", (1 - year) / 10 * 10);
	}
}

uint32_t
sections_of_decade(struct sections *s, const struct date *d, struct buf *name)
{
	int32_t rank;
	uint32_t n;

	buf_clear(name);
	name_decade(name, d, &rank);
	n = sections_find(s, buf_str(name));
	if (n != SECTION_NONE)
		return n;
	n = sections_add(
	    s, buf_str(name), SECTION_NONE, buf_str(name), str_of(""));
	s->at[n].rank = rank;
	return n;
}

void
sections_copy(struct sections *to, const struct sections *from, size_t start)
{
	size_t n = from->n - start;

	if (n == 0)
		return;
	to->cap = to->n + n;
	to->at = x_reallocarray(to->at, to->cap, sizeof *to->at);
	for (size_t i = start; i < from->n; i++) {
		struct section *s = &to->at[to->n++];

		*s = from->at[i];
		s->id = x_strdup(s->id);
		s->title = x_strdup(s->title);
		s->summary = x_strdup(s->summary);
	}
}

void
sections_tree(const struct sections *s, uint32_t *first, uint32_t *next)
{
	for (size_t i = 0; i <= s->n; i++)
		first[i] = SECTION_NONE;
	/* From the last on, so that most go in front of all others. */
	for (size_t i = s->n; i-- > 0;) {
		uint32_t up = s->at[i].parent;
		uint32_t *to = &first[up == SECTION_NONE ? s->n : up];

		while (*to != SECTION_NONE && s->at[*to].rank < s->at[i].rank)
			to = &next[*to];
		next[i] = *to;
		*to = (uint32_t)i;
	}
}

uint32_t
sections_find(const struct sections *s, struct str id)
{
	uint32_t number;

	if (s->nslots == 0)
		return SECTION_NONE;
	number = *slot_of(s, id_of(id));
	return number != 0 ? number - 1 : SECTION_NONE;
}
