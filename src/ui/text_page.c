#include "config.h"

#include "ui/text_page.h"

#define STEPS_MAX 1000 /* words that the cursor goes at once */
#define SMALL 20000    /* events of which the related ones are found at once */

void
text_page_init(struct text_page *p, struct reader *r)
{
	*p = (struct text_page){ .reader = r, .rows = 1 };
	doc_init(&p->doc);
	text_hits_init(&p->hits);
}

void
text_page_fini(struct text_page *p)
{
	doc_fini(&p->doc);
	text_hits_fini(&p->hits);
	related_free(p->related);
}

/* Remember how far the event was read. */
static void
keep_place(struct text_page *p)
{
	if (p->valid && !p->shown_topic)
		reader_set_offset(p->reader, p->shown, p->at);
}

static void
forget_related(struct text_page *p)
{
	related_free(p->related);
	p->related = NULL;
	p->linked = false;
}

void
text_page_reset(struct text_page *p)
{
	keep_place(p);
	forget_related(p);
	p->valid = false;
}

static size_t
last_top(const struct text_page *p)
{
	size_t n = doc_count(&p->doc), rows = (size_t)p->rows;

	return n > rows ? n - rows : 0;
}

/* Put the place where the reader is at the top, unless that wastes room. */
static void
clamp_top(struct text_page *p)
{
	p->top = p->at > 0 ? doc_find(&p->doc, p->at) : 0;
	doc_until(&p->doc, p->top + (size_t)p->rows + 1);
	if (doc_done(&p->doc) && p->top > last_top(p))
		p->top = last_top(p);
}

/* Have line at the top. */
static void
set_top(struct text_page *p, size_t line)
{
	p->at = line > 0 ? doc_offset(&p->doc, line) : 0;
	clamp_top(p);
}

static bool
has_line(const struct text_page *p, size_t line)
{
	return line >= p->top && line < p->top + (size_t)p->rows;
}

/* How many events the topic on show has. */
static size_t
topic_count(const struct text_page *p)
{
	const struct reader *r = p->reader;

	if (p->section == SECTION_NONE)
		return chronicle_count(r->chronicle);
	return p->section < r->ncounts ? r->count[p->section] : 0;
}

/* A hit is shown with some of what stands before it. */
static size_t
line_before(size_t line)
{
	return line > 2 ? line - 2 : 0;
}

/* Find the hits, and open a text that was not read yet at the first one. */
static void
find_hits(struct text_page *p)
{
	const struct find *f = &p->reader->find;
	struct text_hits *h = &p->hits;
	int column = chronicle_columns(p->reader->chronicle)->role[ROLE_TEXT];
	size_t line;

	text_hits_clear(h);
	h->version = f->version;
	if (p->topic)
		return;
	text_hits_find(h, &p->doc, f, column);
	if (h->n == 0 || h->mark[0].start >= p->doc.text.n || p->at > 0)
		return;
	line = doc_find(&p->doc, h->mark[0].start);
	if (line >= (size_t)p->rows)
		p->at = doc_offset(&p->doc, line_before(line));
}

/* Another event or section is to be shown: as it was left. */
static void
change(struct text_page *p, size_t what)
{
	struct text_cursor cursor = p->cursor;

	p->cursor.set = p->in_sight = false;
	if (!p->topic && p->left.set && p->left_event == what)
		p->cursor = p->left;
	if (cursor.set && !p->shown_topic) {
		p->left = cursor;
		p->left_event = p->shown;
	}
	p->at = p->topic ? 0 : reader_offset(p->reader, what);
	forget_related(p);
}

static void
add_links(struct text_page *p)
{
	uint32_t event[RELATED_MAX];
	size_t n = related_count(p->related);

	for (size_t i = 0; i < n; i++)
		event[i] = (uint32_t)related_at(p->related, i);
	doc_relate(&p->doc, p->reader->chronicle, event, n);
	p->linked = true;
}

