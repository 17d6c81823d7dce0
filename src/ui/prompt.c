#include "config.h"

#include "ui/prompt.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "plat/term.h"
#include "text/glyph.h"

struct prompt {
	char *mark;
	struct edit edit;

	const struct history *history; /* may be NULL */
	bool walking;                  /* the text is an entry of it */
	size_t entry;
	struct buf typed; /* what the text was before the walk */

	bool pasting;
	bool after_cr; /* the LF that follows belongs to it */

	prompt_complete_fn *complete; /* may be NULL */
	void *arg;
	bool completing;         /* between one Tab and the next */
	struct candidates found; /* for the bytes from its start to word_end */
	size_t word_end;
	size_t chosen;   /* of the candidates; their number: the word itself */
	struct buf word; /* which is this */
	struct buf hint;
};

static enum prompt_state
state_of(struct prompt *p, bool changed)
{
	if (changed)
		p->walking = false;
	return changed ? PROMPT_CHANGED : PROMPT_EDITING;
}

static struct str
text_of(const struct prompt *p)
{
	return buf_str(&p->edit.text);
}

static void
keep(struct buf *b, struct str s)
{
	buf_clear(b);
	buf_add(b, s.p, s.n);
}

/*
 * History.
 */

static enum prompt_state
show_entry(struct prompt *p, size_t i, struct str s)
{
	bool changed = edit_replace(&p->edit, 0, p->edit.text.n, s);

	p->walking = true;
	p->entry = i;
	return changed ? PROMPT_CHANGED : PROMPT_EDITING;
}

static bool
entry_fits(const struct prompt *p, struct str s)
{
	return s.n >= p->typed.n &&
	       str_eq((struct str){ s.p, p->typed.n }, buf_str(&p->typed)) &&
	       !str_eq(s, text_of(p));
}

static enum prompt_state
key_older(struct prompt *p)
{
	size_t n = p->history != NULL ? history_count(p->history) : 0;

	if (!p->walking) {
		keep(&p->typed, text_of(p));
	} else if (p->entry < n) {
		n = p->entry;
	}
	while (n-- > 0) {
		struct str s = str_of(history_at(p->history, n));

		if (entry_fits(p, s))
			return show_entry(p, n, s);
	}
	return PROMPT_EDITING;
}

static enum prompt_state
key_newer(struct prompt *p)
{
	size_t n = p->history != NULL ? history_count(p->history) : 0;

	if (!p->walking)
		return PROMPT_EDITING;
	for (size_t i = p->entry + 1; i < n; i++) {
		struct str s = str_of(history_at(p->history, i));

		if (entry_fits(p, s))
			return show_entry(p, i, s);
	}
	return state_of(
	    p, edit_replace(&p->edit, 0, p->edit.text.n, buf_str(&p->typed)));
}

/*
 * Completion.
 */

static void
completion_end(struct prompt *p)
{
	candidates_fini(&p->found);
	p->completing = false;
	buf_clear(&p->hint);
}

/* Ask the completer.  False if it knows nothing. */
static bool
completion_start(struct prompt *p)
{
	struct candidates *c = &p->found;
	size_t at = p->edit.at;
	char *before;

	if (p->complete == NULL)
		return false;
	before = x_strndup(buf_cstr(&p->edit.text), at);
	candidates_init(c);
	c->start = at;
	p->complete(p->arg, before, c);
	x_free(before);
	if (c->n == 0)
		return false;
	c->start =
	    edit_border(text_of(p), c->start < at ? c->start : at, false);
	p->word_end = at;
	p->chosen = c->n;
	keep(&p->word, edit_part(&p->edit, c->start, at));
	p->completing = true;
	return true;
}

static enum prompt_state
put_word(struct prompt *p, struct str s)
{
	bool changed = edit_replace(&p->edit, p->found.start, p->word_end, s);

	if (changed)
		p->word_end = p->found.start + s.n;
	return state_of(p, changed);
}

/* Put in what all candidates agree on; from then on that is the word. */
static enum prompt_state
extend_word(struct prompt *p)
{
	struct str s = candidates_common(&p->found);
	enum prompt_state state = PROMPT_EDITING;

	/* Not longer: nothing new, or the completer has other rules than how
	 * words start. */
	if (s.n > p->word.n || p->found.n == 1) {
		state = put_word(p, s);
		keep(&p->word, s);
	}
	return state;
}

static enum prompt_state
choose(struct prompt *p, size_t step)
{
	const struct candidates *c = &p->found;

	p->chosen = (p->chosen + step) % (c->n + 1);
	if (p->chosen == c->n)
		return put_word(p, buf_str(&p->word));
	return put_word(p, str_of(c->text[p->chosen]));
}

/* The chosen one first, so that those that come next are seen. */
static void
fill_hint(struct prompt *p)
{
	buf_clear(&p->hint);
	candidates_print(
	    &p->found, p->chosen < p->found.n ? p->chosen : 0, &p->hint);
}

