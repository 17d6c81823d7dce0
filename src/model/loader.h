/*
 * The thread that reads a chronicle and gives it away in segments.
 *
 * What comes in which delivery is told in model/intake.h.
 *
 * Main thread, but for what loader.c says about its own.
 */
#ifndef ANNALS_MODEL_LOADER_H
#define ANNALS_MODEL_LOADER_H

#include "base/err.h"
#include "base/mailbox.h"
#include "model/delivery.h"
#include "model/intake.h"

struct loader;

/*
 * Start reading path: a folder with datapackage.json, that file itself, a CSV
 * file (with its package, if there is one: package_beside(), else
 * options->package), or "-" for standard input; and then options->more, which
 * are files of the same columns.  Letters are struct delivery and go to box,
 * which must outlive the loader.  options are copied (the strings borrowed
 * until loader_stop()).  NULL with *e if path cannot be opened, if it is a
 * folder and there are more, or the thread not started; everything else comes
 * as a letter.
 */
struct loader *loader_start(const char *path,
    const struct loader_options *options, struct mailbox *box, struct err *e);

/* Is standard input among what would be read? */
bool loader_reads_standard(
    const char *path, const struct loader_options *options);

/*
 * Somebody pressed a key.  For a moment the load takes one thread where there
 * are two processors or one, so that the next keys need not wait for the other
 * one.  NULL is fine.
 */
void loader_typed(struct loader *l);

/*
 * Ask it to end early: what is read is delivered, with ERR_STOPPED, as the
 * rest is missing.  Returns at once.  NULL is fine.
 */
void loader_cancel(struct loader *l);

/* Tell it to stop, wait for it, free it.  NULL is fine.  Letters that wait
 * in the mailbox are the caller's. */
void loader_stop(struct loader *l);

#endif
