#include "config.h"

#include "ui/history.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "text/glyph.h"

struct line {
	char *text;
	bool own; /* added here, not read from the file */
};

struct history {
	struct line *line; /* oldest first */
	size_t n, cap, max;
};

struct history *
history_new(size_t max)
{
	struct history *h = x_calloc(1, sizeof *h);

	h->max = max;
	return h;
}

void
history_free(struct history *h)
{
	if (h == NULL)
		return;
	for (size_t i = 0; i < h->n; i++)
		x_free(h->line[i].text);
	x_free(h->line);
	x_free(h);
}

/* Drop n lines from line at on. */
static void
drop(struct history *h, size_t at, size_t n)
{
	if (n == 0)
		return;
	for (size_t i = at; i < at + n; i++)
		x_free(h->line[i].text);
	memmove(
	    &h->line[at], &h->line[at + n], (h->n - at - n) * sizeof *h->line);
	h->n -= n;
}

void
history_set_max(struct history *h, size_t max)
{
	h->max = max;
	if (h->n > max)
		drop(h, 0, h->n - max);
}

/* Takes text. */
static void
append(struct history *h, char *text, bool own)
{
	if (h->n == h->cap) {
		h->cap = h->cap > 0 ? 2 * h->cap : 32;
		h->line = x_reallocarray(h->line, h->cap, sizeof *h->line);
	}
	h->line[h->n++] = (struct line){ text, own };
}

static void
add(struct history *h, struct str s, bool own)
{
	struct buf line = BUF_INIT;

	if (h->max == 0 || str_trim(s).n == 0)
		return;
	s.n = utf8_cut(s, HISTORY_LINE_MAX);
	glyph_sanitize(&line, s, GLYPH_ONE_LINE);
	line.n = utf8_cut(buf_str(&line), HISTORY_LINE_MAX);
	for (size_t i = h->n; i-- > 0;) {
		if (str_eq(buf_str(&line), str_of(h->line[i].text))) {
			drop(h, i, 1);
			break;
		}
	}
	append(h, x_strndup(line.p, line.n), own);
	buf_fini(&line);
	history_set_max(h, h->max);
}

void
history_add(struct history *h, const char *text)
{
	add(h, str_of(text), true);
}

size_t
history_count(const struct history *h)
{
	return h->n;
}

const char *
history_at(const struct history *h, size_t i)
{
	return i < h->n ? h->line[i].text : NULL;
}

void
history_parse(struct history *h, struct str file_text)
{
	const char *p = file_text.p;
	size_t left = file_text.n;

	while (left > 0) {
		const char *end = memchr(p, '\n', left);
		size_t n = end != NULL ? (size_t)(end - p) : left;
		size_t step = end != NULL ? n + 1 : n;

		if (n > 0 && p[n - 1] == '\r')
			n--;
		add(h, (struct str){ p, n }, false);
		p += step;
		left -= step;
	}
}

void
history_print(const struct history *h, struct buf *out)
{
	for (size_t i = 0; i < h->n; i++) {
		buf_adds(out, h->line[i].text);
		buf_addc(out, '\n');
	}
}

bool
history_merge(const struct history *h, struct str file_text, struct buf *out)
{
	struct history *all = history_new(h->max);
	bool more = false;

	history_parse(all, file_text);
	for (size_t i = 0; i < h->n; i++) {
		if (!h->line[i].own)
			continue;
		history_add(all, h->line[i].text);
		more = true;
	}
	history_print(all, out);
	history_free(all);
	return more;
}
