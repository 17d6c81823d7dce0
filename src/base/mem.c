#include "config.h"

#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

static void *
checked(void *p)
{
	if (p == NULL)
		abort();
	return p;
}

void *
x_malloc(size_t n)
{
	return checked(malloc(n > 0 ? n : 1));
}

void *
x_calloc(size_t n, size_t size)
{
	return checked(calloc(n > 0 ? n : 1, size > 0 ? size : 1));
}

void *
x_reallocarray(void *p, size_t n, size_t size)
{
	if (size != 0 && n > SIZE_MAX / size)
		abort();
	n *= size;
	return checked(realloc(p, n > 0 ? n : 1));
}

char *
x_strdup(const char *s)
{
	return x_strndup(s, strlen(s));
}

char *
x_strndup(const char *p, size_t n)
{
	char *s = x_malloc(n + 1);

	if (n > 0)
		memcpy(s, p, n);
	s[n] = '\0';
	return s;
}

bool
mem_grow(void *array, size_t *cap, size_t n, size_t size)
{
	size_t want = *cap + *cap / 2;
	void *p;

	if (n <= *cap)
		return true;
	if (want < n)
		want = n;
	if (want > SIZE_MAX / size)
		return false;
	memcpy(&p, array, sizeof p);
	p = realloc(p, want * size);
	if (p == NULL)
		return false;
	memcpy(array, &p, sizeof p);
	*cap = want;
	return true;
}

void
mem_trim(void)
{
#ifdef __GLIBC__
	(void)malloc_trim(0);
#endif
}

void
x_free(void *p)
{
	free(p);
}
