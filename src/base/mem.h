/*
 * Memory that is there or ends the program.
 *
 * For what is small and must exist.  Whatever grows with the user's data
 * (segments, arrays by event, records) uses malloc() and answers a refusal
 * with ERR_MEMORY, see model/segment.h.  The x-family raises SIGABRT when the
 * system refuses, whose handler gives the terminal back (plat/signals.h).
 * Any thread.
 */
#ifndef ANNALS_BASE_MEM_H
#define ANNALS_BASE_MEM_H

#include <stdbool.h>
#include <stddef.h>

void *x_malloc(size_t n);
void *x_calloc(size_t n, size_t size);

/* As realloc(p, n * size); a product that overflows ends the program. */
void *x_reallocarray(void *p, size_t n, size_t size);

char *x_strdup(const char *s);

/* A NUL-terminated copy of n bytes.  p may be NULL if n is 0. */
char *x_strndup(const char *p, size_t n);

/*
 * Let the array to which *array points (heap, or NULL) have room for n items of
 * that size; *cap is how many it has room for.  Grows by half at least.  For
 * what grows with the user's data: false if memory is refused, and all is as
 * it was.
 */
bool mem_grow(void *array, size_t *cap, size_t n, size_t size);

/* What p points at will be used soon: let it come into the cache meanwhile. */
#ifdef __GNUC__
#define MEM_FETCH(p) __builtin_prefetch(p)
#else
#define MEM_FETCH(p) ((void)(p))
#endif

/* Give the system what was freed, as far as the C library can. */
void mem_trim(void);

/* free(); NULL is fine. */
void x_free(void *p);

#endif
