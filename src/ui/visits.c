#include "config.h"

#include "ui/visits.h"

#include <string.h>

#include "base/mem.h"
#include "ui/fields.h"

/*
 * Keys lie in key[] as they came; one that came again leaves a 0 behind.  That
 * and those that are too many are cleared away when there is no room left, not
 * with each key.
 */
#define KEYS (2 * VISITS_MAX)
#define SLOTS ((size_t)1 << 15) /* a power of two, never half full */
#define DIGITS 8

struct visits {
	uint32_t key[KEYS];
	size_t end;           /* of key[] */
	size_t n;             /* that are not 0 */
	uint16_t slot[SLOTS]; /* where a key lies, from 1; 0 is free */
};

struct visits *
visits_new(void)
{
	return x_calloc(1, sizeof(struct visits));
}

void
visits_free(struct visits *v)
{
	x_free(v);
}

uint32_t
visits_key(const struct chronicle *c, size_t n)
{
	const struct events *ev = chronicle_events(c);
	uint32_t id = events_id(ev, n);
	uint32_t h = 0x9E3779B9u * ((uint32_t)n + 1);
	struct date d;

	if (id != 0)
		return id;
	d = events_date(ev, n);
	h = (h ^ (uint32_t)d.first) * 0x85EBCA6Bu;
	h = (h ^ h >> 15 ^ (uint32_t)d.last) * 0xC2B2AE35u;
	h ^= h >> 16;
	return h != 0 ? h : 1;
}

/* The slot of a key: where it is, or the free one where it belongs. */
static size_t
find(const struct visits *v, uint32_t key)
{
	size_t i = key & (SLOTS - 1);

	while (v->slot[i] != 0 && v->key[v->slot[i] - 1] != key)
		i = (i + 1) & (SLOTS - 1);
	return i;
}

bool
visits_has(const struct visits *v, uint32_t key)
{
	return v->slot[find(v, key)] != 0;
}

size_t
visits_count(const struct visits *v)
{
	return v->n;
}

/* Make room at the end: the holes go, and all but the last ones. */
static void
tidy(struct visits *v)
{
	size_t over = v->n > VISITS_MAX ? v->n - VISITS_MAX : 0, n = 0;

	memset(v->slot, 0, sizeof v->slot);
	for (size_t i = 0; i < v->end; i++) {
		uint32_t key = v->key[i];

		if (key == 0)
			continue;
		if (over > 0)
			over--;
		else
			v->key[n++] = key;
	}
	v->end = v->n = n;
	for (size_t i = 0; i < n; i++)
		v->slot[find(v, v->key[i])] = (uint16_t)(i + 1);
}

void
visits_add(struct visits *v, uint32_t key)
{
	size_t i;

	if (key == 0 || (v->end > 0 && v->key[v->end - 1] == key))
		return;
	if (v->end == KEYS)
		tidy(v);
	i = find(v, key);
	if (v->slot[i] != 0)
		v->key[v->slot[i] - 1] = 0;
	else
		v->n++;
	v->key[v->end++] = key;
	v->slot[i] = (uint16_t)v->end;
}

void
visits_add_all(struct visits *v, const struct visits *more)
{
	for (size_t i = 0; i < more->end; i++)
		visits_add(v, more->key[i]);
}

void
visits_print(const struct visits *v, struct buf *out)
{
	size_t over = v->n > VISITS_MAX ? v->n - VISITS_MAX : 0;

	for (size_t i = 0; i < v->end; i++) {
		if (v->key[i] == 0)
			continue;
		if (over > 0)
			over--;
		else
			buf_addf(out, "%0*X\n", DIGITS, (unsigned)v->key[i]);
	}
}

static uint32_t
parse_key(struct str s)
{
	static const char digits[] = "0123456789ABCDEF";
	uint32_t key = 0;

	if (s.n != DIGITS)
		return 0;
	for (size_t i = 0; i < DIGITS; i++) {
		const char *at = memchr(digits, s.p[i], sizeof digits - 1);

		if (at == NULL)
			return 0;
		key = key << 4 | (uint32_t)(at - digits);
	}
	return key;
}

void
visits_parse(struct visits *v, struct str lines)
{
	struct str line;

	while (fields_line(&lines, &line))
		visits_add(v, parse_key(line));
}
