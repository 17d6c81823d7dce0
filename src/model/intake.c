#include "config.h"

#include "model/intake.h"

#include "base/clock.h"
#include "base/mem.h"
#include "model/hold.h"
#include "model/ordering.h"
#include "model/sealer.h"
#include "model/segment.h"
#include "model/settle.h"
#include "model/shaper.h"
#include "model/stages.h"
#include "model/worded.h"

#include <string.h>

#define KIB ((size_t)1 << 10)
#define MIB ((size_t)1 << 20)

#define SMALL_FILE (192 * KIB) /* read, indexed and drawn in one go */
#define ALONE (256 * KIB)      /* less is not worth a second thread */

struct intake {
	struct intake_setup setup;
	struct stages *stages;      /* of the file at hand */
	struct csv_options dialect; /* of the first one */
	bool noted;       /* a file was in something else than UTF-8: */
	char *noted_name; /* what, until it is sent */
	bool guessed;
	struct fold_map *map;
	struct sealer *sealer;
	struct ordering ordering; /* of what the sealer sends */
	struct shaper shaper;

	struct hold hold; /* until the columns are settled */
	bool settled;
	bool ended; /* no more bytes will come */
	struct worded worded;
	struct dates_options *hint; /* of each column, until it is sent */

	struct segment *segment;   /* being filled; NULL: none yet */
	size_t bytes;              /* of the file that are in it */
	struct sealer_place start; /* of it */
	struct sealer_place lost;  /* where one that is gone started */
	size_t given;              /* events, held or taken */
	size_t bad; /* bytes of the file at hand that mean nothing, as told */
	size_t misread; /* the dates of so many are to be read again */
	size_t deliveries;
	bool unseen; /* what was sent last may wait for its order */
	size_t sections_sent;
	size_t early; /* problems that are sorted */

	const char *columns_file; /* the one that the columns are of */
	bool header;              /* files begin with one */
	bool header_due;          /* that of another file */
	bool broken;              /* the file at hand is */
	bool stuck;               /* a stage failed: nothing may be fed */
	struct err failure;       /* why the first one was */
	struct err e; /* of a callback, which cannot say more than no */
};

/* How much goes into one delivery. */
static const struct pace {
	size_t rows, bytes;
} paces[] = {
	{ 100, 256 * KIB },
	{ 2000, 4 * MIB },
	{ SEGMENT_ROWS_MAX, 12 * MIB },
};

static const struct pace *
pace(const struct intake *in)
{
	size_t npaces = sizeof paces / sizeof paces[0];
	bool small = in->setup.size > 0 && in->setup.size <= SMALL_FILE;
	size_t i = in->deliveries + (small ? 1 : 0);

	return &paces[i < npaces ? i : npaces - 1];
}

/* ---- segments and deliveries ---- */

/* Sections that were not sent yet, with the parents' numbers of the whole. */
static void
send_sections(struct intake *in, struct sections *to)
{
	sections_copy(to, &in->shaper.sections, in->sections_sent);
	in->sections_sent = in->shaper.sections.n;
}

static void
send_head(struct intake *in, struct delivery *d)
{
	const struct package *p = in->setup.package;
	bool titled = p != NULL && p->title[0] != '\0';

	d->title = x_strdup(titled ? p->title : in->setup.title);
	d->source = x_strdup(p != NULL ? p->source : "");
	d->name = p != NULL && p->name != NULL ? x_strdup(p->name) : NULL;
	columns_copy(&d->columns, &in->shaper.columns);
	d->dialect = in->dialect;
	d->hint = in->hint;
	d->listed = in->shaper.listed;
	in->hint = NULL;
}

/* Problems of records that were held came late. */
static void
sort_problems(struct intake *in)
{
	problems_sort(&in->shaper.problems, in->early);
	in->early = in->shaper.problems.n;
}

/* Keep what the file at hand is in, if it is the first that is not UTF-8. */
static void
note_encoding(struct intake *in)
{
	const char *name = encoding_name(stages_encoding(in->stages));

	if (in->noted || name == NULL || strcmp(name, "UTF-8") == 0)
		return;
	in->noted = true;
	in->noted_name = x_strdup(name);
	in->guessed = encoding_guessed(stages_encoding(in->stages));
}

/* Tell how many bytes of the file at hand mean nothing, so far or at its end,
 * unless that was told. */
