/*
 * Arrays that grow to many megabytes while somebody waits.
 *
 * realloc() may copy what is there: 40 MB take 50 ms, most of it for pages
 * that are new.  Large arrays lie in mappings of their own here, which the
 * system can move without touching what is in them (Linux; elsewhere they are
 * copied).  Small ones are of the heap.  What is not used yet takes no memory.
 * Any thread.
 */
#ifndef ANNALS_BASE_STRETCH_H
#define ANNALS_BASE_STRETCH_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Let the array to which *array points (NULL, or made by this) have room for n
 * items of that size at least; those that are new are 0.  False if memory is
 * refused, and all is as it was.
 */
bool stretch(void *array, size_t n, size_t size);

void stretch_free(void *array); /* NULL is fine */

#endif
