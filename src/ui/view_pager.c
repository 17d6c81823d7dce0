#include "config.h"

#include "ui/view.h"

#include "base/mem.h"
#include "text/glyph.h"
#include "text/wrap.h"

#define KEY_COLS 20 /* the column of keys and names */
#define MARGIN 1

/* A line of the screen: a piece of a line of the text. */
struct piece {
	struct str key; /* n is 0 but in the first piece of "key<TAB>rest";
			   too wide for its column it has a line of its own */
	struct str text;
	int indent;
	enum style style;
};

struct pager_view {
	struct view view;    /* first */
	struct view_ops ops; /* a name of its own */
	struct buf text;
	struct piece *piece;
	size_t npieces, cap;
	int cols; /* that the pieces are for; 0: none yet */
	size_t top;
	int rows;
};

static struct pager_view *
cast(struct view *v)
{
	return (struct pager_view *)(void *)v;
}

static void
add_piece(struct pager_view *v, const struct piece *p)
{
	if (v->npieces == v->cap) {
		v->cap = v->cap > 0 ? 2 * v->cap : 64;
		v->piece = x_reallocarray(v->piece, v->cap, sizeof *v->piece);
	}
	v->piece[v->npieces++] = *p;
}

/* Wrap text into pieces like p, those after the first indented by after. */
static void
add_pieces(struct pager_view *v, struct piece p, int after, bool ascii)
{
	struct wrap w;
	int most = p.indent > after ? p.indent : after;

	wrap_init(
	    &w, p.text, v->cols - 1 > most ? v->cols - 1 - most : 1, ascii);
	(void)wrap_until(&w, SIZE_MAX);
	for (size_t i = 0; i < w.nlines; i++) {
		p.text = wrap_at(&w, i);
		add_piece(v, &p);
		p.key.n = 0;
		p.indent = after;
	}
	if (w.nlines == 0)
		add_piece(v, &p);
	wrap_fini(&w);
}

/* Cut one line of the text into pieces as wide as the screen. */
static void
cut_line(struct pager_view *v, struct str line, bool ascii)
{
	struct piece p = { { NULL, 0 }, line, MARGIN, STYLE_NORMAL };
	const char *tab = line.n > 0 ? memchr(line.p, '\t', line.n) : NULL;
	int key_cols = KEY_COLS < v->cols / 3 ? KEY_COLS : v->cols / 3;

	if (line.n > 0 && line.p[0] == '#') {
		p.text = (struct str){ line.p + 1, line.n - 1 };
		p.style = STYLE_HEADER;
		add_pieces(v, p, MARGIN, ascii);
	} else if (tab != NULL) {
		p.key = (struct str){ line.p, (size_t)(tab - line.p) };
		p.text = (struct str){ NULL, 0 };
		p.indent = key_cols + 1;
		if (glyph_width(p.key, ascii) > key_cols - 2) {
			add_piece(v, &p);
			p.key.n = 0;
		}
		p.text = (struct str){ tab + 1,
			line.n - (size_t)(tab - line.p) - 1 };
		add_pieces(v, p, p.indent, ascii);
	} else {
		add_pieces(v, p, MARGIN + 3, ascii);
	}
}

/* Where in the text a piece stands. */
static const char *
start_of(const struct piece *p)
{
	return p->key.n > 0 ? p->key.p : p->text.p;
}

/* Cut all of it anew; what was at the top of the window stays there. */
static void
cut_text(struct pager_view *v, int cols, bool ascii)
{
	struct str rest = buf_str(&v->text), line;
	const char *at = v->top < v->npieces ? start_of(&v->piece[v->top]) : "";

	v->npieces = 0;
	v->cols = cols;
	while (rest.n > 0) {
		const char *lf = memchr(rest.p, '\n', rest.n);

		line = rest;
		line.n = lf != NULL ? (size_t)(lf - rest.p) : rest.n;
		rest.p += line.n + (lf != NULL ? 1 : 0);
		rest.n -= line.n + (lf != NULL ? 1 : 0);
		cut_line(v, line, ascii);
	}
	for (size_t i = 0; at[0] != '\0' && i < v->npieces; i++)
		if (start_of(&v->piece[i]) <= at)
			v->top = i;
}

static size_t
last_top(const struct pager_view *v)
{
	size_t rows = (size_t)v->rows;

	return v->npieces > rows ? v->npieces - rows : 0;
}

static void
draw_piece(struct pager_view *v, struct canvas *cv, struct box b,
    const struct piece *p)
{
	int key_cols = KEY_COLS < v->cols / 3 ? KEY_COLS : v->cols / 3;

	if (p->key.n > 0)
		canvas_put_field(cv, b.y, b.x + 2,
		    p->text.n > 0 ? key_cols - 2 : b.cols - 2, p->key,
		    STYLE_KEY);
	canvas_put(
	    cv, b.y, b.x + p->indent, b.cols - p->indent, p->text, p->style);
}

static void
draw(struct view *view, struct canvas *cv, struct box b,
    const struct view_look *look)
{
	struct pager_view *v = cast(view);

	(void)look; /* it always has the focus */
	canvas_clear(cv, b, STYLE_NORMAL);
	if (v->cols != b.cols)
		cut_text(v, b.cols, canvas_ascii(cv));
	v->rows = b.rows;
	if (v->top > last_top(v))
		v->top = last_top(v);
	for (int y = 0; y < b.rows && v->top + (size_t)y < v->npieces; y++) {
		struct box row = { b.y + y, b.x, 1, b.cols };

		draw_piece(v, cv, row, &v->piece[v->top + (size_t)y]);
	}
	view->cursor_y = b.y;
	view->cursor_x = b.x;
}

static bool
move(struct view *view, enum motion m, long n)
{
	struct pager_view *v = cast(view);
	struct scroll s = {
		.current = v->top, .count = last_top(v) + 1, .rows = v->rows
	};

	/* Here the window moves, so half and whole pages are lines of it. */
	if (m == MOTION_HALF)
		n *= v->rows > 1 ? v->rows / 2 : 1;
	if (m == MOTION_PAGE)
		n *= v->rows > 1 ? v->rows - 1 : 1;
	(void)scroll_move(&s, m == MOTION_TO ? MOTION_TO : MOTION_LINE, n);
	if (s.current == v->top)
		return false;
	v->top = s.current;
	return true;
}

static int
share(const struct view *view)
{
	const struct pager_view *v =
	    (const struct pager_view *)(const void *)view;
	size_t seen = v->top + (size_t)v->rows;

	if (v->npieces <= (size_t)v->rows)
		return -1;
	return seen >= v->npieces ? 100 : (int)(100 * seen / v->npieces);
}

static void
free_view(struct view *view)
{
	struct pager_view *v = cast(view);

	buf_fini(&v->text);
	x_free(v->piece);
	x_free(v);
}

struct view *
view_pager_new(const char *name, struct buf *text)
{
	struct pager_view *v = x_calloc(1, sizeof *v);

	v->ops = (struct view_ops){ .name = name,
		.draw = draw,
		.move = move,
		.share = share,
		.free = free_view };
	v->view.ops = &v->ops;
	v->text = *text;
	buf_init(text);
	v->rows = 1;
	return &v->view;
}
