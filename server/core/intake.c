#include "core/intake.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "core/deed.h"
#include "wire/reply.h"

#define DONE_A_BLOCK 1024

struct waiting {
	uint64_t session;
	const struct seat *seat;
	unsigned generation; /* of the link that it came with */
	struct id device;
	struct command command;
};

struct answer {
	uint64_t session;
	struct id op;
	struct frame *frame;
};

/* An operation that was taken. */
struct done {
	struct id op;
	uint64_t seq;
	const struct seat *seat; /* NULL: the program itself */
	enum command_kind kind;  /* COMMANDS: none of a seat's */
};

/* Allocated so many at a time: a day of a million cards is read at the start. */
struct done_block {
	struct done_block *before;
	size_t count;
	struct done items[DONE_A_BLOCK];
};

struct intake {
	struct summit *summit;
	struct seats *seats;
	struct writer *writer;
	intake_answer *answer;
	void *self;

	struct waiting *queue;
	size_t queue_first;
	size_t queue_count;
	size_t queue_room;

	struct id_map done; /* what it points to lies in the blocks */
	struct done_block *done_blocks;

	bool in_flight;
	int64_t started_us;
	struct batch batch;
	struct operation operations[BATCH_MOST];
	struct answer answers[BATCH_MOST];
	size_t answer_count;
	struct intake_counts counts;
};

struct intake *intake_create(struct seats *seats, struct writer *writer, intake_answer *answer,
			     void *self)
{
	struct intake *in = mem_new(sizeof *in);
	in->seats = seats;
	in->writer = writer;
	in->answer = answer;
	in->self = self;
	return in;
}

static void forget_done(struct intake *in)
{
	struct done_block *block;

	while ((block = in->done_blocks)) {
		in->done_blocks = block->before;
		free(block);
	}
	id_map_finish(&in->done);
	memset(&in->done, 0, sizeof in->done);
}

void intake_destroy(struct intake *in)
{
	if (!in)
		return;
	assert(!in->in_flight);
	for (size_t i = 0; i < in->queue_count; i++)
		command_finish(&in->queue[in->queue_first + i].command);
	free(in->queue);
	forget_done(in);
	free(in);
}

static void remember(struct intake *in, const struct operation *o, const struct seat *seat,
		     enum command_kind kind)
{
	if (!in->done_blocks || in->done_blocks->count == DONE_A_BLOCK) {
		struct done_block *block = mem_grow(NULL, 1, sizeof *block);
		block->before = in->done_blocks;
		block->count = 0;
		in->done_blocks = block;
	}
	struct done *d = &in->done_blocks->items[in->done_blocks->count++];
	*d = (struct done){o->op, o->last, seat, kind};
	id_map_put(&in->done, &d->op, d);
}

static void load_operation(void *self, const struct operation *operation)
{
	struct intake *in = self;

	remember(in, operation, seats_by_name(in->seats, operation->seat),
		 command_kind(operation->command));
}

bool intake_load(struct intake *in, struct summit *s, struct store *store, struct err *e)
{
	forget_done(in);
	in->summit = s;
	return store_each_operation(store, load_operation, in, e);
}

static void make_room(struct intake *in)
{
	if (in->queue_first + in->queue_count < in->queue_room)
		return;
	if (in->queue_first) {
		memmove(in->queue, in->queue + in->queue_first,
			in->queue_count * sizeof *in->queue);
		in->queue_first = 0;
		return;
	}
	in->queue_room = in->queue_room ? in->queue_room * 2 : 64;
	in->queue = mem_grow(in->queue, in->queue_room, sizeof *in->queue);
}

bool intake_put(struct intake *in, const struct session *s, struct command *command, struct err *e)
{
	if (in->queue_count == INTAKE_MOST)
		return err_set(e, ERR_TOO_MANY,
			       "the server has %d commands waiting; send it again later",
			       INTAKE_MOST);
	make_room(in);
	in->queue[in->queue_first + in->queue_count++] =
		(struct waiting){s->id, s->seat, s->generation, s->device, *command};
	return true;
}

static struct frame *ack_frame(const struct deed *deed, uint64_t seq)
{
	struct buf text = {0};
	struct ack ack = {.op = deed->command->op, .seq = seq};

	deed_answer(deed, &ack);
	ack_write(&text, &ack);
	struct frame *f = frame_create(text.data, text.len);
	buf_finish(&text);
	return f;
}

static struct frame *nack_frame(const struct id *op, const struct err *e)
{
	struct buf text = {0};

