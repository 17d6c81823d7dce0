/*
 * What a process costs, as Linux tells in /proc.
 */
#ifndef ANNALS_TESTS_USAGE_H
#define ANNALS_TESTS_USAGE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* Is this built with a sanitizer, whose memory is counted with ours? */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

struct usage {
	long switches;  /* voluntary context switches: wakeups */
	int64_t cpu_us; /* time on a processor */
	long rss_kb;    /* now */
	long peak_kb;   /* largest rss so far */
	long pss_kb;    /* now; 0 if the system does not say */
};

/* False if the system does not say. */
bool usage_of(pid_t pid, struct usage *u);

#endif
