/*
 * Sections whose names differ in case only.
 *
 * In a column of sections that no table lists, "Visit" and "visit" are one
 * topic, called as it is written first.  This is a hash of the sections that
 * were shown, by their ids in small letters.  One thread at a time.
 */
#ifndef ANNALS_MODEL_SECTION_CASE_H
#define ANNALS_MODEL_SECTION_CASE_H

#include "base/buf.h"
#include "base/str.h"
#include "model/sections.h"

#include <stddef.h>
#include <stdint.h>

/* All zero is one of no sections. */
struct section_case {
	uint32_t *slot; /* numbers + 1, 0 is free */
	size_t n, nslots;
	struct buf name, other; /* scratch */
};

void section_case_fini(struct section_case *c);

/* Show it section n of s, the id of which no other one has in another case. */
void section_case_add(
    struct section_case *c, const struct sections *s, uint32_t n);

/* The section of s that was shown whose id is this one in any case; or
 * SECTION_NONE. */
uint32_t section_case_find(
    struct section_case *c, const struct sections *s, struct str id);

#endif
