/*
 * Before an array stands how long it is with that.
 */
#include "config.h"

#include "base/stretch.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define HEAD ((size_t)64)        /* so that the items are aligned */
#define MAPPED ((size_t)1 << 20) /* what is so long is a mapping */

#ifndef MAP_ANONYMOUS
#define MAP_ANONYMOUS MAP_ANON
#endif

static size_t
length(const char *block)
{
	size_t n = 0;

	if (block != NULL)
		memcpy(&n, block, sizeof n);
	return n;
}

static char *
map(size_t n)
{
	char *p = mmap(NULL, n, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return p != MAP_FAILED ? p : NULL;
}

static void
release(char *block)
{
	if (length(block) >= MAPPED)
		(void)munmap(block, length(block));
	else
		free(block);
}

/* To a mapping, or from one to another. */
static char *
move(char *block, size_t n)
{
	char *got = map(n);

	if (got == NULL)
		return NULL;
	if (block != NULL)
		memcpy(got, block, length(block));
	release(block);
	return got;
}

static char *
grow(char *block, size_t n)
{
	size_t was = length(block);
	char *got;

	if (n >= MAPPED) {
#ifdef MREMAP_MAYMOVE
		if (was >= MAPPED) {
			got = mremap(block, was, n, MREMAP_MAYMOVE);
			return got != MAP_FAILED ? got : NULL;
		}
#endif
		return move(block, n);
	}
	if (block == NULL) /* what is 0 already is not written to */
		return calloc(1, n);
	got = realloc(block, n);
	if (got != NULL)
		memset(got + was, 0, n - was);
	return got;
}

bool
stretch(void *array, size_t n, size_t size)
{
	char *block;
	size_t want;

	if (n > (SIZE_MAX / 2 - HEAD) / size)
		return false;
	want = HEAD + n * size;
	memcpy(&block, array, sizeof block); /* whatever it points at */
	block = block != NULL ? block - HEAD : NULL;
	if (want <= length(block))
		return true;
	block = grow(block, want);
	if (block == NULL)
		return false;
	memcpy(block, &want, sizeof want);
	block += HEAD;
	memcpy(array, &block, sizeof block);
	return true;
}

void
stretch_free(void *array)
{
	if (array != NULL)
		release((char *)array - HEAD);
}
