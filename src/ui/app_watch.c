#include "config.h"

#include "ui/app.h"

#include <string.h>

#define LOOK_MS 1000 /* files are looked at no more often */

/* The key that reads it again, which may be bound to nothing. */
static void
add_key(const struct app *a, struct buf *line)
{
	struct buf keys = BUF_INIT;

	keymap_keys(a->keymap, KEYMAP_GLOBAL, "reload", &keys);
	if (keys.n > 0)
		buf_add(line, keys.p, strcspn(keys.p, " "));
	else
		buf_adds(line, ":reload");
	buf_fini(&keys);
}

void
app_watch_look(struct app *a, int64_t now)
{
	const struct stamps *files = chronicle_stamps(a->reader.chronicle);
	const char *path, *slash;
	struct buf line = BUF_INIT;

	/* What the line says is not to be driven out of it. */
	if (a->watch_told || a->message[0] != '\0' || a->prompting ||
	    app_asking(a) ||
	    (a->watched_at > 0 && now < a->watched_at + LOOK_MS))
		return;
	a->watched_at = now;
	path = stamps_changed(files);
	if (path == NULL)
		return;
	slash = strrchr(path, '/');
	buf_addf(&line, "%s changed on disk, ", slash ? slash + 1 : path);
	add_key(a, &line);
	app_tell(a, "%s reads it again", buf_cstr(&line));
	a->watch_told = true;
	buf_fini(&line);
}
