#include "config.h"

#include "model/delivery.h"

#include "base/mem.h"
#include "model/segment.h"

#include <stdlib.h>

struct delivery *
delivery_new(void)
{
	struct delivery *d = x_calloc(1, sizeof *d);

	columns_init(&d->columns);
	sections_init(&d->sections);
	problems_init(&d->problems);
	stamps_init(&d->stamps);
	dates_init(&d->dates, NULL);
	d->share = -1;
	return d;
}

void
delivery_free(struct delivery *d)
{
	if (d == NULL)
		return;
	segment_free(d->segment);
	free(d->order.event);
	problems_fini(&d->problems);
	stamps_fini(&d->stamps);
	sections_fini(&d->sections);
	columns_fini(&d->columns);
	x_free(d->source);
	x_free(d->title);
	x_free(d->name);
	x_free(d->encoding);
	x_free(d->hint);
	x_free(d);
}