	nack_write(&text, op, e);
	struct frame *f = frame_create(text.data, text.len);
	buf_finish(&text);
	return f;
}

/* The same operation again: the same answer. */
static struct frame *repeat(struct intake *in, const struct done *done, const struct deed *deed)
{
	struct err e;

	if (done->seat != deed->seat || done->kind != deed->command->kind) {
		err_set(&e, ERR_OP_TAKEN, "op: something else was done by it; make a new one");
		return nack_frame(&deed->command->op, &e);
	}
	in->counts.repeats++;
	return ack_frame(deed, done->seq);
}

static struct frame *decide(struct intake *in, const struct waiting *w)
{
	const struct done *done = id_map_get(&in->done, &w->command.op);
	struct deed deed = {.summit = in->summit,
			    .seats = in->seats,
			    .seat = w->seat,
			    .replaced = w->generation != w->seat->generation,
			    .command = &w->command,
			    .now_ms = clock_wall_ms()};
	uint64_t before = in->summit->seq;
	struct err e;

	if (done && deed_may(&deed, &e))
		return repeat(in, done, &deed);
	if (done || !deed_do(&deed, &e)) {
		in->counts.refused++;
		return nack_frame(&w->command.op, &e);
	}
	struct operation *o = &in->operations[in->batch.operation_count++];
	*o = (struct operation){.op = w->command.op,
				.device = w->device,
				.command = command_word(w->command.kind),
				.at_ms = deed.now_ms,
				.device_at_ms = w->command.at_ms,
				.first = before + 1,
				.last = in->summit->seq};
	memcpy(o->seat, w->seat->name, sizeof o->seat);
	if (deed.is_replaced)
		memcpy(o->replaces, deed.is_replaced->name, sizeof o->replaces);
	remember(in, o, w->seat, w->command.kind);
	in->counts.commands++;
	return ack_frame(&deed, o->last);
}

static void give_answers(struct intake *in)
{
	for (size_t i = 0; i < in->answer_count; i++)
		in->answer(in->self, in->answers[i].session, in->answers[i].frame);
	in->answer_count = 0;
}

void intake_start(struct intake *in)
{
	assert(!in->in_flight);
	in->batch = (struct batch){.operations = in->operations};
	while (in->queue_count && in->answer_count < BATCH_MOST) {
		struct waiting *w = &in->queue[in->queue_first++];
		in->queue_count--;
		in->answers[in->answer_count++] =
			(struct answer){w->session, w->command.op, decide(in, w)};
		command_finish(&w->command);
	}
	if (!in->batch.operation_count) {
		give_answers(in);
		return;
	}
	in->batch.changes = in->summit->log.items;
	in->batch.change_count = in->summit->log.count;
	in->in_flight = true;
	in->started_us = clock_monotonic_us();
	writer_submit(in->writer, &in->batch);
}

static void answer_refused(struct intake *in)
{
	struct err e;

	err_set(&e, ERR_STORAGE, "the disk has no room; nothing was kept, send it again later");
	for (size_t i = 0; i < in->answer_count; i++) {
		frame_drop(in->answers[i].frame);
		in->answers[i].frame = nack_frame(&in->answers[i].op, &e);
	}
	give_answers(in);
}

enum intake_end intake_end(struct intake *in)
{
	enum commit_result result;
	struct err e;

	if (!in->in_flight || !writer_take(in->writer, &result, &e))
		return INTAKE_NOTHING;
	in->in_flight = false;
	in->counts.commits++;
	in->counts.commit_us += (uint64_t)(clock_monotonic_us() - in->started_us);
	in->summit->log.count = 0;
	switch (result) {
	case COMMIT_DONE:
		give_answers(in);
		return INTAKE_DONE;
	case COMMIT_REFUSED:
		log_warn("nothing of %zu commands was kept: %s", in->batch.operation_count, e.text);
		answer_refused(in);
		return INTAKE_REFUSED;
	case COMMIT_LOST:
		break;
	}
	log_warn("the disk failed: %s", e.text);
	for (size_t i = 0; i < in->answer_count; i++)
		frame_drop(in->answers[i].frame);
	in->answer_count = 0;
	return INTAKE_LOST;
}

bool intake_waits(const struct intake *in)
{
	return in->queue_count > 0;
}

bool intake_in_flight(const struct intake *in)
{
	return in->in_flight;
}

const struct intake_counts *intake_counts(const struct intake *in)
{
	return &in->counts;
}
