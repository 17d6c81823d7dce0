#include "config.h"

#include "model/sniffing.h"

#include "base/buf.h"
#include "base/mem.h"

struct sniffer {
	struct sniff_known known;
	struct sniffer_ops ops;
	void *arg;
	struct buf held;
	bool decided;
};

struct sniffer *
sniffer_new(
    const struct sniff_known *known, const struct sniffer_ops *ops, void *arg)
{
	struct sniffer *s = x_calloc(1, sizeof *s);

	s->known = *known;
	s->ops = *ops;
	s->arg = arg;
	return s;
}

void
sniffer_free(struct sniffer *s)
{
	if (s == NULL)
		return;
	buf_fini(&s->held);
	x_free(s);
}

/* Guess by these bytes, the first there are, and pass them on. */
static bool
decide(struct sniffer *s, struct str first, bool final, struct err *e)
{
	struct sniff guess;
	bool ok;

	s->decided = true;
	sniff(first, final, &s->known, &guess);
	ok = s->ops.decided(s->arg, &guess, e) &&
	     (first.n == 0 || s->ops.bytes(s->arg, first.p, first.n, e));
	buf_fini(&s->held);
	return ok;
}

bool
sniffer_feed(struct sniffer *s, const char *p, size_t n, struct err *e)
{
	size_t more;

	if (s->decided)
		return n == 0 || s->ops.bytes(s->arg, p, n, e);
	if (s->held.n == 0 && n >= SNIFF_MAX) /* needs no copy */
		return decide(s, (struct str){ p, n }, false, e);
	more = SNIFF_MAX - s->held.n < n ? SNIFF_MAX - s->held.n : n;
	buf_add(&s->held, p, more);
	if (s->held.n < SNIFF_MAX)
		return true;
	return decide(s, buf_str(&s->held), false, e) &&
	       (n == more || s->ops.bytes(s->arg, p + more, n - more, e));
}

bool
sniffer_flush(struct sniffer *s, bool final, struct err *e)
{
	return s->decided || decide(s, buf_str(&s->held), final, e);
}
