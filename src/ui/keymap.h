/*
 * Which key runs which command line, in which view.
 *
 * A keymap holds several maps by name: one for each kind of view and
 * "global", which is asked when the view's own does not know the key.  Names
 * of maps and command lines are not checked here; a map exists once
 * something is bound in it.  Within a map a key has at most one line.
 *
 * Main thread.
 */
#ifndef ANNALS_UI_KEYMAP_H
#define ANNALS_UI_KEYMAP_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KEYMAP_GLOBAL "global"

struct keymap;

/* Line is "" for a key that was unbound on purpose. */
typedef void keymap_fn(
    void *arg, const char *map, uint32_t key, const char *line);

/* Lend the names of all maps that a user may bind keys in. */
const char *const *keymap_names(size_t *n);

struct keymap *keymap_new(void);
void keymap_free(struct keymap *m); /* NULL is fine */

/*
 * Let key (a name, ui/key.h) run line ("down", "goto 23"; blanks around it
 * are dropped) in map.  Replaces an earlier binding, which is then the
 * latest.  "" or "none" unbinds, in a view's map also what "global" says.
 * False with *e (ERR_USAGE) if key names no key.
 */
bool keymap_bind(struct keymap *m, const char *map, const char *key,
    const char *line, struct err *e);

/*
 * Lend the line of key in map, else in "global"; NULL if it is unbound.
 * Good until the next keymap_bind().
 */
const char *keymap_find(const struct keymap *m, const char *map, uint32_t key);

/*
 * Append the names of all keys that run exactly line in map itself, in order
 * of binding, a blank between two; nothing if there is none.
 */
void keymap_keys(
    const struct keymap *m, const char *map, const char *line, struct buf *out);

/* Call fn for each binding, in order.  It must not bind. */
void keymap_each(const struct keymap *m, keymap_fn *fn, void *arg);

#endif
