#include "config.h"

#include "ui/complete.h"

#include "made.h"
#include "ui/command.h"
#include "ui/option.h"
#include "ui/reader.h"
#include "unit/scratch.h"

static struct candidates out;
static struct reader *reader; /* or NULL */

static void
setup(void)
{
	candidates_init(&out);
}

static void
teardown(void)
{
	candidates_fini(&out);
}

static void
complete(const char *before)
{
	candidates_fini(&out);
	candidates_init(&out);
	out.start = strlen(before);
	complete_command(reader, before, &out);
}

static void
offers(const char *before, size_t start, const char *want)
{
	struct buf all = BUF_INIT;

	complete(before);
	for (size_t i = 0; i < out.n; i++)
		buf_addf(&all, "%s%s", i > 0 ? " " : "", out.text[i]);
	ck_assert_str_eq(buf_cstr(&all), want);
	ck_assert_uint_eq(out.start, start);
	buf_fini(&all);
}

START_TEST(nothing_typed_offers_all_commands)
{
	size_t n;
	const struct command *c = command_table(&n);

	complete("");
	ck_assert_uint_eq(out.n, n);
	ck_assert_uint_eq(out.start, 0);
	for (size_t i = 0; i < n; i++)
		ck_assert_str_eq(out.text[i], c[i].name);
	complete("  ");
	ck_assert_uint_eq(out.n, n);
	ck_assert_uint_eq(out.start, 2);
}
END_TEST

START_TEST(command_names)
{
	offers("s", 0,
	    "sort search search-word split span shrink save set suspend");
	offers("next-", 0,
	    "next-event next-year next-decade next-hit next-word "
	    "next-bookmark next-pane");
	offers(" qui", 1, "quit");
	offers("quit", 0, "quit");
	offers("quitx", 0, "");
	offers("Q", 0, "");
}
END_TEST

/* Formats, and names as they are; folders end in a slash. */
START_TEST(files_to_save_to)
{
	scratch_enter();
	ck_assert(mkdir("jam", 0700) == 0);
	scratch_put("jam/a b.json", "");
	scratch_put("jam/a c.json", "");
	scratch_put("j\033.x", "");
	scratch_put("j\377.x", "");
	scratch_put(".hidden", "");
	scratch_put("j.csv", "");
	offers("save j", 5, "json jsonl j.csv jam/");
	offers("save json j", 10, "j.csv jam/");
	offers("save jam/a ", 5, "jam/a b.json jam/a c.json");
	offers("save ~/j", 5, "~/j.csv ~/jam/");
	offers("save ~/jam/", 5, "~/jam/a b.json ~/jam/a c.json");
	offers("save  bibtex  .", 14, ".hidden");
	offers("save x/", 5, "");
	offers("save jam", 5, "jam/");
	offers(
	    "save ", 5, "text tsv csv json jsonl markdown bibtex j.csv jam/");
	ck_assert(unlink("jam/a b.json") == 0 && unlink("jam/a c.json") == 0);
	scratch_leave();
}
END_TEST

START_TEST(files_are_in_order)
{
	char name[8] = "x?";

	scratch_enter();
	for (int i = 0; i < 26; i++) {
		name[1] = (char)('a' + i * 7 % 26);
		scratch_put(name, "");
	}
	complete("save x");
	ck_assert_uint_eq(out.n, 26);
	for (size_t i = 0; i < out.n; i++)
		ck_assert_int_eq(out.text[i][1], (char)('a' + i));
	scratch_leave();
}
END_TEST

START_TEST(options_and_their_words)
{
	size_t n;

	(void)option_table(&n);
	complete("set ");
	ck_assert_uint_eq(out.n, n);
	offers("set l", 4, "layout list-height list-width");
	offers("set  lay", 5, "layout");
	offers("set layout ", 11, "auto stacked columns single");
	offers("set layout s", 11, "stacked single");
	offers("set hints o", 10, "off on");
	offers("set measure ", 12, "");
	offers("set nothing ", 12, "");
	offers("set layout single ", 18, "");
}
END_TEST

START_TEST(arguments_of_other_commands)
{
	offers("layout c", 7, "columns");
	offers("lay c", 4, "columns"); /* a unique beginning will do */
	offers("layout columns ", 15, "");
	offers("bind ", 5,
	    "global sections facet events text help problems roles timeline "
	    "web");
	offers("copy ", 5, "text citation markdown bibtex ris id result plain");
	offers("copy plain r", 11, "ris result");
	offers("bind global ", 12, "");
	offers("bind global x qu", 14, "quit");
	offers("color ti", 6, "title");
	offers("color title r", 12, "");
	offers("down ", 5, "");
	offers("nothing ", 8, "");
	offers("s ", 2, ""); /* which of them? */
	offers("goto 12", 5, "");
	offers("#1", 0, "");
}
END_TEST

START_TEST(columns)
{
	struct reader r;

	reader_init(
	    &r, made_chronicle("id,date,title,place,kind,my column,my other\n"
			       "a,1948,T,P,K,x,y\n",
		    ""));
	reader = &r;
	/* The roles that have few values, then what the file has. */
	offers("facet ", 6,
	    "kind places section id date title place my column my other");
	offers("fa k", 3, "kind");
	offers("facet my ", 6, "my column my other");
	offers("facet  my o", 7, "my other");
	offers("facet x", 6, "");
	reader = NULL;
	offers("facet ", 6, "");
	reader_fini(&r);
}
END_TEST

START_TEST(orders)
{
	struct reader r;

	offers("sort ", 5, "date file rank");
	reader_init(
	    &r, made_chronicle("Opened,Title,my column,Rank\n1932,A,,\n", ""));
	reader = &r;
	offers("sort ", 5, "date file rank title Opened my column");
	offers("so d", 3, "date");
	offers("sort o", 5, "Opened");
	offers("sort -", 5, "-date -file -title -Opened -my column");
	offers("sort -fi", 5, "-file");
	offers("sort  my c", 6, "my column");
	offers("sort my column", 5, "my column");
	offers("sort title x", 5, "");
	reader_fini(&r);
	reader = NULL;
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, nothing_typed_offers_all_commands);
	tcase_add_test(t, command_names);
	tcase_add_test(t, files_to_save_to);
	tcase_add_test(t, files_are_in_order);
	tcase_add_test(t, options_and_their_words);
	tcase_add_test(t, arguments_of_other_commands);
	tcase_add_test(t, columns);
	tcase_add_test(t, orders);
}

int
main(void)
{
	return made_run("complete", add);
}
