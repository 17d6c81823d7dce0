#include "config.h"

#include "ui/doc.h"

#include "base/mem.h"
#include "made.h"
#include "text/glyph.h"

#define HEADER "id,date,section,title,text,actors,places,kind,sources,Weather\n"

static struct chronicle *c;
static struct doc d;
static struct buf shown;

static void
setup(void)
{
	c = NULL;
	doc_init(&d);
	buf_init(&shown);
}

static void
teardown(void)
{
	buf_fini(&shown);
	doc_fini(&d);
	chronicle_free(c);
}

static void
read_csv(const char *csv, const char *source)
{
	chronicle_free(c);
	c = made_chronicle(csv, source);
}

/* All lines, "label|value" for those of fields. */
static const char *
lines(void)
{
	buf_clear(&shown);
	doc_until(&d, SIZE_MAX);
	ck_assert(doc_done(&d));
	for (size_t i = 0; i < doc_count(&d); i++) {
		struct str label, text = doc_at(&d, i, &label);

		buf_add(&shown, label.p, label.n);
		if (i >= d.wrap.nlines)
			buf_addc(&shown, '|');
		buf_add(&shown, text.p, text.n);
		buf_addc(&shown, '\n');
	}
	return buf_cstr(&shown);
}

static void
event_is(size_t n, int width, const char *want)
{
	doc_event(&d, c, n, width, false);
	ck_assert_str_eq(lines(), want);
}

/* As read_csv(), with the text of several columns. */
static void
read_text(const char *csv, const char *columns)
{
	struct roles_option option = { .column = { [ROLE_TEXT] = columns } };
	struct made m;

	chronicle_free(c);
	c = chronicle_new();
	made_read_roles(&m, csv, "", &option);
	for (size_t i = 0; i < m.n; i++)
		ck_assert(chronicle_adopt(c, m.delivery[i], NULL));
}

START_TEST(parts_of_the_text_are_no_fields)
{
	read_text("id,title,b,Weather,d\nx,One,First.,fine,Second.\n", "d,b");
	event_is(0, 40,
	    "Second.\n"
	    "\n"
	    "First.\n"
	    "|\n"
	    "Section|undated\n"
	    "Id|x\n"
	    "Weather|fine\n");
}
END_TEST

START_TEST(text_then_fields)
{
	read_csv(HEADER
	    "landing,1969-07-20,moon,People land on the moon,"
	    "Two of three.,Armstrong;Aldrin,the Moon,visit,1;2,fine\n",
	    "article");
	event_is(0, 40,
	    "Two of three.\n"
	    "|\n"
	    "Actors|Armstrong; Aldrin\n"
	    "Places|the Moon\n"
	    "Sources|article, notes 1, 2\n"
	    "Section|moon\n"
	    "Kind|visit\n"
	    "Date|1969-07-20\n"
	    "Id|landing\n"
	    "Weather|fine\n");
	ck_assert_str_eq(buf_cstr(&d.title), "People land on the moon");
	ck_assert_str_eq(buf_cstr(&d.meta), "20 July 1969 \302\267 visit  #1");
	ck_assert_int_eq(d.label_cols, 7);
}
END_TEST

START_TEST(empty_fields_are_left_out)
{
	read_csv(HEADER ",,,Only a title,,,,,,\n", "");
	event_is(0, 40, "Section|(no section)\n");
	ck_assert_str_eq(buf_cstr(&d.meta), "#1");
	read_csv(HEADER ",2001~,,,Text and date,,,,,\n", "");
	event_is(0, 40, "Text and date\n|\nSection|(no section)\nDate|2001~\n");
	ck_assert_str_eq(buf_cstr(&d.title), "");
	ck_assert_str_eq(buf_cstr(&d.meta), "about 2001  #1");
}
END_TEST

START_TEST(sources)
{
	static const struct {
		const char *source, *field, *want;
	} given[] = {
		{ "article", "7", "Sources|article, note 7\n" },
		{ "article", " 7 ; ; 12;", "Sources|article, notes 7, 12\n" },
		{ "article", ";3", "Sources|article, note 3\n" },
		{ "", "7;12", "Sources|7; 12\n" },
		{ "article", "p. 7;12", "Sources|p. 7; 12\n" },
		{ "article", "https://example.org/a;b",
		    "Sources|https://example.org/a; b\n" },
		{ "article", ";;", "" },
	};

	for (size_t i = 0; i < LENGTH(given); i++) {
		struct buf csv = BUF_INIT, want = BUF_INIT;

		buf_addf(
		    &csv, "title,section,sources\nT,s,%s\n", given[i].field);
		read_csv(csv.p, given[i].source);
		buf_addf(&want, "%sSection|s\n", given[i].want);
		event_is(0, 60, want.p);
		buf_fini(&csv);
		buf_fini(&want);
	}
}
END_TEST

START_TEST(lists)
{
	read_csv("title,actors,places,section\n"
		 "T,\" a ;;b;\",\"one, two;three\",s\n",
	    "");
	event_is(0, 60, "Actors|a; b\nPlaces|one, two; three\nSection|s\n");
}
END_TEST