static void
tell_bytes(struct intake *in, bool last)
{
	const struct encoding *c = stages_encoding(in->stages);
	struct buf what = BUF_INIT;

	if ((last || encoding_bad(c) > in->bad) && encoding_explain(c, &what))
		problems_update(&in->shaper.problems, PROBLEM_BYTES,
		    in->setup.file, buf_cstr(&what), last);
	in->bad = encoding_bad(c);
	buf_fini(&what);
}

/* Make a delivery of what is there. */
static struct delivery *
make_delivery(struct intake *in)
{
	struct delivery *d = delivery_new();

	tell_bytes(in, false);
	if (in->deliveries++ == 0) {
		send_head(in, d);
		sort_problems(in);
	}
	note_encoding(in);
	d->encoding = in->noted_name;
	d->guessed = in->guessed;
	in->noted_name = NULL;
	send_sections(in, &d->sections);
	problems_move(&d->problems, &in->shaper.problems);
	d->segment = in->segment;
	d->dates = in->shaper.dates;
	d->misread = in->misread;
	in->misread = 0;
	d->date_cols = in->shaper.date_cols;
	in->segment = NULL;
	if (in->setup.mark != NULL)
		in->setup.mark(in->setup.arg, d);
	return d;
}

/*
 * After a failure, which mostly is that memory was refused, a segment is of no
 * use any more; and what it gives back is what the reader needs to go on.
 */
static void
drop_segment(struct intake *in)
{
	segment_free(in->segment);
	in->segment = NULL;
	in->lost = in->start;
}

static bool
open_segment(struct intake *in, size_t line)
{
	if (in->segment != NULL)
		return true;
	in->start = (struct sealer_place){ in->setup.file, line };
	in->bytes = 0;
	in->segment = segment_new(in->shaper.columns.n, pace(in)->rows, &in->e);
	if (in->segment == NULL ||
	    !segment_index(in->segment, in->worded.column, in->map, &in->e)) {
		drop_segment(in);
		return false;
	}
	return true;
}

/* For the sealer: what it sends goes on with its order. */
static void
pass_on(void *arg, struct delivery *d)
{
	struct intake *in = arg;

	ordering_set(&in->ordering, d, clock_ms());
	in->setup.sink(in->setup.arg, d);
}

/* Send what is there.  The first events are waited for: these are sealed at
 * once. */
static bool
deliver(struct intake *in, bool hurries)
{
	bool alone =
	    in->deliveries < 2 || in->bytes < ALONE ||
	    (in->setup.alone != NULL && in->setup.alone(in->setup.arg));
	struct delivery *d = make_delivery(in);

	d->hurries = hurries;
	in->unseen = in->setup.options.ordered && !hurries;
	return sealer_send(in->sealer, d, in->start, alone, &in->e);
}

static bool
take_event(struct intake *in, const struct csv_record *r)
{
	struct segment_row row;

	shaper_fit(&in->shaper, r);
	if (!shaper_shape(&in->shaper, r->line, &row))
		return err_set(&in->e, ERR_MEMORY, "memory is used up");
	if (dates_contradicted(&in->shaper.dates)) {
		dates_settle(&in->shaper.dates);
		in->misread = in->shaper.events;
	}
	if (!open_segment(in, r->line))
		return false;
	if (!segment_add(in->segment, in->shaper.field, &row, &in->e)) {
		drop_segment(in);
		return false;
	}
	in->bytes += r->raw.n;
	if (in->segment->n < pace(in)->rows && in->bytes < pace(in)->bytes)
		return true;
	return deliver(in, false);
}

/* ---- columns ---- */

/* From here on it is known what the columns are: take what was held. */
static bool
settle(struct intake *in)
{
	const struct settling settling = {
		.hold = &in->hold,
		.package = in->setup.package,
		.role = &in->setup.options.role,
		.dates = &in->setup.options.dates,
		.more = !in->ended,
	};
	bool ok = true;

	in->settled = true;
	if (!settle_columns(&settling, &in->shaper, &in->worded, &in->e))
		return false;
	in->hint = settle_hints(&settling, &in->shaper);
	for (size_t i = 0; ok && i < in->hold.n; i++)
		ok = take_event(in, in->hold.record[i]);
	hold_fini(&in->hold);
	return ok;
}

static bool
hold_record(struct intake *in, const struct csv_record *r)
{
	if (!hold_add(&in->hold, r)) {
		in->lost = (struct sealer_place){ in->setup.file, r->line };
		return err_set(&in->e, ERR_MEMORY, "memory is used up");
	}
	if (in->hold.n < pace(in)->rows && in->hold.bytes < pace(in)->bytes)
		return true;
	return settle(in);
}

