#include "config.h"

#include "ui/recall.h"

#include "base/mem.h"
#include "model/ids.h"
#include "ui/fields.h"

/*
 * Searching what is there when the queries are known again takes less than
 * reading it did, which was not waited for long either.  So the list is not
 * drawn without them first.
 */
#define STEPS_MAX 32

#define OFFSET_MAX ((size_t)64 << 20) /* as long as a record may be */

struct place {
	char *id; /* "" if it has none */
	uint32_t event;
	uint32_t title; /* its hash, 0 if empty */
};

struct recall {
	struct find_texts queries;
	char *section; /* NULL: all */
	struct place selected;
	bool selects; /* an event was selected */
	bool checks;  /* without an id it must have the same title */
	size_t line;  /* where it was in the list */
	struct place jump[READER_JUMPS];
	size_t njumps, jump_at;
	struct place *text; /* events whose text was scrolled */
	size_t *offset;     /* and how far */
	size_t ntexts;

	bool searched, sectioned, stands; /* is restored */

	/* How we left the reader. */
	unsigned version;
	uint32_t at_section;
	size_t at_line;
};

static uint32_t
title_of(const struct record *r, const struct chronicle *c)
{
	struct str title =
	    str_trim(record_role(r, chronicle_columns(c), ROLE_TITLE));

	return ids_short(ids_hash(title));
}

static struct place
place_of(const struct chronicle *c, size_t event)
{
	struct place p = { .event = (uint32_t)event };
	struct record r;
	struct str id;

	record_init(&r);
	(void)chronicle_record(c, event, &r, NULL);
	id = str_trim(record_role(&r, chronicle_columns(c), ROLE_ID));
	p.id = x_strndup(id.p, id.n);
	p.title = title_of(&r, c);
	record_fini(&r);
	return p;
}

static bool
has_title(const struct chronicle *c, size_t event, uint32_t title)
{
	struct record r;
	bool same;

	record_init(&r);
	same = chronicle_record(c, event, &r, NULL) && title_of(&r, c) == title;
	record_fini(&r);
	return same;
}

static bool
place_find(const struct place *p, const struct chronicle *c, size_t *event)
{
	if (p->id[0] != '\0')
		return chronicle_find(c, str_of(p->id), event);
	*event = p->event;
	return p->event < chronicle_count(c);
}

static void
take_texts(struct recall *k, const struct reader *r)
{
	k->ntexts = r->noffsets;
	k->text = x_calloc(k->ntexts, sizeof *k->text);
	k->offset = x_calloc(k->ntexts, sizeof *k->offset);
	for (size_t i = 0; i < k->ntexts; i++) {
		k->text[i] = place_of(r->chronicle, r->offset[i].event);
		k->offset[i] = r->offset[i].at;
	}
}

struct recall *
recall_new(const struct reader *r)
{
	const struct sections *s = chronicle_sections(r->chronicle);
	struct recall *k = x_calloc(1, sizeof *k);
	size_t event;

	find_texts(&r->find, &k->queries);
	if (r->section != SECTION_NONE)
		k->section = x_strdup(s->at[r->section].id);
	k->selects = reader_event(r, &event);
	if (k->selects)
		k->selected = place_of(r->chronicle, event);
	k->line = r->place;
	k->njumps = r->njumps;
	k->jump_at = r->jump_at;
	for (size_t i = 0; i < r->njumps; i++)
		k->jump[i] = place_of(r->chronicle, r->jump[i]);
	take_texts(k, r);
	return k;
}

static size_t
offset_of(const struct recall *k, const struct place *p)
{
	for (size_t i = 0; i < k->ntexts; i++)
		if (k->text[i].event == p->event)
			return k->offset[i];
	return 0;
}

