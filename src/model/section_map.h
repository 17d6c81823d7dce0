/*
 * The numbers of sections that come from elsewhere, where others have been
 * made meanwhile.
 *
 * The loader numbers sections as it finds them, and sends each once; who takes
 * them may have added some of its own (model/redate.h), perhaps the same ones.
 *
 * Any thread, one at a time.
 */
#ifndef ANNALS_MODEL_SECTION_MAP_H
#define ANNALS_MODEL_SECTION_MAP_H

#include "model/sections.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All zero is one of no sections. */
struct section_map {
	uint32_t *number; /* here, by the number there; n of them */
	size_t n, cap;
	bool moved; /* one of these is another one */
};

void section_map_fini(struct section_map *m);

/* Add the next sections, whose parents have the numbers there; what is here
 * already, by its id, stays as it is. */
void section_map_add(
    struct section_map *m, struct sections *to, const struct sections *from);

#endif
