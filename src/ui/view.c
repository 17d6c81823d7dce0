#include "config.h"

#include "ui/view.h"

int
view_share(const struct view *v)
{
	return v->ops->share != NULL ? v->ops->share(v) : -1;
}

void
view_free(struct view *v)
{
	if (v != NULL)
		v->ops->free(v);
}
