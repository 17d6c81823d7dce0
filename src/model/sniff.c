#include "config.h"

#include "model/sniff.h"

#include <stdint.h>

#include "model/looks.h"
#include "model/sniff_header.h"
#include "model/sniff_names.h"
#include "model/sniff_titles.h"
#include "model/splitter.h"

#define FIELDS 256 /* that are told apart by their number */
#define COLUMNS 64 /* whose kinds are counted */
#define WEAK 0.15  /* a score below this divides nothing */
#define TIE 1.0001 /* how much better than the one before it has to be */

/* One try: how the sample looks by a delimiter and a quote. */
struct trial {
	char delimiter, quote; /* quote 0: none */
	size_t records;
	size_t first;        /* fields of the first */
	size_t first_quoted; /* of these, with quotes around them */
	size_t of[FIELDS];   /* records with so many fields */
	size_t cells;
	double worth; /* of the cells, 1 for each at best */
	size_t kinds[COLUMNS][3];
	size_t quoted, broken; /* cells */
	bool open;             /* at the end */
	double score;
};

/* The record at hand. */
struct row {
	size_t n;
	double worth;
	uint8_t kind[COLUMNS]; /* 0: empty */
	size_t quoted, broken;
	bool open;
};

enum { KIND_NONE, KIND_NUMBER, KIND_DATE, KIND_OTHER };

/* ---- what a cell is worth ---- */

static bool
has_letter(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c >= 0x80 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'))
			return true;
	}
	return false;
}

/* Does it hold what may be a delimiter of the file, and is not punctuation? */
static bool
is_undivided(struct str s)
{
	for (size_t i = 0; i + 1 < s.n; i++)
		if (s.p[i] != '\0' && strchr(",;\t|^\x1f", s.p[i]) != NULL &&
		    s.p[i + 1] != ' ' && s.p[i + 1] != '\n')
			return true;
	return false;
}

static bool
has_edge_quotes(struct str s)
{
	char a = s.p[0], b = s.p[s.n - 1];

	return a == '"' || b == '"' || (a == '\'' && b == '\'' && s.n > 1);
}

/* What a text is worth that is no number, date or address. */
static double
text_worth(const struct split_cell *cell)
{
	struct str s = cell->text;

	if (cell->broken || cell->open)
		return 0;
	if (cell->quoted)
		return 0.9;
	if (has_edge_quotes(s))
		return 0.3;
	if (!has_letter(s))
		return is_undivided(s) ? 0.1 : 0.5;
	return is_undivided(s) ? 0.6 : 0.9;
}

static void
add_cell(struct row *row, const struct split_cell *cell)
{
	static const uint8_t kinds[] = {
		[LOOK_EMPTY] = KIND_NONE,
		[LOOK_NUMBER] = KIND_NUMBER,
		[LOOK_YEAR] = KIND_NUMBER,
		[LOOK_DATE] = KIND_DATE,
		[LOOK_TIME] = KIND_DATE,
		[LOOK_LINK] = KIND_OTHER,
		[LOOK_TEXT] = KIND_OTHER,
	};
	enum look look = looks_of(cell->text);

	if (row->n < COLUMNS)
		row->kind[row->n] = kinds[look];
	row->n++;
	row->worth += look == LOOK_TEXT ? text_worth(cell) : 1;
	row->quoted += cell->quoted;
	row->broken += cell->broken || cell->open;
	row->open = row->open || cell->open;
}

/* ---- trials ---- */

struct sniffing {
	struct str sample;
	bool final;
	const struct sniff_known *known;
	char escape; /* as the sample is read at the moment */
};

static void
add_row(struct trial *t, const struct row *row)
{
	if (t->records == 0) {
		t->first = row->n;
		t->first_quoted = row->quoted;
	}
	t->of[row->n < FIELDS ? row->n : FIELDS - 1]++;
	t->cells += row->n;
	t->worth += row->worth;
	t->quoted += row->quoted;
	t->broken += row->broken;
	/* The first one may be a header, which is of other kinds. */
	for (size_t i = 0; i < row->n && i < COLUMNS && t->records > 0; i++)
		if (row->kind[i] != KIND_NONE)
			t->kinds[i][row->kind[i] - 1]++;
	t->records++;
}

