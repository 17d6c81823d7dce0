#include "config.h"

#include "ui/view_roles.h"

#include "base/mem.h"
#include "base/utf8.h"

#define SAMPLE_BYTES 200
#define SAMPLE_EVENTS 20 /* are looked at for what is not empty */
#define ROLE_COLS 10
#define HOW_COLS 10
#define NONE (-1)

struct roles_view {
	struct view view; /* first */
	struct reader *reader;
	struct scroll scroll; /* the roles, then the free columns */
	int column[ROLE_NROLES];
	bool changed[ROLE_NROLES];
	int *free; /* nfree columns without a role */
	size_t nfree;
	char **sample; /* of each column, "" if it has none */
	size_t ncolumns;
};

static struct roles_view *
cast(struct view *v)
{
	return (struct roles_view *)(void *)v;
}

static const struct columns *
columns_of(const struct roles_view *v)
{
	return chronicle_columns(v->reader->chronicle);
}

/* ---- samples ---- */

/* Take what columns without a sample have in that event. */
static void
sample_event(struct roles_view *v, size_t event)
{
	struct record r;

	record_init(&r);
	if (chronicle_record(v->reader->chronicle, event, &r, NULL))
		for (size_t i = 0; i < r.n && i < v->ncolumns; i++) {
			struct str s = str_trim(r.field[i]);

			if (v->sample[i] != NULL || s.n == 0)
				continue;
			v->sample[i] =
			    x_strndup(s.p, utf8_cut(s, SAMPLE_BYTES));
		}
	record_fini(&r);
}

/* Of the selected event, and of the first ones where it is empty. */
static void
sample(struct roles_view *v)
{
	size_t n = chronicle_count(v->reader->chronicle), event;

	v->ncolumns = columns_of(v)->n;
	v->sample = x_calloc(v->ncolumns, sizeof *v->sample);
	if (reader_event(v->reader, &event))
		sample_event(v, event);
	for (size_t i = 0; i < n && i < SAMPLE_EVENTS; i++)
		sample_event(v, i);
}

/* ---- lines ---- */

static bool
is_used(const struct roles_view *v, size_t column)
{
	for (int r = 0; r < ROLE_NROLES; r++)
		if (v->column[r] == (int)column)
			return true;
	return columns_whole(columns_of(v), column) >= 0;
}

static void
list_free(struct roles_view *v)
{
	v->nfree = 0;
	for (size_t i = 0; i < columns_of(v)->nfile; i++)
		if (!is_used(v, i))
			v->free[v->nfree++] = (int)i;
	v->scroll.count = ROLE_NROLES + v->nfree;
}

static const char *
how_of(const struct roles_view *v, size_t role)
{
	static const char *const words[] = {
		[ROLE_HOW_NOT] = "",
		[ROLE_HOW_OPTION] = "option",
		[ROLE_HOW_PACKAGE] = "package",
		[ROLE_HOW_NAME] = "name",
		[ROLE_HOW_VALUES] = "values",
	};

	return v->changed[role] ? "chosen" : words[columns_of(v)->how[role]];
}

/* Where the fields of a line are. */
struct fields {
	int role, column, how, sample;
	int column_cols;
};

static struct fields
lay_out(struct box b)
{
	struct fields f = { .role = b.x + 2 };

	f.column = f.role + ROLE_COLS;
	f.column_cols = (b.cols - ROLE_COLS - HOW_COLS) / 3;
	if (f.column_cols < 8)
		f.column_cols = 8;
	f.how = f.column + f.column_cols + 1;
	f.sample = f.how + HOW_COLS;
	return f;
}

/* Draw text at x on at most max cells of the box, or not at all. */
static void
put(struct canvas *cv, struct box b, int x, int max, const char *text,
    enum style style)
{
	int left = b.x + b.cols - x;

	if (left > 1)
		canvas_put_field(
		    cv, b.y, x, max < left ? max : left, str_of(text), style);
}

static void
draw_heading(struct canvas *cv, struct box b)
{
	struct fields f = lay_out(b);

	put(cv, b, f.role, ROLE_COLS - 1, "Role", STYLE_LABEL);
	put(cv, b, f.column, f.column_cols, "Column", STYLE_LABEL);
	put(cv, b, f.how, HOW_COLS - 1, "Found by", STYLE_LABEL);
	put(cv, b, f.sample, b.cols, "Has", STYLE_LABEL);
}

