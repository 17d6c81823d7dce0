#include "config.h"

#include "text/lower.h"

#include <unicase.h>

#include "base/utf8.h"

void
lower_add(struct buf *out, struct str s)
{
	while (s.n > 0) {
		char bytes[UTF8_MAX];
		uint32_t cp;
		size_t n = utf8_decode(s.p, s.n, &cp);

		if (cp == UTF8_BAD)
			buf_add(out, s.p, n);
		else
			buf_add(out, bytes,
			    utf8_encode(uc_tolower(uc_toupper(cp)), bytes));
		s.p += n;
		s.n -= n;
	}
}
