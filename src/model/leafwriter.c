/*
 * A page is full by what is on it and its footer.  A word begins on the next
 * one if it does not fit; the places of a row are cut between two numbers, and
 * each piece takes at least one, so that a page may be some bytes larger.
 *
 * A doclist index has the first row of each page that a word goes on over, as
 * differences, and 0 for a page on which none begins.  It is written when the
 * word has left that many pages without a word (MIN_WORDLESS); what is in it
 * is known only then.
 */
#include "config.h"

#include "model/leafwriter.h"

#include <assert.h>
#include <string.h>

#define HEADER 4
#define MIN_WORDLESS 4
#define SKIP_BIT 36 /* of an id: it is a page of a doclist index */
#define HEIGHT_BIT 31

size_t
leaf_number_put_long(unsigned char *p, uint64_t n)
{
	unsigned char back[LEAF_NUMBER_MAX];
	size_t k = 0;

	assert(n >> 56 == 0); /* the longest ones have another form */
	do {
		back[k++] = (unsigned char)(n & 0x7F) | 0x80;
		n >>= 7;
	} while (n > 0);
	back[0] &= 0x7F;
	for (size_t i = 0; i < k; i++)
		p[i] = back[k - 1 - i];
	return k;
}

/* Bytes of the number at p. */
static size_t
number_bytes(const unsigned char *p)
{
	size_t n = 1;

	while (*p++ >= 0x80)
		n++;
	return n;
}

static void
put_short(unsigned char *p, size_t n)
{
	p[0] = (unsigned char)(n >> 8);
	p[1] = (unsigned char)n;
}

static void
add_number(struct leaf_writer *w, uint64_t n)
{
	w->n += leaf_number_put(w->page + w->n, n);
}

static void
send_page(struct leaf_writer *w, int64_t id, const void *p, size_t n)
{
	if (!w->failed && !w->sink->page(w->arg, id, (struct str){ p, n }))
		w->failed = true;
}

/* ---- doclist indexes ---- */

static void
skip_number(struct leaf_skip *s, uint64_t n)
{
	unsigned char bytes[LEAF_NUMBER_MAX];
	size_t k = leaf_number_put(bytes, n);

	buf_add(&s->page, (const char *)bytes, k);
}

static void
send_skip(struct leaf_writer *w, size_t height)
{
	const struct leaf_skip *s = &w->skip[height];

	send_page(w,
	    (INT64_C(1) << SKIP_BIT) + ((int64_t)height << HEIGHT_BIT) +
		(int64_t)s->number,
	    s->page.p, s->page.n);
}

/* Begin a page at that height with what it leads to: the page below and its
 * first row. */
static void
start_skip(struct leaf_skip *s, bool root, uint64_t below, uint64_t rowid)
{
	buf_addc(&s->page, root ? 0 : 1);
	skip_number(s, below);
	skip_number(s, rowid);
	s->last = rowid;
}

/* The first row of a page that has been started. */
static uint64_t
first_row(const struct leaf_skip *s)
{
	const unsigned char *p = (const unsigned char *)s->page.p + 1;
	uint64_t n = 0;

	p += number_bytes(p);
	do
		n = n << 7 | (*p & 0x7F);
	while (*p++ >= 0x80);
	return n;
}

/* Send a page that is full; the one above knows it then. */
static void
turn_skip(struct leaf_writer *w, size_t height)
{
	struct leaf_skip *s = &w->skip[height], *above = s + 1;

	assert(height + 1 < LEAF_SKIP_LEVELS);
	s->page.p[0] = 1; /* it is not the root */
	send_skip(w, height);
	if (above->page.n == 0) {
		above->number = s->number;
		start_skip(above, true, s->number, first_row(s));
	}
	buf_clear(&s->page);
	s->number++;
}

/* The page that is written begins with that row. */
static void
add_skip(struct leaf_writer *w, uint64_t rowid)
{
	uint64_t below = w->number;

	for (size_t i = 0;; i++) {
		struct leaf_skip *s = &w->skip[i];
		bool full = s->page.n >= w->full;

		if (full)
			turn_skip(w, i);
		if (s->page.n == 0) {
			start_skip(s, !full, below, rowid);
		} else {
			skip_number(s, rowid - s->last);
			s->last = rowid;
		}
		if (!full)
			return;
		below = s->number;
	}
}

/* The word is complete.  True if its index is worth to be kept. */
static bool
end_skip(struct leaf_writer *w)
{
	bool keep = w->skip[0].page.n > 0 && w->wordless >= MIN_WORDLESS;

	for (size_t i = 0; i < LEAF_SKIP_LEVELS; i++) {
		if (w->skip[i].page.n > 0 && keep)
			send_skip(w, i);
		buf_clear(&w->skip[i].page);
	}
	w->wordless = 0;
	return keep;
}

/* ---- pages ---- */

/* Send what leads to the page on which the words before now began. */
static void
send_start(struct leaf_writer *w)
{
	bool skips;

	if (w->start_page == 0)
		return;
	skips = end_skip(w);
	if (!w->failed &&
	    !w->sink->start(w->arg, (struct str){ w->start, w->nstart },
		(int64_t)w->start_page * 2 + skips))
		w->failed = true;
	w->start_page = 0;
}

