/* A channel's ring of frames and its full state. The hub alone uses this. */
#ifndef BURGERTOP_CORE_CHANNEL_H
#define BURGERTOP_CORE_CHANNEL_H

#include "core/hub.h"

void channel_init(struct channel *c, enum view view, enum pace pace, unsigned bit,
		  size_t bytes_most, uint64_t seq);
void channel_finish(struct channel *c);

/* Empties the ring: everybody gets a full state. */
void channel_restart(struct channel *c, uint64_t seq);

/* Has every member looked at, once the pass under way is over. */
void channel_start_pass(struct channel *c);

/* Adds an element that changed with seq to the frame under construction; elements come in order of
 * seq. */
void channel_add(struct channel *c, uint64_t seq, const struct buf *element);

/* Closes the frame under construction, if there is one; the channel has everything up to seq.
 * Starts a pass over the members. */
void channel_close(struct channel *c, uint64_t seq);

/* The first frame that ends after cursor. NULL when there is none, or (*fallen) the cursor has
 * fallen out of the ring. Borrowed. */
struct frame *channel_next(const struct channel *c, uint64_t cursor, bool *fallen);

/* A full state that the ring reaches back to, if there is one worth giving. Borrowed. */
struct full *channel_full(const struct channel *c);

/* Encodes a full state of the summit as it stands, which must be what `encoded` says. Marks what it
 * shows. */
void channel_fill(struct channel *c, struct summit *s);

void full_drop(struct full *f);

#endif
