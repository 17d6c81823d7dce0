#include "config.h"

#include "model/stages.h"

#include "base/mem.h"
#include "model/sniffing.h"

struct stages {
	struct stages_setup setup;
	struct encoding *encoding;
	struct sniffer *sniffer;
	struct csv *csv; /* NULL until the dialect is known */
};

/* ---- from stage to stage ---- */

static bool
on_dialect(void *arg, const struct sniff *sniff, struct err *e)
{
	struct stages *s = arg;
	struct csv_options dialect = sniff->dialect;

	s->setup.ops.dialect(s->setup.arg, &dialect);
	s->csv = csv_new(&dialect, &s->setup.ops.csv, s->setup.arg);
	return s->csv != NULL || err_set(e, ERR_MEMORY, "memory is used up");
}

static bool
on_csv(void *arg, const char *p, size_t n, struct err *e)
{
	struct stages *s = arg;

	return csv_feed(s->csv, p, n, e);
}

static bool
on_text(void *arg, const char *p, size_t n, struct err *e)
{
	struct stages *s = arg;

	return sniffer_feed(s->sniffer, p, n, e);
}

/* ---- what is known ---- */

/* What the user says goes before what a package says, and that says all. */
static struct sniff_known
merge(const struct stages_setup *setup)
{
	struct sniff_known known = setup->known;
	const struct csv_options *o;

	if (setup->package == NULL)
		return known;
	o = &setup->package->dialect;
	if (known.delimiter == '\0')
		known.delimiter = o->delimiter != '\0' ? o->delimiter : ',';
	if (known.quote == '\0' && !known.no_quote) {
		known.quote = o->quote != '\0' ? o->quote : '"';
		known.no_quote = o->no_quote;
	}
	if (!known.header && !known.no_header) {
		known.header = !o->no_header;
		known.no_header = o->no_header;
	}
	return known;
}

static bool
check(const struct sniff_known *known, struct err *e)
{
	const struct csv_options dialect = {
		.delimiter = known->delimiter,
		.quote = known->quote,
		.no_quote = known->no_quote,
	};

	return csv_options_check(&dialect, e);
}

/* ---- the whole ---- */

struct stages *
stages_new(const struct stages_setup *setup, struct err *e)
{
	static const struct sniffer_ops ops = { on_dialect, on_csv };
	const struct package *p = setup->package;
	struct sniff_known known = merge(setup);
	struct stages *s;
	struct encoding_setup encoding = {
		.name = setup->encoding,
		.hint = p != NULL ? p->encoding : NULL,
		.sink = on_text,
	};

	if (!check(&known, e))
		return NULL;
	s = x_calloc(1, sizeof *s);
	s->setup = *setup;
	s->sniffer = sniffer_new(&known, &ops, s);
	encoding.arg = s;
	s->encoding = encoding_new(&encoding, e);
	if (s->encoding != NULL)
		return s;
	stages_free(s);
	return NULL;
}

void
stages_free(struct stages *s)
{
	if (s == NULL)
		return;
	encoding_free(s->encoding);
	sniffer_free(s->sniffer);
	csv_close(s->csv);
	x_free(s);
}

bool
stages_feed(struct stages *s, const char *p, size_t n, struct err *e)
{
	return encoding_feed(s->encoding, p, n, e);
}

bool
stages_flush(struct stages *s, struct err *e)
{
	return encoding_flush(s->encoding, e) &&
	       sniffer_flush(s->sniffer, false, e);
}

bool
stages_finish(struct stages *s, struct err *e)
{
	return encoding_finish(s->encoding, e) &&
	       sniffer_flush(s->sniffer, true, e) && csv_finish(s->csv, e);
}

const struct encoding *
stages_encoding(const struct stages *s)
{
	return s->encoding;
}

const struct csv_stats *
stages_csv(const struct stages *s)
{
	static const struct csv_stats none = { 0 };

	return s->csv != NULL ? csv_stats(s->csv) : &none;
}
