#include "config.h"

#include "model/problem.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/glyph.h"

void
problems_init(struct problems *p)
{
	*p = (struct problems){ .event = PROBLEM_NO_EVENT };
}

static void
problem_fini(struct problem *p)
{
	x_free(p->file);
	x_free(p->what);
	x_free(p->raw);
}

void
problems_fini(struct problems *p)
{
	for (size_t i = 0; i < p->n; i++)
		problem_fini(&p->at[i]);
	x_free(p->at);
	problems_init(p);
}

/* Give s as it may be shown on one line. */
static char *
shown(struct str s)
{
	struct buf b = BUF_INIT;

	s.n = utf8_cut(s, s.n < PROBLEM_RAW_MAX ? s.n : PROBLEM_RAW_MAX);
	glyph_sanitize(&b, s, GLYPH_ONE_LINE);
	return buf_steal(&b);
}

static void
append(struct problems *p, struct problem new)
{
	if (p->n == p->cap) {
		p->cap = p->cap == 0 ? 16 : p->cap * 2;
		p->at = x_reallocarray(p->at, p->cap, sizeof *p->at);
	}
	p->at[p->n++] = new;
}

void
problems_add(struct problems *p, enum problem_kind kind, const char *file,
    size_t line, size_t column, const char *what, struct str raw)
{
	if (p->count[kind]++ >= PROBLEM_EACH_MAX)
		return;
	append(p, (struct problem){
		      .kind = kind,
		      .file = x_strdup(file),
		      .line = line,
		      .column = column,
		      .event = p->event,
		      .what = shown(str_of(what)),
		      .raw = shown(raw),
		  });
}

/* The one that it updates, or NULL. */
static struct problem *
find_open(struct problems *p, const struct problem *it)
{
	for (size_t i = 0; p->open > 0 && it->line == 0 && i < p->n; i++)
		if (p->at[i].open && p->at[i].kind == it->kind &&
		    strcmp(p->at[i].file, it->file) == 0)
			return &p->at[i];
	return NULL;
}

/* Take it, in the place of one that is open; false if there is none. */
static bool
replace(struct problems *p, const struct problem *it)
{
	struct problem *was = find_open(p, it);

	if (was == NULL)
		return false;
	problem_fini(was);
	*was = *it;
	p->open -= !it->open;
	return true;
}

void
problems_update(struct problems *p, enum problem_kind kind, const char *file,
    const char *what, bool last)
{
	struct problem new = {
		.kind = kind,
		.file = x_strdup(file),
		.event = PROBLEM_NO_EVENT,
		.what = shown(str_of(what)),
		.raw = x_strdup(""),
		.open = !last,
	};

	if (replace(p, &new))
		return;
	if (p->count[kind]++ < PROBLEM_EACH_MAX) {
		append(p, new);
		p->open += new.open;
	} else {
		problem_fini(&new);
	}
}

void
problems_move(struct problems *p, struct problems *from)
{
	size_t room[PROBLEM_NKINDS];

	for (int k = 0; k < PROBLEM_NKINDS; k++) {
		room[k] = p->count[k] < PROBLEM_EACH_MAX
			      ? PROBLEM_EACH_MAX - p->count[k]
			      : 0;
		p->count[k] += from->count[k];
	}
	for (size_t i = 0; i < from->n; i++) {
		struct problem *it = &from->at[i];

		if (replace(p, it)) {
			p->count[it->kind]--;
		} else if (room[it->kind] > 0) {
			room[it->kind]--;
			append(p, *it);
			p->open += it->open;
		} else {
			problem_fini(it);
		}
	}
	x_free(from->at);
	problems_init(from);
}

void
problems_take(struct problems *p, enum problem_kind kind, size_t before,
    struct problems *to)
{
	size_t left = 0;

	for (size_t i = 0; i < p->n; i++) {
		struct problem it = p->at[i];

		if (it.kind != kind || it.event >= before) {
			p->at[left++] = it;
			continue;
		}
		append(to, it);
		to->count[kind]++;
		p->count[kind]--;
	}
	p->n = left;
}

/* Insertion: they nearly are, and it keeps those of one line as they come. */
void
problems_sort(struct problems *p, size_t start)
{
	for (size_t i = start + 1; i < p->n; i++) {
		struct problem it = p->at[i];
		size_t k = i;

		for (; k > start && p->at[k - 1].line > it.line; k--)
			p->at[k] = p->at[k - 1];
		p->at[k] = it;
	}
}

size_t
problems_total(const struct problems *p)
{
	size_t total = 0;

	for (int k = 0; k < PROBLEM_NKINDS; k++)
		total += p->count[k];
	return total;
}

size_t
problems_serious(const struct problems *p)
{
	return problems_total(p) - p->count[PROBLEM_STRAY];
}

bool
problem_kind_harmless(enum problem_kind kind)
{
	return kind == PROBLEM_STRAY;
}

const char *
problem_kind_name(enum problem_kind kind)
{
	static const char *const names[PROBLEM_NKINDS] = {
		[PROBLEM_QUOTE] = "open quotes",
		[PROBLEM_STRAY] = "stray quotes",
		[PROBLEM_FIELDS] = "numbers of fields",
		[PROBLEM_DATE] = "dates",
		[PROBLEM_ID] = "ids",
		[PROBLEM_SECTION] = "sections",
		[PROBLEM_ENCODING] = "encoding",
		[PROBLEM_BYTES] = "bytes that mean nothing",
		[PROBLEM_CONTROL] = "control characters",
		[PROBLEM_LENGTH] = "lengths",
		[PROBLEM_MEMORY] = "memory",
		[PROBLEM_FILE] = "files",
	};

	return names[kind];
}

void
problem_print(struct buf *out, const struct problem *p)
{
	glyph_sanitize(out, str_of(p->file), GLYPH_ONE_LINE);
	if (p->line > 0)
		buf_addf(out, ":%zu", p->line);
	if (p->line > 0 && p->column > 0)
		buf_addf(out, ":%zu", p->column);
	buf_addf(out, ": %s", p->what);
}
