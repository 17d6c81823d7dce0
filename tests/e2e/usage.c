#include "config.h"

#include "e2e/usage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The number after label in /proc/PID/name; *n keeps its value without. */
static bool
proc_number(pid_t pid, const char *name, const char *label, long *n)
{
	char path[64], line[512];
	bool found = false;
	FILE *f;

	(void)snprintf(path, sizeof path, "/proc/%ld/%s", (long)pid, name);
	f = fopen(path, "r");
	while (f != NULL && !found && fgets(line, sizeof line, f) != NULL) {
		if (strncmp(line, label, strlen(label)) != 0)
			continue;
		*n = strtol(line + strlen(label), NULL, 10);
		found = true;
	}
	if (f != NULL)
		(void)fclose(f);
	return found;
}

/* Ticks on a processor, by utime and stime of /proc/PID/stat (proc(5)). */
static int64_t
cpu_us(pid_t pid)
{
	char path[64], line[1024];
	unsigned long user = 0, kernel = 0;
	const char *s = NULL;
	FILE *f;

	(void)snprintf(path, sizeof path, "/proc/%ld/stat", (long)pid);
	f = fopen(path, "r");
	if (f != NULL && fgets(line, sizeof line, f) != NULL)
		s = strrchr(line, ')');
	for (int i = 0; s != NULL && i < 12; i++)
		s = strchr(s + 1, ' ');
	if (s != NULL)
		(void)sscanf(s, "%lu %lu", &user, &kernel);
	if (f != NULL)
		(void)fclose(f);
	return (int64_t)(user + kernel) * 1000000 / sysconf(_SC_CLK_TCK);
}

bool
usage_of(pid_t pid, struct usage *u)
{
	long ns = 0;

	*u = (struct usage){ 0 };
	if (!proc_number(
		pid, "status", "voluntary_ctxt_switches:", &u->switches) ||
	    !proc_number(pid, "status", "VmRSS:", &u->rss_kb) ||
	    !proc_number(pid, "status", "VmHWM:", &u->peak_kb))
		return false;
	(void)proc_number(pid, "smaps_rollup", "Pss:", &u->pss_kb);
	/* schedstat counts nanoseconds where stat has ticks of 10 ms. */
	if (proc_number(pid, "schedstat", "", &ns))
		u->cpu_us = ns / 1000;
	else
		u->cpu_us = cpu_us(pid);
	return true;
}
