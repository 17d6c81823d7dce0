/*
 * Pages of an index, written here as FTS5 may write them: broken wherever
 * that is allowed, and then damaged.
 */
#include "config.h"

#include "model/leaf.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "running.h"
#include "unit/chance.h"

#define WORDS 60
#define ROWS 3000
#define PAGES_MAX 4000

struct pages {
	struct str page[PAGES_MAX]; /* of its own memory, to its last byte */
	size_t n, at;
	/* That in the making. */
	struct buf body, foot;
	size_t first_row, last_word;
	bool worded; /* a word begins on it */
	char word[16];
};

struct entry {
	char word[16];
	uint32_t row[ROWS];
	struct {
		size_t at, n; /* in places */
	} place[ROWS];
	size_t n;
};

static struct pages pages;
static struct entry entry[WORDS];
static size_t nentries;
static struct buf places; /* of all rows, as they were put */

static void
put_number(struct buf *b, uint64_t n)
{
	char c[10];
	size_t at = sizeof c;

	c[--at] = (char)(n & 0x7F);
	for (n >>= 7; n > 0; n >>= 7)
		c[--at] = (char)(0x80 | (n & 0x7F));
	buf_add(b, c + at, sizeof c - at);
}

static void
end_page(void)
{
	size_t end = 4 + pages.body.n, n = end + pages.foot.n;
	char *p = x_malloc(n);

	ck_assert_uint_lt(pages.n, PAGES_MAX);
	p[0] = (char)(pages.first_row >> 8);
	p[1] = (char)pages.first_row;
	p[2] = (char)(end >> 8);
	p[3] = (char)end;
	if (pages.body.n > 0)
		memcpy(p + 4, pages.body.p, pages.body.n);
	if (pages.foot.n > 0)
		memcpy(p + end, pages.foot.p, pages.foot.n);
	pages.page[pages.n++] = (struct str){ p, n };
	buf_clear(&pages.body);
	buf_clear(&pages.foot);
	pages.first_row = pages.last_word = 0;
	pages.worded = false;
}

static void
put_word(const char *word)
{
	size_t at = 4 + pages.body.n, same = 0, n = strlen(word);

	if (pages.worded) {
		while (pages.word[same] == word[same])
			same++;
		put_number(&pages.body, same);
	}
	put_number(&pages.body, n - same);
	buf_add(&pages.body, word + same, n - same);
	put_number(&pages.foot, at - pages.last_word);
	pages.last_word = at;
	pages.worded = true;
	memcpy(pages.word, word, n + 1);
}

/* A row and its positions, with ends of pages wherever they may be. */
static void
put_row(uint64_t row, uint64_t before, bool often)
{
	size_t size = chance(10) > 0 ? chance(6) : chance(500);

	if (often && chance(30) == 0)
		end_page();
	if (!pages.worded && pages.first_row == 0) {
		pages.first_row = 4 + pages.body.n;
		before = 0;
	}
	put_number(&pages.body, row - before);
	if (often && chance(30) == 0)
		end_page();
	put_number(&pages.body, size * 2);
	for (size_t i = 0; i < size; i++) {
		char c = (char)(2 + chance(100));

		if (often && chance(200) == 0)
			end_page();
		buf_addc(&pages.body, c);
		buf_addc(&places, c);
	}
}

static int
compare(const void *a, const void *b)
{
	return strcmp(
	    ((const struct entry *)a)->word, ((const struct entry *)b)->word);
}

static void
make_entries(void)
{
	nentries = 1 + chance(WORDS);
	for (size_t i = 0; i < nentries; i++) {
		size_t len = 1 + chance(8);
		char *w = entry[i].word;

		w[0] = '0';
		for (size_t j = 1; j <= len; j++)
			w[j] = (char)('a' + chance(3));
		w[len + 1] = (char)('A' + (int)i % 60);
		w[len + 2] = '\0';
		entry[i].n = 0;
		for (uint32_t row = (uint32_t)chance(50); row < ROWS;
		     row += 1 + (uint32_t)chance(1 + chance(ROWS)))
			entry[i].row[entry[i].n++] = row;
	}
	qsort(entry, nentries, sizeof *entry, compare);
}

