#include "config.h"

#include "ui/status.h"

#include <string.h>

#include "base/utf8.h"
#include "text/glyph.h"

#define HINTS_MIN_COLS 60 /* narrower screens need the room */
#define ORDER_MAX 24      /* bytes of an order's name */

static void
draw_line(struct buf *line, struct canvas *cv, struct box b)
{
	canvas_clear(cv, b, STYLE_STATUS);
	canvas_put_field(
	    cv, b.y, b.x + 1, b.cols - 2, buf_str(line), STYLE_STATUS);
	buf_fini(line);
}

/* " by title": in which order the list is, if it is not that of dates. */
static void
add_order(const struct sorting *s, struct buf *line)
{
	struct str name = str_of(s->name != NULL ? s->name : "");

	name.n = utf8_cut(name, ORDER_MAX);
	if (s->list.event != NULL || s->slow)
		buf_addf(line, "%s by %.*s", s->slow ? " sorting" : "",
		    (int)name.n, name.p);
}

/* How far the reading is, as far as that is known, and what was odd. */
static void
add_loading(const struct chronicle *c, struct buf *line)
{
	size_t n = problems_serious(chronicle_problems(c));

	if (!chronicle_loading(c))
		return;
	buf_adds(line, "  loading");
	if (chronicle_share(c) >= 0)
		buf_addf(line, " %d%%", chronicle_share(c));
	if (n > 0)
		buf_addf(line, ", %zu problem%s", n, n == 1 ? "" : "s");
}

/* Where one is in the list and in the text. */
static void
tell_place(const struct reader *r, int share, size_t hit, size_t nhits,
    int saved, struct buf *line)
{
	const struct sections *s = chronicle_sections(r->chronicle);

	if (reader_count(r) > 0)
		buf_addf(line, "%zu of %zu", r->place + 1, reader_count(r));
	add_order(&r->sorting, line);
	if (share >= 0)
		buf_addf(line, "  text %d%%", share);
	if (nhits > 1)
		buf_addf(line, "  hit %zu of %zu", hit, nhits);
	add_loading(r->chronicle, line);
	if (saved >= 0)
		buf_addf(line, "  saving %d%%", saved);
	if (r->section != SECTION_NONE)
		buf_addf(line, "  %s", s->at[r->section].title);
}

/* A long query leaves room for the place, but for no long title of a section.
 */
static int
query_cols(
    const struct buf *query, const struct buf *place, int cols, bool ascii)
{
	int want = glyph_width(buf_str(query), ascii);
	int room = cols - 2 - glyph_width(buf_str(place), ascii);

	if (room < cols / 2)
		room = cols / 2;
	return want < room ? want : room;
}

void
status_draw_place(const struct reader *r, long count, int share, size_t hit,
    size_t nhits, int saved, struct canvas *cv, struct box b)
{
	struct buf query = BUF_INIT, place = BUF_INIT;

	if (count > 0)
		buf_addf(&query, "%ld  ", count);
	find_describe(&r->find, &query);
	tell_place(r, share, hit, nhits, saved, &place);
	canvas_clear(cv, b, STYLE_STATUS);
	b.x++;
	b.cols -= 2;
	if (query.n > 0) {
		int cols = query_cols(&query, &place, b.cols, canvas_ascii(cv));

		canvas_put_field(
		    cv, b.y, b.x, cols, buf_str(&query), STYLE_STATUS);
		b.x += cols + (find_set(&r->find) != NULL ? 2 : 0);
		b.cols -= cols + 2;
	}
	canvas_put_field(cv, b.y, b.x, b.cols, buf_str(&place), STYLE_STATUS);
	buf_fini(&query);
	buf_fini(&place);
}

void
status_draw_cover(const char *name, int share, struct canvas *cv, struct box b)
{
	struct buf line = BUF_INIT;

	buf_adds(&line, name);
	if (share >= 0)
		buf_addf(&line, "  %d%%", share);
	draw_line(&line, cv, b);
}

void
status_draw_message(
    const char *text, bool alarming, struct canvas *cv, struct box b)
{
	canvas_clear(cv, b, STYLE_STATUS);
	canvas_put_field(cv, b.y, b.x + 1, b.cols - 2, str_of(text),
	    alarming ? STYLE_ERROR : STYLE_STATUS);
}

int
status_draw_question(const char *text, struct canvas *cv, struct box b)
{
	struct str keys = str_of(" (y/n) ");
	int room = b.cols - 2 - (int)keys.n, cols;

	cols = glyph_width(str_of(text), canvas_ascii(cv));
	if (cols > room)
		cols = room > 0 ? room : 0;
	canvas_clear(cv, b, STYLE_STATUS);
	canvas_put_field(cv, b.y, b.x + 1, cols, str_of(text), STYLE_STATUS);
	cols++;
	canvas_put(cv, b.y, b.x + cols, b.cols - cols, keys, STYLE_STATUS);
	cols += (int)keys.n;
	return b.x + (cols < b.cols ? cols : b.cols - 1);
}

int
status_draw_prompt(const struct prompt *p, struct canvas *cv, struct box b)
{
	struct str hint = str_of(prompt_hint(p));
	int used;

	canvas_clear(cv, b, STYLE_STATUS);
	b.x++;
	b.cols -= 2;
	used = prompt_width(p, canvas_ascii(cv)) + 3;
	if (hint.n > 0 && used < b.cols / 2) {
		canvas_put_field(
		    cv, b.y, b.x + used, b.cols - used, hint, STYLE_DIM);
		b.cols = used;
	}
	return prompt_draw(p, cv, b);
}

/* "? help" with the first key that runs a command, if there is one. */
static void
add_hint(const struct keymap *m, const char *command, const char *what,
    struct buf *line)
{
	struct buf keys = BUF_INIT;

	keymap_keys(m, KEYMAP_GLOBAL, command, &keys);
	if (keys.n > 0)
		buf_addf(line, "%s%.*s %s", line->n > 0 ? "   " : "",
		    (int)strcspn(keys.p, " "), keys.p, what);
	buf_fini(&keys);
}

int
status_draw_hints(
    const struct keymap *m, const char *leave, struct canvas *cv, struct box b)
{
	struct buf line = BUF_INIT;
	int cols;

	add_hint(m, "help", "help", &line);
	add_hint(m, "search", "search", &line);
	add_hint(m, "close", leave, &line);
	/* And a blank at either side. */
	cols = glyph_width(buf_str(&line), canvas_ascii(cv)) + 2;
	if (b.cols < HINTS_MIN_COLS || cols > b.cols / 2) {
		cols = 0;
	} else {
		b.x += b.cols - cols;
		b.cols = cols;
		canvas_clear(cv, b, STYLE_STATUS);
		canvas_put(cv, b.y, b.x + 1, cols, buf_str(&line), STYLE_DIM);
	}
	buf_fini(&line);
	return cols;
}
