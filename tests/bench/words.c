#include "config.h"

#include "bench/words.h"

#include <assert.h>
#include <stdbool.h>

#include "base/buf.h"
#include "base/mem.h"

#define LENGTH(a) (sizeof(a) / sizeof((a)[0]))

enum {
	SLOTS = 1 << 17, /* of a table of WORDS entries */
	TEXT_MAX = 47,
	TEXT_WORDS = 80, /* words of a text, on average (generate.c) */
};

struct word {
	uint8_t n;
	char text[TEXT_MAX];
};

/*
 * Walker's alias method: a column is picked evenly, then it is kept if the
 * next number is below keep, else left for its alias.
 */
struct column {
	uint32_t keep, alias;
};

struct words {
	struct word word[WORDS];
	struct column column[WORDS];
};

/* What syllables are made of.  What is frequent stands there repeatedly. */
struct script {
	const char *const *onset, *const *vowel, *const *coda;
	uint32_t onsets, vowels, codas;
};

static const char *const latin_onset[] = { "", "", "", "b", "b", "b", "br", "c",
	"c", "c", "ch", "cl", "cr", "d", "d", "d", "f", "f", "f", "fl", "g",
	"g", "gr", "h", "h", "h", "j", "k", "l", "l", "l", "m", "m", "m", "n",
	"n", "n", "p", "p", "p", "pl", "pr", "qu", "r", "r", "r", "r", "s", "s",
	"s", "sh", "sp", "st", "t", "t", "t", "t", "th", "tr", "v", "v", "w",
	"w", "y", "z" };
static const char *const latin_vowel[] = { "a", "a", "a", "a", "e", "e", "e",
	"e", "e", "i", "i", "i", "i", "o", "o", "o", "u", "u", "ea", "ou" };
static const char *const accented_vowel[] = { "\303\241", "\303\251",
	"\303\255", "\303\266", "\303\274", "a", "e", "i", "o", "u" };
static const char *const latin_coda[] = { "", "", "", "", "d", "l", "l", "m",
	"n", "n", "n", "nd", "ng", "nt", "r", "r", "r", "s", "s", "st", "t",
	"t", "x" };

static const char *const cyrillic_onset[] = { "", "б", "в", "в", "г", "гр", "д",
	"ж", "з", "к", "к", "кр", "л", "м", "н", "н", "п", "пр", "р", "с", "с",
	"ст", "т", "т", "тр", "ф", "х", "ц", "ч", "ш", "щ" };
static const char *const cyrillic_vowel[] = { "а", "а", "е", "е", "и", "и", "о",
	"о", "о", "у", "ы", "ю", "я", "ё" };
static const char *const cyrillic_coda[] = { "", "", "", "в", "й", "к", "л",
	"м", "н", "р", "с", "сть", "т", "ть" };

static const char *const hebrew_onset[] = { "א", "ב", "ג", "ד", "ה", "ו", "ז",
	"ח", "ט", "י", "כ", "ל", "מ", "נ", "ס", "ע", "פ", "צ", "ק", "ר", "ש",
	"ת" };
static const char *const hebrew_vowel[] = { "", "", "ו", "י" };
static const char *const hebrew_coda[] = { "", "", "ד", "ל", "ר", "ת" };

static const struct script latin = { latin_onset, latin_vowel, latin_coda,
	LENGTH(latin_onset), LENGTH(latin_vowel), LENGTH(latin_coda) };
static const struct script accented = { latin_onset, accented_vowel, latin_coda,
	LENGTH(latin_onset), LENGTH(accented_vowel), LENGTH(latin_coda) };
static const struct script cyrillic = { cyrillic_onset, cyrillic_vowel,
	cyrillic_coda, LENGTH(cyrillic_onset), LENGTH(cyrillic_vowel),
	LENGTH(cyrillic_coda) };
static const struct script hebrew = { hebrew_onset, hebrew_vowel, hebrew_coda,
	LENGTH(hebrew_onset), LENGTH(hebrew_vowel), LENGTH(hebrew_coda) };

static uint32_t
chance_next(struct chance *c)
{
	uint64_t z = c->state += 0x9e3779b97f4a7c15U;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
	return (uint32_t)((z ^ (z >> 31)) >> 32);
}

uint32_t
chance_below(struct chance *c, uint32_t n)
{
	return (uint32_t)((uint64_t)chance_next(c) * n >> 32);
}

static const struct script *
script_of(size_t rank)
{
	switch (rank % 40) {
	case 17:
		return &cyrillic;
	case 27:
		return &accented;
	case 37:
		return &hebrew;
	default:
		return &latin;
	}
}

