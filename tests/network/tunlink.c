/*
 * A network line with faults, in user space: two TUN devices, each in a network namespace, and
 * between them this program, which holds packets back, drops them or lets them through.
 *
 *   tunlink NAMESPACE_A DEVICE_A NAMESPACE_B DEVICE_B
 *
 * A namespace is a path such as /proc/4711/ns/net. Each line of standard input is a weather: all
 * faults from now on, separated by spaces; an empty line is none. It is answered with a line of
 * counters. At the end of the input the line is cut and the program ends.
 *
 *   delay=MS    each packet is held back so long
 *   jitter=MS   and so much more or less, at random: packets overtake each other
 *   loss=%      dropped
 *   twice=%     let through twice
 *   rate=KBIT   per second; what comes faster waits in line, and none overtakes another
 *   line=MS     but is dropped when it would wait longer than this (1000)
 *   seed=N      picks the dice
 *
 * A fault holds both ways; `ab.loss=100` only from A to B, `ba.loss=100` only back.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <poll.h>
#include <sched.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define PACKET_MOST  2048
#define PACKETS_MOST 200000
#define AT_ONCE      64 /* packets read from one side before the other is looked at */
#define LINE_MS      1000

struct packet {
	double due;
	uint64_t number; /* those due at the same moment leave in their order */
	int to;
	size_t len;
	unsigned char bytes[PACKET_MOST];
};

struct faults { /* of one direction; seconds, percent, bytes a second */
	double delay;
	double jitter;
	double loss;
	double twice;
	double rate;
	double line;
};

struct side {
	int fd;
	struct faults leaving; /* what befalls packets that leave from here */
	double busy_until;     /* when the last packet in line has left */
	double last_due;
};

static struct side sides[2];
static struct packet **heap; /* the next one due is the first */
static size_t held, room;
static uint64_t dice = 88172645463325252u;
static struct {
	uint64_t in, out, lost, twice, full;
} count;