bool
text_page_working(const struct text_page *p)
{
	return p->valid && !p->shown_topic && !p->linked &&
	       !chronicle_loading(p->reader->chronicle);
}

bool
text_page_work(struct text_page *p)
{
	bool done = false;

	if (!text_page_working(p))
		return false;
	if (p->related == NULL)
		p->related = related_new(p->reader->chronicle, p->shown, NULL);
	/* Without memory there are no links; the text says what matters. */
	if (p->related == NULL || !related_step(p->related, &done, NULL))
		p->linked = true;
	if (!done)
		return false;
	add_links(p);
	return p->doc.nlinks > 0;
}

/* What the reader left behind at the event. */
static void
add_kept(struct text_page *p)
{
	const struct kept *k = p->reader->kept;
	const struct kept_item *item = kept_at(k, p->shown);
	struct buf mark = BUF_INIT;

	p->kept = kept_version(k);
	if (item == NULL)
		return;
	if (item->row.marked)
		buf_adds(&mark, "bookmark");
	if (item->row.letter != 0)
		buf_addf(&mark, " '%c", item->row.letter);
	if (item->row.list.n > 0)
		buf_addf(&mark, ", in %.*s", (int)item->row.list.n,
		    item->row.list.p);
	if (item->state == KEPT_CHANGED)
		buf_adds(&mark, mark.n > 0 ? "; the text was another one then"
					   : "the text was another one when "
					     "the note was written");
	doc_add(&p->doc, str_of("Kept"), buf_str(&mark));
	doc_add(&p->doc, str_of("Note"), item->row.note);
	buf_fini(&mark);
}

static void
fill(struct text_page *p, size_t what, size_t count)
{
	const struct chronicle *c = p->reader->chronicle;

	if (p->topic)
		doc_section(&p->doc, c, p->section, count, p->width, p->ascii);
	else
		doc_event(&p->doc, c, what, p->width, p->ascii);
	p->valid = true;
	p->shown_topic = p->topic;
	p->shown = what;
	p->shown_count = count;
	if (!p->topic && p->reader->kept != NULL)
		add_kept(p);
	if (p->linked && p->related != NULL)
		add_links(p);
	else if (chronicle_count(c) <= SMALL)
		(void)text_page_work(p);
	find_hits(p);
}

static bool
is_kept_same(const struct text_page *p)
{
	const struct kept *k = p->reader->kept;

	return k == NULL || p->topic || p->kept == kept_version(k);
}

bool
text_page_show(struct text_page *p, int width, bool ascii)
{
	size_t what = p->section, count = p->topic ? topic_count(p) : 0;
	bool same;

	if (!p->topic && !reader_event(p->reader, &what)) {
		keep_place(p);
		return p->valid = false;
	}
	same = p->valid && p->shown_topic == p->topic && p->shown == what;
	if (same && p->width == width && p->shown_count == count &&
	    is_kept_same(p)) {
		if (p->hits.version != p->reader->find.version)
			find_hits(p);
		return true;
	}
	keep_place(p);
	if (!same)
		change(p, what);
	p->width = width;
	p->ascii = ascii;
	fill(p, what, count);
	return true;
}

bool
text_page_sees_cursor(struct text_page *p, size_t *line)
{
	const struct text_cursor *c = &p->cursor;

	*line = 0;
	if (!c->set || !p->valid)
		return false;
	if (c->title)
		return c->end <= p->title;
	/* It may be on a link that is not there yet again. */
	if (c->end > p->doc.text.n + p->doc.fields.n)
		return false;
	*line = doc_find(&p->doc, c->start);
	return has_line(p, *line);
}

/* Have the cursor in the pane. */
static void
show_cursor(struct text_page *p)
{
	size_t line, rows = (size_t)p->rows;

	if (text_page_sees_cursor(p, &line) || p->cursor.title)
		return;
	/* A terminal scrolls whole rows only: beside another pane every line
	 * costs as much as half a page. */
	if (p->beside)
		line = line > rows / 2 ? line - rows / 2 : 0;
	else if (line >= p->top + rows)
		line = line - rows + 1;
	set_top(p, line);
}

