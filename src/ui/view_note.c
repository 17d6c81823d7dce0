#include "config.h"

#include "ui/view_note.h"

#include "base/mem.h"
#include "plat/keys.h"
#include "ui/draft_text.h"
#include "ui/edit.h"
#include "ui/key.h"

#define MARGIN 1

struct note_view {
	struct view view; /* first */
	char *title;
	struct draft_text *draft;
	bool pasting;
	size_t top; /* row of the text at the top of the window */
	int rows;   /* of it, as last drawn */
};

static struct note_view *
cast(struct view *v)
{
	return (struct note_view *)(void *)v;
}

/* ---- keys --------------------------------------------------------------- */

static enum note_wish
taken(bool ok)
{
	return ok ? NOTE_NOTHING : NOTE_FULL;
}

static enum note_wish
go(struct note_view *v, int to)
{
	draft_text_move(v->draft, (enum draft_place)to);
	return NOTE_NOTHING;
}

static enum note_wish
go_rows(struct note_view *v, int n)
{
	draft_text_move_rows(v->draft, n);
	return NOTE_NOTHING;
}

/* A row of the page before stays. */
static enum note_wish
go_pages(struct note_view *v, int n)
{
	return go_rows(v, n * (v->rows > 1 ? v->rows - 1 : 1));
}

static enum note_wish delete (struct note_view *v, int to) {
	draft_text_delete(v->draft, (enum draft_place)to); return NOTE_NOTHING;
}

static enum note_wish
cut(struct note_view *v, int to)
{
	draft_text_cut(v->draft, (enum draft_place)to);
	return NOTE_NOTHING;
}

static enum note_wish
yank(struct note_view *v, int n)
{
	(void)n;
	return taken(draft_text_yank(v->draft));
}

static enum note_wish
type(struct note_view *v, int cp)
{
	return taken(draft_text_type(v->draft, (uint32_t)cp));
}

static enum note_wish
undo(struct note_view *v, int n)
{
	(void)n;
	draft_text_undo(v->draft);
	return NOTE_NOTHING;
}

static enum note_wish
redo(struct note_view *v, int n)
{
	(void)n;
	draft_text_redo(v->draft);
	return NOTE_NOTHING;
}

static enum note_wish
wish(struct note_view *v, int what)
{
	(void)v;
	return (enum note_wish)what;
}

/* clang-format off */
static const struct {
	const char *keys, *help;
	enum note_wish (*run)(struct note_view *v, int arg);
	int arg;
} keys[] = {
	{ "^X ^S", "save and close", wish, NOTE_SAVE },
	{ "<Esc> ^C ^G", "close; asks if something was changed", wish,
	    NOTE_LEAVE },
	{ "<Left> ^B", "a character to the left", go, DRAFT_LEFT },
	{ "<Right> ^F", "a character to the right", go, DRAFT_RIGHT },
	{ "<M-b> <M-Left>", "a word to the left", go, DRAFT_WORD_LEFT },
	{ "<M-f> <M-Right>", "a word to the right", go, DRAFT_WORD_RIGHT },
	{ "<Up> ^P", "a row up", go_rows, -1 },
	{ "<Down> ^N", "a row down", go_rows, 1 },
	{ "<Home> ^A", "the start of the line", go, DRAFT_LINE_START },
	{ "<End> ^E", "the end of the line", go, DRAFT_LINE_END },
	{ "<PgUp> <M-v>", "a page up", go_pages, -1 },
	{ "<PgDn> ^V", "a page down", go_pages, 1 },
	{ "<M-<>", "the start of the text", go, DRAFT_START },
	{ "<M->>", "the end of the text", go, DRAFT_END },
	{ "<Enter> ^J", "end the line", type, '\n' },
	{ "<Tab>", "blanks up to the next fourth column", type, '\t' },
	{ "<Backspace>", "delete before the cursor", delete, DRAFT_LEFT },
	{ "<Delete> ^D", "delete at the cursor", delete, DRAFT_RIGHT },
	{ "^W <M-Backspace>", "cut the word before the cursor", cut,
	    DRAFT_WORD_LEFT },
	{ "<M-d>", "cut the word after the cursor", cut, DRAFT_WORD_RIGHT },
	{ "^U", "cut the line before the cursor", cut, DRAFT_LINE_START },
	{ "^K", "cut the line from the cursor on, or its end", cut,
	    DRAFT_LINE_END },
	{ "^Y", "put in what was cut last", yank, 0 },
	{ "^_ <M-u>", "take back what was done last", undo, 0 },
	{ "<M-e>", "do again what was taken back", redo, 0 },
	{ "^L", "draw the screen again", wish, NOTE_REDRAW },
	{ "^Z", "stop; fg continues", wish, NOTE_SUSPEND },
};
/* clang-format on */

