/*
 * Bytes that grow.
 *
 * b->p is NUL-terminated after every call that adds (the NUL is not counted
 * in n), and NULL only while nothing was ever added.  Growth ends the program
 * when memory is refused (base/mem.h).  Any thread, one at a time.
 */
#ifndef ANNALS_BASE_BUF_H
#define ANNALS_BASE_BUF_H

#include "base/str.h"

#include <stdarg.h>
#include <stddef.h>

struct buf {
	char *p;
	size_t n;   /* bytes used */
	size_t cap; /* bytes allocated */
};

#define BUF_INIT                                                               \
	{                                                                      \
		NULL, 0, 0                                                     \
	}

void buf_init(struct buf *b);
void buf_fini(struct buf *b);

/* Forget the bytes, keep the memory. */
void buf_clear(struct buf *b);

/* Make room for n more bytes and a NUL. */
void buf_reserve(struct buf *b, size_t n);

void buf_add(struct buf *b, const char *p, size_t n);
void buf_adds(struct buf *b, const char *s);
void buf_addc(struct buf *b, char c);
void buf_addf(struct buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void buf_vaddf(struct buf *b, const char *fmt, va_list ap)
    __attribute__((format(printf, 2, 0)));

/* The bytes as a C string, "" if none.  Lends until the next change. */
const char *buf_cstr(const struct buf *b);

/* The bytes.  Lends until the next change. */
struct str buf_str(const struct buf *b);

/* Give the bytes as a C string (x_free); b is empty afterwards. */
char *buf_steal(struct buf *b);

#endif
