/*
 * A segment that refuses what it is asked for, as if memory were used up: what
 * the tests of failures share.
 */
#ifndef ANNALS_TESTS_REFUSING_H
#define ANNALS_TESTS_REFUSING_H

#include "model/segment.h"

static inline bool
refuse_record(struct segment *s, size_t row, struct record *r, struct err *e)
{
	(void)s;
	(void)row;
	(void)r;
	return err_set(e, ERR_MEMORY, "refused");
}

static inline bool
refuse_match(struct segment *s, const struct segment_term *t, uint64_t *set,
    size_t *count, struct err *e)
{
	(void)s;
	(void)t;
	(void)set;
	(void)count;
	return err_set(e, ERR_MEMORY, "refused");
}

static inline bool
refuse_read(struct segment *s, size_t column, size_t *row, segment_take fn,
    void *arg, struct err *e)
{
	(void)s;
	(void)column;
	(void)row;
	(void)fn;
	(void)arg;
	return err_set(e, ERR_MEMORY, "refused");
}

static inline struct word_walk *
refuse_walk(
    struct segment *s, const struct word_walk_setup *walk, struct err *e)
{
	(void)s;
	(void)walk;
	(void)err_set(e, ERR_MEMORY, "refused");
	return NULL;
}

/* Let a segment do all by ops, to be set to the above. */
static inline void
refuse_by(struct segment *s, struct segment_ops *ops)
{
	*ops = *s->ops;
	s->ops = ops;
}

#endif
