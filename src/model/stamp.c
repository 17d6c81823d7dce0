#include "config.h"

#include "model/stamp.h"

#include <stdbool.h>

#include "base/mem.h"

void
stamps_init(struct stamps *s)
{
	*s = (struct stamps){ NULL, 0, 0 };
}

void
stamps_fini(struct stamps *s)
{
	for (size_t i = 0; i < s->n; i++)
		x_free(s->at[i].path);
	x_free(s->at);
	stamps_init(s);
}

static void
append(struct stamps *s, struct stamp new)
{
	if (s->n == s->cap) {
		s->cap = s->cap == 0 ? 4 : s->cap * 2;
		s->at = x_reallocarray(s->at, s->cap, sizeof *s->at);
	}
	s->at[s->n++] = new;
}

void
stamps_add(struct stamps *s, const char *path)
{
	struct stamp new;

	if (stat(path, &new.was) != 0 || !S_ISREG(new.was.st_mode))
		return;
	new.path = x_strdup(path);
	append(s, new);
}

void
stamps_move(struct stamps *s, struct stamps *from)
{
	for (size_t i = 0; i < from->n; i++)
		append(s, from->at[i]);
	x_free(from->at);
	stamps_init(from);
}

static bool
is_same(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino &&
	       a->st_size == b->st_size &&
	       a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
	       a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

const char *
stamps_changed(const struct stamps *s)
{
	struct stat now;

	for (size_t i = 0; i < s->n; i++)
		if (stat(s->at[i].path, &now) != 0 ||
		    !is_same(&now, &s->at[i].was))
			return s->at[i].path;
	return NULL;
}