void
recall_print(const struct recall *k, struct buf *line)
{
	size_t offset = offset_of(k, &k->selected);

	if (k->section != NULL)
		fields_add(line, "section", str_of(k->section));
	/* Who is on the first line wants to be there again. */
	if (!k->selects || (k->line == 0 && offset == 0))
		return;
	if (k->selected.id[0] != '\0') {
		fields_add(line, "event", str_of(k->selected.id));
	} else {
		fields_add_number(line, "number", k->selected.event + 1u);
		fields_add_number(line, "title", k->selected.title);
	}
	fields_add_number(line, "line", k->line);
	if (offset > 0)
		fields_add_number(line, "text", offset);
}

/* The event of a line, and how far its text was scrolled. */
static void
parse_event(struct recall *k, struct str line)
{
	struct buf id = BUF_INIT;
	size_t number = 0, title = 0, offset = 0;

	k->selects = fields_find(line, "event", &id) ||
		     (fields_find_number(line, "number", UINT32_MAX, &number) &&
			 number > 0);
	if (k->selects) {
		(void)fields_find_number(line, "title", UINT32_MAX, &title);
		(void)fields_find_number(line, "line", UINT32_MAX, &k->line);
		(void)fields_find_number(line, "text", OFFSET_MAX, &offset);
		k->selected.id = x_strdup(buf_cstr(&id));
		k->selected.event = number > 0 ? (uint32_t)number - 1 : 0;
		k->selected.title = (uint32_t)title;
	}
	if (offset > 0) {
		k->ntexts = 1;
		k->text = x_calloc(1, sizeof *k->text);
		k->offset = x_calloc(1, sizeof *k->offset);
		k->text[0] = k->selected;
		k->text[0].id = x_strdup(k->selected.id);
		k->offset[0] = offset;
	}
	buf_fini(&id);
}

struct recall *
recall_parse(struct str line)
{
	struct recall *k = x_calloc(1, sizeof *k);
	struct buf section = BUF_INIT;

	k->checks = true;
	if (fields_find(line, "section", &section))
		k->section = x_strdup(buf_cstr(&section));
	parse_event(k, line);
	buf_fini(&section);
	if (k->selects || k->section != NULL)
		return k;
	recall_free(k);
	return NULL;
}

void
recall_free(struct recall *k)
{
	if (k == NULL)
		return;
	find_texts_fini(&k->queries);
	x_free(k->section);
	x_free(k->selected.id);
	for (size_t i = 0; i < k->njumps; i++)
		x_free(k->jump[i].id);
	for (size_t i = 0; i < k->ntexts; i++)
		x_free(k->text[i].id);
	x_free(k->text);
	x_free(k->offset);
	x_free(k);
}

static void
forget_id(struct place *p)
{
	if (p->id != NULL)
		p->id[0] = '\0';
}

void
recall_by_number(struct recall *k)
{
	forget_id(&k->selected);
	for (size_t i = 0; i < k->njumps; i++)
		forget_id(&k->jump[i]);
	for (size_t i = 0; i < k->ntexts; i++)
		forget_id(&k->text[i]);
	x_free(k->section);
	k->section = NULL;
	k->checks = false;
}

void
recall_restart(struct recall *k)
{
	k->searched = k->sectioned = k->stands = false;
}

static void
lose(struct buf *lost, const char *what, const char *id)
{
	buf_addf(lost, "%sno %s '%s'", lost->n > 0 ? "; " : "", what, id);
}

/* Run the queries again. */
static void
restore_queries(struct recall *k, struct reader *r, struct buf *lost)
{
	struct err e = { .code = ERR_NONE };
	bool changed;

	k->searched = true;
	if (k->queries.n == 0 || find_set(&r->find) != NULL ||
	    find_running(&r->find))
		return;
	find_restore(&r->find, &k->queries, lost);
	for (int i = 0; i < STEPS_MAX && find_running(&r->find); i++)
		(void)find_step(&r->find, &changed, &e);
	if (!reader_found(r, &e) || e.code != ERR_NONE)
		buf_addf(lost, "%s%s", lost->n > 0 ? "; " : "", e.text);
}