/* step: how far to go among the candidates; 0 is as far as they agree. */
static enum prompt_state
complete(struct prompt *p, size_t step)
{
	enum prompt_state state;

	state = step == 0 ? extend_word(p) : choose(p, step);
	if (p->found.n == 1) /* the next Tab asks about what follows */
		completion_end(p);
	else
		fill_hint(p);
	return state;
}

static enum prompt_state
key_complete(struct prompt *p)
{
	if (p->completing)
		return complete(p, 1);
	return completion_start(p) ? complete(p, 0) : PROMPT_EDITING;
}

static enum prompt_state
key_complete_back(struct prompt *p)
{
	if (!p->completing && !completion_start(p))
		return PROMPT_EDITING;
	return complete(p, p->found.n);
}

/*
 * Keys.
 */

static enum prompt_state
move(struct prompt *p, size_t at)
{
	p->edit.at = at;
	return PROMPT_EDITING;
}

static enum prompt_state
key_left(struct prompt *p)
{
	return move(p, edit_left(&p->edit));
}

static enum prompt_state
key_right(struct prompt *p)
{
	return move(p, edit_right(&p->edit));
}

static enum prompt_state
key_word_left(struct prompt *p)
{
	return move(p, edit_word_left(&p->edit));
}

static enum prompt_state
key_word_right(struct prompt *p)
{
	return move(p, edit_word_right(&p->edit));
}

static enum prompt_state
key_start(struct prompt *p)
{
	return move(p, 0);
}

static enum prompt_state
key_end(struct prompt *p)
{
	return move(p, p->edit.text.n);
}

static enum prompt_state
drop(struct prompt *p, size_t from, size_t to)
{
	struct str nothing = { NULL, 0 };

	return state_of(p, edit_replace(&p->edit, from, to, nothing));
}

static enum prompt_state
key_backspace(struct prompt *p)
{
	if (p->edit.text.n == 0)
		return PROMPT_CANCELLED;
	return drop(p, edit_left(&p->edit), p->edit.at);
}

static enum prompt_state
key_delete(struct prompt *p)
{
	return drop(p, p->edit.at, edit_right(&p->edit));
}

static enum prompt_state
key_delete_or_cancel(struct prompt *p)
{
	return p->edit.text.n == 0 ? PROMPT_CANCELLED : key_delete(p);
}

static enum prompt_state
key_cut_word(struct prompt *p)
{
	struct edit *d = &p->edit;

	return state_of(p, edit_cut(d, edit_word_left(d), d->at));
}

static enum prompt_state
key_cut_start(struct prompt *p)
{
	return state_of(p, edit_cut(&p->edit, 0, p->edit.at));
}

static enum prompt_state
key_cut_end(struct prompt *p)
{
	return state_of(p, edit_cut(&p->edit, p->edit.at, p->edit.text.n));
}

static enum prompt_state
key_yank(struct prompt *p)
{
	return state_of(p, edit_yank(&p->edit));
}

static enum prompt_state
key_paste(struct prompt *p)
{
	p->pasting = true;
	p->after_cr = false;
	return PROMPT_EDITING;
}

static enum prompt_state
key_done(struct prompt *p)
{
	(void)p;
	return PROMPT_DONE;
}

static enum prompt_state
key_cancel(struct prompt *p)
{
	(void)p;
	return PROMPT_CANCELLED;
}

#define CONTROL(c) ((c) ^ 0x40)

struct prompt_action {
	uint32_t key;
	enum prompt_state (*run)(struct prompt *p);
};

static const struct prompt_action actions[] = {
	{ TERM_KEY_LEFT, key_left },
	{ CONTROL('B'), key_left },
	{ TERM_KEY_RIGHT, key_right },
	{ CONTROL('F'), key_right },
	{ TERM_KEY_ALT | 'b', key_word_left },
	{ TERM_KEY_ALT | 'f', key_word_right },
	{ TERM_KEY_HOME, key_start },
	{ CONTROL('A'), key_start },
	{ TERM_KEY_END, key_end },
	{ CONTROL('E'), key_end },
	{ TERM_KEY_BACKSPACE, key_backspace },
	{ TERM_KEY_DELETE, key_delete },
	{ CONTROL('D'), key_delete_or_cancel },
	{ CONTROL('W'), key_cut_word },
	{ CONTROL('U'), key_cut_start },
	{ CONTROL('K'), key_cut_end },
	{ CONTROL('Y'), key_yank },
	{ TERM_KEY_UP, key_older },
	{ CONTROL('P'), key_older },
	{ TERM_KEY_DOWN, key_newer },
	{ CONTROL('N'), key_newer },
	{ '\t', key_complete },
	{ TERM_KEY_BACKTAB, key_complete_back },
	{ TERM_KEY_PASTE_START, key_paste },
	{ '\r', key_done },
	{ '\n', key_done },
	{ CONTROL('['), key_cancel },
	{ CONTROL('C'), key_cancel },
	{ CONTROL('G'), key_cancel },
	{ TERM_KEY_EOF, key_cancel },
};

