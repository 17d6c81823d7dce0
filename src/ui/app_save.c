#include "config.h"

#include "ui/app.h"

#include <inttypes.h>
#include <string.h>

#include "base/mem.h"
#include "ui/saving.h"

#define AT_ONCE 8   /* steps that do not wait: keys may come behind them */
#define TOLD_MS 500 /* between two pictures of how far it is */

/* ---- words ---- */

/* Append n with a comma between thousands. */
static void
add_number(struct buf *out, uint64_t n)
{
	if (n >= 1000) {
		add_number(out, n / 1000);
		buf_addf(out, ",%03u", (unsigned)(n % 1000));
	} else {
		buf_addf(out, "%u", (unsigned)n);
	}
}

/* "1 event", "2 events". */
static void
add_count(struct buf *out, uint64_t n, const char *what)
{
	add_number(out, n);
	buf_addf(out, " %s%s", what, n == 1 ? "" : "s");
}

/* ---- the end ---- */

static void
drop(struct app *a)
{
	saving_free(a->saving);
	a->saving = NULL;
	x_free(a->save_list);
	a->save_list = NULL;
	if (a->save_asks)
		a->answer = NULL;
	a->save_asks = false;
	a->save_share = -1;
	a->unsettled = true;
}

static void
done(struct app *a)
{
	const struct saving *s = a->saving;
	struct buf line = BUF_INIT;

	buf_adds(&line, "saved ");
	add_count(&line, saving_events(s), "event");
	buf_adds(&line, ", ");
	add_count(&line, saving_bytes(s), "byte");
	buf_addf(&line, " to %s", saving_name(s));
	if (chronicle_loading(a->reader.chronicle))
		buf_adds(&line, "; more are being read");
	app_tell(a, "%s", buf_cstr(&line));
	buf_fini(&line);
	drop(a);
}

void
app_save_drop(struct app *a)
{
	if (a->saving == NULL)
		return;
	app_tell(a, "%s is not saved", saving_name(a->saving));
	drop(a);
}

/* ---- the work ---- */

static void
work(struct app *a)
{
	struct err e = { .code = ERR_NONE };
	bool end = false;

	if (!saving_step(a->saving, &end, &e)) {
		app_alarm(a, "%s", e.text);
		drop(a);
	} else if (end) {
		done(a);
	}
}

/* Give what tells one list from another (x_free). */
static char *
describe_list(const struct app *a)
{
	struct find_texts texts;
	struct buf out = BUF_INIT;

	find_texts(&a->reader.find, &texts);
	for (size_t i = 0; i < texts.n; i++)
		buf_addf(&out, "%s\n", texts.text[i]);
	find_texts_fini(&texts);
	buf_addf(&out, "%" PRIu32, a->reader.section);
	return buf_steal(&out);
}

/* Is what was listed when it was asked for what is listed now? */
static bool
is_same_list(const struct app *a)
{
	char *now = describe_list(a);
	bool same = strcmp(now, a->save_list) == 0;

	x_free(now);
	return same;
}

static bool
is_list_ready(const struct app *a)
{
	return !find_running(&a->reader.find) && !reader_sorting(&a->reader);
}

static bool
begin(struct app *a, struct err *e)
{
	bool ok = is_same_list(a)
		      ? saving_begin(a->saving, &a->reader, a->save_replaces, e)
		      : err_set(e, ERR_USAGE,
			    "%s is not saved: the list is another one now",
			    saving_name(a->saving));

	if (!ok) {
		drop(a);
		return false;
	}
	for (int i = 0; i < AT_ONCE && a->saving != NULL; i++)
		work(a);
	/* All is written: the end need not wait for its turn. */
	if (a->saving != NULL && saving_ending(a->saving))
		work(a);
	return true;
}

bool
app_save_due(const struct app *a)
{
	if (a->saving == NULL || a->save_asks)
		return false;
	if (!saving_begun(a->saving))
		return is_list_ready(a);
	/* What it ends with is to be seen. */
	return !(saving_ending(a->saving) && a->prompting);
}

/* Show how far it is, if it takes its time. */
static void
tell_share(struct app *a, int64_t now)
{
	size_t total = saving_total(a->saving);

	if (a->save_told == 0)
		a->save_told = now;
	if (now - a->save_told < TOLD_MS || total == 0)
		return;
	a->save_told = now;
	a->save_share = (int)(saving_events(a->saving) * 100 / total);
	a->unsettled = true;
}

void
app_save_work(struct app *a, int64_t now)
{
	struct err e = { .code = ERR_NONE };

	if (!saving_begun(a->saving)) {
		if (!begin(a, &e))
			app_alarm(a, "%s", e.text);
	} else {
		work(a);
	}
	if (a->saving != NULL)
		tell_share(a, now);
}

/* ---- the start ---- */

static void
answered(struct app *a, bool yes)
{
	struct err e = { .code = ERR_NONE };

	a->save_asks = false;
	a->save_replaces = true;
	if (!yes)
		app_save_drop(a);
	else if (is_list_ready(a) && !begin(a, &e))
		app_alarm(a, "%s", e.text);
}

static void
ask(struct app *a, int64_t size)
{
	struct buf line = BUF_INIT;

	buf_addf(&line, "overwrite %s, ", saving_name(a->saving));
	add_count(&line, (uint64_t)size, "byte");
	buf_addc(&line, '?');
	a->save_asks = true;
	app_ask(a, answered, "%s", buf_cstr(&line));
	buf_fini(&line);
}

/* The format by its name before that of the file, or by the latter. */
static const struct format *
read_format(const char **arg)
{
	size_t n = strcspn(*arg, " ");
	const char *rest = *arg + n + strspn(*arg + n, " ");
	const struct format *f;

	for (size_t i = 0; (f = format_at(i)) != NULL && *rest != '\0'; i++)
		if (strlen(f->name) == n && strncmp(f->name, *arg, n) == 0) {
			*arg = rest;
			return f;
		}
	return format_of_file(*arg);
}

bool
app_save_busy(const struct app *a, struct err *e)
{
	return a->saving != NULL &&
	       !err_set(e, ERR_USAGE, "%s is still being saved",
		   saving_name(a->saving));
}

bool
app_save(struct app *a, const char *arg, struct err *e)
{
	const struct format *format = read_format(&arg);
	struct saving_setup setup = {
		.name = arg,
		.format = format,
		.ascii = canvas_ascii(a->canvas),
		.safe = a->options.safe != 0,
	};
	bool exists;
	int64_t size;

	if (app_save_busy(a, e))
		return false;
	if (format == NULL)
		return err_set(e, ERR_USAGE,
		    "'%s' has no ending that tells a format, like .json", arg);
	app_settle(a);
	if (is_list_ready(a) && reader_count(&a->reader) == 0)
		return err_set(
		    e, ERR_NOTFOUND, "nothing is listed to be saved");
	a->saving = saving_new(&setup, &exists, &size, e);
	if (a->saving == NULL)
		return false;
	a->save_list = describe_list(a);
	a->save_replaces = false;
	a->save_told = 0;
	if (exists)
		ask(a, size);
	else if (is_list_ready(a))
		return begin(a, e);
	return true;
}
