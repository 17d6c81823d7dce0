/*
 * The time that only goes forward.  Any thread.
 */
#ifndef ANNALS_BASE_CLOCK_H
#define ANNALS_BASE_CLOCK_H

#include <stdint.h>

/* Milliseconds since some fixed moment (CLOCK_MONOTONIC). */
int64_t clock_ms(void);

#endif
