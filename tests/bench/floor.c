/*
 * The bare program: what the machine can do at all. One thread, epoll, WebSocket by hand and
 * SQLite; a card takes the same way as in burgertop, and whatever can be left out is: JSON is not
 * read but searched, nobody has a seat, and the full state is made up once.
 *
 * A turn of the loop: read what came, commit it in one transaction, acknowledge, then write the
 * turn's states to every viewer, once each. Viewers share what is written; each has a position.
 */
#include <errno.h>
#include <getopt.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "floor_frames.h"
#include "rows.h"

#define ID_LEN          36
#define FRAME_HEAD_MOST 8
#define READ_MOST       (65535 + FRAME_HEAD_MOST)
#define LAG_MOST        (64 << 20) /* bytes that a viewer may be behind before it is dropped */
#define EVENTS          1024

/* What one turn has for every viewer: whole frames. They are linked from old to new. */
struct chunk {
	struct chunk *next;
	size_t viewers; /* that are in it, or have sent it and wait for the next */
	uint64_t start; /* bytes before it */
	size_t len;
	char *bytes;
};

struct conn {
	int fd; /* -1: dropped, and freed when the turn ends */
	bool upgraded;
	struct buf rest; /* the beginning of what has not come whole */
	struct buf own;  /* frames for it alone */
	size_t own_done;
	struct chunk *at;   /* NULL: no viewer yet */
	struct chunk *then; /* where it goes on after the full state; else NULL */
	size_t done;        /* bytes of `at` that are sent */
	struct conn *prev, *next;
};

struct answer {
	struct conn *conn;
	char op[ID_LEN];
	uint64_t seq; /* 0: refused */
};

static int epoll_fd, listen_fd;
static uint64_t seq;
static struct chunk full, *oldest, *newest;
static struct conn *viewers, *dropped;
static struct answer *answers; /* of this turn */
static size_t answer_count, answer_room;
static struct buf set, states; /* of this turn: the message under construction, whole frames */

static void fail(const char *what)
{
	perror(what);
	exit(1);
}

/* Connections. */

static void leave(struct chunk *chunk)
{
	chunk->viewers--;
	while (oldest != newest && !oldest->viewers) {
		struct chunk *next = oldest->next;
		free(oldest->bytes);
		free(oldest);
		oldest = next;
	}
}

static void drop(struct conn *c)
{
	if (c->fd < 0)
		return;
	close(c->fd);
	c->fd = -1;
	if (c->at) {
		leave(c->then ? c->then : c->at);
		*(c->prev ? &c->prev->next : &viewers) = c->next;
		if (c->next)
			c->next->prev = c->prev;
	}
	buf_finish(&c->rest);
	buf_finish(&c->own);
	c->next = dropped;
	dropped = c;
}

/* False: the socket takes no more for now. */
static bool put(struct conn *c, const char *bytes, size_t len, size_t *done)
{
	while (*done < len) {
		ssize_t n = send(c->fd, bytes + *done, len - *done, MSG_NOSIGNAL);
		if (n < 0)
			return false; /* an error comes as an event, too */
		*done += (size_t)n;
	}
	return true;
}

/* Sends what it has not got yet: its own frames first, but never within a chunk. */
static void serve(struct conn *c)
{
	for (;;) {
		bool within = c->at && c->done > 0 && c->done < c->at->len;
		if (c->own.len && !within) {
			if (!put(c, c->own.data, c->own.len, &c->own_done))
				return;
			buf_finish(&c->own);
			c->own_done = 0;
		}
		if (!c->at || !put(c, c->at->bytes, c->at->len, &c->done))
			return;
		if (c->then) {
			c->at = c->then;
			c->then = NULL;
			c->done = c->at->len; /* what was before it came is in the full state */
		} else if (c->at->next) {
			struct chunk *before = c->at;
			c->at = before->next;
			c->at->viewers++;
			c->done = 0;
			leave(before);
		} else if (!c->own.len) {
			return;
		}
	}
}

/* What clients say. */

static void on_hello(struct conn *c)
{
	if (c->at)
		return;
	welcome_add(&c->own, seq);
	c->at = &full;
	c->then = newest;
	newest->viewers++;
	c->next = viewers;
	if (viewers)
		viewers->prev = c;
	viewers = c;
	serve(c);
}

static void end_set(void)
{
	char head[60];

	snprintf(head, sizeof head, "{\"t\":\"state\",\"seq\":%llu,\"set\":[",
		 (unsigned long long)seq);
	state_add(&states, head, &set);
	buf_clear(&set);
}

