#include "config.h"

#include "ui/undo.h"

#include "base/buf.h"
#include "base/mem.h"

struct step {
	enum undo_kind kind;
	size_t at;
	struct buf was, is;
};

struct undo {
	struct step *step; /* oldest first */
	size_t n, cap;
	size_t done;  /* the others are taken back */
	size_t bytes; /* of all */
	bool parted;
};

struct undo *
undo_new(void)
{
	return x_calloc(1, sizeof(struct undo));
}

static size_t
size_of(const struct step *s)
{
	return sizeof *s + s->was.n + s->is.n;
}

/* Forget n steps from step at on. */
static void
forget(struct undo *u, size_t at, size_t n)
{
	for (size_t i = at; i < at + n; i++) {
		u->bytes -= size_of(&u->step[i]);
		buf_fini(&u->step[i].was);
		buf_fini(&u->step[i].is);
	}
	if (n > 0)
		memmove(&u->step[at], &u->step[at + n],
		    (u->n - at - n) * sizeof *u->step);
	u->n -= n;
}

void
undo_free(struct undo *u)
{
	if (u == NULL)
		return;
	forget(u, 0, u->n);
	x_free(u->step);
	x_free(u);
}

/* Let step s be longer by what was done beside it; false if it was not. */
static bool
join(struct step *s, enum undo_kind kind, size_t at, struct str was,
    struct str is)
{
	if (kind == UNDO_ALONE || s->kind != kind)
		return false;
	if (was.n == 0 && s->was.n == 0 && at == s->at + s->is.n) {
		buf_add(&s->is, is.p, is.n);
		return true;
	}
	if (is.n > 0 || s->is.n > 0 || (at != s->at && at + was.n != s->at))
		return false;
	buf_add(&s->was, was.p, was.n);
	if (at != s->at) { /* it stood before */
		memmove(s->was.p + was.n, s->was.p, s->was.n - was.n);
		memcpy(s->was.p, was.p, was.n);
		s->at = at;
	}
	return true;
}

static void
append(struct undo *u, enum undo_kind kind, size_t at, struct str was,
    struct str is)
{
	struct step *s;

	if (u->n == u->cap) {
		u->cap = u->cap > 0 ? 2 * u->cap : 32;
		u->step = x_reallocarray(u->step, u->cap, sizeof *u->step);
	}
	s = &u->step[u->n++];
	*s = (struct step){ .kind = kind, .at = at };
	buf_add(&s->was, was.p, was.n);
	buf_add(&s->is, is.p, is.n);
	u->bytes += size_of(s);
}

void
undo_add(struct undo *u, enum undo_kind kind, size_t at, struct str was,
    struct str is)
{
	size_t old = 0;

	forget(u, u->done, u->n - u->done);
	if (!u->parted && u->n > 0 &&
	    join(&u->step[u->n - 1], kind, at, was, is))
		u->bytes += was.n + is.n;
	else
		append(u, kind, at, was, is);
	u->parted = false;
	for (size_t left = u->bytes; left > UNDO_BYTES && old + 1 < u->n; old++)
		left -= size_of(&u->step[old]);
	forget(u, 0, old);
	u->done = u->n;
}

void
undo_part(struct undo *u)
{
	u->parted = true;
}

bool
undo_back(struct undo *u, struct undo_change *c)
{
	const struct step *s;

	undo_part(u);
	if (u->done == 0)
		return false;
	s = &u->step[--u->done];
	*c = (struct undo_change){ s->at, buf_str(&s->is), buf_str(&s->was) };
	return true;
}

bool
undo_again(struct undo *u, struct undo_change *c)
{
	const struct step *s;

	undo_part(u);
	if (u->done == u->n)
		return false;
	s = &u->step[u->done++];
	*c = (struct undo_change){ s->at, buf_str(&s->was), buf_str(&s->is) };
	return true;
}