static bool
on_record(void *arg, const struct csv_record *r)
{
	struct intake *in = arg;

	if (in->shaper.columns.n == 0) {
		shaper_columns(&in->shaper, r, in->header);
		in->columns_file = in->setup.file;
		if (in->header)
			return true;
	} else if (in->header_due) {
		in->header_due = false;
		return shaper_columns_of(
		    &in->shaper, in->columns_file, r, &in->e);
	}
	in->given++;
	return in->settled ? take_event(in, r) : hold_record(in, r);
}

static void
on_problem(void *arg, enum problem_kind kind, size_t line, size_t column,
    const char *what, struct str raw)
{
	struct intake *in = arg;
	struct problems *p = &in->shaper.problems;

	p->event = in->shaper.columns.n > 0 && !in->header_due
		       ? in->given
		       : PROBLEM_NO_EVENT;
	problems_add(p, kind, in->setup.file, line, column, what, raw);
	p->event = PROBLEM_NO_EVENT;
}

static void
on_dialect(void *arg, struct csv_options *dialect)
{
	struct intake *in = arg;

	dialect->columns_max = COLUMNS_FILE_MAX - 1; /* and one for the rest */
	if (in->shaper.columns.n == 0)
		in->dialect = *dialect;
	in->shaper.delimiter = dialect->delimiter;
	in->shaper.quote = dialect->quote;
	in->header = !dialect->no_header;
	in->header_due = in->header && in->shaper.columns.n > 0;
}

/* ---- the whole ---- */

static bool
open_stages(struct intake *in, struct err *e)
{
	const struct loader_options *o = &in->setup.options;
	struct stages_setup setup = {
		.encoding = o->encoding,
		.known = { .delimiter = o->delimiter,
		    .quote = o->quote,
		    .escape = o->escape,
		    .no_quote = o->no_quote,
		    .no_escape = o->no_escape,
		    .header = o->header,
		    .no_header = o->no_header,
		    .no_titles = o->header },
		.package = in->setup.package,
		.ops = { on_dialect, { on_record, on_problem } },
		.arg = in,
	};
	bool later = in->shaper.columns.n > 0;
	struct stages *stages;

	if (later) { /* as the first file was read */
		setup.known.header = in->header;
		setup.known.no_header = !in->header;
	}
	stages = stages_new(&setup, e);
	if (stages == NULL)
		return e->code == ERR_FORMAT ? err_in(e, "%s", in->setup.file)
					     : false;
	stages_free(in->stages);
	in->stages = stages;
	return true;
}

struct intake *
intake_new(const struct intake_setup *setup, struct err *e)
{
	struct intake *in = x_calloc(1, sizeof *in);

	in->setup = *setup;
	in->map = setup->options.map != NULL
		      ? fold_map_share(setup->options.map)
		      : fold_map_new();
	shaper_init(&in->shaper);
	in->shaper.file = setup->file;
	if (setup->package != NULL) {
		in->shaper.listed = setup->package->sections != NULL;
		in->shaper.missing =
		    (const char *const *)setup->package->missing.at;
		in->shaper.nmissing = setup->package->missing.n;
		in->shaper.names =
		    (const char *const *)setup->package->fields.at;
		in->shaper.nnames = setup->package->fields.n;
	}
	worded_init(&in->worded);
	if (setup->options.ordered)
		ordering_init(&in->ordering);
	hold_init(&in->hold);
	in->sealer = sealer_new(in->map, pass_on, in);
	if (!open_stages(in, e))
		goto failed;
	if (setup->package != NULL &&
	    !package_sections(
		setup->package, &in->shaper.sections, &in->shaper.problems, e))
		goto failed;
	in->early = in->shaper.problems.n;
	return in;
failed:
	intake_free(in);
	return NULL;
}

void
intake_free(struct intake *in)
{
	if (in == NULL)
		return;
	sealer_free(in->sealer);
	segment_free(in->segment);
	fold_map_free(in->map);
	stages_free(in->stages);
	x_free(in->noted_name);
	x_free(in->hint);
	hold_fini(&in->hold);
	worded_fini(&in->worded);
	ordering_fini(&in->ordering);
	shaper_fini(&in->shaper);
	x_free(in);
}

/* Say what went wrong in a stage, and where. */
static bool
explain(struct intake *in, struct err *e)
{
	size_t line = stages_csv(in->stages)->error_line;

	if (in->e.code != ERR_NONE)
		*e = in->e;
	else if (e->code == ERR_FORMAT && line > 0)
		err_in(e, "%s:%zu", in->setup.file, line);
	else if (e->code == ERR_FORMAT)
		err_in(e, "%s", in->setup.file);
	in->stuck = true;
	return false;
}

