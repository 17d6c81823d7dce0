/*
 * The timeline: bars of events over time on the whole screen.
 *
 * Proportional to time: a bar is a century, decade, year or month (it starts
 * with the finest of these that fits), and where there are more bars than
 * columns a page of them is shown.  A solid bar is what the list shows, a
 * medium shade on it those of these events whose date is wider than the bar,
 * a light shade the rest of the chronicle; in ASCII '#', ':' and '.'.  What a
 * bar counts is told in model/timeline.h.  Undated events are told apart, at
 * the right end.  Sections are letters in the bars, or have a row of bars each,
 * if that is asked for.
 *
 * One bar is selected: `^` marks it on the axis, and the first line tells its
 * numbers.  Moving changes nothing else on the screen.  All bars have the
 * same scale, those of sections too.
 *
 * Knows the reader's result as it was when it was last drawn, and notices
 * when it is another one.  Main thread.
 */
#ifndef ANNALS_UI_VIEW_TIMELINE_H
#define ANNALS_UI_VIEW_TIMELINE_H

#include "ui/view.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * The time of the selected event is selected, if it has one.  move() goes
 * by bars to the right.  Lends r.
 */
struct view *view_timeline_new(struct reader *r);

/* Select the bar in which that day lies, or the nearest. */
void view_timeline_goto(struct view *v, int32_t day);

/*
 * Show finer (by > 0) or coarser bars; the time that is selected stays so, and
 * stays where it is on the screen as far as there are bars.  False if there
 * are none so fine or coarse.
 */
bool view_timeline_zoom(struct view *v, int by);

/* Show the top-level sections in each bar as letters, then in a row of bars
 * each, then all in one again. */
void view_timeline_split(struct view *v);

/* The days of the selected bar; false if nothing is dated. */
bool view_timeline_span(struct view *v, int32_t *first, int32_t *last);

#endif