void
text_page_fit(struct text_page *p, int rows, bool beside)
{
	size_t line;

	p->rows = rows > 0 ? rows : 1;
	p->beside = beside;
	clamp_top(p);
	if (p->in_sight)
		show_cursor(p);
	p->in_sight = text_page_sees_cursor(p, &line);
}

bool
text_page_fits(const struct text_page *p)
{
	return doc_done(&p->doc) && doc_count(&p->doc) <= (size_t)p->rows;
}

/* By lines or, while their number is not known, by bytes. */
int
text_page_share(const struct text_page *p)
{
	size_t n = doc_count(&p->doc), seen = p->top + (size_t)p->rows;

	if (!p->valid || text_page_fits(p))
		return -1;
	if (!doc_done(&p->doc)) {
		seen = seen < n ? doc_offset(&p->doc, seen) : p->doc.wrap.next;
		n = p->doc.text.n;
	}
	return seen >= n ? 100 : (int)(100.0 * (double)seen / (double)n);
}

/* ---- moving ------------------------------------------------------------- */

/* The event may have changed since it was drawn. */
static bool
is_ready(struct text_page *p)
{
	if (p->width == 0 || !text_page_show(p, p->width, p->ascii))
		return false;
	clamp_top(p);
	return true;
}

bool
text_page_scroll(struct text_page *p, enum motion m, long n)
{
	size_t was, rows = (size_t)(p->rows > 1 ? p->rows : 1);
	size_t by = (size_t)(n < 0 ? -(n + 1) : n) + (n < 0 ? 1 : 0);

	if (!is_ready(p))
		return false;
	was = p->top;
	if (m == MOTION_HALF)
		by *= rows > 1 ? rows / 2 : 1;
	if (m == MOTION_PAGE)
		by *= rows > 1 ? rows - 1 : 1;
	if (m == MOTION_TO) {
		doc_until(&p->doc, n < 0 ? SIZE_MAX : by + rows);
		p->top = n < 0 ? last_top(p) : by;
	} else if (n < 0) {
		p->top -= by > p->top ? p->top : by;
	} else {
		p->top += by;
	}
	doc_until(&p->doc, p->top + rows + 1);
	if (p->top > last_top(p))
		p->top = last_top(p);
	if (p->top == was)
		return false;
	p->at = p->top > 0 ? doc_offset(&p->doc, p->top) : 0;
	p->in_sight = false;
	return true;
}

/* The place behind what is seen. */
static size_t
seen_end(const struct text_page *p)
{
	size_t end = p->top + (size_t)p->rows;

	return end < doc_count(&p->doc) ? doc_offset(&p->doc, end) : SIZE_MAX;
}

/* ---- hits --------------------------------------------------------------- */

/* The next hit behind the cursor, or the one before it; hits.n: none. */
static size_t
hit_beside_cursor(struct text_page *p, int direction)
{
	const struct text_hits *h = &p->hits;
	size_t line, i = 0, at = doc_offset(&p->doc, p->top);
	bool seen = text_page_sees_cursor(p, &line);

	if (seen)
		at = p->cursor.title ? 0 : p->cursor.start;
	while (i < h->n && h->mark[i].start < at)
		i++;
	if (direction < 0)
		return i > 0 ? i - 1 : h->n;
	/* From a hit on to the next one. */
	if (seen && !p->cursor.title && i < h->n && h->mark[i].start == at)
		i++;
	return i;
}

/* The next hit that is not seen; hits.n: none. */
static size_t
hit_out_of_sight(struct text_page *p, int direction)
{
	const struct text_hits *h = &p->hits;
	size_t found = h->n;

	for (size_t i = 0; i < h->n; i++) {
		size_t line = doc_find(&p->doc, h->mark[i].start);

		if (direction < 0 && line < p->top)
			found = i;
		if (direction > 0 && line >= p->top + (size_t)p->rows)
			return i;
	}
	return found;
}

