#include "config.h"

#include "ui/edit.h"

#include "base/utf8.h"
#include "text/glyph.h"

void
edit_init(struct edit *d, size_t max)
{
	buf_init(&d->text);
	buf_init(&d->cut);
	d->at = 0;
	d->max = max;
}

void
edit_fini(struct edit *d)
{
	buf_fini(&d->cut);
	buf_fini(&d->text);
}

uint32_t
edit_character(uint32_t cp)
{
	if (cp == '\n' || cp == '\r' || cp == '\t' || cp == 0x2028 ||
	    cp == 0x2029)
		return ' ';
	if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0) ||
	    (cp >= 0xD800 && cp <= 0xDFFF) || cp > 0x10FFFF)
		return 0;
	return cp;
}

void
edit_clean(struct buf *out, struct str s)
{
	char bytes[UTF8_MAX];
	uint32_t cp;

	for (size_t i = 0, n; i < s.n; i += n) {
		n = utf8_decode(s.p + i, s.n - i, &cp);
		if (cp == '\r' && i + 1 < s.n && s.p[i + 1] == '\n')
			continue;
		if ((cp = edit_character(cp)) != 0)
			buf_add(out, bytes, utf8_encode(cp, bytes));
	}
}

/* Is there a border between two characters, whatever is around them? */
static bool
is_parted(char before, char after)
{
	/* Two ASCII characters never join, but for CR LF. */
	return (unsigned char)before < 0x80 && (unsigned char)after < 0x80 &&
	       before != '\r';
}

size_t
edit_border(struct str s, size_t at, bool after)
{
	size_t i = at;

	if (at == 0 || at >= s.n || is_parted(s.p[at - 1], s.p[at]))
		return at;
	while (i > 0 && s.p[i - 1] != '\n')
		i--;
	while (i < at) {
		struct str rest = { s.p + i, s.n - i };
		size_t n = glyph_cluster(rest, false, NULL);

		if (i + n > at)
			return after ? i + n : i;
		i += n;
	}
	return i;
}

struct str
edit_part(const struct edit *d, size_t from, size_t to)
{
	return (struct str){ buf_cstr(&d->text) + from, to - from };
}

size_t
edit_left(const struct edit *d)
{
	return d->at > 0 ? edit_border(buf_str(&d->text), d->at - 1, false) : 0;
}

size_t
edit_right(const struct edit *d)
{
	struct str rest = edit_part(d, d->at, d->text.n);

	return d->at + glyph_cluster(rest, false, NULL);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

size_t
edit_word_left(const struct edit *d)
{
	size_t i = d->at;

	while (i > 0 && is_blank(d->text.p[i - 1]))
		i--;
	while (i > 0 && !is_blank(d->text.p[i - 1]))
		i--;
	return edit_border(buf_str(&d->text), i, false);
}

size_t
edit_word_right(const struct edit *d)
{
	size_t i = d->at;

	while (i < d->text.n && is_blank(d->text.p[i]))
		i++;
	while (i < d->text.n && !is_blank(d->text.p[i]))
		i++;
	return edit_border(buf_str(&d->text), i, true);
}

/* As edit_replace(), but the cursor may end inside a cluster. */
static bool
put(struct edit *d, size_t from, size_t to, struct str s)
{
	struct buf *b = &d->text;
	size_t tail = b->n - to;
	bool same = str_eq(edit_part(d, from, to), s);

	if (from + s.n + tail > d->max)
		return false;
	d->at = from + s.n;
	if (same)
		return false;
	buf_reserve(b, s.n);
	memmove(b->p + from + s.n, b->p + to, tail);
	if (s.n > 0)
		memcpy(b->p + from, s.p, s.n);
	b->n = from + s.n + tail;
	b->p[b->n] = '\0';
	return true;
}

bool
edit_replace(struct edit *d, size_t from, size_t to, struct str s)
{
	bool changed = put(d, from, to, s);

	/* What was put in may have joined with what follows. */
	edit_settle(d);
	return changed;
}

bool
edit_insert(struct edit *d, uint32_t cp)
{
	char bytes[UTF8_MAX];
	struct str s = { bytes, utf8_encode(cp, bytes) };

	return put(d, d->at, d->at, s);
}

void
edit_settle(struct edit *d)
{
	d->at = edit_border(buf_str(&d->text), d->at, true);
}

bool
edit_cut(struct edit *d, size_t from, size_t to)
{
	if (from == to)
		return false;
	buf_clear(&d->cut);
	buf_add(&d->cut, d->text.p + from, to - from);
	return edit_replace(d, from, to, (struct str){ NULL, 0 });
}

bool
edit_yank(struct edit *d)
{
	return edit_replace(d, d->at, d->at, buf_str(&d->cut));
}