static void
restore_section(struct recall *k, struct reader *r, struct buf *lost)
{
	const struct chronicle *c = r->chronicle;
	uint32_t section = SECTION_NONE;
	struct err e = { .code = ERR_NONE };

	if (k->section != NULL)
		section =
		    sections_find(chronicle_sections(c), str_of(k->section));
	k->sectioned = k->section == NULL || section != SECTION_NONE ||
		       !chronicle_loading(c);
	if (!k->sectioned || k->section == NULL)
		return;
	if (section == SECTION_NONE)
		lose(lost, "section", k->section);
	else if (!reader_filter(r, section, &e))
		buf_addf(lost, "%s%s", lost->n > 0 ? "; " : "", e.text);
}

static bool
find_selected(const struct recall *k, const struct chronicle *c, size_t *event)
{
	const struct place *p = &k->selected;

	return place_find(p, c, event) && (!k->checks || p->id[0] != '\0' ||
					      has_title(c, *event, p->title));
}

/* Select the event or, if the list has it no more, what is on its line. */
static void
restore_event(struct recall *k, struct reader *r, struct buf *lost)
{
	const struct chronicle *c = r->chronicle;
	bool named = k->selected.id != NULL && k->selected.id[0] != '\0';
	size_t event, place = k->line;
	bool found = k->selects && find_selected(k, c, &event);

	k->stands = !k->selects || found || !chronicle_loading(c);
	if (!k->stands || !k->selects)
		return;
	if (!found && named)
		lose(lost, "event", k->selected.id);
	else if (!found && k->checks)
		buf_addf(lost, "%sevent #%u is another one now",
		    lost->n > 0 ? "; " : "", k->selected.event + 1u);
	if (found && reader_find(r, event, &place))
		reader_set_offset(r, event, offset_of(k, &k->selected));
	else if (found && named)
		buf_addf(lost, "%sevent '%s' is not listed any more",
		    lost->n > 0 ? "; " : "", k->selected.id);
	(void)reader_select(r, place);
}

/* What only all events together can tell. */
static void
restore_way(struct recall *k, struct reader *r)
{
	uint32_t jump[READER_JUMPS];
	size_t n = 0, at = 0, event;

	for (size_t i = 0; i < k->njumps; i++) {
		bool found = place_find(&k->jump[i], r->chronicle, &event);

		/* What is gone may leave the same place twice. */
		if (found && (n == 0 || jump[n - 1] != event))
			jump[n++] = (uint32_t)event;
		if (i < k->jump_at)
			at = n;
		else if (i == k->jump_at && found)
			at = n - 1;
	}
	if (r->njumps == 0)
		reader_set_jumps(r, jump, n, at);
	for (size_t i = 0; i < k->ntexts && !k->checks; i++)
		if (place_find(&k->text[i], r->chronicle, &event) &&
		    reader_offset(r, event) == 0)
			reader_set_offset(r, event, k->offset[i]);
}

static bool
has_gone_on(const struct recall *k, const struct reader *r)
{
	return k->version != r->find.version || k->at_section != r->section ||
	       k->at_line != r->place;
}

static void
restore_place(struct recall *k, struct reader *r, struct buf *lost)
{
	if (!k->searched)
		restore_queries(k, r, lost);
	else if (has_gone_on(k, r))
		k->sectioned = k->stands = true;
	if (find_running(&r->find))
		return;
	if (!k->sectioned)
		restore_section(k, r, lost);
	if (k->sectioned && !k->stands)
		restore_event(k, r, lost);
}

bool
recall_waits(const struct recall *k, const struct reader *r)
{
	return !k->stands && (!k->searched || !has_gone_on(k, r));
}

bool
recall_step(struct recall *k, struct reader *r, struct buf *lost)
{
	if (chronicle_columns(r->chronicle)->n == 0)
		return false; /* nothing was read yet, or nothing could be */
	restore_place(k, r, lost);
	k->version = r->find.version;
	k->at_section = r->section;
	k->at_line = r->place;
	if (!k->stands || chronicle_loading(r->chronicle))
		return false;
	restore_way(k, r);
	return true;
}
