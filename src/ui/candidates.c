#include "config.h"

#include "ui/candidates.h"

#include "base/mem.h"
#include "ui/edit.h"

#define LINE_ENOUGH 2048 /* bytes */

void
candidates_init(struct candidates *c)
{
	*c = (struct candidates){ NULL, 0, 0 };
}

void
candidates_fini(struct candidates *c)
{
	for (size_t i = 0; i < c->n; i++)
		x_free(c->text[i]);
	x_free(c->text);
	candidates_init(c);
}

void
candidates_add(struct candidates *c, const char *text)
{
	struct buf clean = BUF_INIT;

	edit_clean(&clean, str_of(text));
	if (clean.n == 0 || c->n == CANDIDATES_MAX)
		goto out;
	for (size_t i = 0; i < c->n; i++)
		if (strcmp(c->text[i], clean.p) == 0)
			goto out;
	c->text = x_reallocarray(c->text, c->n + 1, sizeof *c->text);
	c->text[c->n++] = buf_steal(&clean);
out:
	buf_fini(&clean);
}

struct str
candidates_common(const struct candidates *c)
{
	struct str first = str_of(c->text[0]);
	size_t n = first.n;

	for (size_t i = 1; i < c->n; i++) {
		size_t same = 0;

		while (same < n && c->text[i][same] == first.p[same])
			same++;
		n = same;
	}
	return (struct str){ first.p, edit_border(first, n, false) };
}

void
candidates_print(const struct candidates *c, size_t first, struct buf *out)
{
	size_t enough = out->n + LINE_ENOUGH;

	for (size_t i = 0; i < c->n && out->n < enough; i++) {
		if (i > 0)
			buf_adds(out, "  ");
		buf_adds(out, c->text[(first + i) % c->n]);
	}
}
