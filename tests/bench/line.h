/*
 * A WebSocket client by hand (RFC 6455), for a program that holds ten thousand of them: no library
 * whose own cost would be measured, and of a long message only the beginning is kept.
 */
#ifndef BURGERTOP_BENCH_LINE_H
#define BURGERTOP_BENCH_LINE_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KEPT_MOST 512

enum line_state { LINE_CLOSED, LINE_CONNECTING, LINE_UPGRADING, LINE_OPEN };

struct line {
	int fd; /* -1 when closed */
	enum line_state state;
	unsigned char head[14]; /* of the frame being received, or the end of the HTTP answer */
	unsigned head_len;
	uint64_t left;        /* of its payload */
	uint64_t message_len; /* all of it */
	unsigned opcode;
	char kept[KEPT_MOST + 1]; /* the beginning of its payload, NUL-terminated */
	size_t kept_len;
	char *whole; /* where all of it is to be kept, or NULL */
	size_t whole_room;
	char *out; /* what the socket did not take */
	size_t out_len;
};

/* What is told; self is the caller's. */
struct line_events {
	void (*opened)(void *self, struct line *line);
	void (*message)(void *self, struct line *line); /* kept, kept_len, message_len */
	void (*closed)(void *self, struct line *line);
	void *self;
};

/* Connects, watched by epoll descriptor ep; events then arrive through line_ready. */
void line_connect(struct line *line, int ep, const struct sockaddr_in *to);
void line_ready(struct line *line, int ep, unsigned epoll_events, const struct line_events *on);
void line_send(struct line *line, int ep, const char *text, size_t len);
void line_reset(struct line *line); /* as when the power fails: the peer gets a reset */

#endif
