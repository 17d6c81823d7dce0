/*
 * A list of texts, for what a package names.  Any thread, one at a time.
 */
#ifndef ANNALS_MODEL_PACKAGE_LIST_H
#define ANNALS_MODEL_PACKAGE_LIST_H

#include <stddef.h>

/* All zero is an empty one. */
struct package_list {
	char **at;
	size_t n, cap;
};

/* Append a copy. */
void package_list_add(struct package_list *l, const char *s);

/* Free the texts; the list is empty afterwards. */
void package_list_fini(struct package_list *l);

#endif
