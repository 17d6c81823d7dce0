#include "config.h"

#include "model/tokenizer.h"

#include "model/sql.h"

#include <sqlite3.h>

/* How FTS5 takes a word. */
typedef int take_token(
    void *ctx, int flags, const char *token, int n, int start, int end);

/* There is nothing to know but the map, which is the database's. */
static int
tokenizer_create(
    void *map, const char **arg, int narg, Fts5Tokenizer **tokenizer)
{
	(void)arg;
	(void)narg;
	*tokenizer = map;
	return SQLITE_OK;
}

static void
tokenizer_delete(Fts5Tokenizer *tokenizer)
{
	(void)tokenizer;
}

static int
tokenize(Fts5Tokenizer *tokenizer, void *ctx, int flags, const char *text,
    int n, take_token *take)
{
	struct fold_token t;
	struct fold f;
	int rc = SQLITE_OK;

	if ((flags & FTS5_TOKENIZE_QUERY) != 0)
		return take(ctx, 0, text, n, 0, n);
	fold_init(&f, (struct fold_map *)(void *)tokenizer,
	    (struct str){ text, (size_t)n });
	while (rc == SQLITE_OK && fold_next(&f, &t))
		rc = take(ctx, t.colocated ? FTS5_TOKEN_COLOCATED : 0, t.text,
		    (int)t.n, (int)t.start, (int)t.end);
	return rc;
}

static void
drop_map(void *map)
{
	fold_map_free(map);
}

bool
tokenizer_register(sqlite3 *db, struct fold_map *map, struct err *e)
{
	fts5_tokenizer functions = { tokenizer_create, tokenizer_delete,
		tokenize };
	fts5_api *api = sql_fts5(db);

	if (api == NULL)
		return sql_failed(db, e);
	map = fold_map_share(map);
	if (api->xCreateTokenizer(api, "annals", map, &functions, drop_map) ==
	    SQLITE_OK)
		return true;
	fold_map_free(map);
	/* Nothing else can go wrong, and the database was not told. */
	return err_set(e, ERR_MEMORY, "memory is used up");
}
