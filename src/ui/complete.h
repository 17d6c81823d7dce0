/*
 * What Tab offers at the : prompt: commands, options and their values, names
 * of styles, panes and columns.  Reads the tables; main thread.
 */
#ifndef ANNALS_UI_COMPLETE_H
#define ANNALS_UI_COMPLETE_H

#include "ui/prompt.h"

/* A prompt_complete_fn; arg is the reader whose columns are meant, or NULL. */
void complete_command(void *arg, const char *before, struct candidates *out);

#endif
