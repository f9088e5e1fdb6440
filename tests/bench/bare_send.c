/*
 * What the network can do: plain send() to many sockets over loopback, in turn, with a second
 * process that reads them on another processor.
 *
 * bare_send SOCKETS BYTES MESSAGES_A_SEND PASSES sends MESSAGES_A_SEND times BYTES in one send() to
 * each socket, PASSES times over, each pass when the last one was read: as in a hall, the reader
 * has fallen asleep in the meantime. Prints a line of JSON: the processor's time for a message, and
 * how long a pass took.
 */
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"

#define EVENTS 256

static void must(int good, const char *what)
{
	if (good)
		return;
	perror(what);
	exit(1);
}

/* On a machine with one processor both share it. */
static void stay_on(unsigned processor)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET(processor, &set);
	sched_setaffinity(0, sizeof set, &set);
}

static _Atomic uint64_t *read_so_far; /* bytes, by the reader */

/* The reader: until every socket was closed at the other end. */
static void read_all(int listener, size_t sockets)
{
	static char room[262144];
	struct epoll_event events[EVENTS];
	int watch = epoll_create1(0);

	for (size_t i = 0; i < sockets; i++) {
		struct epoll_event e = {EPOLLIN, {.fd = accept(listener, NULL, NULL)}};
		must(e.data.fd >= 0, "accept");
		must(!epoll_ctl(watch, EPOLL_CTL_ADD, e.data.fd, &e), "epoll_ctl");
	}
	while (sockets) {
		int n = epoll_wait(watch, events, EVENTS, -1);
		for (int i = 0; i < n; i++) {
			ssize_t len = recv(events[i].data.fd, room, sizeof room, 0);
			if (len > 0) {
				*read_so_far += (uint64_t)len;
				continue;
			}
			close(events[i].data.fd);
			sockets--;
		}
	}
}

static int connect_to(const struct sockaddr_in *place)
{
	int fd = socket(AF_INET, SOCK_STREAM, 0), yes = 1;

	must(!connect(fd, (const struct sockaddr *)place, sizeof *place), "connect");
	must(!setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes), "TCP_NODELAY");
	return fd;
}

static double seconds(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double cpu_spent, wall_spent;

static void pass(const int *fds, size_t sockets, const char *text, size_t len)
{
	static const struct timespec a_moment = {0, 200000};
	uint64_t until = *read_so_far + sockets * len;

	double wall = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
	for (size_t i = 0; i < sockets; i++)
		must(send(fds[i], text, len, MSG_NOSIGNAL) == (ssize_t)len, "send");
	cpu_spent += seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
	wall_spent += seconds(CLOCK_MONOTONIC) - wall;
	while (*read_so_far < until)
		nanosleep(&a_moment, NULL);
}

static void measure(const struct sockaddr_in *place, size_t sockets, size_t bytes, size_t messages,
		    size_t passes)
{
	int *fds = mem_new(sockets * sizeof *fds);
	char *text = mem_new(bytes * messages);

	for (size_t i = 0; i < sockets; i++)
		fds[i] = connect_to(place);
	memset(text, 'x', bytes * messages);
	for (size_t i = 0; i < 1 + passes / 10; i++)
		pass(fds, sockets, text, bytes * messages);
	cpu_spent = wall_spent = 0; /* it has settled */
	for (size_t i = 0; i < passes; i++)
		pass(fds, sockets, text, bytes * messages);
	printf("{\"sockets\":%zu,\"bytes\":%zu,\"messages_a_send\":%zu,\"passes\":%zu,"
	       "\"cpu_us\":%.3f,\"pass_ms\":%.3f}\n",
	       sockets, bytes, messages, passes,
	       cpu_spent * 1e6 / (double)(sockets * messages * passes),
	       wall_spent * 1e3 / (double)passes);
	for (size_t i = 0; i < sockets; i++)
		close(fds[i]);
	free(text);
	free(fds);
}

int main(int argc, char **argv)
{
	struct sockaddr_in place = {.sin_family = AF_INET,
				    .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t len = sizeof place;
	struct rlimit files;
	size_t given[4];

	if (argc != 5)
		return fprintf(stderr, "bare_send SOCKETS BYTES MESSAGES_A_SEND PASSES\n"), 2;
	for (int i = 0; i < 4; i++)
		given[i] = strtoul(argv[i + 1], NULL, 10);
	must(!getrlimit(RLIMIT_NOFILE, &files), "getrlimit");
	files.rlim_cur = files.rlim_max;
	must(!setrlimit(RLIMIT_NOFILE, &files), "setrlimit");
	int listener = socket(AF_INET, SOCK_STREAM, 0);
	must(!bind(listener, (struct sockaddr *)&place, len) && !listen(listener, 4096) &&
		     !getsockname(listener, (struct sockaddr *)&place, &len),
	     "listen");
	read_so_far = mmap(NULL, sizeof *read_so_far, PROT_READ | PROT_WRITE,
			   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	must(read_so_far != MAP_FAILED, "mmap");
	alarm(300); /* should the reader end before its time */
	pid_t reader = fork();
	must(reader >= 0, "fork");
	stay_on(reader ? 0 : 1);
	if (!reader) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		read_all(listener, given[0]);
		return 0;
	}
	measure(&place, given[0], given[1], given[2], given[3]);
	must(waitpid(reader, NULL, 0) == reader, "waitpid");
	return 0;
}