/* Cells that are of another kind than most of their column. */
static size_t
count_odd(const struct trial *t)
{
	size_t odd = 0;

	for (size_t i = 0; i < COLUMNS; i++) {
		size_t most = 0, all = 0;

		for (int k = 0; k < 3; k++) {
			all += t->kinds[i][k];
			if (t->kinds[i][k] > most)
				most = t->kinds[i][k];
		}
		odd += all - most;
	}
	return odd;
}

/*
 * The measure: the sum over the numbers of fields L of (share of the records
 * with L) squared * (L - 1) / L, times the mean worth of a cell.  For K
 * numbers with as many records each that is the pattern score of the paper,
 * 1/K sum N (L - 1) / L, over the number of records.
 */
static double
measure(const struct trial *t)
{
	double pattern = 0, worth;

	if (t->cells == 0)
		return 0;
	for (size_t n = 2; n < FIELDS; n++) {
		double share = (double)t->of[n] / (double)t->records;

		pattern += share * share * (double)(n - 1) / (double)n;
	}
	worth = (t->worth - 0.5 * (double)count_odd(t)) / (double)t->cells;
	return worth > 0 ? pattern * worth * (t->open ? 0.9 : 1) : 0;
}

static void
try_dialect(
    struct trial *t, const struct sniffing *x, char delimiter, char quote)
{
	struct splitter s = { .rest = x->sample,
		.delimiter = delimiter,
		.quote = quote,
		.escape = x->escape };
	struct row row = { .n = 0 };
	struct split_cell cell;

	*t = (struct trial){ .delimiter = delimiter, .quote = quote };
	while (splitter_next(&s, &cell)) {
		add_cell(&row, &cell);
		if (!cell.last)
			continue;
		t->open = row.open;
		if (x->final || s.rest.n > 0 || t->records == 0)
			add_row(t, &row);
		row = (struct row){ .n = 0 };
	}
	t->score = measure(t);
}

/* ---- choices ---- */

static bool
holds(struct str s, char c)
{
	return s.n > 0 && memchr(s.p, c, s.n) != NULL;
}

/* Are all quotes where none belongs? */
static bool
is_unpaired(const struct trial *t)
{
	return t->quoted <= t->broken;
}

/* Does a quote stand where a cell may begin? */
static bool
opens_cell(struct str s, char delimiter, char quote)
{
	const char *at = s.p, *end = s.p + s.n;

	while (at < end && (at = memchr(at, quote, (size_t)(end - at)))) {
		if (at == s.p || at[-1] == delimiter || at[-1] == ' ' ||
		    at[-1] == '\n' || at[-1] == '\r')
			return true;
		at++;
	}
	return false;
}

/* Are quotes letters like any other, rather than what t takes them for? */
static bool
is_literal(const struct sniffing *x, const struct trial *t)
{
	struct trial literal;
	bool unpaired = is_unpaired(t);

	/* Elsewhere an odd quote is a mistake, which is for csv.c to tell. */
	if (t->delimiter != '\t' || !holds(x->sample, '"') ||
	    !(unpaired || t->broken > 0 || t->open))
		return false;
	try_dialect(&literal, x, t->delimiter, '\0');
	return literal.score >= t->score * (unpaired ? 1 : TIE);
}

/* Try the quotes with a delimiter; the best goes to *best. */
static void
try_quotes(struct sniffing *x, char delimiter, struct trial *best)
{
	const struct sniff_known *known = x->known;
	struct trial t;
	char quote = known->quote != '\0' ? known->quote : '"';

	if (known->no_quote)
		quote = '\0';
	try_dialect(best, x, delimiter, quote);
	if (known->quote != '\0' || known->no_quote)
		return;
	if (is_literal(x, best)) {
		try_dialect(best, x, delimiter, '\0');
	} else if (opens_cell(x->sample, delimiter, '\'')) {
		try_dialect(&t, x, delimiter, '\'');
		if (t.quoted > 0 && t.broken == 0 && !t.open &&
		    t.score > best->score * TIE)
			*best = t;
	}
}

/* How sure a score is with the next best one beside it. */
static int
compare_scores(double best, double next)
{
	if (best < WEAK)
		return 0;
	return (int)(100 * (1 - next / best));
}

/* Which number of fields most records have; of two the larger. */
static size_t
count_fields(const struct trial *t)
{
	size_t best = 1;

	for (size_t n = 1; n < FIELDS; n++)
		if (t->of[n] > 0 && t->of[n] >= t->of[best])
			best = n;
	return best;
}

static size_t
count(struct str s, char c)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == c;
	return n;
}

