/*
 * Files made up by chance, in several dialects and encodings, read whole and
 * in pieces: it must be the same chronicle.
 */
#include "config.h"

#include "model/intake.h"

#include "model/delivery.h"
#include "running.h"
#include "unit/chance.h"
#include "unit/loading.h"

/* Cells of all kinds; what is odd comes seldom, by its place. */
static const char *const cells[] = { "", "a bridge", "1948-05-17", "3/4/1999",
	"9 Nov 2004", "\xD0\xBC\xD0\xBE\xD1\x81\xD1\x82", "caf\xC3\xA9",
	"\"quoted, twice\"", "\"two\nlines\"", "\"a \"\"word\"\" here\"",
	"1234", "  blanks  ", "5\" pipe", "\xFF\xFE", "2019-02-29", "\"open" };

#define CELLS (sizeof cells / sizeof cells[0])

static void
add_record(struct buf *out, char delimiter, size_t n)
{
	static const char *const ends[] = { "\n", "\r\n", "\n\n", "\r" };

	for (size_t i = 0; i < n; i++) {
		size_t most = chance(20) > 0 ? CELLS - 4 : CELLS;

		if (i > 0)
			buf_addc(out, delimiter);
		buf_adds(out, cells[chance(most)]);
	}
	buf_adds(out, ends[chance(30) > 0 ? 0 : chance(4)]);
}

static void
make_file(struct buf *out)
{
	static const char delimiters[] = { ',', ';', '\t', '|' };
	char delimiter = delimiters[chance(4)];
	size_t rows = chance(400), n = 2 + chance(5);

	if (chance(4) == 0)
		buf_adds(out, "\xEF\xBB\xBF");
	for (size_t i = 0; i < n && chance(5) > 0; i++)
		buf_addf(out, "%s%c",
		    i == 0   ? "id"
		    : i == 1 ? "date"
		    : i == 2 ? "title"
			     : "more",
		    i + 1 < n ? delimiter : '\n');
	for (size_t i = 0; i < rows; i++)
		add_record(
		    out, delimiter, chance(40) > 0 ? n : 1 + chance(n + 2));
}

/* The same in UTF-16, which needs no iconv here. */
static void
widen(struct buf *b)
{
	struct buf wide = BUF_INIT;

	buf_add(&wide, "\xFF\xFE", 2);
	for (size_t i = 0; i < b->n; i++) {
		buf_addc(&wide, b->p[i]);
		buf_addc(&wide, '\0');
	}
	buf_fini(b);
	*b = wide;
}

static void
adopt(void *arg, struct delivery *d)
{
	struct err why;

	(void)chronicle_adopt(arg, d, &why);
}

/* Read bytes in pieces of less than most bytes. */
static struct chronicle *
read_in(struct str bytes, size_t most)
{
	struct chronicle *to = chronicle_new();
	struct intake_setup how = {
		.file = "f", .title = "f", .sink = adopt, .arg = to
	};
	struct intake *in = intake_new(&how, &e);
	struct err why = { .code = ERR_NONE };
	bool ok = true;

	ck_assert(in != NULL);
	while (ok && bytes.n > 0) {
		size_t n = 1 + chance(most);

		n = n < bytes.n ? n : bytes.n;
		ok = intake_feed(in, bytes.p, n, &why);
		bytes.p += n;
		bytes.n -= n;
	}
	intake_end(in, ok ? NULL : &why);
	intake_free(in);
	ck_assert(chronicle_redate_all(to, &e));
	return to;
}

/* All of a chronicle as text. */
static void
print_all(struct chronicle *from, struct buf *out)
{
	const struct problems *p = chronicle_problems(from);
	const struct sections *s = chronicle_sections(from);
	struct record r;

	record_init(&r);
	for (size_t i = 0; i < chronicle_columns(from)->n; i++)
		buf_addf(out, "[%s]", chronicle_columns(from)->name[i]);
	for (size_t i = 0; i < chronicle_count(from); i++) {
		struct date d = chronicle_date(from, i);

		ck_assert(chronicle_record(from, i, &r, &e));
		buf_addf(out, "\n%d %d %d %s", (int)d.precision,
		    d.precision == DATE_NONE ? 0 : (int)d.first,
		    d.precision == DATE_NONE ? 0 : (int)d.last,
		    s->at[chronicle_section(from, i)].title);
		for (size_t k = 0; k < r.n; k++) {
			buf_addc(out, '|');
			buf_add(out, r.field[k].p, r.field[k].n);
		}
	}
	for (size_t i = 0; i < p->n; i++) {
		buf_addc(out, '\n');
		problem_print(out, &p->at[i]);
	}
	record_fini(&r);
}

START_TEST(pieces_make_no_difference)
{
	static const size_t most[] = { 1, 7, 300, 5000 };
	struct buf bytes = BUF_INIT, whole = BUF_INIT, pieces = BUF_INIT;
	struct chronicle *one, *many;

	chance_start(_i);
	make_file(&bytes);
	if (chance(6) == 0)
		widen(&bytes);
	one = read_in(buf_str(&bytes), SIZE_MAX >> 33);
	print_all(one, &whole);
	for (size_t i = 0; i < sizeof most / sizeof most[0]; i++) {
		many = read_in(buf_str(&bytes), most[i]);
		buf_clear(&pieces);
		print_all(many, &pieces);
		ck_assert_msg(str_eq(buf_str(&whole), buf_str(&pieces)),
		    "%s\nand in pieces below %zu\n%s", buf_cstr(&whole),
		    most[i], buf_cstr(&pieces));
		chronicle_free(many);
	}
	chronicle_free(one);
	buf_fini(&bytes);
	buf_fini(&whole);
	buf_fini(&pieces);
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 120);
	tcase_add_loop_test(t, pieces_make_no_difference, 0, 60);
}

int
main(void)
{
	return run_tests("intake_any", add_tests);
}