/* How many syllables a word of that rank has. */
static uint32_t
syllables_of(size_t rank, struct chance *c)
{
	if (rank < 60)
		return 1;
	if (rank < 600)
		return 1 + chance_below(c, 2);
	return 2 + chance_below(c, rank < 6000 ? 2 : 3);
}

/* The last syllable often ends in consonants, the others seldom. */
static void
add_syllable(const struct script *s, bool last, struct chance *c, struct buf *b)
{
	buf_adds(b, s->onset[chance_below(c, s->onsets)]);
	buf_adds(b, s->vowel[chance_below(c, s->vowels)]);
	if (last || chance_below(c, 4) == 0)
		buf_adds(b, s->coda[chance_below(c, s->codas)]);
}

static uint32_t
hash(const char *p, size_t n)
{
	uint32_t h = 2166136261U; /* FNV-1a */

	while (n-- > 0)
		h = (h ^ (unsigned char)*p++) * 16777619U;
	return h;
}

/* The slot that holds the word, or the free one where it belongs. */
static uint32_t *
find_slot(const struct words *w, uint32_t *slots, const struct buf *b)
{
	uint32_t i = hash(b->p, b->n) % SLOTS;

	for (; slots[i] != 0; i = (i + 1) % SLOTS) {
		const struct word *other = &w->word[slots[i] - 1];

		if (other->n == b->n && memcmp(other->text, b->p, b->n) == 0)
			break;
	}
	return &slots[i];
}

/* Make the word of a rank: one that is not there yet, longer if need be. */
static void
make_word(struct words *w, size_t rank, uint32_t *slots, struct chance *c)
{
	uint32_t n = syllables_of(rank, c);
	struct word *word = &w->word[rank];
	struct buf b = BUF_INIT;
	uint32_t *slot;

	for (unsigned tries = 1;; tries++) {
		buf_clear(&b);
		for (uint32_t i = 1; i <= n; i++)
			add_syllable(script_of(rank), i == n, c, &b);
		slot = find_slot(w, slots, &b);
		if (*slot == 0 && b.n > 1 && b.n < sizeof word->text)
			break;
		n += tries % 8 == 0 && n < 4;
	}
	*slot = (uint32_t)rank + 1;
	memcpy(word->text, b.p, b.n + 1);
	word->n = (uint8_t)b.n;
	buf_fini(&b);
}

/* Vose's way to fill the columns: what is short is filled up by what is long.
 */
static void
make_columns(struct words *w)
{
	double *weight = x_calloc(WORDS, sizeof weight[0]), sum = 0;
	uint32_t *todo = x_calloc(WORDS, sizeof todo[0]);
	size_t small = 0, large = WORDS;

	for (size_t r = 0; r < WORDS; r++)
		sum += 1.0 / (double)(r + 1);
	for (uint32_t r = 0; r < WORDS; r++) {
		weight[r] = WORDS / ((double)(r + 1) * sum);
		todo[weight[r] < 1 ? small++ : --large] = r;
	}
	while (small > 0 && large < WORDS) {
		uint32_t s = todo[--small], l = todo[large];

		w->column[s] =
		    (struct column){ (uint32_t)(weight[s] * UINT32_MAX), l };
		weight[l] -= 1 - weight[s];
		if (weight[l] < 1) {
			large++;
			todo[small++] = l;
		}
	}
	while (small > 0)
		w->column[todo[--small]] = (struct column){ UINT32_MAX, 0 };
	for (; large < WORDS; large++)
		w->column[todo[large]] = (struct column){ UINT32_MAX, 0 };
	x_free(weight);
	x_free(todo);
}

struct words *
words_new(void)
{
	struct words *w = x_calloc(1, sizeof *w);
	uint32_t *slots = x_calloc(SLOTS, sizeof slots[0]);
	struct chance c = { 1 };

	for (size_t rank = 0; rank < WORDS; rank++)
		make_word(w, rank, slots, &c);
	make_columns(w);
	x_free(slots);
	return w;
}

void
words_free(struct words *w)
{
	x_free(w);
}

struct str
words_at(const struct words *w, size_t rank)
{
	assert(rank < WORDS);
	return (struct str){ w->word[rank].text, w->word[rank].n };
}

size_t
words_draw(const struct words *w, struct chance *c)
{
	uint32_t i = chance_below(c, WORDS);
	const struct column *column = &w->column[i];

	return chance_next(c) < column->keep ? i : column->alias;
}