static void
write_pages(bool often)
{
	for (size_t i = 0; i < nentries; i++) {
		uint64_t before = 0;

		if (pages.body.n > 0 && chance(4) == 0)
			end_page();
		put_word(entry[i].word);
		for (size_t j = 0; j < entry[i].n; j++) {
			entry[i].place[j].at = places.n;
			put_row(entry[i].row[j] + UINT64_C(1), before, often);
			entry[i].place[j].n = places.n - entry[i].place[j].at;
			before = entry[i].row[j] + UINT64_C(1);
			if (pages.body.n > 3000)
				end_page();
		}
	}
	end_page();
}

static void
drop_pages(void)
{
	for (size_t i = 0; i < pages.n; i++)
		x_free((void *)(uintptr_t)pages.page[i].p);
	pages.n = pages.at = 0;
}

static void
setup(void)
{
	memset(&pages, 0, sizeof pages);
	chance_start(1);
}

static void
teardown(void)
{
	drop_pages();
	buf_fini(&pages.body);
	buf_fini(&pages.foot);
	buf_fini(&places);
	buf_init(&places);
}

static bool
fetch(void *arg, struct str *page)
{
	struct pages *p = arg;

	if (p->at == p->n)
		return false;
	*page = p->page[p->at++];
	return true;
}

static void
check_rows(const struct entry *want, const uint64_t *set, size_t taken)
{
	size_t n = 0;

	ck_assert_uint_eq(taken, want->n);
	for (uint32_t row = 0; row < ROWS; row++) {
		bool has = (set[row / 64] >> row % 64 & 1) != 0;

		ck_assert_msg(has == (n < want->n && want->row[n] == row),
		    "%s, row %u", want->word, (unsigned)row);
		n += has;
	}
}

struct showing {
	const struct entry *want;
	size_t n;
};

static void
check_row(void *arg, uint64_t row, struct str is)
{
	struct showing *s = arg;
	size_t i = s->n++;

	ck_assert_uint_lt(i, s->want->n);
	ck_assert_uint_eq(row, s->want->row[i]);
	ck_assert_uint_eq(is.n, s->want->place[i].n);
	if (is.n > 0)
		ck_assert_mem_eq(is.p, places.p + s->want->place[i].at, is.n);
}

/* Look at the rows of a word in one of two ways. */
static void
read_rows(struct leaf_walk *w, const struct entry *want)
{
	uint64_t set[ROWS / 64 + 1] = { 0 };
	struct leaf_rows rows = { set, ROWS };
	struct showing s = { want, 0 };

	if (chance(2) == 0) {
		check_rows(want, set, leaf_take(w, &rows));
		return;
	}
	leaf_each(w, check_row, &s);
	ck_assert_uint_eq(s.n, want->n);
}

/* Words, rows and places come out as they went in; some words are passed over.
 */
START_TEST(what_is_written_is_read)
{
	chance_start(_i);
	make_entries();
	write_pages(_i % 3 > 0);
	for (int skip = 0; skip < 3; skip++) {
		struct leaf_walk w = { .places = BUF_INIT };

		pages.at = 0;
		leaf_start(&w, fetch, &pages);
		for (size_t i = 0; i < nentries; i++) {
			ck_assert(leaf_next(&w));
			ck_assert_uint_eq(w.word.n, strlen(entry[i].word));
			ck_assert_mem_eq(w.word.p, entry[i].word, w.word.n);
			if (skip == 0 || chance(3) == 0)
				read_rows(&w, &entry[i]);
		}
		ck_assert(!leaf_next(&w));
		ck_assert(!leaf_next(&w));
		ck_assert(!w.damaged);
		leaf_fini(&w);
	}
}
END_TEST

START_TEST(rows_beyond_the_set_are_counted_only)
{
	uint64_t set[2] = { 0 };
	struct leaf_rows rows = { set, 100 };
	struct leaf_walk w = { .places = BUF_INIT };

	put_word("0a");
	put_row(100, 0, false);
	put_row(101, 100, false);
	put_row(ROWS, 101, false);
	end_page();
	leaf_start(&w, fetch, &pages);
	ck_assert(leaf_next(&w));
	ck_assert_uint_eq(leaf_take(&w, &rows), 3);
	ck_assert_uint_eq(set[0], 0);
	ck_assert_uint_eq(set[1], UINT64_C(1) << 35);
}
END_TEST

static void
count_places(void *arg, uint64_t row, struct str bytes)
{
	size_t *n = arg;
	struct leaf_places p;

	(void)row;
	++*n;
	leaf_places_start(&p, bytes);
	while (leaf_places_next(&p))
		++*n;
}