static void
start_page(struct leaf_writer *w)
{
	memset(w->page, 0, HEADER);
	w->n = HEADER;
	w->nfoot = 0;
	w->foot_last = 0;
	w->number++;
	w->has_word = false;
	w->has_row = false;
}

static void
send_leaf(struct leaf_writer *w)
{
	put_short(w->page + 2, w->n);
	if (w->has_word) {
		memcpy(w->page + w->n, w->foot, w->nfoot);
	} else {
		if (!w->has_row && w->skip[0].page.n > 0)
			skip_number(&w->skip[0], 0);
		w->wordless++;
	}
	send_page(w, w->number, w->page, w->n + w->nfoot);
	start_page(w);
}

static bool
is_full(const struct leaf_writer *w)
{
	return w->n + w->nfoot >= w->full;
}

void
leaf_writer_start(
    struct leaf_writer *w, size_t full, const struct leaf_sink *sink, void *arg)
{
	assert(full >= 32 && full <= LEAF_BYTES);
	w->full = full;
	w->sink = sink;
	w->arg = arg;
	w->failed = false;
	w->number = 0;
	w->nword = 0;
	w->nstart = 0;
	w->start_page = 1;
	w->wordless = 0;
	for (size_t i = 0; i < LEAF_SKIP_LEVELS; i++)
		buf_init(&w->skip[i].page);
	start_page(w);
}

/* How many bytes two words begin with alike. */
static size_t
common(const struct leaf_writer *w, struct str word)
{
	size_t most = w->nword < word.n ? w->nword : word.n, n = 0;

	while (n < most && w->word[n] == word.p[n])
		n++;
	return n;
}

/* The first word of a page: so much of it that all before come before. */
static void
start_words(struct leaf_writer *w, struct str word)
{
	send_start(w);
	w->nstart = common(w, word) + 1;
	memcpy(w->start, word.p, w->nstart);
	w->start_page = w->number;
}

void
leaf_writer_word(struct leaf_writer *w, struct str word)
{
	size_t same = 0;

	assert(word.n > 0 && word.n <= LEAF_WORD_BYTES);
	if (w->n + w->nfoot + word.n + 2 >= w->full && w->n > HEADER)
		send_leaf(w);
	w->nfoot += leaf_number_put(w->foot + w->nfoot, w->n - w->foot_last);
	w->foot_last = w->n;
	if (w->has_word) {
		same = common(w, word);
		add_number(w, same);
	} else if (w->number > 1) {
		start_words(w, word);
	}
	add_number(w, word.n - same);
	memcpy(w->page + w->n, word.p + same, word.n - same);
	w->n += word.n - same;
	memcpy(w->word + same, word.p + same, word.n - same);
	w->nword = word.n;
	w->has_word = w->has_row = true;
	w->rowid = 0;
	w->skip[0].number = w->number;
}

/* So many bytes of whole numbers at p as fit into space, at least one number;
 * all n of them need more. */
static size_t
fitting(const unsigned char *p, size_t space)
{
	size_t n = number_bytes(p), more;

	while (n < space && n + (more = number_bytes(p + n)) <= space)
		n += more;
	return n;
}

/* Append numbers, over as many pages as they need. */
static void
add_numbers(struct leaf_writer *w, const unsigned char *p, size_t n)
{
	while (n > 0) {
		size_t space = is_full(w) ? 0 : w->full - w->n - w->nfoot;
		size_t k = n <= space ? n : fitting(p, space);

		memcpy(w->page + w->n, p, k);
		w->n += k;
		p += k;
		n -= k;
		if (is_full(w))
			send_leaf(w);
	}
}

/* The first row on a page that belongs to a word of a page before. */
static void
start_row(struct leaf_writer *w, uint64_t rowid)
{
	put_short(w->page, w->n);
	add_number(w, rowid);
	w->has_row = true;
	add_skip(w, rowid);
}

void
leaf_writer_row(
    struct leaf_writer *w, uint64_t rowid, const unsigned char *p, size_t n)
{
	unsigned char size[LEAF_NUMBER_MAX];
	size_t nsize = leaf_number_put(size, n * 2);

	if (w->has_row)
		add_number(w, rowid - w->rowid);
	else
		start_row(w, rowid);
	w->rowid = rowid;
	if (w->n + w->nfoot + nsize + n > w->full) {
		add_numbers(w, size, nsize);
		add_numbers(w, p, n);
	} else if (n <= LEAF_SLACK) { /* nearly all: by one move each */
		w->page[w->n] = size[0];
		memcpy(w->page + w->n + 1, p, LEAF_SLACK);
		w->n += 1 + n;
	} else {
		memcpy(w->page + w->n, size, nsize);
		memcpy(w->page + w->n + nsize, p, n);
		w->n += nsize + n;
	}
}

bool
leaf_writer_end(struct leaf_writer *w, uint32_t *pages)
{
	if (w->n > HEADER)
		send_leaf(w);
	*pages = w->number - 1;
	if (*pages > 0)
		send_start(w);
	for (size_t i = 0; i < LEAF_SKIP_LEVELS; i++)
		buf_fini(&w->skip[i].page);
	return !w->failed;
}
