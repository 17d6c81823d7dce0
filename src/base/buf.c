#include "config.h"

#include "base/buf.h"

#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

void
buf_init(struct buf *b)
{
	*b = (struct buf)BUF_INIT;
}

void
buf_fini(struct buf *b)
{
	x_free(b->p);
	buf_init(b);
}

void
buf_clear(struct buf *b)
{
	b->n = 0;
	if (b->p != NULL)
		b->p[0] = '\0';
}

void
buf_reserve(struct buf *b, size_t n)
{
	size_t need;

	if (n > SIZE_MAX / 2 - 1 - b->n)
		abort();
	need = b->n + n + 1;
	if (need <= b->cap)
		return;
	b->cap = need < 64 ? 64 : need + need / 2;
	b->p = x_reallocarray(b->p, b->cap, 1);
}

void
buf_add(struct buf *b, const char *p, size_t n)
{
	buf_reserve(b, n);
	if (n > 0)
		memcpy(b->p + b->n, p, n);
	b->n += n;
	b->p[b->n] = '\0';
}

void
buf_adds(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void
buf_addc(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void
buf_vaddf(struct buf *b, const char *fmt, va_list ap)
{
	va_list again;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (n < 0)
		return;
	buf_reserve(b, (size_t)n);
	(void)vsnprintf(b->p + b->n, (size_t)n + 1, fmt, ap);
	b->n += (size_t)n;
}

void
buf_addf(struct buf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	buf_vaddf(b, fmt, ap);
	va_end(ap);
}

const char *
buf_cstr(const struct buf *b)
{
	return b->p != NULL ? b->p : "";
}

struct str
buf_str(const struct buf *b)
{
	return (struct str){ buf_cstr(b), b->n };
}

char *
buf_steal(struct buf *b)
{
	char *p = b->p != NULL ? b->p : x_strdup("");

	buf_init(b);
	return p;
}
