/*
 * What the timeline of the small chronicle of test_view_timeline.c looks like,
 * by size of the screen and what was done.
 */
#ifndef ANNALS_TESTS_TIMELINES_H
#define ANNALS_TESTS_TIMELINES_H

#include <stdbool.h>

/* clang-format off */
static const struct {
	int rows, cols;
	bool ascii;
	const char *keys;
	const char *want;
} screens[] = {
	{ 20, 80, false, "",
" 1940: 1 event, 1 with a wider date; Politics 1\n"
" by year  █ dated within the year  ▒ wider date  full height 5 events\n"
"\n"
"                                                     ▒▒▒\n"
"                                                     ▒▒▒\n"
"                                                     ▒▒▒\n"
"                                                     ███\n"
"                                                     ███\n"
"                                                     ███\n"
"                                 ▒▒▒ ▒▒▒             ███\n"
"                                 ▒▒▒ ▒▒▒             ███\n"
"                                 ▒▒▒ ▒▒▒             ███\n"
"                                 ███ ▒▒▒ ▒▒▒     ▒▒▒ ███\n"
"                                 ███ ▒▒▒ ▒▒▒     ▒▒▒ ███\n"
"                                 ███ ▒▒▒ ▒▒▒     ▒▒▒ ███\n"
" ▒▒▒ ▒▒▒ ▒▒▒ ▒▒▒ ▒▒▒ ▒▒▒ ▒▒▒ ▒▒▒ ███ ███ ▒▒▒ ▒▒▒ ▒▒▒ ███\n"
" ▒▒▒ ▒▒▒ ▒▒▒ ▒▒▒ ▒▒▒ ▒▒▒ ▒▒▒ ▒▒▒ ███ ███ ▒▒▒ ▒▒▒ ▒▒▒ ███\n"
" ▒▒▒ ▒▒▒ ▒▒▒ ▒▒▒ ▒▒▒ ▒▒▒ ▒▒▒ ▒▒▒ ███ ███ ▒▒▒ ▒▒▒ ▒▒▒ ███\n"
" ┬^──────┬───────┬───────┬───────┬───────┬───────┬──────          2\n"
" 1940    1942    1944    1946    1948    1950    1952       undated\n" },
	{ 20, 80, true, "TN",
" 1953: 2 of 5 events; Trade and industry 2\n"
" by year  # listed  : listed, wider date  . not listed  full"
" height 5 events\n"
"\n"
"                                                     ...\n"
"                                                     ...\n"
"                                                     ...\n"
"                                                     ...\n"
"                                                     ...\n"
"                                                     ...\n"
"                                 ... ...             ...\n"
"                                 ... ...             ...\n"
"                                 ... ...             ...\n"
"                                 ... ... ...     ... ###\n"
"                                 ... ... ...     ... ###\n"
"                                 ... ... ...     ... ###\n"
" ... ... ... ... ... ... ... ... ### ... ::: ::: ::: ###\n"
" ... ... ... ... ... ... ... ... ### ... ::: ::: ::: ###\n"
" ... ... ... ... ... ... ... ... ### ... ::: ::: ::: ###\n"
" +-------+-------+-------+-------+-------+-------+----^-     0 of 2\n"
" 1940    1942    1944    1946    1948    1950    1952       undated\n" },
	{ 12, 60, false, "SO>>>>>>>>",
" 1948: 2 of 3 events, 1 with a wider date; A Politics 2\n"
" by year  full height 5 events  A Politics  B Trade and ind…\n"
"                                        ░░\n"
"                                        ░░\n"
"                                        ░░\n"
"                         ░░ AA          AA\n"
"                         AA AA ░░    ░░ AA\n"
"                         AA AA ░░    ░░ AA\n"
" AA AA AA AA AA AA AA AA AA AA AA ░░ AA AA\n"
" AA AA AA AA AA AA AA AA AA AA AA ░░ AA AA\n"
" ┬─────┬─────┬─────┬─────┬^────┬─────┬────     1 of 2\n"
" 1940  1942  1944  1946  1948  1950  1952     undated\n" },
	{ 12, 60, true, "STN",
" 1953: 2 of 5 events; B Trade and industry 2\n"
" by year  full height 5 events  A Politics  B Trade and ind>\n"
"                                        ..\n"
"                                        ..\n"
"                                        ..\n"
"                         .. ..          ..\n"
"                         .. .. ..    .. BB\n"
"                         .. .. ..    .. BB\n"
" .. .. .. .. .. .. .. .. BB .. BB BB BB BB\n"
" .. .. .. .. .. .. .. .. BB .. BB BB BB BB\n"
" +-----+-----+-----+-----+-----+-----+---^     0 of 2\n"
" 1940  1942  1944  1946  1948  1950  1952     undated\n" },
	{ 11, 40, false, "sO>>>>>>>>",
"1948: 2 of 3 events, 1 with a wider dat…\n"
" by year  █ listed  ▒ listed, wider dat…\n"
"\n"
" Politics     ▒▒▒▒▒▒▒▒▃▃▒ ▒▆    1/1\n"
"\n"
" Trade and i…         ░ ░░░░\n"
"\n"
" Culture                        0/1\n"
"              ┬───────^─┬───    1/2\n"
"              1940      1950   n.d.\n"
"\n" },
	{ 9, 40, false, "+N<<",
"October 1953: 1\n"
"                      ▒\n"
"                      ▒\n"
"         ▒▒▒          █▒        ▒\n"
"         ▒▒▒          █▒        ▒\n"
" ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒██▒▒▒▒▒▒▒▒█\n"
" ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒██▒▒▒▒▒▒▒▒█\n"
"<──┬─────┬─────┬─────┬─────┬──^──      2\n"
"   Jul   1952  Jul   1953  Jul      n.d.\n" },
	{ 9, 40, true, "+O>>",
"March 1940: 1/1\n"
"\n"
"\n"
"\n"
"\n"
" ::::::::::::::::::::::::::::::::\n"
" ::::::::::::::::::::::::::::::::\n"
" +-^---+-----+-----+-----+-----+->   1/2\n"
" 1940  Jul   1941  Jul   1942  Jul  n.d.\n" },
	{ 4, 20, false, "",
"1940s: 5\n"
" ▅▅▅▅▅ ▇▇▇▇▇\n"
" ┬─^───┬────       2\n"
" 1940  1950     n.d.\n" },
	{ 4, 20, false, "s++NPPP",
"December 1952: 1\n"
" other… ▒▒▒▒▒      2\n"
"       <┬───^>     2\n"
"        Aug     n.d.\n" },
	{ 5, 20, false, "sO+N",
"1953: 3/5\n"
" Polit… ▃▒ ▒▆    1/1\n"
" other…  ░░░░    0/1\n"
"       <─┬──^    1/2\n"
"         1950   n.d.\n" },
	{ 2, 20, false, "s>",
"1950s: 7\n"
"        ───^      2\n" },
	{ 1, 20, false, "s>",
"1950s: 7\n" },
};
/* clang-format on */

#endif
