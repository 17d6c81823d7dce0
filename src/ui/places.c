#include "config.h"

#include "ui/places.h"

#include "ui/fields.h"

/* Cut the next line that has a chronicle off *rest. */
static bool
next_line(struct str *rest, struct str *line, struct buf *of)
{
	while (fields_line(rest, line)) {
		if (line->n > PLACES_LINE_MAX)
			continue;
		if (fields_find(*line, "of", of) && of->n > 0)
			return true;
	}
	return false;
}

bool
places_find(struct str file, const char *of, struct str *line)
{
	struct buf is = BUF_INIT;
	struct str at;
	bool found = false;

	/* A file that was changed by hand may have two: the last one counts. */
	while (next_line(&file, &at, &is))
		if (str_eq(buf_str(&is), str_of(of))) {
			*line = at;
			found = true;
		}
	buf_fini(&is);
	return found;
}

void
places_put(struct str file, const char *of, struct str line, struct buf *out,
    void (*gone)(void *arg, const char *of), void *arg)
{
	struct buf is = BUF_INIT;
	struct str rest = file, at;
	size_t others = 0;

	while (next_line(&rest, &at, &is))
		others += !str_eq(buf_str(&is), str_of(of));
	while (next_line(&file, &at, &is)) {
		if (str_eq(buf_str(&is), str_of(of)))
			continue;
		if (others-- >= PLACES_MAX) {
			gone(arg, buf_cstr(&is));
			continue;
		}
		buf_add(out, at.p, at.n);
		buf_addc(out, '\n');
	}
	if (line.n <= PLACES_LINE_MAX) {
		buf_add(out, line.p, line.n);
		buf_addc(out, '\n');
	}
	buf_fini(&is);
}