static void
draw_line(struct roles_view *v, struct canvas *cv, struct box b, size_t i)
{
	const struct columns *c = columns_of(v);
	struct fields f = lay_out(b);
	bool role = i < ROLE_NROLES;
	int column = role ? v->column[i] : v->free[i - ROLE_NROLES];
	const char *name = column >= 0 ? c->name[column] : "(none)";
	const char *has = column >= 0 ? v->sample[column] : NULL;

	if (i == v->scroll.current)
		canvas_put(cv, b.y, b.x, 1, str_of(">"), STYLE_MARKER);
	if (role)
		put(cv, b, f.role, ROLE_COLS - 1, role_name((enum role)i),
		    STYLE_KEY);
	put(cv, b, f.column, f.column_cols, name,
	    column >= 0 ? STYLE_NORMAL : STYLE_DIM);
	if (role)
		put(cv, b, f.how, HOW_COLS - 1, how_of(v, i),
		    v->changed[i] ? STYLE_MARKER : STYLE_DIM);
	put(cv, b, f.sample, b.cols, has != NULL ? has : "", STYLE_NORMAL);
}

static void
draw(struct view *view, struct canvas *cv, struct box b,
    const struct view_look *look)
{
	struct roles_view *v = cast(view);
	struct scroll *s = &v->scroll;

	canvas_clear(cv, b, STYLE_NORMAL);
	if (b.rows > 2) {
		draw_heading(cv, b);
		b.y++;
		b.rows--;
	}
	scroll_fit(s, ROLE_NROLES + v->nfree, b.rows, false);
	view->cursor_y = b.y + (int)(s->current - s->top);
	view->cursor_x = b.x;
	for (int y = 0; y < b.rows && s->top + (size_t)y < s->count; y++) {
		struct box line = { b.y + y, b.x, 1, b.cols };

		draw_line(v, cv, line, s->top + (size_t)y);
		if (look->bar && s->top + (size_t)y == s->current)
			canvas_restyle(
			    cv, line.y, line.x, line.cols, STYLE_CURRENT);
	}
}

static bool
move(struct view *view, enum motion m, long n)
{
	return scroll_move(&cast(view)->scroll, m, n);
}

static void
free_view(struct view *view)
{
	struct roles_view *v = cast(view);

	for (size_t i = 0; i < v->ncolumns; i++)
		x_free(v->sample[i]);
	x_free(v->sample);
	x_free(v->free);
	x_free(v);
}

static const struct view_ops roles_ops = {
	.name = "roles",
	.hint = "h l: another column  Enter: read the file so  s: save  q: "
		"close",
	.draw = draw,
	.move = move,
	.free = free_view,
};

struct view *
view_roles_new(struct reader *r)
{
	struct roles_view *v = x_calloc(1, sizeof *v);
	const struct columns *c = chronicle_columns(r->chronicle);

	v->view.ops = &roles_ops;
	v->reader = r;
	v->scroll.rows = SCROLL_ROWS_UNKNOWN;
	for (int role = 0; role < ROLE_NROLES; role++)
		v->column[role] = c->role[role];
	v->free = x_calloc(c->nfile, sizeof *v->free);
	sample(v);
	list_free(v);
	return &v->view;
}

bool
view_roles_step(struct view *view, int step, struct err *e)
{
	struct roles_view *v = cast(view);
	const struct columns *c = columns_of(v);
	size_t role = v->scroll.current;
	int own, n = (int)c->nfile;

	if (role >= ROLE_NROLES)
		return err_set(e, ERR_USAGE, "go to a role first");
	own = c->role[role];
	/* A composed column of its own comes after those of the file. */
	n += own >= n;
	step += v->column[role] < (int)c->nfile ? v->column[role] : n - 1;
	if (step < NONE)
		step = n - 1;
	if (step >= n)
		step = NONE;
	v->column[role] = step < (int)c->nfile ? step : own;
	v->changed[role] = v->column[role] != own;
	list_free(v);
	return true;
}

const char *
view_roles_chosen(const struct view *view, enum role role)
{
	const struct roles_view *v =
	    (const struct roles_view *)(const void *)view;

	if (!v->changed[role])
		return NULL;
	return v->column[role] >= 0 ? columns_of(v)->name[v->column[role]] : "";
}
