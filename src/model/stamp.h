/*
 * What files on disk were like when they were read, to see that they changed.
 *
 * Filled by the loader's thread, given away with a delivery, read by the main
 * thread.
 */
#ifndef ANNALS_MODEL_STAMP_H
#define ANNALS_MODEL_STAMP_H

#include <stddef.h>
#include <sys/stat.h>

struct stamps {
	struct stamp *at;
	size_t n, cap;
};

struct stamp {
	char *path;
	struct stat was;
};

void stamps_init(struct stamps *s);
void stamps_fini(struct stamps *s);

/* Look at a file, before it is opened.  What is no regular file is not kept:
 * pipes cannot be read again. */
void stamps_add(struct stamps *s, const char *path);

/* Move all of from to the end of s; from is empty afterwards. */
void stamps_move(struct stamps *s, struct stamps *from);

/*
 * Lend the path of the first file that is another one now, has another size
 * or was written to, or is gone; NULL if there is none.
 */
const char *stamps_changed(const struct stamps *s);

#endif
