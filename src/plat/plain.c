#include "config.h"

#include "plat/plain.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

#include "plat/signals.h"

static void
write_all(int fd, struct str s)
{
	while (s.n > 0 && !signals_ending()) {
		ssize_t w = write(fd, s.p, s.n);

		if (w < 0 && errno != EINTR && errno != EAGAIN)
			return;
		if (w > 0) {
			s.p += w;
			s.n -= (size_t)w;
		}
	}
}

static void
wait_for_enter(int fd)
{
	char b = ' ';
	ssize_t n;

	do {
		n = read(fd, &b, 1);
		if (n < 0 && errno == EINTR && !signals_ending())
			n = 1;
	} while (n > 0 && b != '\n');
}

void
plain_show(int in, int out, struct str text)
{
	static const int quiet[] = { SIGINT, SIGTSTP };
	struct sigaction ignore = { .sa_handler = SIG_IGN }, was[2];

	for (int i = 0; i < 2; i++)
		(void)sigaction(quiet[i], &ignore, &was[i]);
	write_all(out, str_of("\n"));
	write_all(out, text);
	write_all(out, str_of("\n\n[Enter goes back to annals] "));
	wait_for_enter(in);
	for (int i = 0; i < 2; i++)
		(void)sigaction(quiet[i], &was[i], NULL);
}
