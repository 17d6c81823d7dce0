#include "config.h"

#include "model/worded.h"

#include "base/mem.h"

#define ENOUGH 8 /* events that tell whether a column has numbers only */

enum {
	SEEN_NOTHING,
	SEEN_NUMBERS,
	SEEN_WORDS, /* from here on nothing more is learned */
	SEEN_ROLE_WORDS,
	SEEN_ROLE_OTHER
};

void
worded_init(struct worded *w)
{
	*w = (struct worded){ 0 };
}

void
worded_fini(struct worded *w)
{
	x_free(w->seen);
	x_free(w->column);
	worded_init(w);
}

void
worded_start(struct worded *w, const struct columns *c)
{
	static const uint8_t seen[ROLE_NROLES] = {
		[ROLE_ID] = SEEN_ROLE_OTHER,
		[ROLE_DATE] = SEEN_ROLE_OTHER,
		[ROLE_SECTION] = SEEN_ROLE_OTHER,
		[ROLE_TITLE] = SEEN_ROLE_WORDS,
		[ROLE_TEXT] = SEEN_ROLE_WORDS,
		[ROLE_ACTORS] = SEEN_ROLE_WORDS,
		[ROLE_PLACES] = SEEN_ROLE_WORDS,
		[ROLE_KIND] = SEEN_ROLE_OTHER,
		[ROLE_SOURCES] = SEEN_ROLE_OTHER,
	};

	w->n = c->n;
	w->seen = x_calloc(c->n, sizeof *w->seen);
	for (int role = 0; role < ROLE_NROLES; role++) {
		if (c->role[role] >= 0)
			w->seen[c->role[role]] = seen[role];
	}
	/* Words of a composed column that is indexed need not be so twice. */
	for (size_t i = 0; i < c->nfile; i++) {
		int whole = columns_whole(c, i);

		if (whole >= 0 && w->seen[whole] == SEEN_ROLE_WORDS &&
		    w->seen[i] == SEEN_NOTHING)
			w->seen[i] = SEEN_ROLE_OTHER;
	}
}

static bool
has_letter(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		unsigned char lower = c | 0x20;

		if (c >= 0x80 || (lower >= 'a' && lower <= 'z'))
			return true;
	}
	return false;
}

void
worded_learn(struct worded *w, const struct str *field, size_t n)
{
	w->learned++;
	for (size_t i = 0; i < w->n && i < n; i++) {
		if (w->seen[i] >= SEEN_WORDS || field[i].n == 0)
			continue;
		w->seen[i] = has_letter(field[i]) ? SEEN_WORDS : SEEN_NUMBERS;
	}
}

void
worded_settle(struct worded *w, bool more)
{
	bool guess = more && w->learned < ENOUGH;

	w->column = x_calloc(w->n, sizeof *w->column);
	for (size_t i = 0; i < w->n; i++)
		w->column[i] = w->seen[i] != SEEN_ROLE_OTHER &&
			       (w->seen[i] != SEEN_NUMBERS || guess);
}
