/*
 * What Tab offers at the : prompt: commands, options and their values, names
 * of styles and panes.  Reads the tables; main thread.
 */
#ifndef ANNALS_UI_COMPLETE_H
#define ANNALS_UI_COMPLETE_H

#include "ui/prompt.h"

/* A prompt_complete_fn; arg is not used. */
void complete_command(void *arg, const char *before, struct candidates *out);

#endif