/* The rest of the message behind a name, when there is room for an id in it. */
static const char *after(const char *text, size_t len, const char *name)
{
	const char *found = memmem(text, len, name, strlen(name));

	if (!found)
		return NULL;
	found += strlen(name);
	return found + ID_LEN <= text + len ? found : NULL;
}

static void on_card(struct conn *c, const char *text, size_t len)
{
	const char *op = after(text, len, "\"op\":\""), *id = after(text, len, "\"id\":\"");

	if (!op || !id)
		return drop(c);
	if (!answer_count)
		rows_begin();
	if (answer_count == answer_room) {
		answer_room = answer_room ? 2 * answer_room : 64;
		answers = mem_grow(answers, answer_room, sizeof *answers);
	}
	struct answer *a = &answers[answer_count++];
	const char *fields = id - strlen("\"id\":\"");
	size_t rest = (size_t)(text + len - fields) - 1; /* up to the message's closing brace */

	if (set.len + rest > SET_MOST)
		end_set();
	bool good = rows_add(id, ID_LEN, fields, rest);
	if (good)
		card_add(&set, ++seq, fields, rest);
	*a = (struct answer){.conn = c, .seq = good ? seq : 0};
	memcpy(a->op, op, ID_LEN);
}

static void on_message(struct conn *c, unsigned opcode, char *text, size_t len)
{
#define BEGINS(with) (len >= strlen(with) && !memcmp(text, with, strlen(with)))
	static const char pong[] = "{\"t\":\"pong\",\"now\":0}";

	if (opcode == OPCODE_PING) {
		frame_add(&c->own, OPCODE_PONG, text, len);
		serve(c);
	} else if (opcode != OPCODE_TEXT) {
		drop(c); /* a close, or what is not spoken here */
	} else if (BEGINS("{\"t\":\"hello\"")) {
		on_hello(c);
	} else if (BEGINS("{\"t\":\"do\"")) {
		on_card(c, text, len);
	} else if (BEGINS("{\"t\":\"ping\"")) {
		frame_add(&c->own, OPCODE_TEXT, pong, sizeof pong - 1);
		serve(c);
	}
#undef BEGINS
}

/* Bytes of the frame that was taken; 0: it is not whole. */
static size_t take_frame(struct conn *c, unsigned char *p, size_t len)
{
	size_t head = 6, size;

	if (len < head)
		return 0;
	size = p[1] & 127;
	if (size == 126) {
		head = FRAME_HEAD_MOST;
		size = (size_t)(p[2] << 8 | p[3]);
	}
	if (size == 127 || !(p[0] & 0x80) || !(p[1] & 0x80))
		return drop(c), len;
	if (len < head + size)
		return 0;
	unsigned char *mask = p + head - 4, *text = p + head;
	for (size_t i = 0; i < size; i++)
		text[i] ^= mask[i & 3];
	on_message(c, p[0] & 15, (char *)text, size);
	return head + size;
}

/* The key is always the same, and so is the answer: RFC 6455's example. */
static size_t take_upgrade(struct conn *c, const char *text, size_t len)
{
	static const char key[] = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
	static const char answer[] = "HTTP/1.1 101 Switching Protocols\r\n"
				     "Upgrade: websocket\r\n"
				     "Connection: Upgrade\r\n"
				     "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"
				     "Sec-WebSocket-Protocol: burgertop.1\r\n\r\n";
	const char *end = memmem(text, len, "\r\n\r\n", 4);

	if (!end)
		return 0;
	if (!memmem(text, len, key, sizeof key - 1))
		return drop(c), len;
	c->upgraded = true;
	buf_add(&c->own, answer, sizeof answer - 1);
	serve(c);
	return (size_t)(end + 4 - text);
}

static void hear(struct conn *c)
{
	static char room[2 * READ_MOST];
	size_t have, asked, done, used;
	ssize_t n;

	do {
		have = c->rest.len;
		asked = sizeof room - have;
		if (have)
			memcpy(room, c->rest.data, have);
		n = recv(c->fd, room + have, asked, 0);
		if (n < 0 && errno == EAGAIN)
			return;
		if (n <= 0)
			return drop(c);
		have += (size_t)n;
		for (done = 0; done < have && c->fd >= 0; done += used) {
			used = c->upgraded
				       ? take_frame(c, (unsigned char *)room + done, have - done)
				       : take_upgrade(c, room + done, have - done);
			if (!used)
				break;
		}
		if (c->fd < 0)
			return;
		buf_finish(&c->rest);
		if (have - done > READ_MOST)
			return drop(c);
		if (done < have)
			buf_add(&c->rest, room + done, have - done);
	} while ((size_t)n == asked);
}

