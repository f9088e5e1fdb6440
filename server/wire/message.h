/*
 * What a client says, from text to typed values. Shape is checked here and texts are cleaned;
 * whether a seat may do it, and whether the ids mean anything, is core's and summit's to say.
 *
 * Commands are described as data: message.c has one table of commands with their fields, from which
 * they are read, refused and (for rehearse, a client) written. Field names stand there and in
 * schema/protocol.schema.json, and golden messages hold the two together.
 */
#ifndef BURGERTOP_WIRE_MESSAGE_H
#define BURGERTOP_WIRE_MESSAGE_H

#include "base/buf.h"
#include "base/err.h"
#include "base/id.h"
#include "summit/ideas.h"
#include "summit/summit.h"
#include "summit/weighings.h"

#define KINDS_TO_ADD       CARD_PLAN /* a table adds and edits cards of the kinds before it */
#define IDEA_CARDS_MOST    200       /* cards that one idea.add may start from */
#define HELLO_TOKEN_MOST   64        /* code points, as below */
#define HELLO_CODE_MOST    16
#define HELLO_CLIENT_MOST  40
#define STATUS_OUTBOX_MOST 1000000
#define CARD_NUMBER_MOST   1000000
#define SEAT_MOST          23 /* code points in the name of a seat */

enum command_kind {
	COMMAND_CARD_ADD,
	COMMAND_CARD_READ,
	COMMAND_CARD_PLACE,
	COMMAND_IDEA_ADD,
	COMMAND_IDEA_EDIT,
	COMMAND_IDEA_PUBLISH,
	COMMAND_IDEA_WITHDRAW,
	COMMAND_PROGRAMME_GO,
	COMMAND_SCENE_SHOW,
	COMMAND_CARD_EDIT,
	COMMAND_CARD_CHOOSE,
	COMMAND_CARD_WITHDRAW,
	COMMAND_CARD_RESTORE,
	COMMAND_PLAN_WRITE,
	COMMAND_PLAN_CHOOSE,
	COMMAND_PLAN_HAND,
	COMMAND_BALLOT_CAST,
	COMMAND_WEIGHING_PUT,
	COMMAND_WEIGHING_OPEN,
	COMMAND_WEIGHING_CLOSE,
	COMMAND_WEIGHING_SHOW,
	COMMAND_CALL_MAKE,
	COMMAND_CALL_END,
	COMMAND_NOTICE_SEND,
	COMMAND_NOTICE_END,
	COMMAND_NOTICE_SEEN,
	COMMAND_SIGNOFF_GIVE,
	COMMAND_CARD_RELEASE,
	COMMAND_SEAT_REPLACE,
	COMMANDS,
};

struct wire_text { /* owned */
	char *text;
	size_t len;
};

struct wire_wording { /* owned */
	int kind;     /* an enum card_kind */
	struct wire_text text;
	char language[LANGUAGE_MOST + 1]; /* "" when absent */
	struct wire_text translation;     /* likewise */
};

struct wire_points { /* owned */
	struct idea_points *items;
	size_t count;
};

/* One record for all commands: a field that a command does not have is zero. An optional id that is
 * absent is nil. */
struct command {
	enum command_kind kind;
	struct id op;
	int64_t at_ms; /* the device's; 0 when it said none */
	struct id id;
	struct id step;
	struct id theme;
	struct id idea;
	struct id from;
	struct id to;
	struct id card;
	struct id room;
	struct id table;
	struct id notice;
	struct id weighing;
	uint64_t version; /* `version` or `base` */
	uint64_t seen;
	char seat[4 * SEAT_MOST + 1];
	unsigned number; /* 0 when absent */
	unsigned field;  /* of a plan; 0: its title */
	unsigned points;
	int choice;            /* `kind`: an enum card_kind, scene_kind or call_kind */
	struct wire_text text; /* `text` or `title` */
	char language[LANGUAGE_MOST + 1];
	struct wire_text translation; /* empty when absent */
	struct wire_wording was;
	struct wire_text was_text;  /* `was` of a field of a plan */
	struct card_version *cards; /* owned */
	size_t card_count;
	struct id *ideas; /* owned */
	size_t idea_count;
	struct wire_points shares;
	struct wire_points was_shares; /* `was` of a ballot */
};

struct hello {
	char token[4 * HELLO_TOKEN_MOST + 1]; /* "" when absent, as below */
	char code[4 * HELLO_CODE_MOST + 1];
	bool has_since;
	uint64_t since;
	struct id epoch; /* nil when absent */
	struct id device;
	char client[4 * HELLO_CLIENT_MOST + 1];
	bool deflate; /* it accepts deflated messages */
};

struct status {
	unsigned outbox;
	double battery; /* 0 to 1; negative when not said */
};

enum message_kind { MESSAGE_HELLO, MESSAGE_DO, MESSAGE_STATUS, MESSAGE_PING };

struct message {
	enum message_kind kind;
	union {
		struct hello hello;
		struct command command;
		struct status status;
	};
};

/*
 * Reads one message. On true the caller releases it with message_finish. On false nothing is owned,
 * e says why, and *op is the operation that the message named, if it could be read, else nil.
 */
bool message_read(const char *text, size_t len, struct message *out, struct id *op, struct err *e);
void message_finish(struct message *m);
void command_finish(struct command *c);

const char *command_word(enum command_kind kind); /* "card.add" */
enum command_kind command_kind(const char *word); /* COMMANDS when there is none of that word */

/* A client's side: appends one message. */
void hello_write(struct buf *out, const struct hello *hello);
void command_write(struct buf *out, const struct command *c);
void status_write(struct buf *out, const struct status *s);
void ping_write(struct buf *out);

#endif
