#include "config.h"

#include "ui/scroll.h"

/* The window's top such that row is visible and no room is wasted. */
static size_t
clamp_top(const struct scroll *s, size_t top)
{
	size_t rows = (size_t)s->rows;
	size_t last = s->count > rows ? s->count - rows : 0;

	return top < last ? top : last;
}

static void
show_current(struct scroll *s)
{
	size_t rows = (size_t)s->rows;
	size_t stay = rows > 2 ? 1 : 0; /* rows of the old page that stay */

	if (s->current < s->top) {
		s->top = s->current;
		if (s->flip)
			s->top -=
			    s->top < rows - 1 - stay ? s->top : rows - 1 - stay;
	} else if (s->current >= s->top + rows) {
		s->top = s->current - (rows - 1);
		if (s->flip)
			s->top = s->current - stay;
	}
	s->top = clamp_top(s, s->top);
}

void
scroll_fit(struct scroll *s, size_t count, int rows, bool flip)
{
	s->count = count;
	s->rows = rows > 0 ? rows : 1;
	s->flip = flip;
	if (s->current >= count)
		s->current = count > 0 ? count - 1 : 0;
	s->top = clamp_top(s, s->top);
	show_current(s);
}

bool
scroll_move(struct scroll *s, enum motion m, long n)
{
	size_t was = s->current, last = s->count > 0 ? s->count - 1 : 0;
	size_t by = (size_t)(n < 0 ? -(n + 1) : n) + (n < 0 ? 1 : 0);
	size_t page = s->rows > 1 ? (size_t)s->rows - 1 : 1;

	if (m == MOTION_HALF)
		page = s->rows > 1 ? (size_t)s->rows / 2 : 1;
	if (m == MOTION_HALF || m == MOTION_PAGE)
		by = by > s->count / page ? s->count : by * page;
	if (m == MOTION_TO)
		s->current = n < 0 || by > last ? last : by;
	else if (n < 0)
		s->current = by > s->current ? 0 : s->current - by;
	else
		s->current = by > last - s->current ? last : s->current + by;

	if (m == MOTION_PAGE && s->current != was) {
		/* A page moves the window, so that reading goes on. */
		if (n > 0)
			s->top = clamp_top(s, s->top + by);
		else
			s->top -= by > s->top ? s->top : by;
	}
	show_current(s);
	return s->current != was;
}