/* There so seldom that no try is worth its time? */
static bool
is_rare(struct str s, char delimiter)
{
	size_t n = count(s, delimiter);

	return n == 0 || n < count(s, '\n') / 16;
}

static bool
is_slashes(struct str s, size_t at)
{
	return at + 1 < s.n && s.p[at] == '/' && s.p[at + 1] == '/';
}

/*
 * Do colons mostly stand in times, addresses and sentences?  Of these, a file
 * of one column has as many in each line.
 */
static bool
is_punctuation(struct str s)
{
	size_t all = 0, odd = 0;

	for (size_t i = 0; i + 1 < s.n; i++) {
		char a = i > 0 ? s.p[i - 1] : ' ', b = s.p[i + 1];

		if (s.p[i] != ':')
			continue;
		all++;
		odd += b == ' ' || b == '\\' || is_slashes(s, i + 1) ||
		       (a >= '0' && a <= '9' && b >= '0' && b <= '9');
	}
	return odd * 2 >= all;
}

/* Blanks divide where each text is quoted, as R's write.table() does it, with
 * one name less than there are columns, or as many. */
static bool
is_table_of_r(const struct trial *t, const struct trial *best)
{
	size_t n = count_fields(t), all = t->of[n] + (t->first == n - 1);

	return n > 1 && t->records > 1 && all == t->records &&
	       t->first_quoted == t->first && t->broken == 0 &&
	       t->score > best->score * TIE;
}

/* Is what is seldom a delimiter one for sure?  Then it divides the first
 * record as nearly all others. */
static bool
is_regular(
    const struct sniffing *x, const struct trial *t, const struct trial *best)
{
	size_t n = count_fields(t);

	if (strchr(",;\t|", t->delimiter) != NULL)
		return true;
	if (t->delimiter == ' ')
		return is_table_of_r(t, best);
	if (t->first != n || t->of[n] * 20 < t->records * 19 || t->records < 2)
		return false;
	if (t->delimiter == '~' || t->delimiter == ':')
		return n > 2 &&
		       (t->delimiter == '~' || (t->score > best->score * 1.5 &&
						   !is_punctuation(x->sample)));
	return n > 1;
}

/* May the first record be divided by it?  What is seldom a delimiter has to,
 * and to look at all of the sample takes long. */
static bool
is_in_first(struct str sample, char delimiter)
{
	struct str line = sample;
	const char *end = memchr(sample.p, '\n', sample.n);

	if (strchr(",;\t|", delimiter) != NULL)
		return true;
	if (end != NULL)
		line.n = (size_t)(end - line.p);
	if (delimiter == ' ' && line.n > 0 && *line.p != '"' && *line.p != '\'')
		return false; /* its texts are not quoted */
	return holds(line, delimiter);
}

/* Give what is best to *best, and how good the next one is. */
static double
try_delimiters(struct sniffing *x, struct trial *best)
{
	static const char delimiters[] = ",;\t|^\x1f\x01~: ";
	struct trial t;
	double next = 0;

	try_quotes(x, ',', best);
	for (const char *d = delimiters + 1; *d != '\0'; d++) {
		if (is_rare(x->sample, *d) || !is_in_first(x->sample, *d))
			continue;
		try_quotes(x, *d, &t);
		if (!is_regular(x, &t, best))
			continue;
		if (t.score > WEAK && t.score > best->score * TIE) {
			next = best->score;
			*best = t;
		} else if (t.score > next) {
			next = t.score;
		}
	}
	return next;
}

static double
try_all(struct sniffing *x, char delimiter, struct trial *best)
{
	if (delimiter == '\0')
		return try_delimiters(x, best);
	try_quotes(x, delimiter, best);
	return 0;
}

/* ---- quotes after a backslash ---- */

static bool
has_escapes(const struct sniffing *x)
{
	const struct sniff_known *known = x->known;
	struct str s = x->sample;

	if (known->escape != '\0' || known->no_escape || known->no_quote ||
	    known->delimiter == '\\' || known->quote == '\\')
		return false;
	for (size_t i = 0; i + 1 < s.n; i++)
		if (s.p[i] == '\\' && (s.p[i + 1] == '"' || s.p[i + 1] == '\''))
			return true;
	return false;
}

/* The largest share of the records that have the same number of fields. */
static double
agreement(const struct trial *t)
{
	size_t n = count_fields(t);

	return t->records > 0 ? (double)t->of[n] / (double)t->records : 0;
}