START_TEST(long_values_are_wrapped_beside_their_names)
{
	read_csv("title,actors,section,A name that is much too long\n"
		 "T,Alpha;Beta;Gamma;Delta,s,value\n",
	    "");
	event_is(0, 25,
	    "Actors|Alpha;\n"
	    "|Beta;\n"
	    "|Gamma;\n"
	    "|Delta\n"
	    "Section|s\n"
	    "A name that is much too long|value\n");
	ck_assert_int_eq(d.label_cols, DOC_LABEL_COLS);
	for (size_t i = 0; i < doc_count(&d); i++) {
		struct str label, text = doc_at(&d, i, &label);

		ck_assert_int_le(
		    glyph_width(text, false), 25 - d.label_cols - 2);
	}
}
END_TEST

START_TEST(narrow_panes_leave_room_for_values)
{
	read_csv("title,actors,section,A name that is much too long\n"
		 "T,Alpha,s,v\n",
	    "");
	for (int width = 1; width < 40; width++) {
		doc_event(&d, c, 0, width, false);
		ck_assert_int_le(d.label_cols, width / 2);
		(void)lines();
	}
	event_is(0, 8,
	    "Actors|Al\n|ph\n|a\nSection|s\n"
	    "A name that is much too long|v\n");
}
END_TEST

START_TEST(text_is_wrapped_and_keeps_its_paragraphs)
{
	read_csv("title,section,text\n"
		 "T,s,\"One two three four.\n\nFive.\"\n",
	    "");
	event_is(0, 10, "One two\nthree\nfour.\n\nFive.\n|\nSection|s\n");
}
END_TEST

START_TEST(ascii_has_other_widths)
{
	read_csv("title,section,text\nT,s,\344\270\255\344\270\255\n", "");
	doc_event(&d, c, 0, 2, false);
	doc_until(&d, SIZE_MAX);
	ck_assert_uint_eq(d.wrap.nlines, 2);
	doc_event(&d, c, 0, 2, true);
	doc_until(&d, SIZE_MAX);
	ck_assert_uint_eq(d.wrap.nlines, 1);
}
END_TEST

START_TEST(section_is_its_way_its_summary_and_a_count)
{
	struct delivery *first = delivery_new();
	struct err e;
	uint32_t sea;

	c = chronicle_new();
	first->title = x_strdup("The title");
	first->source = x_strdup("");
	columns_add(&first->columns, str_of("title"));
	sea = sections_add(&first->sections, str_of("sea"), SECTION_NONE,
	    str_of("The sea"), str_of("Wide."));
	(void)sections_add(&first->sections, str_of("ports"), sea,
	    str_of("Ports"), str_of(""));
	ck_assert(chronicle_adopt(c, first, &e));
	doc_section(&d, c, sea, 3, 40, false);
	ck_assert_str_eq(buf_cstr(&d.title), "The sea");
	ck_assert_str_eq(buf_cstr(&d.meta), "3 events");
	ck_assert_str_eq(lines(), "Wide.\n");
	doc_section(&d, c, sea + 1, 1, 40, false);
	ck_assert_str_eq(buf_cstr(&d.title), "Ports");
	ck_assert_str_eq(buf_cstr(&d.meta), "1 event \302\267 The sea");
	ck_assert_str_eq(lines(), "");
	doc_section(&d, c, SECTION_NONE, 0, 40, false);
	ck_assert_str_eq(buf_cstr(&d.title), "The title");
	ck_assert_str_eq(buf_cstr(&d.meta), "0 events");
}
END_TEST

/* A megabyte of words, and two fields. */
static void
read_long(void)
{
	struct buf csv = BUF_INIT;

	buf_adds(&csv, "title,section,text\nT,s,\"");
	for (int i = 0; csv.n < 1 << 20; i++)
		buf_addf(&csv, "Sentence number %d of a long text.%c", i,
		    i % 100 == 99 ? '\n' : ' ');
	buf_adds(&csv, "\"\n");
	read_csv(csv.p, "");
	buf_fini(&csv);
}

START_TEST(long_text_opens_without_being_cut)
{
	read_long();
	doc_event(&d, c, 0, 76, false);
	ck_assert_uint_eq(doc_count(&d), 0);
	ck_assert(!doc_done(&d));
	doc_until(&d, 40);
	ck_assert(!doc_done(&d));
	ck_assert_uint_ge(doc_count(&d), 40);
	/* One piece of 64 KiB more, at most. */
	ck_assert_uint_lt(doc_count(&d), 40 + 65536 / 38 + 100);
	ck_assert_uint_lt(d.wrap.next, 1 << 18);
	/* The fields are not there before the end is. */
	for (size_t i = 0; i < doc_count(&d); i++) {
		struct str label;

		ck_assert_uint_gt(doc_at(&d, i, &label).n, 0);
		ck_assert_uint_eq(label.n, 0);
	}
	doc_until(&d, SIZE_MAX);
	ck_assert(doc_done(&d));
	ck_assert_uint_gt(doc_count(&d), 13000);
}
END_TEST

