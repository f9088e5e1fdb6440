/*
 * The intake: commands wait here and are taken in batches. A batch is decided in order against
 * memory as the commands before left it, written in one transaction on the writer's thread, and
 * only then answered and shown. One batch is in flight; what arrives meanwhile waits for the next.
 */
#ifndef BURGERTOP_CORE_INTAKE_H
#define BURGERTOP_CORE_INTAKE_H

#include "core/session.h"
#include "store/writer.h"

#define INTAKE_MOST 16384 /* commands waiting */
#define BATCH_MOST  512   /* commands in a batch */

struct intake;

/* Called with the answer to a command of that session, once it may be given. The frame is handed
 * over. */
typedef void intake_answer(void *self, uint64_t session, struct frame *answer);

struct intake *intake_create(struct seats *seats, struct writer *writer, intake_answer *answer,
			     void *self);
void intake_destroy(struct intake *in); /* nothing may be in flight */

/*
 * Takes another summit to decide against, and reads from the store which operations it has, so that
 * their repeats get the same answer. At the start, and after a commit was refused.
 */
bool intake_load(struct intake *in, struct summit *s, struct store *store, struct err *e);

/* Takes over the command. False with ERR_TOO_MANY when too many wait: the command stays the
 * caller's. */
bool intake_put(struct intake *in, const struct session *s, struct command *command, struct err *e);

/* Starts a batch, if commands wait. Nothing may be in flight. */
void intake_start(struct intake *in);

enum intake_end {
	INTAKE_NOTHING, /* no batch ended */
	INTAKE_DONE,    /* it is on disk and answered; memory equals the disk */
	INTAKE_REFUSED, /* nothing of it was kept: memory must be read anew. The devices were told
			   to try again */
	INTAKE_LOST, /* what is on disk is not known: the process must end. Nobody was told anything
		      */
};
enum intake_end intake_end(struct intake *in);

bool intake_waits(const struct intake *in); /* commands wait for a batch */
bool intake_in_flight(const struct intake *in);

struct intake_counts {
	uint64_t commands; /* taken */
	uint64_t refused;
	uint64_t repeats;
	uint64_t commits;
	uint64_t commit_us; /* from the start to the end of batches, in all */
};
const struct intake_counts *intake_counts(const struct intake *in);

#endif