/* "C:\dir\" is a field of RFC 4180 and without fault, so that it has to be
 * clear: fewer cells with odd quotes, or records that agree. */
static bool
is_escaped(const struct trial *t, const struct trial *plain)
{
	if (t->quote == '\0' || t->broken > plain->broken)
		return false;
	if (t->broken < plain->broken)
		return t->score >= plain->score ||
		       agreement(t) >= agreement(plain);
	return t->score > plain->score * TIE;
}

/* Try them as well, if there are any. */
static double
try_escapes(struct sniffing *x, char delimiter, struct trial *best, double next)
{
	struct trial t;
	double other;

	if (!has_escapes(x))
		return next;
	x->escape = '\\';
	other = try_all(x, delimiter, &t);
	if (is_escaped(&t, best)) {
		*best = t;
		return other;
	}
	x->escape = '\0';
	return next;
}

/* ---- the whole ---- */

/* Read a first line "sep=;", in quotes or not.  Gives its length without its
 * end, or 0. */
static size_t
read_sep(struct str s, char *delimiter)
{
	bool quoted = s.n > 0 && s.p[0] == '"';
	size_t n = quoted;

	if (s.n < n + 5 ||
	    !str_eq_nocase((struct str){ s.p + n, 4 }, str_of("sep=")))
		return 0;
	*delimiter = s.p[n + 4];
	n += 5;
	if (quoted && n < s.n && s.p[n] == '"')
		n++;
	return n == s.n || s.p[n] == '\r' || s.p[n] == '\n' ? n : 0;
}

/* Find the line of Excel, if there is one. */
static char
take_sep(struct sniffing *x, struct sniff *out)
{
	struct csv_options o = { .quote = '"' };
	char delimiter = x->known->delimiter;
	size_t n = read_sep(x->sample, &o.delimiter);

	out->sep = n > 0 && csv_options_check(&o, NULL);
	if (!out->sep)
		return delimiter;
	x->sample.p += n;
	x->sample.n -= n;
	return delimiter != '\0' ? delimiter : o.delimiter;
}

static void
sniff_names(const struct sniffing *x, struct sniff *out)
{
	int votes;

	out->header_sure = 100;
	if (x->known->no_header || x->known->header)
		return;
	votes = sniff_header(x->sample, x->final, &out->dialect);
	out->dialect.no_header = votes < 0;
	out->header_sure = votes < 0 ? -votes : votes;
}

/* Find the line of a log that has the names, if there is one. */
static char
take_log(struct sniffing *x, char delimiter, struct sniff *out)
{
	char found = '\0';

	if (!x->known->no_header && !x->known->no_titles)
		found = sniff_fields(&x->sample, &out->titles);
	out->log = found != '\0';
	return delimiter != '\0' || !out->log ? delimiter : found;
}

/* Find what stands above the header, and whether there is one. */
static void
sniff_top(struct sniffing *x, struct sniff *out)
{
	if (out->log) {
		out->header_sure = 100;
		return;
	}
	if (!x->known->no_titles)
		out->titles = sniff_titles(
		    &x->sample, x->final, &out->dialect, out->fields);
	sniff_names(x, out);
	out->row_names = !out->dialect.no_header &&
			 sniff_row_names(x->sample, x->final, &out->dialect);
}

void
sniff(struct str sample, bool final, const struct sniff_known *known,
    struct sniff *out)
{
	struct sniffing x = { .sample = sample,
		.final = final,
		.known = known,
		.escape = known->escape };
	struct trial best;
	char delimiter;
	double next;

	*out = (struct sniff){ .delimiter_sure = 100 };
	if (x.sample.n > SNIFF_MAX) {
		x.sample.n = SNIFF_MAX;
		x.final = false;
	}
	delimiter = take_sep(&x, out);
	delimiter = take_log(&x, delimiter, out);
	next = try_all(&x, delimiter, &best);
	next = try_escapes(&x, delimiter, &best, next);
	if (delimiter == '\0')
		out->delimiter_sure = compare_scores(best.score, next);
	out->dialect.delimiter = best.delimiter;
	out->dialect.quote = best.quote != '\0' ? best.quote : '"';
	out->dialect.no_quote = best.quote == '\0';
	out->dialect.escape = best.quote != '\0' ? x.escape : '\0';
	out->fields = count_fields(&best);
	out->dialect.no_header = known->no_header;
	sniff_top(&x, out);
}
