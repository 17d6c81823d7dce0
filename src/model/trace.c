#include "config.h"

#include "model/trace.h"

#include <inttypes.h>

#include "base/utf8.h"
#include "model/bookmark.h"
#include "model/ids.h"

void
trace_init(struct trace *t)
{
	*t = (struct trace){ .key = BUF_INIT };
}

void
trace_fini(struct trace *t)
{
	buf_fini(&t->key);
}

/* A NUL parts the fields, so that none runs into the next. */
static void
add_field(struct buf *b, struct str s)
{
	buf_add(b, s.p, s.n);
	buf_addc(b, '\0');
}

/* The key has room for what is hashed, until it is the key. */
static void
make_key(struct trace *t)
{
	struct buf *b = &t->key;
	uint64_t hash;

	add_field(b, t->date);
	add_field(b, t->title);
	buf_addf(b, "%016" PRIx64, t->text);
	hash = ids_hash(buf_str(b));
	buf_clear(b);
	buf_addf(b, "~%016" PRIx64, hash);
}

struct str
trace_title(struct str name)
{
	name = str_trim(name);
	if (name.n > BOOKMARK_TITLE_MAX)
		name.n = utf8_cut(name, BOOKMARK_TITLE_MAX);
	return name;
}

void
trace_of(struct trace *t, const struct record *r, const struct columns *columns)
{
	struct str id = str_trim(record_role(r, columns, ROLE_ID));

	t->title = trace_title(record_name(r, columns));
	t->date = str_trim(record_role(r, columns, ROLE_DATE));
	t->text = ids_hash(str_trim(record_role(r, columns, ROLE_TEXT)));
	buf_clear(&t->key);
	if (id.n == 0) {
		make_key(t);
		return;
	}
	if (id.p[0] == '~')
		buf_addc(&t->key, '~');
	buf_add(&t->key, id.p, id.n);
}

bool
trace_id(struct str key, struct str *id)
{
	*id = key;
	if (key.n == 0 || key.p[0] != '~')
		return key.n > 0;
	if (key.n == 1 || key.p[1] != '~')
		return false;
	*id = (struct str){ key.p + 1, key.n - 1 };
	return true;
}

uint64_t
trace_columns(const struct columns *columns)
{
	struct buf b = BUF_INIT;
	uint64_t hash;

	for (size_t i = 0; i < columns->nfile; i++)
		add_field(&b, str_of(columns->name[i]));
	hash = ids_hash(buf_str(&b));
	buf_fini(&b);
	return hash;
}
