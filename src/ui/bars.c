#include "config.h"

#include "ui/bars.h"

#define EIGHTHS 8
#define BLOCK_NONE 0x2580u /* and as many eighths */
#define SHADE_LIGHT 0x2591u
#define SHADE_MEDIUM 0x2592u

/* The least blocks look like shades in ASCII, all being ".:-=+*%#". */
#define EIGHTHS_ASCII 3

bool
bars_blocks(struct canvas *cv, struct box b)
{
	canvas_hline(cv, b.y, b.x, 1, BLOCK_NONE + 1, STYLE_PLOT);
	return canvas_at(cv, b.y, b.x)->glyph[0] == BLOCK_NONE + 1;
}

/* How high n events are, rounded up. */
static uint32_t
eighths_of(uint32_t n, int rows, uint32_t full)
{
	uint64_t all = EIGHTHS * (uint64_t)rows;

	return (uint32_t)((n * all + full - 1) / full);
}

void
bars_draw(struct canvas *cv, struct box b, const struct timeline_bar *bar,
    uint32_t full, bool blocks)
{
	const struct timeline_count *n = &bar->listed, *all = &bar->all;
	uint32_t solid = eighths_of(n->within, b.rows, full);
	uint32_t medium = eighths_of(n->within + n->wider, b.rows, full);
	uint32_t light = eighths_of(all->within + all->wider, b.rows, full);

	for (int y = 0; y < b.rows; y++) {
		uint32_t below = EIGHTHS * (uint32_t)y, glyph = SHADE_LIGHT;
		uint32_t eighths = solid > below ? solid - below : 0;

		if (light <= below)
			break;
		if (!blocks && eighths > 0 && eighths < EIGHTHS_ASCII)
			eighths = EIGHTHS_ASCII;
		if (eighths > EIGHTHS)
			eighths = EIGHTHS;
		if (eighths > 0)
			glyph = BLOCK_NONE + eighths;
		else if (medium > below)
			glyph = SHADE_MEDIUM;
		canvas_hline(cv, b.y + b.rows - 1 - y, b.x, b.cols, glyph,
		    glyph == SHADE_LIGHT ? STYLE_DIM : STYLE_PLOT);
	}
}

/* The row whose listed events reach above a height in 1/parts events. */
static size_t
row_at(const struct timeline *t, size_t i, uint64_t height, uint64_t parts)
{
	uint64_t below = 0;

	for (size_t row = 0; row < t->nrows; row++) {
		below += timeline_sum(&timeline_at(t, row, i)->listed);
		if (below * parts > height)
			return row;
	}
	return t->nrows;
}

void
bars_stack(struct canvas *cv, struct box b, const struct timeline *t, size_t i,
    uint32_t full)
{
	const struct timeline_bar *all = &t->all[i];
	uint32_t listed = eighths_of(timeline_sum(&all->listed), b.rows, full);
	uint32_t light = eighths_of(timeline_sum(&all->all), b.rows, full);
	uint64_t parts = 2 * (uint64_t)b.rows;

	for (int y = 0; y < b.rows; y++) {
		uint32_t below = EIGHTHS * (uint32_t)y, glyph = SHADE_LIGHT;
		uint64_t height = (2 * (uint64_t)y + 1) * full;

		if (light <= below)
			break;
		/* The top of a bar may end below the middle of its cell. */
		if (listed > below && row_at(t, i, height, parts) == t->nrows)
			height = timeline_sum(&all->listed) * parts - 1;
		if (listed > below)
			glyph = 'A' + (uint32_t)row_at(t, i, height, parts);
		canvas_hline(cv, b.y + b.rows - 1 - y, b.x, b.cols, glyph,
		    glyph == SHADE_LIGHT ? STYLE_DIM : STYLE_PLOT);
	}
}
