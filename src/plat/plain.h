/*
 * A text on the normal screen, where the mouse of the terminal selects it and
 * its links can be clicked.  Main thread.
 */
#ifndef ANNALS_PLAT_PLAIN_H
#define ANNALS_PLAT_PLAIN_H

#include "base/str.h"

/*
 * Write text, sanitised, and a line that says what to do, to a terminal that
 * was given back (term_suspend()), and wait for Enter.  in and out are
 * descriptors of the terminal.  Ends as well when the terminal is gone or the
 * program is to end.  ^C and ^Z do nothing meanwhile.
 */
void plain_show(int in, int out, struct str text);

#endif