START_TEST(places_are_found_again_at_any_width)
{
	static const int widths[] = { 76, 20, 200, 41, 1 };
	size_t at;

	read_long();
	doc_event(&d, c, 0, 76, false);
	doc_until(&d, SIZE_MAX);
	at = doc_offset(&d, 5000);
	for (size_t i = 0; i < LENGTH(widths); i++) {
		size_t line;

		doc_event(&d, c, 0, widths[i], false);
		line = doc_find(&d, at);
		ck_assert_uint_lt(line, doc_count(&d));
		ck_assert_uint_le(doc_offset(&d, line), at);
		doc_until(&d, line + 2);
		ck_assert_uint_gt(doc_offset(&d, line + 1), at);
	}
}
END_TEST

START_TEST(places_among_the_fields_are_found_too)
{
	read_csv(HEADER "x,2001,s,T,Text.,A;B,C,k,1,w\n", "");
	doc_event(&d, c, 0, 40, false);
	doc_until(&d, SIZE_MAX);
	for (size_t i = 0; i < doc_count(&d); i++)
		ck_assert_uint_eq(doc_find(&d, doc_offset(&d, i)), i);
}
END_TEST

START_TEST(links_stand_below_the_fields)
{
	static const uint32_t events[] = { 2, 1, 3 };

	read_csv("title,section,date,text\n"
		 "One,s,2001,Text.\n"
		 "Two,s,2002-02?/2002-03?,\n"
		 "Three,s,2003,\n"
		 ",s,,\n",
	    "");
	doc_event(&d, c, 0, 60, false);
	doc_relate(&d, c, events, 3);
	ck_assert_str_eq(lines(), "Text.\n"
				  "|\n"
				  "Section|s\n"
				  "Date|2001\n"
				  "Related|1  2003          Three\n"
				  "|2  2002-02?/20\342\200\246  Two\n"
				  "|3                #4\n");
	ck_assert_uint_eq(d.nlinks, 3);
	for (size_t i = 0; i < doc_count(&d); i++) {
		ck_assert_uint_eq(doc_find(&d, doc_offset(&d, i)), i);
		ck_assert_uint_eq(
		    doc_link(&d, i), i < 4 ? DOC_NO_LINK : events[i - 4]);
	}
	for (size_t i = 0; i < LENGTH(events); i++)
		ck_assert_uint_eq(doc_link_event(&d, i), events[i]);
	/* None of them is left for the next one. */
	doc_event(&d, c, 2, 60, true);
	ck_assert_uint_eq(d.nlinks, 0);
	doc_relate(&d, c, events + 1, 1);
	ck_assert_str_eq(
	    lines(), "Section|s\nDate|2003\nRelated|1  2002-02?/20>  Two\n");
}
END_TEST

START_TEST(links_without_dates_or_fields)
{
	static const uint32_t event = 1;

	read_csv("title\nOne\nTwo\n", "");
	for (int width = 1; width < 30; width++) {
		doc_event(&d, c, 0, width, false);
		doc_relate(&d, c, &event, 1);
		doc_relate(&d, c, NULL, 0);
		ck_assert_int_le(d.label_cols, width / 2);
		ck_assert_ptr_nonnull(strstr(lines(), "Related|1  Two\n"));
	}
}
END_TEST

START_TEST(no_memory_of_the_event_before)
{
	read_csv(HEADER "x,2001,s,T,Text.,A;B,C,k,1,w\n,,s,U,,,,,,\n", "");
	event_is(1, 40, "Section|s\n");
	doc_event(&d, c, 0, 40, false);
	event_is(1, 40, "Section|s\n");
	ck_assert_str_eq(buf_cstr(&d.title), "U");
	ck_assert_str_eq(buf_cstr(&d.meta), "#2");
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, text_then_fields);
	tcase_add_test(t, parts_of_the_text_are_no_fields);
	tcase_add_test(t, empty_fields_are_left_out);
	tcase_add_test(t, sources);
	tcase_add_test(t, lists);
	tcase_add_test(t, long_values_are_wrapped_beside_their_names);
	tcase_add_test(t, narrow_panes_leave_room_for_values);
	tcase_add_test(t, text_is_wrapped_and_keeps_its_paragraphs);
	tcase_add_test(t, ascii_has_other_widths);
	tcase_add_test(t, section_is_its_way_its_summary_and_a_count);
	tcase_add_test(t, long_text_opens_without_being_cut);
	tcase_add_test(t, places_are_found_again_at_any_width);
	tcase_add_test(t, places_among_the_fields_are_found_too);
	tcase_add_test(t, links_stand_below_the_fields);
	tcase_add_test(t, links_without_dates_or_fields);
	tcase_add_test(t, no_memory_of_the_event_before);
}

int
main(void)
{
	return made_run("doc", add);
}
