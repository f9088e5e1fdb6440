#include "line.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define READ_MOST 262144

enum { OPCODE_TEXT = 1, OPCODE_BINARY = 2, OPCODE_CLOSE = 8, OPCODE_PING = 9, OPCODE_PONG = 10 };

static void give_up(const char *what)
{
	perror(what);
	exit(1);
}

void line_connect(struct line *line, int ep, const struct sockaddr_in *to)
{
	struct epoll_event want = {.events = EPOLLIN | EPOLLOUT, .data.ptr = line};

	line->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
	if (line->fd < 0)
		give_up("socket");
	line->state = LINE_CONNECTING;
	line->head_len = 0;
	line->left = 0;
	line->kept_len = 0;
	if (connect(line->fd, (const struct sockaddr *)to, sizeof *to) && errno != EINPROGRESS)
		give_up("connect");
	if (epoll_ctl(ep, EPOLL_CTL_ADD, line->fd, &want))
		give_up("epoll_ctl");
}

static void watch(struct line *line, int ep, unsigned events)
{
	struct epoll_event want = {.events = events, .data.ptr = line};

	if (epoll_ctl(ep, EPOLL_CTL_MOD, line->fd, &want))
		give_up("epoll_ctl");
}

void line_reset(struct line *line)
{
	const struct linger at_once = {.l_onoff = 1};

	if (line->fd < 0)
		return;
	setsockopt(line->fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
	close(line->fd);
	line->fd = -1;
	line->state = LINE_CLOSED;
	free(line->out);
	line->out = NULL;
	line->out_len = 0;
}

static void put(struct line *line, int ep, const void *bytes, size_t len)
{
	ssize_t sent = line->out_len ? 0 : send(line->fd, bytes, len, MSG_NOSIGNAL);

	if (sent < 0)
		sent = 0; /* a broken line is told of when it is read */
	if ((size_t)sent == len)
		return;
	line->out = realloc(line->out, line->out_len + len - (size_t)sent);
	if (!line->out)
		give_up("realloc");
	memcpy(line->out + line->out_len, (const char *)bytes + sent, len - (size_t)sent);
	line->out_len += len - (size_t)sent;
	watch(line, ep, EPOLLIN | EPOLLOUT);
}

/* A frame from a client is masked: here with zeros, which leave the text as it is. */
static void put_frame(struct line *line, int ep, unsigned opcode, const char *text, size_t len)
{
	unsigned char frame[4096 + 8];
	size_t head = 2;

	if (len > sizeof frame - 8)
		give_up("a message that long");
	frame[0] = (unsigned char)(0x80 | opcode);
	frame[1] = (unsigned char)(0x80 | (len < 126 ? len : 126));
	if (len >= 126) {
		frame[2] = (unsigned char)(len >> 8);
		frame[3] = (unsigned char)len;
		head = 4;
	}
	memset(frame + head, 0, 4);
	memcpy(frame + head + 4, text, len);
	put(line, ep, frame, head + 4 + len);
}

void line_send(struct line *line, int ep, const char *text, size_t len)
{
	put_frame(line, ep, OPCODE_TEXT, text, len);
}

static void flush(struct line *line, int ep)
{
	ssize_t sent = line->out_len ? send(line->fd, line->out, line->out_len, MSG_NOSIGNAL) : 0;

	if (sent < 0)
		return;
	line->out_len -= (size_t)sent;
	memmove(line->out, line->out + sent, line->out_len);
	if (!line->out_len)
		watch(line, ep, EPOLLIN);
}

static void ask_upgrade(struct line *line, int ep)
{
	static const char request[] =
		"GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
		"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
		"Sec-WebSocket-Protocol: burgertop.1\r\n"
		"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

	line->state = LINE_UPGRADING;
	watch(line, ep, EPOLLIN);
	put(line, ep, request, sizeof request - 1);
}

/* Looks for the end of the HTTP answer; returns how many bytes belong to it. */
static size_t read_answer(struct line *line, const char *data, size_t len,
			  const struct line_events *on)
{
	for (size_t i = 0; i < len; i++) {
		line->head_len = data[i] == "\r\n\r\n"[line->head_len] ? line->head_len + 1
				 : data[i] == '\r'                     ? 1
								       : 0;
		if (line->head_len == 4) {
			line->head_len = 0;
			line->state = LINE_OPEN;
			on->opened(on->self, line);
			return i + 1;
		}
	}
	return len;
}

static unsigned head_needs(const struct line *line)
{
	unsigned size = line->head_len < 2 ? 0 : line->head[1] & 127;

	return size == 127 ? 10 : size == 126 ? 4 : 2;
}

static void begin_message(struct line *line)
{
	unsigned need = head_needs(line);

	line->left = line->head[1] & 127;
	if (need > 2)
		line->left = 0;
	for (unsigned i = 2; i < need; i++)
		line->left = line->left << 8 | line->head[i];
	line->opcode = line->head[0] & 15;
	line->message_len = line->left;
	line->kept_len = 0;
}

static void end_message(struct line *line, int ep, const struct line_events *on)
{
	line->kept[line->kept_len] = '\0';
	line->head_len = 0;
	if (line->opcode == OPCODE_TEXT || line->opcode == OPCODE_BINARY)
		on->message(on->self, line);
	else if (line->opcode == OPCODE_PING)
		put_frame(line, ep, OPCODE_PONG, line->kept, line->kept_len);
}

static void keep(struct line *line, const char *data, size_t len)
{
	size_t at = (size_t)(line->message_len - line->left);
	size_t room = KEPT_MOST - line->kept_len, some = len < room ? len : room;

	memcpy(line->kept + line->kept_len, data, some);
	line->kept_len += some;
	if (line->whole && at + len < line->whole_room) {
		memcpy(line->whole + at, data, len);
		line->whole[at + len] = '\0';
	}
	line->left -= len;
}

static void read_frames(struct line *line, int ep, const char *data, size_t len,
			const struct line_events *on)
{
	while (len) {
		if (line->head_len < head_needs(line)) {
			line->head[line->head_len++] = (unsigned char)*data++;
			len--;
			if (line->head_len < 2 || line->head_len < head_needs(line))
				continue;
			begin_message(line);
		}
		size_t some = line->left < len ? (size_t)line->left : len;
		keep(line, data, some);
		data += some;
		len -= some;
		if (!line->left) {
			end_message(line, ep, on);
			if (line->fd < 0)
				return;
		}
	}
}

static void receive(struct line *line, int ep, const struct line_events *on)
{
	static char data[READ_MOST];
	ssize_t got = recv(line->fd, data, sizeof data, 0);
	size_t used = 0;

	if (got < 0 && errno == EAGAIN)
		return;
	if (got <= 0) {
		line_reset(line);
		on->closed(on->self, line);
		return;
	}
	if (line->state == LINE_UPGRADING)
		used = read_answer(line, data, (size_t)got, on);
	if (line->state == LINE_OPEN)
		read_frames(line, ep, data + used, (size_t)got - used, on);
}

void line_ready(struct line *line, int ep, unsigned events, const struct line_events *on)
{
	if (line->fd < 0)
		return;
	if (line->state == LINE_CONNECTING && events & EPOLLOUT)
		ask_upgrade(line, ep);
	else if (events & EPOLLOUT)
		flush(line, ep);
	if (line->fd >= 0 && events & (EPOLLIN | EPOLLHUP | EPOLLERR))
		receive(line, ep, on);
}
