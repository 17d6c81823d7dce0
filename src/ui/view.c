#include "config.h"

#include "ui/view.h"

void
view_free(struct view *v)
{
	if (v != NULL)
		v->ops->free(v);
}