#define NKEYS (sizeof keys / sizeof keys[0])

bool
view_note_keys(size_t i, const char **names, const char **help)
{
	if (i >= NKEYS)
		return false;
	*names = keys[i].keys;
	*help = keys[i].help;
	return true;
}

/* Is key one of those named? */
static bool
is_named(const char *names, uint32_t key)
{
	struct str rest = str_of(names), name;
	char text[16];
	uint32_t named;

	while (str_split(&rest, ' ', &name)) {
		memcpy(text, name.p, name.n); /* the table's are short */
		text[name.n] = '\0';
		if (key_parse(text, &named) && named == key)
			return true;
	}
	return false;
}

static enum note_wish
paste(struct note_view *v, uint32_t key)
{
	if (key != TERM_KEY_PASTE_END) /* Esc is dropped, what follows stays */
		return taken(draft_text_paste(v->draft, key & ~TERM_KEY_ALT));
	v->pasting = false;
	draft_text_paste_end(v->draft);
	return NOTE_NOTHING;
}

enum note_wish
view_note_key(struct view *view, uint32_t key)
{
	struct note_view *v = cast(view);

	if (v->pasting)
		return paste(v, key);
	if (key == TERM_KEY_PASTE_START) {
		v->pasting = true;
		draft_text_paste_start(v->draft);
		return NOTE_NOTHING;
	}
	if (edit_character(key) == key) /* of no row */
		return type(v, (int)key);
	for (size_t i = 0; i < NKEYS; i++)
		if (is_named(keys[i].keys, key))
			return keys[i].run(v, keys[i].arg);
	return NOTE_NOTHING;
}

/* ---- drawing ------------------------------------------------------------ */

/* Show the row of the cursor. */
static void
scroll(struct note_view *v, size_t row)
{
	size_t rows = (size_t)v->rows, count = draft_text_rows(v->draft);

	if (row < v->top)
		v->top = row;
	if (row >= v->top + rows)
		v->top = row - rows + 1;
	if (v->top + rows > count)
		v->top = count > rows ? count - rows : 0;
}

static void
draw_rows(struct note_view *v, struct canvas *cv, struct box b)
{
	size_t row, count = draft_text_rows(v->draft);
	int x;

	draft_text_cursor(v->draft, &row, &x);
	scroll(v, row);
	for (int y = 0; y < b.rows && v->top + (size_t)y < count; y++)
		canvas_put(cv, b.y + y, b.x, b.cols,
		    draft_text_row(v->draft, v->top + (size_t)y), STYLE_NORMAL);
	v->view.cursor_y = b.y + (int)(row - v->top);
	v->view.cursor_x = b.x + x;
}

static void
draw(struct view *view, struct canvas *cv, struct box b,
    const struct view_look *look)
{
	struct note_view *v = cast(view);
	int cols = b.cols - MARGIN - 1; /* and the cursor behind a full row */

	canvas_clear(cv, b, STYLE_NORMAL);
	b.x += MARGIN;
	b.cols -= MARGIN;
	canvas_put_field(cv, b.y, b.x, b.cols, str_of(v->title), STYLE_HEADER);
	b.y++;
	b.rows--;
	v->rows = b.rows > 1 ? b.rows : 1;
	draft_text_fit(v->draft, cols < look->measure ? cols : look->measure,
	    canvas_ascii(cv));
	draw_rows(v, cv, b);
}

/* Keys are not commands, so nobody asks. */
static bool
move(struct view *view, enum motion m, long n)
{
	(void)view;
	(void)m;
	(void)n;
	return false;
}

static void
free_view(struct view *view)
{
	struct note_view *v = cast(view);

	draft_text_free(v->draft);
	x_free(v->title);
	x_free(v);
}

static const struct view_ops note_ops = {
	.name = VIEW_NOTE,
	.hint = "^X save   Esc leave   ^_ undo   ^K cut   ^Y put in",
	.draw = draw,
	.move = move,
	.free = free_view,
};

struct view *
view_note_new(const char *title, struct str text, size_t max)
{
	struct note_view *v = x_calloc(1, sizeof *v);

	v->view.ops = &note_ops;
	v->title = x_strdup(title);
	v->draft = draft_text_new(text, max);
	v->rows = 1;
	return &v->view;
}

struct str
view_note_text(const struct view *view)
{
	const struct note_view *v =
	    (const struct note_view *)(const void *)view;

	return draft_text_get(v->draft);
}

size_t
view_note_max(const struct view *view)
{
	const struct note_view *v =
	    (const struct note_view *)(const void *)view;

	return draft_text_max(v->draft);
}
