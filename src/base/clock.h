/*
 * The clocks of the system.  Any thread.
 */
#ifndef ANNALS_BASE_CLOCK_H
#define ANNALS_BASE_CLOCK_H

#include "base/err.h"
#include "base/yearday.h"

#include <stdbool.h>
#include <stdint.h>

/* Milliseconds since some fixed moment (CLOCK_MONOTONIC): this time only goes
 * forward. */
int64_t clock_ms(void);

/* The day that it is here now.  False with *e if the system does not know. */
bool clock_today(struct yearday *y, struct err *e);

#endif
