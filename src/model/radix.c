#include "config.h"

#include "model/radix.h"

#include <string.h>

#define KEY_BYTES 8

void
radix_start(
    struct radix *r, struct radix_item *item, struct radix_item *room, size_t n)
{
	r->from = item;
	r->to = room;
	r->n = n;
	r->at = 0;
	r->counted = false;
	r->byte = 0;
	memset(r->count, 0, sizeof r->count);
}

static unsigned
byte_of(const struct radix_item *item, unsigned byte)
{
	if (byte < KEY_BYTES)
		return item->key >> 8 * byte & 0xFF;
	return item->group >> 8 * (byte - KEY_BYTES) & 0xFF;
}

/* Make counts the places at which each value begins. */
static void
add_up(struct radix *r)
{
	for (unsigned byte = 0; byte < RADIX_BYTES; byte++) {
		size_t start = 0;

		for (unsigned v = 0; v < 256; v++) {
			size_t n = r->count[byte][v];

			r->count[byte][v] = start;
			start += n;
		}
	}
}

static void
count(struct radix *r, size_t end)
{
	for (; r->at < end; r->at++)
		for (unsigned byte = 0; byte < RADIX_BYTES; byte++)
			r->count[byte][byte_of(&r->from[r->at], byte)]++;
	if (r->at < r->n)
		return;
	add_up(r);
	r->counted = true;
	r->at = 0;
}

/* Have all items the same value there?  Then all places but the last ones
 * are 0 or n. */
static bool
is_same(const struct radix *r)
{
	const size_t *start = r->count[r->byte];

	for (unsigned v = 0; v < 256; v++)
		if (start[v] != 0 && start[v] != r->n)
			return false;
	return true;
}

static void
move(struct radix *r, size_t end)
{
	size_t *place = r->count[r->byte];

	for (; r->at < end; r->at++) {
		const struct radix_item *item = &r->from[r->at];

		r->to[place[byte_of(item, r->byte)]++] = *item;
	}
	if (r->at == r->n) {
		struct radix_item *was = r->from;

		r->from = r->to;
		r->to = was;
		r->byte++;
		r->at = 0;
	}
}

bool
radix_step(struct radix *r, size_t most)
{
	size_t end = most < r->n - r->at ? r->at + most : r->n;

	if (!r->counted) {
		count(r, end);
		return r->counted && r->n < 2;
	}
	if (r->at == 0)
		while (r->byte < RADIX_BYTES && is_same(r))
			r->byte++;
	if (r->byte < RADIX_BYTES)
		move(r, end);
	return r->byte == RADIX_BYTES;
}