/* It ends, says nothing of rows that are not there, and reads nothing beside
 * its pages, which a sanitizer would see. */
START_TEST(damage_does_no_harm)
{
	chance_start(_i);
	make_entries();
	write_pages(true);
	for (size_t i = 0; i < 1 + chance(20); i++) {
		struct str page = pages.page[chance(pages.n)];

		((char *)(uintptr_t)page.p)[chance(page.n)] =
		    (char)(chance(3) > 0 ? chance(256) : 255 * chance(2));
	}
	for (int take = 0; take < 3; take++) {
		size_t bytes = 0, words = 0, n = 0;
		struct leaf_walk w = { .places = BUF_INIT };

		for (size_t i = 0; i < pages.n; i++)
			bytes += pages.page[i].n;
		pages.at = 0;
		leaf_start(&w, fetch, &pages);
		while (leaf_next(&w)) {
			uint64_t set[ROWS / 64 + 1] = { 0 };
			struct leaf_rows rows = { set, ROWS };

			ck_assert_uint_le(++words, bytes);
			ck_assert_uint_le(w.word.n, LEAF_WORD_MAX);
			if (take == 1)
				ck_assert_uint_le(leaf_take(&w, &rows), bytes);
			if (take == 2)
				leaf_each(&w, count_places, &n);
			ck_assert_uint_le(n, 2 * bytes);
			for (size_t i = ROWS; i < (ROWS / 64 + 1) * 64; i++)
				ck_assert((set[i / 64] >> i % 64 & 1) == 0);
		}
		if (w.damaged)
			ck_assert(!leaf_next(&w));
		leaf_fini(&w);
	}
}
END_TEST

START_TEST(no_pages_have_no_words)
{
	static const char *const bad[] = { "", "\0", "\0\0\0", "\0\0\0\x03",
		"\0\0\0\x05", "\0\0\xFF\xFF", "\0\0\0\x04\x01",
		"\0\0\0\x05\x01\x01", "\0\0\0\x06\x7F\x61\x04" };
	static const size_t size[] = { 0, 1, 3, 4, 4, 4, 5, 6, 7 };
	struct leaf_walk w = { .places = BUF_INIT };

	leaf_start(&w, fetch, &pages);
	ck_assert(!leaf_next(&w));
	ck_assert(!w.damaged);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		char *p = x_malloc(size[i] + 1);

		drop_pages();
		memcpy(p, bad[i], size[i]);
		pages.page[pages.n++] = (struct str){ p, size[i] };
		leaf_start(&w, fetch, &pages);
		ck_assert_msg(!leaf_next(&w), "%zu", i);
		ck_assert_msg(w.damaged, "%zu", i);
	}
}
END_TEST

/* Places as FTS5 writes them. */
START_TEST(places_in_columns)
{
	static const unsigned char bytes[] = { 2, 7, 1, 3, 2, 0x81, 2, 1, 4,
		9 };
	static const struct {
		uint32_t column, at;
	} want[] = { { 0, 0 }, { 0, 5 }, { 3, 0 }, { 3, 128 }, { 4, 7 } };
	static const char *const wrong[] = { "\0", "\1", "\1\1", "\1\1\1",
		"\1\xFF\xFF\xFF\xFF\xFF\1\2", "\xFF" };
	struct leaf_places p;

	leaf_places_start(
	    &p, (struct str){ (const char *)bytes, sizeof bytes });
	for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
		ck_assert(leaf_places_next(&p));
		ck_assert_uint_eq(p.column, want[i].column);
		ck_assert_uint_eq(p.at, want[i].at);
	}
	ck_assert(!leaf_places_next(&p));
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		size_t n = i == 0 ? 1 : strlen(wrong[i]);

		leaf_places_start(&p, (struct str){ wrong[i], n });
		ck_assert_msg(!leaf_places_next(&p), "%zu", i);
	}
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, what_is_written_is_read, 0, 60);
	tcase_add_test(tc, rows_beyond_the_set_are_counted_only);
	tcase_add_loop_test(tc, damage_does_no_harm, 0, 400);
	tcase_add_test(tc, no_pages_have_no_words);
	tcase_add_test(tc, places_in_columns);
}

int
main(void)
{
	return run_tests("leaf", add_tests);
}
