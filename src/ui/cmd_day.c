#include "config.h"

#include "ui/cmd.h"

#include <stdio.h>

#include "model/days.h"
#include "ui/app.h"

/* The day that is asked for: arg or, if that is empty, today. */
static bool
read_day(
    const struct app *a, const char *arg, struct yearday *on, struct err *e)
{
	if (arg[0] != '\0')
		return yearday_parse(str_of(arg), on, e);
	*on = a->today;
	return on->month != 0 || err_set(e, ERR_IO, "nobody knows the date");
}

static void
add_day(struct buf *out, const char *before, const struct days *d,
    const struct yearday *on)
{
	buf_adds(out, before);
	yearday_describe(out, on);
	buf_addf(out, " (%u)", (unsigned)days_on(d, on));
}

/* Say where there is something instead; here: of what is searched in.
 * Returns false. */
static bool
nothing_on(const struct days *d, const struct yearday *on, const char *here,
    struct err *e)
{
	struct buf said = BUF_INIT;
	struct yearday next, last;

	buf_addf(&said, "nothing%s on ", here);
	yearday_describe(&said, on);
	if (!days_find(d, on, 1, &next) || !days_find(d, on, -1, &last)) {
		buf_adds(&said, ", or on any other day");
	} else {
		add_day(&said, "; next ", d, &next);
		if (!yearday_equal(&next, &last))
			add_day(&said, ", previous ", d, &last);
	}
	err_set(e, ERR_NOTFOUND, "%s", buf_cstr(&said));
	buf_fini(&said);
	return false;
}

/* Is the query at hand one for a day?  Then another day takes its place. */
static bool
is_of_day(const struct find *f)
{
	return f->open && query_top(find_query(f))->kind == QUERY_DAY;
}

bool
cmd_on_this_day(struct app *a, long n, const char *arg, struct err *e)
{
	struct find *f = &a->reader.find;
	bool again = is_of_day(f);
	const uint64_t *within = again ? find_below(f) : find_set(f);
	struct yearday on;
	struct days days;
	char query[16];

	(void)n;
	if (!read_day(a, arg, &on, e))
		return false;
	days_count(&days, a->reader.chronicle, within);
	if (days_on(&days, &on) == 0)
		return nothing_on(&days, &on, within != NULL ? " here" : "", e);
	if (f->open && !again && !find_keep(f, e))
		return false;
	(void)snprintf(query, sizeof query, "day:%02d-%02d", on.month, on.day);
	return app_search(a, query, false, e);
}
