#include "config.h"

#include "text/style.h"

#include <stddef.h>
#include <string.h>

static const char *const names[STYLE_NSTYLES] = {
	[STYLE_NORMAL] = "normal",
	[STYLE_TITLE] = "title",
	[STYLE_HEADER] = "header",
	[STYLE_LABEL] = "label",
	[STYLE_DIM] = "dim",
	[STYLE_DATE] = "date",
	[STYLE_COUNT] = "count",
	[STYLE_CURRENT] = "current",
	[STYLE_PARKED] = "parked",
	[STYLE_MARKER] = "marker",
	[STYLE_RULE] = "rule",
	[STYLE_PLOT] = "plot",
	[STYLE_MATCH] = "match",
	[STYLE_STATUS] = "status",
	[STYLE_ERROR] = "error",
	[STYLE_KEY] = "key",
	[STYLE_READ] = "read",
};

const char *
style_name(enum style s)
{
	return (unsigned)s < STYLE_NSTYLES ? names[s] : "";
}

bool
style_find(const char *name, enum style *s)
{
	size_t i;

	for (i = 0; i < STYLE_NSTYLES; i++) {
		if (strcmp(name, names[i]) == 0) {
			*s = (enum style)i;
			return true;
		}
	}
	return false;
}