static enum prompt_state
paste(struct prompt *p, uint32_t key)
{
	uint32_t cp = key & ~TERM_KEY_ALT; /* Esc, which is dropped, and cp */
	bool done = key == '\n' && p->after_cr;

	if (key == TERM_KEY_EOF)
		return PROMPT_CANCELLED;
	p->after_cr = cp == '\r';
	if (key == TERM_KEY_PASTE_END) {
		p->pasting = false;
		edit_settle(&p->edit);
	}
	cp = edit_character(cp);
	if (cp == 0 || done)
		return PROMPT_EDITING;
	return state_of(p, edit_insert(&p->edit, cp));
}

enum prompt_state
prompt_key(struct prompt *p, uint32_t key)
{
	bool changed;

	if (p->pasting)
		return paste(p, key);
	if (key != '\t' && key != TERM_KEY_BACKTAB)
		completion_end(p);
	for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++)
		if (actions[i].key == key)
			return actions[i].run(p);
	if (edit_character(key) == 0)
		return PROMPT_EDITING;
	changed = edit_insert(&p->edit, key);
	edit_settle(&p->edit);
	return state_of(p, changed);
}

/*
 * The rest of the interface.
 */

struct prompt *
prompt_new(void)
{
	struct prompt *p = x_calloc(1, sizeof *p);

	p->mark = x_strdup("");
	edit_init(&p->edit, PROMPT_MAX);
	return p;
}

void
prompt_free(struct prompt *p)
{
	if (p == NULL)
		return;
	completion_end(p);
	buf_fini(&p->hint);
	buf_fini(&p->word);
	buf_fini(&p->typed);
	edit_fini(&p->edit);
	x_free(p->mark);
	x_free(p);
}

void
prompt_open(
    struct prompt *p, const char *mark, const char *text, struct history *h)
{
	struct buf clean = BUF_INIT;
	char *copy = x_strdup(mark);

	edit_clean(&clean, str_of(text)); /* which may be our own */
	clean.n = utf8_cut(buf_str(&clean), PROMPT_MAX);
	(void)edit_replace(&p->edit, 0, p->edit.text.n, buf_str(&clean));
	buf_fini(&clean);
	x_free(p->mark);
	p->mark = copy;
	p->history = h;
	p->walking = false;
	p->pasting = false;
	prompt_set_completer(p, NULL, NULL);
}

void
prompt_set_completer(struct prompt *p, prompt_complete_fn *fn, void *arg)
{
	completion_end(p);
	p->complete = fn;
	p->arg = arg;
}

const char *
prompt_text(const struct prompt *p)
{
	return buf_cstr(&p->edit.text);
}

size_t
prompt_cursor(const struct prompt *p)
{
	return p->edit.at;
}

const char *
prompt_hint(const struct prompt *p)
{
	return buf_cstr(&p->hint);
}

int
prompt_width(const struct prompt *p, bool ascii)
{
	return glyph_width(str_of(p->mark), ascii) +
	       glyph_width(text_of(p), ascii);
}

/*
 * The byte from which on the text is drawn into cols cells, of which a < takes
 * the first unless it is 0.  Found anew each time, in steps of half the
 * width, so that not every key shifts what a slow line has to repaint.
 */
static size_t
first_shown(const struct edit *d, int cols, bool ascii)
{
	int before = glyph_width(edit_part(d, 0, d->at), ascii);
	int step = cols > 4 ? (cols - 1) / 2 : 1;
	int under, cells, skipped;
	size_t start;

	(void)glyph_cluster(edit_part(d, d->at, d->text.n), ascii, &under);
	if (d->at == d->text.n || under < 1)
		under = 1;
	if (before + under <= cols)
		return 0;
	cells = before + under - (cols - 1);
	cells = (cells + step - 1) / step * step;
	if (cells > before)
		cells = before;
	start = glyph_fit(buf_str(&d->text), cells, ascii, &skipped);
	if (skipped < cells) /* a wide one lies across */
		start +=
		    glyph_cluster(edit_part(d, start, d->text.n), ascii, NULL);
	return start;
}

int
prompt_draw(const struct prompt *p, struct canvas *cv, struct box b)
{
	const struct edit *d = &p->edit;
	bool ascii = canvas_ascii(cv);
	int x = b.x, end = b.x + b.cols;
	size_t start;

	if (b.rows < 1 || b.cols < 1)
		return b.x;
	b.rows = 1;
	canvas_clear(cv, b, STYLE_STATUS);
	/* On a narrow screen the text matters more than its mark. */
	x += canvas_put(cv, b.y, x, b.cols / 2, str_of(p->mark), STYLE_STATUS);
	start = first_shown(d, end - x, ascii);
	if (start > 0)
		x += canvas_put(cv, b.y, x, 1, str_of("<"), STYLE_STATUS);
	(void)canvas_put(
	    cv, b.y, x, end - x, edit_part(d, start, d->text.n), STYLE_STATUS);
	if (start < d->at)
		x += glyph_width(edit_part(d, start, d->at), ascii);
	return x < end ? x : end - 1;
}
