#include "config.h"

#include "model/package_list.h"

#include "base/mem.h"

void
package_list_add(struct package_list *l, const char *s)
{
	if (l->n == l->cap) {
		l->cap = l->cap == 0 ? 4 : l->cap * 2;
		l->at = x_reallocarray(l->at, l->cap, sizeof *l->at);
	}
	l->at[l->n++] = x_strdup(s);
}

void
package_list_fini(struct package_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		x_free(l->at[i]);
	x_free(l->at);
	*l = (struct package_list){ NULL, 0, 0 };
}