bool
text_page_hit(struct text_page *p, int direction, bool walk)
{
	struct text_hits *h = &p->hits;
	size_t i, line;

	if (!is_ready(p) || h->n == 0 || doc_count(&p->doc) == 0)
		return false;
	i = (walk ? hit_beside_cursor : hit_out_of_sight)(p, direction);
	if (i == h->n)
		return false;
	h->at = i;
	line = doc_find(&p->doc, h->mark[i].start);
	if (!has_line(p, line))
		set_top(p, line_before(line));
	if (walk)
		p->cursor = (struct text_cursor){ true, false, h->mark[i].start,
			h->mark[i].end };
	return true;
}

size_t
text_page_hits(const struct text_page *p, size_t *number)
{
	*number = 0;
	if (!p->valid || p->top >= doc_count(&p->doc))
		return 0;
	*number = text_hits_number(
	    &p->hits, doc_offset(&p->doc, p->top), seen_end(p));
	return p->hits.n;
}

/* ---- the cursor --------------------------------------------------------- */

static struct text_words
words_of(const struct text_page *p)
{
	return (struct text_words){ &p->doc,
		chronicle_map(p->reader->chronicle), p->title };
}

/* To the first (1) or last (-1) word that is seen. */
static bool
enter(struct text_page *p, int direction)
{
	struct text_words w = words_of(p);

	if (direction < 0)
		return text_cursor_before(&p->cursor, &w, seen_end(p));
	if (p->top < doc_count(&p->doc) &&
	    text_cursor_from(&p->cursor, &w, doc_offset(&p->doc, p->top)))
		return true;
	return text_cursor_before(&p->cursor, &w, 0); /* the title's last */
}

bool
text_page_step(struct text_page *p, long n)
{
	bool back = n < 0, moved = false;
	struct text_words w;
	size_t line;

	if (!is_ready(p))
		return false;
	w = words_of(p);
	n = n < -STEPS_MAX || n > STEPS_MAX ? STEPS_MAX : back ? -n : n;
	if (!text_page_sees_cursor(p, &line)) {
		if (!enter(p, back ? -1 : 1))
			return false;
		moved = true;
		n--;
	}
	while (n-- > 0 &&
	       (back ? text_cursor_previous : text_cursor_next)(&p->cursor, &w))
		moved = true;
	if (moved)
		show_cursor(p);
	return moved;
}

struct str
text_page_word(struct text_page *p, uint32_t *event)
{
	struct text_cursor was = p->cursor;
	struct str word = { "", 0 };
	size_t line, i;

	*event = DOC_NO_LINK;
	if (!is_ready(p) || (!text_page_sees_cursor(p, &line) && !enter(p, 1)))
		return word;
	word = text_cursor_word(&p->cursor, &p->doc);
	if (text_cursor_on_link(&p->cursor, &p->doc, &i))
		*event = doc_link_event(&p->doc, i);
	p->cursor = was;
	return word;
}

bool
text_page_to_link(struct text_page *p)
{
	if (!is_ready(p) || p->doc.nlinks == 0)
		return false;
	text_cursor_link(&p->cursor, &p->doc, 0);
	show_cursor(p);
	return true;
}

bool
text_page_link(struct text_page *p, long n, size_t *event)
{
	size_t i = n > 0 ? (size_t)n - 1 : 0, line;

	if (!is_ready(p))
		return false;
	if (n == 0 && (!text_page_sees_cursor(p, &line) ||
			  !text_cursor_on_link(&p->cursor, &p->doc, &i)))
		return false;
	if (i >= p->doc.nlinks)
		return false;
	*event = doc_link_event(&p->doc, i);
	return true;
}