static void welcome_all(void)
{
	int fd;

	while ((fd = accept4(listen_fd, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
		struct conn *c = mem_new(sizeof *c);
		struct epoll_event watch = {EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, {.ptr = c}};

		c->fd = fd;
		if (epoll_ctl(epoll_fd, EPOLL_CTL_ADD, fd, &watch))
			fail("epoll_ctl");
	}
}

/* The end of a turn. */

static void give_answers(void)
{
	for (size_t i = 0; i < answer_count; i++)
		if (answers[i].conn->fd >= 0)
			answer_add(&answers[i].conn->own, answers[i].op, ID_LEN, answers[i].seq);
	for (size_t i = 0; i < answer_count; i++)
		if (answers[i].conn->fd >= 0)
			serve(answers[i].conn);
	answer_count = 0;
}

static void publish(void)
{
	struct chunk *chunk = mem_new(sizeof *chunk);
	struct conn *c, *next;

	if (set.len)
		end_set();
	*chunk = (struct chunk){
		.start = newest->start + newest->len, .len = states.len, .bytes = states.data};
	states = (struct buf){0};
	newest->next = chunk;
	newest = chunk;
	for (c = viewers; c; c = next) {
		next = c->next;
		if (chunk->start - (c->then ? c->then : c->at)->start > LAG_MOST)
			drop(c);
		else
			serve(c);
	}
}

static void end_turn(void)
{
	if (answer_count) {
		rows_commit();
		give_answers();
	}
	if (set.len || states.len)
		publish();
	rows_checkpoint();
	while (dropped) {
		struct conn *c = dropped;
		dropped = c->next;
		free(c);
	}
}

/* The start. */

static void listen_at(in_port_t port)
{
	struct sockaddr_in place = {.sin_family = AF_INET,
				    .sin_port = htons(port),
				    .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	struct epoll_event watch = {EPOLLIN, {.ptr = NULL}};
	socklen_t len = sizeof place;
	int yes = 1;

	listen_fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
	setsockopt(listen_fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
	setsockopt(listen_fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes); /* is inherited */
	if (bind(listen_fd, (struct sockaddr *)&place, len) || listen(listen_fd, 4096) ||
	    getsockname(listen_fd, (struct sockaddr *)&place, &len))
		fail("floor: listen");
	epoll_fd = epoll_create1(0);
	if (epoll_ctl(epoll_fd, EPOLL_CTL_ADD, listen_fd, &watch))
		fail("epoll_ctl");
	fprintf(stderr, "floor: ready at http://127.0.0.1:%d\n", ntohs(place.sin_port));
}

int main(int argc, char **argv)
{
	static const struct option options[] = {{"port", required_argument, NULL, 'p'},
						{"cards", required_argument, NULL, 'c'},
						{"state-bytes", required_argument, NULL, 's'},
						{0}};
	static struct epoll_event events[EVENTS];
	struct buf state = {0};
	struct rlimit files;
	in_port_t port = 0;
	int option, n;

	full_of_cards(&state, 900);
	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option == 'p')
			port = (in_port_t)strtoul(optarg, NULL, 10);
		else if (option == 'c')
			full_of_cards(&state, strtoul(optarg, NULL, 10));
		else if (option == 's')
			full_of_bytes(&state, strtoul(optarg, NULL, 10));
		else
			return 2;
	}
	if (optind + 1 != argc)
		return fprintf(stderr, "floor DB [--port N] [--cards N | --state-bytes N]\n"), 2;
	if (!getrlimit(RLIMIT_NOFILE, &files)) {
		files.rlim_cur = files.rlim_max;
		setrlimit(RLIMIT_NOFILE, &files);
	}
	oldest = newest = mem_new(sizeof *newest);
	full.bytes = state.data;
	full.len = state.len;
	rows_open(argv[optind]);
	listen_at(port);
	for (;;) {
		n = epoll_wait(epoll_fd, events, EVENTS, -1);
		if (n < 0 && errno != EINTR)
			fail("epoll_wait");
		for (int i = 0; i < n; i++) {
			struct conn *c = events[i].data.ptr;
			if (!c)
				welcome_all();
			else if (c->fd >= 0 && events[i].events & ~(unsigned)EPOLLOUT)
				hear(c);
			if (c && c->fd >= 0 && events[i].events & EPOLLOUT)
				serve(c);
		}
		end_turn();
	}
}
