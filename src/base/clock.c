#include "config.h"

#include "base/clock.h"

#include <errno.h>
#include <string.h>
#include <time.h>

int64_t
clock_ms(void)
{
	struct timespec t;

	/* Cannot fail: CLOCK_MONOTONIC is there on every POSIX.1-2008 system.
	 */
	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

bool
clock_today(struct yearday *y, struct err *e)
{
	time_t now = time(NULL);
	struct tm tm;

	if (now == (time_t)-1 || localtime_r(&now, &tm) == NULL)
		return err_set(e, ERR_IO, "no date: %s", strerror(errno));
	y->month = tm.tm_mon + 1;
	y->day = tm.tm_mday;
	return true;
}
