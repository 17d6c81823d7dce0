#include "config.h"

#include "ui/keymap.h"

#include "base/mem.h"
#include "base/str.h"
#include "ui/key.h"

struct binding {
	char *map;
	char *line; /* "": unbound on purpose */
	uint32_t key;
};

/* A hundred or so: looking through them takes no time that is felt. */
struct keymap {
	struct binding *binding; /* in order of binding */
	size_t n, cap;
};

const char *const *
keymap_names(size_t *n)
{
	static const char *const names[] = { KEYMAP_GLOBAL, "sections", "facet",
		"events", "text", "help", "problems", "roles", "timeline",
		"web" };

	*n = sizeof names / sizeof names[0];
	return names;
}

struct keymap *
keymap_new(void)
{
	return x_calloc(1, sizeof(struct keymap));
}

static void
binding_fini(struct binding *b)
{
	x_free(b->line);
	x_free(b->map);
}

void
keymap_free(struct keymap *m)
{
	if (m == NULL)
		return;
	for (size_t i = 0; i < m->n; i++)
		binding_fini(&m->binding[i]);
	x_free(m->binding);
	x_free(m);
}

static struct binding *
find(const struct keymap *m, const char *map, uint32_t key)
{
	for (size_t i = 0; i < m->n; i++) {
		struct binding *b = &m->binding[i];

		if (b->key == key && strcmp(b->map, map) == 0)
			return b;
	}
	return NULL;
}

static void
drop(struct keymap *m, struct binding *b)
{
	size_t after = m->n - (size_t)(b - m->binding) - 1;

	binding_fini(b);
	memmove(b, b + 1, after * sizeof *b);
	m->n--;
}

bool
keymap_bind(struct keymap *m, const char *map, const char *key,
    const char *line, struct err *e)
{
	struct str s = str_trim(str_of(line));
	struct binding *old;
	uint32_t code;

	if (!key_parse(key, &code))
		return err_set(e, ERR_USAGE, "no key '%s'", key);
	if (str_eq(s, str_of("none")))
		s.n = 0;
	if (m->n == m->cap) {
		m->cap = m->cap > 0 ? 2 * m->cap : 128;
		m->binding =
		    x_reallocarray(m->binding, m->cap, sizeof *m->binding);
	}
	/* The new one first: map and line may be lent by the old one. */
	m->binding[m->n] = (struct binding){
		.map = x_strdup(map), .line = x_strndup(s.p, s.n), .key = code
	};
	old = find(m, map, code);
	m->n++;
	if (old != NULL)
		drop(m, old);
	return true;
}

const char *
keymap_find(const struct keymap *m, const char *map, uint32_t key)
{
	const struct binding *b = find(m, map, key);

	if (b == NULL)
		b = find(m, KEYMAP_GLOBAL, key);
	return b != NULL && b->line[0] != '\0' ? b->line : NULL;
}

void
keymap_keys(
    const struct keymap *m, const char *map, const char *line, struct buf *out)
{
	bool first = true;

	if (line[0] == '\0')
		return;
	for (size_t i = 0; i < m->n; i++) {
		const struct binding *b = &m->binding[i];

		if (strcmp(b->map, map) != 0 || strcmp(b->line, line) != 0)
			continue;
		if (!first)
			buf_addc(out, ' ');
		key_print(out, b->key);
		first = false;
	}
}

void
keymap_each(const struct keymap *m, keymap_fn *fn, void *arg)
{
	for (size_t i = 0; i < m->n; i++) {
		const struct binding *b = &m->binding[i];

		fn(arg, b->map, b->key, b->line);
	}
}