bool
intake_feed(struct intake *in, const char *p, size_t n, struct err *e)
{
	return stages_feed(in->stages, p, n, e) || explain(in, e);
}

bool
intake_flush(struct intake *in, struct err *e)
{
	bool ok = stages_flush(in->stages, e);

	if (ok && !in->settled && in->hold.n > 0)
		ok = settle(in);
	if (ok && (in->segment != NULL || in->unseen))
		ok = deliver(in, true);
	return ok || explain(in, e);
}

static bool
finish(struct intake *in, struct err *e)
{
	if (in->broken)
		return stages_flush(in->stages, e) || explain(in, e);
	return stages_finish(in->stages, e) || explain(in, e);
}

bool
intake_next_file(
    struct intake *in, const char *name, uint64_t size, struct err *e)
{
	if (!finish(in, e))
		return false;
	tell_bytes(in, true);
	note_encoding(in);
	/* What is held is of the columns as they come in this file. */
	if (!in->settled && in->shaper.columns.n > 0 && !settle(in))
		return explain(in, e);
	if (in->deliveries == 0)
		sort_problems(in);
	if (!open_stages(in, e))
		return false;
	in->setup.size =
	    in->setup.size > 0 && size > 0 ? in->setup.size + size : 0;
	in->setup.file = in->shaper.file = name;
	in->bad = 0;
	in->broken = false;
	return true;
}

void
intake_break_file(struct intake *in, const struct err *why)
{
	in->broken = true;
	if (in->failure.code == ERR_NONE)
		in->failure = *why;
}

void
intake_tell(struct intake *in, const char *what)
{
	struct problems *p = &in->shaper.problems;

	p->event = PROBLEM_NO_EVENT;
	problems_add(p, PROBLEM_FILE, in->setup.file, 0, 0, what, str_of(""));
}

/* Tell that the rest is missing, and from where on. */
static void
complain_memory(struct intake *in)
{
	struct sealer_place at = in->lost;

	in->shaper.problems.event = PROBLEM_NO_EVENT; /* it is not there */
	if (at.line == 0) {
		at.file = in->setup.file;
		at.line = stages_csv(in->stages)->lines + 1;
	}
	problems_add(&in->shaper.problems, PROBLEM_MEMORY, at.file, at.line, 0,
	    "memory is used up: the rest of the file is missing", str_of(""));
}

/* Tell that there is nothing in the files: the last one is named. */
static void
complain_empty(struct intake *in)
{
	if (in->given == 0)
		problems_add(&in->shaper.problems, PROBLEM_FIELDS,
		    in->setup.file, 1, 0,
		    in->shaper.columns.n == 0 ? "is empty: no header, no events"
					      : "no events follow the header",
		    str_of(""));
}

/* Take what is held still, seal the last segment, and wait for all others.
 * If one of these is gone, so is the last one. */
static bool
close_events(struct intake *in, struct err *e)
{
	struct sealer_place lost;
	bool ok = true;

	if (!in->settled && in->shaper.columns.n > 0 && !settle(in)) {
		*e = in->e;
		ok = false;
	}
	if (in->segment != NULL && !sealer_seal(in->sealer, in->segment, e)) {
		drop_segment(in);
		ok = false;
	}
	if (sealer_wait(in->sealer, &lost, e))
		return ok;
	drop_segment(in);
	in->lost = lost;
	return false;
}

void
intake_end(struct intake *in, const struct err *why)
{
	struct err e = { 0 }, late = { 0 };
	struct delivery *d;
	bool ok = false;

	in->ended = true;
	if (why != NULL) {
		e = *why;
		if (!in->stuck) /* what was held back was read */
			(void)stages_flush(in->stages, &late);
	} else {
		ok = finish(in, &e);
	}
	if (ok)
		complain_empty(in);
	if (!close_events(in, &late) && ok) {
		e = late;
		ok = false;
	}
	if (ok && in->failure.code != ERR_NONE) {
		e = in->failure;
		ok = false;
	}
	if (e.code == ERR_MEMORY || late.code == ERR_MEMORY)
		complain_memory(in);
	if (e.code == ERR_MEMORY)
		ok = true;
	tell_bytes(in, true);
	d = make_delivery(in);
	d->last = true;
	d->failed = !ok;
	d->e = e;
	pass_on(in, d);
}