static void die(const char *what)
{
	perror(what);
	exit(1);
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* 0 to 100 */
static double throw_dice(void)
{
	dice ^= dice << 13;
	dice ^= dice >> 7;
	dice ^= dice << 17;
	return (double)(dice >> 11) / 9007199254740992.0 * 100;
}

static bool is_before(const struct packet *a, const struct packet *b)
{
	return a->due != b->due ? a->due < b->due : a->number < b->number;
}

static void heap_put(struct packet *p)
{
	if (held == room) {
		room = room ? room * 2 : 1024;
		heap = realloc(heap, room * sizeof *heap);
		if (!heap)
			die("no memory");
	}
	size_t i = held++;
	for (; i && is_before(p, heap[(i - 1) / 2]); i = (i - 1) / 2)
		heap[i] = heap[(i - 1) / 2];
	heap[i] = p;
}

static struct packet *heap_take(void)
{
	struct packet *first = heap[0], *last = heap[--held];
	size_t i = 0, child;

	for (; (child = 2 * i + 1) < held; i = child) {
		if (child + 1 < held && is_before(heap[child + 1], heap[child]))
			child++;
		if (!is_before(heap[child], last))
			break;
		heap[i] = heap[child];
	}
	heap[i] = last;
	return first;
}

/* How long a packet of this size has to wait in line; negative: it finds no room in it. */
static double wait_in_line(struct side *from, size_t len, double at)
{
	const struct faults *f = &from->leaving;

	if (f->rate <= 0)
		return 0;
	if (from->busy_until < at)
		from->busy_until = at;
	if (from->busy_until - at > f->line)
		return -1;
	from->busy_until += (double)len / f->rate;
	return from->busy_until - at;
}

static void hold(int from, const unsigned char *bytes, size_t len, double at)
{
	static uint64_t number;
	const struct faults *f = &sides[from].leaving;
	double wait = wait_in_line(&sides[from], len, at);
	struct packet *p;

	if (wait < 0 || held == PACKETS_MOST) {
		count.full++;
		return;
	}
	p = malloc(sizeof *p);
	if (!p)
		die("no memory");
	p->due = at + wait + f->delay + f->jitter * (throw_dice() / 50 - 1);
	if (f->rate > 0 && p->due < sides[from].last_due)
		p->due = sides[from].last_due;
	sides[from].last_due = p->due;
	p->number = number++;
	p->to = !from;
	p->len = len;
	memcpy(p->bytes, bytes, len);
	heap_put(p);
}

static void take_in(int from, double at)
{
	const struct faults *f = &sides[from].leaving;
	unsigned char bytes[PACKET_MOST];
	ssize_t len;

	for (int i = 0; i < AT_ONCE && (len = read(sides[from].fd, bytes, sizeof bytes)) > 0; i++) {
		count.in++;
		if (throw_dice() < f->loss) {
			count.lost++;
			continue;
		}
		hold(from, bytes, (size_t)len, at);
		if (throw_dice() < f->twice) {
			count.twice++;
			hold(from, bytes, (size_t)len, at);
		}
	}
}

static void let_out(double at)
{
	while (held && heap[0]->due <= at) {
		struct packet *p = heap_take();
		if (write(sides[p->to].fd, p->bytes, p->len) == (ssize_t)p->len)
			count.out++;
		free(p);
	}
}

static bool set_one(struct faults *f, const char *name, double value)
{
	if (!strcmp(name, "delay"))
		f->delay = value / 1e3;
	else if (!strcmp(name, "jitter"))
		f->jitter = value / 1e3;
	else if (!strcmp(name, "loss"))
		f->loss = value;
	else if (!strcmp(name, "twice"))
		f->twice = value;
	else if (!strcmp(name, "rate"))
		f->rate = value * 125;
	else if (!strcmp(name, "line"))
		f->line = value / 1e3;
	else
		return false;
	return true;
}

static bool set(const char *word)
{
	bool only_ab = !strncmp(word, "ab.", 3), only_ba = !strncmp(word, "ba.", 3);
	char name[16];
	double value;

	if (sscanf(only_ab || only_ba ? word + 3 : word, "%15[a-z]=%lf", name, &value) != 2)
		return false;
	if (!strcmp(name, "seed")) {
		dice ^= (uint64_t)value * 0x9e3779b97f4a7c15u;
		return true;
	}
	return (only_ba || set_one(&sides[0].leaving, name, value)) &&
	       (only_ab || set_one(&sides[1].leaving, name, value));
}

/* A line of standard input. False at its end. */
static bool change_weather(void)
{
	char line[256], *rest = line, *word;

	if (!fgets(line, sizeof line, stdin))
		return false;
	for (int i = 0; i < 2; i++) {
		sides[i].leaving = (struct faults){.line = LINE_MS / 1e3};
		sides[i].busy_until = 0;
	}
	while ((word = strsep(&rest, " \n")))
		if (*word && !set(word)) {
			fprintf(stderr, "tunlink: what is %s?\n", word);
			exit(2);
		}
	printf("in=%ju out=%ju lost=%ju twice=%ju full=%ju held=%zu\n", (uintmax_t)count.in,
	       (uintmax_t)count.out, (uintmax_t)count.lost, (uintmax_t)count.twice,
	       (uintmax_t)count.full, held);
	fflush(stdout);
	return true;
}

/* Only the making has to be done inside: the descriptor works from anywhere. */
static int make_device(const char *namespace, const char *name)
{
	struct ifreq request = {.ifr_flags = IFF_TUN | IFF_NO_PI};
	int own = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
	int other = open(namespace, O_RDONLY | O_CLOEXEC);

	if (own < 0 || other < 0 || setns(other, CLONE_NEWNET))
		die(namespace);
	int fd = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
	snprintf(request.ifr_name, sizeof request.ifr_name, "%s", name);
	if (fd < 0 || ioctl(fd, TUNSETIFF, &request))
		die("/dev/net/tun");
	if (setns(own, CLONE_NEWNET))
		die("/proc/self/ns/net");
	close(own);
	close(other);
	return fd;
}

static struct timespec until_due(void)
{
	double wait = held ? heap[0]->due - now() : 1;

	if (wait < 0)
		wait = 0;
	return (struct timespec){(time_t)wait, (long)((wait - (double)(time_t)wait) * 1e9)};
}

int main(int count_of, char **words)
{
	if (count_of != 5) {
		fprintf(stderr, "usage: tunlink NAMESPACE_A DEVICE_A NAMESPACE_B DEVICE_B\n");
		return 2;
	}
	/* poll looks at the descriptor, so nothing may be left in a buffer that it does not see. */
	setvbuf(stdin, NULL, _IONBF, 0);
	for (int i = 0; i < 2; i++)
		sides[i].fd = make_device(words[1 + 2 * i], words[2 + 2 * i]);
	for (;;) {
		struct pollfd looked_at[] = {
			{sides[0].fd, POLLIN, 0}, {sides[1].fd, POLLIN, 0}, {0, POLLIN, 0}};
		struct timespec wait = until_due();

		if (ppoll(looked_at, 3, &wait, NULL) < 0 && errno != EINTR)
			die("ppoll");
		if (looked_at[2].revents && !change_weather())
			return 0;
		for (int i = 0; i < 2; i++)
			if (looked_at[i].revents & POLLIN)
				take_in(i, now());
		let_out(now());
	}
}
